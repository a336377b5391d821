using MemberValue.Churn;
using MemberValue.Lifecycle;

namespace MemberValue.Playbooks;

/// <summary>A combination that no rule of a playbook matches.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Segment">The id of the segment; null where segments are not in use.</param>
/// <param name="Risk">The risk level; null where risk levels are not in use.</param>
public sealed record PlaybookHole(LifecycleStage Stage, string? Segment, RiskLevel? Risk)
{
    /// <summary>The combination in words.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => PlaybookRule.Describe(Stage, Segment, Risk);
}
