using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Playbooks;

/// <summary>A member's risk with its reasons, and the playbook's action for it. Immutable.</summary>
public sealed record ChurnAdvice
{
    /// <summary>Risk, reasons and remarks.</summary>
    public required ChurnExplanation Risk { get; init; }

    /// <summary>The member's stage.</summary>
    public required LifecycleStage Stage { get; init; }

    /// <summary>The id of the member's segment; null where segments are not in use.</summary>
    public required string? Segment { get; init; }

    /// <summary>The action and the rule that gives it; null where the playbook has none for stage, segment and risk level.</summary>
    public required PlaybookMatch? Match { get; init; }

    /// <summary>Looks up the action.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <param name="risk">The member's risk with its reasons.</param>
    /// <param name="stage">The member's stage.</param>
    /// <param name="segment">The id of the member's segment; null where segments are not in use.</param>
    /// <returns>The advice.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="playbook"/> or <paramref name="risk"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stage that is not defined.</exception>
    public static ChurnAdvice Of(Playbook playbook, ChurnExplanation risk, LifecycleStage stage, string? segment = null)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(risk);
        return new ChurnAdvice { Risk = risk, Stage = stage, Segment = segment, Match = playbook.Find(stage, segment, risk.Risk.Level) };
    }

    /// <summary>Risk, reasons and action in sentences, the same in every culture.</summary>
    public Text Text => Match is null ? Risk.Text : Text.Join([Risk.Text, Match.Text]);

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;
}
