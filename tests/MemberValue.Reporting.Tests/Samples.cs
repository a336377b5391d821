using MemberValue.Assessment;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Rfm;

namespace MemberValue.Reporting.Tests;

/// <summary>One figure per method of <see cref="ReportFigures"/>, under its name, from small data that never change.</summary>
internal static class Samples
{
    private static readonly BgNbdModel Buying = new(new BetaGeometricParameters(0.9, 4, 0.8, 3.2), TimeUnit.Week);
    private static readonly ParetoNbdModel Other = new(new ParetoNbdParameters(0.9, 4, 0.7, 9), TimeUnit.Week);
    private static readonly CalibrationHoldout<string> Split = Shop.Log.Holdout(new DateOnly(2024, 6, 30));
    private static readonly Text Spend = Text.Of("Net spend", "净消费金额");
    private static readonly ValueDistribution Values = ValueDistribution.Of(Shop.NetOf(Shop.Table));
    private static readonly RfmGrid Grid = RfmGrid.Of(Shop.Scores.Values, Shop.NetOf(Shop.Table));
    private static readonly ClusterFeature[] Features =
        [new(Measures.DaysSinceLastPurchase, isLogged: true), new("Purchases", isLogged: true), new("Net", isLogged: true)];

    private static readonly BinaryEvaluation Evaluation = Evaluate(400);

    private static readonly Criterion[] Criteria = [new(Measures.DaysSinceLastPurchase, isCost: true), new("Purchases") { IsLogged = true }, new("Net")];

    internal static KMeansModel Kinds { get; } = KMeansModel.Fit(Shop.Table.Columns, Features, new KMeansOptions { Clusters = 3 });

    internal static CompositeScorer Scorer { get; } = CompositeScorer.Fit(
        Shop.Table.Columns, Criteria,
        MemberValue.Composite.CriterionWeights.Given((Measures.DaysSinceLastPurchase, 2), ("Purchases", 3), ("Net", 5)));

    public static Figure LogRows() => ReportFigures.LogRows(Shop.Log.Report);

    public static Figure Activity() => ReportFigures.Activity(Shop.Week);

    public static Figure Segments() =>
        ReportFigures.Segments(SegmentSummary.Of(Shop.Table.Columns, Shop.Scores.Values, SegmentMaps.TenCells, Shop.Scale.Definitions));

    public static Figure RfmMembers() => ReportFigures.RfmMembers(Grid);

    public static Figure RfmValue() => ReportFigures.RfmValue(Grid);

    public static Figure Retention() => ReportFigures.Retention(Shop.Lifecycle.Cohorts);

    public static Figure CohortRevenue() => ReportFigures.CohortRevenue(Shop.Lifecycle.Cohorts);

    public static Figure StagesOverTime() => ReportFigures.StagesOverTime(Shop.Lifecycle.History);

    public static Figure StageFlow() => ReportFigures.StageFlow(Shop.Lifecycle.History.Migrations[^1]);

    public static Figure Distribution() => ReportFigures.Distribution(Values, Spend);

    public static Figure Concentration() => ReportFigures.Concentration(Values, Spend);

    public static Figure Counts() => ReportFigures.Counts(FrequencyHistogram.Of(Buying, PurchaseHistories.From(Split.Calibration.In(TimeUnit.Week))));

    public static Figure Expectation() => ReportFigures.Expectation(ConditionalExpectation.Rows(Buying, Split));

    public static Figure Tracking()
    {
        var actual = Shop.Log.Track(7, Split.Calibration);
        return ReportFigures.Tracking(
        [
            new("BG/NBD", ModelTracking.Rows(Buying, Split.Calibration.Columns, actual)),
            new("Pareto/NBD", ModelTracking.Rows(Other, Split.Calibration.Columns, actual)),
        ], calendar: CellCalendar.Days);
    }

    public static Figure Calibration() => ReportFigures.Calibration(Evaluation);

    public static Figure Gain() => ReportFigures.Gain(Evaluation);

    public static Figure Path() => ReportFigures.Path(MemberExplanation.Of(
        Buying, [new DateOnly(2024, 1, 8), new DateOnly(2024, 2, 2), new DateOnly(2024, 2, 20), new DateOnly(2024, 4, 1)], new DateOnly(2024, 8, 31)));

    public static Figure Recency() => ReportFigures.Recency(Shop.Table.Columns);

    public static Figure Frequency() => ReportFigures.Frequency(Shop.Table.Columns);

    public static Figure Orders() => ReportFigures.Orders(Shop.Table.Columns);

    public static Figure Monetary() => ReportFigures.Monetary(Shop.Table.Columns);

    public static Figure Survival() => ReportFigures.Survival(KaplanMeier.Of(Shop.Table.Gaps!.Completed(1), Shop.Table.Gaps.Open(1)));

    public static Figure Funnel() => ReportFigures.Funnel(MemberValue.Metrics.Funnel.OfPurchases(Shop.Table.Columns));

    public static Figure Profit() => ReportFigures.Profit(Evaluation.Profit(new ProfitOptions { ContactCost = 6, SaveRate = 0.2, Value = 60 }));

    public static Figure Roc() => ReportFigures.Roc(Evaluation);

    public static Figure PrecisionRecall() => ReportFigures.PrecisionRecall(Evaluation);

    public static Figure Fitted() =>
        ReportFigures.Fitted(MemberModels.None.With(Shop.Scale).With("purchases", Buying).With("rhythm", PurchaseRhythm.Of(30, 1)));

    public static Figure PurchaseRates() => ReportFigures.PurchaseRates(Buying);

    public static Figure Dropout() => ReportFigures.Dropout(Other);

    public static Figure AliveByHistory() => ReportFigures.AliveByHistory(FrequencyRecencyGrid.Of(Buying, 52, 13));

    public static Figure PurchasesByHistory() => ReportFigures.PurchasesByHistory(FrequencyRecencyGrid.Of(Buying, 52, 13));

    public static Figure ClusterProfiles() => ReportFigures.ClusterProfiles(Kinds.Profiles);

    public static Figure Silhouettes() => ReportFigures.Silhouettes(ClusterSilhouettes.Of(Shop.Table.Columns, Kinds));

    public static Figure Dendrogram() => ReportFigures.Dendrogram(MemberValue.Clusters.Dendrogram.Of(
        FeatureTable.From(Shop.Table.Columns, [.. Features.Select(feature => feature.Name)]), Features));

    public static Figure WhaleCurve() =>
        ReportFigures.WhaleCurve(MemberValue.Metrics.WhaleCurve.Of(Array.ConvertAll(Shop.NetOf(Shop.Table), net => 0.4 * net - 40)));

    public static Figure CriterionWeights() => ReportFigures.CriterionWeights(Scorer);

    public static Figure Contributions() => ReportFigures.Contributions(Scorer.Explain(Shop.Table["m005"]));

    public static Figure RiskReasons() => ReportFigures.RiskReasons(ValueAtRisk.Of(Shop.Valuator.Assess(Shop.Table))!);

    public static Figure MembersAtRisk() => ReportFigures.MembersAtRisk(ValueAtRisk.Of(Shop.Valuator.Assess(Shop.Table), 5)!, showKeys: true);

    internal static BinaryEvaluation Evaluate(int rows)
    {
        var (labels, predictions) = (new bool[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
            (predictions[row], labels[row]) = (row * 37 % 100 / 100.0, row * 61 % 97 < row * 37 % 100 * 0.9);
        return BinaryEvaluation.Of(labels, predictions);
    }

    /// <summary>The figures of a report of the shop's assessments with its log, in order.</summary>
    public static readonly string[] OfAssessments =
    [
        "log-rows", "weekdays", "segments", "rfm-members", "rfm-value", "recency", "frequency", "monetary", "stages", "stage-flow", "retention",
        "cohort-revenue",
        "value-distribution", "concentration", "survival", "risk-reasons", "members-at-risk", "purchase-rates", "dropout",
        "alive-by-history", "purchases-by-history",
    ];

    /// <summary>A page of all samples.</summary>
    public static MemberReport Page(string language)
    {
        var report = new MemberReport(new ReportOptions { Language = language, Currency = language == "zh" ? "CNY" : "EUR" });
        var sections = Enum.GetValues<ReportSection>();
        foreach (var (figure, at) in GoldenTests.All().Select((figure, at) => (figure, at)))
            report.Add(sections[at % sections.Length], figure);
        return report;
    }
}
