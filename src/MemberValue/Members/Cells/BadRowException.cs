namespace MemberValue.Members;

/// <summary>Thrown when a builder in strict mode meets a row that it cannot use.</summary>
public sealed class BadRowException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="row">The row's number among all rows read, from 1.</param>
    /// <param name="reason">Why the row cannot be used; one of <see cref="SkipReasons"/> or the host's own words.</param>
    /// <param name="detail">What the row holds, what is allowed and what to do, in whole sentences; null where the reason says it all.</param>
    public BadRowException(long row, string reason, string? detail = null)
        : base(FormattableString.Invariant($"Row {row} cannot be used: {reason}.{(detail is null ? "" : " ")}{detail}"))
    {
        Row = row;
        Reason = reason;
    }

    /// <summary>The row's number among all rows read, from 1.</summary>
    public long Row { get; }

    /// <summary>Why the row cannot be used.</summary>
    public string Reason { get; }
}
