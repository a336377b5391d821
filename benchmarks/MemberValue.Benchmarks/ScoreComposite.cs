using BenchmarkDotNet.Attributes;
using MemberValue.Composite;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>A fitted composite of six criteria through the span overload, against a plain loop over the members. The goal: a million members in 8 ms.</summary>
[MemoryDiagnoser]
public class ScoreComposite
{
    private double[][] _values = [];
    private MemberColumns _columns = null!;
    private CompositeScorer _sum = null!;
    private CompositeScorer _topsis = null!;
    private double[] _scores = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var values = CompositeBenchmarkData.Values(Members, seed: 1);
        (_values, _columns) = (values.Arrays, CompositeBenchmarkData.Columns(values));
        (_sum, _topsis) = (CompositeBenchmarkData.Scorer(CompositeMethod.WeightedSum), CompositeBenchmarkData.Scorer(CompositeMethod.Topsis));
        _scores = new double[Members];
    }

    [Benchmark(Baseline = true)]
    public double[] PlainLoop()
    {
        double[] weights = [.. _sum.Weights.Values];
        for (var i = 0; i < _scores.Length; i++)
        {
            var score = 0.0;
            for (var j = 0; j < _values.Length; j++)
                score += 100 * weights[j] * Math.Clamp((_values[j][i] - _sum.WorstOf(j)) / (_sum.BestOf(j) - _sum.WorstOf(j)), 0, 1);
            _scores[i] = score;
        }

        return _scores;
    }

    [Benchmark]
    public double[] WeightedSum()
    {
        _sum.Score(_columns, _scores);
        return _scores;
    }

    [Benchmark]
    public double[] Topsis()
    {
        _topsis.Score(_columns, _scores);
        return _scores;
    }
}
