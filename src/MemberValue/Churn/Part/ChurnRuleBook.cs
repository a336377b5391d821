using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Estimation;
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

    /// <summary>The assessor of what was fitted; null, with the reason, where something has not been fitted yet.</summary>
    public ChurnRiskAssessor? Assessor(MemberModels models, bool hasScores, bool hasStages, bool hasPurchases, ICollection<string> missing)
    {
        var before = missing.Count;
        if (NeedsRhythm && models.Rhythm is null)
            missing.Add("Churn: no rhythm has been fitted yet.");
        else if (NeedsRhythm && models.Rhythm!.Status == FitStatus.NoData)
            missing.Add("Churn: nobody has two purchases, so there is no rhythm.");
        if (NeedsScores && !hasScores)
            missing.Add("Churn: a rule looks at scores, and there are none yet.");
        if (NeedsStages && !hasStages)
            missing.Add("Churn: a rule looks at stages, and there are none yet.");
        if (NeedsPurchases && !hasPurchases)
            missing.Add("Churn: a rule looks at a probability, and no model of purchases has been fitted yet.");
        return missing.Count == before ? Assessor(models.Rhythm) : null;
    }

    private ChurnRiskAssessor Assessor(PurchaseRhythm? rhythm) => new(new ChurnRiskOptions
    {
        Combination = Combination,
        MediumFrom = MediumFrom,
        HighFrom = HighFrom,
        Rules = [.. Overdue.Select(each => new WeightedRule(new OverdueRule(rhythm!, each.Options), each.Weight)), .. Rules],
    });
}
