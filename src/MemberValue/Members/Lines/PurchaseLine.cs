using System.Text;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>One line of an order: what was bought, of which category, how many and for how much; what is given back when the amount is negative.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Member">The member; a null key or an empty text is not a member, and the line is skipped.</param>
/// <param name="Time">When.</param>
/// <param name="Category">The category of the item; null or empty where it is not known. <see cref="PurchaseLineOptions"/> says which texts are the
/// same.</param>
/// <param name="Quantity">How many, in pieces or in a measure such as kilograms; negative for what is given back, 0 for a line that only lowers the spend,
/// such as a discount. At most a trillion either way, rounded half to even at 10 decimals. A quantity and an amount of opposite signs are an error of the
/// row.</param>
/// <param name="Amount">For how much in all, not per piece; negative for a refund. Limits and decimals as in <see cref="Transaction{TKey}"/>. A line of
/// amount 0 and a negative quantity gives back what was free.</param>
public readonly record struct PurchaseLine<TKey>(TKey? Member, EventTime Time, string? Category, decimal Quantity, decimal Amount)
    where TKey : notnull
{
    private readonly RowDetails? _details; // fields that few logs have

    /// <summary>The order that the line belongs to, or none: then the line counts as an order of its own.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>The id of the item, such as its article number; null or empty where it is not known.</summary>
    public string? Item { get; init; }

    /// <summary>
    /// The line's own id, or none. Lines of the same member with the same id count once, as rows with a <see cref="Transaction{TKey}.RowId"/> do.
    /// </summary>
    /// <remarks>A line with an identity takes about 100 bytes; those without cost nothing. Needs <see cref="LogOrder.Any"/>.</remarks>
    public OrderId RowId
    {
        get => _details?.RowId ?? default;
        init => _details = RowDetails.Of(value, LineId, Currency);
    }

    /// <summary>The number of the line in its order, or none. Without a <see cref="RowId"/>, order id and line id together are the line's identity; a line id
    /// without an order id is not one.</summary>
    public OrderId LineId
    {
        get => _details?.LineId ?? default;
        init => _details = RowDetails.Of(RowId, value, Currency);
    }

    /// <summary>The currency of the amount, or null where it is not known. A line in another currency than the lines before is an error.</summary>
    public string? Currency
    {
        get => _details?.Currency;
        init => _details = RowDetails.Of(RowId, LineId, value);
    }

    /// <summary>Whether quantity and amount have opposite signs.</summary>
    internal bool IsContradictory => decimal.Sign(Amount) * decimal.Sign(Quantity) < 0;

    /// <summary>Whether it gives back what was free.</summary>
    internal bool IsFreeReturn => decimal.Sign(Quantity) < 0 && decimal.Sign(Amount) == 0;

    /// <summary>The line as a row of a log: member, time, amount, order and identity, without a margin. A log of all lines has the orders as its
    /// purchases.</summary>
    /// <returns>The row.</returns>
    public Transaction<TKey> ToTransaction() => new(Member, Time, Amount) { OrderId = OrderId, Details = _details };

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Member = {Member}, Time = {Time}, Category = {Category}, Quantity = {Quantity}, Amount = {Amount}, OrderId = {OrderId}, Item = {Item}, "
            + $"RowId = {RowId}, LineId = {LineId}, Currency = {Currency}");
}
