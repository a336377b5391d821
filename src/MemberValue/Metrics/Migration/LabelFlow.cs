using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// The members of one transition between two dates, and their weight at each date. The two weights answer different questions: what these members brought
/// before, and what they bring now.
/// </summary>
/// <param name="Members">How many members made it.</param>
/// <param name="EarlierWeight">Their summed weight at the earlier date; 0 for entrants, who were not there, NaN where no weights were given.</param>
/// <param name="LaterWeight">Their summed weight at the later date; 0 for leavers, who no longer exist then, NaN where no weights were given.</param>
/// <remarks>Weights have no confidence interval: a few members can carry most of them, which an interval of the count does not reflect.</remarks>
public readonly record struct LabelFlow(
    long Members,
    [property: JsonConverter(typeof(ResultJsonConverter))] double EarlierWeight,
    [property: JsonConverter(typeof(ResultJsonConverter))] double LaterWeight)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Members = {Members}, EarlierWeight = {EarlierWeight}, LaterWeight = {LaterWeight}");
}
