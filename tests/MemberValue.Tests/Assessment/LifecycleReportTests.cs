using System.Globalization;
using System.Text.Json;
using MemberValue.Assessment;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Playbooks;
using MemberValue.Tests.Members;
using MemberValue.Tests.Metrics;

namespace MemberValue.Tests.Assessment;

public class LifecycleReportTests
{
    /// <summary>Dormant from 30 days of silence, Lost from 90; FirstTime and Returned for 30 days; Loyal from 5 purchases.</summary>
    private static readonly ILifecycleClassifier Classifier = new ThresholdStageClassifier();

    private static LifecycleReport Of<TKey>(IEnumerable<MemberTable<TKey>> tables, ILifecycleClassifier? classifier = null, Playbook? playbook = null)
        where TKey : notnull
    {
        var builder = new LifecycleReportBuilder<TKey>(classifier ?? Classifier, playbook);
        foreach (var table in tables)
            builder.Add(table);
        return builder.ToReport();
    }

    [Fact]
    public void A_small_report_is_as_by_hand()
    {
        // 31 January: ann 11 days silent after two purchases; bo 21 after his first; eve never bought.
        // 29 February: ann 26; bo 50, Dormant; cy 15 after her first; di and eve never bought.
        // 31 March: ann 57, bo 30, cy 46, all Dormant; di 11 after her first; eve never bought.
        var report = Of(Snapshots.ByHand);
        Assert.Equal(
            [
                "New 1 of 3, 0, 0", "FirstTime 1 of 3, 30, 30", "Active 1 of 3, 150, 150",
                "New 2 of 5, -5, -5", "FirstTime 1 of 5, 60, 60", "Active 1 of 5, 10, 160", "Dormant 1 of 5, 0, 30",
                "New 1 of 5, 0, 0", "FirstTime 1 of 5, 80, 75", "Dormant 3 of 5, -20, 230",
            ],
            report.Dates.SelectMany(date => date.Stages).Where(stage => stage.Members.Count > 0).Select(stage => FormattableString.Invariant(
                $"{stage.Stage} {stage.Members.Count} of {stage.Members.Of}, {stage.Revenue}, {stage.RevenueToDate}")));
        Assert.All(report.Dates, date => Assert.Equal(LifecycleStages.All, date.Stages.Select(stage => stage.Stage)));

        // In February, bo went from FirstTime to Dormant and ann stayed Active; cy and di entered.
        var february = report.Dates[1];
        Assert.Equal((2L, 1L, 1L), (
            february.Migration!.TotalEntrants, february.Migration.EntrantCount(LifecycleStage.FirstTime), february.Migration.EntrantCount(LifecycleStage.New)));
        Assert.Equal(new LabelFlow(1, 150, 10), february.Migration.Flow(LifecycleStage.Active, LifecycleStage.Active)); // the net of January, that of February
        Proportion Way(LifecycleStage from, LifecycleStage to) => february.Conversions.Single(way => way.From == from && way.To == to).Share;
        Assert.Equal(new Proportion(1, 1), Way(LifecycleStage.FirstTime, LifecycleStage.Dormant));
        Assert.Equal(new Proportion(0, 1), Way(LifecycleStage.New, LifecycleStage.FirstTime));
        Assert.Equal(new Proportion(0, 0), Way(LifecycleStage.Dormant, LifecycleStage.Returned));
        // In March, di went from New to FirstTime.
        Assert.Equal(new Proportion(1, 2), report.Dates[2].Conversions[0].Share);
        Assert.Same(report.History.Migrations[1], report.Dates[2].Migration);
        Assert.Equal(-5m, report.Cohorts.RevenueWithoutCohort);
        Assert.Equal(["welcome", "second-purchase", "engage", "vip", "wake-up", "win-back", "welcome-back"],
            report.PlaybookLines.Select(line => line.Match!.Action.Id));
    }

    [Fact]
    public void One_table_makes_a_report_of_one_date()
    {
        var report = Of([Snapshots.ByHand[2]]);
        var only = Assert.Single(report.Dates);
        Assert.Null(only.Migration);
        Assert.Empty(only.Conversions);
        Assert.True(only.Metrics.IsFirst);
        Assert.Single(report.Cohorts.Cohorts);
        Assert.Equal("no dates\n", new LifecycleReportBuilder<int>(Classifier).ToReport().ToString());
        Assert.Equal("", JsonDocument.Parse(new LifecycleReportBuilder<int>(Classifier).ToReport().ToJson()).RootElement.GetProperty("grain").GetString());
    }

    [Fact]
    public void The_parts_are_what_each_builder_gives_alone_and_stages_add_up() => Law.Holds(LogCase.Any, log =>
    {
        var tables = Snapshots.Of(log, 4);
        var classifier = new ByPurchases();
        var (report, metrics, cohorts) = (Of(tables, classifier), new PeriodMetricsBuilder<int>(), new CohortTableBuilder<int>());
        for (var i = 0; i < tables.Count; i++)
        {
            var (date, table) = (report.Dates[i], tables[i]);
            cohorts.Add(table);
            if (metrics.Add(table) != date.Metrics || date.Period != date.Metrics.Period)
                return false;
            if (date.Stages.Sum(stage => stage.Members.Count) != table.Count || date.Stages.Sum(stage => stage.Revenue) != date.Metrics.Revenue
                || date.Stages.Sum(stage => stage.RevenueToDate) != table.Columns.Net.Total)
            {
                return false;
            }

            // Once more, member by member.
            foreach (var stage in date.Stages)
            {
                var members = table.Keys.Where(key => ByPurchases.StageOf(table[key].Purchases) == stage.Stage).ToList();
                decimal NetBefore(int key) => i > 0 && tables[i - 1].TryGetIndex(key, out _) ? tables[i - 1][key].Net!.Value : 0;
                if (stage.Members.Count != members.Count || stage.Revenue != members.Sum(key => table[key].Net!.Value - NetBefore(key)))
                    return false;
                if (report.History.Dates[i].Members(stage.Stage) != members.Count
                    || Math.Abs(report.History.Dates[i].Weight(stage.Stage) - (double)stage.Revenue) > 1e-9)
                    return false;
            }
        }

        return cohorts.ToTable().Cohorts.SelectMany(cohort => cohort.Cells).SequenceEqual(report.Cohorts.Cohorts.SelectMany(cohort => cohort.Cells));
    }, runs: 100);

    [Fact]
    public void Members_without_a_stage_have_a_row_of_their_own()
    {
        var report = Of(Snapshots.ByHand, new Constant(LifecycleStage.Unclassified));
        Assert.Equal(8, report.Dates[0].Stages.Count);
        Assert.Equal((LifecycleStage.Unclassified, new Proportion(3, 3), 180m),
            (report.Dates[0].Stages[^1].Stage, report.Dates[0].Stages[^1].Members, report.Dates[0].Stages[^1].Revenue));
        Assert.Contains("Unclassified           5  100.0%             60.00  -\n", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_changes_nothing()
    {
        var classifier = new Constant(LifecycleStage.Active);
        var builder = new LifecycleReportBuilder<string>(classifier);
        builder.Add(Snapshots.ByHand[0]);
        var before = builder.ToReport().ToJson();
        Assert.Throws<ArgumentException>(() => builder.Add(Snapshots.ByHand[0]));
        Assert.Throws<ArgumentNullException>(() => builder.Add(null!));
        classifier.Stage = (LifecycleStage)99;
        Assert.Contains("99", Assert.Throws<ArgumentException>(() => builder.Add(Snapshots.ByHand[1])).Message, StringComparison.Ordinal);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => builder.Add(Snapshots.ByHand[1], stopped.Token));
        Assert.Equal(before, builder.ToReport().ToJson());
        classifier.Stage = LifecycleStage.Active;
        builder.Add(Snapshots.ByHand[1]);
        builder.Add(Snapshots.ByHand[2]);
        Assert.Equal(Of(Snapshots.ByHand, classifier).ToJson(), builder.ToReport().ToJson());
        Assert.Throws<ArgumentNullException>(() => new LifecycleReportBuilder<string>(null!));
        Assert.Throws<ArgumentNullException>(() => builder.ToReport().ToJson(null!));
    }

    [Fact]
    public void Json_has_the_numbers_and_null_where_there_is_none()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var report = Of(Snapshots.ByHand);
            using var stream = new MemoryStream();
            report.ToJson(stream);
            Assert.Equal(report.ToJson(), System.Text.Encoding.UTF8.GetString(stream.ToArray()));
            var root = JsonDocument.Parse(report.ToJson()).RootElement;
            Assert.Equal(("LifecycleReport", 1, "Day"),
                (root.GetProperty("type").GetString(), root.GetProperty("version").GetInt32(), root.GetProperty("grain").GetString()));

            var january = root.GetProperty("dates")[0];
            Assert.Equal(("2024-01-01", "2024-01-31"), (january.GetProperty("from").GetString(), january.GetProperty("through").GetString()));
            var retention = january.GetProperty("metrics").GetProperty("retentionRate");
            Assert.Equal((0, JsonValueKind.Null, JsonValueKind.Null),
                (retention.GetProperty("of").GetInt32(), retention.GetProperty("rate").ValueKind, retention.GetProperty("lower").ValueKind));
            Assert.Equal(JsonValueKind.Null, january.GetProperty("migration").ValueKind);

            var february = root.GetProperty("dates")[1];
            Assert.Equal(32.5, february.GetProperty("metrics").GetProperty("averageOrderValue").GetDouble());
            Assert.Equal(-5m, february.GetProperty("metrics").GetProperty("revenueWithoutPurchase").GetDecimal());
            Assert.Equal("新会员", february.GetProperty("stages")[0].GetProperty("stageName").GetProperty("zh").GetString());
            Assert.Equal(0.4, february.GetProperty("stages")[0].GetProperty("members").GetProperty("rate").GetDouble());
            var migration = february.GetProperty("migration");
            Assert.Equal(8, migration.GetProperty("labels").GetArrayLength());
            var firstTime = migration.GetProperty("rows")[1];
            Assert.Equal(("FirstTime", true), (firstTime.GetProperty("from").GetString(), firstTime.GetProperty("isObserved").GetBoolean()));
            Assert.Equal((1, 30.0), (
                firstTime.GetProperty("to")[4].GetProperty("members").GetInt32(), firstTime.GetProperty("to")[4].GetProperty("earlierRevenue").GetDouble()));
            Assert.Equal((false, JsonValueKind.Null), (migration.GetProperty("rows")[5].GetProperty("isObserved").GetBoolean(),
                migration.GetProperty("rows")[5].GetProperty("to")[0].GetProperty("share").ValueKind));

            var cohorts = root.GetProperty("cohorts").GetProperty("cohorts");
            Assert.Equal([3, 2, 1], cohorts.EnumerateArray().Select(cohort => cohort.GetProperty("cells").GetArrayLength()));
            Assert.Equal(115.0, cohorts[0].GetProperty("cells")[2].GetProperty("cumulativeRevenuePerMember").GetDouble());
            Assert.Equal("Welcome offer, and guidance to the first purchase.",
                root.GetProperty("playbookLines")[0].GetProperty("action").GetProperty("en").GetString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_hole_of_the_playbook_is_an_empty_line()
    {
        var playbook = Playbook.Create(new PlaybookOptions
        {
            Name = "small",
            Actions = Playbook.Default.Actions,
            Rules = [new PlaybookRule { Stage = LifecycleStage.New, Action = "welcome" }]
        });
        var report = Of(Snapshots.ByHand, playbook: playbook);
        Assert.Equal(("small", 6), (report.PlaybookName, report.PlaybookLines.Count(line => line.Match is null)));
        Assert.Equal("Lost: -", report.PlaybookLines[5].ToString());
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(report.ToJson()).RootElement.GetProperty("playbookLines")[5].GetProperty("action").ValueKind);
        Assert.Contains("New                    1   20.0%              0.00  Welcome offer", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_of_different_scales_give_the_same_report()
    {
        // The first table's net has no decimals, the second's two; one too large for whole cents is kept as a decimal.
        static MemberTable<string> Table(int lastDay, decimal net) => MemberTable.FromColumns(
            ["ann"], MemberColumns.FromColumns(
                ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, lastDay)), new MemberColumnData { Purchases = [1], Net = [net] }));
        foreach (var first in new[] { 5m, 90_000_000_000_000_000_000m })
        {
            var report = Of([Table(10, first), Table(20, first + 0.25m)], new Constant(LifecycleStage.Active));
            Assert.Equal((0.25m, first + 0.25m), (report.Dates[1].Stages[2].Revenue, report.Dates[1].Stages[2].RevenueToDate));
            Assert.Equal(0.25, report.Dates[1].Migration!.Flow(LifecycleStage.Active, LifecycleStage.Active).LaterWeight);
        }
    }

    [Theory]
    [InlineData("5", "5.25")] // whole units, then cents
    [InlineData("5.25", "6")] // and the other way round
    [InlineData("5.125", "5.25")]
    [InlineData("-0.5", "3.125")]
    public void Money_of_a_period_is_exact_whatever_decimals_the_tables_have_and_whoever_came_new(string earlier, string later)
    {
        static decimal Money(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
        static MemberTable<string> Table(string[] keys, int lastDay, params decimal[] net) => MemberTable.FromColumns(
            keys, MemberColumns.FromColumns(
                ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, lastDay)),
                new MemberColumnData { Purchases = net.Select(_ => 1).ToArray(), Net = net }));
        var (before, now) = (Money(earlier), Money(later));
        var report = Of([Table(["ann"], 10, before), Table(["new", "ann"], 20, 7, now)], new Constant(LifecycleStage.Active));
        Assert.Equal(7 + now - before, report.Dates[1].Stages[2].Revenue);
        Assert.Equal((double)(7 + now - before), report.History.Dates[1].Weight(LifecycleStage.Active));
        Assert.Equal(new LabelFlow(1, (double)before, (double)(now - before)), report.Dates[1].Migration!.Flow(LifecycleStage.Active, LifecycleStage.Active));
    }

    private sealed class ByPurchases : ILifecycleClassifier
    {
        public static LifecycleStage StageOf(int purchases) =>
            purchases switch { 0 => LifecycleStage.New, 1 => LifecycleStage.FirstTime, < 4 => LifecycleStage.Active, _ => LifecycleStage.Loyal };

        public void Classify(MemberColumns columns, Span<LifecycleStage> destination)
        {
            for (var row = 0; row < columns.Count; row++)
                destination[row] = StageOf(columns.Purchases[row]);
        }
    }

    private sealed class Constant(LifecycleStage stage) : ILifecycleClassifier
    {
        public LifecycleStage Stage { get; set; } = stage;

        public void Classify(MemberColumns columns, Span<LifecycleStage> destination) => destination[..columns.Count].Fill(Stage);
    }
}
