using MemberValue.Churn;
using MemberValue.Lifecycle;

namespace MemberValue.Playbooks;

/// <summary>Which members an action is for: conditions on stage, segment and risk level. Null is no condition; without conditions, the rule is for every
/// member.</summary>
public sealed record PlaybookRule
{
    /// <summary>The stage, New to Returned; null for any, also for a member without a stage.</summary>
    public LifecycleStage? Stage { get; init; }

    /// <summary>The id of a segment, as <see cref="Rfm.Segment.Id"/>, compared ordinally; null for any, also for a member without one.</summary>
    public string? Segment { get; init; }

    /// <summary>The risk level; null for any, also for a member without one.</summary>
    public RiskLevel? Risk { get; init; }

    /// <summary>The <see cref="PlaybookAction.Id"/> of the action.</summary>
    public required string Action { get; init; }

    /// <summary>How many conditions the rule has, 0 to 3: a rule with more is preferred.</summary>
    public int Conditions => (Stage is null ? 0 : 1) + (Segment is null ? 0 : 1) + (Risk is null ? 0 : 1);

    /// <summary>The conditions in words, such as <c>stage Lost, risk High</c>; <c>any member</c> without one.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Describe(Stage, Segment, Risk);

    internal static string Describe(LifecycleStage? stage, string? segment, RiskLevel? risk)
    {
        var parts = new List<string>();
        if (stage is { } known)
            parts.Add($"stage {known}");
        if (segment is not null)
            parts.Add($"segment {segment}");
        if (risk is { } level)
            parts.Add($"risk {level}");
        return parts.Count == 0 ? "any member" : string.Join(", ", parts);
    }
}
