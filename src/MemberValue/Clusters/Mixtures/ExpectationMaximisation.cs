using MemberValue.Estimation;
using MemberValue.Numerics;

namespace MemberValue.Clusters;

/// <summary>Where the iterations of a mixture ended.</summary>
/// <param name="Mixture">The mixture.</param>
/// <param name="LogLikelihood">Its log-likelihood over all points.</param>
/// <param name="Iterations">How many iterations it took.</param>
/// <param name="HasConverged">Whether the log-likelihood stopped rising.</param>
internal sealed record MixtureEnd(Mixture Mixture, double LogLikelihood, int Iterations, bool HasConverged);

/// <summary>
/// Expectation and maximisation (Dempster, Laird and Rubin 1977) from k-means starts. The covariances are the maximum under the condition that no variance, in
/// any direction, is below the least: eigenvalues below it are raised to it, so that the log-likelihood never falls. Sums are kept per chunk of rows and added
/// up in their order: no bit depends on the number of threads.
/// </summary>
internal static class ExpectationMaximisation
{
    private const int MostForStarts = 1 << 14;
    private const int FirstIterations = 50; // of every start; the best three go on
    private const double Vanished = 1e-9; // the share of a component that is left out

    /// <summary>The best of several starts.</summary>
    public static MixtureEnd Fit(ClusterPoints points, int k, GaussianMixtureOptions options, CancellationToken cancellationToken)
    {
        var (some, used) = (points.Sample(MostForStarts, options.Seed), Differing(points));
        var ends = new List<MixtureEnd>();
        for (var start = 0; start < options.Starts; start++)
        {
            var labels = Labels(some, k, start, options, cancellationToken);
            ends.Add(Iterate(
                some, First(some, labels, k, used, options), used, Math.Min(FirstIterations, options.MaxIterations), options, cancellationToken));
        }

        var best = ends.OrderByDescending(end => end.LogLikelihood).Take(3)
            .Select(end => end.HasConverged || end.Iterations >= options.MaxIterations ? end
                : Iterate(some, end.Mixture, used, options.MaxIterations, options, cancellationToken))
            .MaxBy(end => end.LogLikelihood)!;
        return ReferenceEquals(some, points) ? best : Iterate(points, best.Mixture, used, options.MaxIterations, options, cancellationToken);
    }

    /// <summary>Iterations from a mixture to the end.</summary>
    public static MixtureEnd Iterate(
        ClusterPoints points, Mixture mixture, int[] used, int mostIterations, GaussianMixtureOptions options, CancellationToken cancellationToken)
    {
        var (before, total) = (double.NegativeInfinity, points.TotalWeight);
        for (var iteration = 1; ; iteration++)
        {
            var sums = Sums(points, mixture, cancellationToken);
            if (sums.LogLikelihood - before <= options.Tolerance * total)
                return new MixtureEnd(mixture, sums.LogLikelihood, iteration, HasConverged: true);
            if (iteration >= mostIterations)
                return new MixtureEnd(mixture, sums.LogLikelihood, iteration, HasConverged: false);
            before = sums.LogLikelihood;
            mixture = Next(sums, mixture.Means, used, options);
        }
    }

    /// <summary>How many numbers a mixture has that are fitted.</summary>
    public static int Parameters(int components, int dimensions, MixtureCovariance covariance) => components - 1 + components * dimensions + covariance switch
    {
        MixtureCovariance.Full => components * Mixture.Place(dimensions, 0),
        MixtureCovariance.Diagonal => components * dimensions,
        MixtureCovariance.Spherical => components,
        _ => Mixture.Place(dimensions, 0),
    };

    /// <summary>The Bayesian information criterion (Schwarz 1978).</summary>
    public static double Bic(ClusterPoints points, MixtureEnd end, MixtureCovariance covariance) => -2 * end.LogLikelihood
        + Parameters(end.Mixture.Count, Differing(points).Length, covariance) * Math.Log(points.TotalWeight);

    /// <summary>Whether some variance, in some direction, is at the least.</summary>
    public static bool IsAtLeast(Mixture mixture, double least)
    {
        foreach (var covariance in mixture.Covariances)
        {
            var used = Used(covariance, mixture.Dimensions);
            if (used.Length > 0 && SmallSymmetric.Eigen(Square(covariance, used)).Values[0] <= least * (1 + 1e-6))
                return true;
        }

        return false;
    }

    /// <summary>The groups of a start: the best of several k-means fits, and then single ones that are stopped early, so that starts differ.</summary>
    private static int[] Labels(ClusterPoints points, int k, int start, GaussianMixtureOptions options, CancellationToken cancellationToken)
    {
        if (start == 0)
        {
            return KMeans.Fit(
                points, k, new KMeansOptions { Clusters = k, Starts = options.Starts, Seed = options.Seed }, cancellationToken).Labels;
        }

        return KMeans.Lloyd(points, KMeansSeeds.Of(points, k, options.Seed, start), 1 + start % 3, 0, cancellationToken).Labels;
    }

    /// <summary>The mixture of given groups.</summary>
    private static Mixture First(ClusterPoints points, int[] labels, int k, int[] used, GaussianMixtureOptions options)
    {
        var (n, d) = (points.Count, points.Dimensions);
        var (sums, probabilities, centres) = (new MixtureSums(k, d), new double[k], new double[k * d]);
        for (var i = 0; i < n; i++)
        {
            probabilities[labels[i]] = 1;
            sums.Add(points.Values.AsSpan(i), n, centres, probabilities, points.Weights is null ? [] : points.Weights.AsSpan(i, 1), 1);
            probabilities[labels[i]] = 0;
        }

        return Next(sums, centres, used, options);
    }

    private static MixtureSums Sums(ClusterPoints points, Mixture mixture, CancellationToken cancellationToken)
    {
        var chunks = new MixtureSums[(points.Count + KMeans.Chunk - 1) / KMeans.Chunk];
        KMeans.Each(chunks.Length, chunk =>
        {
            var (n, sums) = (points.Count, new MixtureSums(mixture.Count, mixture.Dimensions));
            var (logs, totals) = (new double[mixture.Count * Mixture.Most], new double[Mixture.Most]);
            for (int start = chunk * KMeans.Chunk, end = Math.Min(n, start + KMeans.Chunk); start < end; start += Mixture.Most)
            {
                var count = Math.Min(Mixture.Most, end - start);
                var some = points.Values.AsSpan(start);
                var probabilities = logs.AsSpan(0, mixture.Count * count);
                ReadOnlySpan<double> weights = points.Weights is null ? [] : points.Weights.AsSpan(start, count);
                mixture.LogDensities(some, n, count, probabilities);
                Mixture.ToProbabilities(probabilities, totals.AsSpan(0, count));
                for (var i = 0; i < count; i++)
                    sums.LogLikelihood += weights.IsEmpty ? totals[i] : weights[i] * totals[i];
                sums.Add(some, n, mixture.Means, probabilities, weights, count);
            }

            chunks[chunk] = sums;
        }, cancellationToken);

        for (var chunk = 1; chunk < chunks.Length; chunk++)
            chunks[0].Add(chunks[chunk]);
        return chunks[0];
    }

    /// <summary>The mixture that the sums make most likely; without the components that nearly no point belongs to.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="shifts">The places that the sums are taken from.</param>
    /// <param name="used">The features in which points differ; the others have no variance.</param>
    /// <param name="options">The shapes and the least variance.</param>
    private static Mixture Next(MixtureSums sums, double[] shifts, int[] used, GaussianMixtureOptions options)
    {
        var (d, triangle, total) = (sums.Dimensions, Mixture.Place(sums.Dimensions, 0), sums.Weights.Sum());
        int[] kept = [.. Enumerable.Range(0, sums.Weights.Length).Where(c => sums.Weights[c] > Vanished * total)];
        var (rest, means, covariances) = (kept.Sum(c => sums.Weights[c]), new double[kept.Length * d], new double[kept.Length][]);
        for (var at = 0; at < kept.Length; at++)
        {
            var (c, weight, covariance) = (kept[at], sums.Weights[kept[at]], new double[triangle]);
            for (var row = 0; row < d; row++)
            {
                var step = sums.Firsts[c * d + row] / weight;
                means[at * d + row] = shifts[c * d + row] + step;
                for (var column = 0; column <= row; column++)
                {
                    var place = Mixture.Place(row, column);
                    covariance[place] = sums.Seconds[c * triangle + place] / weight - step * (sums.Firsts[c * d + column] / weight);
                }
            }

            covariances[at] = covariance;
        }

        double[] shares = [.. kept.Select(c => sums.Weights[c] / rest)];
        if (options.Covariance == MixtureCovariance.Tied)
        {
            var tied = new double[triangle];
            for (var place = 0; place < triangle; place++)
                tied[place] = Enumerable.Range(0, kept.Length).Sum(at => shares[at] * covariances[at][place]);
            Array.Fill(covariances, tied);
        }

        var least = options.LeastVariance;
        for (var at = 0; at < kept.Length; at++)
            covariances[at] = Shaped(covariances[at], used, options.Covariance, least);
        for (; ; least *= 10)
        {
            if (Mixture.Of(shares, means, covariances, d) is { } mixture)
                return mixture;
            for (var at = 0; at < kept.Length; at++) // variances that differ by more than fifteen powers of ten
                covariances[at] = Shaped(covariances[at], used, options.Covariance, 10 * least);
        }
    }

    /// <summary>A covariance of a shape, with no variance below the least.</summary>
    private static double[] Shaped(double[] covariance, int[] used, MixtureCovariance shape, double least)
    {
        var shaped = new double[covariance.Length];
        if (used.Length == 0)
            return shaped;
        if (shape is MixtureCovariance.Diagonal or MixtureCovariance.Spherical)
        {
            var mean = used.Average(j => covariance[Mixture.Place(j, j)]);
            foreach (var j in used)
                shaped[Mixture.Place(j, j)] = Math.Max(least, shape == MixtureCovariance.Spherical ? mean : covariance[Mixture.Place(j, j)]);
            return shaped;
        }

        var (values, vectors) = SmallSymmetric.Eigen(Square(covariance, used));
        for (var a = 0; a < used.Length; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = covariance[Mixture.Place(used[a], used[b])];
                for (var k = 0; k < used.Length && values[k] < least; k++)
                    sum += (least - values[k]) * vectors[a, k] * vectors[b, k];
                shaped[Mixture.Place(used[a], used[b])] = sum;
            }
        }

        return shaped;
    }

    /// <summary>The features in which points differ; the others take no part.</summary>
    public static int[] Differing(ClusterPoints points) => [.. Enumerable.Range(0, points.Dimensions)
        .Where(j => points.Values.AsSpan(j * points.Count, points.Count).ContainsAnyExcept(points.Values[j * points.Count]))];

    /// <summary>The features with a variance.</summary>
    public static int[] Used(double[] covariance, int dimensions) =>
        [.. Enumerable.Range(0, dimensions).Where(j => covariance[Mixture.Place(j, j)] != 0)];

    private static double[,] Square(double[] covariance, int[] used)
    {
        var square = new double[used.Length, used.Length];
        for (var a = 0; a < used.Length; a++)
        {
            for (var b = 0; b <= a; b++)
                square[a, b] = square[b, a] = covariance[Mixture.Place(used[a], used[b])];
        }

        return square;
    }
}
