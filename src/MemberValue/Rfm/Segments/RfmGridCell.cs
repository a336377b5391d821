using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>The members of two levels.</summary>
/// <param name="Members">How many they are.</param>
/// <param name="Sum">The sum of their values.</param>
/// <param name="Mean">The mean of their values; NaN without any.</param>
/// <param name="Median">The median of their values; NaN without any.</param>
public readonly record struct RfmGridCell(
    int Members,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Sum,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Mean,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Median)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Members = {Members}, Sum = {Sum}, Mean = {Mean}, Median = {Median}");
}
