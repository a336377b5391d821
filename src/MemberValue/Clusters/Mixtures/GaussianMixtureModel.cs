using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Clusters;

/// <summary>
/// Groups of alike members as a mixture of normal densities, fitted to a base and applied to later tables: a member belongs to every cluster with some
/// probability, and clusters may differ in size, spread and direction. Clusters are numbered by value, the most valuable is 1. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The fit maximises the log-likelihood by expectation and maximisation (Dempster, Laird and Rubin 1977) from k-means starts, with a floor on variances. A row
/// of weight w counts as w equal rows. The same seed gives the same bits on any number of threads.
/// </remarks>
public sealed partial class GaussianMixtureModel : IMemberClusterer, IFitted, IRowByRow
{
    private readonly ClusterSpace _space;
    private readonly Mixture? _mixture; // null without a base
    private readonly ClusterGroup[] _groups;
    private readonly double[] _baseMeans;
    private readonly double _outlierLogDensity;
    private readonly int _asked;
    private readonly int _leftOut;
    private readonly bool _isAtLeast;

    private GaussianMixtureModel(
        ClusterSpace space, Mixture? mixture, MixtureCovariance covariance, ClusterGroup[] groups, double[] baseMeans, double outlierLogDensity, int asked,
        int leftOut, FitStatus status, bool isAtLeast, int iterations, double logLikelihood, FitOrigin origin)
    {
        (_space, _mixture, Covariance, _groups, _baseMeans, _outlierLogDensity) = (space, mixture, covariance, groups, baseMeans, outlierLogDensity);
        (_asked, _leftOut, Status, _isAtLeast, Iterations, LogLikelihood, Origin) = (
            asked, leftOut, status, isAtLeast, iterations, logLikelihood, origin);
        Warnings = [.. space.Warnings(status, leftOut, groups.Length, asked), .. AtLeast()];
    }

    /// <inheritdoc/>
    public int Clusters => _groups.Length;

    /// <summary>The features with logarithm, weight and what stands for a missing value.</summary>
    public IReadOnlyList<ClusterFeature> Features => Array.AsReadOnly(_space.Features);

    /// <summary>The shapes of the clusters.</summary>
    public MixtureCovariance Covariance { get; }

    /// <summary>The log-likelihood of the base, in the units of the scaled features; NaN without a base.</summary>
    public double LogLikelihood { get; }

    /// <summary>How many numbers are fitted: shares, means and covariances. Features in which all members are equal do not count.</summary>
    public int Parameters => _mixture is null ? 0
        : ExpectationMaximisation.Parameters(Clusters, ExpectationMaximisation.Used(_mixture.Covariances[0], _space.Dimensions).Length, Covariance);

    /// <summary>The Bayesian information criterion, -2 log-likelihood + parameters times the logarithm of the number of members (Schwarz 1978); less is better.
    /// Models of the same base, features and scale can be compared. NaN without a base.</summary>
    public double Bic => -2 * LogLikelihood + Parameters * Math.Log(Origin.Members);

    /// <summary>Akaike's information criterion, -2 log-likelihood + 2 parameters; less is better. It favours more clusters than <see cref="Bic"/>.</summary>
    public double Aic => -2 * LogLikelihood + 2 * Parameters;

    /// <summary>How many iterations the best start took, after those that chose it.</summary>
    public int Iterations { get; }

    /// <summary>Always <c>GaussianMixture</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The base: the members with all features, and the options.</summary>
    public FitOrigin Origin { get; }

    /// <summary>
    /// <see cref="FitStatus.Converged"/>; <see cref="FitStatus.AtLimit"/> where a cluster has shrunk to the least variance in some direction,
    /// <see cref="FitStatus.Failed"/> where the iterations ran out, <see cref="FitStatus.TooFewRows"/> where fewer members differ than clusters were asked for
    /// or a cluster lost its members, <see cref="FitStatus.NoData"/> where no member has all features: nobody is in a cluster then.
    /// </summary>
    public FitStatus Status { get; }

    /// <summary>Clusters at the least variance, features that do not differ, members that were left out, and what the status says.</summary>
    public IReadOnlyList<Text> Warnings { get; }

    FitOrigin? IFitted.Origin => Origin;

    /// <summary>What each cluster is like, in the order of their numbers. Each member counts in every cluster with the probability of belonging to it, so that
    /// sizes need not be whole.</summary>
    public IReadOnlyList<ClusterProfile> Profiles => _mixture is null ? [] : ClusterGroup.Profiles(_space, _mixture.Means, _groups, _baseMeans);

    /// <summary>The mean of a cluster, feature by feature: in the feature's own unit; the mean of the logarithms, taken back, where it is logged.</summary>
    /// <param name="cluster">The cluster's number, from 1.</param>
    /// <returns>One number per feature.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cluster.</exception>
    public IReadOnlyList<double> CentreOf(int cluster) => _space.Own(Checked(cluster).Means, cluster);

    /// <summary>The covariance matrix of a cluster, in the units of the scaled features; 0 for a feature in which all members of the base are equal.</summary>
    /// <param name="cluster">The cluster's number, from 1.</param>
    /// <returns>One row per feature, with one number per feature.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cluster.</exception>
    public IReadOnlyList<IReadOnlyList<double>> CovarianceOf(int cluster)
    {
        var covariance = Checked(cluster).Covariances[cluster - 1];
        return [.. Enumerable.Range(0, _space.Dimensions).Select(row => (IReadOnlyList<double>)Array.AsReadOnly(
            Enumerable.Range(0, _space.Dimensions).Select(column => covariance[Mixture.Place(Math.Max(row, column), Math.Min(row, column))]).ToArray()))];
    }

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

    /// <summary>Which cluster of this model each cluster of an earlier one has become: the pairing of means with the least sum of squared
    /// distances.</summary>
    /// <param name="earlier">A model of the same features; scales may differ.</param>
    /// <returns>By cluster of the earlier model, in order, the number of the cluster of this one; 0 where this one has fewer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="earlier"/> is null.</exception>
    /// <exception cref="ArgumentException">The features, or which of them are logged, differ.</exception>
    public IReadOnlyList<int> Match(GaussianMixtureModel earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return _space.Match(_mixture?.Means ?? [], earlier._space, earlier._mixture?.Means ?? []);
    }

    /// <summary>Clusters, members, log-likelihood and BIC.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Clusters} clusters ({string.Join(", ", _groups.Select(group => group.Members.ToString("0.##", CultureInfo.InvariantCulture)))} members), ")
        + string.Create(CultureInfo.InvariantCulture, $"{Covariance} covariance, log-likelihood {LogLikelihood:0.####}, BIC {Bic:0.####}; {Origin}");

    private Mixture Checked(int cluster) => cluster >= 1 && cluster <= Clusters ? _mixture!
        : throw Error.OutOfRange(nameof(cluster), $"The cluster is {cluster} and must be 1 to {Clusters}.");

    private IEnumerable<Text> AtLeast()
    {
        if (_isAtLeast)
        {
            yield return Text.Of(
                "A cluster has shrunk to the least variance: its members have nearly the same value of a feature. Its probabilities and the BIC depend on "
                    + "that least variance.",
                "某一类已收缩到方差下限：该类会员的某项特征几乎相同，其归属概率和BIC取决于所设的下限。");
        }
    }
}
