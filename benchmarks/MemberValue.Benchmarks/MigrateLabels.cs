using BenchmarkDotNet.Attributes;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Benchmarks;

/// <summary>
/// The moves between two dates of eight labels, against a dictionary join. One member in twenty is new at the later date; the others stand in the
/// same rows, as in the tables of one series, or all stand in any order and one in twenty has left.
/// </summary>
[MemoryDiagnoser]
public class MigrateLabels
{
    private const int Labels = 8;

    private static readonly Label[] Known = Enum.GetValues<Label>();

    private long[] _keys = [];
    private long[] _later = [];
    private Label[] _labels = [];
    private Label[] _laterLabels = [];

    public enum Label : byte
    {
        First,
        Second,
        Third,
        Fourth,
        Fifth,
        Sixth,
        Seventh,
        Eighth,
    }

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    [Params(false, true)]
    public bool Shuffled { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000, 10_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _keys = new long[Members];
        for (var i = 0; i < Members; i++)
            _keys[i] = random.NextInt64();
        _later = (long[])_keys.Clone();
        for (var i = Members - Members / 20; i < Members; i++)
            _later[i] = random.NextInt64();
        if (Shuffled)
            random.Shuffle(_later);
        else
            _keys = _keys[..(Members - Members / 20)];
        (_labels, _laterLabels) = (new Label[Members], new Label[Members]);
        for (var i = 0; i < Members; i++)
            (_labels[i], _laterLabels[i]) = (Known[random.Next(Labels)], Known[random.Next(Labels)]);
        _labels = _labels[.._keys.Length];
    }

    [Benchmark(Baseline = true)]
    public long[,] ScalarLoop()
    {
        var before = new Dictionary<long, Label>(Members);
        for (var i = 0; i < _keys.Length; i++)
            before[_keys[i]] = _labels[i];
        var counts = new long[Labels + 1, Labels + 1];
        for (var i = 0; i < _later.Length; i++)
        {
            if (before.Remove(_later[i], out var from))
                counts[(int)from, (int)_laterLabels[i]]++;
            else
                counts[Labels, (int)_laterLabels[i]]++;
        }

        foreach (var from in before.Values)
            counts[(int)from, Labels]++;
        return counts;
    }

    // With new tables in each call: the index of their keys, where one is needed, is built once a table.
    [Benchmark]
    public LabelMigration<Label> Between() => LabelMigration.Between(
        Known,
        new MemberResults<long, Label>(new MemberKeys<long>(_keys, null), _labels),
        new MemberResults<long, Label>(new MemberKeys<long>(_later, null), _laterLabels));
}
