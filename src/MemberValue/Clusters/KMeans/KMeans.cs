using MemberValue.Numerics;

namespace MemberValue.Clusters;

/// <summary>Where a start of k-means ended.</summary>
/// <param name="Centres">The centres, one after the other.</param>
/// <param name="Within">The weighted sum of squared distances from the nearest centre, over all points.</param>
/// <param name="Labels">The nearest centre of each point.</param>
/// <param name="Iterations">How many iterations it took.</param>
/// <param name="HasConverged">Whether it stopped because no more points changed than are allowed to.</param>
internal sealed record KMeansEnd(double[] Centres, double Within, int[] Labels, int Iterations, bool HasConverged);

/// <summary>
/// Lloyd's iterations from greedy k-means++ starts (Arthur and Vassilvitskii 2007). Sums are kept per chunk of rows and added up in their order, so that no bit
/// depends on the number of threads; a point that keeps its cluster adds nothing.
/// </summary>
internal static class KMeans
{
    /// <summary>Rows whose sums are kept together.</summary>
    public const int Chunk = 1 << 14;

    private const int MostForStarts = 1 << 16;
    private const int MostForMoves = 10_000;
    private const int MostRoundsOfMoves = 100;

    /// <summary>The best of several starts.</summary>
    public static KMeansEnd Fit(ClusterPoints points, int k, KMeansOptions options, CancellationToken cancellationToken)
    {
        var some = points.Sample(MostForStarts, options.Seed);
        KMeansEnd? best = null;
        for (var start = 0; start < options.Starts; start++)
        {
            var end = Lloyd(some, KMeansSeeds.Of(some, k, options.Seed, start), options.MaxIterations, options.Tolerance, cancellationToken);
            for (var round = 0; round < MostRoundsOfMoves && some.Count <= MostForMoves && Move(some, end); round++)
                end = Lloyd(some, end.Centres, options.MaxIterations, options.Tolerance, cancellationToken);
            if (best is null || end.Within < best.Within)
                best = end;
        }

        if (options.BatchSize > 0)
            return Finished(points, Batches(points, best!.Centres, options, cancellationToken), options.MaxIterations, hasConverged: true, cancellationToken);
        return ReferenceEquals(some, points) ? best! : Lloyd(points, best!.Centres, options.MaxIterations, options.Tolerance, cancellationToken);
    }

    /// <summary>Iterations from given centres to the end.</summary>
    public static KMeansEnd Lloyd(ClusterPoints points, double[] centres, int mostIterations, double tolerance, CancellationToken cancellationToken)
    {
        var (n, d, k) = (points.Count, points.Dimensions, centres.Length / points.Dimensions);
        var labels = new int[n];
        labels.AsSpan().Fill(-1);
        centres = [.. centres];
        var chunks = new KMeansSums[(n + Chunk - 1) / Chunk];
        for (var c = 0; c < chunks.Length; c++)
            chunks[c] = new KMeansSums(k, d);
        var hasConverged = false;
        var iteration = 0;
        while (!hasConverged && iteration < mostIterations)
        {
            iteration++;
            Each(chunks.Length, c => chunks[c].Assign(points, labels, centres, c * Chunk), cancellationToken);
            var wasEmpty = Update(points, labels, centres, chunks);
            hasConverged = !wasEmpty && chunks.Sum(chunk => chunk.Changed) <= (long)(tolerance * n);
        }

        // changes leave rounding behind in the sums: once more from nothing
        Each(chunks.Length, c => chunks[c].Recount(points, labels, c * Chunk), cancellationToken);
        Update(points, labels, centres, chunks);
        return Finished(points, centres, iteration, hasConverged, cancellationToken);
    }

    /// <summary>Labels and sum of squares of given centres, in one pass over all points.</summary>
    public static KMeansEnd Finished(ClusterPoints points, double[] centres, int iterations, bool hasConverged, CancellationToken cancellationToken)
    {
        var (n, d) = (points.Count, points.Dimensions);
        var (labels, withins) = (new int[n], new double[(n + Chunk - 1) / Chunk]);
        Each(withins.Length, c =>
        {
            Span<double> which = stackalloc double[NearestCentre.Block];
            Span<double> distances = stackalloc double[NearestCentre.Block];
            for (int start = c * Chunk, end = Math.Min(n, start + Chunk); start < end; start += NearestCentre.Block)
            {
                var count = Math.Min(NearestCentre.Block, end - start);
                NearestCentre.Find(points.Values.AsSpan(start), n, centres, d, which[..count], distances[..count]);
                for (var i = 0; i < count; i++)
                {
                    labels[start + i] = (int)which[i];
                    withins[c] += points.WeightOf(start + i) * distances[i];
                }
            }
        }, cancellationToken);
        return new KMeansEnd(centres, withins.Sum(), labels, iterations, hasConverged);
    }

    /// <summary>
    /// Moves single points to another cluster where that lowers the sum of squares, both centres following at once (Hartigan 1975): where Lloyd's iterations
    /// stop, such a move may be left, and it leads to a better end.
    /// </summary>
    /// <returns>Whether a point was moved; the centres of the end are changed then.</returns>
    private static bool Move(ClusterPoints points, KMeansEnd end)
    {
        var (n, d, k) = (points.Count, points.Dimensions, end.Centres.Length / points.Dimensions);
        var (sizes, hasMoved) = (new double[k], false);
        for (var i = 0; i < n; i++)
            sizes[end.Labels[i]] += points.WeightOf(i);
        for (var i = 0; i < n; i++)
        {
            var (from, weight) = (end.Labels[i], points.WeightOf(i));
            if (!(sizes[from] > weight * (1 + 1e-9)))
                continue;
            var gain = sizes[from] * weight / (sizes[from] - weight) * Apart(i, from) * (1 - 1e-12);
            var to = -1;
            for (var c = 0; c < k; c++)
            {
                if (c != from && sizes[c] * weight / (sizes[c] + weight) * Apart(i, c) is var loss && loss < gain)
                    (gain, to) = (loss, c);
            }

            if (to < 0)
                continue;
            hasMoved = true;
            for (var j = 0; j < d; j++)
            {
                var value = points.Values[j * n + i];
                end.Centres[from * d + j] += (end.Centres[from * d + j] - value) * weight / (sizes[from] - weight);
                end.Centres[to * d + j] += (value - end.Centres[to * d + j]) * weight / (sizes[to] + weight);
            }

            (end.Labels[i], sizes[from], sizes[to]) = (to, sizes[from] - weight, sizes[to] + weight);
        }

        return hasMoved;

        double Apart(int point, int centre)
        {
            var sum = 0.0;
            for (var j = 0; j < d; j++)
            {
                var difference = points.Values[j * n + point] - end.Centres[centre * d + j];
                sum += difference * difference;
            }

            return sum;
        }
    }

    /// <summary>New centres from the sums; a cluster without points gets the point that is farthest from its centre.</summary>
    /// <returns>Whether a cluster was empty and got a point.</returns>
    private static bool Update(ClusterPoints points, int[] labels, double[] centres, KMeansSums[] chunks)
    {
        var (d, k) = (points.Dimensions, centres.Length / points.Dimensions);
        var empty = new List<int>();
        for (var c = 0; c < k; c++)
        {
            var (weight, members) = (0.0, 0);
            foreach (var chunk in chunks)
                (weight, members) = (weight + chunk.Weights[c], members + chunk.Members[c]);
            if (members == 0)
            {
                empty.Add(c);
                continue;
            }

            for (var j = 0; j < d; j++)
            {
                var sum = 0.0;
                foreach (var chunk in chunks)
                    sum += chunk.Sums[c * d + j];
                centres[c * d + j] = sum / weight;
            }
        }

        if (empty.Count == 0)
            return false;
        var taken = Farthest(points, labels, centres, empty.Count);
        for (var e = 0; e < taken.Count; e++)
        {
            for (var j = 0; j < d; j++)
                centres[empty[e] * d + j] = points.Values[j * points.Count + taken[e]];
        }

        return taken.Count > 0;
    }

    /// <summary>Points that are farthest from their centres, no two at the same place; fewer where all others are on a centre.</summary>
    private static List<int> Farthest(ClusterPoints points, int[] labels, double[] centres, int most)
    {
        var (n, d, taken) = (points.Count, points.Dimensions, new List<int>());
        var distances = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < d; j++)
                distances[i] += Math.Pow(points.Values[j * n + i] - centres[labels[i] * d + j], 2);
        }

        while (taken.Count < most)
        {
            var at = Array.IndexOf(distances, distances.Max());
            if (!(distances[at] > 0))
                break;
            taken.Add(at);
            for (var i = 0; i < n; i++)
            {
                var apart = 0.0;
                for (var j = 0; j < d; j++)
                    apart += Math.Pow(points.Values[j * n + i] - points.Values[j * n + at], 2);
                distances[i] = Math.Min(distances[i], apart);
            }
        }

        return taken;
    }

    /// <summary>Mini-batches (Sculley 2010): each centre moves towards its points by one over the weight it has seen.</summary>
    private static double[] Batches(ClusterPoints points, double[] centres, KMeansOptions options, CancellationToken cancellationToken)
    {
        var (n, d, random) = (points.Count, points.Dimensions, new CounterRandom(options.Seed, -2));
        centres = [.. centres];
        var (seen, rows) = (new double[centres.Length / d], new int[Math.Min(options.BatchSize, n)]);
        var (which, distances) = (new double[rows.Length], new double[rows.Length]);
        for (var step = 0; step < options.MaxIterations; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < rows.Length; i++)
                rows[i] = random.Below(n);
            var batch = points.Of(rows);
            NearestCentre.Find(batch.Values, rows.Length, centres, d, which, distances);
            for (var i = 0; i < rows.Length; i++)
            {
                var c = (int)which[i];
                seen[c] += batch.WeightOf(i);
                var rate = batch.WeightOf(i) / seen[c];
                for (var j = 0; j < d; j++)
                    centres[c * d + j] += rate * (batch.Values[j * rows.Length + i] - centres[c * d + j]);
            }
        }

        return centres;
    }

    public static void Each(int count, Action<int> body, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (count == 1)
            body(0);
        else
            ParallelLoop.For(count, body, cancellationToken);
    }
}
