using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>A point of a whale curve.</summary>
/// <param name="Members">A share of the members, those with the highest profit first; 0 to 1.</param>
/// <param name="Profit">The profit of these members together.</param>
public readonly record struct WhalePoint(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Members,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Profit)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Members = {Members}, Profit = {Profit}");
}
