using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>Where a quantity may lie, by the statistics of the sample.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Level">The confidence level, above 0 and below 1.</param>
public readonly record struct ConfidenceInterval(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Lower,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Upper,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Level)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Lower = {Lower}, Upper = {Upper}, Level = {Level}");
}
