using BenchmarkDotNet.Attributes;
using MemberValue.Learning;

namespace MemberValue.Benchmarks;

/// <summary>A forest of 100 trees, depth 12, leaves of 5, applied to rows with 20 columns. The goal: at most 20 ns per row a tree: 2 us per row.</summary>
[MemoryDiagnoser]
public class ApplyForest
{
    private FeatureTable _features = null!;
    private RandomForestModel _forest = null!;
    private double[] _probabilities = [];

    [ParamsSource(nameof(Sizes))]
    public int Rows { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 100_000);

    [GlobalSetup]
    public void Setup()
    {
        var (features, labels) = ForestBenchmarkData.Make(100_000, seed: 1);
        _forest = RandomForest.Fit(features, labels);
        (_features, _) = ForestBenchmarkData.Make(Rows, seed: 2);
        _probabilities = new double[Rows];
    }

    [Benchmark(Baseline = true)]
    public double[] Spans()
    {
        _forest.Predict(_features, _probabilities);
        return _probabilities;
    }

    [Benchmark]
    public double[] AllProcessors() => _forest.Probabilities(_features);
}
