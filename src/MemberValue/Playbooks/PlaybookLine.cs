using MemberValue.Lifecycle;

namespace MemberValue.Playbooks;

/// <summary>The recommendation of a playbook for a stage, regardless of segment and risk.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Match">Action and rule; null where the playbook has a hole.</param>
public sealed record PlaybookLine(LifecycleStage Stage, PlaybookMatch? Match)
{
    /// <summary>The stage and the action in English.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Stage}: {Match?.Action.ToString() ?? "-"}";
}
