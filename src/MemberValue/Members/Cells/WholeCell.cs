namespace MemberValue.Members;

/// <summary>
/// All that a member's rows of one cell contain, so that any number of them can be joined in any order into what one reading of all rows would have given. A
/// cell without a row only records that the member exists.
/// </summary>
internal struct WholeCell
{
    public Int128 Net;
    public Int128 Refunds; // as a positive amount
    public Int128 Margin;  // of those rows that carried one
    public OrderIdSet Orders;
    public int Cell;
    public int SaleRows;
    public int SaleRowsWithoutId; // each of them an order
    public int Decimals; // the most that an amount or a margin was written with
    public FragmentFlags Flags;

    public readonly bool HasSale => (Flags & FragmentFlags.Sale) != 0;

    public readonly bool HasRefund => (Flags & FragmentFlags.Refund) != 0;

    public readonly bool LacksMargin => (Flags & FragmentFlags.NoMargin) != 0;

    public readonly bool HasMargin => (Flags & FragmentFlags.Margin) != 0;

    /// <summary>Whether a row counted in it.</summary>
    public readonly bool HasRow => HasSale || HasRefund;

    /// <summary>At least one sale row, and either no refund row or a positive net.</summary>
    public readonly bool IsPurchase => HasSale && (!HasRefund || Net > 0);

    public readonly int OrderCount => SaleRowsWithoutId + Orders.Count;

    public static WholeCell Of(in LogRow row, in OrderId order)
    {
        var cell = new WholeCell
        {
            Net = row.Amount,
            Refunds = row.IsRefund ? -row.Amount : 0,
            Margin = row.HasMargin ? row.Margin : 0,
            Cell = row.Cell,
            SaleRows = row.IsRefund ? 0 : 1,
            SaleRowsWithoutId = row.IsRefund || order.HasValue ? 0 : 1,
            Decimals = row.Decimals,
            Flags = (row.IsRefund ? FragmentFlags.Refund : FragmentFlags.Sale) | (row.HasMargin ? FragmentFlags.Margin : FragmentFlags.NoMargin),
        };
        if (!row.IsRefund && order.HasValue)
            cell.Orders.Add(order);
        return cell;
    }

    /// <summary>Adds another part of the same cell; the other's order ids are copied, not shared.</summary>
    public void Join(in WholeCell other)
    {
        Net += other.Net;
        Refunds += other.Refunds;
        Margin += other.Margin;
        SaleRows += other.SaleRows;
        SaleRowsWithoutId += other.SaleRowsWithoutId;
        Decimals = Math.Max(Decimals, other.Decimals);
        Flags |= other.Flags;
        if (other.Orders.Count == 0)
            return;
        Orders = Orders.Clone();
        Orders.Join(other.Orders);
    }
}

/// <summary>How often a member visited in one cell.</summary>
internal readonly record struct VisitCell(int Cell, int Visits);
