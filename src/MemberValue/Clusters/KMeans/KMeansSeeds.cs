using MemberValue.Numerics;

namespace MemberValue.Clusters;

/// <summary>The places that k-means starts from.</summary>
internal static class KMeansSeeds
{
    /// <summary>Greedy k-means++: each new centre is the best of a few points drawn with a probability in proportion to weight times squared
    /// distance.</summary>
    public static double[] Of(ClusterPoints points, int k, long seed, int start)
    {
        var (n, d, random) = (points.Count, points.Dimensions, new CounterRandom(seed, start));
        var (centres, nearest, candidates) = (new double[k * d], new double[n], 2 + (int)Math.Log(k));
        nearest.AsSpan().Fill(1);
        var (closer, best, place) = (new double[n], new double[n], new double[n]);
        for (var c = 0; c < k; c++)
        {
            var (leastSum, chosen, total) = (double.PositiveInfinity, -1, 0.0);
            for (var i = 0; i < n; i++)
                total += points.WeightOf(i) * nearest[i];
            for (var attempt = 0; attempt < (c == 0 ? 1 : candidates); attempt++)
            {
                var drawn = Drawn(points, nearest, random.Next01() * total);
                NearestCentre.Find(points.Values, n, points.Point(drawn), d, place, closer);
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                {
                    closer[i] = c == 0 ? closer[i] : Math.Min(closer[i], nearest[i]);
                    sum += points.WeightOf(i) * closer[i];
                }

                if (sum < leastSum)
                    (leastSum, chosen, closer, best) = (sum, drawn, best, closer);
            }

            (nearest, best) = (best, nearest);
            points.Point(chosen).CopyTo(centres, c * d);
        }

        return centres;
    }

    private static int Drawn(ClusterPoints points, double[] nearest, double at)
    {
        var last = 0;
        for (var i = 0; i < nearest.Length; i++)
        {
            var share = points.WeightOf(i) * nearest[i];
            if (!(share > 0))
                continue;
            last = i;
            at -= share;
            if (at < 0)
                return i;
        }

        return last;
    }
}
