using System.Buffers;

namespace MemberValue.Members;

/// <summary>
/// The stored form of kept rows: by cell, as in <see cref="CellBytes"/>, the number of rows, then each in the order of identity and order. A row is a byte of
/// flags, a byte of decimals, the identity and the order in eight bytes each where it has them, the amount, the margin where it carried one, and how many
/// rows are kept as one if more than one.
/// </summary>
internal static class KeptBytes
{
    private const byte HasId = 8;
    private const byte HasOrder = 16;
    private const byte HasCount = 32;

    public static byte[] Write(ReadOnlySpan<KeptRow> kept)
    {
        var rows = kept.ToArray();
        Array.Sort(rows, static (a, b) => (a.Cell, a.Id, a.Order, a.IsRefund, a.Amount).CompareTo((b.Cell, b.Id, b.Order, b.IsRefund, b.Amount)));
        var to = new ArrayBufferWriter<byte>(16 + (rows.Length * 16));
        for (var i = 0; i < rows.Length;)
        {
            var count = 1;
            while (i + count < rows.Length && rows[i + count].Cell == rows[i].Cell)
                count++;
            CellBytes.Step(to, i == 0 ? null : rows[i - 1].Cell, rows[i].Cell);
            CellBytes.Whole(to, (UInt128)count);
            for (; count > 0; count--)
                Write(to, rows[i++]);
        }

        return to.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not kept rows: the message names the cell, the value and what it must be.</exception>
    public static KeptRow[] Rows(ReadOnlySpan<byte> bytes, CellCalendar calendar)
    {
        var from = new CellByteReader(bytes, calendar);
        var (rows, ids) = (new List<KeptRow>(), new HashSet<ulong>());
        while (!from.IsAtEnd)
        {
            var cell = from.NextCell();
            for (var count = from.Count("rows", 1); count > 0; count--)
            {
                rows.Add(Row(ref from, cell));
                if (rows[^1].Id != 0 && !ids.Add(rows[^1].Id))
                    throw from.Bad($"an identity is given twice");
            }
        }

        return [.. rows];
    }

    /// <summary>Why the rows cannot be among those of the cells; null if they can.</summary>
    public static string? WhyNotIn(ReadOnlySpan<WholeCell> cells, ReadOnlySpan<KeptRow> rows)
    {
        var sums = new Dictionary<int, (Int128 Sales, Int128 Refunds, long SaleRows)>();
        foreach (ref readonly var row in rows)
        {
            var (sales, refunds, count) = sums.GetValueOrDefault(row.Cell);
            sums[row.Cell] = row.IsRefund ? (sales, refunds - row.Amount, count) : (sales + row.Amount, refunds, count + row.Count);
        }

        foreach (ref readonly var cell in cells)
        {
            if (sums.Remove(cell.Cell, out var kept)
                && (kept.Sales > cell.Net + cell.Refunds || kept.Refunds > cell.Refunds || kept.SaleRows > cell.SaleRows))
                return FormattableString.Invariant($"the rows of cell {cell.Cell} are more than the cell has");
        }

        return sums.Count == 0 ? null : FormattableString.Invariant($"there are rows of cell {sums.Keys.First()}, which is not there");
    }

    private static void Write(ArrayBufferWriter<byte> to, in KeptRow row)
    {
        var unit = (Int128)MoneyColumn.PowerOfTen(MoneyColumn.MaxDecimals - row.Decimals);
        CellBytes.Byte(to, (byte)((int)row.Flags | (row.Id != 0 ? HasId : 0) | (row.Order != 0 ? HasOrder : 0) | (row.Count > 1 ? HasCount : 0)));
        CellBytes.Byte(to, (byte)row.Decimals);
        if (row.Id != 0)
            CellBytes.Bits(to, row.Id);
        if (row.Order != 0)
            CellBytes.Bits(to, row.Order);
        CellBytes.Signed(to, row.Amount / unit);
        if ((row.Flags & KeptFlags.Margin) != 0)
            CellBytes.Signed(to, row.Margin / unit);
        if (row.Count > 1)
            CellBytes.Whole(to, (UInt128)row.Count);
    }

    private static KeptRow Row(ref CellByteReader from, int cell)
    {
        var (flags, decimals) = (from.Byte(), from.Byte());
        if ((flags & ~((int)KeptFlags.All | HasId | HasOrder | HasCount)) != 0 || decimals > MoneyColumn.MaxDecimals)
            throw from.Bad($"the flags of a row are {flags} and its decimals {decimals}, which no row has");
        var unit = (Int128)MoneyColumn.PowerOfTen(MoneyColumn.MaxDecimals - decimals);
        var row = new KeptRow
        {
            Cell = cell,
            Flags = (KeptFlags)flags & KeptFlags.All,
            Decimals = decimals,
            Id = (flags & HasId) != 0 ? from.Bits() : 0,
            Order = (flags & HasOrder) != 0 ? from.Bits() : 0,
            Amount = from.Money("the amount of a row", unit),
            Margin = (flags & (int)KeptFlags.Margin) != 0 ? from.Money("the margin of a row", unit) : 0,
            Count = (flags & HasCount) != 0 ? from.Count("rows together", 2) : 1,
        };
        if (row.IsRefund != row.Amount < 0 || (row.Id != 0 && row.Count > 1) || (row.Id == 0 && !row.IsDated))
            throw from.Bad($"a row has a contradiction of amount, flags and count");
        return row;
    }
}
