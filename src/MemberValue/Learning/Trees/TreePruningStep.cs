using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>One tree of weakest-link pruning, from the full tree to the root alone.</summary>
/// <param name="Alpha">The penalty per leaf from which this tree is the best; 0 for the first.</param>
/// <param name="Leaves">Its number of leaves.</param>
/// <param name="Impurity">Its leaves' impurity, each times the leaf's share of all weight.</param>
public sealed record TreePruningStep(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Alpha,
    int Leaves,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Impurity)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Alpha = {Alpha}, Leaves = {Leaves}, Impurity = {Impurity}");
}
