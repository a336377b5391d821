using MemberValue.Composite;
using MemberValue.Learning;
using MemberValue.Members;

namespace PackageConsumer;

/// <summary>Several criteria as one score: weights of every kind, both methods.</summary>
internal static class Composites
{
    public static void Run(Shop shop)
    {
        var (table, columns) = (shop.Table, shop.Table.Columns);
        Criterion[] criteria = [new(Measures.DaysSinceLastPurchase, isCost: true), new("Purchases"), new("Net") { IsLogged = true }];
        string[] names = [.. criteria.Select(criterion => criterion.Name)];
        var values = FeatureTable.From(columns, names);
        var judgements = PairwiseJudgements.FromUpperTriangle(names, 5, 7, 3);
        Output.Line("judgements", judgements);
        Output.Line("look again at", judgements.Worst()?.Text.English);
        var components = PrincipalComponents.Of(values, criteria);
        Output.Line("components", components);
        Output.Line("p value", components.BartlettPValue);
        var weights = judgements.ToWeights().Times(CriterionWeights.Entropy(values, criteria)).MeanWith(CriterionWeights.Critic(values, criteria));
        Output.Line("weights", weights);
        Output.Line("of components", components.ToWeights());
        Output.Line("for RFM", weights.ToRfm(names[0], names[1], names[2]));
        foreach (var method in Enum.GetValues<CompositeMethod>())
        {
            var scorer = CompositeScorer.Fit(columns, criteria, weights, new CompositeOptions { Method = method });
            Output.Results("composite", Output.RoundTrip(scorer, it => it.ToJson(), CompositeScorer.FromJson).Score(table));
            Output.Line("why", scorer.Explain(columns.Row(0)).Text.Chinese);
        }
    }
}
