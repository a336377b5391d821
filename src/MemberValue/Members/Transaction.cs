using System.Text;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>One row of a transaction log: a sale, or a refund when the amount is negative. One currency per table.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Member">Who; a null key or an empty text is no member, and the row is skipped.</param>
/// <param name="Time">When.</param>
/// <param name="Amount">How much; negative for a refund. At most a trillion either way; what has more than 10 decimals is treated as
/// <see cref="MemberTableOptions.LongAmounts"/> says.</param>
public readonly record struct Transaction<TKey>(TKey? Member, EventTime Time, decimal Amount)
    where TKey : notnull
{
    /// <summary>The order that the row belongs to, or none.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>The margin on the row (negative for a refund), if known. One row without it leaves the member without a margin.</summary>
    public decimal? Margin { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Member = {Member}, Time = {Time}, Amount = {Amount}, OrderId = {OrderId}, Margin = {Margin}");
}
