namespace MemberValue.Members;

/// <summary>
/// A member's running state, the mutable core of <see cref="MemberState"/> and of a builder's rows: sums that do not depend on order, the
/// first and the last cell still open (a neighbouring part of the log may add to them), and the purchases strictly between as a closed run.
/// With one cell only, that cell is <see cref="Last"/> and <see cref="First"/> does not exist.
/// </summary>
internal struct RunningState
{
    public OpenCell Last;
    public Int128 Sales;
    public Int128 Refunds;
    public Int128 Margin;
    public PurchaseRun Middle;
    public int Orders;
    public int SaleRows;
    public int Registration;
    public int LastVisit;
    public bool MarginGiven;   // by at least one row
    public bool MarginLacking; // in at least one row
    public OpenCell First;

    public static RunningState Empty => new()
    {
        First = OpenCell.None,
        Last = OpenCell.None,
        Registration = MemberColumns.NoCell,
        LastVisit = MemberColumns.NoCell,
    };

    public readonly bool HasTransactions => Last.Exists;

    public readonly int FirstCell => First.Exists ? First.Cell : Last.Cell;

    public readonly Int128 MarginOrMissing => MarginLacking ? ExactMoney.Missing : Margin;

    /// <summary>All purchases, the open cells included.</summary>
    public readonly PurchaseRun Purchases() => PurchaseRun.Of(First).Then(Middle).Then(PurchaseRun.Of(Last));

    /// <summary>Adds a row's money to the sums that do not depend on order.</summary>
    public void AddMoney(in LogRow row)
    {
        if (row.IsRefund)
            Refunds -= row.Amount;
        else
            Sales += row.Amount;
        SaleRows += row.IsRefund ? 0 : 1;
        Margin += row.Margin;
        MarginGiven |= row.HasMargin;
        MarginLacking |= !row.HasMargin;
    }

    /// <summary>Adds what another state holds that does not depend on order.</summary>
    public void AddSums(in RunningState other)
    {
        Sales += other.Sales;
        Refunds += other.Refunds;
        Margin += other.Margin;
        MarginGiven |= other.MarginGiven;
        MarginLacking |= other.MarginLacking;
        Orders += other.Orders;
        SaleRows += other.SaleRows;
        if (other.Registration != MemberColumns.NoCell)
            AddRegistration(other.Registration);
        AddVisit(other.LastVisit);
    }

    public void AddRegistration(int cell)
    {
        if (Registration == MemberColumns.NoCell || cell < Registration)
            Registration = cell;
    }

    public void AddVisit(int cell) => LastVisit = Math.Max(LastVisit, cell); // NoCell is the smallest int
}
