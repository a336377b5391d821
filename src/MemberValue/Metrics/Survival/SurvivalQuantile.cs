using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>The time by which a share of all has ended, read from a survival curve.</summary>
/// <param name="Share">The share that has ended, above 0 and below 1: 0.8 for the time that four of five do not outlast.</param>
/// <param name="Time">The time; null where fewer were seen to end: NotReached.</param>
/// <param name="Lower">The lower end of its confidence interval; null where not reached.</param>
/// <param name="Upper">The upper end; null where not reached, which is common at the end of a curve.</param>
/// <param name="Level">The confidence level.</param>
public readonly record struct SurvivalQuantile(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Share,
    [property: JsonConverter(typeof(ResultJsonConverter))] double? Time,
    [property: JsonConverter(typeof(ResultJsonConverter))] double? Lower,
    [property: JsonConverter(typeof(ResultJsonConverter))] double? Upper,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Level)
{
    /// <summary>Whether the curve falls low enough.</summary>
    public bool IsReached => Time is not null;

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Share = {Share}, Time = {Time}, Lower = {Lower}, Upper = {Upper}, Level = {Level}, IsReached = {IsReached}");
}
