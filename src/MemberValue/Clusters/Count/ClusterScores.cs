using MemberValue.Numerics;

namespace MemberValue.Clusters;

/// <summary>How well points are grouped.</summary>
internal static class ClusterScores
{
    /// <summary>The mean over all points of their silhouettes.</summary>
    public static double Silhouette(ClusterPoints points, int[] labels, int k, CancellationToken cancellationToken) =>
        Silhouettes(points, labels, k, cancellationToken).Sum() / points.Count;

    /// <summary>Of each point (b - a) / max(a, b), a the mean distance to the own group and b the least mean distance to another; 0 for a point
    /// that is alone (Rousseeuw 1987).</summary>
    public static double[] Silhouettes(ClusterPoints points, int[] labels, int k, CancellationToken cancellationToken)
    {
        var n = points.Count;
        var sizes = new int[k];
        foreach (var label in labels)
            sizes[label]++;
        var each = new double[n];
        ParallelLoop.For(n, i =>
        {
            Span<double> sums = stackalloc double[256];
            sums = sums[..k];
            sums.Clear();
            for (var other = 0; other < n; other++)
            {
                var sum = 0.0;
                for (var j = 0; j < points.Dimensions; j++)
                {
                    var difference = points.Values[j * n + i] - points.Values[j * n + other];
                    sum += difference * difference;
                }

                sums[labels[other]] += Math.Sqrt(sum);
            }

            var own = labels[i];
            if (sizes[own] < 2)
                return;
            var (a, b) = (sums[own] / (sizes[own] - 1), double.PositiveInfinity);
            for (var c = 0; c < k; c++)
                b = c == own || sizes[c] == 0 ? b : Math.Min(b, sums[c] / sizes[c]);
            each[i] = Math.Max(a, b) is > 0 and < double.PositiveInfinity and var most ? (b - a) / most : 0;
        }, cancellationToken);
        return each;
    }

    /// <summary>(between / (k - 1)) / (within / (n - k)), sums of squares (Calinski and Harabasz 1974).</summary>
    public static double CalinskiHarabasz(ClusterPoints points, double within, int k) =>
        (Total(points) - within) / (k - 1) / (within / (points.Count - k));

    /// <summary>The mean over the groups of the largest (s_a + s_b) / distance of their centres, s the mean distance from the centre (Davies and Bouldin
    /// 1979); less is better.</summary>
    public static double DaviesBouldin(ClusterPoints points, KMeansEnd end)
    {
        var (n, d, k) = (points.Count, points.Dimensions, end.Centres.Length / points.Dimensions);
        var (spread, sizes) = (new double[k], new int[k]);
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < d; j++)
                sum += Math.Pow(points.Values[j * n + i] - end.Centres[end.Labels[i] * d + j], 2);
            spread[end.Labels[i]] += Math.Sqrt(sum);
            sizes[end.Labels[i]]++;
        }

        var total = 0.0;
        for (var a = 0; a < k; a++)
        {
            var worst = 0.0;
            for (var b = 0; b < k; b++)
            {
                var apart = 0.0;
                for (var j = 0; j < d; j++)
                    apart += Math.Pow(end.Centres[a * d + j] - end.Centres[b * d + j], 2);
                if (b != a)
                    worst = Math.Max(worst, (spread[a] / sizes[a] + spread[b] / sizes[b]) / Math.Sqrt(apart));
            }

            total += worst;
        }

        return total / k;
    }

    /// <summary>How far two groupings agree, beyond chance: 1 where they are the same, about 0 for independent ones (Hubert and Arabie 1985).</summary>
    public static double AdjustedRand(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var (cells, rows, columns) = (new Dictionary<(int, int), long>(), new Dictionary<int, long>(), new Dictionary<int, long>());
        for (var i = 0; i < first.Length; i++)
        {
            cells[(first[i], second[i])] = cells.GetValueOrDefault((first[i], second[i])) + 1;
            rows[first[i]] = rows.GetValueOrDefault(first[i]) + 1;
            columns[second[i]] = columns.GetValueOrDefault(second[i]) + 1;
        }

        static double Pairs(long count) => count * (count - 1) / 2.0;
        var (same, inRows, inColumns) = (cells.Values.Sum(Pairs), rows.Values.Sum(Pairs), columns.Values.Sum(Pairs));
        var expected = inRows * inColumns / Pairs(first.Length);
        var most = (inRows + inColumns) / 2;
        return most == expected || first.Length < 2 ? 1 : (same - expected) / (most - expected);
    }

    /// <summary>The sum of squared distances from the mean.</summary>
    private static double Total(ClusterPoints points)
    {
        var (n, total) = (points.Count, 0.0);
        for (var j = 0; j < points.Dimensions; j++)
        {
            var column = points.Values.AsSpan(j * n, n);
            var mean = 0.0;
            foreach (var value in column)
                mean += value / n;
            foreach (var value in column)
                total += (value - mean) * (value - mean);
        }

        return total;
    }
}
