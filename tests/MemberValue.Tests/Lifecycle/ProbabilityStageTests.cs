using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using static MemberValue.Lifecycle.LifecycleStage;
using static MemberValue.Tests.Lifecycle.StageData;

namespace MemberValue.Tests.Lifecycle;

/// <summary>Stages by a model. A stub whose probability is easy to work out shows the boundaries; the library's models show that they fit.</summary>
public class ProbabilityStageTests
{
    private static readonly ProbabilityStageOptions Quarters =
        new() { DormantBelow = 0.5, LostBelow = 0.25, FirstTimeDays = 10, ReturnedDays = 10, LoyalPurchases = 3 };

    [Theory]
    // The stub's probability is (x + 1) / (x + 1 + silence / 8).
    [InlineData(0, 0, FirstTime)]
    [InlineData(0, 9, Active)] // 1 / (1 + 9/8): the day before the window's end it is FirstTime, but Dormant decides first
    [InlineData(1, 8, Active)]
    [InlineData(2, 8, Loyal)]
    public void The_stub_is_what_it_says(int gaps, int days, LifecycleStage stage)
    {
        var found = new ProbabilityStageClassifier(new Stub(), Quarters).StageOf(Bought(days, [.. Enumerable.Repeat(1, gaps)]));
        Assert.Equal(gaps == 0 && days == 9 ? Dormant : stage, found);
    }

    [Theory]
    [InlineData(7, FirstTime)]
    [InlineData(8, FirstTime)] // exactly 0.5: on the limit, not below it
    [InlineData(9, Dormant)]
    [InlineData(23, Dormant)]
    [InlineData(24, Dormant)] // exactly 0.25
    [InlineData(25, Lost)]
    [InlineData(26, Lost)]
    public void Below_a_limit_is_not_on_it(int days, LifecycleStage stage)
    {
        var classifier = new ProbabilityStageClassifier(new Stub(), Quarters);
        Assert.Equal(stage, classifier.StageOf(Bought(days)));
        var why = classifier.Explain(Row(Bought(days)));
        Assert.Equal(stage, why.Stage);
        Assert.Equal(days switch { <= 8 => Today - days + 9, <= 24 => Today - days + 25, _ => (int?)null }, why.Next?.Cell);
    }

    [Theory]
    // The day before the second purchase the silence was gap - 1 with x = 0: Dormant from 9 days of silence.
    [InlineData(0, 9, Active)]
    [InlineData(0, 10, Returned)]
    [InlineData(9, 10, Returned)]
    [InlineData(10, 10, Active)]
    [InlineData(9, 900, Returned)]
    public void Returned_goes_by_the_probability_before_the_last_purchase(int days, int gap, LifecycleStage stage)
    {
        var classifier = new ProbabilityStageClassifier(new Stub(), Quarters);
        Assert.Equal(stage, classifier.StageOf(Bought(days, gap)));
        Assert.Equal(stage, classifier.Explain(Row(Bought(days, gap))).Stage);
        Assert.Equal(Active, new ProbabilityStageClassifier(new Stub(), new() { ReturnedDays = null, DormantBelow = 0.5, LostBelow = 0.25 }).StageOf(
            Bought(days, gap)));
    }

    [Fact]
    public void Returned_is_found_however_many_rows_there_are()
    {
        var classifier = new ProbabilityStageClassifier(new Stub(), Quarters);
        var members = Enumerable.Range(0, 5_000).Select(i => i % 3 == 0 ? Bought(1, 3) : Bought(1, 3, 40)).ToArray();
        var stages = Spans(classifier, Columns(members));
        for (var i = 0; i < members.Length; i++)
            Assert.Equal(i % 3 == 0 ? Active : Returned, stages[i]);
        Assert.Equal(stages, classifier.Classify(Table(Columns(members))).Values.ToArray());
    }

    [Fact]
    public void A_model_without_an_answer_leaves_a_member_unclassified_but_who_never_bought_is_New()
    {
        var classifier = new ProbabilityStageClassifier(new Stub { Knows = x => x != 1 }, Quarters);
        Assert.Equal([Unclassified, New, FirstTime], Spans(classifier, Columns(Bought(3, 5), Never(), Bought(3))));
        var why = classifier.Explain(Row(Bought(3, 5)));
        Assert.Equal((Unclassified, StageRule.NoProbability, null), (why.Stage, why.Rule, why.Next));
        Assert.Equal("Unclassified: the model cannot judge this member; check their data.", why.Text.English);
        Assert.StartsWith("未分类：", why.Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void An_explanation_says_probability_limit_and_date()
    {
        var classifier = new ProbabilityStageClassifier(new Stub(), Quarters);
        var why = classifier.Explain(Row(Bought(9)));
        Assert.Equal((Dormant, StageRule.ProbabilityBelowDormant), (why.Stage, why.Rule));
        Assert.Equal([new StageFact(StageQuantity.ProbabilityOfPurchase, 1 / (1 + 9 / 8.0), 0.5, "probability")], why.Facts);
        Assert.Equal("Dormant: 47% likely to buy in the next 90 days; the limit for Dormant is 50%. Without another purchase: Lost from 1999-09-20.",
            why.Text.English);
        Assert.Equal("沉睡会员：未来90天购买概率为47%，低于沉睡会员的标准（50%）。若一直不再购买，1999-09-20起转为流失会员。", why.Text.Chinese);
        why = classifier.Explain(Row(Bought(1, 30)));
        Assert.StartsWith("Returned: bought again 1 day ago, when the probability was down to 22%; the limit for Dormant is 50%; counts as Returned for 10 "
            + "days. Returned ends on ", why.Text.English, StringComparison.Ordinal);
        Assert.Equal(new StageChange(Active, Today + 9, CellCalendar.Days.StartOf(Today + 9)), why.Next);
        why = classifier.Explain(Row(Bought(10, 5)));
        Assert.StartsWith("Active: 62% likely to buy in the next 90 days; Dormant begins below 50%.", why.Text.English, StringComparison.Ordinal);
        Assert.Equal("New: no purchase yet.", classifier.Explain(Row(Never())).Text.English);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(5_000)]
    public void BgNbd_holds_a_one_time_buyer_for_alive_for_ever_and_the_explanation_says_so(int days)
    {
        var options = new ProbabilityStageOptions { Basis = ProbabilityBasis.Alive, FirstTimeDays = null };
        var classifier = new ProbabilityStageClassifier(FittedBgNbd, options);
        var why = classifier.Explain(Row(Bought(days)));
        Assert.Equal((Active, StageNotes.SilenceDoesNotCount, null), (why.Stage, why.Notes, why.Next));
        Assert.Equal("Active: 100% likely to be still active; Dormant begins below 30%. Time without a purchase does not lower this probability, so it "
            + "cannot show that the member has left.", why.Text.English);
        // The model's other probability, other members, and other models do fall.
        Assert.Equal(StageNotes.None, classifier.Explain(Row(Bought(days, 7))).Notes);
        Assert.Equal(StageNotes.None, new ProbabilityStageClassifier(FittedBgNbd).Explain(Row(Bought(days))).Notes);
        Assert.Equal(StageNotes.None, new ProbabilityStageClassifier(FittedParetoNbd, options).Explain(Row(Bought(days))).Notes);
        Assert.NotNull(new ProbabilityStageClassifier(FittedParetoNbd, options).Explain(Row(Bought(1))).Next);
        // A window that ends is a date all the same.
        Assert.Equal(Active, new ProbabilityStageClassifier(FittedBgNbd, new() { Basis = ProbabilityBasis.Alive, FirstTimeDays = 6_000 }).Explain(
            Row(Bought(days))).Next!.Stage);
    }

    [Fact]
    public void A_model_of_opportunities_goes_by_its_unit()
    {
        var model = new BgBbModel(new BgBbParameters(1.204, 0.750, 0.657, 2.783), TimeUnit.Week);
        var weeks = new ObservationWindow(CellCalendar.Weeks(DayOfWeek.Monday), 100_000, 104_000);
        var classifier = new ProbabilityStageClassifier(model, new() { HorizonDays = 91, DormantBelow = 0.6, LostBelow = 0.2, ReturnedDays = null });
        var members = Enumerable.Range(0, 60).Select(i => Bought(i % 20, [.. Enumerable.Repeat(2, i / 10)])).ToArray();
        var stages = Spans(classifier, Columns(weeks, members));
        for (var i = 0; i < members.Length; i++)
        {
            var (x, tx) = (members[i].Gaps.Length, members[i].Gaps.Sum());
            var p = model.ProbabilityOfPurchase(new PurchaseHistory(x, tx, tx + members[i].Back), 13);
            Assert.Equal(p < 0.2 ? Lost : p < 0.6 ? Dormant : x >= 4 ? Loyal : x == 0 && members[i].Back < 5 ? FirstTime : Active, stages[i]);
        }

        Assert.True(stages.Distinct().Count() >= 4);
        Assert.NotNull(classifier.Explain(Row(Bought(0, 2, 2), weeks)).Next);

        // 90 days are 12.86 opportunities of a week: the classifier takes 13, as the valuator does.
        var nearest = new ProbabilityStageClassifier(model, new() { HorizonDays = 90, DormantBelow = 0.6, LostBelow = 0.2, ReturnedDays = null });
        Assert.Equal(stages, Spans(nearest, Columns(weeks, members)));

        // Another unit is the model's own error, before anything is written.
        var written = new LifecycleStage[members.Length];
        Array.Fill(written, (LifecycleStage)77);
        Assert.ThrowsAny<ArgumentException>(() => classifier.Classify(Columns(Days, members), written));
        Assert.ThrowsAny<ArgumentException>(() => classifier.Classify(Table(Columns(Days, members))));
        Assert.ThrowsAny<ArgumentException>(() => classifier.Explain(Row(Never(), Days)));
        Assert.All(written, stage => Assert.Equal((LifecycleStage)77, stage));
    }

    [Fact]
    public void A_model_that_looks_at_the_logarithms_of_gaps_finds_them_now_and_before()
    {
        var window = Days;
        int first = Today - 100, previous = Today - 90, last = Today - 5;
        var columns = MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = [3, 2],
            FirstPurchaseCell = [first, previous],
            LastPurchaseCell = [last, last],
            PreviousPurchaseCell = [previous, previous],
            SumOfLogGaps = [Math.Log(10) + Math.Log(85), Math.Log(85)],
        });
        var seen = new List<double>();
        var stub = new Stub { Seen = view => { for (var i = 0; i < view.Count; i++) { if (view.RepeatPurchases(i) > 0) seen.Add(view.SumOfLogGaps(i)); } } };
        _ = Spans(new ProbabilityStageClassifier(stub, Quarters), columns);
        Assert.Equal([Math.Log(10) + Math.Log(85), Math.Log(85), Math.Log(10)], seen, new Close());
    }

    [Fact]
    public void Many_threads_share_one_classifier()
    {
        var classifier = new ProbabilityStageClassifier(FittedParetoNbd);
        var tables = Enumerable.Range(0, 40).Select(i => Columns(Through(Today + i % 3), Random(i % 2 == 0 ? 5 : 3_000, i))).ToArray();
        var expected = tables.Select(columns => Spans(new ProbabilityStageClassifier(FittedParetoNbd), columns)).ToArray();
        Parallel.For(0, 400, i => Assert.Equal(expected[i % 40], Spans(classifier, tables[i % 40])));
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        (ProbabilityStageOptions Options, string Says)[] cases =
        [
            (new() { LostBelow = 0.31 }, "ProbabilityStageOptions.LostBelow is 0.31; it must not be above DormantBelow, 0.3"),
            (new() { LostBelow = 0 }, "LostBelow is 0"),
            (new() { DormantBelow = 1.01 }, "DormantBelow is 1.01"),
            (new() { DormantBelow = double.NaN }, "DormantBelow is not a number"),
            (new() { HorizonDays = 0 }, "HorizonDays is 0"),
            (new() { HorizonDays = double.PositiveInfinity }, "HorizonDays is infinity"),
            (new() { Basis = (ProbabilityBasis)5 }, "Basis is 5"),
            (new() { LoyalPurchases = 0 }, "ProbabilityStageOptions.LoyalPurchases is 0"),
        ];
        foreach (var (options, says) in cases)
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => new ProbabilityStageClassifier(FittedBgNbd, options)).Message,
                StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new ProbabilityStageClassifier(null!));
        var classifier = new ProbabilityStageClassifier(FittedBgNbd, new() { HorizonDays = 30, LostBelow = 0.05 });
        Assert.Equal((30, 0.05, 30), (classifier.ToOptions().HorizonDays, classifier.ToOptions().LostBelow, classifier.ToOptions().FirstTimeDays));
        Assert.Equal("Stages by BG/NBD: P(purchase in 30 days), Dormant below 0.3, Lost below 0.05", classifier.ToString());
        Assert.Equal("Stages by BG/NBD: P(alive), Dormant below 0.3, Lost below 0.1",
            new ProbabilityStageClassifier(FittedBgNbd, new() { Basis = ProbabilityBasis.Alive }).ToString());
    }

    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-12;

        public int GetHashCode(double obj) => 0;
    }

    /// <summary>A model of a user's own, in days: (x + 1) / (x + 1 + silence / 8).</summary>
    private sealed class Stub : IAttritionModel
    {
        public Func<int, bool> Knows { get; init; } = _ => true;

        public Action<MemberTimeView> Seen { get; init; } = _ => { };

        public string Name => "Stub";

        public TimeUnit Unit => TimeUnit.Day;

        public void ProbabilityAlive(MemberTimeView members, Span<double> destination) => throw new NotSupportedException();

        public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination)
        {
            Assert.Equal(90, horizon);
            Seen(members);
            for (var i = 0; i < members.Count; i++)
            {
                var x = members.RepeatPurchases(i);
                destination[i] = Knows(x) ? (x + 1) / (x + 1 + members.Recency(i) / 8) : double.NaN;
            }
        }

        public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination) => throw new NotSupportedException();
    }
}
