using System.Globalization;
using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>
/// Members joined into groups step by step, the nearest two first, until one group is left: hierarchical clustering. It can be cut into any number of groups.
/// A large base is first grouped into some hundred small clusters by k-means, and these are joined. Immutable.
/// </summary>
/// <remarks>
/// Nearest-neighbour chains (Murtagh 1983; Mullner 2011), n² steps; Ward and single linkage need memory in proportion to n, average and complete linkage to n².
/// Of small clusters the distances are those of their centres, weighted by their members: Ward's linkage is exact from these clusters on, the others are near.
/// Where distances are equal the order of merges may differ from other software; the heights do not.
/// </remarks>
public sealed class Dendrogram
{
    /// <summary>The most members who are joined one by one by average and complete linkage, whose distances are all kept: 400 MB.</summary>
    public const int MostMembersWithAllDistances = 10_000;

    /// <summary>The most members who are joined one by one by Ward and single linkage, whose time grows with the square of their number.</summary>
    public const int MostMembers = 100_000;

    private const int SmallClusters = 500;
    private const int MostForSmallClusters = 20_000; // members that small clusters are found in; the others go to the nearest
    private const int MostIterations = 20;

    private readonly DendrogramMerge[] _merges;
    private readonly int[] _rows; // with all features; others are in no group
    private readonly int[]? _leafOf; // of each of these rows; null where each is a leaf of its own

    private readonly double[]? _weights; // of the leaves; null where all are 1

    private Dendrogram(Linkage linkage, int count, int[] rows, int[]? leafOf, ClusterPoints leaves, DendrogramMerge[] merges)
    {
        (Linkage, Count, Leaves) = (linkage, count, leaves.Count);
        (_rows, _leafOf, _weights, _merges) = (rows, leafOf, leaves.Weights, merges);
    }

    /// <summary>What the distance between groups is.</summary>
    public Linkage Linkage { get; }

    /// <summary>The number of rows, those that lack a feature included.</summary>
    public int Count { get; }

    /// <summary>How many leaves are joined: the rows with all features, or the small clusters of a large base.</summary>
    public int Leaves { get; }

    /// <summary>Whether the leaves are small clusters of a large base, and not single rows.</summary>
    public bool IsOfSmallClusters => _leafOf is not null;

    /// <summary>The merges by height, one fewer than leaves.</summary>
    public IReadOnlyList<DendrogramMerge> Merges => Array.AsReadOnly(_merges);

    /// <summary>Joins the rows of a table.</summary>
    /// <param name="values">The rows, with a column per feature; rows without a value of some feature are left out.</param>
    /// <param name="features">What they are grouped by, at least one feature.</param>
    /// <param name="linkage">What the distance between groups is.</param>
    /// <param name="scaling">How features are made comparable.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The dendrogram.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no feature, or one is given twice or is not a column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such linkage or scaling.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static Dendrogram Of(
        FeatureTable values, IReadOnlyList<ClusterFeature> features, Linkage linkage = Linkage.Ward, ClusterScaling scaling = ClusterScaling.Standard,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!Enum.IsDefined(linkage))
            throw Error.OutOfRange(nameof(linkage), $"The linkage is {linkage} and must be Ward, Average, Complete or Single.");
        if (!Enum.IsDefined(scaling))
            throw Error.OutOfRange(nameof(scaling), $"The scaling is {scaling} and must be Standard, Robust or None.");
        var (_, points) = ClusterSpace.Fit(values, features, scaling, [], keepsOwn: false);
        if (points.Count <= (linkage is Linkage.Average or Linkage.Complete ? MostMembersWithAllDistances : MostMembers))
            return new Dendrogram(linkage, values.Count, points.Rows, null, points, Joining.Of(points, linkage, cancellationToken));
        var (small, leafOf) = Small(points, cancellationToken);
        return new Dendrogram(linkage, values.Count, points.Rows, leafOf, small, Joining.Of(small, linkage, cancellationToken));
    }

    /// <summary>Joins the clusters of a model by Ward's distance, each with the weight of its members.</summary>
    /// <param name="model">A model of many clusters, such as 500.</param>
    /// <returns>The dendrogram; leaf i is cluster i + 1. From these clusters on it is exact.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public static Dendrogram Of(KMeansModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var points = model.CentrePoints();
        return new Dendrogram(Linkage.Ward, points.Count, points.Rows, null, points, Joining.Of(points, Linkage.Ward, CancellationToken.None));
    }

    /// <summary>The members of a group.</summary>
    /// <param name="group">A leaf, from 0, or n + i for what merge i of n leaves made.</param>
    /// <returns>1 for a leaf that is a member, the cluster's members for a leaf that is a cluster; of a joined group their sum.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    public double MembersOf(int group) => (uint)group >= (uint)(Leaves + _merges.Length)
        ? throw Error.OutOfRange(nameof(group), $"The group is {group} and must be 0 to {Leaves + _merges.Length - 1}.")
        : group >= Leaves ? _merges[group - Leaves].Members : _weights?[group] ?? 1;

    /// <summary>Cuts into a number of groups.</summary>
    /// <param name="groups">How many, 1 to <see cref="Leaves"/>.</param>
    /// <returns>The group of each row, from 1, the largest group first (of equal ones the one with the earliest row); 0 for a row that is not a leaf.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many leaves.</exception>
    public int[] Cut(int groups) => groups >= 1 && groups <= Math.Max(1, Leaves) ? CutAfter(Leaves - groups)
        : throw Error.OutOfRange(nameof(groups), $"The number of groups is {groups} and must be 1 to {Math.Max(1, Leaves)}.");

    /// <summary>Cuts at a height: groups at most so far apart are joined.</summary>
    /// <param name="height">The height, 0 or more.</param>
    /// <returns>The group of each row, from 1, the largest group first; 0 for a row that is not a leaf.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The height is below 0 or not a number.</exception>
    public int[] CutAt(double height) => height >= 0 ? CutAfter(_merges.Count(merge => merge.Height <= height))
        : throw Error.OutOfRange(nameof(height), $"The height is {height} and must be 0 or more.");

    /// <summary>Linkage, leaves and the greatest height.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Linkage} of {Leaves} members, joined at {(_merges.Length == 0 ? 0 : _merges[^1].Height):0.####}");

    /// <summary>The means of small clusters with their members as weights, and the cluster of each point. The same on any number of threads.</summary>
    private static (ClusterPoints Small, int[] LeafOf) Small(ClusterPoints points, CancellationToken cancellationToken)
    {
        var some = points.Sample(MostForSmallClusters, seed: 1);
        var start = KMeans.Lloyd(some, KMeansSeeds.Of(some, SmallClusters, 1, 0), MostIterations, 0.001, cancellationToken);
        var (labels, d) = (KMeans.Finished(points, start.Centres, 0, hasConverged: true, cancellationToken).Labels, points.Dimensions);
        var sizes = new double[SmallClusters];
        foreach (var label in labels)
            sizes[label]++;
        int[] kept = [.. Enumerable.Range(0, SmallClusters).Where(c => sizes[c] > 0)];
        var (place, means) = (new int[SmallClusters], new double[kept.Length * d]);
        for (var at = 0; at < kept.Length; at++)
            place[kept[at]] = at;
        for (var i = 0; i < labels.Length; i++)
            labels[i] = place[labels[i]];
        double[] weights = [.. kept.Select(c => sizes[c])];
        for (var j = 0; j < d; j++)
        {
            for (var i = 0; i < labels.Length; i++)
                means[j * kept.Length + labels[i]] += points.Values[j * points.Count + i];
            for (var at = 0; at < kept.Length; at++)
                means[j * kept.Length + at] /= weights[at];
        }

        return (new ClusterPoints(means, kept.Length, d, weights), labels);
    }

    private int[] CutAfter(int merges)
    {
        var n = Leaves;
        var parents = Enumerable.Range(0, n + _merges.Length).ToArray();
        for (var i = 0; i < merges; i++)
            parents[_merges[i].First] = parents[_merges[i].Second] = n + i;
        for (var i = parents.Length - 1; i >= 0; i--)
            parents[i] = parents[parents[i]];
        var labels = new int[Count];
        var groups = Enumerable.Range(0, _rows.Length).GroupBy(at => parents[_leafOf?[at] ?? at])
            .OrderByDescending(group => group.Count()).ThenBy(group => group.First());
        foreach (var (group, number) in groups.Select((group, at) => (group, at + 1)))
        {
            foreach (var at in group)
                labels[_rows[at]] = number;
        }

        return labels;
    }
}
