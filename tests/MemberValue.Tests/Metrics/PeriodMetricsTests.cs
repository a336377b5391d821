using System.Globalization;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Tests.Members;

namespace MemberValue.Tests.Metrics;

public class PeriodMetricsTests
{
    private static readonly int[] Lengths = [1, 3, 5, 16];

    private static IReadOnlyList<PeriodMetrics> Of<TKey>(IEnumerable<MemberTable<TKey>> tables)
        where TKey : notnull
    {
        var builder = new PeriodMetricsBuilder<TKey>();
        foreach (var table in tables)
            builder.Add(table);
        return builder.ToList();
    }

    [Fact]
    public void The_first_period_is_as_by_hand()
    {
        // ann bought on two days, bo on one; eve only registered. 100 + 50 + 30 in three orders.
        var january = Of(Snapshots.ByHand)[0];
        Assert.Equal("2024-01-01 through 2024-01-31", january.Period.ToString());
        Assert.True(january.IsFirst);
        Assert.Equal((3, 2, 2, 0), (january.Members, january.ActiveMembers, january.NewMembers, january.ReturningMembers));
        Assert.Equal((new Proportion(1, 2), new Proportion(1, 2)), (january.RepurchaseRate, january.RepurchaseRateInPeriod));
        Assert.Equal((new Proportion(0, 0), new Proportion(0, 0)), (january.RetentionRate, january.ChurnRate));
        Assert.True(double.IsNaN(january.RetentionRate.Rate) && double.IsNaN(january.ChurnRate.Rate));
        Assert.Equal((3L, 3L, 180m, 0m), (january.Purchases, january.Orders, january.Sales, january.Refunds));
        Assert.Equal((180m, 180m, 0m, 0m), (january.Revenue, january.NewRevenue, january.ReturningRevenue, january.RevenueWithoutPurchase));
        Assert.Equal((60.0, 1.5, 90.0, 60.0), (january.AverageOrderValue, january.PurchaseFrequency, january.RevenuePerActiveMember, january.RevenuePerMember));
    }

    [Fact]
    public void The_second_period_is_as_by_hand()
    {
        // Active: ann (again) and cy (first). Of January's ann and bo, ann stays. Buyers so far: ann 3 purchases, bo 1, cy 1.
        // Net: cy 60 (new), ann 20 - 10 (returning), di -5 (has no purchase yet); 65 in two orders, five members.
        var february = Of(Snapshots.ByHand)[1];
        Assert.Equal("2024-02-01 through 2024-02-29", february.Period.ToString());
        Assert.False(february.IsFirst);
        Assert.Equal((5, 2, 1, 1), (february.Members, february.ActiveMembers, february.NewMembers, february.ReturningMembers));
        Assert.Equal((new Proportion(1, 3), new Proportion(0, 2)), (february.RepurchaseRate, february.RepurchaseRateInPeriod));
        Assert.Equal((new Proportion(1, 2), new Proportion(1, 2)), (february.RetentionRate, february.ChurnRate));
        Assert.Equal((2L, 2L, 80m, 15m), (february.Purchases, february.Orders, february.Sales, february.Refunds));
        Assert.Equal((65m, 60m, 10m, -5m), (february.Revenue, february.NewRevenue, february.ReturningRevenue, february.RevenueWithoutPurchase));
        Assert.Equal((32.5, 1.0, 32.5, 13.0), (february.AverageOrderValue, february.PurchaseFrequency, february.RevenuePerActiveMember, february.RevenuePerMember));
    }

    [Fact]
    public void The_third_period_is_as_by_hand()
    {
        // Active: bo (two orders on one day) and di (first). Of February's ann and cy, none stays. Buyers so far: ann 3, bo 2, cy 1, di 1.
        // Net: di 80 (new), bo 40 and cy -60 (returning, cy not active); 60 in three orders.
        var march = Of(Snapshots.ByHand)[2];
        Assert.Equal((5, 2, 1, 1), (march.Members, march.ActiveMembers, march.NewMembers, march.ReturningMembers));
        Assert.Equal((new Proportion(2, 4), new Proportion(0, 2)), (march.RepurchaseRate, march.RepurchaseRateInPeriod));
        Assert.Equal((new Proportion(0, 2), new Proportion(2, 2)), (march.RetentionRate, march.ChurnRate));
        Assert.Equal((2L, 3L, 120m, 60m), (march.Purchases, march.Orders, march.Sales, march.Refunds));
        Assert.Equal((60m, 80m, -20m, 0m), (march.Revenue, march.NewRevenue, march.ReturningRevenue, march.RevenueWithoutPurchase));
        Assert.Equal((20.0, 1.0, 30.0, 12.0), (march.AverageOrderValue, march.PurchaseFrequency, march.RevenuePerActiveMember, march.RevenuePerMember));
    }

    [Fact]
    public void What_has_no_members_or_orders_has_no_mean()
    {
        var columns = MemberColumns.FromColumns(ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 31)), new MemberColumnData { Purchases = [0], Net = [0m] });
        var metrics = new PeriodMetricsBuilder<string>().Add(MemberTable.FromColumns(["ann"], columns));
        Assert.Equal((null, null, null), (metrics.Orders, metrics.Sales, metrics.Refunds));
        Assert.True(double.IsNaN(metrics.AverageOrderValue) && double.IsNaN(metrics.PurchaseFrequency) && double.IsNaN(metrics.RevenuePerActiveMember));
        Assert.Equal((new Proportion(0, 0), 0.0), (metrics.RepurchaseRate, metrics.RevenuePerMember));
        var nobody = MemberColumns.FromColumns(columns.Window, new MemberColumnData { Purchases = [], Orders = [], Net = [] });
        var empty = new PeriodMetricsBuilder<string>().Add(MemberTable.FromColumns<string>([], nobody));
        Assert.True(double.IsNaN(empty.RevenuePerMember) && double.IsNaN(empty.AverageOrderValue));
        Assert.Equal(0L, empty.Orders);
    }

    [Fact]
    public void Amounts_too_large_for_whole_numbers_of_cents_stay_exact()
    {
        static MemberTable<string> Table(int lastDay, int purchases, decimal net) => MemberTable.FromColumns(
            ["ann", "bo"],
            MemberColumns.FromColumns(
                ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, lastDay)),
                new MemberColumnData { Purchases = [purchases, 1], Net = [net, 0.01m] }));
        var periods = Of([Table(10, 1, 90_000_000_000_000_000_000m), Table(20, 2, 90_000_000_000_000_000_000.07m)]);
        Assert.Equal((90_000_000_000_000_000_000.01m, 0.07m), (periods[0].Revenue, periods[1].Revenue));
        Assert.Equal(0.07m, periods[1].ReturningRevenue);
    }

    [Fact]
    public void The_last_cells_of_one_table_are_the_last_period_of_a_series()
    {
        // 31 days of March, and the 31 before; so the series has dates 31 days apart.
        var march = PeriodMetrics.OfRecent(Snapshots.ByHandAt(Snapshots.Ends[2], recentCells: 31).Columns);
        DateOnly[] ends = [new(2024, 1, 29), new(2024, 2, 29), new(2024, 3, 31)];
        Assert.Equal(Of(ends.Select(end => Snapshots.ByHandAt(end)))[2] with { Orders = null, Sales = null, Refunds = null }, march);
    }

    [Fact]
    public void The_last_cells_are_those_of_a_series_in_any_log() => Law.Holds(LogCase.Any, log =>
    {
        foreach (var days in Lengths)
        {
            var series = Of(Snapshots.Of(log, days));
            var recent = Snapshots.Of(log, days, recentCells: days).Select(table => PeriodMetrics.OfRecent(table.Columns)).ToList();
            if (!series.Select(metrics => metrics with { Orders = null, Sales = null, Refunds = null }).SequenceEqual(recent))
                return false;
        }

        return true;
    });

    [Fact]
    public void A_window_shorter_than_the_recent_cells_is_one_first_period()
    {
        var columns = Snapshots.ByHandAt(Snapshots.Ends[0], recentCells: 100).Columns;
        Assert.Equal(Of(Snapshots.ByHand)[0] with { Orders = null, Sales = null, Refunds = null }, PeriodMetrics.OfRecent(columns));
        Assert.Throws<InvalidOperationException>(() => PeriodMetrics.OfRecent(Snapshots.ByHandAt(Snapshots.Ends[0]).Columns));
        Assert.Throws<ArgumentNullException>(() => PeriodMetrics.OfRecent(null!));
    }

    [Fact]
    public void Periods_add_up_to_the_last_table() => Law.Holds(LogCase.Any, log =>
    {
        foreach (var days in Lengths)
        {
            var tables = Snapshots.Of(log, days);
            var (periods, last) = (Of(tables), tables[^1].Columns);
            foreach (var period in periods)
            {
                if (period.Revenue != period.Sales - period.Refunds || period.RetentionRate.Count + period.ChurnRate.Count != period.RetentionRate.Of)
                    return false;
                if (period.RetentionRate.Of > 0 && Math.Abs(period.RetentionRate.Rate + period.ChurnRate.Rate - 1) > 1e-15)
                    return false;
            }

            if (periods.Sum(period => period.Revenue) != last.Net.Total
                || periods.Sum(period => period.Purchases) != last.Purchases.ToArray().Sum()
                || periods.Sum(period => period.Orders) != last.Orders.ToArray().Sum()
                || periods.Sum(period => period.NewMembers) != last.Purchases.ToArray().Count(purchases => purchases > 0)
                || periods[^1].Members != last.Count)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void The_order_of_rows_does_not_matter() => Law.Holds(
        LogCase.Any, log => Of(Snapshots.Of(log, 3)).SequenceEqual(Of(Snapshots.Of(log, 3, shuffle: 1))), runs: 100);

    [Fact]
    public void A_table_that_does_not_continue_the_series_is_refused_and_changes_nothing()
    {
        var (tables, builder) = (Snapshots.ByHand, new PeriodMetricsBuilder<string>());
        builder.Add(tables[0]);
        void Refused(MemberTable<string> table, string what)
        {
            var error = Assert.Throws<ArgumentException>(() => builder.Add(table));
            Assert.Contains(what, error.Message, StringComparison.Ordinal);
            Assert.Single(builder.ToList());
        }

        Refused(tables[0], "ends with 2024-01-31, which is not after 2024-01-31");
        Refused(Snapshots.ByHandAt(new DateOnly(2024, 1, 30)), "which is not after");
        Refused(Snapshots.ByHandAt(Snapshots.Ends[1], first: new DateOnly(2024, 1, 2)), "must begin with the same cell");
        Refused(Small(CellCalendar.Hours, "ann", 2, 2), "its cells are Hour, and those of the table before are Day");
        Refused(Small(CellCalendar.Days, "ann", 2, 2), "the member 'bo' of the table before is not in it");
        Refused(Full(purchases: 1, orders: 2), "the member 'ann' has 1 purchases in it and had 2");
        Refused(Full(purchases: 2, orders: 1), "the member 'ann' has 1 orders in it and had 2");
        Assert.Throws<ArgumentNullException>(() => builder.Add(null!));
        var before = builder.ToList();
        builder.Add(tables[1]);
        builder.Add(tables[2]);
        Assert.Equal(Of(tables), builder.ToList());
        Assert.Single(before);
    }

    [Fact]
    public void Net_spend_must_be_there()
    {
        var columns = MemberColumns.FromColumns(ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 31)), new MemberColumnData { Purchases = [0] });
        var error = Assert.Throws<InvalidOperationException>(() => new PeriodMetricsBuilder<string>().Add(MemberTable.FromColumns(["ann"], columns)));
        Assert.Contains("Net", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(
                "2024-02-01 through 2024-02-29: 2 of 5 members active, 1 new; revenue 65, of new members 60; repurchase 33.3% (1 of 3); retention 50.0% (1 of 2)",
                Of(Snapshots.ByHand)[1].ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static MemberTable<string> Small(CellCalendar calendar, string key, int purchases, int orders) => MemberTable.FromColumns(
        [key], MemberColumns.FromColumns(Window(calendar), new MemberColumnData { Purchases = [purchases], Orders = [orders], Net = [1m] }));

    private static MemberTable<string> Full(int purchases, int orders) => MemberTable.FromColumns(
        ["eve", "bo", "ann"],
        MemberColumns.FromColumns(Window(CellCalendar.Days), new MemberColumnData { Purchases = [0, 1, purchases], Orders = [0, 1, orders], Net = [0m, 30m, 150m] }));

    private static ObservationWindow Window(CellCalendar calendar) =>
        new(calendar, calendar.CellOf(new DateOnly(2024, 1, 1)), calendar.CellOf(new DateOnly(2024, 2, 29)));

    [Fact]
    public void What_the_table_before_did_not_have_is_not_known_of_the_period()
    {
        var first = new DateOnly(2024, 1, 1);
        var before = MemberColumns.FromColumns(ObservationWindow.OfDays(first, new DateOnly(2024, 1, 31)), new MemberColumnData { Purchases = [1], Net = [5m] });
        var now = MemberColumns.FromColumns(
            ObservationWindow.OfDays(first, new DateOnly(2024, 2, 29)),
            new MemberColumnData { Purchases = [2], Orders = [2], Net = [9m], Sales = [9m], Refunds = [0m] });
        var builder = new PeriodMetricsBuilder<string>();
        builder.Add(MemberTable.FromColumns(["ann"], before));
        var period = builder.Add(MemberTable.FromColumns(["ann"], now));
        Assert.Equal((null, null, null), (period.Orders, period.Sales, period.Refunds));
        Assert.Equal((4m, 1L), (period.Revenue, period.Purchases));
    }
}
