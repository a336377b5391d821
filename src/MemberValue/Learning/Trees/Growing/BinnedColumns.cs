using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>Columns cut into at most 255 bins of neighbouring values, and one bin of its own for missing values: one byte per value.</summary>
/// <remarks>
/// A column of at most 255 different values has one bin each. One of more is cut so that the bins hold about equally many rows; a frequent value gets a bin
/// of its own. Only the order of the values matters to the bins, not the order of the rows. A cut is the midpoint between the neighbouring values, or the
/// lower of them where there is no number in between.
/// </remarks>
internal sealed class BinnedColumns
{
    public const int MostBins = 255;
    public const byte Missing = 255;
    private const int Slots = 256;

    private BinnedColumns(byte[][] bins, double[][] cuts, bool[] hasMissing)
    {
        Bins = bins;
        Cuts = cuts;
        HasMissing = hasMissing;
    }

    /// <summary>Column by column, each row's bin.</summary>
    public byte[][] Bins { get; }

    /// <summary>Column by column, ascending: bin b holds what is above cut b - 1 and not above cut b.</summary>
    public double[][] Cuts { get; }

    public bool[] HasMissing { get; }

    public bool IsConstant(int column) => Cuts[column].Length == 0 && !(HasMissing[column] && Array.Exists(Bins[column], bin => bin != Missing));

    public static BinnedColumns Of(FeatureTable features, int threads, CancellationToken cancellationToken)
    {
        var columns = features.Arrays;
        var result = new BinnedColumns(new byte[columns.Length][], new double[columns.Length][], new bool[columns.Length]);
        ParallelLoop.For(columns.Length, j =>
        {
            result.Cuts[j] = CutsOf(columns[j], out result.HasMissing[j], cancellationToken);
            result.Bins[j] = BinsOf(columns[j], result.Cuts[j], cancellationToken);
        }, cancellationToken, threads);
        return result;
    }

    /// <summary>Each value's bin; the token is checked between chunks of rows.</summary>
    public static byte[] BinsOf(double[] column, double[] cuts, CancellationToken cancellationToken)
    {
        var bins = new byte[column.Length];
        for (var start = 0; start < bins.Length; start += RowChunks.Size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(RowChunks.Size, bins.Length - start);
            Fill(column.AsSpan(start, count), cuts, bins.AsSpan(start, count), stride: 1);
        }

        return bins;
    }

    /// <summary>Each value's bin, written every <paramref name="stride"/> bytes: the number of cuts below it.</summary>
    public static void Fill(ReadOnlySpan<double> values, ReadOnlySpan<double> cuts, Span<byte> destination, int stride)
    {
        // The cuts are padded to a power of two less one with infinities, so that each step has one to compare with.
        var top = (int)BitOperations.RoundUpToPowerOf2((uint)cuts.Length + 1) >> 1;
        Span<double> padded = stackalloc double[Slots];
        padded.Fill(double.PositiveInfinity);
        cuts.CopyTo(padded);
        ref var first = ref MemoryMarshal.GetReference(padded);
        for (int i = 0, at = 0; i < values.Length; i++, at += stride)
        {
            var value = values[i];
            var below = 0;
            // Steps of falling powers of two: below stays the number of leading cuts that are known to be below the value. There is no branch, because it
            // would be mispredicted half the time.
            for (var step = top; step > 0; step >>= 1)
            {
                var isBelow = Unsafe.Add(ref first, below + step - 1) < value;
                below += step & -(int)Unsafe.As<bool, byte>(ref isBelow);
            }

            destination[at] = double.IsNaN(value) ? Missing : (byte)below;
        }
    }

    private static double[] CutsOf(double[] column, out bool hasMissing, CancellationToken cancellationToken)
    {
        var values = new double[column.Length];
        var count = 0;
        for (var i = 0; i < column.Length; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            if (!double.IsNaN(column[i]))
                values[count++] = column[i];
        }

        hasMissing = count < column.Length;
        var known = values.AsSpan(0, count);
        RadixSort.Sort(known, cancellationToken);
        var distinct = known.Length == 0 ? 0 : 1;
        for (var i = 1; i < known.Length; i++)
            distinct += known[i] != known[i - 1] ? 1 : 0;
        var cuts = new List<double>(Math.Min(distinct, MostBins));
        var (start, binsLeft, distinctLeft) = (0, MostBins, distinct);
        for (int i = 0, next; i < known.Length; i = next)
        {
            for (next = i + 1; next < known.Length && known[next] == known[i];)
                next++;
            distinctLeft--;
            if (next == known.Length)
                break;
            // A bin ends when it has its part of the remaining rows, or when every remaining value can have a bin of its own.
            if (distinctLeft >= binsLeft && (binsLeft == 1 || (long)(next - start) * binsLeft < known.Length - start))
                continue;
            cuts.Add(Between(known[i], known[next]));
            (start, binsLeft) = (next, binsLeft - 1);
        }

        return [.. cuts];
    }

    private static double Between(double low, double high)
    {
        var middle = low * 0.5 + high * 0.5;
        return middle >= low && middle < high ? middle : low;
    }
}
