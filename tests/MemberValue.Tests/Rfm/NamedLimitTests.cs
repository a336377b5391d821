using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

/// <summary>A value on a limit that people named belongs to the class that the words promise, in every pillar alike.</summary>
public class NamedLimitTests
{
    private static readonly DateOnly AsOf = new(2024, 12, 31);

    [Fact]
    public void Spend_from_a_minimum_and_purchases_from_a_minimum_include_it_for_scores_and_stages_alike()
    {
        (string Member, decimal[] Amounts, string Score)[] members =
        [
            ("just below", [99_999.99m], "111"),
            ("silver", [100_000m], "112"),
            ("gold", [300_000m], "113"),
            ("third purchase", [50_000m, 50_000m, 0.01m], "122"),
            ("three of three", [100_000m, 100_000m, 100_000m], "123"),
            ("two", [1m, 1m], "111"),
        ];
        var rows = members.SelectMany(member => member.Amounts.Select((amount, i) =>
            new Transaction<string>(member.Member, new DateOnly(2024, 1, 1).AddDays(i), amount)));
        var table = MemberLog.Read(rows).Table(AsOf);
        var scale = RfmScale.FromThresholds(
            new RfmThresholdOptions { RecencyUpToDays = [30], FrequencyFrom = [3], MonetaryFrom = [100_000, 300_000] }, CellCalendar.Days);
        var scores = scale.Score(table);
        var stages = new ThresholdStageClassifier(new ThresholdStageOptions
        {
            Limits = [new SilenceLimits(1, null, 1_000, 2_000)],
            FirstTimeDays = null,
            ReturnedDays = null,
            LoyalPurchases = 3,
            LoyalSpend = 100_000m,
        }).Classify(table);
        foreach (var (member, _, score) in members)
        {
            Assert.Equal(score, scores[member].ToString());
            Assert.Equal(score[1] == '2' && score[2] >= '2', stages[member] == LifecycleStage.Loyal);
        }
    }

    [Fact]
    public void A_shops_own_words_come_out_as_stated()
    {
        double[] days = [30, 60, 120, 365];
        double[] purchases = [1, 2, 3, 5, 10];
        double[] spend = [100, 500, 1_000, 5_000];
        var scale = RfmScale.FromThresholds(
            new RfmThresholdOptions { RecencyUpToDays = days, FrequencyFrom = purchases, MonetaryFrom = spend }, CellCalendar.Days);
        for (var recency = 0; recency < 400; recency++)
            Assert.Equal(1 + days.Count(limit => recency <= limit), scale.Score(recency, 1, 1).R);
        for (var count = 1; count < 20; count++)
            Assert.Equal(1 + purchases.Count(least => count >= least), scale.Score(1, count, 1).F);
        foreach (var least in spend)
        {
            Assert.Equal(1 + spend.Count(other => other <= least), scale.Score(1, 1, least).M);
            Assert.Equal(1 + spend.Count(other => other < least), scale.Score(1, 1, least - 0.01).M);
        }

        Assert.Equal([1], scale.EmptyLevels(RfmDimension.Frequency));
        Assert.Contains("with a limit of 1 purchase, no member can get level 1", Assert.Single(scale.Warnings).English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RfmMonetary.Net)]
    [InlineData(RfmMonetary.MeanSpend)]
    public void An_amount_of_decimals_is_on_the_limit_of_the_same_decimals_in_every_overload(RfmMonetary monetary)
    {
        for (var cents = 1; cents < 4_000; cents += 7)
        {
            var limit = cents / 100m;
            var purchases = 1 + cents % 9;
            var rows = Enumerable.Range(0, purchases).SelectMany(i => new Transaction<string>[]
            {
                new("on", new DateOnly(2024, 1, 1).AddDays(i), monetary == RfmMonetary.Net && i > 0 ? 0.0000000001m : limit),
                new("under", new DateOnly(2024, 1, 1).AddDays(i), i == 0 ? limit - 0.0000000001m : monetary == RfmMonetary.Net ? 0m : limit),
            });
            var table = MemberLog.Read(rows).Table(AsOf);
            var scale = RfmScale.FromThresholds(
                new RfmThresholdOptions { RecencyUpToDays = [30], FrequencyFrom = [2], MonetaryFrom = [(double)limit], Monetary = monetary }, CellCalendar.Days);
            var scores = scale.Score(table);
            Assert.Equal((2, 1), (scores["on"].M, scores["under"].M));
            Assert.Equal(2, scale.Score(table["on"]).M);
        }
    }

    [Fact]
    public void A_limit_of_part_of_a_day_includes_the_second_that_it_names()
    {
        for (var tenths = 1; tenths < 500; tenths++)
        {
            var scale = RfmScale.FromThresholds(
                new RfmThresholdOptions { RecencyUpToDays = [tenths / 10.0], FrequencyFrom = [2], MonetaryFrom = [1] }, CellCalendar.Instants);
            Assert.Equal(2, scale.Score(8_640 * tenths, 1, 1).R);
            Assert.Equal(1, scale.Score(8_640 * tenths + 1, 1, 1).R);
        }
    }

    [Fact]
    public void Learned_cut_points_keep_a_value_on_a_cut_below_it()
    {
        var rows = Enumerable.Range(1, 5).Select(i => new Transaction<int>(i, AsOf.AddDays(-10 * i), 100m * i));
        var scale = RfmScale.FitQuantiles(
            MemberLog.Read(rows).Table(AsOf).Columns, new RfmQuantileOptions { RecencyLevels = 2, FrequencyLevels = 2, MonetaryLevels = 2 });
        Assert.Equal("211", scale.Score(30, 1, 300).ToString());
        Assert.Equal("R 2: last purchase up to 30 days ago; F 1: up to 1 purchases; M 2: net spend above 300.", scale.Explain(scale.Score(30, 1, 301)).English);
    }

    [Fact]
    public void A_score_of_another_scale_is_not_explained()
    {
        var scale = RfmScale.FromThresholds(new RfmThresholdOptions { RecencyUpToDays = [30], FrequencyFrom = [2], MonetaryFrom = [1] }, CellCalendar.Days);
        Assert.Throws<ArgumentException>(() => scale.Explain(new RfmScore(3, 1, 1)));
        Assert.StartsWith("Not scored", scale.Explain(RfmScore.Unscored).English, StringComparison.Ordinal);
    }
}
