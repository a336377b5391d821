using MemberValue.Estimation;

namespace MemberValue.Members;

/// <summary>What a row of a table says about a member, however it was summed; without the recent cells.</summary>
internal struct RowTotals
{
    public PurchaseRun Purchases;
    public Int128 Sales;
    public Int128 Refunds;
    public Int128 MarginOrMissing;
    public int Orders;
    public int Registration; // MemberColumns.NoCell without one
    public int LastVisit;    // MemberColumns.NoCell without one
}
