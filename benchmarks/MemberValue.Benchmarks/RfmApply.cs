using BenchmarkDotNet.Attributes;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>A fitted scale of five levels through the span door, against copying the three columns that it reads.</summary>
[MemoryDiagnoser]
public class RfmApply
{
    private MemberColumns _columns = null!;
    private RfmScale _scale = null!;
    private RfmScore[] _scores = [];
    private int[] _last = [];
    private int[] _purchases = [];
    private long[] _net = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000, 10_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _columns = RfmBenchmarkData.Columns(Members);
        _scale = RfmScale.FitQuantiles(RfmBenchmarkData.Columns(10_000));
        _scores = new RfmScore[Members];
        (_last, _purchases, _net) = (new int[Members], new int[Members], new long[Members]);
    }

    [Benchmark(Baseline = true)]
    public long[] CopyColumns()
    {
        _columns.LastPurchaseCell.CopyTo(_last);
        _columns.Purchases.CopyTo(_purchases);
        _columns.Net.Scaled.CopyTo(_net);
        return _net;
    }

    [Benchmark]
    public RfmScore[] Spans()
    {
        _scale.Score(_columns, _scores);
        return _scores;
    }
}
