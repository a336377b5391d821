using System.Buffers;
using System.Buffers.Binary;

namespace MemberValue.Members;

/// <summary>
/// The stored form of whole cells: bytes in which each cell follows the one before. Numbers take as many bytes of seven bits as they need, the lowest first;
/// those that may be negative alternate with the positive ones (0, -1, 1, -2, ...).
/// </summary>
/// <remarks>
/// A cell is: the step from the cell before (for the first cell the cell itself); a byte of four flags and the decimals of its amounts; the net in units of
/// those decimals; the refunds, where there are sales and refunds; a byte that says which of the following there are; the margin; the sale rows, if not one;
/// the
/// order ids, and how many sale rows have none. Five or six bytes where a purchase is one row without an order id; an id takes its length and a byte.
/// </remarks>
internal static class CellBytes
{
    private const byte HasMargin = 1;
    private const byte HasSaleRows = 2;
    private const byte HasIds = 4;

    public static byte[] Write(ReadOnlySpan<WholeCell> cells)
    {
        var to = new ArrayBufferWriter<byte>(16 + (cells.Length * 8));
        for (var i = 0; i < cells.Length; i++)
        {
            Step(to, i == 0 ? null : cells[i - 1].Cell, cells[i].Cell);
            Write(to, cells[i]);
        }

        return to.WrittenSpan.ToArray();
    }

    public static byte[] Write(ReadOnlySpan<VisitCell> visits)
    {
        var to = new ArrayBufferWriter<byte>(16 + (visits.Length * 2));
        for (var i = 0; i < visits.Length; i++)
        {
            Step(to, i == 0 ? null : visits[i - 1].Cell, visits[i].Cell);
            Whole(to, (UInt128)visits[i].Visits);
        }

        return to.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not cells: the message names the cell, its value and what it must be.</exception>
    public static WholeCell[] Cells(ReadOnlySpan<byte> bytes, CellCalendar calendar)
    {
        var from = new CellByteReader(bytes, calendar);
        var cells = new List<WholeCell>();
        var saleRows = 0L;
        while (!from.IsAtEnd)
        {
            cells.Add(Cell(ref from));
            saleRows += cells[^1].SaleRows;
            if (saleRows > int.MaxValue)
                throw from.Bad($"the sale rows add up to {saleRows} and must not pass {int.MaxValue}");
        }

        return [.. cells];
    }

    /// <exception cref="FormatException">The bytes are not visits: the message names the cell, its value and what it must be.</exception>
    public static VisitCell[] Visits(ReadOnlySpan<byte> bytes, CellCalendar calendar)
    {
        var from = new CellByteReader(bytes, calendar);
        var visits = new List<VisitCell>();
        while (!from.IsAtEnd)
            visits.Add(new VisitCell(from.NextCell(), from.Count("visits", 1)));
        return [.. visits];
    }

    private static void Write(ArrayBufferWriter<byte> to, in WholeCell cell)
    {
        var unit = (Int128)MoneyColumn.PowerOfTen(MoneyColumn.MaxDecimals - cell.Decimals);
        Byte(to, (byte)((int)cell.Flags | (cell.Decimals << 4)));
        Signed(to, cell.Net / unit);
        if (cell.HasSale && cell.HasRefund)
            Whole(to, (UInt128)(cell.Refunds / unit));
        var has = (cell.Margin != 0 ? HasMargin : 0) | (cell.HasSale && cell.SaleRows != 1 ? HasSaleRows : 0) | (cell.Orders.Count > 0 ? HasIds : 0);
        Byte(to, (byte)has);
        if (cell.Margin != 0)
            Signed(to, cell.Margin / unit);
        if (cell.HasSale && cell.SaleRows != 1)
            Whole(to, (UInt128)cell.SaleRows);
        if (cell.Orders.Count == 0)
            return;
        Whole(to, (UInt128)cell.Orders.Count);
        foreach (var id in cell.Orders.ToArray().OrderBy(id => id.ToString(), StringComparer.Ordinal).ThenBy(id => id.IsNumber))
            Id(to, id);
        Whole(to, (UInt128)cell.SaleRowsWithoutId);
    }

    private static WholeCell Cell(ref CellByteReader from)
    {
        var cell = new WholeCell { Cell = from.NextCell() };
        var flags = from.Byte();
        (cell.Flags, cell.Decimals) = ((FragmentFlags)(flags & (int)FragmentFlags.All), flags >> 4);
        if (cell.Decimals > MoneyColumn.MaxDecimals)
            throw from.Bad($"the decimals are {cell.Decimals} and must be 0 to {MoneyColumn.MaxDecimals}");
        var unit = (Int128)MoneyColumn.PowerOfTen(MoneyColumn.MaxDecimals - cell.Decimals);
        cell.Net = from.Money("net", unit);
        cell.Refunds = !cell.HasRefund ? 0 : cell.HasSale ? from.Money("refunds", unit, signed: false) : -cell.Net;
        var has = from.Byte();
        if ((has & ~(HasMargin | HasSaleRows | HasIds)) != 0 || ((has & (HasSaleRows | HasIds)) != 0 && !cell.HasSale))
            throw from.Bad($"the parts are {has} and do not fit the cell");
        if ((has & HasMargin) != 0)
            cell.Margin = from.Money("margin", unit);
        cell.SaleRows = (has & HasSaleRows) != 0 ? from.Count("saleRows", 2) : cell.HasSale ? 1 : 0;
        cell.SaleRowsWithoutId = cell.SaleRows;
        if ((has & HasIds) != 0)
        {
            for (var ids = from.Count("orderIds", 1); ids > 0; ids--)
            {
                if (!cell.Orders.Add(from.Id()))
                    throw from.Bad($"an order id is given twice");
            }

            cell.SaleRowsWithoutId = from.Count("sale rows without an order id", 0);
            if ((long)cell.Orders.Count + cell.SaleRowsWithoutId > cell.SaleRows)
                throw from.Bad($"the orders are {cell.OrderCount} and must not be more than the sale rows, {cell.SaleRows}");
        }

        Check(from, cell);
        return cell;
    }

    private static void Check(in CellByteReader from, in WholeCell cell)
    {
        if (cell.HasRow != (cell.HasMargin || cell.LacksMargin) || (cell.Margin != 0 && !cell.HasMargin))
            throw from.Bad($"each row must either carry a margin or lack it");
        if (!cell.HasRow && (cell.Net != 0 || cell.Decimals != 0))
            throw from.Bad($"there is money without a row");
        if (cell.HasRefund && cell.Refunds <= 0)
            throw from.Bad($"the refunds must be more than 0");
        if (cell.Net + cell.Refunds is var sales && (sales < 0 || (!cell.HasSale && sales != 0)))
            throw from.Bad($"the sales must be 0 or more");
    }

    /// <summary>A cell: the first by itself, the others by the way from the one before. <see cref="CellByteReader.NextCell"/> reads it.</summary>
    public static void Step(ArrayBufferWriter<byte> to, int? before, int cell)
    {
        if (before is { } from)
            Whole(to, (UInt128)((long)cell - from));
        else
            Signed(to, cell);
    }

    public static void Byte(ArrayBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    public static void Whole(ArrayBufferWriter<byte> to, UInt128 value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte(to, (byte)((uint)(value & 0x7F) | 0x80));
        Byte(to, (byte)value);
    }

    public static void Signed(ArrayBufferWriter<byte> to, Int128 value) => Whole(to, (UInt128)((value << 1) ^ (value >> 127)));

    /// <summary>Eight bytes, the lowest first.</summary>
    public static void Bits(ArrayBufferWriter<byte> to, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to.GetSpan(sizeof(ulong)), value);
        to.Advance(sizeof(ulong));
    }

    /// <summary>A number is 0 and its value; a text is its length and its characters, so that any text comes back as it was.</summary>
    private static void Id(ArrayBufferWriter<byte> to, in OrderId id)
    {
        if (id.IsNumber)
        {
            Byte(to, 0);
            Signed(to, id.Number);
            return;
        }

        Whole(to, (UInt128)id.Text!.Length);
        foreach (var character in id.Text)
            Whole(to, character);
    }
}
