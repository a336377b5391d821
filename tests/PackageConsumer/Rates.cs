using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;

namespace PackageConsumer;

/// <summary>Rates, cohorts, funnels, survival, migration between months, experiments.</summary>
internal static class Rates
{
    public static void Run(Shop shop)
    {
        var classifier = new ThresholdStageClassifier(StagePresets.FastMovingGoods);
        var months = new PeriodMetricsBuilder<string>();
        var cohorts = new CohortTableBuilder<string>();
        var history = new LabelHistoryBuilder<string, LifecycleStage>(LifecycleStages.All);
        foreach (var table in Months(shop))
        {
            months.Add(table);
            cohorts.Add(table);
            history.Add(table.Window, classifier.Classify(table), table.Columns.Net);
        }

        foreach (var month in months.ToList())
            Output.Line("month", month);
        Output.Line("cohorts", cohorts.ToTable());
        Output.Line("retention", months.ToList()[^1].RetentionRate.Wilson());

        var pooled = history.ToHistory().Pooled();
        Output.Line("migration", pooled);
        var chain = MarkovChain.From(pooled);
        Output.Line("chain", chain);
        Output.Line("forecast", chain.Forecast(history.ToHistory().Dates[^1], 6, chain.Arrivals).Members(6, LifecycleStage.Active));
        var value = chain.Value([.. LifecycleStages.All.Select((_, i) => (double)(i - 2))], discountRatePerPeriod: 0.01);
        Output.Line("value of a stage", [.. LifecycleStages.All.Where(pooled.IsObserved).Select(stage => value[stage])]);

        var gaps = shop.Table.Gaps!;
        var curve = KaplanMeier.Of(gaps.Completed(1), gaps.Open(1));
        Output.Line("survival", curve.Survival(30), curve.Survival(90), curve.Interval(30).Lower, curve.Interval(30, kind: SurvivalInterval.Plain).Upper);
        Output.Line("quantile", curve.Quantile(0.3));
        Output.Line("funnel", Funnel.OfPurchases(shop.Table.Columns));

        var plan = new ExperimentPlan(baseRate: 0.05, minimalUplift: 0.01);
        var result = new ProportionComparison(control: new Proportion(408, 8158), treated: new Proportion(502, 8158), plan);
        Output.Line("experiment", plan);
        Output.Line("p, Fisher's p", result.PValue, result.FisherPValue());
        Output.Line("uplift", result.Interval());

        double[] probabilities = [0.1, 0.02, 0.4, 0.05];
        double[] values = [60, 500, 24, 16];
        Output.Line("letters", CampaignSelection.Of(probabilities, values, new CampaignOptions { Budget = 1.60m, ContactCost = 0.80m }));
        string[] cells = ["111", "555", "555", "111", "555"];
        Output.Line("responses", ResponseTable.Of(["111", "555"], cells, [false, true, true, false, false], BreakEven.ResponseRate(0.80m, 16m)));
        bool[] labels = [.. Enumerable.Range(0, 60).Select(row => row % 3 == 0)];
        Output.Line("folds", Folds.Stratified(labels, folds: 5, seed: 1));
        Output.Line("bootstrap",
            new GroupedBootstrap([.. Enumerable.Range(0, 60)], seed: 1).Interval(counts => counts.Where((_, row) => row % 3 == 0).Sum(), samples: 200));
    }

    public static IEnumerable<MemberTable<string>> Months(Shop shop) => shop.Read.Tables(SnapshotSchedule.MonthEnds(Shop.FirstDay, Shop.LastDay));
}
