using System.Text;
using MemberValue.Common;

namespace MemberValue.Churn;

/// <summary>A rule and how much it counts.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Weight">Finite, 0 or more; at most 1 for the combinations NoisyOr and Maximum. With 0 it is explained and counted, and changes no risk.</param>
public sealed record WeightedRule(IChurnRule Rule, double Weight = 1)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Rule = {Rule}, Weight = {Weight}");
}
