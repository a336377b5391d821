using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>One cost of a member or of a base.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Amount">The money; above 0 for a cost.</param>
public sealed record ContributionLine(Text Label, [property: JsonConverter(typeof(ResultJsonConverter))] double Amount)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Label = {Label}, Amount = {Amount}");
}
