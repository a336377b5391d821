using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>What one criterion contributes to a member's score.</summary>
/// <param name="Criterion">The criterion's name.</param>
/// <param name="Label">What it is called in sentences.</param>
/// <param name="Value">The member's value; NaN where it is missing.</param>
/// <param name="Place">The place of the value between the worst (0) and the best (1) of the base; NaN where the criterion has no weight.</param>
/// <param name="Points">The points of the score that belong to it; the points of all criteria sum to the score.</param>
/// <param name="Most">The points that the best value of the base gives; NaN for TOPSIS, where they depend on the other criteria.</param>
public sealed record CompositeContribution(
    string Criterion,
    Text Label,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Value,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Place,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Points,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Most)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Criterion = {Criterion}, Value = {Value}, Place = {Place}, Points = {Points}, Most = {Most}");
}
