using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using static MemberValue.Lifecycle.LifecycleStage;
using static MemberValue.Tests.Lifecycle.StageData;

namespace MemberValue.Tests.Lifecycle;

/// <summary>Silence in units of a member's own rhythm.</summary>
public class RhythmStageTests
{
    private static readonly int[] Weekly = [.. Enumerable.Repeat(7, 20)];
    private static readonly int[] Yearly = [365, 365, 365, 365];

    [Fact]
    public void Who_buys_weekly_and_is_silent_for_a_month_is_not_Active_and_who_buys_yearly_is_not_Lost_after_200_days()
    {
        var members = Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? Bought(30, Weekly) : Bought(200, Yearly)).Append(Bought(3)).ToArray();
        var columns = Columns(members);
        var classifier = new RhythmStageClassifier(PurchaseRhythm.Fit(columns), new() { LoyalPurchases = null });
        Assert.Equal(Lost, classifier.StageOf(Bought(30, Weekly)));
        Assert.Equal(Active, classifier.StageOf(Bought(200, Yearly)));
        Assert.Equal(Dormant, classifier.StageOf(Bought(20, Weekly)));
        Assert.Equal(FirstTime, classifier.StageOf(Bought(3)));
    }

    [Theory]
    // m = 20, k = 2: a member with 3 gaps that sum to 60 expects 20, so that the limits are 40 and 80.
    [InlineData(39, Active)]
    [InlineData(40, Dormant)]
    [InlineData(41, Dormant)]
    [InlineData(79, Dormant)]
    [InlineData(80, Lost)]
    [InlineData(81, Lost)]
    public void Limits_are_multiples_of_the_expected_gap(int days, LifecycleStage stage) =>
        Assert.Equal(stage, Twenty(new() { ReturnedDays = 10 }).StageOf(Bought(days, 10, 20, 30)));

    [Theory]
    [InlineData(0, 29, FirstTime)]
    [InlineData(0, 39, Active)]
    [InlineData(0, 40, Dormant)]
    [InlineData(0, 80, Lost)]
    public void With_one_purchase_the_gap_is_the_populations(int gaps, int days, LifecycleStage stage)
    {
        Assert.Equal(0, gaps);
        Assert.Equal(stage, Twenty(new()).StageOf(Bought(days)));
        var why = Twenty(new()).Explain(Row(Bought(days)));
        Assert.Equal((stage, StageNotes.NoOwnGap), (why.Stage, why.Notes));
        Assert.Equal(new StageFact(StageQuantity.ExpectedGap, 20, 40, "day"), why.Facts[^1]);
    }

    [Theory]
    // Before the last purchase there were gaps 10 and 20: (40 + 30) / (2 + 2) = 17.5, so that Dormant began at 35 days.
    [InlineData(35, Active)]
    [InlineData(36, Returned)]
    [InlineData(37, Returned)]
    public void Returned_goes_by_the_expected_gap_of_one_purchase_fewer(int gap, LifecycleStage stage)
    {
        Assert.Equal(stage, Twenty(new()).StageOf(Bought(9, 10, 20, gap)));
        Assert.Equal(stage, Twenty(new() { ReturnedDays = 10 }).StageOf(Bought(9, 10, 20, gap)));
        Assert.Equal(Active, Twenty(new() { ReturnedDays = 9 }).StageOf(Bought(9, 10, 20, gap)));
    }

    [Fact]
    public void The_limit_is_rounded_up_to_whole_cells()
    {
        // (40 + 11) / (2 + 1) = 17, twice 34; (40 + 12) / 3 = 17.33, twice 34.67.
        Assert.Equal(Active, Twenty(new()).StageOf(Bought(33, 11)));
        Assert.Equal(Dormant, Twenty(new()).StageOf(Bought(34, 11)));
        Assert.Equal(Active, Twenty(new()).StageOf(Bought(34, 12)));
        Assert.Equal(Dormant, Twenty(new()).StageOf(Bought(35, 12)));
    }

    [Fact]
    public void Bounds_hold_gaps_that_are_too_short_and_too_long()
    {
        var daily = Enumerable.Repeat(1, 300).ToArray();
        var options = new RhythmStageOptions { GapAtLeastDays = 7, GapAtMostDays = 100, ReturnedDays = 5 };
        Assert.Equal(Loyal, Twenty(options).StageOf(Bought(13, daily)));
        Assert.Equal(Dormant, Twenty(options).StageOf(Bought(14, daily)));
        Assert.Equal(Lost, Twenty(options).StageOf(Bought(28, daily)));
        Assert.Equal(Dormant, Twenty(options).StageOf(Bought(399, 900, 900, 900)));
        Assert.Equal(Lost, Twenty(options).StageOf(Bought(400, 900, 900, 900)));
        Assert.Equal(StageNotes.GapAtBound, Twenty(options).Explain(Row(Bought(400, 900, 900, 900))).Notes);
        options.GapAtLeastDays = options.GapAtMostDays = null;
        Assert.Equal(Dormant, Twenty(options).StageOf(Bought(4, daily)));
        Assert.Equal(Active, Twenty(options).StageOf(Bought(1_000, 900, 900, 900)));
    }

    [Theory]
    [InlineData(EventGrain.Hour, 24)]
    [InlineData(EventGrain.Day, 1)]
    [InlineData(EventGrain.Instant, 86_400)]
    public void A_given_rhythm_is_turned_into_cells(EventGrain grain, int cells)
    {
        var calendar = CellCalendar.Of(grain);
        var end = calendar.CellOf(new DateOnly(2024, 6, 1));
        var window = new ObservationWindow(calendar, end - 100 * cells, end);
        Assert.Equal(Active, Twenty(new()).StageOf(Bought(40 * cells - 1, 20 * cells), window));
        Assert.Equal(Dormant, Twenty(new()).StageOf(Bought(40 * cells, 20 * cells), window));
    }

    [Fact]
    public void Rounding_does_not_move_a_limit()
    {
        // (k m + n m) / (k + n) is m, whatever the last bit of the quotient is.
        for (var m = 1; m <= 60; m++)
        {
            foreach (var k in new[] { 0.1, 1.7, 3, 1 / 3.0, 1e9, double.PositiveInfinity })
            {
                var classifier = new RhythmStageClassifier(
                    PurchaseRhythm.Of(m, k), new() { GapAtLeastDays = null, LoyalPurchases = null, FirstTimeDays = null, ReturnedDays = null });
                for (var n = 0; n < 12; n++)
                {
                    var gaps = Enumerable.Repeat(m, n).ToArray();
                    Assert.Equal(Active, classifier.StageOf(Bought(2 * m - 1, gaps)));
                    Assert.Equal(Dormant, classifier.StageOf(Bought(2 * m, gaps)));
                    Assert.Equal(Lost, classifier.StageOf(Bought(4 * m, gaps)));
                }
            }
        }
    }

    [Fact]
    public void The_fit_is_the_formula()
    {
        // Variances of ln t - psi(n) below psi'(n): alike, 140 days in 7 gaps.
        var rhythm = PurchaseRhythm.Fit(Columns(Bought(0, 5, 15), Bought(5, 40), Bought(9, 10, 30, 20, 20), Bought(3), Never()));
        Assert.Equal((FitStatus.AllAlike, 20.0, double.PositiveInfinity, 3L, 7L),
            (rhythm.Status, rhythm.MeanGapInDays, rhythm.Credibility, (long)rhythm.Origin!.Members, rhythm.Gaps));
        Assert.Equal(20, rhythm.ExpectedGapInDays(5, 1_000));

        // t = 8 (n 4), 900 (n 9), 50 (n 2): psi'(a) = V - mean of psi'(n) = 3.520482418. a and b / a: mpmath, 40 digits, 2026-11-22.
        rhythm = PurchaseRhythm.Fit(Columns(Bought(0, 1, 3, 1, 3), Bought(5, [.. Enumerable.Repeat(100, 9)]), Bought(5, 30, 20)));
        Assert.Equal(FitStatus.Fitted, rhythm.Status);
        Assert.Equal(0.61194681154058, rhythm.Credibility, 1e-9);
        Assert.Equal(7.27666498882968, rhythm.MeanGapInDays, 1e-8);
        Assert.Equal((rhythm.Credibility * rhythm.MeanGapInDays + 8) / (rhythm.Credibility + 4), rhythm.ExpectedGapInDays(4, 8));
        Assert.Equal(rhythm.MeanGapInDays, rhythm.ExpectedGapInDays(0, 0), 1e-12);
    }

    [Fact]
    public void Row_order_and_many_gaps_do_not_change_a_bit_of_a_fit()
    {
        var members = Random(3_000, 8).Append(Bought(0, [.. Enumerable.Repeat(3, 400)])).Append(Bought(2, [.. Enumerable.Repeat(9, 300)])).ToArray();
        var rhythm = PurchaseRhythm.Fit(Columns(members));
        new Random(1).Shuffle(members);
        Assert.Equal(rhythm.ToJson(), PurchaseRhythm.Fit(Columns(members)).ToJson());
        var bought = members.Where(member => member.Purchases >= 2).ToList();
        Assert.Equal((FitStatus.Fitted, bought.Count, bought.Sum(member => member.Gaps.Length)), (rhythm.Status, (int)rhythm.Origin!.Members, rhythm.Gaps));
        Assert.True(rhythm.Credibility > 0.1 && rhythm.MeanGapInDays is > 5 and < 60);
    }

    [Fact]
    public void The_fit_finds_the_parameters_that_gaps_were_drawn_with()
    {
        // Exponential gaps, rates gamma of shape 2 and rate 400: k = 2, m = 200. Each member with a fixed number of gaps: no censoring.
        var random = new Random(5);
        var members = new StageMember[20_000];
        for (var i = 0; i < members.Length; i++)
        {
            var rate = 0.0;
            for (var e = 0; e < 2; e++)
                rate -= Math.Log(1 - random.NextDouble()) / 400; // gamma of shape 2
            members[i] = Bought(0, [.. Enumerable.Range(0, 1 + i % 12).Select(_ => 1 + (int)(-Math.Log(1 - random.NextDouble()) / rate))]);
        }

        var window = new ObservationWindow(CellCalendar.Days, 0, 3_600_000);
        var rhythm = PurchaseRhythm.Fit(Columns(window, members));
        Assert.InRange(rhythm.MeanGapInDays, 196, 206);
        Assert.InRange(rhythm.Credibility, 1.93, 2.07);
    }

    [Fact]
    public void A_table_without_two_purchases_of_anyone_gives_a_rhythm_that_says_so()
    {
        foreach (var columns in new[] { Columns(), Columns(Never()), Columns(Bought(3), Bought(9)) })
        {
            var rhythm = PurchaseRhythm.Fit(columns);
            Assert.Equal(FitStatus.NoData, rhythm.Status);
            Assert.True(double.IsNaN(rhythm.MeanGapInDays) && double.IsNaN(rhythm.Credibility) && double.IsNaN(rhythm.ExpectedGapInDays(1, 1)));
            Assert.Equal("Rhythm: no gaps", rhythm.ToString());
            Assert.Contains("PurchaseRhythm.Of", Assert.Throws<ArgumentException>(() => new RhythmStageClassifier(rhythm)).Message, StringComparison.Ordinal);
            Assert.Equal(FitStatus.NoData, PurchaseRhythm.FromJson(rhythm.ToJson()).Status);
        }

        Assert.Throws<ArgumentNullException>(() => PurchaseRhythm.Fit(null!));
    }

    [Fact]
    public void A_fitted_rhythm_refuses_a_table_of_another_calendar()
    {
        var classifier = new RhythmStageClassifier(PurchaseRhythm.Fit(Columns(Bought(0, 3, 9), Bought(5, 100, 120))));
        var weeks = new ObservationWindow(CellCalendar.Weeks(DayOfWeek.Monday), 100_000, 104_000);
        var stages = new[] { (LifecycleStage)77 };
        var error = Assert.Throws<ArgumentException>(() => classifier.Classify(Columns(weeks, [Bought(1)]), stages));
        Assert.Contains("cells of Day, the columns are cells of Week from Monday", error.Message, StringComparison.Ordinal);
        Assert.Equal((LifecycleStage)77, stages[0]);
        Assert.Throws<ArgumentException>(() => classifier.Explain(Row(Bought(1), weeks)));
    }

    [Fact]
    public void Rhythms_come_back_from_JSON_to_the_last_bit()
    {
        PurchaseRhythm[] rhythms =
        [
            PurchaseRhythm.Of(20.1, 1 / 3.0), PurchaseRhythm.Of(1e-9, double.PositiveInfinity),
            PurchaseRhythm.Fit(Columns(Random(500, 2))), PurchaseRhythm.Fit(Columns(Bought(0, 10))),
        ];
        foreach (var rhythm in rhythms)
        {
            var read = PurchaseRhythm.FromJson(rhythm.ToJson());
            Assert.Equal(
                (rhythm.Status, rhythm.MeanGapInDays, rhythm.Credibility, rhythm.Gaps, rhythm.Origin),
                (read.Status, read.MeanGapInDays, read.Credibility, read.Gaps, read.Origin));
            using var stream = new MemoryStream();
            rhythm.ToJson(stream);
            stream.Position = 0;
            Assert.Equal(rhythm.ToJson(), PurchaseRhythm.FromJson(stream).ToJson());
        }
    }

    [Theory]
    [InlineData("\"status\":\"Given\",\"gaps\":0", "meanGapInDays")]
    [InlineData("\"status\":\"Given\",\"gaps\":0,\"meanGapInDays\":-3", "meanGapInDays")]
    [InlineData("\"status\":\"Given\",\"gaps\":0,\"meanGapInDays\":3,\"credibility\":0", "credibility is 0 and must be a finite number above 0")]
    [InlineData("\"status\":\"Given\",\"origin\":{\"members\":5,\"rows\":5},\"gaps\":7,\"meanGapInDays\":3,\"credibility\":2", "does not go with 5 members")]
    [InlineData("\"status\":\"Fitted\",\"gaps\":7,\"meanGapInDays\":3,\"credibility\":2", "no origin")]
    [InlineData("\"status\":\"Fitted\",\"origin\":{\"members\":5,\"rows\":5,\"grain\":\"Day\",\"firstDayOfWeek\":\"Monday\",\"firstCell\":1,\"lastCell\":9},\"gaps\":7,\"meanGapInDays\":3", "credibility")]
    [InlineData("\"status\":\"AllAlike\",\"origin\":{\"members\":5,\"rows\":5,\"grain\":\"Day\",\"firstDayOfWeek\":\"Monday\",\"firstCell\":1,\"lastCell\":9},\"gaps\":7,\"meanGapInDays\":3,\"credibility\":2", "credibility must not be there")]
    [InlineData("\"status\":\"Fitted\",\"origin\":{\"members\":5,\"rows\":5,\"grain\":\"Day\",\"firstDayOfWeek\":\"Monday\",\"firstCell\":9,\"lastCell\":1},\"gaps\":7,\"meanGapInDays\":3,\"credibility\":2", "last cell")]
    [InlineData("\"status\":\"Fitted\",\"origin\":{\"members\":5,\"rows\":5,\"grain\":\"Day\"},\"gaps\":7,\"meanGapInDays\":3,\"credibility\":2",
        "origin.firstDayOfWeek is missing")]
    [InlineData("\"status\":\"Odd\",\"gaps\":0", "status is 'Odd'")]
    [InlineData("\"status\":\"Given\",\"gaps\":-1", "gaps is -1 and must be a whole number of 0 or more")]
    public void A_damaged_rhythm_says_what_is_wrong(string rest, string says) => Assert.Contains(says, Assert.Throws<FormatException>(
        () => PurchaseRhythm.FromJson("{\"type\":\"PurchaseRhythm\",\"version\":1," + rest + "}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_out_of_range_are_named()
    {
        (RhythmStageOptions Options, string Says)[] cases =
        [
            (new() { LostFromGaps = 1.9 }, "LostFromGaps is 1.9; it must not be below DormantFromGaps, 2"),
            (new() { DormantFromGaps = double.NaN }, "DormantFromGaps is not a number"),
            (new() { LostFromGaps = double.PositiveInfinity }, "LostFromGaps is infinity"),
            (new() { GapAtLeastDays = 0 }, "GapAtLeastDays is 0"),
            (new() { GapAtMostDays = 6 }, "GapAtMostDays is 6; it must not be below GapAtLeastDays, 7"),
            (new() { FirstTimeDays = -1 }, "RhythmStageOptions.FirstTimeDays is -1"),
        ];
        foreach (var (options, says) in cases)
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => Twenty(options)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new RhythmStageClassifier(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => PurchaseRhythm.Of(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PurchaseRhythm.Of(double.PositiveInfinity, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PurchaseRhythm.Of(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PurchaseRhythm.Of(1, 1).ExpectedGapInDays(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PurchaseRhythm.Of(1, 1).ExpectedGapInDays(0, double.NaN));
        var classifier = Twenty(new() { GapAtMostDays = null, LostFromGaps = 3.5 });
        Assert.Equal((null, 3.5, 7), (classifier.ToOptions().GapAtMostDays, classifier.ToOptions().LostFromGaps, classifier.ToOptions().GapAtLeastDays));
        Assert.Equal("Stages by own rhythm: Dormant from 2 gaps, Lost from 3.5; Rhythm: a gap of 20 days, weighing 2 gaps (Given)", classifier.ToString());
    }

    private static RhythmStageClassifier Twenty(RhythmStageOptions options) => new(PurchaseRhythm.Of(20, 2), options);
}
