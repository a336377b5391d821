using MemberValue.Lifecycle;
using MemberValue.Members;
using static MemberValue.Lifecycle.LifecycleStage;
using static MemberValue.Tests.Lifecycle.StageData;

namespace MemberValue.Tests.Lifecycle;

/// <summary>Every boundary of every stage by thresholds, worked by hand: the day before, on the day, the day after.</summary>
public class ThresholdStageTests
{
    private static readonly ThresholdStageClassifier Default = new();

    [Theory]
    [InlineData(0, FirstTime)]
    [InlineData(29, FirstTime)]
    [InlineData(30, Dormant)]
    [InlineData(31, Dormant)]
    [InlineData(89, Dormant)]
    [InlineData(90, Lost)]
    [InlineData(91, Lost)]
    public void One_purchase_so_many_days_ago(int days, LifecycleStage stage) => Assert.Equal(stage, Default.StageOf(Bought(days)));

    [Theory]
    [InlineData(19, FirstTime)]
    [InlineData(20, Active)]
    [InlineData(21, Active)]
    [InlineData(29, Active)]
    [InlineData(30, Dormant)]
    public void The_window_of_the_first_purchase_ends_on_its_day(int days, LifecycleStage stage) =>
        Assert.Equal(stage, new ThresholdStageClassifier(new() { FirstTimeDays = 20 }).StageOf(Bought(days)));

    [Theory]
    [InlineData(0, 29, Active)]
    [InlineData(0, 30, Active)] // the day before the last purchase the silence was 29 days
    [InlineData(0, 31, Returned)] // ... 30 days: Dormant
    [InlineData(0, 32, Returned)]
    [InlineData(0, 400, Returned)] // ... Lost
    [InlineData(9, 31, Returned)]
    [InlineData(10, 31, Active)]
    [InlineData(11, 31, Active)]
    [InlineData(30, 31, Dormant)]
    [InlineData(90, 31, Lost)]
    public void Bought_again_so_many_days_ago_after_a_gap(int days, int gap, LifecycleStage stage) =>
        Assert.Equal(stage, new ThresholdStageClassifier(new() { ReturnedDays = 10 }).StageOf(Bought(days, gap)));

    [Theory]
    [InlineData(4, "200", Active)]
    [InlineData(5, "199.99", Active)]
    [InlineData(5, "200", Loyal)]
    [InlineData(6, "200.01", Loyal)]
    public void Loyal_needs_purchases_and_spend(int purchases, string net, LifecycleStage stage)
    {
        var member = Bought(3, [.. Enumerable.Repeat(10, purchases - 1)]) with { Net = decimal.Parse(net, System.Globalization.CultureInfo.InvariantCulture) };
        Assert.Equal(stage, new ThresholdStageClassifier(new() { LoyalSpend = 200m }).StageOf(member));
        Assert.Equal(purchases >= 5 ? Loyal : Active, Default.StageOf(member));
        Assert.Equal(Active, new ThresholdStageClassifier(new() { LoyalPurchases = null }).StageOf(member));
    }

    [Theory]
    [InlineData(1, 39, Active)]
    [InlineData(1, 40, Dormant)]
    [InlineData(2, 40, Dormant)]
    [InlineData(3, 40, Lost)]
    [InlineData(3, 15, Dormant)]
    [InlineData(3, 14, Active)]
    [InlineData(40, 39, Lost)]
    public void Limits_are_those_of_the_class_of_purchases(int purchases, int days, LifecycleStage stage)
    {
        var classifier = new ThresholdStageClassifier(new() { Limits = [new(1, 2, 40, 80), new(3, null, 15, 39)], FirstTimeDays = 10, ReturnedDays = 15, LoyalPurchases = null });
        Assert.Equal(stage, classifier.StageOf(Bought(days, [.. Enumerable.Repeat(2, purchases - 1)])));
    }

    [Fact]
    public void Returned_goes_by_the_limit_of_one_purchase_fewer()
    {
        // The third purchase after 30 days: the class of two purchases held then, whose limit is 40.
        var classifier = new ThresholdStageClassifier(new() { Limits = [new(1, 2, 40, 80), new(3, null, 15, 39)], ReturnedDays = 15 });
        Assert.Equal(Active, classifier.StageOf(Bought(0, 2, 40)));
        Assert.Equal(Returned, classifier.StageOf(Bought(0, 2, 41)));
        Assert.Equal(Active, classifier.StageOf(Bought(0, 2, 2, 15)));
        Assert.Equal(Returned, classifier.StageOf(Bought(0, 2, 2, 16)));
    }

    [Fact]
    public void Silence_decides_first_then_Returned_then_Loyal_then_FirstTime()
    {
        var classifier = new ThresholdStageClassifier(new() { LoyalPurchases = 1, FirstTimeDays = 30, ReturnedDays = 30 });
        Assert.Equal(Lost, classifier.StageOf(Bought(90, 50)));
        Assert.Equal(Dormant, classifier.StageOf(Bought(30, 50)));
        Assert.Equal(Returned, classifier.StageOf(Bought(29, 50)));
        Assert.Equal(Loyal, classifier.StageOf(Bought(29, 30)));
        Assert.Equal(Loyal, classifier.StageOf(Bought(0)));
        Assert.Equal(FirstTime, Default.StageOf(Bought(0)));
        Assert.Equal(Active, Default.StageOf(Bought(0, 5)));
        Assert.Equal(New, Default.StageOf(Never(registeredBack: 5_000)));
    }

    [Theory]
    [InlineData(59, null, New)]
    [InlineData(60, null, Dormant)]
    [InlineData(61, null, Dormant)]
    [InlineData(179, null, Dormant)]
    [InlineData(180, null, Lost)]
    [InlineData(9_000, null, Lost)] // registered before the window
    [InlineData(null, null, New)]
    [InlineData(null, 500, New)]
    [InlineData(180, 3, Lost)] // visits count under Engagement only
    public void A_New_ages_from_the_registration_only_if_the_rules_say_so(int? registered, int? visited, LifecycleStage stage)
    {
        var member = Never(registered, visited);
        Assert.Equal(stage, new ThresholdStageClassifier(new() { NewDormantFromDays = 60, NewLostFromDays = 180 }).StageOf(member));
        Assert.Equal(stage == Lost ? Lost : New, new ThresholdStageClassifier(new() { NewLostFromDays = 180 }).StageOf(member));
        Assert.Equal(stage == New ? New : Dormant, new ThresholdStageClassifier(new() { NewDormantFromDays = 60 }).StageOf(member));
        Assert.Equal(New, Default.StageOf(member));
    }

    [Theory]
    [InlineData(100, 29, Active)]
    [InlineData(100, 30, Dormant)]
    [InlineData(100, 90, Lost)]
    [InlineData(100, 120, Lost)] // the purchase is the later one
    [InlineData(100, null, Lost)]
    [InlineData(10, 50, FirstTime)]
    public void Engagement_counts_silence_from_the_later_of_purchase_and_visit(int bought, int? visited, LifecycleStage stage) =>
        Assert.Equal(stage, new ThresholdStageClassifier(new() { Silence = SilenceSource.Engagement }).StageOf(Bought(bought) with { VisitedBack = visited }));

    [Fact]
    public void Under_Engagement_FirstTime_and_Returned_look_at_purchases_and_a_New_at_visits_too()
    {
        var classifier = new ThresholdStageClassifier(
            new() { Silence = SilenceSource.Engagement, FirstTimeDays = 60, ReturnedDays = 60, NewDormantFromDays = 30 });
        Assert.Equal(FirstTime, classifier.StageOf(Bought(59) with { VisitedBack = 1 }));
        Assert.Equal(Active, classifier.StageOf(Bought(60) with { VisitedBack = 1 }));
        Assert.Equal(Returned, classifier.StageOf(Bought(59, 31) with { VisitedBack = 1 }));
        Assert.Equal(Active, classifier.StageOf(Bought(59, 30) with { VisitedBack = 1 }));
        Assert.Equal(New, classifier.StageOf(Never(100, 29)));
        Assert.Equal(Dormant, classifier.StageOf(Never(100, 30)));
        Assert.Equal(Dormant, classifier.StageOf(Never(null, 30)));
        Assert.Equal(New, classifier.StageOf(Never()));
    }

    [Theory]
    [InlineData(EventGrain.Day, 2, 1, 2)]
    [InlineData(EventGrain.Day, 1.5, 1, 2)]
    [InlineData(EventGrain.Day, 0.001, 0, 1)]
    [InlineData(EventGrain.Week, 14, 1, 2)]
    [InlineData(EventGrain.Week, 10, 1, 2)]
    [InlineData(EventGrain.Week, 14.0001, 2, 3)]
    [InlineData(EventGrain.Hour, 2, 47, 48)]
    [InlineData(EventGrain.Hour, 0.1, 2, 3)]
    [InlineData(EventGrain.Instant, 2, 172_799, 172_800)]
    [InlineData(EventGrain.Instant, 0.7, 60_479, 60_480)]
    public void Days_are_rounded_up_to_whole_cells(EventGrain grain, double days, int before, int on)
    {
        var calendar = CellCalendar.Of(grain);
        var end = calendar.CellOf(new DateOnly(2024, 6, 1));
        var window = new ObservationWindow(calendar, end - 1_000, end);
        window = grain == EventGrain.Instant ? new ObservationWindow(calendar, end - 500_000, end) : window;
        var classifier = new ThresholdStageClassifier(new() { Limits = [new(1, null, days, days + 400)], FirstTimeDays = days, ReturnedDays = days });
        Assert.Equal(FirstTime, classifier.StageOf(Bought(before), window));
        Assert.Equal(Dormant, classifier.StageOf(Bought(on), window));
        Assert.Equal(Active, classifier.StageOf(Bought(0, on), window));
        Assert.Equal(Returned, classifier.StageOf(Bought(0, on + 1), window));
        Assert.Equal(calendar.StartOf(end + on), classifier.Explain(Row(Bought(0), window)).Next!.Start);
    }

    [Fact]
    public void Equal_limits_leave_no_Dormant()
    {
        var classifier = new ThresholdStageClassifier(new() { Limits = [new(1, null, 30, 30)] });
        Assert.Equal(FirstTime, classifier.StageOf(Bought(29)));
        Assert.Equal(Lost, classifier.StageOf(Bought(30)));
        Assert.Equal(Returned, classifier.StageOf(Bought(0, 31)));
    }

    [Fact]
    public void An_explanation_says_rule_numbers_and_the_next_date()
    {
        var why = Default.Explain(Row(Bought(5)));
        Assert.Equal((FirstTime, StageRule.InsideFirstWindow, StageNotes.None), (why.Stage, why.Rule, why.Notes));
        Assert.Equal([new StageFact(StageQuantity.SincePurchase, 5, 30, "day")], why.Facts);
        Assert.Equal(new StageChange(Dormant, Today + 25, CellCalendar.Days.StartOf(Today + 25)), why.Next);
        Assert.Equal("First-time: one purchase, 5 days ago; counts as First-time for 30 days. Without another purchase: Dormant from 1999-09-29.", why.Text.English);
        Assert.Equal("首购会员：仅购买1次，首购时间为5天前，30天内计为首购会员。若一直不再购买，1999-09-29起转为沉睡会员。", why.Text.Chinese);
        Assert.Equal(why.Text.English, why.ToString());

        why = Default.Explain(Row(Bought(45, 3)));
        Assert.Equal("Dormant: no purchase for 45 days; the limit for Dormant is 30 days. Without another purchase: Lost from 1999-10-19.", why.Text.English);
        Assert.Equal((StageRule.SilentUntilDormant, Lost), (why.Rule, why.Next!.Stage));

        why = Default.Explain(Row(Bought(95, 3)));
        Assert.Equal("Lost: no purchase for 95 days; the limit for Lost is 90 days.", why.Text.English);
        Assert.Null(why.Next);

        why = Default.Explain(Row(Bought(1, 50)));
        Assert.Equal([new(StageQuantity.SilenceBeforePurchase, 49, 30, "day"), new StageFact(StageQuantity.SincePurchase, 1, 30, "day")], why.Facts);
        Assert.Equal("Returned: bought again 1 day ago after being silent for 49 days, longer than the limit for Dormant of 30 days; counts as Returned for 30 days. Without another purchase: Dormant from 1999-10-03.", why.Text.English);

        why = new ThresholdStageClassifier(new() { LoyalSpend = 10m }).Explain(Row(Bought(1, 1, 1, 1, 1) with { Net = 20.5m }));
        Assert.Equal("Loyal: 5 purchases, net spend 20.50; it takes at least 5 purchases and 10.00. Without another purchase: Dormant from 1999-10-03.", why.Text.English);
        Assert.Equal([new(StageQuantity.Purchases, 5, 5, "purchase"), new StageFact(StageQuantity.NetSpend, 20.5, 10, "money")], why.Facts);

        why = Default.Explain(Row(Never(3)));
        Assert.Equal(("New: no purchase yet.", "新会员：尚未购买。", null), (why.Text.English, why.Text.Chinese, why.Next));
        why = new ThresholdStageClassifier(new() { NewLostFromDays = 4 }).Explain(Row(Never(3)));
        Assert.Equal("New: no purchase yet in 3 days since registration; the limit is 4 days. Without a purchase: Lost from 1999-09-05.", why.Text.English);
        why = new ThresholdStageClassifier(new() { NewLostFromDays = 4 }).Explain(Row(Never()));
        Assert.Equal((StageNotes.NoDateToAgeFrom, null), (why.Notes, why.Next));
        why = new ThresholdStageClassifier(new() { NewLostFromDays = 4 }).Explain(Row(Never(7)));
        Assert.Equal("Lost: never bought in 7 days since registration; the limit for Lost is 4 days.", why.Text.English);
        Assert.Throws<ArgumentNullException>(() => Default.Explain(null!));
    }

    [Fact]
    public void A_change_after_the_end_of_the_calendar_is_none()
    {
        var end = new DateOnly(9999, 12, 20).DayNumber;
        var window = new ObservationWindow(CellCalendar.Days, end - 100, end);
        Assert.Equal(new DateTime(9999, 12, 31), Default.Explain(Row(Bought(19, 1), window)).Next!.Start);
        Assert.Null(Default.Explain(Row(Bought(18, 1), window)).Next);
        var instants = new ObservationWindow(CellCalendar.Instants, 0, int.MaxValue);
        Assert.Null(Default.Explain(Row(Bought(18, 1), instants)).Next);
    }

    [Fact]
    public void A_copy_of_the_options_keeps_its_limits()
    {
        SilenceLimits[] limits = [new(1, null, 30, 90)];
        var copy = (ThresholdStageOptions)new ThresholdStageOptions { Limits = limits }.Copy();
        limits[0] = new(1, null, 10, 20);
        Assert.Equal([new SilenceLimits(1, null, 30, 90)], copy.Limits!);
    }
}
