using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>All that is known of one member as of one date, with the reasons. Immutable. What is null is not configured, or waits for a fit.</summary>
public sealed record MemberAssessment
{
    /// <summary>The member's numbers.</summary>
    public required MemberRow Row { get; init; }

    /// <summary>The score; unscored for a member who never bought.</summary>
    public required RfmScore? Score { get; init; }

    /// <summary>The segment with the rule that matched; null for a member who is unscored too.</summary>
    public required SegmentMatch? Segment { get; init; }

    /// <summary>The stage.</summary>
    public required LifecycleStage? Stage { get; init; }

    /// <summary>Why the member is in the stage, and when it changes next; null too where the classifier does not explain, and for a stage that is Unclassified.</summary>
    public required StageExplanation? StageReason { get; init; }

    /// <summary>The probability of being active, 0 to 1; NaN for a member who never bought.</summary>
    public required double? ProbabilityAlive { get; init; }

    /// <summary>The probability of a purchase within <see cref="PurchaseHorizonDays"/>, 0 to 1; NaN for a member who never bought.</summary>
    public required double? ProbabilityOfPurchase { get; init; }

    /// <summary>Expected purchases within <see cref="PurchaseHorizonDays"/>, 0 or more; NaN for a member who never bought.</summary>
    public required double? ExpectedPurchases { get; init; }

    /// <summary>The name of the model that the three are by, such as <c>MBG/NBD</c>.</summary>
    public required string? ModelName { get; init; }

    /// <summary>How far ahead the probability of a purchase and the expected purchases look, in days.</summary>
    public required double? PurchaseHorizonDays { get; init; }

    /// <summary>The value, in the table's money; NaN for a member whose data do not have one.</summary>
    public required double? Value { get; init; }

    /// <summary>The risk with its reasons.</summary>
    public required ChurnExplanation? Risk { get; init; }

    /// <summary>What the playbook says to do; null too where it has no action for stage, segment and risk level.</summary>
    public required PlaybookMatch? Action { get; init; }

    /// <summary>What is configured and not there, because nothing has been fitted for it yet: a sentence each.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The reasons in the order of reading: segment, stage, purchases, value, risk, action; those that there are.</summary>
    public IReadOnlyList<AssessmentReason> Reasons
    {
        get
        {
            var reasons = new List<AssessmentReason>();
            if (Segment is not null)
                reasons.Add(new AssessmentReason("segment", $"Segment {Segment.English}", $"分群：{Segment.Chinese}"));
            if (StageReason is not null)
                reasons.Add(new AssessmentReason("stage", StageReason.English, StageReason.Chinese));
            else if (Stage is { } stage)
                reasons.Add(new AssessmentReason("stage", $"Stage {LifecycleStages.NameOf(stage)}.", $"阶段：{LifecycleStages.NameOf(stage).Chinese}。"));
            if (PurchaseSentence() is { } purchases)
                reasons.Add(purchases);
            if (Value is { } value && double.IsFinite(value))
                reasons.Add(new AssessmentReason("value", FormattableString.Invariant($"Value {value:0.00}."), FormattableString.Invariant($"价值 {value:0.00}。")));
            if (Risk is not null)
                reasons.Add(new AssessmentReason("risk", $"Risk {Risk.Text.English}", Risk.Text.Chinese));
            if (Action is not null)
                reasons.Add(new AssessmentReason("action", Action.Text.English, Action.Text.Chinese));
            return reasons.AsReadOnly();
        }
    }

    /// <summary>The reasons in English, the same in every culture.</summary>
    public string English => string.Join(' ', Reasons.Select(reason => reason.English));

    /// <summary>The reasons in Chinese.</summary>
    public string Chinese => string.Concat(Reasons.Select(reason => reason.Chinese));

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => English;

    private AssessmentReason? PurchaseSentence() =>
        ProbabilityAlive is { } alive && ExpectedPurchases is { } expected && ProbabilityOfPurchase is { } purchase && double.IsFinite(expected)
            ? new AssessmentReason(
                "purchases",
                FormattableString.Invariant($"{ModelName}: active with probability {alive:0.###}; buys within {PurchaseHorizonDays} days with probability {purchase:0.###}, {expected:0.##} times on average."),
                FormattableString.Invariant($"{ModelName}：仍活跃的概率 {alive:0.###}；{PurchaseHorizonDays}天内购买的概率 {purchase:0.###}，预期购买{expected:0.##}次。"))
            : null;
}
