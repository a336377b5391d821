using MemberValue.Estimation;

namespace MemberValue.Members;

/// <summary>
/// A member's running state: sums that do not depend on order, the first and the last cell still open (a neighbouring part of the log may add
/// to them), and the purchases strictly between as a closed run. With one cell only, that cell is the last and the first does not exist.
/// </summary>
internal struct RunningState
{
    public HotState Hot;
    public ColdState Cold;
    public OpenOrders Orders;

    public static RunningState Empty => new()
    {
        Hot = new HotState { LastCell = MemberColumns.NoCell },
        Cold = new ColdState { Registration = MemberColumns.NoCell, LastVisit = MemberColumns.NoCell },
    };

    public readonly bool HasTransactions => Hot.LastCell != MemberColumns.NoCell;

    public readonly int FirstCell => Hot.Has(StateFlags.FirstExists) ? Cold.FirstCell : Hot.LastCell;

    public readonly bool HasOrderIds => Orders.First.Count > 0 || Orders.Last.Count > 0;

    public readonly OpenCell First => !Hot.Has(StateFlags.FirstExists) ? OpenCell.None : new OpenCell
    {
        Cell = Cold.FirstCell,
        Net = Cold.FirstNet,
        Orders = Orders.First,
        HasSale = Hot.Has(StateFlags.FirstHasSale),
        HasRefund = Hot.Has(StateFlags.FirstHasRefund),
    };

    public readonly OpenCell Last => new()
    {
        Cell = Hot.LastCell,
        Net = Hot.LastNet,
        Orders = Orders.Last,
        HasSale = Hot.Has(StateFlags.LastHasSale),
        HasRefund = Hot.Has(StateFlags.LastHasRefund),
    };

    /// <summary>The closed purchases. Their spend is the net total less the rest, so that no row has to add it up.</summary>
    public readonly PurchaseRun Middle => Hot.MiddleCount == 0 ? default : new PurchaseRun
    {
        Spend = Hot.Sales - Cold.Refunds - Hot.LastNet - (Hot.Has(StateFlags.FirstExists) ? Cold.FirstNet : 0) - Cold.MiddleOther,
        FirstSpend = Cold.MiddleFirstSpend,
        SumOfLogGaps = Hot.SumOfLogGaps,
        Count = Hot.MiddleCount,
        First = Cold.MiddleFirst,
        Last = Hot.MiddleLast,
        Previous = Hot.MiddlePrevious,
    };

    public readonly Int128 MarginOrMissing => Hot.Has(StateFlags.MarginLacking) ? ExactMoney.Missing : Cold.Margin;

    /// <summary>All purchases, the open cells included.</summary>
    public readonly PurchaseRun Purchases() => PurchaseRun.Of(First).Then(Middle).Then(PurchaseRun.Of(Last));

    /// <summary>What a row says about the member.</summary>
    public readonly RowTotals ToSums() => new()
    {
        Purchases = Purchases(),
        Sales = Hot.Sales,
        Refunds = Cold.Refunds,
        MarginOrMissing = MarginOrMissing,
        Orders = Hot.Orders,
        Registration = Cold.Registration,
        LastVisit = Cold.LastVisit,
    };

    /// <summary>A copy with sets of its own.</summary>
    public readonly RunningState Clone() => new() { Hot = Hot, Cold = Cold, Orders = Orders.Clone() };
}
