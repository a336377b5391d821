using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>A member's risk and its level.</summary>
/// <param name="Value">The risk, 0 through 1. A score by rules: comparable across members and dates, but not a probability until it is calibrated.</param>
/// <param name="Level">The level by the assessor's limits.</param>
public readonly record struct ChurnRisk(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Value,
    RiskLevel Level)
{
    /// <summary>Level and risk.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Level} ({Value:0.###})");
}
