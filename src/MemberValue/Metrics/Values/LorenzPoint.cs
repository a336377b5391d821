using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>A point of a Lorenz curve.</summary>
/// <param name="Members">A share of the members, those with the lowest values first; 0 to 1.</param>
/// <param name="Total">The share of the total that they have; 0 to 1.</param>
public readonly record struct LorenzPoint(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Members,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Total)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Members = {Members}, Total = {Total}");
}
