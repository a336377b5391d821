using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Common;

namespace MemberValue.Churn;

/// <summary>
/// Which rules a valuator judges the risk of churn by. A plain class that configuration can bind; checked and copied when it is used. Without any rule, a
/// member is judged by being overdue.
/// </summary>
/// <remarks>
/// A list may hold a rule twice, under two ids. A rule looks at what the valuator has: scores, stages and probabilities need their part beside this one.
/// </remarks>
public sealed class ChurnOptions
{
    private WeightedRule[] _own = [];

    /// <summary>How severities become one risk.</summary>
    public RiskCombination Combination { get; set; }

    /// <summary>The level is Medium from this risk on; above 0, below <see cref="HighFrom"/>. 1/3 by default.</summary>
    public double MediumFrom { get; set; } = 1 / 3.0;

    /// <summary>The level is High from this risk on; below 1. 2/3 by default.</summary>
    public double HighFrom { get; set; } = 2 / 3.0;

    /// <summary>Silence in units of the member's own rhythm, which a fit learns.</summary>
    public IReadOnlyList<WeightedRuleOptions<OverdueRuleOptions>>? Overdue { get; set; }

    /// <summary>Days of silence.</summary>
    public IReadOnlyList<WeightedRuleOptions<SilenceRuleOptions>>? Silence { get; set; }

    /// <summary>Fewer purchases in the recent cells than in those before; needs recent columns.</summary>
    public IReadOnlyList<WeightedRuleOptions<FrequencyDropRuleOptions>>? FrequencyDrop { get; set; }

    /// <summary>Less spend in the recent cells than in those before; needs recent columns.</summary>
    public IReadOnlyList<WeightedRuleOptions<SpendDropRuleOptions>>? SpendDrop { get; set; }

    /// <summary>A low probability by the model of purchases.</summary>
    public IReadOnlyList<WeightedRuleOptions<ProbabilityRuleOptions>>? Probability { get; set; }

    /// <summary>A low score.</summary>
    public IReadOnlyList<WeightedRuleOptions<RfmLevelRuleOptions>>? RfmLevel { get; set; }

    /// <summary>A score that has fallen since the earlier snapshot.</summary>
    public IReadOnlyList<WeightedRuleOptions<RfmFallRuleOptions>>? RfmFall { get; set; }

    /// <summary>The stage Dormant or Lost, entered since the earlier snapshot.</summary>
    public IReadOnlyList<WeightedRuleOptions<StageEnteredRuleOptions>>? StageEntered { get; set; }

    /// <summary>Days without a visit; needs visits.</summary>
    public IReadOnlyList<WeightedRuleOptions<EngagementRuleOptions>>? Engagement { get; set; }

    /// <summary>A large share of refunds.</summary>
    public IReadOnlyList<WeightedRuleOptions<RefundShareRuleOptions>>? RefundShare { get; set; }

    /// <summary>A column of your own, given with the table.</summary>
    public IReadOnlyList<WeightedRuleOptions<ColumnRuleOptions>>? Column { get; set; }

    /// <summary>Sets rules of your own; they replace those of an earlier call.</summary>
    /// <param name="rules">The rules with their weights; their ids differ from each other and from those of the lists.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    public void UseOwnRules(params WeightedRule[] rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _own = [.. rules];
    }

    /// <summary>Empties the lists that a section has: a list of a configuration takes the place of what was there.</summary>
    internal void Forget(Func<string, bool> has)
    {
        Overdue = has(nameof(Overdue)) ? null : Overdue;
        Silence = has(nameof(Silence)) ? null : Silence;
        FrequencyDrop = has(nameof(FrequencyDrop)) ? null : FrequencyDrop;
        SpendDrop = has(nameof(SpendDrop)) ? null : SpendDrop;
        Probability = has(nameof(Probability)) ? null : Probability;
        RfmLevel = has(nameof(RfmLevel)) ? null : RfmLevel;
        RfmFall = has(nameof(RfmFall)) ? null : RfmFall;
        StageEntered = has(nameof(StageEntered)) ? null : StageEntered;
        Engagement = has(nameof(Engagement)) ? null : Engagement;
        RefundShare = has(nameof(RefundShare)) ? null : RefundShare;
        Column = has(nameof(Column)) ? null : Column;
    }

    /// <summary>The rules that need no model, and how to make those that need one.</summary>
    internal ChurnRuleBook Frozen()
    {
        var book = new ChurnRuleBook
        {
            Combination = Combination,
            MediumFrom = MediumFrom,
            HighFrom = HighFrom,
            NeedsScores = RfmLevel is { Count: > 0 } || RfmFall is { Count: > 0 },
            NeedsEarlier = RfmFall is { Count: > 0 },
            NeedsStages = StageEntered is { Count: > 0 },
            NeedsPurchases = Probability is { Count: > 0 },
            Rules =
            [
                .. Made(Silence, nameof(Silence), options => new SilenceRule(options)),
                .. Made(FrequencyDrop, nameof(FrequencyDrop), options => new FrequencyDropRule(options)),
                .. Made(SpendDrop, nameof(SpendDrop), options => new SpendDropRule(options)),
                .. Made(Probability, nameof(Probability), options => new ProbabilityRule(options)),
                .. Made(RfmLevel, nameof(RfmLevel), options => new RfmLevelRule(options)),
                .. Made(RfmFall, nameof(RfmFall), options => new RfmFallRule(options)),
                .. Made(StageEntered, nameof(StageEntered), options => new StageEnteredRule(options)),
                .. Made(Engagement, nameof(Engagement), options => new EngagementRule(options)),
                .. Made(RefundShare, nameof(RefundShare), options => new RefundShareRule(options)),
                .. Made(Column, nameof(Column), options => new ColumnRule(options)),
                .. _own,
            ],
            Overdue = [.. Each(Overdue, nameof(Overdue)).Select(each => ((OverdueRuleOptions)each.Rule.Copy(), each.Weight))],
        };
        if (book.Rules.Count + book.Overdue.Count == 0)
            book = book with { Overdue = [(new OverdueRuleOptions(), 1)] };
        book.Check();
        return book;
    }

    private IEnumerable<WeightedRule> Made<TOptions>(IReadOnlyList<WeightedRuleOptions<TOptions>>? list, string name, Func<TOptions, IChurnRule> make)
        where TOptions : ChurnRuleOptions, new() => Each(list, name).Select(each => new WeightedRule(make(each.Rule), each.Weight));

    private IEnumerable<WeightedRuleOptions<TOptions>> Each<TOptions>(IReadOnlyList<WeightedRuleOptions<TOptions>>? list, string name)
        where TOptions : ChurnRuleOptions, new()
    {
        for (var i = 0; i < (list?.Count ?? 0); i++)
        {
            if (list![i]?.Rule is null)
                throw OptionError.Of(this, $"{name}[{i}]", "null", "it must be a rule with its options");
            yield return list[i];
        }
    }
}
