using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.Seasons;
using MemberValue.Tests.Metrics;

namespace MemberValue.Tests.Conformance.Json;

/// <summary>Results of a small shop, one of whose members never bought: those types whose properties need more than fields that are filled.</summary>
internal static class ResultExamples
{
    private static readonly Lazy<MemberTable<string>> Table = new(() => Snapshots.ByHandAt(Snapshots.Ends[2], recentCells: 30));

    private static readonly MbgNbdModel Model = new(new BetaGeometricParameters(0.5, 6, 0.9, 1.7), TimeUnit.Week);

    private static readonly Lazy<MemberAssessments<string>> Assessed = new(() => MemberValuator.Create(Options()).Assess(Table.Value));

    private static readonly Lazy<LifecycleReport> Report = new(() =>
    {
        var builder = new LifecycleReportBuilder<string>(new ThresholdStageClassifier());
        foreach (var table in Snapshots.ByHand)
            builder.Add(table);
        return builder.ToReport();
    });

    private static readonly Lazy<MarkovChain<LifecycleStage>> Chain = new(() => MarkovChain.From(Report.Value.History.Pooled()));

    private static readonly Lazy<KMeansModel> Clusters = new(() => KMeansModel.Fit(
        Table.Value.Columns, [new(Measures.DaysSinceLastPurchase), new("Net")], new KMeansOptions { Clusters = 2 }));

    private static readonly Lazy<CompositeScorer> Scorer = new(() => CompositeScorer.Fit(
        Table.Value.Columns, [new(Measures.DaysSinceLastPurchase, isCost: true), new("Net")],
        CriterionWeights.Given((Measures.DaysSinceLastPurchase, 1), ("Net", 2))));

    public static IReadOnlyDictionary<Type, Lazy<IReadOnlyList<object>>> All { get; } = new Dictionary<Type, Lazy<IReadOnlyList<object>>>
    {
        [typeof(MemberRow)] = Of(() => Table.Value.Keys.Select(key => Table.Value[key])),
        [typeof(MemberAssessment)] = Of(() => Assessed.Value.Select(member => member.Value)),
        [typeof(MemberAssessments<string>)] = Of(() => [Assessed.Value, MemberValuator.Create(new MemberValuatorOptions()).Assess(Table.Value)]),
        [typeof(ChurnRisks<string>)] = Of(() => [Assessed.Value.Churn!]),
        [typeof(MemberResults<string, double>)] = Of(() => [Assessed.Value.ProbabilityAlive!, Assessed.Value.Values!]),
        [typeof(MemberResults<string, RfmScore>)] = Of(() => [Assessed.Value.Scores!]),
        [typeof(MemberResults<string, LifecycleStage>)] = Of(() => [Assessed.Value.Stages!]),
        [typeof(MemberResults<string, ChurnRisk>)] = Of(() => [Assessed.Value.Churn!.Risks]),
        [typeof(RfmChanges<string>)] = Of(() => [RfmChanges.Of(Assessed.Value.Scores!, Assessed.Value.Scores!)]),
        [typeof(DimensionScore)] = Of(() => [DimensionScore.Unscored, DimensionScore.Parse("R5 F10 V-")]),
        [typeof(DimensionWeights)] = Of(() => [DimensionWeights.Given(("R", 2), ("F", 1))]),
        [typeof(SeasonFactor)] = Of(() => SeasonalIndex.Create(new SeasonOptions { Yearly = SeasonCycle.None }, [1, 1, 1, 1, 1, 2, 1], [], []).Factors),
        [typeof(Promotion)] = Of(() => [new Promotion("sale", new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 3))]),
        [typeof(RfmGrid)] = Of(() => [RfmGrid.Of(Assessed.Value.Scores!.Values, Assessed.Value.Values!.Values)]),
        [typeof(FrequencyRecencyGrid)] = Of(() => [FrequencyRecencyGrid.Of(new BgBbModel(new BgBbParameters(1.2, 0.75, 0.66, 2.78), TimeUnit.Week), 6, 5)]),
        [typeof(ValueDistribution)] = Of(() => [ValueDistribution.Of([1, 2, double.NaN]), ValueDistribution.Of([])]),
        [typeof(SegmentSummary)] = Of(() => [SegmentSummary.Of(
            Table.Value.Columns, Assessed.Value.Scores!.Values, SegmentMaps.ElevenSegments, new RfmDefinitions())]),
        [typeof(LifecycleReport)] = Of(() => [Report.Value]),
        [typeof(LifecycleReportDate)] = Of(() => Report.Value.Dates),
        [typeof(PeriodMetrics)] = Of(() => Report.Value.Dates.Select(date => date.Metrics)),
        [typeof(Cohort)] = Of(() => Report.Value.Cohorts.Cohorts),
        [typeof(CohortCell)] = Of(() => Report.Value.Cohorts.Cohorts.SelectMany(cohort => cohort.Cells)),
        [typeof(ModelComparison)] = Of(() => [ModelComparison.Of(Table.Value.Columns, [Model])]),
        [typeof(ContractComparison)] = Of(() => [ContractComparison.Of(ContractHistories.FromSurvivors([100, 60, 45, 39, 35], TimeUnit.Year))]),
        [typeof(AttritionModel)] = Of(() => [Model]),
        [typeof(CohortTable)] = Of(() => [Report.Value.Cohorts]),
        [typeof(LabelHistory<LifecycleStage>)] = Of(() => [Report.Value.History]),
        [typeof(LabelDistribution<LifecycleStage>)] = Of(() => Report.Value.History.Dates),
        [typeof(LabelMigration<LifecycleStage>)] = Of(() => [Report.Value.History.Pooled(), .. Report.Value.History.Migrations]),
        [typeof(MarkovChain<LifecycleStage>)] = Of(() => [Chain.Value]),
        [typeof(LabelForecast<LifecycleStage>)] = Of(() =>
            [MarkovChain.FromMatrix(LifecycleStages.Five, Matrix()).Forecast([1, 2, 3, 4, 5.5], 3)]),
        [typeof(LabelValues<LifecycleStage>)] = Of(() => [Chain.Value.ExpectedPeriods(LifecycleStage.Dormant, 3)]),
        [typeof(GapHistogram)] = Of(() => [Table.Value.Gaps!]),
        [typeof(WeekActivity)] = Of(() =>
        [
            MemberLog.Read([new Transaction<string>("ann", new DateTime(2024, 5, 6, 9, 30, 0), 12.50m)]).Activity(),
            MemberLog.Read([new Transaction<string>("ann", new DateTime(2024, 5, 6, 9, 30, 0), 12.50m)], new() { Grain = EventGrain.Hour }).Activity(),
        ]),
        [typeof(MemberCategory)] = Of(() => PurchaseLines.Read(
            [new PurchaseLine<int>(1, new DateOnly(2024, 5, 6), "shoes", 1.50m, 12.50m), new(1, new DateOnly(2024, 5, 6), "hats", -1, -2)],
            LogRules.From(new MemberTableOptions())).CategoriesOf(1)),
        [typeof(RepeatPurchaseTrack)] = Of(() => [new RepeatPurchaseTrack(Table.Value.Window, 30, [1, 2, 3])]),
        [typeof(KaplanMeier)] = Of(() => [KaplanMeier.Of([3.0, 5, 6, 6], [true, true, false, true])]),
        [typeof(BinaryEvaluation)] = Of(() => [BinaryEvaluation.Of([true, true], [0.3, 0.4]), BinaryEvaluation.Of([true, false, true], [0.3, 0.4, 0.9])]),
        [typeof(CampaignSelection)] = Of(() => [CampaignSelection.Of([0.5, 0.1], 10, new CampaignOptions { ContactCost = 1.50m })]),
        [typeof(ProfitCurve)] = Of(() =>
            [ProfitCurve.Of([true, false], [0.3, 0.4], [10, -3], new ProfitOptions { ContactCost = 1.50m, SaveRate = 0.3 })]),
        [typeof(MemberExplanation)] = Of(() =>
        [
            MemberExplanation.Of(Model, [new DateOnly(2024, 1, 1), new DateOnly(2024, 2, 1)], new DateOnly(2024, 5, 31)),
            MemberExplanation.Of(Model, [new DateOnly(2024, 5, 31)], new DateOnly(2024, 5, 31)),
        ]),
        [typeof(WhaleCurve)] = Of(() => [WhaleCurve.Of([3, -1, double.NaN]), WhaleCurve.Of([])]),
        [typeof(ClusterSilhouettes)] = Of(() => [ClusterSilhouettes.Of(Table.Value.Columns, Clusters.Value)]),
        [typeof(ClusterSilhouette)] = Of(() => ClusterSilhouettes.Of(Table.Value.Columns, Clusters.Value).Clusters),
        [typeof(ClusterProfile)] = Of(() => Clusters.Value.Profiles),
        [typeof(ClusterCount)] = Of(() => [ClusterCount.Of(
            FeatureTable.FromColumns(["a"], [[.. Enumerable.Range(0, 20).Select(i => i % 2 * 5.0 + i)]]), [new("a")],
            new ClusterCountOptions { To = 3, References = 2, Halvings = 1 })]),
        [typeof(Dendrogram)] = Of(() => [Dendrogram.Of(Clusters.Value)]),
        [typeof(PairwiseJudgements)] = Of(() => [PairwiseJudgements.FromUpperTriangle(["R", "F", "M"], 5, 7, 1 / 3.0)]),
        [typeof(CompositeExplanation)] = Of(() => Table.Value.Keys.Select(key => Scorer.Value.Explain(Table.Value[key]))),
        [typeof(DiscountRate)] = Of(() => [DiscountRate.Annual(0.1), DiscountRate.None]),
    };

    private static MemberValuatorOptions Options() => new()
    {
        Rfm = new RfmOptions(),
        Scorer = RfmScale.FitQuantiles(Table.Value.Columns),
        Lifecycle = new LifecycleOptions(),
        Purchases = Model,
        Clv = new ClvOptions { Method = ClvMethod.Historic },
        Churn = new ChurnOptions { Silence = [new() { Weight = 0.7 }], Probability = [new() { Weight = 0.5 }], StageEntered = [new() { Weight = 0.2 }] },
    };

    private static double[,] Matrix()
    {
        var matrix = new double[5, 5];
        for (var stage = 0; stage < 5; stage++)
            matrix[stage, stage] = 1;
        return matrix;
    }

    private static Lazy<IReadOnlyList<object>> Of(Func<IEnumerable<object>> make) => new(() => [.. make()]);
}
