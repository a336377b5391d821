namespace MemberValue.Members;

/// <summary>Where a window that moves along a member's cells stands, and the sums of the cells in it. Two cache lines.</summary>
internal struct WindowState
{
    public PurchaseRun Purchases;
    public Int128 Sales;
    public Int128 Refunds;
    public int Orders;
    public int From;    // the first fragment of the window
    public int Through; // the one behind its last
    public bool LacksMargin;

    public readonly bool IsEmpty => From == Through;
}
