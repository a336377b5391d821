using BenchmarkDotNet.Attributes;
using MemberValue.Clusters;
using MemberValue.Learning;

namespace MemberValue.Benchmarks;

/// <summary>A dendrogram by Ward's distance of six features, against the distances of all pairs once. The goal: 20,000 members in 5 s.</summary>
[MemoryDiagnoser]
public class JoinMembers
{
    private FeatureTable _values = null!;

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1_000, 20_000);

    [GlobalSetup]
    public void Setup() => _values = ClusterBenchmarkData.Values(Members, seed: 1);

    [Benchmark(Baseline = true)]
    public double AllPairsOnce()
    {
        var total = 0.0;
        for (var a = 0; a < Members; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var sum = 0.0;
                for (var j = 0; j < 6; j++)
                    sum += (_values.Arrays[j][a] - _values.Arrays[j][b]) * (_values.Arrays[j][a] - _values.Arrays[j][b]);
                total += Math.Sqrt(sum);
            }
        }

        return total;
    }

    [Benchmark]
    public Dendrogram Ward() => Dendrogram.Of(_values, ClusterBenchmarkData.Features);
}
