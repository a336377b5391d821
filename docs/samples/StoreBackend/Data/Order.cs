namespace StoreBackend.Data;

/// <summary>An order as the shop has it. Never deleted, and changed only when its member is forgotten: what goes back is an order with a negative
/// amount.</summary>
public sealed class Order
{
    public long Id { get; set; }

    /// <summary>The number that the customer sees; unique.</summary>
    public required string Number { get; set; }

    /// <summary>Who ordered; null for a guest, and for a member who was forgotten.</summary>
    public string? Member { get; set; }

    /// <summary>When, in UTC.</summary>
    public DateTime OrderedAt { get; set; }

    public decimal Amount { get; set; }
}
