using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>After how many days of silence members fade and are lost: one class of members, by how many purchases they have made.</summary>
/// <param name="FromPurchases">The fewest purchases of the class, 1 or more.</param>
/// <param name="ThroughPurchases">The most purchases of the class, at least <paramref name="FromPurchases"/>; null for any number.</param>
/// <param name="DormantFromDays">Dormant from this many days of silence on; above 0 and finite. Must be given: 0 is refused where the limits are used.</param>
/// <param name="LostFromDays">Lost from this many days of silence on; at least <paramref name="DormantFromDays"/>, finite. Must be given.</param>
/// <remarks>A member silent for exactly the limit has reached it: with 30, day 29 is Active, day 30 is Dormant.</remarks>
public sealed record SilenceLimits(
    int FromPurchases = 1,
    int? ThroughPurchases = null,
    [property: JsonConverter(typeof(ResultJsonConverter))] double DormantFromDays = 0,
    [property: JsonConverter(typeof(ResultJsonConverter))] double LostFromDays = 0)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"FromPurchases = {FromPurchases}, ThroughPurchases = {ThroughPurchases}, DormantFromDays = {DormantFromDays}, "
            + $"LostFromDays = {LostFromDays}");
}
