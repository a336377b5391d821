using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>
/// How well members fit the clusters that they are in, member by member: the silhouettes of a model (Rousseeuw 1987), by cluster. Immutable.
/// </summary>
public sealed class ClusterSilhouettes
{
    private ClusterSilhouettes(IReadOnlyList<ClusterSilhouette> clusters) => Clusters = clusters;

    /// <summary>One per cluster, in the order of their numbers.</summary>
    public IReadOnlyList<ClusterSilhouette> Clusters { get; }

    /// <summary>How many members were looked at.</summary>
    public int Members => Clusters.Sum(cluster => cluster.Values.Count);

    /// <summary>The mean of all members: above 0.5 clusters are clear, below 0.25 there are hardly any. NaN without members.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Mean => Members == 0 ? double.NaN : Clusters.Sum(cluster => cluster.Values.Sum()) / Members;

    /// <summary>Computes the silhouettes of members.</summary>
    /// <param name="columns">The members, of the model's base or later ones; those without a value of some feature are left out.</param>
    /// <param name="model">The clusters.</param>
    /// <param name="members">The most members who are looked at, 2 to 100,000: the time grows with their square. Of more a sample is taken, one of each
    /// stretch of the rows.</param>
    /// <param name="seed">The seed of the sample.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The silhouettes.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="members"/> is out of range.</exception>
    /// <exception cref="InvalidOperationException">A column of a feature was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ClusterSilhouettes Of(
        MemberColumns columns, KMeansModel model, int members = 2_000, long seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return Of(new MeasureSource(columns), columns.Count, model, members, seed, cancellationToken);
    }

    /// <summary>Computes the silhouettes of rows that need not be members.</summary>
    /// <param name="values">The rows, with a column per feature; those without a value of some feature are left out.</param>
    /// <param name="model">The clusters.</param>
    /// <param name="members">The most rows that are looked at, 2 to 100,000.</param>
    /// <param name="seed">The seed of the sample.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The silhouettes.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A feature is not a column.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="members"/> is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ClusterSilhouettes Of(
        FeatureTable values, KMeansModel model, int members = 2_000, long seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(new MeasureSource(values), values.Count, model, members, seed, cancellationToken);
    }

    /// <summary>Members and means.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Members} members, mean {Mean:0.####}; ") + string.Join("; ", Clusters);

    private static ClusterSilhouettes Of(MeasureSource source, int count, KMeansModel model, int members, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (members is < 2 or > 100_000)
            throw Error.OutOfRange(nameof(members), $"The most members are {members} and must be 2 to 100000.");
        var (points, labels) = model.Place(source, count, members, seed, cancellationToken);
        var each = ClusterScores.Silhouettes(points, labels, model.Clusters, cancellationToken);
        return new ClusterSilhouettes([.. Enumerable.Range(0, model.Clusters).Select(cluster => new ClusterSilhouette(
            cluster + 1, [.. each.Where((_, i) => labels[i] == cluster).OrderDescending()]))]);
    }
}
