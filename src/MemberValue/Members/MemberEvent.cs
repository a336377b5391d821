namespace MemberValue.Members;

/// <summary>What a row says of a member that is not a transaction.</summary>
public enum MemberEventKind
{
    /// <summary>The member joined. The earliest one counts.</summary>
    Registration = 0,

    /// <summary>The member visited, opened, clicked, checked in: any engagement that is no purchase.</summary>
    Visit = 1,
}

/// <summary>One row of a log that is no transaction: a registration or a visit.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Member">Who; a null key or an empty text is no member, and the row is skipped.</param>
/// <param name="Time">When.</param>
/// <param name="Kind">What.</param>
public readonly record struct MemberEvent<TKey>(TKey? Member, EventTime Time, MemberEventKind Kind)
    where TKey : notnull;
