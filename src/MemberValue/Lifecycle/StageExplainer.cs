using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>Explains one member by the same rules that classify a whole table; it asks <see cref="StageRules"/> for every stage, now and later.</summary>
internal sealed class StageExplainer(MemberRow row, StageFacts facts, StageTerms terms)
{
    private readonly StageRules _rules = new(terms, row.Window.Calendar);
    private readonly CellCalendar _calendar = row.Window.Calendar;
    private readonly long _asOf = row.Window.LastCell;

    public StageRules Rules => _rules;

    /// <summary>What ends a silence, for the sentences.</summary>
    public SilenceSource Silence { get; init; }

    /// <summary>How far ahead a probability of a purchase looks, for the sentences.</summary>
    public double? HorizonDays { get; init; }

    private string CellUnit => _calendar.Unit.Name;

    /// <summary>Explains a stage by limits of silence.</summary>
    /// <param name="limits">The member's limits.</param>
    /// <param name="notes">What else the classifier knows.</param>
    /// <param name="more">Facts of the classifier's own, to add.</param>
    public StageExplanation ByLimits(StageLimits limits, StageNotes notes, params StageFact[] more)
    {
        var stage = _rules.Stage(facts, _asOf, limits);
        var rule = RuleOf(stage, StageRule.SilentUntilLost, StageRule.SilentUntilDormant);
        var compared = new List<StageFact>();
        var silence = (double)(_asOf - facts.SilentSince);
        switch (rule)
        {
            case StageRule.SilentUntilLost:
                compared.Add(Cells(StageQuantity.Silence, silence, facts.Purchases == 0 ? _rules.NewLost : limits.Lost));
                break;
            case StageRule.SilentUntilDormant:
                compared.Add(Cells(StageQuantity.Silence, silence, facts.Purchases == 0 ? _rules.NewDormant : limits.Dormant));
                break;
            case StageRule.BoughtAgain:
                compared.Add(Cells(StageQuantity.SilenceBeforePurchase, (long)facts.Last - 1 - facts.Previous, limits.DormantBefore));
                break;
            case StageRule.NoneOfTheOthers:
                compared.Add(Cells(StageQuantity.Silence, silence, limits.Dormant));
                break;
        }

        compared.AddRange(CommonFacts(rule));
        compared.AddRange(more);
        return Make(stage, rule, compared, notes, cell => _rules.Stage(facts, cell, limits), Candidates(limits));
    }

    /// <summary>The cells, in order, at which a rule other than the classifier's own may change its answer.</summary>
    public IEnumerable<long> CommonCandidates()
    {
        if (facts.Purchases > 0)
            return [facts.Last + _rules.FirstTime, facts.Last + _rules.Returned];
        return facts.IsSilentSinceKnown ? [facts.SilentSince + _rules.NewDormant, facts.SilentSince + _rules.NewLost] : [];
    }

    /// <summary>The changes of stage after now, each at the first cell of the new one.</summary>
    private IEnumerable<StageChange> Changes(LifecycleStage now, Func<long, LifecycleStage> stageAt, IEnumerable<long> candidates)
    {
        foreach (var cell in candidates.Where(cell => cell > _asOf && cell <= StageTime.LastCell(_calendar)).Order())
        {
            var stage = stageAt(cell);
            if (stage == now)
                continue;
            yield return new StageChange(stage, (int)cell, _calendar.StartOf((int)cell));
            now = stage;
        }
    }

    /// <summary>The rule behind a stage.</summary>
    public StageRule RuleOf(LifecycleStage stage, StageRule lost, StageRule dormant) => stage switch
    {
        LifecycleStage.Lost => facts.Purchases == 0 ? StageRule.SilentUntilLost : lost,
        LifecycleStage.Dormant => facts.Purchases == 0 ? StageRule.SilentUntilDormant : dormant,
        LifecycleStage.New => StageRule.NoPurchase,
        LifecycleStage.Returned => StageRule.BoughtAgain,
        LifecycleStage.Loyal => StageRule.FrequentAndBig,
        LifecycleStage.FirstTime => StageRule.InsideFirstWindow,
        LifecycleStage.Active => StageRule.NoneOfTheOthers,
        _ => StageRule.NoProbability,
    };

    /// <summary>What the common rules compared.</summary>
    public IEnumerable<StageFact> CommonFacts(StageRule rule)
    {
        double since = _asOf - facts.Last;
        switch (rule)
        {
            case StageRule.NoPurchase when facts.IsSilentSinceKnown && terms.AgesNew:
                yield return Cells(StageQuantity.Silence, _asOf - facts.SilentSince, Math.Min(_rules.NewDormant, _rules.NewLost));
                break;
            case StageRule.BoughtAgain:
                yield return Cells(StageQuantity.SincePurchase, since, _rules.Returned);
                break;
            case StageRule.InsideFirstWindow:
                yield return Cells(StageQuantity.SincePurchase, since, _rules.FirstTime);
                break;
            case StageRule.FrequentAndBig:
                yield return new StageFact(StageQuantity.Purchases, facts.Purchases, _rules.LoyalPurchases, "purchase");
                if (terms.LoyalSpend is { } spend)
                    yield return new StageFact(StageQuantity.NetSpend, (double)row.Net!.Value, (double)spend, "money");
                break;
        }
    }

    /// <summary>The explanation, with its sentences.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="rule">The rule behind it.</param>
    /// <param name="compared">What the rule compared.</param>
    /// <param name="notes">Further notes for the reader.</param>
    /// <param name="stageAt">The stage as of a later cell, without a purchase until then; null where that is not known.</param>
    /// <param name="candidates">The cells at which it may change.</param>
    public StageExplanation Make(
        LifecycleStage stage, StageRule rule, IReadOnlyList<StageFact> compared, StageNotes notes, Func<long, LifecycleStage>? stageAt,
        IEnumerable<long> candidates)
    {
        var changes = stageAt is null ? [] : Changes(stage, stageAt, candidates).ToList();
        var (next, decline) = (changes.FirstOrDefault(), changes.Find(change => change.Stage is LifecycleStage.Dormant or LifecycleStage.Lost));
        if (facts.Purchases == 0 && terms.AgesNew && !facts.IsSilentSinceKnown)
            notes |= StageNotes.NoDateToAgeFrom;
        return new StageExplanation
        {
            Stage = stage,
            Window = row.Window,
            Rule = rule,
            Facts = [.. compared],
            Notes = notes,
            Next = next,
            NextDecline = decline,
            Text = new StageText(_calendar, facts.Purchases, Silence, HorizonDays).Of(stage, rule, compared, notes, next, decline),
        };
    }

    private StageFact Cells(StageQuantity quantity, double value, double limit) => new(quantity, value, limit, CellUnit);

    private IEnumerable<long> Candidates(StageLimits limits) => facts.Purchases == 0
        ? CommonCandidates()
        : CommonCandidates().Concat([facts.SilentSince + limits.Dormant, facts.SilentSince + limits.Lost]);
}
