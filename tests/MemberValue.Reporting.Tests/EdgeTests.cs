using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Rfm;

namespace MemberValue.Reporting.Tests;

/// <summary>Figures of little, of nothing, of much and of strange names: sound all the same.</summary>
public class EdgeTests
{
    internal static readonly MemberTableOptions Year = new()
    {
        WindowFirst = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
        WindowLast = new DateTime(2024, 12, 31, 0, 0, 0, DateTimeKind.Unspecified),
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void A_log_of_few_members_has_sound_figures(int members) => Hold(MemberLog.Read(members == 0 ? [] : Shop.Rows(members), Year));

    [Fact]
    public void A_log_of_a_single_month_has_sound_figures() => Hold(MemberLog.Read(Shop.Rows(60), new MemberTableOptions
    {
        WindowFirst = new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Unspecified),
        WindowLast = new DateTime(2024, 3, 31, 0, 0, 0, DateTimeKind.Unspecified),
    }));

    [Fact]
    public void Members_who_never_bought_have_sound_figures() => Hold(MemberLog.Read(
        [], Year, [new MemberEvent<string>("a", Shop.FirstDay.AddDays(31), MemberEventKind.Registration)]));

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN, double.NaN })]
    [InlineData(new[] { 0.0, 0, 0 })]
    [InlineData(new[] { 7.5, 7.5, 7.5, 7.5 })]
    [InlineData(new[] { -3.0, -3 })]
    [InlineData(new[] { 1e-9, 1e-9, 2e-9 })]
    [InlineData(new[] { 1e12, 2e12, double.NaN, 5 })]
    [InlineData(new[] { -1e6, 0, 1e6 })]
    public void Values_of_any_kind_have_sound_figures(double[] values)
    {
        var distribution = ValueDistribution.Of(values);
        FigureLaw.Holds(ReportFigures.Distribution(distribution, Text.Of("Value")));
        FigureLaw.Holds(ReportFigures.Concentration(distribution, Text.Of("Value")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_evaluation_of_one_class_has_sound_figures(bool label)
    {
        var evaluation = BinaryEvaluation.Of([label, label, label], [0.2, 0.4, 0.4]);
        FigureLaw.Holds(ReportFigures.Calibration(evaluation));
        FigureLaw.Holds(ReportFigures.Gain(evaluation));
        FigureLaw.Holds(ReportFigures.Roc(evaluation));
        FigureLaw.Holds(ReportFigures.PrecisionRecall(evaluation));
        FigureLaw.Holds(ReportFigures.Profit(evaluation.Profit(new ProfitOptions { ContactCost = 6, SaveRate = 0.2, Value = 60 })));
    }

    [Fact]
    public void A_million_members_have_sound_figures()
    {
        const int members = 1_000_000;
        var (scores, values) = (new RfmScore[members], new double[members]);
        for (var member = 0; member < members; member++)
        {
            scores[member] = new RfmScore(1 + (member % 5), 1 + (member / 7 % 5), 1 + (member / 11 % 5));
            values[member] = 1.5 * (member % 9_973) * (member % 13);
        }

        var grid = RfmGrid.Of(scores, values);
        FigureLaw.Holds(ReportFigures.RfmMembers(grid));
        FigureLaw.Holds(ReportFigures.RfmValue(grid));
        FigureLaw.Holds(ReportFigures.Distribution(ValueDistribution.Of(values), Text.Of("Value")));
        FigureLaw.Holds(ReportFigures.LogRows(new IngestionReport { SaleRows = 812_345_678_901, RefundRows = 12_345_678 }));
        FigureLaw.Holds(ReportFigures.Expectation([new ConditionalExpectationRow(0, false, 1_000_000, 123_456.7, 1e9)]));
    }

    [Fact]
    public void A_hostile_name_is_text()
    {
        const string name = "<script>alert('x')</script>&\"\u0001\uD800";
        var map = SegmentMap.Create(new SegmentMapOptions
        {
            Name = "hostile",
            Segments = [new Segment { Id = "bad", Name = Text.Of(name, name) }],
            Rules = [new SegmentRule { Segment = "bad", R = new LevelRange(1, 5) }],
        });
        FigureLaw.Holds(ReportFigures.Segments(SegmentSummary.Of(Shop.Table.Columns, Shop.Scores.Values, map, Shop.Scale.Definitions)));
        var member = ReportFigures.Path(MemberExplanation.Of(
            new BgNbdModel(new BetaGeometricParameters(0.9, 4, 0.8, 3.2), TimeUnit.Week), [new DateOnly(2024, 1, 8)], new DateOnly(2024, 8, 31)), name);
        FigureLaw.Holds(member);
        var page = new MemberReport(new ReportOptions { Title = Text.Of(name) }).Add(ReportSection.Members, member).ToHtml();
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Tracks_of_other_lengths_are_refused()
    {
        TrackingRow row = new(1, 7, new DateOnly(2024, 1, 7), 3, 2.5, 3, 2.5);
        Assert.Throws<ArgumentException>(() => ReportFigures.Tracking([]));
        Assert.Throws<ArgumentException>(() => ReportFigures.Tracking([new("a", [row]), new("b", [row, row])]));
        FigureLaw.Holds(ReportFigures.Tracking([new("a", [row])], isCumulative: true));
        FigureLaw.Holds(ReportFigures.Tracking([new("a", [])]));
    }

    private static void Hold(MemberLog<string> log)
    {
        var table = log.Table();
        var scores = Shop.Scale.Score(table);
        FigureLaw.Holds(ReportFigures.LogRows(log.Report));
        FigureLaw.Holds(ReportFigures.Segments(SegmentSummary.Of(table.Columns, scores.Values, SegmentMaps.TenCells, Shop.Scale.Definitions)));
        var grid = RfmGrid.Of(scores.Values, Shop.NetOf(table));
        FigureLaw.Holds(ReportFigures.RfmMembers(grid));
        FigureLaw.Holds(ReportFigures.RfmValue(grid));
        var lifecycle = Shop.LifecycleOf(log);
        FigureLaw.Holds(ReportFigures.Retention(lifecycle.Cohorts));
        FigureLaw.Holds(ReportFigures.CohortRevenue(lifecycle.Cohorts));
        FigureLaw.Holds(ReportFigures.StagesOverTime(lifecycle.History));
        Assert.All(lifecycle.History.Migrations, migration => FigureLaw.Holds(ReportFigures.StageFlow(migration)));
        var report = MemberReport.Of(Shop.Valuator.Assess(table), log);
        Assert.All(report.Figures, FigureLaw.Holds);
        Assert.NotEmpty(report.ToHtml());
    }
}
