using MemberValue.Clusters;
using MemberValue.Learning;

namespace MemberValue.Benchmarks;

/// <summary>Members with six features in overlapping heaps.</summary>
internal static class ClusterBenchmarkData
{
    public static IReadOnlyList<ClusterFeature> Features { get; } = [.. Enumerable.Range(0, 6).Select(j => new ClusterFeature($"x{j}"))];

    public static FeatureTable Values(int rows, int seed)
    {
        var random = new Random(seed);
        var heaps = Enumerable.Range(0, rows).Select(_ => random.Next(8)).ToArray();
        var centres = Enumerable.Range(0, 8).Select(heap => Enumerable.Range(0, 6).Select(j => (heap * 7 + j * 5) % 11 * 0.7).ToArray()).ToArray();
        return FeatureTable.FromColumns(
            [.. Features.Select(feature => feature.Name)],
            [.. Enumerable.Range(0, 6).Select(j => Array.ConvertAll(heaps, heap =>
                centres[heap][j] + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))]);
    }

    public static GaussianMixtureModel Mixture() => GaussianMixtureModel.Fit(
        Values(5_000, seed: 2), Features, new GaussianMixtureOptions { Clusters = 8, Starts = 2, Scaling = ClusterScaling.None });

    public static KMeansModel Model() => KMeansModel.Fit(Values(5_000, seed: 2), Features, new KMeansOptions { Clusters = 8, Starts = 3 });
}
