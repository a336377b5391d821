using BenchmarkDotNet.Attributes;
using MemberValue.Learning;

namespace MemberValue.Benchmarks;

/// <summary>A forest of 100 trees, depth 12, leaves of 5, of rows with 20 columns. The goal: at most 5 s for 100,000 rows on two cores. And one tree by the
/// defaults.</summary>
[MemoryDiagnoser]
public class FitForest
{
    private FeatureTable _features = null!;
    private bool[] _labels = [];

    [ParamsSource(nameof(Sizes))]
    public int Rows { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1_000, 100_000);

    [GlobalSetup]
    public void Setup() => (_features, _labels) = ForestBenchmarkData.Make(Rows, seed: 1);

    [Benchmark(Baseline = true)]
    public RandomForestModel Forest() => RandomForest.Fit(_features, _labels);

    [Benchmark]
    public DecisionTreeModel Tree() => DecisionTree.Fit(_features, _labels);
}
