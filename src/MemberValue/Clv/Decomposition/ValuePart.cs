using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>One part of a member's value, with where it comes from.</summary>
/// <param name="Value">The part, in money; NaN where the member's data do not have it.</param>
/// <param name="Reason">One sentence that says where it comes from, the same in every culture.</param>
public readonly record struct ValuePart(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Value,
    Text Reason)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Value = {Value}, Reason = {Reason}");
}
