using System.Runtime.InteropServices;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>What is kept of a member's lines of one category; 80 bytes, and 8 for each order from the second on.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct CategorySums
{
    public Int128 Net;      // in units of 10^-10
    public Int128 Quantity; // in units of 10^-10
    public DistinctHashes Orders;
    public int OrdersWithoutId;
    public int Lines; // of sales
    public int LastCell; // of a sale, meaningful where there are lines
    public bool HasRefund;

    /// <summary>Orders with a sale in the category.</summary>
    public readonly long OrderCount => (long)Orders.Count + OrdersWithoutId;

    /// <summary>Whether the member keeps something of it: the net is above 0, or it was free and nothing was given back.</summary>
    public readonly bool IsKept => Lines > 0 && (Net > 0 || (Net == 0 && !HasRefund));

    public void Add(in KeptLine line)
    {
        Net += line.Amount;
        Quantity += line.Quantity;
        if (line.IsRefund)
        {
            HasRefund = true;
            return;
        }

        LastCell = Lines == 0 ? line.Cell : Math.Max(LastCell, line.Cell);
        Lines++;
        if (line.Order != 0)
            Orders.Add(line.Order);
        else
            OrdersWithoutId++;
    }

    /// <summary>Takes out a line that is also in other sums, to which these will be added: what both have as a set or a last cell stays.</summary>
    public void TakeOut(in KeptLine line)
    {
        Net -= line.Amount;
        Quantity -= line.Quantity;
        Lines -= line.IsRefund ? 0 : 1;
        OrdersWithoutId -= line.IsRefund || line.Order != 0 ? 0 : 1;
    }

    public void Add(in CategorySums other)
    {
        Net += other.Net;
        Quantity += other.Quantity;
        if (other.Lines > 0)
            LastCell = Lines == 0 ? other.LastCell : Math.Max(LastCell, other.LastCell);
        Lines += other.Lines;
        Orders.Add(other.Orders);
        OrdersWithoutId += other.OrdersWithoutId;
        HasRefund |= other.HasRefund;
    }

    public void Write(DocumentWriter to)
    {
        to.Money("net", Amount(Net));
        to.Money("quantity", Amount(Quantity));
        to.Whole("lines", Lines);
        if (Lines > 0)
        {
            to.Whole("last", LastCell);
            to.Text("orders", Orders.ToText());
            to.Whole("withoutOrder", OrdersWithoutId);
        }

        to.Flag("refund", HasRefund);
    }

    /// <exception cref="FormatException">They are not such sums: the message names what is wrong.</exception>
    public static CategorySums Read(DocumentReader from, CellCalendar calendar)
    {
        var sums = new CategorySums
        {
            Net = Sum(from, "net"),
            Quantity = Sum(from, "quantity"),
            Lines = from.Whole("lines", 0),
            HasRefund = from.Flag("refund"),
        };
        if (sums.Lines > 0)
        {
            sums.LastCell = StateJson.CellOrNone(from, "last", calendar);
            sums.Orders = DistinctHashes.Read(from, "orders");
            sums.OrdersWithoutId = from.Whole("withoutOrder", 0, sums.Lines);
            if (sums.LastCell == MemberColumns.NoCell)
                throw from.Damaged("last is missing");
            if (sums.OrderCount is var orders && (orders == 0 || (sums.Orders.Count <= DistinctHashes.Most && orders > sums.Lines)))
                throw from.Damaged($"there are {orders} orders, which does not fit {sums.Lines} lines");
        }

        if (!sums.HasRefund && (sums.Net < 0 || sums.Quantity < 0 || sums.Lines == 0))
            throw from.Damaged("without a refund there must be lines, and no sum below 0");
        return sums;
    }

    public static decimal Amount(Int128 sum) => ResultWriter.Trimmed(ExactMoney.ToDecimal(sum, MoneyColumn.MaxDecimals));

    public static Int128 Sum(DocumentReader from, string name)
    {
        var amount = from.Money(name);
        return ExactMoney.TryFromSum(amount, out var sum) ? sum : throw from.Damaged(
            $"{name} is {amount} and must be a sum with at most {MoneyColumn.MaxDecimals} decimals, and within what a sum of rows can be");
    }
}

/// <summary>What a line adds to the sums of its category. Kept besides them where the line has an identity, so that it can be recognised.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct KeptLine
{
    public Int128 Amount;   // negative for a refund
    public Int128 Quantity; // negative for what is given back
    public ulong Order; // 0 without one
    public int Cell;
    public int Category;
    public bool IsRefund;
    public UnknownCategory Unknown;

    public readonly bool IsSame(in KeptLine other) =>
        (Amount, Quantity, Order, Cell, IsRefund) == (other.Amount, other.Quantity, other.Order, other.Cell, other.IsRefund);
}
