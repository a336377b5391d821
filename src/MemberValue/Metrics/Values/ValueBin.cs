using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>The members between two limits.</summary>
/// <param name="Lower">The lower limit, which belongs to the bin.</param>
/// <param name="Upper">The upper limit, which belongs to the next bin, or to this one if it is the last.</param>
/// <param name="Members">How many members there are.</param>
/// <param name="Sum">The sum of their values.</param>
public readonly record struct ValueBin(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Lower,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Upper,
    int Members,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Sum)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Lower = {Lower}, Upper = {Upper}, Members = {Members}, Sum = {Sum}");
}
