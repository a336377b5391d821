using System.Text;
using MemberValue.Common;

namespace MemberValue.Lifecycle;

/// <summary>The limits learned for one class of members, by how many purchases they had made when the gap began.</summary>
/// <param name="FromPurchases">The fewest purchases of the class.</param>
/// <param name="ThroughPurchases">The most, or null for any number.</param>
/// <param name="CompletedGaps">How many gaps ended with a purchase.</param>
/// <param name="OpenGaps">How many were still open at the window's last cell.</param>
/// <param name="Dormant">The limit from which a member is Dormant.</param>
/// <param name="Lost">The limit from which a member is Lost.</param>
public sealed record LearnedClass(
    int FromPurchases, int? ThroughPurchases, long CompletedGaps, long OpenGaps, LearnedLimit Dormant, LearnedLimit Lost)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"FromPurchases = {FromPurchases}, ThroughPurchases = {ThroughPurchases}, CompletedGaps = {CompletedGaps}, OpenGaps = {OpenGaps}, "
            + $"Dormant = {Dormant}, Lost = {Lost}");
}
