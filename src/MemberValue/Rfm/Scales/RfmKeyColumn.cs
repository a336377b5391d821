using System.Numerics;
using System.Runtime.CompilerServices;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Rfm;

/// <summary>One dimension of the members as keys; members who cannot be scored have none.</summary>
internal sealed class RfmKeyColumn(RfmInputs inputs, RfmDimension dimension) : IKeyColumn
{
    public int Length => inputs.Count;

    // Recencies below 2^(bits + 1) take one pass, and few cut points of frequency lie above 256; amounts of money need a second pass
    // anyway. Small counters stay in the first-level cache.
    public int Bits => dimension == RfmDimension.Recency ? Math.Clamp(BitOperations.Log2((ulong)inputs.Cells), 7, 10) : 7;

    /// <summary>Monetary values that are no whole numbers of a smallest unit, copied once: 8 bytes per member, for several passes.</summary>
    public static IKeyColumn OfDoubles(RfmInputs inputs, CancellationToken cancellationToken)
    {
        var keys = GC.AllocateUninitializedArray<long>(inputs.Count);
        RowChunks.ForEach(keys.Length, (start, count) =>
        {
            for (var row = start; row < start + count; row++)
                keys[row] = inputs.IsScorable(row) ? SortableDouble.ToKey(inputs.Monetary(row)) : IKeyColumn.Missing;
        }, cancellationToken);
        return new Copy(keys);
    }

    public int Read(int start, int count, Span<long> keys)
    {
        var last = inputs.LastPurchase.Slice(start, count);
        keys = keys[..count];
        if (inputs.IsPartial && dimension != RfmDimension.Monetary)
            return ReadPartial(start, keys);
        return dimension switch
        {
            RfmDimension.Recency => Recencies(last, inputs.LastCell, keys),
            RfmDimension.Frequency => Counts(last, inputs.FrequencyCounts.Slice(start, count), keys),
            _ => Amounts(last, inputs.Money.Scaled.Slice(start, count), keys),
        };
    }

    // The three readers do not branch per member: whether a member ever bought is unpredictable to the processor.
    private static int Recencies(ReadOnlySpan<int> last, long lastCell, Span<long> keys)
    {
        var missing = Vector<long>.Zero;
        var i = 0;
        for (; i <= last.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector.Widen(new Vector<int>(last[i..]), out var low, out var high);
            missing -= Store(low, new Vector<long>(lastCell) - low, keys[i..]);
            missing -= Store(high, new Vector<long>(lastCell) - high, keys[(i + Vector<long>.Count)..]);
        }

        var rest = (int)Vector.Sum(missing);
        for (; i < last.Length; i++)
        {
            var none = last[i] == MemberColumns.NoCell;
            keys[i] = none ? IKeyColumn.Missing : lastCell - last[i];
            rest += none ? 1 : 0;
        }

        return rest;
    }

    private static int Counts(ReadOnlySpan<int> last, ReadOnlySpan<int> counts, Span<long> keys)
    {
        var missing = Vector<long>.Zero;
        var i = 0;
        for (; i <= last.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector.Widen(new Vector<int>(last[i..]), out var low, out var high);
            Vector.Widen(new Vector<int>(counts[i..]), out var lowCounts, out var highCounts);
            missing -= Store(low, lowCounts, keys[i..]);
            missing -= Store(high, highCounts, keys[(i + Vector<long>.Count)..]);
        }

        var rest = (int)Vector.Sum(missing);
        for (; i < last.Length; i++)
        {
            var none = last[i] == MemberColumns.NoCell;
            keys[i] = none ? IKeyColumn.Missing : counts[i];
            rest += none ? 1 : 0;
        }

        return rest;
    }

    private static int Amounts(ReadOnlySpan<int> last, ReadOnlySpan<long> amounts, Span<long> keys)
    {
        var missing = Vector<long>.Zero;
        var i = 0;
        for (; i <= last.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector.Widen(new Vector<int>(last[i..]), out var low, out var high);
            missing -= Store(low, new Vector<long>(amounts[i..]), keys[i..]);
            missing -= Store(high, new Vector<long>(amounts[(i + Vector<long>.Count)..]), keys[(i + Vector<long>.Count)..]);
        }

        var rest = (int)Vector.Sum(missing);
        for (; i < last.Length; i++)
        {
            var none = last[i] == MemberColumns.NoCell || amounts[i] == MoneyColumn.MissingScaled;
            keys[i] = none ? IKeyColumn.Missing : amounts[i];
            rest += none ? 1 : 0;
        }

        return rest;
    }

    /// <summary>Writes the keys of members who have a last purchase, and the missing key for the others; a missing amount is that key already.</summary>
    /// <returns>-1 where the key is missing.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> Store(Vector<long> last, Vector<long> values, Span<long> keys)
    {
        var missing = new Vector<long>(IKeyColumn.Missing);
        var written = Vector.ConditionalSelect(Vector.Equals(last, new Vector<long>(MemberColumns.NoCell)), missing, values);
        written.CopyTo(keys);
        return Vector.Equals(written, missing);
    }

    private int ReadPartial(int start, Span<long> keys)
    {
        var missing = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var row = start + i;
            var none = !inputs.IsScorable(row);
            keys[i] = none ? IKeyColumn.Missing
                : dimension == RfmDimension.Recency ? (long)inputs.LastCell - inputs.LastPurchase[row] : inputs.FrequencyCounts[row];
            missing += none ? 1 : 0;
        }

        return missing;
    }

    /// <summary>Keys that were computed before.</summary>
    internal sealed class Copy(long[] keys) : IKeyColumn
    {
        public int Length => keys.Length;

        public int Bits => 7;

        public int Read(int start, int count, Span<long> destination)
        {
            keys.AsSpan(start, count).CopyTo(destination);
            return destination[..count].Count(IKeyColumn.Missing);
        }
    }
}
