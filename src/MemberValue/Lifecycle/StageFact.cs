using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>One comparison that a stage rests on.</summary>
/// <param name="Quantity">What was looked at.</param>
/// <param name="Value">What it is for the member; NaN where it is not known.</param>
/// <param name="Limit">What it was compared with.</param>
/// <param name="Unit">What both are counted in: the table's cell (<c>day</c>, <c>week</c>), <c>purchase</c>, <c>money</c> or <c>probability</c>.</param>
public sealed record StageFact(
    StageQuantity Quantity,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Value,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Limit,
    string Unit)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Quantity = {Quantity}, Value = {Value}, Limit = {Limit}, Unit = {Unit}");
}
