namespace MemberValue.Members;

/// <summary>
/// A cell of one member that more rows may still join: what decides whether it is a purchase, and the order ids that were seen in it.
/// </summary>
internal struct OpenCell
{
    public Int128 Net;
    public OrderIdSet Orders;
    public int Cell; // MemberColumns.NoCell when there is none
    public bool HasSale;
    public bool HasRefund;

    public static OpenCell None => new() { Cell = MemberColumns.NoCell };

    public readonly bool Exists => Cell != MemberColumns.NoCell;

    /// <summary>At least one sale row, and either no refund row or a positive net.</summary>
    public readonly bool IsPurchase => HasSale && (!HasRefund || Net > 0);
}
