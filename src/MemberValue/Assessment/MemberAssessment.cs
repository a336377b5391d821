using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>All that is known of one member as of one date, with the reasons. Immutable. What is null is not configured, or waits for a fit.</summary>
public sealed record MemberAssessment
{
    private static readonly Text OfSegment = Text.Of("Segment {why}", "分群为{why}");
    private static readonly Text OfStage = Text.Of("Stage {stage}.", "生命周期阶段：{stage}。");
    private static readonly Text OfPurchases = Text.Of(
        "{purchase} likely to buy in the next {horizon}; expected purchases: {expected}.", "未来{horizon}购买概率{purchase}，预计购买{expected}次。");
    private static readonly Text OfValue = Text.Of("{name}: {value}.", "{name}：{value}。");

    /// <summary>The member's numbers.</summary>
    public required MemberRow Row { get; init; }

    /// <summary>The score; unscored for a member who never bought.</summary>
    public required RfmScore? Score { get; init; }

    /// <summary>The segment with the rule that matched; null for a member who is unscored too.</summary>
    public required SegmentMatch? Segment { get; init; }

    /// <summary>The stage.</summary>
    public required LifecycleStage? Stage { get; init; }

    /// <summary>
    /// Why the member is in the stage, and when it changes next; null too where the classifier does not explain, and for a stage that is Unclassified.
    /// </summary>
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

    /// <summary>What the value is, such as <c>Expected value over the next 12 months</c>: the calculator's <see cref="IClvCalculator.ValueName"/>.</summary>
    public required Text? ValueName { get; init; }

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
            void Add(string about, Text text) => reasons.Add(new AssessmentReason(about, text));

            if (Segment is not null)
                Add("segment", OfSegment.Fill(new TextValue("why", Segment.Text)));
            if (StageReason is not null)
                Add("stage", StageReason.Text);
            else if (Stage is { } stage)
                Add("stage", OfStage.Fill(new TextValue("stage", LifecycleStages.NameOf(stage))));
            if (ExpectedPurchases is { } expected && ProbabilityOfPurchase is { } purchase && double.IsFinite(expected))
            {
                Add("purchases", OfPurchases.Fill(
                    TextValue.Percent("purchase", purchase), TextValue.Days("horizon", PurchaseHorizonDays!.Value), TextValue.Fixed("expected", expected)));
            }

            if (Value is { } value && double.IsFinite(value))
                Add("value", OfValue.Fill(new TextValue("name", ValueName!), TextValue.Fixed("value", value)));
            if (Risk is not null)
                Add("risk", Risk.Text);
            if (Action is not null)
                Add("action", Action.Text);
            return reasons.AsReadOnly();
        }
    }

    /// <summary>The reasons in one text, the same in every culture.</summary>
    public Text Text => Text.Join(Reasons.Select(reason => reason.Text));

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;

    /// <summary>Whether both say the same, in lists as well.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(MemberAssessment? other) =>
        other is not null && Row == other.Row && Equals(Score, other.Score) && Equals(Segment, other.Segment) && Stage == other.Stage
        && Equals(StageReason, other.StageReason) && Equals(ProbabilityAlive, other.ProbabilityAlive)
        && Equals(ProbabilityOfPurchase, other.ProbabilityOfPurchase) && Equals(ExpectedPurchases, other.ExpectedPurchases)
        && ModelName == other.ModelName && Equals(PurchaseHorizonDays, other.PurchaseHorizonDays) && Equals(Value, other.Value)
        && Equals(Risk, other.Risk) && Equals(Action, other.Action) && Missing.SequenceEqual(other.Missing);

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Row, Score, Stage, Value, Risk);
}
