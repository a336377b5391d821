using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>A history in cells, as a table stores it.</summary>
internal readonly record struct CellHistory(int X, long Tx, long Age);

/// <summary>Reads a table's histories in cells, sorted by x, t_x and T.</summary>
internal static class HistoryRows
{
    public static CellHistory[] Read(in MemberTimeView members, out int without, CancellationToken cancellationToken)
    {
        var columns = members.Columns;
        var purchases = columns.Purchases;
        var first = columns.FirstPurchaseCell;
        var last = columns.LastPurchaseCell;
        long end = columns.Window.LastCell;
        long maxX = 0, maxTx = 0, maxAge = 0;
        without = 0;
        for (var i = 0; i < purchases.Length; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            if (first[i] == MemberColumns.NoCell)
            {
                without++;
                continue;
            }

            maxX = Math.Max(maxX, purchases[i] - 1);
            maxTx = Math.Max(maxTx, (long)last[i] - first[i]);
            maxAge = Math.Max(maxAge, end - first[i]);
        }

        var (bitsX, bitsTx, bitsAge) = (Bits(maxX), Bits(maxTx), Bits(maxAge));
        var rows = new CellHistory[purchases.Length - without];
        if (bitsX + bitsTx + bitsAge > 64)
        {
            // Instants over many years, or counts in the millions: rare, so a plain sort is enough.
            var next = 0;
            for (var i = 0; i < purchases.Length; i++)
            {
                if (first[i] != MemberColumns.NoCell)
                    rows[next++] = new CellHistory(Math.Max(purchases[i] - 1, 0), (long)last[i] - first[i], end - first[i]);
            }

            Array.Sort(rows, static (a, b) => (a.X, a.Tx, a.Age).CompareTo((b.X, b.Tx, b.Age)));
            return rows;
        }

        // The three numbers packed into one key: its order is the rows' order.
        var keys = new ulong[rows.Length];
        var at = 0;
        for (var i = 0; i < purchases.Length; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            if (first[i] == MemberColumns.NoCell)
                continue;
            var high = (ulong)Math.Max(purchases[i] - 1, 0) << bitsTx | (ulong)((long)last[i] - first[i]);
            keys[at++] = high << bitsAge | (ulong)(end - first[i]);
        }

        RadixSort.Sort(keys, bitsX + bitsTx + bitsAge, cancellationToken);
        for (var i = 0; i < keys.Length; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            var key = keys[i];
            rows[i] = new CellHistory((int)(key >> (bitsTx + bitsAge)), (long)(key >> bitsAge & (1UL << bitsTx) - 1), (long)(key & (1UL << bitsAge) - 1));
        }

        return rows;
    }

    private static int Bits(long max) => Math.Max(1, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)max));
}
