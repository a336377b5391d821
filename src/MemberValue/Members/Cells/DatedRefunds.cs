using System.Runtime.InteropServices;

namespace MemberValue.Members;

/// <summary>
/// Dates refunds at their order: within a window, a refund whose order has a sale of its member there counts in the order's cells and not in its own. Where
/// an order lies in several cells, it is taken off the earliest first, as far as the order sold there; what is given back beyond that is taken off the last.
/// </summary>
internal sealed class DatedRefunds
{
    private readonly Dictionary<int, Change> _changes = [];

    private DatedRefunds()
    {
    }

    /// <summary>Refund rows of the window whose order has no sale in it: they count in their own cells.</summary>
    public int Unmatched { get; private set; }

    /// <summary>The dated refunds of a member's rows in a window; the same for any order of the rows.</summary>
    public static DatedRefunds Of(KeptRows kept, int first, int last)
    {
        var dated = new DatedRefunds();
        var orders = new Dictionary<ulong, (Int128 Back, SortedDictionary<int, Int128> Sold)>();
        foreach (ref readonly var row in kept.Rows)
        {
            if (!row.IsDated || row.IsRefund || row.Order == 0 || row.Cell < first || row.Cell > last)
                continue;
            ref var order = ref CollectionsMarshal.GetValueRefOrAddDefault(orders, row.Order, out _);
            order.Sold ??= [];
            order.Sold[row.Cell] = order.Sold.GetValueOrDefault(row.Cell) + row.Amount;
        }

        foreach (ref readonly var row in kept.Rows)
        {
            if (!row.IsDated || !row.IsRefund || row.Cell < first || row.Cell > last)
                continue;
            ref var change = ref CollectionsMarshal.GetValueRefOrAddDefault(dated._changes, row.Cell, out _);
            change.RefundRows += row.Count;
            ref var order = ref CollectionsMarshal.GetValueRefOrNullRef(orders, row.Order);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref order))
            {
                dated.Unmatched += row.Count;
                continue;
            }

            change.Gone += row.Count;
            change.Net -= row.Amount;
            order.Back -= row.Amount;
        }

        foreach (var (back, sold) in orders.Values)
            dated.TakeOff(back, sold);
        return dated;
    }

    /// <summary>What a cell nets to, and whether it is a purchase, with the refunds dated at their orders.</summary>
    public DatedCell On(int cell, Int128 net, bool hasSale, bool hasRefund)
    {
        if (_changes.TryGetValue(cell, out var change))
        {
            net += change.Net;
            hasRefund = change.Takes || (hasRefund && (change.RefundRows == 0 || change.RefundRows > change.Gone));
        }

        return new DatedCell(cell, net, hasSale, hasRefund);
    }

    private void TakeOff(Int128 back, SortedDictionary<int, Int128> sold)
    {
        var cells = sold.Count;
        foreach (var (cell, amount) in sold)
        {
            var part = --cells == 0 || back < amount ? back : amount;
            if (part == 0)
                continue;
            ref var change = ref CollectionsMarshal.GetValueRefOrAddDefault(_changes, cell, out _);
            change.Net -= part;
            change.Takes = true;
            back -= part;
        }
    }

    private struct Change
    {
        public Int128 Net;
        public int RefundRows; // of the cell, by their own date
        public int Gone;       // of those, dated elsewhere or here again
        public bool Takes;     // whether refunds are dated here
    }
}

/// <summary>A cell with the refunds dated at their orders.</summary>
internal readonly record struct DatedCell(int Cell, Int128 Net, bool HasSale, bool HasRefund)
{
    /// <summary>At least one sale row, and either no refund row or a positive net.</summary>
    public bool IsPurchase => HasSale && (!HasRefund || Net > 0);
}
