using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Clusters;

/// <summary>
/// Groups of alike members, found in a base by k-means and applied to later tables: centres, and how members become points (logarithm, scale, weight of each
/// feature). Clusters are numbered by value, the most valuable is 1. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The fit minimises the sum of squared distances from the nearest centre (Lloyd 1957), from greedy k-means++ starts (Arthur and Vassilvitskii 2007). A row of
/// weight w counts as w equal rows. The same seed gives the same bits on any number of threads.
/// </remarks>
public sealed partial class KMeansModel : IMemberClusterer, IFitted, IRowByRow
{
    private readonly ClusterSpace _space;
    private readonly double[] _centres; // one after the other, in the space
    private readonly ClusterGroup[] _groups;
    private readonly double[] _baseMeans;
    private readonly double _outlierDistance;
    private readonly int _asked;
    private readonly int _leftOut;

    private KMeansModel(
        ClusterSpace space, double[] centres, ClusterGroup[] groups, double[] baseMeans, double outlierDistance, int asked, int leftOut, FitStatus status,
        int iterations, FitOrigin origin)
    {
        (_space, _centres, _groups, _baseMeans, _outlierDistance) = (space, centres, groups, baseMeans, outlierDistance);
        (_asked, _leftOut, Status, Iterations, Origin) = (asked, leftOut, status, iterations, origin);
        Warnings = [.. space.Warnings(status, leftOut, groups.Length, asked)];
    }

    /// <inheritdoc/>
    public int Clusters => _groups.Length;

    /// <summary>The features with logarithm, weight and what stands for a missing value.</summary>
    public IReadOnlyList<ClusterFeature> Features => Array.AsReadOnly(_space.Features);

    /// <summary>The sum of squared distances of all members of the base from their centres, in the units of the scaled features.</summary>
    public double WithinSum => _groups.Sum(group => group.Within);

    /// <summary>The distance from the nearest centre that 99.9% of the base do not exceed; a member beyond it is an outlier.</summary>
    public double OutlierDistance => _outlierDistance;

    /// <summary>How many iterations the best start took.</summary>
    public int Iterations { get; }

    /// <summary>Always <c>KMeans</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The base: the members with all features, and the options.</summary>
    public FitOrigin Origin { get; }

    /// <summary>
    /// <see cref="FitStatus.Converged"/>; <see cref="FitStatus.Failed"/> where the iterations ran out, <see cref="FitStatus.TooFewRows"/> where fewer members
    /// differ than clusters were asked for, <see cref="FitStatus.NoData"/> where no member has all features: nobody is in a cluster then.
    /// </summary>
    public FitStatus Status { get; }

    /// <summary>Features that do not differ, members that were left out, and what the status says.</summary>
    public IReadOnlyList<Text> Warnings { get; }

    FitOrigin? IFitted.Origin => Origin;

    /// <summary>What each cluster is like, in the order of their numbers.</summary>
    public IReadOnlyList<ClusterProfile> Profiles => ClusterGroup.Profiles(_space, _centres, _groups, _baseMeans);

    /// <summary>The centre of a cluster, feature by feature: in the feature's own unit; the mean of the logarithms, taken back, where it is logged.</summary>
    /// <param name="cluster">The cluster's number, from 1.</param>
    /// <returns>One number per feature.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cluster.</exception>
    public IReadOnlyList<double> CentreOf(int cluster) => cluster >= 1 && cluster <= Clusters ? _space.Own(_centres, cluster)
        : throw Error.OutOfRange(nameof(cluster), $"The cluster is {cluster} and must be 1 to {Clusters}.");

    /// <summary>What each cluster is like, with the segments and stages of its members in a table, and the RFM segment that its centre is nearest to.</summary>
    /// <param name="columns">The members. Stages are told where the table has <c>LifecycleColumns.Stage</c>.</param>
    /// <param name="scorer">What scores members and centres, such as a fitted <see cref="RfmScale"/>; null for no segments.</param>
    /// <param name="map">The segments of its scores; null for none.</param>
    /// <returns>The profiles, in the order of the clusters' numbers; their names are unique.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException">The scale does not suit the table, or the map the scale.</exception>
    /// <exception cref="InvalidOperationException">A column of a feature or of the scale was not fed.</exception>
    /// <remarks>
    /// A centre becomes a typical member: each number is that of the centre where it is a feature, otherwise the median of the cluster's members. The scale
    /// scores this member, and the map names the segment. A scorer that ranks members among each other, and one of your own, gives no nearest segment.
    /// </remarks>
    public IReadOnlyList<ClusterProfile> Describe(MemberColumns columns, IRfmScorer? scorer = null, SegmentMap? map = null) =>
        ClusterDescriber.Of(this, Profiles, [.. _space.Features.Select(feature => feature.Name)], CentreOf, columns, scorer, map);

    /// <summary>Which cluster of this model each cluster of an earlier one has become: the pairing of centres with the least sum of squared
    /// distances.</summary>
    /// <param name="earlier">A model of the same features; scales may differ.</param>
    /// <returns>By cluster of the earlier model, in order, the number of the cluster of this one; 0 where this one has fewer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="earlier"/> is null.</exception>
    /// <exception cref="ArgumentException">The features, or which of them are logged, differ.</exception>
    public IReadOnlyList<int> Match(KMeansModel earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return _space.Match(_centres, earlier._space, earlier._centres);
    }

    /// <summary>Clusters, members and the sum of squares.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Clusters} clusters ({string.Join(", ", _groups.Select(group => group.Members.ToString("0.##", CultureInfo.InvariantCulture)))} members), ")
        + string.Create(CultureInfo.InvariantCulture, $"sum of squares {WithinSum:0.####}; {Origin}");

    /// <summary>The centres as points, each with the weight of its members.</summary>
    internal ClusterPoints CentrePoints()
    {
        var (d, k) = (_space.Dimensions, Clusters);
        var values = new double[d * k];
        for (var c = 0; c < k; c++)
        {
            for (var j = 0; j < d; j++)
                values[j * k + c] = _centres[c * d + j];
        }

        return new ClusterPoints(values, k, d, Array.ConvertAll(_groups, group => group.Members)) { Rows = [.. Enumerable.Range(0, k)] };
    }
}
