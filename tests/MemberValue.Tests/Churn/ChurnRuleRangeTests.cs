using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using static MemberValue.Tests.Churn.ChurnData;

namespace MemberValue.Tests.Churn;

/// <summary>The ends of the ranges of the rules' options, and of the values that rules compare.</summary>
public class ChurnRuleRangeTests
{
    private const double Infinite = double.PositiveInfinity;

    private static readonly PurchaseRhythm Monthly = PurchaseRhythm.Of(30, double.PositiveInfinity);

    public static TheoryData<string, Func<IChurnRule>> Allowed => new()
    {
        { "frequency, down by all", () => new FrequencyDropRule(new FrequencyDropRuleOptions { Drop = 1 }) },
        { "frequency, level of a half", () => new FrequencyDropRule(new FrequencyDropRuleOptions { SignificanceLevel = 0.5 }) },
        { "spend, down by all", () => new SpendDropRule(new SpendDropRuleOptions { Drop = 1 }) },
        { "severity of 1 at the limit", () => new EngagementRule(new EngagementRuleOptions { SeverityAtLimit = 1 }) },
        { "severity of 1 of a stage", () => new StageEnteredRule(new StageEnteredRuleOptions { DormantSeverity = 1, LostSeverity = null }) },
        { "probability below 1", () => new ProbabilityRule(new ProbabilityRuleOptions { Below = 1 }) },
        { "gaps between equal ends", () => new OverdueRule(Monthly, new OverdueRuleOptions { GapAtLeastDays = 9, GapAtMostDays = 9 }) },
        { "gaps without ends", () => new OverdueRule(Monthly, new OverdueRuleOptions { GapAtLeastDays = null, GapAtMostDays = null }) },
        { "days, the largest", () => new SilenceRule(new SilenceRuleOptions { Days = double.MaxValue, FullDays = double.MaxValue }) },
        { "column, least and most", () => new ColumnRule(new ColumnRuleOptions { Column = "x", AtLeast = -double.MaxValue, FullAt = double.MaxValue }) },
        { "column, down to the lowest", () => new ColumnRule(new ColumnRuleOptions { Column = "x", AtMost = 0, FullAt = -double.MaxValue }) },
        { "share, the largest", () => new RefundShareRule(new RefundShareRuleOptions { Share = double.MaxValue, FullShare = double.MaxValue }) },
        { "levels, the largest", () => new RfmFallRule(new RfmFallRuleOptions { Levels = double.MaxValue, FullLevels = double.MaxValue }) },
    };

    public static TheoryData<string, Func<IChurnRule>> Refused => new()
    {
        { "FrequencyDropRuleOptions.Drop is 0", () => new FrequencyDropRule(new FrequencyDropRuleOptions { Drop = 0 }) },
        { "FrequencyDropRuleOptions.SignificanceLevel is 0", () => new FrequencyDropRule(new FrequencyDropRuleOptions { SignificanceLevel = 0 }) },
        { "FrequencyDropRuleOptions.FullDrop is 0.4", () => new FrequencyDropRule(new FrequencyDropRuleOptions { FullDrop = 0.4 }) },
        { "SpendDropRuleOptions.Drop is 0", () => new SpendDropRule(new SpendDropRuleOptions { Drop = 0 }) },
        { "SpendDropRuleOptions.Drop is 1.01", () => new SpendDropRule(new SpendDropRuleOptions { Drop = 1.01, FullDrop = 2 }) },
        { "RefundShareRuleOptions.Share is 0", () => new RefundShareRule(new RefundShareRuleOptions { Share = 0 }) },
        { "RefundShareRuleOptions.Share is ", () => new RefundShareRule(new RefundShareRuleOptions { Share = Infinite }) },
        { "RefundShareRuleOptions.FullShare is ", () => new RefundShareRule(new RefundShareRuleOptions { FullShare = Infinite }) },
        { "RfmFallRuleOptions.Levels is ", () => new RfmFallRule(new RfmFallRuleOptions { Levels = Infinite }) },
        { "RfmLevelRuleOptions.AtMost is ", () => new RfmLevelRule(new RfmLevelRuleOptions { AtMost = Infinite }) },
        { "RfmLevelRuleOptions.AtMost is ", () => new RfmLevelRule(new RfmLevelRuleOptions { AtMost = double.NaN }) },
        { "RfmLevelRuleOptions.FullAt is ", () => new RfmLevelRule(new RfmLevelRuleOptions { FullAt = -Infinite }) },
        { "OverdueRuleOptions.Gaps is ", () => new OverdueRule(Monthly, new OverdueRuleOptions { Gaps = Infinite }) },
        { "OverdueRuleOptions.GapAtLeastDays is 0", () => new OverdueRule(Monthly, new OverdueRuleOptions { GapAtLeastDays = 0 }) },
        { "OverdueRuleOptions.GapAtMostDays is ", () => new OverdueRule(Monthly, new OverdueRuleOptions { GapAtMostDays = Infinite }) },
        { "OverdueRuleOptions.GapAtMostDays is 0", () => new OverdueRule(Monthly, new OverdueRuleOptions { GapAtLeastDays = null, GapAtMostDays = 0 }) },
        { "SilenceRuleOptions.Days is 0", () => new SilenceRule(new SilenceRuleOptions { Days = 0 }) },
        { "SilenceRuleOptions.Days is ", () => new SilenceRule(new SilenceRuleOptions { Days = Infinite }) },
        { "EngagementRuleOptions.SeverityAtLimit is 1.01", () => new EngagementRule(new EngagementRuleOptions { SeverityAtLimit = 1.01 }) },
        { "StageEnteredRuleOptions.DormantSeverity is 0", () => new StageEnteredRule(new StageEnteredRuleOptions { DormantSeverity = 0 }) },
        { "StageEnteredRuleOptions.LostSeverity is 1.5", () => new StageEnteredRule(new StageEnteredRuleOptions { LostSeverity = 1.5 }) },
        { "StageEnteredRuleOptions.Id is ' '", () => new StageEnteredRule(new StageEnteredRuleOptions { Id = " " }) },
        { "ProbabilityRuleOptions.Basis is 7", () => new ProbabilityRule(new ProbabilityRuleOptions { Basis = (ProbabilityBasis)7 }) },
        { "ProbabilityRuleOptions.Below is 0", () => new ProbabilityRule(new ProbabilityRuleOptions { Below = 0 }) },
        { "ProbabilityRuleOptions.FullAt is -0.1", () => new ProbabilityRule(new ProbabilityRuleOptions { FullAt = -0.1 }) },
        { "ColumnRuleOptions.WithinDays is ", () => new ColumnRule(new ColumnRuleOptions { Column = "x", WithinDays = Infinite }) },
        { "ColumnRuleOptions.WithinDays is ", () => new ColumnRule(new ColumnRuleOptions { Column = "x", WithinDays = double.NaN }) },
        { "ColumnRuleOptions.AtLeast is ", () => new ColumnRule(new ColumnRuleOptions { Column = "x", AtLeast = Infinite }) },
        { "ColumnRuleOptions.FullAt is 1", () => new ColumnRule(new ColumnRuleOptions { Column = "x", AtLeast = 2, FullAt = 1 }) },
        { "ColumnRuleOptions.FullAt is 3", () => new ColumnRule(new ColumnRuleOptions { Column = "x", AtMost = 2, FullAt = 3 }) },
        { "ColumnRuleOptions.FullAt is 31", () => new ColumnRule(new ColumnRuleOptions { Column = "x", WithinDays = 30, FullAt = 31 }) },
        { "ColumnRuleOptions.OneOf is [a, ]", () => new ColumnRule(new ColumnRuleOptions { Column = "x", OneOf = ["a", ""] }) },
        { "ColumnRuleOptions has WithinDays 3 and OneOf; give", () => new ColumnRule(new ColumnRuleOptions { Column = "x", WithinDays = 3, OneOf = ["a"] }) },
        { "ColumnRuleOptions has AtMost 1 and WithinDays 3; give", () => new ColumnRule(new ColumnRuleOptions { Column = "x", AtMost = 1, WithinDays = 3 }) },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void The_ends_of_a_range_that_belong_to_it_are_allowed(string what, Func<IChurnRule> make)
    {
        var rule = make();
        Assert.True(rule.Id.Length > 0, what);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void The_ends_of_a_range_that_do_not_belong_to_it_are_refused_by_name(string start, Func<IChurnRule> make) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => make()).Message, StringComparison.Ordinal);

    [Fact]
    public void No_rule_takes_no_columns()
    {
        foreach (var rule in Rules())
        {
            Assert.Equal("columns", Assert.Throws<ArgumentNullException>(() => rule.Evaluate(null!, 0, [])).ParamName);
            Assert.Equal("columns", Assert.Throws<ArgumentNullException>(() => rule.Explain(null!, 0)).ParamName);
            Assert.Equal("columns", Assert.Throws<ArgumentNullException>(() => rule.Remark(null!, 0)).ParamName);
        }
    }

    [Fact]
    public void A_limit_without_a_ramp_that_is_missed_by_rounding_alone_has_severity_1_as_on_it()
    {
        // The sums of weights differ by 3 levels exactly, and by 3 less an ulp or two in doubles for some weights.
        int[] yesterday = [1];
        var columns = Bought(Make(19, _ => yesterday)).With(RfmColumns.Score, Make(19, _ => new RfmScore(1, 1, 1)))
            .WithEarlier(Bought([1]).With(RfmColumns.Score, new RfmScore[] { new(4, 4, 4) }), new int[19]);
        var rounded = 0;
        for (var i = 1; i < 100; i++)
        {
            var weights = new RfmWeights(i / 100.0, (100 - i) / 300.0, (100 - i) / 150.0);
            var options = new RfmFallRuleOptions { Measure = RfmMeasure.Weighted, Weights = weights, Levels = 3, FullLevels = 3, SeverityAtLimit = 0.25 };
            var rule = new RfmFallRule(options);
            Assert.All(Severities(rule, columns), severity => Assert.Equal(1, severity));
            var signal = rule.Explain(columns, 0)!;
            Assert.Equal(1, signal.Severity);
            rounded += signal.Value < 3 ? 1 : 0;
        }

        Assert.True(rounded > 0); // rounding did happen
    }

    [Fact]
    public void A_value_that_misses_its_limit_by_rounding_alone_has_the_severity_at_the_limit_and_no_less()
    {
        var columns = Bought([1]).With(RfmColumns.Score, new RfmScore[] { new(1, 1, 1) })
            .WithEarlier(Bought([1]).With(RfmColumns.Score, new RfmScore[] { new(4, 4, 4) }), [0]);
        for (var i = 1; i < 100; i++)
        {
            var weights = new RfmWeights(i / 100.0, (100 - i) / 300.0, (100 - i) / 150.0);
            var options = new RfmFallRuleOptions { Measure = RfmMeasure.Weighted, Weights = weights, Levels = 3, FullLevels = 5, SeverityAtLimit = 0.25 };
            var severity = Severity(new RfmFallRule(options), columns);
            Assert.True(severity >= 0.25 && severity < 0.25 + 1e-12);
        }
    }

    [Fact]
    public void A_weighted_score_takes_each_weight_for_its_own_dimension()
    {
        var columns = Bought([1], [1], [1]).With(RfmColumns.Score, new RfmScore[] { new(2, 1, 1), new(1, 2, 1), new(1, 1, 2) });
        var options = new RfmLevelRuleOptions
        {
            Measure = RfmMeasure.Weighted,
            Weights = new RfmWeights(0.5, 0.25, 0.25),
            AtMost = 1.25,
            FullAt = 0.25,
            SeverityAtLimit = 0.5,
        };
        Assert.Equal([0, 0.5, 0.5], Severities(new RfmLevelRule(options), columns)); // 1.5, 1.25, 1.25
        options.Weights = new RfmWeights(0.25, 0.5, 0.25);
        Assert.Equal([0.5, 0, 0.5], Severities(new RfmLevelRule(options), columns));
        options.Weights = new RfmWeights(0.25, 0.25, 0.5);
        Assert.Equal([0.5, 0.5, 0], Severities(new RfmLevelRule(options), columns));
    }

    [Theory]
    [InlineData(RfmMeasure.Recency, 3, 1, "recency")]
    [InlineData(RfmMeasure.Frequency, 3, 1, "frequency")]
    [InlineData(RfmMeasure.Monetary, 3, 1, "spend")]
    [InlineData(RfmMeasure.Sum, 7, 3, "the total")]
    [InlineData(RfmMeasure.Weighted, 3, 1, "the weighted total")]
    public void A_low_score_is_full_at_the_least_score_of_its_measure_and_named_after_it(RfmMeasure measure, double atMost, double full, string name)
    {
        var columns = Bought([1], [1]).With(RfmColumns.Score, new RfmScore[] { new(1, 1, 1), new(2, 2, 2) });
        var rule = new RfmLevelRule(new RfmLevelRuleOptions { Measure = measure, Weights = RfmWeights.Equal, AtMost = atMost });
        Assert.Equal((full, 1.0), (rule.FullAt, Severities(rule, columns)[0]));
        Assert.InRange(Severities(rule, columns)[1], 0.5, 0.99);
        Assert.Contains($": {name}", rule.Explain(columns, 0)!.Text.English, StringComparison.Ordinal);
        var below = new RfmLevelRule(new RfmLevelRuleOptions { Measure = measure, Weights = RfmWeights.Equal, AtMost = 0.5 });
        Assert.Equal(0.5, below.FullAt); // under the least score there is nothing to rise to
    }

    [Fact]
    public void A_gap_is_held_between_its_ends_in_the_severity_and_in_the_sentence()
    {
        var options = new OverdueRuleOptions { GapAtLeastDays = 20, GapAtMostDays = 40 };
        foreach (var (gap, held) in new[] { (5.0, 20), (30, 30), (90, 40) })
        {
            var rule = new OverdueRule(PurchaseRhythm.Of(gap, double.PositiveInfinity), options);
            Assert.Equal([0, 0.5, 1], Severities(rule, Bought([held * 2 - 1], [held * 2], [held * 4])));
            Assert.Contains($", 2 times the usual gap of {held} days (", rule.Explain(Bought([held * 2]), 0)!.Text.English, StringComparison.Ordinal);
        }

        var free = new OverdueRule(PurchaseRhythm.Of(900, double.PositiveInfinity), new OverdueRuleOptions { GapAtLeastDays = null, GapAtMostDays = null });
        Assert.Equal([0, 0.5], Severities(free, Bought([1_799], [1_800])));
    }

    [Fact]
    public void A_probability_is_known_from_0_through_1_and_certain_buyers_are_no_risk()
    {
        var note = new ColumnNote { Model = "x", HorizonDays = 30 };
        var columns = Bought([1], [1], [1], [1], [9, 1]).With(ClvColumns.ProbabilityOfPurchase, new[] { 1, 0, -0.01, 1.01, 1 }, note);
        var rule = new ProbabilityRule();
        Assert.Equal([0, 1, double.NaN, double.NaN, 0], Severities(rule, columns));
        Assert.Null(rule.Remark(columns, 0));
        Assert.StartsWith("x has no probability", rule.Remark(columns, 2)!.Text.English, StringComparison.Ordinal);
        Assert.Equal([0.5], Severities(new ProbabilityRule(new ProbabilityRuleOptions { Below = 1 }),
            Bought([1]).With(ClvColumns.ProbabilityOfPurchase, new[] { Math.BitDecrement(1.0) }, note)), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Theory]
    [InlineData("5", "10.55")]
    [InlineData("5.5", "11")]
    [InlineData("0.125", "1")]
    [InlineData("3", "6.001")]
    public void Amounts_of_different_decimals_are_compared_in_one_unit(string recent, string earlier)
    {
        static decimal Money(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var (now, before) = (Money(recent), Money(earlier));
        var columns = Of(new MemberColumnData { Purchases = [1], RecentCells = 30, RecentSpend = [now], EarlierSpend = [before] });
        Assert.Equal((double)((before - now) / before), Severity(new SpendDropRule(new SpendDropRuleOptions { Drop = 0.5, FullDrop = 1 }), columns), 12);
        Assert.Equal((double)((before - now) / before), new SpendDropRule().Explain(columns, 0)!.Value, 12);
        var least = new SpendDropRule(new SpendDropRuleOptions { EarlierSpendAtLeast = before + 0.001m });
        Assert.Equal(0, Severity(least, columns)); // one thousandth short of the least
    }

    [Fact]
    public void Refunds_are_judged_where_sales_and_refunds_are_known()
    {
        static MoneyValues Cents(MemberColumn<decimal> key, params long[] amounts) => new(key, MoneyColumn.FromScaled(amounts, 2));
        var columns = MemberColumns.Of(Days, 4,
        [
            new ColumnValues<int>(LogColumns.Purchases, [1, 1, 1, 1]),
            Cents(LogColumns.Sales, long.MinValue, 100, long.MinValue, 0),
            Cents(LogColumns.Refunds, 0, long.MinValue, long.MinValue, 0),
        ]);
        Assert.Equal([double.NaN, double.NaN, double.NaN, 0], Severities(new RefundShareRule(), columns));
        Assert.NotNull(new RefundShareRule().Remark(columns, 0));
    }

    [Fact]
    public void A_rule_and_its_signal_print_what_they_are()
    {
        Assert.Equal("engagement: day 30, severity 0.5, 1 at 90", new EngagementRule().ToString());
        Assert.Equal("stage: Dormant 0.5, Lost 1", new StageEnteredRule().ToString());
        var columns = Of(new MemberColumnData { Purchases = [0, 0], LastVisitCell = [Today - 40, null] });
        Assert.Equal("No visit for 40 days (warning level: 30 days).", new EngagementRule().Explain(columns, 0)!.ToString());
        Assert.Equal("No visit is known, so visits could not be checked.", new EngagementRule().Remark(columns, 1)!.ToString());
    }
}
