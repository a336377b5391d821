using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class RfmScaleTests
{
    [Fact]
    public void Limits_are_days_in_any_calendar_and_a_value_on_one_has_the_better_level()
    {
        // example: rfm-thresholds
        var options = new RfmThresholdOptions
        {
            RecencyUpToDays = [30, 90, 180],
            FrequencyFrom = [2, 3, 10],
            MonetaryFrom = [100, 500],
        };
        var byDay = RfmScale.FromThresholds(options, CellCalendar.Days);
        var byHour = RfmScale.FromThresholds(options, CellCalendar.Hours);
        // example end

        Assert.Equal("423", byDay.Score(30, 2, 500).ToString());
        Assert.Equal("332", byDay.Score(31, 3, 499.99).ToString());
        Assert.Equal([720.0, 2160, 4320], byHour.RecencyCuts);
        Assert.Equal("412", byHour.Score(720, 1, 100).ToString());
        Assert.Equal("R 4: last purchase up to 30 days ago; F 2: from 2 to below 3 purchases; M 3: net spend from 500 on.",
            byHour.Explain(byHour.Score(720, 2, 500)).English);
        Assert.Equal("R3：距最近消费超过30天、90天以内；F4：购买10次及以上；M1：净消费不足100。", byDay.Explain(byDay.Score(90, 10, 99.99)).Chinese);
        Assert.Equal((null, FitStatus.Given), (byDay.Origin, byDay.Status));
    }

    [Fact]
    public void Bad_thresholds_are_named()
    {
        RfmThresholdOptions Good() => new() { RecencyUpToDays = [30], FrequencyFrom = [1], MonetaryFrom = [1] };
        (Action<RfmThresholdOptions> Spoil, string Says)[] cases =
        [
            (options => options.RecencyUpToDays = [], "RecencyUpToDays.Count is 0; it must be 1 to 9"),
            (options => options.RecencyUpToDays = [30, 30], "RecencyUpToDays[1] is 30"),
            (options => options.FrequencyFrom = [3, 2], "FrequencyFrom[1] is 2"),
            (options => options.MonetaryFrom = [double.NaN], "MonetaryFrom[0] is not a number"),
            (options => options.MonetaryFrom = [1, double.PositiveInfinity], "MonetaryFrom[1] is infinity"),
            (options => options.MonetaryFrom = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "MonetaryFrom.Count is 10"),
            (options => options.MonetaryFrom = null!, "MonetaryFrom.Count is 0"),
            (options => options.Monetary = (RfmMonetary)7, "Monetary is 7 and must be"),
        ];
        foreach (var (spoil, says) in cases)
        {
            var options = Good();
            spoil(options);
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => RfmScale.FromThresholds(options, CellCalendar.Days)).Message,
                StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentNullException>(() => RfmScale.FromThresholds(Good(), null!));
        Assert.Throws<ArgumentNullException>(() => RfmScale.FromThresholds(null!, CellCalendar.Days));
    }

    [Fact]
    public void Equal_to_the_line_is_high_in_every_dimension()
    {
        var columns = RfmData.Columns((10, 1, 10m), (20, 2, 20m), (60, 6, 30m), (0, 0, 9m));
        var mean = RfmScale.FitHighLow(columns);
        Assert.Equal((30.0, 3.0, 20.0), (mean.RecencyCuts[0], mean.FrequencyCuts[0], mean.MonetaryCuts[0]));
        Assert.Equal("222", mean.Score(30, 3, 20).ToString());
        Assert.Equal("111", mean.Score(30.001, 2.999, 19.999).ToString());
        var median = RfmScale.FitHighLow(
            columns, new RfmHighLowOptions { RecencyLine = HighLowLine.Median, FrequencyLine = HighLowLine.Median, MonetaryLine = HighLowLine.Median });
        Assert.Equal((20.0, 2.0, 20.0), (median.RecencyCuts[0], median.FrequencyCuts[0], median.MonetaryCuts[0]));
        var set = RfmScale.FitHighLow(columns, new RfmHighLowOptions { RecencyLine = HighLowLine.Given, RecencyUpToDays = 7 });
        Assert.Equal(7.0, set.RecencyCuts[0]);
        Assert.Equal(3, set.Origin!.Members);
    }

    [Fact]
    public void Members_who_are_all_alike_are_all_high() => Law.Holds(RfmData.Members(), members =>
    {
        var one = members[^1];
        var alike = RfmData.Columns(Enumerable.Repeat(one, members.Length).ToArray());
        foreach (var monetary in new[] { RfmMonetary.Net, RfmMonetary.MeanSpend })
        {
            var scale = RfmScale.FitHighLow(alike, new RfmHighLowOptions { Monetary = monetary });
            if (scale.Score(alike.Row(0)).ToString() != "222")
                return false;
        }

        return true;
    });

    [Fact]
    public void A_mean_does_not_depend_on_row_order() => Law.Holds(RfmData.Members(), members =>
    {
        string Json(IEnumerable<(int, int, decimal)> rows) =>
            RfmScale.FitHighLow(RfmData.Columns(rows.ToArray()), new RfmHighLowOptions { Monetary = RfmMonetary.MeanSpend }).ToJson();
        return Json(members) == Json(members.AsEnumerable().Reverse());
    });

    [Fact]
    public void A_line_needs_its_value_exactly_when_it_is_set()
    {
        var columns = RfmData.Columns((1, 1, 1m));
        foreach (var (options, says) in new[]
        {
            (new RfmHighLowOptions { RecencyLine = HighLowLine.Given }, "RecencyUpToDays is null"),
            (new RfmHighLowOptions { FrequencyFrom = 3 }, "FrequencyFrom is 3; it must be a finite number when FrequencyLine is Given, and null otherwise"),
            (new RfmHighLowOptions { MonetaryLine = HighLowLine.Given, MonetaryFrom = double.NaN }, "MonetaryFrom is not a number"),
            (new RfmHighLowOptions { MonetaryLine = (HighLowLine)5 }, "MonetaryLine is 5; it must be Mean, Median or Given"),
        })
        {
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => RfmScale.FitHighLow(columns, options)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_nested_scale_cuts_within_its_groups_and_lists_those_that_were_empty()
    {
        // Recency 0 and 100; the recent buy 1 to 4 times, the others once, so that their upper frequency level was empty.
        (int, int, decimal)[] members = [(0, 1, 10m), (0, 2, 20m), (0, 3, 30m), (0, 4, 40m), (100, 1, 1m), (100, 1, 2m), (100, 1, 3m), (100, 1, 4m)];
        var scale = RfmScale.FitNested(RfmData.Columns(members), new RfmQuantileOptions { RecencyLevels = 2, FrequencyLevels = 2, MonetaryLevels = 2 });
        Assert.Equal([50.0], scale.RecencyCuts);
        Assert.Equal([2.5], scale.FrequencyCutsWithin(2));
        Assert.Equal([1.0], scale.FrequencyCutsWithin(1));
        Assert.Equal([15.0], scale.MonetaryCutsWithin(2, 1));
        Assert.Equal([35.0], scale.MonetaryCutsWithin(2, 2));
        Assert.Equal([2.5], scale.MonetaryCutsWithin(1, 1));
        Assert.Equal(["R1 F2"], scale.NestedFallbacks);
        Assert.Equal(scale.MonetaryCutsWithin(1, 1), scale.MonetaryCutsWithin(1, 2)); // the parent's, R1's own
        Assert.Equal("212", scale.Score(0, 2, 20).ToString());
        Assert.Equal("121", scale.Score(100, 2, 2).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => scale.MonetaryCutsWithin(3, 1));
    }

    [Fact]
    public void An_empty_recency_level_falls_back_to_all_members()
    {
        var scale = RfmScale.FitNested(
            RfmData.Columns([.. Enumerable.Range(1, 9).Select(i => (5, i, (decimal)i))]),
            new RfmQuantileOptions { RecencyLevels = 3, FrequencyLevels = 2, MonetaryLevels = 2 });
        Assert.Equal(["R1", "R1 F1", "R1 F2", "R2", "R2 F1", "R2 F2"], scale.NestedFallbacks);
        Assert.Equal(scale.FrequencyCuts, scale.FrequencyCutsWithin(1));
        Assert.Equal(scale.MonetaryCuts, scale.MonetaryCutsWithin(2, 2));
        Assert.Equal([2], scale.EmptyLevels(RfmDimension.Recency));
    }

    [Fact]
    public void A_scale_refuses_a_table_of_another_grain()
    {
        var days = RfmScale.FitQuantiles(RfmData.Columns((1, 1, 1m)));
        var hours = RfmData.Columns(new ObservationWindow(CellCalendar.Hours, 1_000, 2_000), (1, 1, 1m));
        var message = Assert.Throws<ArgumentException>(() => days.Score(hours, new RfmScore[1])).Message;
        Assert.Contains("cells of Day", message, StringComparison.Ordinal);
        Assert.Contains("cells are Hour", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => days.Score(hours.Row(0)));
        Assert.Throws<ArgumentException>(() => days.Score(RfmData.Table(hours)));
    }

    [Fact]
    public void A_scale_scores_a_later_table_with_the_cuts_that_it_was_fitted_to()
    {
        var scale = RfmScale.FitQuantiles(RfmData.Columns(RfmData.Random(500, 1)));
        var later = RfmData.Columns(ObservationWindow.OfDays(new DateOnly(2024, 2, 1), new DateOnly(2025, 1, 31)), RfmData.Random(500, 2));
        var scores = new RfmScore[500];
        scale.Score(later, scores);
        Assert.Equal(RfmData.Year, scale.Origin!.Window);
        Assert.Contains(scores, score => score.IsScored);
        Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(scale.Score(later.Row(i)), scores[i]));
    }

    [Fact]
    public void A_column_that_was_not_fed_is_named()
    {
        var columns = MemberColumns.FromColumns(RfmData.Year, new MemberColumnData { Purchases = [1], LastPurchaseCell = [RfmData.Year.LastCell] });
        Assert.Contains("Net", Assert.Throws<InvalidOperationException>(() => RfmScale.FitQuantiles(columns)).Message, StringComparison.Ordinal);
        var scale = RfmScale.FitQuantiles(RfmData.Columns((1, 1, 1m)));
        Assert.Contains("Net", Assert.Throws<InvalidOperationException>(() => scale.Score(columns.Row(0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_not_finite_are_unscored()
    {
        var scale = RfmScale.FitQuantiles(RfmData.Columns((1, 1, 1m)));
        Assert.All(new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity }, bad =>
        {
            Assert.False(scale.Score(bad, 1, 1).IsScored);
            Assert.False(scale.Score(1, bad, 1).IsScored);
            Assert.False(scale.Score(1, 1, bad).IsScored);
        });
        Assert.True(scale.Score(1, 1, -1e300).IsScored);
    }
}
