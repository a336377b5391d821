using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using static MemberValue.Tests.Churn.ChurnData;

namespace MemberValue.Tests.Churn;

/// <summary>Every rule, worked by hand just under its limit, on it and above.</summary>
public class ChurnRuleTests
{
    private static readonly MemberColumn<double> X = new("x");

    [Fact]
    public void Overdue_counts_silence_in_gaps_of_the_members_own()
    {
        // k = 2, m = 30: with purchases 130, 90 and `back` days ago the gap is (60 + 130 - back) / 4.
        var rule = new OverdueRule(PurchaseRhythm.Of(30, 2));
        static double Ratio(int back) => back / ((60 + 130 - back) / 4.0);
        Assert.Equal(0, Severity(rule, Bought([130, 90, 63]))); // 63 / 31.75 = 1.984
        Assert.Equal(0.5 + 0.5 * (Ratio(70) - 2) / 2, Severity(rule, Bought([130, 90, 70])), 14);
        Assert.Equal(0.9, Severity(rule, Bought([130, 100, 90])), 15); // 90 / 25 = 3.6
        Assert.Equal(1, Severity(rule, Bought([130, 120, 110])));
        Assert.Equal(0.5, Severity(rule, Bought([60]))); // one purchase: the population's gap of 30, twice
        Assert.Equal(0, Severity(rule, Bought([59])));
        Assert.Equal(0.75, Severity(rule, Bought([90])));
        Assert.Equal(1, Severity(rule, Bought([120])));
        Assert.Equal(0, Severity(rule, Bought(Array.Empty<int>())));
        Assert.Equal(0.5, Severity(new OverdueRule(PurchaseRhythm.Of(30, double.PositiveInfinity)), Bought([200, 60])));
        Assert.Equal(0.5, Severity(new OverdueRule(PurchaseRhythm.Of(0.1, 2)), Bought([14]))); // held at 7 days
        Assert.Equal(
            "Overdue: no purchase for 60 days, 2 times the usual gap of 30 days (warning level: 2 times).", rule.Explain(Bought([60]), 0)!.Text.English);
        Assert.Equal("超期未复购：已60天未购买，是平时购买间隔30天的2倍（预警线：2倍）。", rule.Explain(Bought([60]), 0)!.Text.Chinese);
    }

    [Fact]
    public void Overdue_refuses_a_rhythm_of_another_calendar_or_without_gaps()
    {
        var none = PurchaseRhythm.Fit(Bought([10]));
        Assert.Throws<ArgumentException>(() => new OverdueRule(none));
        var fitted = PurchaseRhythm.Fit(Bought([30, 10], [50, 20], [70, 2]));
        var weeks = MemberColumns.FromColumns(
            new ObservationWindow(CellCalendar.Weeks(DayOfWeek.Monday), 0, 100),
            new MemberColumnData { Purchases = [1], FirstPurchaseCell = [90], LastPurchaseCell = [90] });
        Assert.Throws<ArgumentException>(() => Severity(new OverdueRule(fitted), weeks));
        Assert.Equal(0.5, Severity(new OverdueRule(PurchaseRhythm.Of(35, 1)), weeks)); // ten weeks are twice 35 days
    }

    [Fact]
    public void Silence_is_reached_on_the_day()
    {
        var rule = new SilenceRule(new SilenceRuleOptions { Days = 30, FullDays = 90, SeverityAtLimit = 0.4 });
        Assert.Equal([0, 0.4, 0.41, 0.7, 1, 1, 0], Severities(rule, Bought([29], [30], [31], [60], [90], [400], [])), Close);
        Assert.Equal("No purchase for 31 days (warning level: 30 days).", rule.Explain(Bought([31]), 0)!.Text.English);
    }

    [Fact]
    public void Silence_in_hours_is_reached_on_the_hour()
    {
        var columns = MemberColumns.FromColumns(
            new ObservationWindow(CellCalendar.Hours, 0, 1_000), new MemberColumnData { Purchases = [1, 1], LastPurchaseCell = [280, 281] });
        Assert.Equal([0.5, 0], Severities(new SilenceRule(new SilenceRuleOptions { Days = 30 }), columns));
    }

    [Fact]
    public void A_visit_ends_a_silence_of_engagement()
    {
        var columns = Of(new MemberColumnData
        {
            Purchases = [1, 1, 0, 0],
            LastPurchaseCell = [Today - 90, Today - 90, null, null],
            LastVisitCell = [Today - 10, null, Today - 60, null],
        });
        Assert.Equal([0, 0.625, 0.5, double.NaN], Severities(new SilenceRule(new SilenceRuleOptions { Silence = SilenceSource.Engagement }), columns));
        Assert.Equal([0, double.NaN, 0.75, double.NaN], Severities(new EngagementRule(), columns));
        Assert.Equal("No visit is known, so visits could not be checked.", ((IChurnRule)new EngagementRule()).Remark(columns, 1)!.Text.English);
        Assert.Null(new EngagementRule().Remark(columns, 0));
        Assert.Null(new EngagementRule().Explain(columns, 1));
    }

    [Fact]
    public void A_drop_of_frequency_must_be_large_and_no_chance()
    {
        static MemberColumns Counts(params (int Recent, int Earlier)[] pairs) => Of(new MemberColumnData
        {
            Purchases = pairs.Select(pair => pair.Recent + pair.Earlier).ToArray(),
            RecentCells = 30,
            RecentPurchases = pairs.Select(pair => pair.Recent).ToArray(),
            EarlierPurchases = pairs.Select(pair => pair.Earlier).ToArray(),
        });

        var rule = new FrequencyDropRule();
        // 4 to none is chance (1/16), 5 to none is not (1/32); 7 to 1 is 9/256; 8 to 2 is 56/1024; 100 to 70 is significant, but no half.
        Assert.Equal(
            [0, 1, 0.5 + 0.5 * (6 / 7.0 - 0.5) / 0.5, 0, 0, 0, 0.5, 0],
            Severities(rule, Counts((0, 4), (0, 5), (1, 7), (2, 8), (70, 100), (0, 0), (50, 100), (51, 100))), Close);
        Assert.True(FrequencyDropRule.PValue(70, 100) < 0.05);
        Assert.Equal(1, Severity(new FrequencyDropRule(new FrequencyDropRuleOptions { SignificanceLevel = 0.0625 }), Counts((0, 4))));
        Assert.Equal(
            "Buys less often: purchases in the last 30 days: 1, in the 30 days before: 7, down 86% (warning level: 50%); chance alone explains such a drop "
                + "in 4% of cases.",
            rule.Explain(Counts((1, 7)), 0)!.Text.English);
    }

    [Fact]
    public void A_drop_of_spend_is_a_share_of_what_was_spent()
    {
        var columns = Of(new MemberColumnData
        {
            Purchases = [1, 1, 1, 1, 1, 1, 1],
            RecentCells = 30,
            RecentSpend = [50.01m, 50m, 25m, 0m, -5m, 0m, 0.7m],
            EarlierSpend = [100m, 100m, 100m, 100m, 100m, 0m, 9.99m],
        });
        var rule = new SpendDropRule(new SpendDropRuleOptions { EarlierSpendAtLeast = 10 });
        Assert.Equal([0, 0.5, 0.75, 1, 1, 0, 0], Severities(rule, columns));
        Assert.Equal(105, 100 * rule.Explain(columns, 4)!.Value, 12);
        Assert.Equal("Spends less: 25.00 in the last 30 days, 100.00 in the 30 days before, down 75% (warning level: 50%).",
            rule.Explain(columns, 2)!.Text.English);
        Assert.EndsWith("before, down 100% (warning level: 50%).", rule.Explain(columns, 3)!.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_more_was_refunded_than_bought_the_sentence_says_so_and_no_drop_beyond_all()
    {
        var columns = Of(new MemberColumnData { Purchases = [1], RecentCells = 30, RecentSpend = [-12.5m], EarlierSpend = [100m] });
        var signal = new SpendDropRule().Explain(columns, 0)!;
        Assert.Equal((1.125, "Spends less: 12.50 more refunded than bought in the last 30 days, 100.00 spent in the 30 days before (warning level: down 50%)."),
            (signal.Value, signal.Text.English));
        Assert.Equal("消费金额下降：最近30天退款比消费多12.50，之前30天消费100.00（预警线：下降50%）。", signal.Text.Chinese);
        var own = new SpendDropRule(new SpendDropRuleOptions { Sentence = Text.Of("Spend down {value}.") }).Explain(columns, 0)!;
        Assert.Equal("Spend down 113%.", own.Text.English);
    }

    [Fact]
    public void A_share_of_refunds_on_the_limit_is_on_it_to_the_cent()
    {
        var columns = Of(new MemberColumnData
        {
            Purchases = [1, 1, 1, 1, 1, 1],
            Sales = [0.20m, 0.2m, 100m, 0m, 0m, 10m],
            Refunds = [0.059m, 0.06m, 65m, 3m, 0m, 20m],
        });
        Assert.Equal([0, 0.5, 0.75, 1, 0, 1], Severities(new RefundShareRule(), columns), Close);
        Assert.Equal("Many refunds: 65.00 of 100.00 in sales, 65% (warning level: 30%).", new RefundShareRule().Explain(columns, 2)!.Text.English);
    }

    [Fact]
    public void A_missing_amount_is_not_judged()
    {
        var columns = MemberColumns.Of(Days, 2,
        [
            new ColumnValues<int>(LogColumns.Purchases, [1, 1]),
            new MoneyValues(LogColumns.RecentSpend, MoneyColumn.FromScaled([long.MinValue, 0], 2)),
            new MoneyValues(LogColumns.EarlierSpend, MoneyColumn.FromScaled([100, long.MinValue], 2)),
        ], recentCells: 30);
        Assert.Equal([double.NaN, double.NaN], Severities(new SpendDropRule(), columns));
        Assert.Equal("The recent spend is not known, so a drop could not be checked.", new SpendDropRule().Remark(columns, 0)!.Text.English);
    }

    [Fact]
    public void A_score_is_low_on_the_danger_line()
    {
        var columns = Bought([1], [1], [1], [1], [])
            .With(RfmColumns.Score, new RfmScore[] { new(3, 1, 1), new(2, 5, 5), new(1, 5, 5), new(4, 2, 1), RfmScore.Unscored });
        Assert.Equal([0, 0.5, 1, 0, 0], Severities(new RfmLevelRule(), columns));
        Assert.Equal(
            [0.875, 0, 0, 0.625, 0], // sums 5, 12, 11, 7: 0.5 + 0.5 (8 - v) / 4 below 7
            Severities(new RfmLevelRule(new RfmLevelRuleOptions { Measure = RfmMeasure.Sum, AtMost = 8, FullAt = 4 }), columns));
        var third = new RfmLevelRule(new RfmLevelRuleOptions { Measure = RfmMeasure.Weighted, Weights = RfmWeights.Equal, AtMost = 7 / 3.0, FullAt = 1 });
        Assert.Equal(0.5, Severities(third, columns)[3], 12);
        Assert.Equal("Low RFM score: recency is 1 (warning level: 2).", new RfmLevelRule().Explain(columns, 2)!.Text.English);
    }

    [Fact]
    public void A_score_has_fallen_by_k_levels()
    {
        var now = Bought([1], [1], [1], [1], [1]).With(
            RfmColumns.Score, new RfmScore[] { new(3, 3, 3), new(2, 2, 2), new(1, 1, 1), new(1, 1, 1), new(1, 1, 1) });
        var before = Bought([1], []).With(RfmColumns.Score, new RfmScore[] { new(3, 3, 5), RfmScore.Unscored });
        var columns = now.WithEarlier(before, [0, 0, 0, 1, -1]);
        Assert.Equal([0, 0.5 + 0.5 * 2 / 3, 1, 0, 0], Severities(new RfmFallRule(), columns), Close); // falls by 2, 5 and 8
        Assert.Equal([0, 0, 0.5, 0, 0], Severities(new RfmFallRule(new RfmFallRuleOptions { Measure = RfmMeasure.Frequency, Levels = 2 }), columns));
        Assert.Equal("RFM score fell from 335 to 222: the total is down by 5 (warning level: 3).", new RfmFallRule().Explain(columns, 1)!.Text.English);
        Assert.Throws<InvalidOperationException>(() => Severities(new RfmFallRule(), now));
    }

    [Fact]
    public void A_stage_counts_when_it_is_entered()
    {
        LifecycleStage[] stages = [LifecycleStage.Active, LifecycleStage.Dormant, LifecycleStage.Lost, LifecycleStage.Unclassified, LifecycleStage.Lost];
        var now = Bought([1], [1], [1], [1], [1]).With(LifecycleColumns.Stage, stages);
        Assert.Equal([0, 0.5, 1, double.NaN, 1], Severities(new StageEnteredRule(), now));
        Assert.Equal("The stage is now Lost (before: not known).", new StageEnteredRule().Explain(now, 2)!.Text.English);
        var then = Bought([1], [1]).With(LifecycleColumns.Stage, new[] { LifecycleStage.Dormant, LifecycleStage.Lost });
        var columns = now.WithEarlier(then, [0, 0, 0, 0, 1]);
        Assert.Equal([0, 0, 1, double.NaN, 0], Severities(new StageEnteredRule(), columns));
        Assert.Equal("生命周期阶段转为流失会员（此前：沉睡会员）。", new StageEnteredRule().Explain(columns, 2)!.Text.Chinese);
        Assert.Equal(1, Severities(new StageEnteredRule(), now.WithEarlier(then, [0, 0, -1, 0, 1]))[2]);
        Assert.Equal([0, 0, 0, double.NaN, 0], Severities(new StageEnteredRule(new StageEnteredRuleOptions { LostSeverity = null }), columns));
        Assert.Throws<InvalidOperationException>(() => Severities(new StageEnteredRule(), now.WithEarlier(Bought([1]), [0, 0, 0, 0, 0])));
    }

    [Fact]
    public void A_probability_is_low_below_its_limit_not_on_it()
    {
        var columns = Bought([1], [1], [1], [1], [1], []).With(
            ClvColumns.ProbabilityOfPurchase, new[] { 0.31, 0.3, 0.15, 0, double.NaN, double.NaN }, new ColumnNote { Model = "BG/NBD", HorizonDays = 90 });
        Assert.Equal([0, 0, 0.75, 1, double.NaN, 0], Severities(new ProbabilityRule(), columns));
        Assert.Equal("Only 15% likely to buy in the next 90 days (warning level: 30%).", new ProbabilityRule().Explain(columns, 2)!.Text.English);
        Assert.Equal("BG/NBD has no probability for this member; check their data.", new ProbabilityRule().Remark(columns, 4)!.Text.English);
        Assert.True(Severity(new ProbabilityRule(),
            Bought([1]).With(ClvColumns.ProbabilityOfPurchase, new[] { Math.BitDecrement(0.3) }, new ColumnNote { Model = "x", HorizonDays = 90 })) >= 0.5);
    }

    [Fact]
    public void A_probability_of_being_active_that_says_nothing_is_not_judged()
    {
        var rule = new ProbabilityRule(new ProbabilityRuleOptions { Basis = ProbabilityBasis.Alive });
        var columns = Bought([900], [900, 800], [900], [5, 3]).With(ClvColumns.ProbabilityAlive, new[] { 1, 1, 0.2, 1.5 }, new ColumnNote { Model = "BG/NBD" });
        Assert.Equal([double.NaN, 0, 0.5 + 0.5 * (0.3 - 0.2) / 0.3, double.NaN], Severities(rule, columns), Close);
        Assert.StartsWith("BG/NBD treats every member with one purchase as active", rule.Remark(columns, 0)!.Text.English, StringComparison.Ordinal);
        Assert.StartsWith("BG/NBD has no probability", rule.Remark(columns, 3)!.Text.English, StringComparison.Ordinal);
        Assert.Null(rule.Remark(columns, 1));
    }

    [Fact]
    public void A_column_is_high_or_low_on_its_limit()
    {
        var columns = Bought([1], [1], [1], [1], [1]).With(X, new[] { 1, 2, 3, 4, double.NaN });
        var high = new ColumnRule(new ColumnRuleOptions { Column = "x", AtLeast = 2, FullAt = 4, Label = Text.Of("Complaints", "投诉次数") });
        var low = new ColumnRule(new ColumnRuleOptions { Column = "x", AtMost = 2, SeverityAtLimit = 0.25, FullAt = 1 });
        var switched = new ColumnRule(new ColumnRuleOptions { Column = "x", AtLeast = 3 });
        Assert.Equal([0, 0.5, 0.75, 1, double.NaN], Severities(high, columns));
        Assert.Equal([1, 0.25, 0, 0, double.NaN], Severities(low, columns));
        Assert.Equal([0, 0, 1, 1, double.NaN], Severities(switched, columns));
        Assert.Equal([1, 0], Severities(
            switched, Bought([1], [1]).With(new MemberColumn<double>("x"), new[] { double.PositiveInfinity, double.NegativeInfinity })));
        Assert.Equal(("Complaints: 3 (warning level: 2 or more).", "投诉次数：3（预警线：2及以上）。"),
            (high.Explain(columns, 2)!.Text.English, high.Explain(columns, 2)!.Text.Chinese));
        Assert.Equal("投诉次数：缺少数据，无法判断。", high.Remark(columns, 4)!.Text.Chinese);
    }

    [Fact]
    public void A_sentence_of_your_own_is_filled()
    {
        var rule = new EngagementRule(new EngagementRuleOptions { Sentence = Text.Of("{value} away, {limit} allowed", "{value}未来") });
        var columns = Of(new MemberColumnData { Purchases = [0], LastVisitCell = [Today - 40] });
        Assert.Equal(("40 days away, 30 days allowed", "40天未来"), (rule.Explain(columns, 0)!.Text.English, rule.Explain(columns, 0)!.Text.Chinese));
        var error = Assert.Throws<ArgumentException>(() => new EngagementRule(new EngagementRuleOptions { Sentence = Text.Of("{gap}", "x") }));
        Assert.Contains("EngagementRuleOptions.Sentence has the place 'gap' in 'en'; this rule fills value, limit", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<IChurnRule>> WrongOptions => new()
    {
        { "OverdueRuleOptions.Gaps is 0", () => new OverdueRule(PurchaseRhythm.Of(30, 1), new OverdueRuleOptions { Gaps = 0 }) },
        { "OverdueRuleOptions.FullGaps is 1", () => new OverdueRule(PurchaseRhythm.Of(30, 1), new OverdueRuleOptions { FullGaps = 1 }) },
        { "OverdueRuleOptions.GapAtMostDays is 5", () => new OverdueRule(PurchaseRhythm.Of(30, 1), new OverdueRuleOptions { GapAtMostDays = 5 }) },
        { "SilenceRuleOptions.Days is not a number", () => new SilenceRule(new SilenceRuleOptions { Days = double.NaN }) },
        { "SilenceRuleOptions.FullDays is 1", () => new SilenceRule(new SilenceRuleOptions { FullDays = 1 }) },
        { "SilenceRuleOptions.Silence is 9", () => new SilenceRule(new SilenceRuleOptions { Silence = (SilenceSource)9 }) },
        { "SilenceRuleOptions.SeverityAtLimit is 0", () => new SilenceRule(new SilenceRuleOptions { SeverityAtLimit = 0 }) },
        { "SilenceRuleOptions.Id is ''", () => new SilenceRule(new SilenceRuleOptions { Id = "" }) },
        { "EngagementRuleOptions.Days is -1", () => new EngagementRule(new EngagementRuleOptions { Days = -1 }) },
        { "FrequencyDropRuleOptions.Drop is 1.5", () => new FrequencyDropRule(new FrequencyDropRuleOptions { Drop = 1.5 }) },
        { "FrequencyDropRuleOptions.SignificanceLevel is 0.6", () => new FrequencyDropRule(new FrequencyDropRuleOptions { SignificanceLevel = 0.6 }) },
        { "SpendDropRuleOptions.EarlierSpendAtLeast is -1", () => new SpendDropRule(new SpendDropRuleOptions { EarlierSpendAtLeast = -1 }) },
        { "RefundShareRuleOptions.FullShare is 0.2", () => new RefundShareRule(new RefundShareRuleOptions { FullShare = 0.2 }) },
        { "RfmLevelRuleOptions.Weights is null", () => new RfmLevelRule(new RfmLevelRuleOptions { Measure = RfmMeasure.Weighted }) },
        { "RfmLevelRuleOptions.FullAt is 3", () => new RfmLevelRule(new RfmLevelRuleOptions { FullAt = 3 }) },
        { "RfmFallRuleOptions.Levels is 0", () => new RfmFallRule(new RfmFallRuleOptions { Levels = 0 }) },
        { "RfmFallRuleOptions.Measure is 8", () => new RfmFallRule(new RfmFallRuleOptions { Measure = (RfmMeasure)8 }) },
        { "StageEnteredRuleOptions.DormantSeverity is 2", () => new StageEnteredRule(new StageEnteredRuleOptions { DormantSeverity = 2 }) },
        { "StageEnteredRuleOptions.DormantSeverity is null",
            () => new StageEnteredRule(new StageEnteredRuleOptions { DormantSeverity = null, LostSeverity = null }) },
        { "ProbabilityRuleOptions.Below is 1.1", () => new ProbabilityRule(new ProbabilityRuleOptions { Below = 1.1 }) },
        { "ProbabilityRuleOptions.FullAt is 0.4", () => new ProbabilityRule(new ProbabilityRuleOptions { FullAt = 0.4 }) },
        { "ColumnRuleOptions.Column is ''", () => new ColumnRule(new ColumnRuleOptions { AtLeast = 1 }) },
        { "ColumnRuleOptions has no limit; give exactly one of", () => new ColumnRule(new ColumnRuleOptions { Column = "x" }) },
        { "ColumnRuleOptions has AtLeast 1 and AtMost 2; give", () => new ColumnRule(new ColumnRuleOptions { Column = "x", AtLeast = 1, AtMost = 2 }) },
        { "ColumnRuleOptions.AtMost is not a number", () => new ColumnRule(new ColumnRuleOptions { Column = "x", AtMost = double.NaN }) },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void An_error_names_the_option_its_value_and_the_range(string start, Func<IChurnRule> make)
    {
        var error = Assert.Throws<ArgumentException>(() => make());
        Assert.StartsWith(start, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_fed_is_an_error_that_says_how_to_feed_it()
    {
        var bare = Bought([1]);
        foreach (var rule in Rules().Where(rule => rule is not (OverdueRule or SilenceRule)))
        {
            var error = Assert.Throws<InvalidOperationException>(() => rule.Evaluate(bare, 0, []));
            Assert.Matches("table.With|MemberTableOptions|MemberColumnData|builder", error.Message);
        }

        var complaints = new ColumnRule(new ColumnRuleOptions { Column = "complaints", AtLeast = 1 });
        Assert.Equal("The column complaints was not fed. Give it with table.With(key, values).", Why(complaints, bare));
        var scored = bare.With(RfmColumns.Score, new RfmScore[1]);
        Assert.Equal("There is no earlier snapshot. Give it with table.WithEarlier(earlierTable).", Why(new RfmFallRule(), scored));
        Assert.Equal($"The column RfmScore was not fed. {RfmColumns.Score.HowToFeed}", Why(new RfmLevelRule(), bare));

        // A probability needs the note that its sentences read.
        var unnamed = bare.With(ClvColumns.ProbabilityOfPurchase, new double[1], By("x"));
        Assert.Equal(
            $"The note of the column ProbabilityOfPurchase does not name the model and the horizon. {ClvColumns.ProbabilityOfPurchase.HowToFeed}",
            Why(new ProbabilityRule(), unnamed));
        var alive = new ProbabilityRule(new ProbabilityRuleOptions { Basis = ProbabilityBasis.Alive });
        var without = bare.With(ClvColumns.ProbabilityAlive, new double[1]);
        Assert.Equal($"The note of the column ProbabilityAlive does not name the model. {ClvColumns.ProbabilityAlive.HowToFeed}", Why(alive, without));

        static string Why(IChurnRule rule, MemberColumns columns) => Assert.Throws<InvalidOperationException>(() => rule.Evaluate(columns, 0, [])).Message;
    }

    private static bool Close(double expected, double actual) => expected.Equals(actual) || Math.Abs(expected - actual) < 1e-14;
}
