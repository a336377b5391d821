namespace StoreBackend.Orders;

/// <summary>An order as it is posted.</summary>
/// <param name="Number">The order's number, 1 to 64 characters; the same number again is the same order.</param>
/// <param name="Member">Who ordered, 1 to 64 characters.</param>
/// <param name="OrderedAt">When: a time with an offset, such as 2011-12-09T12:50:00Z; not in the future.</param>
/// <param name="Amount">What was paid, with at most 4 decimals; negative for a refund.</param>
public sealed record OrderRequest(string Number, string Member, DateTimeOffset OrderedAt, decimal Amount);
