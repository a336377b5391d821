using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Clusters;

public sealed partial class GaussianMixtureModel
{
    /// <summary>Fits a mixture to a base.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="features">What they are grouped by, at least one feature.</param>
    /// <param name="options">How many clusters, their shapes, starts, scaling; null for 4 clusters with covariances of their own.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no feature, one is given twice or is a column of texts, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">A column was not fed; the message says how to feed it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static GaussianMixtureModel Fit(
        MemberColumns columns, IReadOnlyList<ClusterFeature> features, GaussianMixtureOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Fit(FeatureTable.From(columns, ClusterSpace.NamesOf(features)), features, options, default, cancellationToken);

    /// <summary>Fits a mixture to a base of rows that need not be members.</summary>
    /// <param name="values">The base, with a column per feature; rows without a value of some feature are left out.</param>
    /// <param name="features">What they are grouped by, at least one feature.</param>
    /// <param name="options">How many clusters, their shapes, starts, scaling; null for 4 clusters with covariances of their own.</param>
    /// <param name="weights">How many equal rows each row stands for, 0 to 1e15; empty for 1 each. Rows of weight 0 do not count.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no feature, one is given twice or is not a column, a weight is out of range, or an option is.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static GaussianMixtureModel Fit(
        FeatureTable values, IReadOnlyList<ClusterFeature> features, GaussianMixtureOptions? options = null, ReadOnlySpan<double> weights = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        options ??= new GaussianMixtureOptions();
        options.Check();
        var names = ClusterSpace.NamesOf(features);
        if (options.OrderBy is { } asked && Array.IndexOf(names, asked) < 0)
            throw OptionError.Of(options, nameof(options.OrderBy), asked, $"it must be one of the features {string.Join(", ", names)}, or null");
        var (space, points) = ClusterSpace.Fit(values, features, options.Scaling, weights);
        var used = points.Weights is null ? points.Own : [.. points.Own, points.Weights];
        var origin = values.Origin(names, used, points.Count, points.TotalWeight, options.InWords(), cancellationToken);
        if (points.Count == 0)
        {
            return new GaussianMixtureModel(
                space, null, options.Covariance, [], [.. names.Select(_ => 0.0)], 0, options.Clusters, points.LeftOut, FitStatus.NoData, isAtLeast: false, 0,
                double.NaN, origin);
        }

        var end = ExpectationMaximisation.Fit(points, options.Clusters, options, cancellationToken);
        return Numbered(space, points, end, options, origin);
    }

    /// <summary>The model with its clusters in order.</summary>
    private static GaussianMixtureModel Numbered(
        ClusterSpace space, ClusterPoints points, MixtureEnd end, GaussianMixtureOptions options, FitOrigin origin)
    {
        var (n, d, k) = (points.Count, points.Dimensions, end.Mixture.Count);
        var (members, within, means) = (new double[k], new double[k], new double[k, d]);
        var (densities, baseMeans, probabilities) = (new double[n], new double[d], new double[k]);
        for (var i = 0; i < n; i++)
        {
            var point = points.Values.AsSpan(i);
            var weight = points.WeightOf(i);
            end.Mixture.LogDensities(point, n, 1, probabilities);
            Mixture.ToProbabilities(probabilities, densities.AsSpan(i, 1));
            for (var c = 0; c < k; c++)
            {
                var share = weight * probabilities[c];
                members[c] += share;
                for (var j = 0; j < d; j++)
                {
                    within[c] += share * Math.Pow(point[j * n] - end.Mixture.Means[c * d + j], 2);
                    means[c, j] += share * points.Own[j][i];
                }
            }

            for (var j = 0; j < d; j++)
                baseMeans[j] += weight * points.Own[j][i];
        }

        ClusterGroup[] groups = [.. Enumerable.Range(0, k).Select(c =>
            new ClusterGroup(members[c], within[c], [.. Enumerable.Range(0, d).Select(j => means[c, j] / members[c])]))];
        var places = ClusterGroup.ByValue(groups, ClusterSpace.NamesOf(space.Features), options.OrderBy);
        var isAtLeast = ExpectationMaximisation.IsAtLeast(end.Mixture, options.LeastVariance);
        var status = places.Length < options.Clusters ? FitStatus.TooFewRows : !end.HasConverged ? FitStatus.Failed
            : isAtLeast ? FitStatus.AtLimit : FitStatus.Converged;
        var far = ClusterSpace.WeightedQuantiles(Array.ConvertAll(densities, density => -density), points.Weights, [ClusterSpace.Typical])[0];
        var total = points.TotalWeight;
        return new GaussianMixtureModel(
            space, end.Mixture.Of(places), options.Covariance, [.. places.Select(c => groups[c])], Array.ConvertAll(baseMeans, sum => sum / total), -far,
            options.Clusters, points.LeftOut, status, isAtLeast, end.Iterations, end.LogLikelihood, origin);
    }
}
