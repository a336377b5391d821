using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Assessment;

/// <summary>Assessments where an option or an answer is at its end.</summary>
public class ValuatorBoundaryTests
{
    [Fact]
    public void A_stage_that_is_unclassified_has_no_reason_and_is_named_all_the_same()
    {
        var options = new MemberValuatorOptions
        {
            Lifecycle = new LifecycleOptions { Method = StageMethod.Probability },
            Clv = new ClvOptions { Method = ClvMethod.Historic },
            Purchases = new OneUnknown(),
        };
        var table = Table(CellCalendar.Days, [1, 5, 5], [300, 10, 200]);
        var valuator = MemberValuator.Create(options);
        Assert.IsType<ProbabilityStageClassifier>(valuator.Classifier); // which would explain it
        var all = valuator.Assess(table);
        Assert.Equal(LifecycleStage.Unclassified, all.Stages![0]);
        foreach (var unknown in new[] { all[0], valuator.Assess(table[0]) })
        {
            Assert.Equal(LifecycleStage.Unclassified, unknown.Stage);
            Assert.Null(unknown.StageReason);
            Assert.Equal(("Stage Unclassified.", "生命周期阶段：未分类。"), (unknown.Reasons[0].Text.English, unknown.Reasons[0].Text.Chinese));
        }

        Assert.NotEqual(LifecycleStage.Unclassified, all[1].Stage);
        Assert.Equal(all[1].Stage, all[1].StageReason!.Stage);
        Assert.Equal(all[1].StageReason!.Text.English, all[1].Reasons[0].Text.English);
    }

    [Theory]
    [InlineData(1, 1)] // less than half a week, and still one opportunity: with none nobody could buy
    [InlineData(3, 1)]
    [InlineData(7, 1)]
    [InlineData(10, 1)] // 1.43 weeks
    [InlineData(11, 2)] // 1.57
    [InlineData(90, 13)] // 12.86
    [InlineData(91, 13)]
    public void A_model_of_opportunities_looks_the_nearest_whole_number_of_them_ahead_and_at_least_one(double days, int opportunities)
    {
        var table = Table(CellCalendar.Weeks(DayOfWeek.Monday), [1, 2, 3, 3], [5, 1, 2, 40]);
        var model = new BgBbModel(new BgBbParameters(1.204, 0.750, 0.657, 2.783), TimeUnit.Week);
        var options = new MemberValuatorOptions
        {
            Clv = new ClvOptions { Model = PurchaseModel.BgBb, PurchaseHorizonDays = days, ValueHorizonDays = days, SpendPerPurchase = 10 },
        };
        var all = MemberValuator.Create(options, MemberModels.None.With(model)).Assess(table);
        for (var key = 0; key < 4; key++)
        {
            var members = table.In(TimeUnit.Week);
            var history = new PurchaseHistory(members.RepeatPurchases(key), members.TimeOfLastPurchase(key), members.Age(key));
            Assert.Equal(model.ProbabilityOfPurchase(history, opportunities), all.ProbabilityOfPurchase![key]);
            Assert.Equal(model.ExpectedPurchases(history, opportunities), all.ExpectedPurchases![key]);
            Assert.Equal(10 * model.ExpectedPurchases(history, opportunities), all.Values![key], 1e-12);
            Assert.True(all.ProbabilityOfPurchase[key] > 0);
        }
    }

    /// <summary>Members 0, 1, ... with so many purchases in a row of cells, the last so many cells back.</summary>
    private static MemberTable<int> Table(CellCalendar calendar, int[] purchases, int[] back)
    {
        var window = new ObservationWindow(calendar, 100_000, 101_000);
        var columns = MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = purchases,
            FirstPurchaseCell = purchases.Select((count, i) => (int?)(101_000 - back[i] - count + 1)).ToArray(),
            LastPurchaseCell = back.Select(cells => (int?)(101_000 - cells)).ToArray(),
            PreviousPurchaseCell = purchases.Select((count, i) => count < 2 ? null : (int?)(100_999 - back[i])).ToArray(),
            Net = purchases.Select(count => 10m * count).ToArray(),
        });
        return MemberTable.FromColumns(Enumerable.Range(0, purchases.Length).ToArray(), columns);
    }

    /// <summary>A model that has no probability for who bought once.</summary>
    private sealed class OneUnknown : IAttritionModel
    {
        public string Name => "one unknown";

        public TimeUnit Unit => TimeUnit.Day;

        public void ProbabilityAlive(MemberTimeView members, Span<double> destination) => Fill(members, destination);

        public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination) => Fill(members, destination);

        public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination) => Fill(members, destination);

        private static void Fill(MemberTimeView members, Span<double> destination)
        {
            for (var i = 0; i < members.Count; i++)
                destination[i] = members.RepeatPurchases(i) == 0 ? double.NaN : 0.6;
        }
    }
}
