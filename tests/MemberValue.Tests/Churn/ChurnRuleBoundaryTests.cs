using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using static MemberValue.Tests.Churn.ChurnData;

namespace MemberValue.Tests.Churn;

/// <summary>Rules where a value turns: the wrong direction, nothing to compare with, exactly on a limit.</summary>
public class ChurnRuleBoundaryTests
{
    [Theory]
    [InlineData(RfmMeasure.Recency)]
    [InlineData(RfmMeasure.Frequency)]
    [InlineData(RfmMeasure.Monetary)]
    [InlineData(RfmMeasure.Sum)]
    [InlineData(RfmMeasure.Weighted)]
    public void A_score_that_rose_has_not_fallen(RfmMeasure measure)
    {
        var rule = new RfmFallRule(new RfmFallRuleOptions { Measure = measure, Weights = RfmWeights.Equal, Levels = 3, FullLevels = 3 });
        var columns = Bought([1], [1], [1]).With(RfmColumns.Score, new RfmScore[] { new(5, 5, 5), new(1, 1, 1), new(3, 3, 3) })
            .WithEarlier(Bought([1], [1]).With(RfmColumns.Score, new RfmScore[] { new(1, 1, 1), new(5, 5, 5) }), [0, 1, 0]);
        Assert.Equal([0, 1, 0], Severities(rule, columns)); // 111 to 555, 555 to 111, 111 to 333
        Assert.Null(rule.Explain(columns, 0));
        Assert.Null(rule.Remark(columns, 0));
    }

    [Fact]
    public void One_level_that_fell_is_not_made_up_for_by_another_that_rose_unless_they_are_added()
    {
        var columns = Bought([1]).With(RfmColumns.Score, new RfmScore[] { new(1, 5, 5) })
            .WithEarlier(Bought([1]).With(RfmColumns.Score, new RfmScore[] { new(5, 1, 1) }), [0]);
        double Fall(RfmMeasure measure) => Severity(new RfmFallRule(new RfmFallRuleOptions { Measure = measure, Levels = 4, FullLevels = 4 }), columns);
        Assert.Equal((1.0, 0.0, 0.0, 0.0), (Fall(RfmMeasure.Recency), Fall(RfmMeasure.Frequency), Fall(RfmMeasure.Monetary), Fall(RfmMeasure.Sum)));
    }

    [Fact]
    public void A_member_without_a_stage_before_and_now_cannot_be_judged_and_one_who_gets_a_bad_stage_has_entered_it()
    {
        var now = Bought([1], [1], [1], [1]).With(
            LifecycleColumns.Stage, new[] { LifecycleStage.Unclassified, LifecycleStage.Dormant, LifecycleStage.Lost, LifecycleStage.Unclassified });
        var then = Bought([1], [1]).With(LifecycleColumns.Stage, new[] { LifecycleStage.Unclassified, LifecycleStage.Dormant });
        var columns = now.WithEarlier(then, [0, 0, 0, 1]);
        var rule = new StageEnteredRule();
        Assert.Equal([double.NaN, 0.5, 1, double.NaN], Severities(rule, columns));
        Assert.Equal("The member has no stage; check their data.", rule.Remark(columns, 0)!.Text.English);
        Assert.Null(rule.Explain(columns, 0));
        Assert.Null(rule.Remark(columns, 1));
        Assert.Equal("The stage is now Dormant (before: Unclassified).", rule.Explain(columns, 1)!.Text.English);
    }

    [Theory]
    // earlier spend, recent spend, the least earlier spend: the severity is 0.5 from a drop by half to 1 at nothing left
    [InlineData("10", "5", "10", 0.5)] // exactly the least: the rule is about this member
    [InlineData("9.99", "0", "10", 0)]
    [InlineData("10.01", "0", "10", 1)]
    [InlineData("0.01", "0", "0", 1)] // the smallest money that there is
    [InlineData("0", "0", "0", 0)] // who spent nothing has nothing to drop
    [InlineData("0", "5", "0", 0)]
    [InlineData("0", "-5", "0", 0)] // not even when refunds came
    [InlineData("-10", "5", "0", 0)]
    [InlineData("-10", "-20", "0", 0)]
    [InlineData("-10", "-10", "0", 0)]
    public void A_drop_of_spend_is_for_members_who_spent_at_least_the_least(string earlier, string recent, string least, double severity)
    {
        static decimal Money(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var rule = new SpendDropRule(new SpendDropRuleOptions { EarlierSpendAtLeast = Money(least) });
        var data = new MemberColumnData { Purchases = [1], RecentCells = 30, RecentSpend = [Money(recent)], EarlierSpend = [Money(earlier)] };
        Assert.Equal(severity, Severity(rule, Of(data)));
        Assert.Null(rule.Remark(Of(data), 0));

        // The same in amounts of more digits than 64 bits hold.
        var wide = new MemberColumnData
        {
            Purchases = [1, 1],
            RecentCells = 30,
            RecentSpend = [Money(recent), 12_345_678_901_234_567_890.12m],
            EarlierSpend = [Money(earlier), 12_345_678_901_234_567_890.12m],
        };
        Assert.Equal([severity, 0], Severities(rule, Of(wide)));
    }
}
