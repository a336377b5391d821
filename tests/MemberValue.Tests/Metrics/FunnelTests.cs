using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class FunnelTests
{
    private const int None = MemberColumns.NoCell;
    private const int Unknown = FunnelStepCells.UnknownCell;

    [Fact]
    public void A_small_funnel_is_as_by_hand()
    {
        // Row 0 takes all steps, 4 and 6 cells apart; row 1 buys on the day it visits and stops; row 2 buys before it visits: out of order,
        // and out; row 3 never visits, so that its purchase counts nowhere; row 4 visits only; row 5 takes 11 cells, then 1.
        var funnel = Funnel.Of(CellCalendar.Days,
        [
            Step("visit", 10, 20, 30, None, 50, 60),
            Step("purchase", 14, 20, 29, 40, None, 71),
            Step("review", 20, None, 31, 41, None, 72),
        ]);
        var (visit, purchase, review) = (funnel.Steps[0], funnel.Steps[1], funnel.Steps[2]);
        Assert.Equal((5, 0, new Proportion(5, 6), new Proportion(5, 5)), (visit.Members, visit.OutOfOrder, visit.StepRate, visit.OverallRate));
        Assert.Null(visit.TimeSinceStepBefore);
        Assert.Equal((3, 1, new Proportion(3, 5), new Proportion(3, 5)), (purchase.Members, purchase.OutOfOrder, purchase.StepRate, purchase.OverallRate));
        Assert.Equal((2, 0, new Proportion(2, 3), new Proportion(2, 5)), (review.Members, review.OutOfOrder, review.StepRate, review.OverallRate));
        // 0, 4, 11: quartiles at positions 0.5, 1 and 1.5 of the sorted values.
        Assert.Equal(new FunnelTime { Known = new Proportion(3, 3), Mean = 5, LowerQuartile = 2, Median = 4, UpperQuartile = 7.5 }, purchase.TimeSinceStepBefore);
        // 1, 6: positions 0.25, 0.5 and 0.75.
        Assert.Equal(new FunnelTime { Known = new Proportion(2, 2), Mean = 3.5, LowerQuartile = 2.25, Median = 3.5, UpperQuartile = 4.75 }, review.TimeSinceStepBefore);
        Assert.Equal(TimeUnit.Day, funnel.Unit);
    }

    [Fact]
    public void A_time_that_is_not_known_counts_in_the_step_and_not_in_the_times()
    {
        // Row 0: the second time is unknown, so neither gap beside it is known; its third cell lies after the first, in order.
        // Row 1: all known. Row 2: the third cell lies before the last known one, the first.
        var funnel = Funnel.Of(CellCalendar.Days,
        [
            Step("a", 10, 10, 10),
            Step("b", Unknown, 12, Unknown),
            Step("c", 30, 15, 9),
        ]);
        Assert.Equal((3, new Proportion(1, 3), 2.0), (funnel.Steps[1].Members, funnel.Steps[1].TimeSinceStepBefore!.Known, funnel.Steps[1].TimeSinceStepBefore!.Median));
        Assert.Equal((2, 1), (funnel.Steps[2].Members, funnel.Steps[2].OutOfOrder));
        Assert.Equal((new Proportion(1, 2), 3.0), (funnel.Steps[2].TimeSinceStepBefore!.Known, funnel.Steps[2].TimeSinceStepBefore!.Mean));
        var never = Funnel.Of(CellCalendar.Days, [Step("a", Unknown), Step("b", 5)]).Steps[1];
        Assert.Equal((1, new Proportion(0, 1)), (never.Members, never.TimeSinceStepBefore!.Known));
        Assert.True(double.IsNaN(never.TimeSinceStepBefore!.Mean) && double.IsNaN(never.TimeSinceStepBefore.Median));
    }

    [Fact]
    public void Purchases_make_a_funnel_of_three_steps()
    {
        // Days of January. Row 0: registered on 1, bought on 4, 9: 5 days to the second. Row 1: on 2, bought three times: 3, 5, 20, so 2 days.
        // Row 2: four purchases, the second unknown. Row 3: bought before registering. Row 4: registered only. Row 5: no registration known.
        var columns = MemberColumns.FromColumns(
            ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 31)),
            new MemberColumnData
            {
                RegistrationCell = [Day(1), Day(2), Day(3), Day(8), Day(5), null],
                Purchases = [2, 3, 4, 1, 0, 2],
                FirstPurchaseCell = [Day(4), Day(3), Day(3), Day(7), null, Day(1)],
                PreviousPurchaseCell = [Day(4), Day(5), Day(9), null, null, Day(1)],
                LastPurchaseCell = [Day(9), Day(20), Day(10), Day(7), null, Day(2)],
            });
        var funnel = Funnel.OfPurchases(columns);
        Assert.Equal(["registered", "first purchase", "repeat purchase"], funnel.Steps.Select(step => step.Name));
        Assert.Equal([5, 3, 3], funnel.Steps.Select(step => step.Members));
        Assert.Equal(1, funnel.Steps[1].OutOfOrder);
        Assert.Equal(1, funnel.Steps[1].TimeSinceStepBefore!.Median); // 3, 1, 0
        Assert.Equal((new Proportion(2, 3), 3.5), (funnel.Steps[2].TimeSinceStepBefore!.Known, funnel.Steps[2].TimeSinceStepBefore!.Mean)); // 5, 2
        Assert.Equal(3.5 / 7, Funnel.OfPurchases(columns, TimeUnit.Week).Steps[2].TimeSinceStepBefore!.Mean, 1e-15);
    }

    [Fact]
    public void Without_registrations_the_funnel_begins_with_the_first_purchase()
    {
        var columns = MemberColumns.FromColumns(
            ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 31)),
            new MemberColumnData { Purchases = [3, 2, 0], FirstPurchaseCell = [Day(1), Day(2), null], LastPurchaseCell = [Day(9), Day(9), null] });
        var funnel = Funnel.OfPurchases(columns);
        Assert.Equal([2, 2], funnel.Steps.Select(step => step.Members));
        Assert.Equal(new Proportion(2, 3), funnel.Steps[0].StepRate);
        Assert.Equal((new Proportion(1, 2), 7.0), (funnel.Steps[1].TimeSinceStepBefore!.Known, funnel.Steps[1].TimeSinceStepBefore!.Median)); // of three, the second is not known here
        Assert.Throws<ArgumentNullException>(() => Funnel.OfPurchases(null!));
        Assert.Throws<InvalidOperationException>(() => Funnel.OfPurchases(MemberColumns.FromColumns(columns.Window, new MemberColumnData { Purchases = [0] })));
    }

    [Fact]
    public void A_funnel_is_what_its_definition_says_for_any_cells_in_any_row_order()
    {
        var cell = Gen.Frequency((1, Gen.Constant(None)), (1, Gen.Constant(Unknown)), (6, Gen.Choose(0, 6)));
        var rows = cell.ArrayOf(4).ArrayOf();
        Law.Holds(rows.ToArbitrary(), members =>
        {
            Funnel Of(int[][] list) => Funnel.Of(CellCalendar.Days, Enumerable.Range(0, 4).Select(step => new FunnelStepCells($"{step}", list.Select(row => row[step]).ToArray())).ToList());
            static bool Reaches(int[] row, int step)
            {
                var known = row.Take(step + 1).Where(cell => cell != Unknown).ToList();
                return !row.Take(step + 1).Contains(None) && known.SequenceEqual(known.Order());
            }

            var (funnel, before) = (Of(members), members.Length);
            for (var step = 0; step < 4; step++)
            {
                var reached = members.Where(row => Reaches(row, step)).ToList();
                if (funnel.Steps[step].Members != reached.Count || reached.Count > before || funnel.Steps[step].StepRate != new Proportion(reached.Count, before))
                    return false;
                before = reached.Count;
                if (step == 0)
                    continue;
                var times = reached.Where(row => row[step] != Unknown && row[step - 1] != Unknown).Select(row => (double)row[step] - row[step - 1]).ToList();
                var time = funnel.Steps[step].TimeSinceStepBefore!;
                if (time.Known != new Proportion(times.Count, reached.Count) || (times.Count > 0 && Math.Abs(time.Mean - times.Average()) > 1e-13))
                    return false;
            }

            return funnel.Steps.SequenceEqual(Of(Enumerable.Reverse(members).ToArray()).Steps);
        });
    }

    [Fact]
    public void Steps_that_do_not_fit_are_refused()
    {
        static void Refused(string what, params FunnelStepCells[] steps) =>
            Assert.Contains(what, Assert.Throws<ArgumentException>(() => Funnel.Of(CellCalendar.Days, steps)).Message, StringComparison.Ordinal);
        Refused("at least one step");
        Refused("Step 0 is null", new FunnelStepCells[] { null! });
        Refused("Step 0 is null or has no name", Step(" ", 1));
        Refused("The step 'a' is given twice", Step("a", 1), Step("a", 1));
        Refused("The step 'b' has 2 cells and 'a' has 1", Step("a", 1), Step("b", 1, 2));
        Assert.Throws<ArgumentNullException>(() => Funnel.Of(null!, []));
        Assert.Throws<ArgumentNullException>(() => Funnel.Of(CellCalendar.Days, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Funnel.Of(CellCalendar.Days, [Step("a", 1)], default(TimeUnit)));
    }

    [Fact]
    public void The_text_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var funnel = Funnel.Of(CellCalendar.Days, [Step("visit", 1, 2, 3), Step("purchase", 2, 4, None), Step("review", None, None, None), Step("gift", None, None, None)]);
            Assert.Equal(
                """
                step                 members   step rate     overall     median days
                visit                      3      100.0%      100.0%               -
                purchase                   2       66.7%       66.7%             1.5
                review                     0        0.0%        0.0%               -
                gift                       0           -        0.0%               -

                """.ReplaceLineEndings("\n"),
                funnel.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static FunnelStepCells Step(string name, params int[] cells) => new(name, cells);

    private static int Day(int day) => new DateOnly(2024, 1, day).DayNumber;
}
