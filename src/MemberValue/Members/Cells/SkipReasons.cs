namespace MemberValue.Members;

/// <summary>Why a builder leaves a row out. A host's parser may give these or any text of its own.</summary>
public static class SkipReasons
{
    /// <summary>The row has no member: a null key or an empty text.</summary>
    public const string NoMember = "no member";

    /// <summary>The row's cell lies outside the observation window.</summary>
    public const string OutsideWindow = "outside the window";

    /// <summary>In a log that is ordered per member: the row is older than its member's last cell. Also a row that would have to go into
    /// a closed cell of a summary, and one with an identity in a cell from which identities were not saved
    /// (<see cref="MemberTableOptions.RowIdCells"/>).</summary>
    public const string Late = "late";

    /// <summary>The amount is zero, and zero amounts are not sales.</summary>
    public const string ZeroAmount = "zero amount";

    /// <summary>The amount is negative, and refunds are rejected.</summary>
    public const string RefundRejected = "refund rejected";

    /// <summary>A row of the same member with the same identity was read before: <see cref="Transaction{TKey}.RowId"/>.</summary>
    public const string DeliveredBefore = "delivered before";

    /// <summary>The row has no identity, and such rows are rejected: <see cref="MemberTableOptions.RowsWithoutId"/>.</summary>
    public const string NoRowId = "no row id";

    /// <summary>The time is a DateTime of kind Unspecified, and such times are rejected: <see cref="MemberTableOptions.ClockTimes"/>.</summary>
    public const string NoZone = "time without a zone";

    /// <summary>The amount is beyond a trillion either way, so that sums could not be kept exact.</summary>
    public const string AmountOutOfRange = "amount out of the exact range";

    /// <summary>The amount has more than 10 decimals, and such amounts are not rounded.</summary>
    public const string LongAmount = "amount with more than 10 decimals";

    /// <summary>In strict mode: the margin is beyond a trillion either way, or has more than 10 decimals and is not rounded. Otherwise the row is used
    /// without a margin, and counted in <see cref="IngestionReport.BadMargins"/>.</summary>
    public const string MarginOutOfRange = "margin out of the exact range";

    /// <summary>Of a line: quantity and amount have opposite signs.</summary>
    public const string OppositeSigns = "quantity and amount of opposite signs";

    /// <summary>Of a line: the quantity is beyond a trillion either way.</summary>
    public const string QuantityOutOfRange = "quantity out of the exact range";

    /// <summary>The time lies outside what the grain can count: exact instants reach from 1931-12-13 to 2068-01-19.</summary>
    public const string TimeOutOfRange = "time out of range";
}
