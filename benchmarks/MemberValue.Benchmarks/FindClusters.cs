using BenchmarkDotNet.Attributes;
using MemberValue.Clusters;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>
/// K-means of six features into eight clusters, one start, against one plain iteration; and the assignment of members, with and without distances. The goals: a
/// million members in a second on two cores, and assigned in 15 ms.
/// </summary>
[MemoryDiagnoser]
public class FindClusters
{
    private FeatureTable _values = null!;
    private MemberColumns _columns = null!;
    private KMeansModel _model = null!;
    private GaussianMixtureModel _mixture = null!;
    private int[] _numbers = [];
    private ClusterAssignment[] _located = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _values = ClusterBenchmarkData.Values(Members, seed: 1);
        (_columns, _model, _mixture) = (CompositeBenchmarkData.Columns(_values), ClusterBenchmarkData.Model(), ClusterBenchmarkData.Mixture());
        (_numbers, _located) = (new int[Members], new ClusterAssignment[Members]);
    }

    [Benchmark(Baseline = true)]
    public double OnePlainIteration()
    {
        var (centres, sums, within) = (Enumerable.Range(1, 8).Select(number => _model.CentreOf(number).ToArray()).ToArray(), new double[8, 6], 0.0);
        for (var i = 0; i < Members; i++)
        {
            var (least, nearest) = (double.PositiveInfinity, 0);
            for (var c = 0; c < centres.Length; c++)
            {
                var sum = 0.0;
                for (var j = 0; j < 6; j++)
                    sum += (_values.Arrays[j][i] - centres[c][j]) * (_values.Arrays[j][i] - centres[c][j]);
                if (sum < least)
                    (least, nearest) = (sum, c);
            }

            within += least;
            for (var j = 0; j < 6; j++)
                sums[nearest, j] += _values.Arrays[j][i];
        }

        return within + sums[0, 0];
    }

    [Benchmark]
    public KMeansModel Fit() => KMeansModel.Fit(_values, ClusterBenchmarkData.Features, new KMeansOptions { Clusters = 8, Starts = 1 });

    [Benchmark]
    public int[] Assign()
    {
        _model.Assign(_columns, _numbers);
        return _numbers;
    }

    [Benchmark]
    public int[] AssignByMixture()
    {
        _mixture.Assign(_columns, _numbers);
        return _numbers;
    }

    [Benchmark]
    public ClusterAssignment[] Locate()
    {
        _model.Locate(_columns, _located);
        return _located;
    }
}
