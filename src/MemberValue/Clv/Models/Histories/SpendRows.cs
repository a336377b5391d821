using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>One row of spend: number of purchases, mean spend, and how many members have it.</summary>
internal readonly record struct SpendRow(int Purchases, double MeanSpend, double Weight) : IBucketRow<SpendRow>
{
    public int Group => Purchases;

    public double Spread => BitConverter.DoubleToInt64Bits(MeanSpend); // about the logarithm, so that a few large spends do not crowd the rest

    public bool SameSpend(in SpendRow other) => Purchases == other.Purchases && MeanSpend.Equals(other.MeanSpend);

    public int CompareTo(SpendRow other)
    {
        var order = Purchases.CompareTo(other.Purchases);
        order = order != 0 ? order : MeanSpend.CompareTo(other.MeanSpend);
        return order != 0 ? order : Weight.CompareTo(other.Weight);
    }
}

/// <summary>Reads a table's spend, sorted by number of purchases and money.</summary>
internal static class SpendRows
{
    public static SpendRow[] Read(
        in SpendColumns columns, int count, out int without, out int leftOut, CancellationToken cancellationToken)
    {
        long most = 0, greatest = 0;
        (without, leftOut) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            var x = columns.Purchases(i);
            if (x == 0)
                without++;
            else if (columns.IsScaled ? columns.Scaled(i) <= 0 : columns.Money(i) <= 0)
                leftOut++;
            most = Math.Max(most, x);
            if (columns.IsScaled)
                greatest = Math.Max(greatest, columns.Scaled(i));
        }

        var rows = new SpendRow[count - without - leftOut];
        var (bitsX, bitsMoney) = (Bits(most), Bits(greatest));
        if (!columns.IsScaled || bitsX + bitsMoney > 64)
        {
            // Money beyond 64 bits, or of many decimals: rare, so a plain sort is enough.
            var next = 0;
            for (var i = 0; i < count; i++)
            {
                if (columns.Purchases(i) is > 0 and var x && columns.Money(i) is > 0 and var money)
                    rows[next++] = new SpendRow(x, money / x, 1);
            }

            Array.Sort(rows);
            return rows;
        }

        // Both numbers packed into one key: its order is the rows' order.
        var keys = new ulong[rows.Length];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            if (columns.Purchases(i) is > 0 and var x && columns.Scaled(i) is > 0 and var money)
                keys[at++] = (ulong)x << bitsMoney | (ulong)money;
        }

        RadixSort.Sort(keys, bitsX + bitsMoney, cancellationToken);
        for (var i = 0; i < keys.Length; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            var x = (int)(keys[i] >> bitsMoney);
            rows[i] = new SpendRow(x, (keys[i] & (1UL << bitsMoney) - 1) / columns.Divisor / x, 1);
        }

        return rows;
    }

    private static int Bits(long max) => Math.Max(1, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)max));
}
