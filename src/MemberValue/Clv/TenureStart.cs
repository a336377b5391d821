using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>
/// When a member's tenure begins. It ends with the window's last cell, both ends observed, so that it is never shorter than one cell; what
/// lies before the window does not count, because the money of that time is not in the table either.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<TenureStart>))]
public enum TenureStart
{
    /// <summary>With the first purchase (the default); for a member who never bought, with the registration where it is known.</summary>
    FirstPurchase = 0,

    /// <summary>With the registration where it is known and earlier than the first purchase, otherwise with the first purchase.</summary>
    Registration = 1,
}
