using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemberValue.Numerics;

/// <summary>
/// Exact order statistics of a column of whole numbers without sorting or copying it. A first pass counts values in bins whose width is a fixed share of the
/// value (one value per bin near 0, so that one pass is enough for small integers); each further pass counts within the few bins that contain a wanted
/// position, up to 4,096 times finer, until a bin is one value.
/// </summary>
/// <remarks>
/// Counts are whole numbers, so the result depends neither on threads nor on row order. A skewed column, such as money, takes no longer than an even one,
/// because bins grow with the value. Two passes are enough for amounts up to 2^22 smallest units, three for 2^34, at most seven in all.
/// </remarks>
internal sealed class OrderStatistics
{
    private const int SubBits = 12;
    private const int Block = 1_024;

    private readonly IKeyColumn _column;
    private readonly CancellationToken _cancellationToken;
    private readonly int _bits; // a bin of magnitude 2^e is 2^(e - bits) wide
    private readonly int[] _counts;
    private readonly int _missing;

    /// <summary>Counts the column's values: the first pass.</summary>
    public OrderStatistics(IKeyColumn column, CancellationToken cancellationToken)
    {
        _column = column;
        _cancellationToken = cancellationToken;
        _bits = column.Length <= 1 << 14 ? 4 : column.Bits; // few bins for small columns, because they are cleared and added up fast
        _counts = new int[2 * Half];
        var missing = 0;
        RowChunks.ForEach(column.Length, () => new Counter(Half), CountBins, counter =>
        {
            for (var bin = 0; bin < _counts.Length; bin++)
                _counts[bin] += counter.Bins[bin] + counter.Bins[_counts.Length + bin];
            missing += counter.Missing;
        }, cancellationToken);
        _missing = missing;
        Count = column.Length - missing;
    }

    /// <summary>The number of values, without missing ones.</summary>
    public int Count { get; }

    private int Half => (64 - _bits) << _bits;

    /// <summary>The keys at the given positions of the sorted column.</summary>
    /// <param name="positions">Positions from 0 to <see cref="Count"/> - 1, in any order; fastest ascending.</param>
    /// <param name="keys">Receives one key per position.</param>
    public void At(ReadOnlySpan<int> positions, Span<long> keys)
    {
        var bin = 0;
        var before = 0;
        var wanted = new Range[positions.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            var position = positions[i] + _missing; // missing keys are the smallest
            if (position < before)
                (bin, before) = (0, 0);
            while (position >= before + _counts[bin])
                before += _counts[bin++];
            wanted[i] = RangeOf(bin, position - before);
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

    private void CountBins(int start, int count, Counter counter)
    {
        Span<long> keys = stackalloc long[Block];
        ref var key = ref MemoryMarshal.GetReference(keys);
        // Two sets of counters: with one set, equal neighbouring keys would wait for each other's store.
        ref var first = ref MemoryMarshal.GetArrayDataReference(counter.Bins);
        ref var second = ref Unsafe.Add(ref first, 2 * Half);
        var (bits, half) = (_bits, Half);
        for (var end = start + count; start < end; start += Block)
        {
            var n = Math.Min(Block, end - start);
            counter.Missing += _column.Read(start, n, keys);
            var i = 0;
            for (; i + 1 < n; i += 2)
            {
                Unsafe.Add(ref first, BinOf(Unsafe.Add(ref key, i), bits, half))++;
                Unsafe.Add(ref second, BinOf(Unsafe.Add(ref key, i + 1), bits, half))++;
            }

            if (i < n)
                Unsafe.Add(ref first, BinOf(Unsafe.Add(ref key, i), bits, half))++;
        }
    }

    /// <summary>One more pass: every wanted range wider than one value becomes the part of it that contains its position.</summary>
    private void Refine(Range[] wanted)
    {
        var open = wanted.Where(range => range.Width > 0).Select(range => range with { Rank = 0 }).Distinct().ToArray();
        var firstOfBin = new byte[2 * Half]; // the first open range of the bin, of at most 18; their number where there is none
        Array.Fill(firstOfBin, (byte)open.Length);
        for (var i = open.Length - 1; i >= 0; i--)
            firstOfBin[open[i].Bin] = (byte)i;

        var counts = new int[(open.Length + 1) << SubBits]; // the last 4,096 belong to none, see CountPartsOfBins
        var apart = open.Select(range => range.Bin).Distinct().Count() == open.Length && open.All(range => range.Width == RangeOf(range.Bin, 0).Width);
        RowChunks.ForEach(_column.Length, () => new int[counts.Length],
            (start, count, mine) =>
            {
                if (apart)
                    CountPartsOfBins(start, count, open, firstOfBin, mine);
                else
                    CountParts(start, count, open, firstOfBin, mine);
            },
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
            var n = Math.Min(Block, end - start);
            _column.Read(start, n, keys);
            foreach (var key in keys[..n])
            {
                int first = firstOfBin[BinOf(key, bits, half)];
                for (var i = first; i < open.Length; i++)
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

    /// <summary>
    /// The same where no bin holds two open ranges and each is its whole bin (the second pass): without a branch on the key, which would be mispredicted in
    /// a column of many equal prices. Keys of other bins are counted in parts that are not read.
    /// </summary>
    private void CountPartsOfBins(int start, int count, Range[] open, byte[] rangeOfBin, int[] counts)
    {
        Span<long> keys = stackalloc long[Block];
        Span<long> lows = stackalloc long[open.Length + 1];
        Span<int> shifts = stackalloc int[open.Length + 1];
        lows[open.Length] = 0;
        shifts[open.Length] = 0;
        for (var i = 0; i < open.Length; i++)
        {
            lows[i] = open[i].Low;
            shifts[i] = Math.Max(open[i].Width - SubBits, 0);
        }

        ref var key = ref MemoryMarshal.GetReference(keys);
        ref var ranges = ref MemoryMarshal.GetArrayDataReference(rangeOfBin);
        ref var low = ref MemoryMarshal.GetReference(lows);
        ref var shift = ref MemoryMarshal.GetReference(shifts);
        ref var part = ref MemoryMarshal.GetArrayDataReference(counts);
        var (bits, half) = (_bits, Half);
        for (var end = start + count; start < end; start += Block)
        {
            var n = Math.Min(Block, end - start);
            _column.Read(start, n, keys);
            for (var i = 0; i < n; i++)
            {
                var value = Unsafe.Add(ref key, i);
                int range = Unsafe.Add(ref ranges, BinOf(value, bits, half));
                var within = (value - Unsafe.Add(ref low, range)) >> Unsafe.Add(ref shift, range);
                Unsafe.Add(ref part, (range << SubBits) + (int)(within & ((1 << SubBits) - 1)))++;
            }
        }
    }

    private sealed class Counter(int half)
    {
        public readonly int[] Bins = new int[4 * half];
        public int Missing;
    }

    /// <summary>The keys from Low to Low + 2^Width - 1, and the wanted position among them.</summary>
    private readonly record struct Range(long Low, int Width, int Rank, int Bin);
}
