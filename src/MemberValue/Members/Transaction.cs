using System.Text;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>One row of a transaction log: a sale, or a refund when the amount is negative. One currency per table.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Member">The member; a null key or an empty text is not a member, and the row is skipped.</param>
/// <param name="Time">When.</param>
/// <param name="Amount">How much; negative for a refund. At most a trillion either way; more than 10 decimals are treated as
/// <see cref="MemberTableOptions.LongAmounts"/> says.</param>
public readonly record struct Transaction<TKey>(TKey? Member, EventTime Time, decimal Amount)
    where TKey : notnull
{
    private readonly RowDetails? _details; // fields that few logs have, kept apart so that rows of other logs stay small

    /// <summary>The order that the row belongs to, or none. With <see cref="RefundPolicy.AtOrder"/>, of a refund the order that it gives back.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>The margin on the row (negative for a refund), if known. A single row without it leaves the member without a margin.</summary>
    public decimal? Margin { get; init; }

    /// <summary>
    /// The row's own id, or none. Rows of the same member with the same id count once: in later batches, after a save and a load, and in parts of the log
    /// that are merged; the first one read is kept.
    /// </summary>
    /// <remarks>Rows with an identity take 64 bytes each, and 32 bytes here; those without cost nothing. Needs <see cref="LogOrder.Any"/>.</remarks>
    public OrderId RowId
    {
        get => _details?.RowId ?? default;
        init => _details = RowDetails.Of(value, LineId, Currency);
    }

    /// <summary>The line of the order, or none. Without a <see cref="RowId"/>, <see cref="OrderId"/> and line id together are the row's identity; a line id
    /// without an order id is not one.</summary>
    public OrderId LineId
    {
        get => _details?.LineId ?? default;
        init => _details = RowDetails.Of(RowId, value, Currency);
    }

    /// <summary>The currency of <see cref="Amount"/> and <see cref="Margin"/>, such as <c>EUR</c>, or null where it is not known. A row in another currency
    /// than the log's is an error; upper and lower case are the same.</summary>
    public string? Currency
    {
        get => _details?.Currency;
        init => _details = RowDetails.Of(RowId, LineId, value);
    }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Member = {Member}, Time = {Time}, Amount = {Amount}, OrderId = {OrderId}, Margin = {Margin}, RowId = {RowId}, LineId = {LineId}, "
            + $"Currency = {Currency}");

    internal RowDetails? Details
    {
        get => _details;
        init => _details = value;
    }

    /// <summary>The row's identity as a number; 0 without one.</summary>
    internal ulong Identity => _details is null ? 0 : _details.RowId.HasValue ? RowHash.OfRow(_details.RowId)
        : OrderId.HasValue && _details.LineId.HasValue ? RowHash.OfLine(OrderId, _details.LineId)
        : 0;
}

/// <summary>The fields that few rows have.</summary>
internal sealed record RowDetails(OrderId RowId, OrderId LineId, string? Currency)
{
    public static RowDetails? Of(OrderId rowId, OrderId lineId, string? currency)
    {
        currency = string.IsNullOrWhiteSpace(currency) ? null : currency;
        return rowId.HasValue || lineId.HasValue || currency is not null ? new RowDetails(rowId, lineId, currency) : null;
    }
}
