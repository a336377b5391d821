using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>One limit of silence that was learned from gaps, and how.</summary>
/// <param name="Quantile">The share of gaps that have ended by it, such as 0.8.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Days">The limit in days; null without a source.</param>
/// <param name="LowerDays">The lower end of its confidence interval; null where there is none.</param>
/// <param name="UpperDays">The upper end of its confidence interval; null where there is none.</param>
/// <param name="NotReached">Whether the class's own survival curve never falls so low, so that another source was asked.</param>
/// <param name="IsRaised">Whether it was raised to the Dormant limit, which came out above it because the two have different sources.</param>
public sealed record LearnedLimit(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Quantile,
    LimitSource Source,
    [property: JsonConverter(typeof(ResultJsonConverter))] double? Days,
    [property: JsonConverter(typeof(ResultJsonConverter))] double? LowerDays,
    [property: JsonConverter(typeof(ResultJsonConverter))] double? UpperDays,
    bool NotReached,
    bool IsRaised)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Quantile = {Quantile}, Source = {Source}, Days = {Days}, LowerDays = {LowerDays}, UpperDays = {UpperDays}, NotReached = {NotReached}, "
            + $"IsRaised = {IsRaised}");
}
