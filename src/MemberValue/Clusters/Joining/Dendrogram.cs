using System.Globalization;
using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>
/// Members joined into groups step by step, the nearest two first, until one group is left: hierarchical clustering. It can be cut into any number of groups.
/// For a large base it is made of the clusters of a k-means model. Immutable.
/// </summary>
/// <remarks>
/// Nearest-neighbour chains (Murtagh 1983; Mullner 2011), n² steps; Ward and single linkage need memory in proportion to n, average and complete linkage to n².
/// Where distances are equal the order of merges may differ from other software; the heights do not.
/// </remarks>
public sealed class Dendrogram
{
    /// <summary>The most members of average and complete linkage, whose distances are all kept: 400 MB.</summary>
    public const int MostMembersWithAllDistances = 10_000;

    /// <summary>The most members of Ward and single linkage, whose time grows with the square of their number.</summary>
    public const int MostMembers = 100_000;

    private readonly DendrogramMerge[] _merges;
    private readonly int[] _rows; // of the leaves; others are in no group

    private readonly double[]? _weights; // of the leaves; null where all are 1

    private Dendrogram(Linkage linkage, int count, ClusterPoints leaves, DendrogramMerge[] merges) =>
        (Linkage, Count, _rows, _weights, _merges) = (linkage, count, leaves.Rows, leaves.Weights, merges);

    /// <summary>What the distance between groups is.</summary>
    public Linkage Linkage { get; }

    /// <summary>The number of rows, those that lack a feature included.</summary>
    public int Count { get; }

    /// <summary>How many rows are leaves: those with all features.</summary>
    public int Leaves => _rows.Length;

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
    /// <exception cref="ArgumentException">There is no feature, one is given twice or is not a column, or there are too many rows.</exception>
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
        var most = linkage is Linkage.Average or Linkage.Complete ? MostMembersWithAllDistances : MostMembers;
        if (values.Count > most)
        {
            throw Error.Argument(
                $"There are {values.Count} rows and {linkage} takes {most}; fit a k-means model of some hundred clusters and join these.", nameof(values));
        }

        var (_, points) = ClusterSpace.Fit(values, features, scaling, []);
        return new Dendrogram(linkage, values.Count, points, Joining.Of(points, linkage, cancellationToken));
    }

    /// <summary>Joins the clusters of a model by Ward's distance, each with the weight of its members: the way for a large base.</summary>
    /// <param name="model">A model of many clusters, such as 500.</param>
    /// <returns>The dendrogram; leaf i is cluster i + 1. From these clusters on it is exact.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public static Dendrogram Of(KMeansModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var points = model.CentrePoints();
        return new Dendrogram(Linkage.Ward, points.Count, points, Joining.Of(points, Linkage.Ward, CancellationToken.None));
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

    private int[] CutAfter(int merges)
    {
        var n = Leaves;
        var parents = Enumerable.Range(0, n + _merges.Length).ToArray();
        for (var i = 0; i < merges; i++)
            parents[_merges[i].First] = parents[_merges[i].Second] = n + i;
        for (var i = parents.Length - 1; i >= 0; i--)
            parents[i] = parents[parents[i]];
        var labels = new int[Count];
        var groups = Enumerable.Range(0, n).GroupBy(leaf => parents[leaf]).OrderByDescending(group => group.Count()).ThenBy(group => group.First());
        foreach (var (group, number) in groups.Select((group, at) => (group, at + 1)))
        {
            foreach (var leaf in group)
                labels[_rows[leaf]] = number;
        }

        return labels;
    }
}
