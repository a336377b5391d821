using System.Text.Json.Serialization;

namespace MemberValue.Members;

/// <summary>The kind of a row that is not a transaction.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MemberEventKind>))]
public enum MemberEventKind
{
    /// <summary>The member joined. The earliest one counts.</summary>
    Registration = 0,

    /// <summary>The member visited, opened, clicked, checked in: any engagement that is not a purchase.</summary>
    Visit = 1,
}

/// <summary>One row of a log that is not a transaction: a registration or a visit.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Member">The member; a null key or an empty text is not a member, and the row is skipped.</param>
/// <param name="Time">When.</param>
/// <param name="Kind">What.</param>
public readonly record struct MemberEvent<TKey>(TKey? Member, EventTime Time, MemberEventKind Kind)
    where TKey : notnull;
