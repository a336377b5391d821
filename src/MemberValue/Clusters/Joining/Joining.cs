using System.Numerics;
using System.Runtime.InteropServices;

namespace MemberValue.Clusters;

/// <summary>Joins points into one group, two groups at a time.</summary>
internal static class Joining
{
    /// <summary>The merges; the points may be changed by it.</summary>
    public static DendrogramMerge[] Of(ClusterPoints points, Linkage linkage, CancellationToken cancellationToken)
    {
        if (points.Count < 2)
            return [];
        var joined = linkage switch
        {
            Linkage.Ward => Ward(points, cancellationToken),
            Linkage.Single => Single(points, cancellationToken),
            _ => WithAllDistances(points, linkage, cancellationToken),
        };
        return Sorted(points, joined);
    }

    /// <summary>Chains of nearest neighbours over the centres of groups, which lie side by side; a joined group takes one place, the last group the
    /// other.</summary>
    private static DendrogramMerge[] Ward(ClusterPoints points, CancellationToken cancellationToken)
    {
        var (n, d) = (points.Count, points.Dimensions);
        var (centres, sizes, leaf) = (points.Values, new double[n], new int[n]);
        for (var i = 0; i < n; i++)
            (sizes[i], leaf[i]) = (points.WeightOf(i), i);
        var (joined, made, chain, active) = (new DendrogramMerge[n - 1], 0, new List<int>(), n);
        while (active > 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chain.Count == 0)
                chain.Add(0);
            var top = chain[^1];
            var (nearest, distance) = NearestByWard(centres, sizes, n, d, active, top, chain.Count > 1 ? chain[^2] : -1);
            if (chain.Count < 2 || nearest != chain[^2])
            {
                chain.Add(nearest);
                continue;
            }

            chain.RemoveRange(chain.Count - 2, 2);
            joined[made] = new DendrogramMerge(leaf[top], leaf[nearest], Math.Sqrt(2 * distance), made++);
            var (keep, free, total) = (Math.Min(top, nearest), Math.Max(top, nearest), sizes[top] + sizes[nearest]);
            for (var j = 0; j < d; j++)
                centres[j * n + keep] = (sizes[keep] * centres[j * n + keep] + sizes[free] * centres[j * n + free]) / total;
            sizes[keep] = total;
            active--;
            if (free == active)
                continue;
            for (var j = 0; j < d; j++)
                centres[j * n + free] = centres[j * n + active];
            (sizes[free], leaf[free]) = (sizes[active], leaf[active]);
            for (var at = 0; at < chain.Count; at++)
                chain[at] = chain[at] == active ? free : chain[at];
        }

        return joined;
    }

    /// <summary>The group that joining with raises the sum of squares least, and by how much; the preferred one where it is as near as another.</summary>
    private static (int Nearest, double Distance) NearestByWard(double[] centres, double[] sizes, int n, int d, int active, int top, int preferred)
    {
        var (least, at, i, wide) = (double.PositiveInfinity, -1, 0, Vector<double>.Count);
        if (preferred >= 0)
            (least, at) = (One(preferred), preferred);
        var lanes = new Vector<double>(least);
        ref var from = ref MemoryMarshal.GetArrayDataReference(centres);
        ref var size = ref MemoryMarshal.GetArrayDataReference(sizes);
        var own = new Vector<double>(sizes[top]);
        for (; i <= active - wide; i += wide)
        {
            var sum = Vector<double>.Zero;
            for (var j = 0; j < d; j++)
            {
                var difference = Vector.LoadUnsafe(ref from, (nuint)(j * (long)n + i)) - new Vector<double>(centres[j * n + top]);
                sum += difference * difference;
            }

            var other = Vector.LoadUnsafe(ref size, (nuint)i);
            var distance = own * other / (own + other) * sum;
            if (!Vector.LessThanAny(distance, lanes))
                continue;
            for (var lane = 0; lane < wide; lane++)
            {
                if (i + lane != top && distance[lane] < least)
                    (least, at) = (distance[lane], i + lane);
            }

            lanes = new Vector<double>(least);
        }

        for (; i < active; i++)
        {
            if (i != top && One(i) is var distance && distance < least)
                (least, at) = (distance, i);
        }

        return (at, least);

        double One(int other)
        {
            var sum = 0.0;
            for (var j = 0; j < d; j++)
            {
                var difference = centres[j * n + other] - centres[j * n + top];
                sum += difference * difference;
            }

            return sizes[top] * sizes[other] / (sizes[top] + sizes[other]) * sum;
        }
    }

    /// <summary>Prim's minimum spanning tree, whose edges are the merges of single linkage.</summary>
    private static DendrogramMerge[] Single(ClusterPoints points, CancellationToken cancellationToken)
    {
        var (n, joined) = (points.Count, new DendrogramMerge[points.Count - 1]);
        var (nearest, from, isIn) = (new double[n], new int[n], new bool[n]);
        nearest.AsSpan().Fill(double.PositiveInfinity);
        var last = 0;
        for (var step = 1; step < n; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isIn[last] = true;
            var (least, next) = (double.PositiveInfinity, -1);
            for (var i = 0; i < n; i++)
            {
                if (isIn[i])
                    continue;
                if (Squared(points, i, last) is var distance && distance < nearest[i])
                    (nearest[i], from[i]) = (distance, last);
                if (nearest[i] < least || next < 0)
                    (least, next) = (nearest[i], i);
            }

            joined[step - 1] = new DendrogramMerge(from[next], next, Math.Sqrt(least), step);
            last = next;
        }

        return joined;
    }

    /// <summary>Chains of nearest neighbours over all distances, which are updated by the formulas of Lance and Williams.</summary>
    private static DendrogramMerge[] WithAllDistances(ClusterPoints points, Linkage linkage, CancellationToken cancellationToken)
    {
        var n = points.Count;
        var (distances, sizes, isGone) = (new double[n][], new double[n], new bool[n]); // the lower triangle
        for (var i = 0; i < n; i++)
        {
            (distances[i], sizes[i]) = (new double[i], points.WeightOf(i));
            for (var j = 0; j < i; j++)
                distances[i][j] = Math.Sqrt(Squared(points, i, j));
        }

        ref double At(int a, int b) => ref distances[Math.Max(a, b)][Math.Min(a, b)];
        var (joined, made, chain) = (new DendrogramMerge[n - 1], 0, new List<int>());
        while (made < n - 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chain.Count == 0)
                chain.Add(Array.IndexOf(isGone, false));
            var top = chain[^1];
            var (least, nearest) = chain.Count > 1 ? (At(top, chain[^2]), chain[^2]) : (double.PositiveInfinity, -1);
            for (var i = 0; i < n; i++)
            {
                if (i != top && !isGone[i] && At(top, i) < least)
                    (least, nearest) = (At(top, i), i);
            }

            if (chain.Count < 2 || nearest != chain[^2])
            {
                chain.Add(nearest);
                continue;
            }

            chain.RemoveRange(chain.Count - 2, 2);
            joined[made] = new DendrogramMerge(top, nearest, least, made++);
            isGone[top] = true;
            for (var i = 0; i < n; i++)
            {
                if (i == top || i == nearest || isGone[i])
                    continue;
                var (a, b) = (At(i, top), At(i, nearest));
                At(i, nearest) = linkage == Linkage.Complete ? Math.Max(a, b)
                    : (sizes[top] * a + sizes[nearest] * b) / (sizes[top] + sizes[nearest]);
            }

            sizes[nearest] += sizes[top];
        }

        return joined;
    }

    private static double Squared(ClusterPoints points, int a, int b)
    {
        var sum = 0.0;
        for (var j = 0; j < points.Dimensions; j++)
        {
            var difference = points.Values[j * points.Count + a] - points.Values[j * points.Count + b];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>The merges by height, in their place, each with the numbers of the groups that it joins. Before, what was joined is given by one leaf of each,
    /// and the members are the step: an inner merge stays before the outer one of equal height.</summary>
    private static DendrogramMerge[] Sorted(ClusterPoints points, DendrogramMerge[] merges)
    {
        var n = points.Count;
        Array.Sort(merges, static (a, b) => a.Height != b.Height ? a.Height.CompareTo(b.Height) : a.Members.CompareTo(b.Members));
        var group = new int[2 * n - 1];
        for (var i = 0; i < group.Length; i++)
            group[i] = i;
        int Root(int at)
        {
            while (group[at] != at)
                at = group[at] = group[group[at]];
            return at;
        }

        double Members(int at) => at < n ? points.WeightOf(at) : merges[at - n].Members;
        for (var made = 0; made < merges.Length; made++)
        {
            var (a, b) = (Root(merges[made].First), Root(merges[made].Second));
            group[a] = group[b] = n + made;
            merges[made] = new DendrogramMerge(Math.Min(a, b), Math.Max(a, b), merges[made].Height, Members(a) + Members(b));
        }

        return merges;
    }
}
