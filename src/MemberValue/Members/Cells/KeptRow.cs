namespace MemberValue.Members;

/// <summary>
/// A row that is kept besides its cell, because it may be delivered again (found by its identity) or a refund may be dated at it (found by its order). 64
/// bytes. Rows without an identity, of one order, cell and kind, are kept as one.
/// </summary>
internal struct KeptRow
{
    public Int128 Amount; // negative for a refund
    public Int128 Margin;
    public ulong Id;    // 0 without one
    public ulong Order; // 0 without one
    public int Cell;
    public ushort Decimals;
    public KeptFlags Flags;
    public int Count; // rows

    public readonly bool IsRefund => (Flags & KeptFlags.Refund) != 0;

    /// <summary>Whether refunds are dated at their order.</summary>
    public readonly bool IsDated => (Flags & KeptFlags.Dated) != 0;

    public static KeptRow Of(in LogRow row, in OrderId order, ulong id, bool isDated) => new()
    {
        Amount = row.Amount,
        Margin = row.HasMargin ? row.Margin : 0,
        Id = id,
        Order = order.HasValue ? RowHash.OfOrder(order) : 0,
        Cell = row.Cell,
        Decimals = (ushort)row.Decimals,
        Flags = (row.IsRefund ? KeptFlags.Refund : 0) | (row.HasMargin ? KeptFlags.Margin : 0) | (isDated ? KeptFlags.Dated : 0),
        Count = 1,
    };

    /// <summary>Whether both are the same row, as far as sums can tell.</summary>
    public readonly bool IsSame(in KeptRow other) =>
        (Amount, Margin, Order, Cell, Flags, Count) == (other.Amount, other.Margin, other.Order, other.Cell, other.Flags, other.Count);
}

/// <summary>The yes-or-no facts of a kept row.</summary>
[Flags]
internal enum KeptFlags : byte
{
    None = 0,
    Refund = 1,
    Margin = 2,
    Dated = 4,
    All = Refund | Margin | Dated,
}
