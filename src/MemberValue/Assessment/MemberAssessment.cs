using System.Text.Json.Serialization;
using MemberValue.Churn;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.RuleSegments;

namespace MemberValue.Assessment;

/// <summary>The assessment of one member as of one date, with the reasons. Immutable. A property is null where its part is not configured or not fitted
/// yet.</summary>
/// <remarks>
/// Explanations and sentences are created on first access. An assessment from those of a whole table keeps the table's columns in memory.
/// </remarks>
public sealed class MemberAssessment
{
    private readonly MemberFindings _member;
    private readonly MemberValuator _valuator;

    internal MemberAssessment(MemberValuator valuator, MemberFindings member) => (_valuator, _member) = (valuator, member);

    /// <summary>The member's numbers.</summary>
    public MemberRow Row => _member.Row;

    /// <summary>The score; unscored for a member who never bought.</summary>
    public RfmScore? Score => Number(RfmColumns.Score);

    /// <summary>The segment with the rule that matched; null also for an unscored member.</summary>
    public SegmentMatch? Segment => _member.Explanation<SegmentMatch>();

    /// <summary>The stage.</summary>
    public LifecycleStage? Stage => Number(LifecycleColumns.Stage);

    /// <summary>
    /// Why the member is in the stage, and when it changes next; null also where the classifier does not explain, and for the stage Unclassified.
    /// </summary>
    public StageExplanation? StageReason => _member.Explanation<StageExplanation>();

    /// <summary>The probability of being active, 0 to 1; NaN for a member who never bought.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? ProbabilityAlive => Number(ClvColumns.ProbabilityAlive);

    /// <summary>The probability of a purchase within <see cref="PurchaseHorizonDays"/>, 0 to 1; NaN for a member who never bought.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? ProbabilityOfPurchase => Number(ClvColumns.ProbabilityOfPurchase);

    /// <summary>Expected purchases within <see cref="PurchaseHorizonDays"/>, 0 or more; NaN for a member who never bought.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? ExpectedPurchases => Number(ClvColumns.ExpectedPurchases);

    /// <summary>The name of the model of the three numbers, such as <c>MBG/NBD</c>.</summary>
    public string? ModelName => _member.Note(ClvColumns.ProbabilityAlive)?.Model;

    /// <summary>The horizon of the probability of a purchase and of the expected purchases, in days.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? PurchaseHorizonDays => _member.Note(ClvColumns.ProbabilityOfPurchase)?.HorizonDays;

    /// <summary>The value, in the table's money; NaN for a member whose data do not have one.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? Value => Number(ClvColumns.Value);

    /// <summary>
    /// The part of the member's purchase spend that is expected to be refunded, 0 to 1, which <see cref="Value"/> has subtracted; null where the value is
    /// computed without a model of returns.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? ReturnShare => Number(ClvColumns.ReturnShare);

    /// <summary>The name of the value, such as <c>Expected value over the next 12 months</c>: the calculator's
    /// <see cref="IClvCalculator.ValueName"/>.</summary>
    public Text? ValueName => _valuator.Calculator?.ValueName;

    /// <summary>The risk with its reasons.</summary>
    public ChurnExplanation? Risk => _member.Explanation<ChurnExplanation>();

    /// <summary>The cluster with distance, second nearest and whether the member is an outlier.</summary>
    public ClusterAssignment? Cluster => Number(ClusterColumns.Assignment);

    /// <summary>What the member's cluster is like; null also for a member in none.</summary>
    public ClusterProfile? ClusterProfile => _member.Explanation<ClusterProfile>();

    /// <summary>The composite value with the points of each criterion.</summary>
    public CompositeExplanation? Composite => _member.Explanation<CompositeExplanation>();

    /// <summary>The profit contribution with revenue and costs.</summary>
    public ContributionSummary? Contribution => _member.Explanation<ContributionSummary>();

    /// <summary>The segment by rules with the rule that decided; null also for a member without a segment.</summary>
    public RuleSegmentMatch? RuleSegment => _member.Explanation<RuleSegmentMatch>();

    /// <summary>The action of the playbook; null also where it has none for stage, segment and risk level.</summary>
    /// <remarks>
    /// The playbook is searched by stage, segment and risk level. An action of a segment in a map of your own counts as a rule for that segment.
    /// Where parts contradict each other (<see cref="Conflict"/>), those that the leading one overrules are left out: a stage of Lost that is overruled
    /// counts as Dormant, another one as Lost.
    /// </remarks>
    public PlaybookMatch? Action
    {
        get
        {
            var judgement = Judgement;
            return judgement.Action(judgement.Conflict());
        }
    }

    /// <summary>Which parts contradict each other on whether the member stays, and which of them determines the action; null where they agree.</summary>
    public AssessmentConflict? Conflict => Judgement.Conflict();

    /// <summary>Parts that are configured but not fitted yet, one sentence each.</summary>
    public IReadOnlyList<Text> Missing => _valuator.Missing;

    /// <summary>The reasons in this order: segment, stage, purchases, value, risk, cluster, composite, profit, rule segment, conflict, action; where
    /// available.</summary>
    public IReadOnlyList<AssessmentReason> Reasons
    {
        get
        {
            var reasons = _member.Reasons().Select(reason => new AssessmentReason(reason.About, reason.Text)).ToList();
            var judgement = Judgement;
            var conflict = judgement.Conflict();
            if (conflict is not null)
                reasons.Add(new AssessmentReason("conflict", conflict.Text));
            if (judgement.Action(conflict) is { } action)
                reasons.Add(new AssessmentReason("action", action.Text));
            return reasons.AsReadOnly();
        }
    }

    /// <summary>The reasons in one text, the same in every culture.</summary>
    public Text Text => Text.Join(Reasons.Select(reason => reason.Text));

    /// <summary>The member's value of a column that a part computes, such as <see cref="RfmColumns.Score"/>.</summary>
    /// <typeparam name="T">The type of the column's values.</typeparam>
    /// <param name="key">The column.</param>
    /// <param name="value">The member's value.</param>
    /// <returns><see langword="false"/> when no part gives the column, because it is not configured or not fitted yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGet<T>(MemberColumn<T> key, out T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _member.TryValue(key, out value);
    }

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;

    private Judgement Judgement => new(_member, _valuator.Playbook, _valuator.HasOwnSegments);

    private T? Number<T>(MemberColumn<T> key)
        where T : struct => _member.TryValue(key, out var value) ? value : null;
}
