using MemberValue.Assessment;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Learning;
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

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN })]
    [InlineData(new[] { 3.0 })]
    [InlineData(new[] { 3.0, 3 })]
    [InlineData(new[] { 1.0, 2, 4, 8, 100, 1e9, -5 })]
    public void Clusters_of_few_members_have_sound_figures(double[] values)
    {
        var table = FeatureTable.FromColumns(["a"], [values]);
        var model = KMeansModel.Fit(table, [new("a")], new KMeansOptions { Clusters = 3 });
        FigureLaw.Holds(ReportFigures.ClusterProfiles(model.Profiles));
        FigureLaw.Holds(ReportFigures.Silhouettes(ClusterSilhouettes.Of(table, model)));
        FigureLaw.Holds(ReportFigures.Dendrogram(Dendrogram.Of(table, [new("a")])));
        FigureLaw.Holds(ReportFigures.Dendrogram(Dendrogram.Of(model)));
        FigureLaw.Holds(ReportFigures.WhaleCurve(WhaleCurve.Of(values)));
    }

    [Fact]
    public void Models_of_clusters_and_criteria_are_shown_in_a_report_of_assessments()
    {
        var options = new MemberValuatorOptions { Clv = new ClvOptions(), Calculator = new ContributionCalculator([CostLine.PerMember(Text.Of("card"), 60)]) };
        var models = MemberModels.None.With("kinds", Samples.Kinds).With("composite", Samples.Scorer);
        var report = MemberReport.Of(MemberValuator.Create(options, models).Assess(Shop.Table));
        Assert.Equal(
            ["cluster-profiles", "silhouettes", "criterion-weights", "whale-curve"],
            report.Figures.Select(figure => figure.Id).Where(id => id is "cluster-profiles" or "silhouettes" or "criterion-weights" or "whale-curve"));
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

    [Fact]
    public void Every_family_of_models_says_how_members_differ()
    {
        foreach (var values in (double[][])[[0.5, 6, 0.9, 1.7], [1e-4, 3, 1e-6, 2], [200, 4_000, 300, 700], [1e8, 1e9, 1e8, 1e8], [0.01, 1e6, 1e-3, 1e-3]])
        {
            AttritionModel[] models =
            [
                new BgNbdModel(new BetaGeometricParameters(values[0], values[1], values[2], values[3]), TimeUnit.Week),
                new MbgNbdModel(new BetaGeometricParameters(values[0], values[1], values[2], values[3]), TimeUnit.Day),
                new ParetoNbdModel(new ParetoNbdParameters(values[0], values[1], values[2], values[3]), TimeUnit.Week),
                new NbdModel(new NbdParameters(values[0], values[1]), TimeUnit.Month),
                new BgBbModel(new BgBbParameters(values[0], values[1], values[2], values[3]), TimeUnit.Year),
            ];
            foreach (var model in models)
            {
                foreach (var figure in (Figure[])[ReportFigures.PurchaseRates(model), ReportFigures.Dropout(model)])
                {
                    FigureLaw.Holds(figure);
                    if (figure.Table.Rows.Count > 0)
                        Assert.Equal(1, figure.Table.Rows.Sum(row => row[2].Number), 9); // every member is in one of the columns
                    Assert.Contains(model.Name, figure.Description.English, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void A_fit_at_a_limit_says_why_all_are_taken_to_be_there()
    {
        var rows = Enumerable.Range(0, 300).SelectMany(member => Enumerable.Range(0, 40 - (member % 20)).Select(time =>
            new Transaction<int>(member, new DateOnly(2024, 12, 31).AddDays((-7 * time) - (member * 31 % 7)), 10)));
        var model = BgNbdModel.Fit(MemberLog.Read(rows, Year).Table().In(TimeUnit.Week));
        Assert.NotNull(model.Report!.Limit);
        var alive = ReportFigures.AliveByHistory(FrequencyRecencyGrid.Of(model, 40, 13));
        FigureLaw.Holds(alive);
        Assert.True(alive.Table.Rows.Count(row => row[2].Number >= 0.995) > alive.Table.Rows.Count / 2);
        Assert.Contains("ran to a limit", alive.Description.English, StringComparison.Ordinal);
        Assert.Contains(model.Report.Limit.English, alive.Description.English, StringComparison.Ordinal);
        Assert.Contains("cannot tell who has left", alive.Description.English, StringComparison.Ordinal);
        Assert.Contains($"趋向极限（{model.Report.Limit.Chinese}）", alive.Description.Chinese, StringComparison.Ordinal);
        var buying = ReportFigures.PurchasesByHistory(FrequencyRecencyGrid.Of(model, 40, 13));
        Assert.All(
            (Figure[])[ReportFigures.Dropout(model), ReportFigures.PurchaseRates(model), buying],
            figure => Assert.Contains(model.Report.Limit.English, figure.Description.English, StringComparison.Ordinal));
        var fitted = ReportFigures.Fitted(MemberValue.Assessment.MemberModels.None.With("purchases", model));
        Assert.Contains("fitted, at a limit", fitted.ToSvg(), StringComparison.Ordinal);
        Assert.Contains("位会员，已拟合，趋向极限，截至", fitted.ToSvg(new FigureOptions { Language = "zh" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Every_area_of_a_tree_map_is_named_however_small(string language)
    {
        string[] names = [.. Enumerable.Range(1, 24).Select(at => language == "en" ? $"Segment number {at} of them" : $"第{at}个会员分群")];
        double[][] cases =
            [[.. names.Select((_, at) => Math.Pow(2, at))], [.. names.Select((_, at) => 1_000.0 + at)], [.. names.Select((_, at) => at < 20 ? 1 : 1e6)]];
        foreach (var (values, width) in cases.SelectMany(values => ((double[])[294, 714]).Select(width => (values, width))))
        {
            var printer = new Page.Printer(language, null);
            var map = new Charts.TreeMap([.. names.Select((name, at) => new Charts.TreeMapItem(Text.Of(name, name), values[at], [_ => "1%"], at / 24.0))]);
            var svg = new Drawing.Svg();
            map.Draw(svg, new Drawing.Box(3, 3, width, map.HeightAt(width, printer)), printer);
            var texts = System.Xml.Linq.XElement.Parse($"<svg>{svg}</svg>").Elements("text").Select(text => text.Value).ToList();
            var all = string.Concat(texts).Replace(" ", "", StringComparison.Ordinal);
            Assert.All(names, name => Assert.Contains(name.Replace(" ", "", StringComparison.Ordinal), all, StringComparison.Ordinal));
            var bottom = svg.Labels.Max(label => label.Bottom);
            Assert.True(bottom <= 3 + map.HeightAt(width, printer) + 1, $"The last name ends at {bottom}.");
        }
    }

    [Theory]
    [InlineData("en", "Call them before the quarter ends and offer free delivery of the next three orders, because they have complained twice")]
    [InlineData("zh", "在本季度结束之前打电话给他们，并为接下来的三个订单提供免费配送，因为他们已经投诉过两次，不能再拖")]
    [InlineData("en", "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenverordnungsentwurfsbesprechung")]
    public void A_long_name_is_broken_into_lines_and_never_cut(string language, string name)
    {
        var printer = new Page.Printer(language, "EUR");
        var list = new Charts.BarList(
            [new Charts.Bar(Text.Of(name, name), 1_234_567, _ => "(12 members)"), new Charts.Bar(Text.Of(name, name), 5)], FigureUnit.Money);
        foreach (var width in (double[])[294, 334, 714])
        {
            var svg = new Drawing.Svg();
            list.Draw(svg, new Drawing.Box(3, 3, width, list.HeightAt(width, printer)), printer);
            var names = System.Xml.Linq.XElement.Parse($"<svg>{svg}</svg>").Elements("text").Where(text => text.Attribute("class")!.Value == "mv-t");
            Assert.Equal(
                string.Concat(name, name).Replace(" ", "", StringComparison.Ordinal),
                string.Concat(names.Select(text => text.Value)).Replace(" ", "", StringComparison.Ordinal));
            Assert.All(svg.Labels, label => Assert.True(label.X >= 0 && label.Right <= width + 6, $"{label} is wider than {width}."));
            for (var i = 0; i < svg.Labels.Count; i++)
                Assert.DoesNotContain(svg.Labels.Take(i), label => label.Overlaps(svg.Labels[i]));
        }
    }

    [Fact]
    public void Weekdays_and_hours_have_sound_figures_of_anything()
    {
        FigureLaw.Holds(ReportFigures.Activity(Shop.Log.Activity()));
        FigureLaw.Holds(ReportFigures.Activity(Shop.WeekOf([])));
        FigureLaw.Holds(ReportFigures.Activity(Shop.WeekOf([new("a", new DateTime(2024, 5, 6, 9, 30, 0, DateTimeKind.Unspecified), 1_000_000_000_000m)])));
        FigureLaw.Holds(ReportFigures.Activity(Shop.WeekOf([new("a", new DateOnly(2024, 5, 6), -3m)])));
        Assert.Equal(
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            ReportFigures.Activity(Shop.Log.Activity()).Table.Rows.Select(row => row[0].Text!.English));
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
