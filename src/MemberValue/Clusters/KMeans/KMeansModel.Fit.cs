using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Clusters;

public sealed partial class KMeansModel
{
    /// <summary>Finds clusters in a base.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="features">What they are grouped by, at least one feature.</param>
    /// <param name="options">How many clusters, starts, scaling; null for 4 clusters.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no feature, one is given twice or is a column of texts, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">A column was not fed; the message says how to feed it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static KMeansModel Fit(
        MemberColumns columns, IReadOnlyList<ClusterFeature> features, KMeansOptions? options = null, CancellationToken cancellationToken = default) =>
        Fit(FeatureTable.From(columns, ClusterSpace.NamesOf(features)), features, options, default, cancellationToken);

    /// <summary>Finds clusters in a base of rows that need not be members.</summary>
    /// <param name="values">The base, with a column per feature; rows without a value of some feature are left out.</param>
    /// <param name="features">What they are grouped by, at least one feature.</param>
    /// <param name="options">How many clusters, starts, scaling; null for 4 clusters.</param>
    /// <param name="weights">How many equal rows each row stands for, 0 to 1e15; empty for 1 each. Rows of weight 0 do not count.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no feature, one is given twice or is not a column, a weight is out of range, or an option is.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static KMeansModel Fit(
        FeatureTable values, IReadOnlyList<ClusterFeature> features, KMeansOptions? options = null, ReadOnlySpan<double> weights = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        options ??= new KMeansOptions();
        options.Check();
        var names = ClusterSpace.NamesOf(features);
        options.CheckOrder(names);
        var (space, points) = ClusterSpace.Fit(values, features, options.Scaling, weights);
        var used = points.Weights is null ? points.Own : [.. points.Own, points.Weights];
        var origin = values.Origin(names, used, points.Count, points.TotalWeight, options.InWords(), cancellationToken);
        if (points.Count == 0)
            return new KMeansModel(space, [], [], [.. names.Select(_ => 0.0)], 0, options.Clusters, points.LeftOut, FitStatus.NoData, 0, origin);
        var end = KMeans.Fit(points, options.Clusters, options, cancellationToken);
        return Numbered(space, points, end, options, origin);
    }

    /// <summary>The model with its clusters in order, those without members left out.</summary>
    private static KMeansModel Numbered(
        ClusterSpace space, ClusterPoints points, KMeansEnd end, KMeansOptions options, FitOrigin origin)
    {
        var (d, k) = (points.Dimensions, end.Centres.Length / points.Dimensions);
        var (members, within, means) = (new double[k], new double[k], new double[k, d]);
        var (distances, baseMeans) = (new double[points.Count], new double[d]);
        for (var i = 0; i < points.Count; i++)
        {
            var (c, weight) = (end.Labels[i], points.WeightOf(i));
            for (var j = 0; j < d; j++)
            {
                var difference = points.Values[j * points.Count + i] - end.Centres[c * d + j];
                distances[i] += difference * difference;
                means[c, j] += weight * points.Own[j][i];
                baseMeans[j] += weight * points.Own[j][i];
            }

            members[c] += weight;
            within[c] += weight * distances[i];
            distances[i] = Math.Sqrt(distances[i]);
        }

        var total = members.Sum();
        ClusterGroup[] groups = [.. Enumerable.Range(0, k).Select(c =>
            new ClusterGroup(members[c], within[c], [.. Enumerable.Range(0, d).Select(j => means[c, j] / members[c])]))];
        var places = ClusterGroup.ByValue(groups, ClusterSpace.NamesOf(space.Features), options.OrderBy);
        var status = places.Length < options.Clusters ? FitStatus.TooFewRows : end.HasConverged ? FitStatus.Converged : FitStatus.Failed;
        return new KMeansModel(
            space, [.. places.SelectMany(c => end.Centres.Skip(c * d).Take(d))], [.. places.Select(c => groups[c])],
            Array.ConvertAll(baseMeans, sum => sum / total), ClusterSpace.WeightedQuantiles(distances, points.Weights, [ClusterSpace.Typical])[0],
            options.Clusters, points.LeftOut, status, end.Iterations, origin);
    }
}
