using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>Which composite value a valuator gives. A plain class that configuration can bind; checked and copied when it is used.</summary>
public sealed class CompositeOptions
{
    /// <summary>
    /// What members are judged by; at least one criterion. Null, the default: days since the last purchase (less is better), purchases, and net spend as a
    /// logarithm.
    /// </summary>
    public IReadOnlyList<CriterionOptions>? Criteria { get; set; }

    /// <summary>
    /// Where the weights come from: Equal by default; Given, the weights of the criteria; Judgements; or computed from the base by Entropy, Critic or
    /// PrincipalComponents. Product: those of the judgements times those by entropy.
    /// </summary>
    public CriterionWeightMethod Weights { get; set; } = CriterionWeightMethod.Equal;

    /// <summary>
    /// How many times as important the first of each pair of criteria is, in the order of a table's upper triangle: first with second, first with third, ...,
    /// second with third, ...; above 0, usually 1/9 to 9. Needed for the weights Judgements and Product.
    /// </summary>
    public IReadOnlyList<double>? Judgements { get; set; }

    /// <summary>Weighted sum or TOPSIS, and its settings.</summary>
    public CompositeScorerOptions Scorer { get; set; } = new();

    internal CompositePlan Frozen()
    {
        if (Criteria is { Count: 0 } || Criteria?.Contains(null!) == true)
            throw OptionError.Of(this, nameof(Criteria), "empty", "it must have at least one criterion and none that is null, or be null");
        OptionError.RequireName(this, nameof(Weights), Weights);
        if (Weights == CriterionWeightMethod.Mean)
            throw OptionError.Of(this, nameof(Weights), Weights, "it must be Given, Equal, Judgements, Entropy, Critic, PrincipalComponents or Product");
        OptionError.RequirePart(this, Scorer, nameof(Scorer));
        Scorer.Check();
        Criterion[] criteria = Criteria is { } given
            ? [.. given.Select(criterion => criterion.ToCriterion())]
            : [new(Measures.DaysSinceLastPurchase, isCost: true), new("Purchases"), new("Net") { IsLogged = true }];
        var names = CriterionWeights.NamesOf(criteria);
        var needsJudgements = Weights is CriterionWeightMethod.Judgements or CriterionWeightMethod.Product;
        var pairs = names.Length * (names.Length - 1) / 2;
        if (needsJudgements ? Judgements?.Count != pairs : Judgements is not null)
        {
            throw OptionError.Of(
                this, nameof(Judgements), $"[{ErrorText.List(Judgements ?? [])}]",
                needsJudgements ? $"it must have one judgement per pair of criteria, {ErrorText.Of(pairs)}" : $"with the weights {Weights} it must be null");
        }

        foreach (var judgement in Judgements ?? [])
            OptionError.Require(this, nameof(Judgements), judgement, NumberRange.AboveZero);
        var judged = needsJudgements ? PairwiseJudgements.FromUpperTriangle(names, [.. Judgements!]).ToWeights() : null;
        if (Weights == CriterionWeightMethod.Given)
            judged = CriterionWeights.Given([.. names.Select((name, j) => (name, Criteria?[j].Weight ?? 1))]);
        return new CompositePlan(criteria, Weights, judged, Scorer.Copy());
    }
}

/// <summary>Frozen options: the criteria, and how weights and scorer are fitted to a base.</summary>
internal sealed record CompositePlan(Criterion[] Criteria, CriterionWeightMethod Method, CriterionWeights? Judged, CompositeScorerOptions Scorer)
{
    /// <summary>Whether weights are computed from the base, which needs two members with all criteria.</summary>
    public bool LooksAtBase => Method is not (CriterionWeightMethod.Given or CriterionWeightMethod.Equal or CriterionWeightMethod.Judgements);

    public CompositeScorer Fit(FeatureTable values)
    {
        var weights = Method switch
        {
            CriterionWeightMethod.Equal => CriterionWeights.Equal(Criteria),
            CriterionWeightMethod.Entropy => CriterionWeights.Entropy(values, Criteria),
            CriterionWeightMethod.Critic => CriterionWeights.Critic(values, Criteria),
            CriterionWeightMethod.PrincipalComponents => PrincipalComponents.Of(values, Criteria).ToWeights(),
            CriterionWeightMethod.Product => Judged!.Times(CriterionWeights.Entropy(values, Criteria)),
            _ => Judged!,
        };
        return CompositeScorer.Fit(values, Criteria, weights, Scorer);
    }
}
