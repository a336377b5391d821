namespace MemberValue.Members;

/// <summary>Why a builder leaves a row out. A host's parser may hand in these or any words of its own.</summary>
public static class SkipReasons
{
    /// <summary>The row has no member: a null key or an empty text.</summary>
    public const string NoMember = "no member";

    /// <summary>The row's cell lies outside the observation window.</summary>
    public const string OutsideWindow = "outside the window";

    /// <summary>In a log that is ordered per member: the row is older than its member's last cell. Also a row that would have to go into
    /// the closed middle of a saved state.</summary>
    public const string Late = "late";

    /// <summary>The amount is zero, and zero amounts are not sales.</summary>
    public const string ZeroAmount = "zero amount";

    /// <summary>The amount is negative, and refunds are rejected.</summary>
    public const string RefundRejected = "refund rejected";

    /// <summary>A row with the same member, order id, time and amount was read before.</summary>
    public const string DuplicateLine = "duplicate order line";

    /// <summary>The amount or the margin has more than 10 decimals or is beyond a trillion, so that sums could not be kept exact.</summary>
    public const string AmountOutOfRange = "amount out of the exact range";

    /// <summary>The time lies outside what the grain can count: exact instants reach from 1931-12-13 to 2068-01-19.</summary>
    public const string TimeOutOfRange = "time out of range";
}
