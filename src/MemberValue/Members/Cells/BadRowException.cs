namespace MemberValue.Members;

/// <summary>A builder in strict mode met a row that it cannot use.</summary>
public sealed class BadRowException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="row">The row's number among all rows read, from 1.</param>
    /// <param name="reason">Why the row cannot be used; one of <see cref="SkipReasons"/> or the host's own words.</param>
    public BadRowException(long row, string reason)
        : base(FormattableString.Invariant($"Row {row} cannot be used: {reason}."))
    {
        Row = row;
        Reason = reason;
    }

    /// <summary>The row's number among all rows read, from 1.</summary>
    public long Row { get; }

    /// <summary>Why the row cannot be used.</summary>
    public string Reason { get; }
}
