using System.Globalization;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Tests.Members;

namespace MemberValue.Tests.Metrics;

public class CohortTableTests
{
    private static readonly int[] Lengths = [1, 4, 16];

    private static CohortTable Of<TKey>(IEnumerable<MemberTable<TKey>> tables)
        where TKey : notnull
    {
        var builder = new CohortTableBuilder<TKey>();
        foreach (var table in tables)
            builder.Add(table);
        return builder.ToTable();
    }

    [Fact]
    public void A_small_table_is_as_by_hand()
    {
        // January: ann and bo; February: cy; March: di. di's refund of February came before her first purchase.
        var table = Of(Snapshots.ByHand);
        Assert.Equal(3, table.Periods.Count);
        Assert.Equal([2, 1, 1], table.Cohorts.Select(cohort => cohort.Members));
        Assert.Equal(
            [
                "0: 2 of 2 active, 3 purchases, 3 orders, 180, 180, 90", // 100 + 50 + 30
                "1: 1 of 2 active, 1 purchases, 1 orders, 10, 190, 95", // ann 20 - 10
                "2: 1 of 2 active, 1 purchases, 2 orders, 40, 230, 115", // bo 15 + 25 on one day
                "0: 1 of 1 active, 1 purchases, 1 orders, 60, 60, 60",
                "1: 0 of 1 active, 0 purchases, 0 orders, -60, 0, 0",
                "0: 1 of 1 active, 1 purchases, 1 orders, 80, 80, 80",
            ],
            table.Cohorts.SelectMany(cohort => cohort.Cells).Select(cell => string.Create(CultureInfo.InvariantCulture,
                $"{cell.PeriodsSince}: {cell.Retention.Count} of {cell.Retention.Of} active, {cell.Purchases} purchases, {cell.Orders} orders, "
                    + $"{cell.Revenue}, {cell.CumulativeRevenue}, {cell.CumulativeRevenuePerMember}")));
        Assert.Equal((-5m, 0L), (table.RevenueWithoutCohort, table.OrdersWithoutCohort));
        Assert.Equal(new DateOnly(2024, 3, 1).DayNumber, table[0, 2]!.Period.FirstCell);
        // One period later, all three members of January and February: ann stayed, of bo and cy none.
        Assert.Equal((new Proportion(4, 4), new Proportion(1, 3), new Proportion(1, 2), new Proportion(0, 0)),
            (table.Retention(0), table.Retention(1), table.Retention(2), table.Retention(3)));
    }

    [Fact]
    public void What_has_not_been_seen_is_empty_and_not_zero()
    {
        var table = Of(Snapshots.ByHand);
        Assert.Equal(0, table[1, 1]!.ActiveMembers);
        Assert.Null(table[1, 2]);
        Assert.Null(table[2, 1]);
        Assert.Equal([3, 2, 1], table.Cohorts.Select(cohort => cohort.Cells.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => table[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[-1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[0, -1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Retention(-1));
    }

    [Fact]
    public void Later_periods_do_not_change_a_table_that_was_handed_out()
    {
        var builder = new CohortTableBuilder<string>();
        Assert.Empty(builder.ToTable().Cohorts);
        Assert.Equal("first        members\n", builder.ToTable().ToString());
        builder.Add(Snapshots.ByHand[0]);
        var january = builder.ToTable();
        builder.Add(Snapshots.ByHand[1]);
        Assert.Single(january.Cohorts);
        Assert.Single(january.Cohorts[0].Cells);
        Assert.Equal(2, builder.ToTable().Cohorts.Count);
    }

    [Fact]
    public void The_triangle_is_text_that_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            var table = Of(Snapshots.ByHand);
            Assert.Equal(
                """
                first        members       0       1       2
                2024-01-01         2  100.0%   50.0%   50.0%
                2024-02-01         1  100.0%    0.0%
                2024-03-01         1  100.0%

                """.ReplaceLineEndings("\n"),
                table.ToString());
            Assert.Contains("2  180.00   10.00   40.00\n", table.ToString(CohortMeasure.Revenue), StringComparison.Ordinal);
            Assert.Contains("2   90.00   95.00  115.00\n", table.ToString(CohortMeasure.CumulativeRevenuePerMember), StringComparison.Ordinal);
            Assert.Contains("2       2       1       1\n", table.ToString(CohortMeasure.ActiveMembers), StringComparison.Ordinal);
            Assert.Throws<ArgumentOutOfRangeException>(() => table.ToString((CohortMeasure)9));
            Assert.Equal("2024-01-01 through 2024-01-31: 2 members, 3 periods seen", table.Cohorts[0].ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_cohort_without_a_member_has_no_rates()
    {
        static MemberTable<string> Table(int lastDay, int purchases) => MemberTable.FromColumns(["ann"], MemberColumns.FromColumns(
            ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, lastDay)),
            new MemberColumnData { Purchases = [purchases], Net = [purchases] }));
        var table = Of([Table(10, 0), Table(20, 1)]);
        Assert.Equal([0, 1], table.Cohorts.Select(cohort => cohort.Members));
        Assert.Equal(new Proportion(0, 0), table[0, 1]!.Retention);
        Assert.True(double.IsNaN(table[0, 1]!.CumulativeRevenuePerMember));
        Assert.Null(table[0, 1]!.Orders);
        Assert.Contains("0       -       -\n", table.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_adds_up_to_the_log_and_its_diagonals_to_the_periods() => Law.Holds(LogCase.Any, log =>
    {
        foreach (var days in Lengths)
        {
            var tables = Snapshots.Of(log, days);
            var (cohorts, last, metrics) = (Of(tables), tables[^1].Columns, new PeriodMetricsBuilder<int>());
            var cells = cohorts.Cohorts.SelectMany(cohort => cohort.Cells).ToList();
            if (cells.Sum(cell => cell.Revenue) + cohorts.RevenueWithoutCohort != last.Net.Total
                || cells.Sum(cell => cell.Purchases) != last.Purchases.ToArray().Sum()
                || cells.Sum(cell => cell.Orders) + cohorts.OrdersWithoutCohort != last.Orders.ToArray().Sum()
                || cohorts.Cohorts.Sum(cohort => cohort.Members) != last.Purchases.ToArray().Count(purchases => purchases > 0))
            {
                return false;
            }

            for (var period = 0; period < tables.Count; period++)
            {
                var of = metrics.Add(tables[period]);
                var diagonal = Enumerable.Range(0, period + 1).Select(cohort => cohorts[cohort, period - cohort]!).ToList();
                if (diagonal.Sum(cell => cell.ActiveMembers) != of.ActiveMembers
                    || diagonal[^1].Members != of.NewMembers || diagonal[^1].ActiveMembers != of.NewMembers
                    || diagonal[^1].Revenue != of.NewRevenue
                    || diagonal.Sum(cell => cell.Revenue) != of.NewRevenue + of.ReturningRevenue
                    || diagonal.Any(cell => cell.Period != of.Period))
                {
                    return false;
                }
            }
        }

        return true;
    });

    [Fact]
    public void An_order_given_back_on_the_same_day_makes_no_cohort_and_is_not_lost()
    {
        // One cell with a sale of 10 and a refund of 12: an order, no purchase.
        var builder = new MemberTableBuilder<string>(new MemberTableOptions());
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 1, 5), 10m) { OrderId = "A" });
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 1, 5), -12m));
        var table = Of([builder.Build()]);
        Assert.Equal((0, 0L, -2m, 1L), (table.Cohorts[0].Members, table[0, 0]!.Orders, table.RevenueWithoutCohort, table.OrdersWithoutCohort));
    }

    [Fact]
    public void The_order_of_rows_does_not_matter() => Law.Holds(
        LogCase.Any,
        log => Of(Snapshots.Of(log, 3)).Cohorts.SelectMany(cohort => cohort.Cells)
            .SequenceEqual(Of(Snapshots.Of(log, 3, shuffle: 1)).Cohorts.SelectMany(cohort => cohort.Cells)),
        runs: 100);

    [Fact]
    public void A_table_that_does_not_continue_the_series_is_refused_and_changes_nothing()
    {
        var builder = new CohortTableBuilder<string>();
        builder.Add(Snapshots.ByHand[1]);
        Assert.Throws<ArgumentException>(() => builder.Add(Snapshots.ByHand[0]));
        Assert.Throws<ArgumentNullException>(() => builder.Add(null!));
        builder.Add(Snapshots.ByHand[2]);
        Assert.Equal([3, 1], builder.ToTable().Cohorts.Select(cohort => cohort.Members));
    }
}
