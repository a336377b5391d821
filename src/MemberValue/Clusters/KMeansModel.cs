using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

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
    private readonly Group[] _groups;
    private readonly double[] _baseMeans;
    private readonly double _outlierDistance;
    private readonly int _asked;
    private readonly int _leftOut;

    private KMeansModel(
        ClusterSpace space, double[] centres, Group[] groups, double[] baseMeans, double outlierDistance, int asked, int leftOut, FitStatus status,
        int iterations, FitOrigin origin)
    {
        (_space, _centres, _groups, _baseMeans, _outlierDistance) = (space, centres, groups, baseMeans, outlierDistance);
        (_asked, _leftOut, Status, Iterations, Origin) = (asked, leftOut, status, iterations, origin);
        Warnings = [.. WarningsOf()];
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
    public IReadOnlyList<ClusterProfile> Profiles
    {
        get
        {
            var total = _groups.Sum(group => group.Members);
            return [.. _groups.Select((group, c) => new ClusterProfile(
                c + 1, group.Members, group.Members / total, group.Within,
                [.. Enumerable.Range(0, _space.Dimensions)
                    .Select(j => new ClusterTrait(
                        _space.Features[j].Name, _space.Features[j].Label, group.Means[j], _baseMeans[j], _centres[c * _space.Dimensions + j] - BaseCentre(j)))
                    .OrderByDescending(trait => Math.Abs(trait.Difference))]))];
        }
    }

    /// <summary>The centre of a cluster, feature by feature: in the feature's own unit; the mean of the logarithms, taken back, where it is logged.</summary>
    /// <param name="cluster">The cluster's number, from 1.</param>
    /// <returns>One number per feature.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cluster.</exception>
    public IReadOnlyList<double> CentreOf(int cluster)
    {
        if (cluster < 1 || cluster > Clusters)
            throw Error.OutOfRange(nameof(cluster), $"The cluster is {cluster} and must be 1 to {Clusters}.");
        return [.. _space.Features.Select((feature, j) =>
        {
            var value = _space.Centres[j] + (_space.Factors[j] > 0 ? _centres[(cluster - 1) * _space.Dimensions + j] / _space.Factors[j] : 0);
            return feature.IsLogged ? Math.CopySign(Math.Exp(Math.Abs(value)) - 1, value) : value;
        })];
    }

    /// <summary>Which cluster of this model each cluster of an earlier one has become: the pairing of centres with the least sum of squared
    /// distances.</summary>
    /// <param name="earlier">A model of the same features; scales may differ.</param>
    /// <returns>By cluster of the earlier model, in order, the number of the cluster of this one; 0 where this one has fewer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="earlier"/> is null.</exception>
    /// <exception cref="ArgumentException">The features, or which of them are logged, differ.</exception>
    public IReadOnlyList<int> Match(KMeansModel earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (!_space.Features.Select(feature => (feature.Name, feature.IsLogged)).SequenceEqual(
                earlier._space.Features.Select(feature => (feature.Name, feature.IsLogged))))
        {
            throw Error.Argument(
                $"The earlier model has the features {string.Join(", ", earlier._space.Features.Select(feature => feature.Name))}; they must be the same.",
                nameof(earlier));
        }

        var d = _space.Dimensions;
        var costs = new double[earlier.Clusters, Clusters];
        for (var a = 0; a < earlier.Clusters; a++)
        {
            for (var b = 0; b < Clusters; b++)
            {
                for (var j = 0; j < d; j++)
                {
                    // the earlier centre, on this model's scale
                    var value = earlier._space.Factors[j] > 0 ? earlier._centres[a * d + j] / earlier._space.Factors[j] : 0;
                    var there = (value + earlier._space.Centres[j] - _space.Centres[j]) * _space.Factors[j];
                    costs[a, b] += Math.Pow(there - _centres[b * d + j], 2);
                }
            }
        }

        return [.. Pairing.Of(costs).Select(place => place + 1)];
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

    private double BaseCentre(int j)
    {
        var (sum, total) = (0.0, 0.0);
        for (var c = 0; c < _groups.Length; c++)
            (sum, total) = (sum + _groups[c].Members * _centres[c * _space.Dimensions + j], total + _groups[c].Members);
        return sum / total;
    }

    private IEnumerable<Text> WarningsOf()
    {
        if (Status == FitStatus.NoData)
            yield return Text.Of("No member has all features: there are no clusters.", "没有会员具备全部特征，无法聚类。");
        if (_leftOut > 0 && Status != FitStatus.NoData)
        {
            yield return Text.Of("{missing} members lack a feature and were left out.", "{missing}名会员缺少某项特征，未参与聚类。")
                .Fill(TextValue.Number("missing", _leftOut));
        }

        for (var j = 0; j < _space.Dimensions && Status != FitStatus.NoData; j++)
        {
            if (_space.Factors[j] == 0)
            {
                yield return Text.Of("All members have the same {feature}: it does not count.", "所有会员的{feature}相同，不参与聚类。")
                    .Fill(new TextValue("feature", _space.Features[j].Label));
            }
        }

        if (Status == FitStatus.Failed)
            yield return Text.Of("The iterations ran out before the clusters stopped changing.", "迭代次数用尽时，分类仍在变化。");
        if (Status == FitStatus.TooFewRows)
        {
            yield return Text.Of("Only {found} of {asked} clusters were found: fewer members differ.", "要求{asked}类，只得到{found}类：互不相同的会员不够多。")
                .Fill(TextValue.Number("found", Clusters), TextValue.Number("asked", _asked));
        }
    }

    /// <summary>A cluster's members in the base: their weight, sum of squares, and means in own units.</summary>
    private sealed record Group(double Members, double Within, double[] Means);
}
