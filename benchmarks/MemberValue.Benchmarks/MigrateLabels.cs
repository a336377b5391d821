using BenchmarkDotNet.Attributes;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Benchmarks;

/// <summary>
/// The moves between two dates of eight labels, against a dictionary join. One member in twenty enters and one in twenty leaves; once with the
/// others in the same rows, as in the tables of one series, and once in any order.
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
    private MemberKeys<long> _first = null!;
    private MemberKeys<long> _second = null!;

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
        (_labels, _laterLabels) = (new Label[Members], new Label[Members]);
        for (var i = 0; i < Members; i++)
            (_labels[i], _laterLabels[i]) = (Known[random.Next(Labels)], Known[random.Next(Labels)]);
    }

    // An index of keys is built once a table and kept: each call has to pay for it again.
    [IterationSetup]
    public void NewTables() => (_first, _second) = (new MemberKeys<long>(_keys, null), new MemberKeys<long>(_later, null));

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

    [Benchmark]
    public LabelMigration<Label> Between() => LabelMigration.Between(
        Known, new MemberResults<long, Label>(_first, _labels), new MemberResults<long, Label>(_second, _laterLabels));
}
