using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemberValue.Numerics;

/// <summary>
/// Exact order statistics of a column of whole numbers without sorting or copying it. A first pass counts values in bins that are as wide
/// as a fixed share of the value (one value a bin near 0, so that small integers are done after it); each further pass counts again
/// inside the few bins that hold a wanted position, up to 4,096 times finer, until a bin is one value.
/// </summary>
/// <remarks>
/// Counts are whole numbers, so the result depends neither on threads nor on row order. A skewed column (money) costs no more than an even
/// one, because bins grow with the value. Two passes do for amounts up to 2^22 smallest units, three for 2^34, at most seven in all.
/// </remarks>
internal sealed class OrderStatistics
{
    private const int SubBits = 12;
    private const int Block = 1_024;

    private readonly IKeyColumn _column;
    private readonly CancellationToken _cancellationToken;
    private readonly int _bits; // a bin of magnitude 2^e is 2^(e - bits) wide
    private readonly int[] _counts;

    /// <summary>Counts the column's values: the first pass.</summary>
    public OrderStatistics(IKeyColumn column, CancellationToken cancellationToken)
    {
        _column = column;
        _cancellationToken = cancellationToken;
        _bits = column.Length <= 1 << 14 ? 4 : 10; // small columns: 15 KB of bins instead of 440 KB
        _counts = new int[2 * Half];
        RowChunks.ForEach(column.Length, () => new int[4 * Half], CountBins, counts =>
        {
            for (var bin = 0; bin < _counts.Length; bin++)
                _counts[bin] += counts[bin] + counts[_counts.Length + bin];
        }, cancellationToken);
        foreach (var count in _counts)
            Count += count;
    }

    /// <summary>The number of values, rows without one left out.</summary>
    public int Count { get; }

    private int Half => (64 - _bits) << _bits;

    /// <summary>The keys at the given positions of the sorted column.</summary>
    /// <param name="positions">Positions from 0 to <see cref="Count"/> - 1, ascending.</param>
    /// <param name="keys">Receives one key a position.</param>
    public void At(ReadOnlySpan<int> positions, Span<long> keys)
    {
        var bin = 0;
        var before = 0;
        var wanted = new Range[positions.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            while (positions[i] >= before + _counts[bin])
                before += _counts[bin++];
            wanted[i] = RangeOf(bin, positions[i] - before);
        }

        while (wanted.Any(range => range.Width > 0))
            Refine(wanted);
        for (var i = 0; i < wanted.Length; i++)
            keys[i] = wanted[i].Low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BinOf(long key, int bits, int half)
    {
        var sign = key >> 63;
        var magnitude = (ulong)(key ^ sign); // -1 becomes 0: mirrored, never overflowing
        var shift = Math.Max(63 - BitOperations.LeadingZeroCount(magnitude | 1) - bits, 0);
        return (((shift << bits) + (int)(magnitude >> shift)) ^ (int)sign) + half;
    }

    private Range RangeOf(int bin, int rank)
    {
        var mirrored = bin - Half;
        var positive = mirrored < 0 ? ~mirrored : mirrored;
        var width = Math.Max((positive >> _bits) - 1, 0);
        var low = ((long)positive - ((long)width << _bits)) << width;
        return new Range(mirrored < 0 ? ~(low + (1L << width) - 1) : low, width, rank, bin);
    }

    private void CountBins(int start, int count, int[] counts)
    {
        Span<long> keys = stackalloc long[Block];
        // Two sets of counters: equal neighbours would otherwise wait for each other's store.
        ref var first = ref MemoryMarshal.GetArrayDataReference(counts);
        ref var second = ref Unsafe.Add(ref first, 2 * Half);
        var (bits, half) = (_bits, Half);
        for (var end = start + count; start < end; start += Block)
        {
            var n = _column.Read(start, Math.Min(Block, end - start), keys);
            var i = 0;
            for (; i + 1 < n; i += 2)
            {
                Unsafe.Add(ref first, BinOf(keys[i], bits, half))++;
                Unsafe.Add(ref second, BinOf(keys[i + 1], bits, half))++;
            }

            if (i < n)
                Unsafe.Add(ref first, BinOf(keys[i], bits, half))++;
        }
    }

    /// <summary>One more pass: every wanted range that is wider than one value becomes the part of it that holds its position.</summary>
    private void Refine(Range[] wanted)
    {
        var open = wanted.Where(range => range.Width > 0).Select(range => range with { Rank = 0 }).Distinct().ToArray();
        var firstOfBin = new byte[2 * Half]; // 1 + the first open range of the bin; there are at most 18
        for (var i = open.Length - 1; i >= 0; i--)
            firstOfBin[open[i].Bin] = (byte)(i + 1);

        var counts = new int[open.Length << SubBits];
        RowChunks.ForEach(_column.Length, () => new int[counts.Length],
            (start, count, mine) => CountParts(start, count, open, firstOfBin, mine),
            mine =>
            {
                for (var i = 0; i < counts.Length; i++)
                    counts[i] += mine[i];
            },
            _cancellationToken);

        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i].Width == 0)
                continue;
            var parts = counts.AsSpan(Array.IndexOf(open, wanted[i] with { Rank = 0 }) << SubBits, 1 << SubBits);
            var rank = wanted[i].Rank;
            var part = 0;
            while (rank >= parts[part])
                rank -= parts[part++];
            var width = Math.Max(wanted[i].Width - SubBits, 0);
            wanted[i] = wanted[i] with { Low = wanted[i].Low + ((long)part << width), Width = width, Rank = rank };
        }
    }

    private void CountParts(int start, int count, Range[] open, byte[] firstOfBin, int[] counts)
    {
        Span<long> keys = stackalloc long[Block];
        var (bits, half) = (_bits, Half);
        for (var end = start + count; start < end; start += Block)
        {
            var n = _column.Read(start, Math.Min(Block, end - start), keys);
            foreach (var key in keys[..n])
            {
                int first = firstOfBin[BinOf(key, bits, half)];
                if (first == 0)
                    continue;
                for (var i = first - 1; i < open.Length; i++)
                {
                    var beyond = (ulong)(key - open[i].Low);
                    if (beyond >> open[i].Width == 0)
                    {
                        counts[(i << SubBits) + (int)(beyond >> Math.Max(open[i].Width - SubBits, 0))]++;
                        break;
                    }
                }
            }
        }
    }

    /// <summary>The keys from Low to Low + 2^Width - 1, and the wanted position among them.</summary>
    private readonly record struct Range(long Low, int Width, int Rank, int Bin);
}
