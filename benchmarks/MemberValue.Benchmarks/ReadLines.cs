using BenchmarkDotNet.Attributes;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Lines of orders from a span to sums by member and category, against the same sums in dictionaries; and the columns of a table from them.</summary>
public class ReadLines
{
    private static readonly LogRules Rules = LogRules.From(new MemberTableOptions());

    private PurchaseLine<long>[] _lines = [];
    private PurchaseLines<long> _read = null!;
    private MemberTable<long> _table = null!;

    [ParamsSource(nameof(Sizes))]
    public int Lines { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _lines = LineBenchmarkData.Lines(Lines);
        _read = PurchaseLines.Read(_lines, Rules);
        _table = MemberLog.Read(_lines.Select(line => line.ToTransaction())).Table();
    }

    [Benchmark(Baseline = true)]
    public int Dictionaries() => LineBenchmarkData.InDictionaries(_lines);

    [Benchmark]
    public int Read() => PurchaseLines.Read(_lines, Rules).Pairs;

    [Benchmark]
    public MemberTable<long> AddTo() => _read.AddTo(_table);
}
