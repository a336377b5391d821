using System.Numerics;
using MemberValue.Numerics;

namespace MemberValue.Estimation;

/// <summary>
/// Sixteen hexadecimal digits of the data of a fit: numbers and texts in the order in which they are added, and sets of rows whose order does not matter.
/// Different data have the same digits with a probability of 2^-64. It is not a cryptographic hash.
/// </summary>
internal struct Fingerprint
{
    private ulong _hash;

    public void Add(long value) => _hash = Mix(_hash + 0x9E37_79B9_7F4A_7C15 + Mix((ulong)value + 0x2545_F491_4F6C_DD1D));

    public void Add(double value) => Add((long)Bits(value));

    public void Add(Int128 value)
    {
        Add((long)value);
        Add((long)(value >> 64));
    }

    public void Add(string text)
    {
        Add(text.Length);
        foreach (var letter in text)
            Add(letter);
    }

    /// <summary>Adds rows, in any order; those of weight 0 do not count, and an empty list of weights means 1 each.</summary>
    public void AddRows(IReadOnlyList<double[]> columns, ReadOnlyMemory<bool> labels, ReadOnlyMemory<double> weights, CancellationToken cancellationToken) =>
        AddBag(labels.Length, (start, hashes) =>
        {
            var yes = labels.Span.Slice(start, hashes.Length);
            var weight = weights.IsEmpty ? default : weights.Span.Slice(start, hashes.Length);
            for (var i = 0; i < hashes.Length; i++)
                hashes[i] = Term(0, yes[i] ? 1UL : 0) + Term(1, Bits(weights.IsEmpty ? 1 : weight[i]));
            AddColumns(columns, start, hashes);
            var count = 0;
            for (var i = 0; i < hashes.Length; i++)
            {
                if (weights.IsEmpty || weight[i] != 0)
                    hashes[count++] = hashes[i];
            }

            return count;
        }, cancellationToken);

    /// <summary>Adds the first rows of columns, in any order.</summary>
    public void AddRows(IReadOnlyList<double[]> columns, int rows, CancellationToken cancellationToken) => AddBag(rows, (start, hashes) =>
    {
        hashes.Clear();
        AddColumns(columns, start, hashes);
        return hashes.Length;
    }, cancellationToken);

    /// <summary>Adds rows in any order; the function writes the terms of rows from a position on, and returns how many of them count.</summary>
    public void AddBag(int rows, BagPart part, CancellationToken cancellationToken)
    {
        const int block = 512;
        var (sum, count) = (0UL, 0L);
        RowChunks.ForEach(rows, () => new ulong[2], (start, length, state) =>
        {
            Span<ulong> hashes = stackalloc ulong[block];
            for (var end = start + length; start < end; start += block)
            {
                var some = hashes[..Math.Min(block, end - start)];
                var n = part(start, some);
                for (var i = 0; i < n; i++)
                    state[0] += Mix(some[i]);
                state[1] += (ulong)n;
            }
        }, state => (sum, count) = (sum + state[0], count + (long)state[1]), cancellationToken);
        Add(count);
        Add((long)sum);
    }

    /// <summary>A value's term of its row; a row is the sum of its terms. The bits are rotated first, because numbers of few digits have them at one
    /// end.</summary>
    public static ulong Term(int column, ulong value) => BitOperations.RotateLeft(value, 20) * Factor(column);

    /// <summary>The bits of a number, equal for both zeros and for every NaN.</summary>
    public static ulong Bits(double value) => double.IsNaN(value) ? 0x7FF8_0000_0000_0001 : BitConverter.DoubleToUInt64Bits(value + 0.0);

    /// <summary>The digits.</summary>
    public override readonly string ToString() => Mix(_hash).ToString("X16", System.Globalization.CultureInfo.InvariantCulture);

    private static void AddColumns(IReadOnlyList<double[]> columns, int start, Span<ulong> hashes)
    {
        for (var j = 0; j < columns.Count; j++)
        {
            var factor = Factor(j + 2);
            var values = columns[j].AsSpan(start, hashes.Length);
            for (var i = 0; i < hashes.Length; i++)
                hashes[i] += BitOperations.RotateLeft(Bits(values[i]), 20) * factor;
        }
    }

    private static ulong Factor(int column) => Mix((ulong)column + 0x1234_5678_9ABC_DEF1) | 1;

    private static ulong Mix(ulong value) => CounterRandom.Mix(value);

    /// <summary>Writes the terms of the rows from <paramref name="start"/> on to the beginning of <paramref name="hashes"/>.</summary>
    /// <returns>How many of the rows count.</returns>
    internal delegate int BagPart(int start, Span<ulong> hashes);
}
