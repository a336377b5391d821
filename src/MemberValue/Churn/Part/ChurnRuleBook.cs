using MemberValue.Lifecycle;

namespace MemberValue.Churn;

/// <summary>Checked rules of churn: those that are made, and those that wait for a rhythm.</summary>
internal sealed record ChurnRuleBook
{
    public required RiskCombination Combination { get; init; }

    public required double MediumFrom { get; init; }

    public required double HighFrom { get; init; }

    public required IReadOnlyList<WeightedRule> Rules { get; init; }

    public required IReadOnlyList<(OverdueRuleOptions Options, double Weight)> Overdue { get; init; }

    public required bool NeedsScores { get; init; }

    public required bool NeedsEarlier { get; init; }

    public required bool NeedsStages { get; init; }

    public required bool NeedsPurchases { get; init; }

    public bool NeedsRhythm => Overdue.Count > 0;

    /// <summary>Finds what is wrong with weights, limits and ids before there is a rhythm.</summary>
    public void Check() => _ = Assessor(PurchaseRhythm.Of(30, 1));

    /// <summary>The assessor; a rhythm is needed if <see cref="NeedsRhythm"/>.</summary>
    public ChurnRiskAssessor Assessor(PurchaseRhythm? rhythm) => new(new ChurnRiskOptions
    {
        Combination = Combination,
        MediumFrom = MediumFrom,
        HighFrom = HighFrom,
        Rules = [.. Overdue.Select(each => new WeightedRule(new OverdueRule(rhythm!, each.Options), each.Weight)), .. Rules],
    });
}
