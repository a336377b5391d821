using MemberValue.Assessment;
using MemberValue.Clusters;
using MemberValue.Composite;
using MemberValue.Contribution;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.RuleSegments;

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
            var scorer = CompositeScorer.Fit(columns, criteria, weights, new CompositeScorerOptions { Method = method });
            Output.Results("composite", Output.RoundTrip(scorer, it => it.ToJson(), CompositeScorer.FromJson).Score(table));
            Output.Line("why", scorer.Explain(columns.Row(0)).Text.Chinese);
        }

        Assessed(shop);
    }

    /// <summary>Clusters, composite value, profit and segments by rules as parts of an assessment, and rules that were stored.</summary>
    private static void Assessed(Shop shop)
    {
        var rules = RuleSegmentMap.Create(new RuleSegmentMapOptions
        {
            Segments = [new() { Id = "many", Name = Text.Of("Many", "多次") }, new() { Id = "few" }],
            Rules = [new() { Segment = "many", When = [new() { Column = "Purchases", AtLeast = 3 }, new() { Column = "Cluster", AtMost = 1 }] }],
            Fallback = "few",
        });
        var options = new MemberValuatorOptions
        {
            Clusters = new ClustersOptions { KMeans = new KMeansOptions { Clusters = 2 } },
            Composite = new CompositeOptions { Weights = CriterionWeightMethod.Entropy },
            Contribution = new ContributionOptions { Costs = [new() { Label = Text.Of("goods"), Measure = "Net", Cost = 0.6 }] },
            RuleSegments = new RuleSegmentsOptions(),
            SegmentRules = Output.RoundTrip(rules, it => it.ToJson(), RuleSegmentMap.FromJson),
        };
        var models = Output.RoundTrip(MemberModels.Fit(shop.Table, options), it => it.ToJson(), MemberModels.FromJson);
        var all = MemberValuator.Create(options, models).Assess(shop.Table);
        Output.Line("check", rules.Check);
        Output.Line("cluster", all.ClusterProfiles![0].Text.Chinese);
        foreach (var (_, member) in all.Take(2))
            Output.Line("assessed", member.Text.Chinese);
    }
}
