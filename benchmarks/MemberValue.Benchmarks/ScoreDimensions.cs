using BenchmarkDotNet.Attributes;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>A fitted scale of six dimensions of five levels through the span overload, against its scalar definition in a loop.</summary>
[MemoryDiagnoser]
public class ScoreDimensions
{
    private double[][] _values = [];
    private MemberColumns _columns = null!;
    private DimensionScale _scale = null!;
    private DimensionScore[] _scores = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var values = CompositeBenchmarkData.Values(Members, seed: 1);
        (_values, _columns) = (values.Arrays, CompositeBenchmarkData.Columns(values));
        (_scale, _scores) = (DimensionBenchmarkData.Scale(), new DimensionScore[Members]);
    }

    [Benchmark(Baseline = true)]
    public DimensionScore[] ScalarLoop()
    {
        DimensionBenchmarkData.ScoreOneByOne(_scale, _values, _scores);
        return _scores;
    }

    [Benchmark]
    public DimensionScore[] Spans()
    {
        _scale.Score(_columns, _scores);
        return _scores;
    }
}
