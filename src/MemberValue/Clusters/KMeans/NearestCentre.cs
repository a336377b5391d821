using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemberValue.Clusters;

/// <summary>The nearest and second nearest of some centres for a block of points: the one kernel of fits and assignments.</summary>
internal static class NearestCentre
{
    /// <summary>Points per call.</summary>
    public const int Block = 256;

    /// <summary>Finds the nearest centre of each point, the first of equally near ones.</summary>
    /// <param name="points">The features of the points one after the other, each <paramref name="stride"/> numbers after the last.</param>
    /// <param name="stride">Numbers between two features of a point.</param>
    /// <param name="centres">The centres, one after the other.</param>
    /// <param name="dimensions">How many features.</param>
    /// <param name="which">Receives the place of the nearest centre; -1 for a point with a feature that is not a number.</param>
    /// <param name="distances">Receives its squared distance; as long as <paramref name="which"/>.</param>
    public static void Find(
        ReadOnlySpan<double> points, int stride, ReadOnlySpan<double> centres, int dimensions, Span<double> which, Span<double> distances)
    {
        var (wide, i, count) = (Vector<double>.Count, 0, which.Length);
        ref var from = ref MemoryMarshal.GetReference(points);
        ref var place = ref MemoryMarshal.GetReference(which);
        ref var least = ref MemoryMarshal.GetReference(distances);
        ref var centre = ref MemoryMarshal.GetReference(centres);
        for (; i <= count - 2 * wide; i += 2 * wide) // two vectors at a time share what is read of the centres
        {
            var (best, best2) = (new Vector<double>(double.PositiveInfinity), new Vector<double>(double.PositiveInfinity));
            var (at, at2) = (new Vector<double>(-1.0), new Vector<double>(-1.0));
            for (int c = 0, k = 0; c < centres.Length; c += dimensions, k++)
            {
                var (sum, sum2, point) = (Vector<double>.Zero, Vector<double>.Zero, (nuint)i);
                for (var j = 0; j < dimensions; j++, point += (nuint)stride)
                {
                    var middle = new Vector<double>(Unsafe.Add(ref centre, c + j));
                    var (difference, difference2) = (Vector.LoadUnsafe(ref from, point) - middle, Vector.LoadUnsafe(ref from, point + (nuint)wide) - middle);
                    sum += difference * difference;
                    sum2 += difference2 * difference2;
                }

                var (isNearer, isNearer2, place2) = (Vector.LessThan(sum, best), Vector.LessThan(sum2, best2), new Vector<double>(k));
                (best, best2) = (Vector.ConditionalSelect(isNearer, sum, best), Vector.ConditionalSelect(isNearer2, sum2, best2));
                (at, at2) = (Vector.ConditionalSelect(isNearer, place2, at), Vector.ConditionalSelect(isNearer2, place2, at2));
            }

            at.StoreUnsafe(ref place, (nuint)i);
            at2.StoreUnsafe(ref place, (nuint)(i + wide));
            best.StoreUnsafe(ref least, (nuint)i);
            best2.StoreUnsafe(ref least, (nuint)(i + wide));
        }

        for (; i <= count - wide; i += wide)
        {
            var (best, at) = (new Vector<double>(double.PositiveInfinity), new Vector<double>(-1.0));
            for (int c = 0, k = 0; c < centres.Length; c += dimensions, k++)
            {
                var sum = Vector<double>.Zero;
                for (var j = 0; j < dimensions; j++)
                {
                    var difference = Vector.LoadUnsafe(ref from, (nuint)(j * (long)stride + i)) - new Vector<double>(centres[c + j]);
                    sum += difference * difference;
                }

                var isNearer = Vector.LessThan(sum, best);
                best = Vector.ConditionalSelect(isNearer, sum, best);
                at = Vector.ConditionalSelect(isNearer, new Vector<double>(k), at);
            }

            at.StoreUnsafe(ref place, (nuint)i);
            best.StoreUnsafe(ref least, (nuint)i);
        }

        for (; i < count; i++)
        {
            (which[i], distances[i]) = (-1, double.PositiveInfinity);
            for (int c = 0, k = 0; c < centres.Length; c += dimensions, k++)
            {
                var sum = 0.0;
                for (var j = 0; j < dimensions; j++)
                {
                    var difference = points[(int)(j * (long)stride + i)] - centres[c + j];
                    sum += difference * difference;
                }

                if (sum < distances[i])
                    (which[i], distances[i]) = (k, sum);
            }
        }
    }

    /// <summary>Finds the nearest and the second nearest centre of each point, as <see cref="Find"/> does.</summary>
    public static void FindTwo(
        ReadOnlySpan<double> points, int stride, ReadOnlySpan<double> centres, int dimensions, Span<double> which, Span<double> distances,
        Span<double> seconds, Span<double> secondDistances)
    {
        var (wide, i, count) = (Vector<double>.Count, 0, which.Length);
        ref var from = ref MemoryMarshal.GetReference(points);
        var none = new Vector<double>(-1.0);
        for (; i <= count - wide; i += wide)
        {
            var (best, other) = (new Vector<double>(double.PositiveInfinity), new Vector<double>(double.PositiveInfinity));
            var (at, otherAt) = (none, none);
            for (int c = 0, k = 0; c < centres.Length; c += dimensions, k++)
            {
                var sum = Vector<double>.Zero;
                for (var j = 0; j < dimensions; j++)
                {
                    var difference = Vector.LoadUnsafe(ref from, (nuint)(j * (long)stride + i)) - new Vector<double>(centres[c + j]);
                    sum += difference * difference;
                }

                var place = new Vector<double>(k);
                var (isNearest, isSecond) = (Vector.LessThan(sum, best), Vector.LessThan(sum, other));
                other = Vector.ConditionalSelect(isNearest, best, Vector.ConditionalSelect(isSecond, sum, other));
                otherAt = Vector.ConditionalSelect(isNearest, at, Vector.ConditionalSelect(isSecond, place, otherAt));
                best = Vector.ConditionalSelect(isNearest, sum, best);
                at = Vector.ConditionalSelect(isNearest, place, at);
            }

            at.CopyTo(which[i..]);
            best.CopyTo(distances[i..]);
            otherAt.CopyTo(seconds[i..]);
            other.CopyTo(secondDistances[i..]);
        }

        for (; i < count; i++)
        {
            (which[i], distances[i], seconds[i], secondDistances[i]) = (-1, double.PositiveInfinity, -1, double.PositiveInfinity);
            for (int c = 0, k = 0; c < centres.Length; c += dimensions, k++)
            {
                var sum = 0.0;
                for (var j = 0; j < dimensions; j++)
                {
                    var difference = points[(int)(j * (long)stride + i)] - centres[c + j];
                    sum += difference * difference;
                }

                if (sum < distances[i])
                    (which[i], distances[i], seconds[i], secondDistances[i]) = (k, sum, which[i], distances[i]);
                else if (sum < secondDistances[i])
                    (seconds[i], secondDistances[i]) = (k, sum);
            }
        }
    }
}
