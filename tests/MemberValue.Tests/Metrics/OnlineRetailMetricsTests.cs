using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Metrics;

/// <summary>The months of the Online Retail extract, computed once more from its lines, by sets and sums and no table.</summary>
public class OnlineRetailMetricsTests
{
    private static readonly List<OnlineRetailInvoice> Lines = OnlineRetailData.Invoices().Where(line => line.Customer.Length > 0).ToList();

    private static readonly DateOnly[] Ends = Enumerable.Range(0, 12)
        .Select(month => new DateOnly(2011, 1, 1).AddMonths(month).AddDays(-1)).Append(new DateOnly(2011, 12, 9)).ToArray();

    /// <summary>The days on which a customer bought: a sale, and either no refund or more sold than refunded.</summary>
    private static readonly List<(string Customer, int Month)> Purchases = Lines
        .GroupBy(line => (line.Customer, Day: DateOnly.FromDateTime(line.Time)))
        .Where(day => day.Any(line => line.NetAmount >= 0) && (day.All(line => line.NetAmount >= 0) || day.Sum(line => line.NetAmount) > 0))
        .Select(day => (day.Key.Customer, MonthOf(day.Key.Day.ToDateTime(TimeOnly.MinValue)))).ToList();

    private static readonly Dictionary<string, int> FirstMonth = Purchases.GroupBy(day => day.Customer)
        .ToDictionary(days => days.Key, days => days.Min(day => day.Month));

    [Fact]
    public void Every_month_is_that_of_the_lines()
    {
        var builder = new PeriodMetricsBuilder<string>();
        for (var month = 0; month < Ends.Length; month++)
        {
            var metrics = builder.Add(At(Ends[month]));
            var active = ActiveIn(month);
            var lines = Lines.Where(line => MonthOf(line.Time) == month).ToList();
            decimal Net(Func<OnlineRetailInvoice, bool> of) => lines.Where(of).Sum(line => line.NetAmount);
            int First(string customer) => FirstMonth.GetValueOrDefault(customer, int.MaxValue);

            Assert.Equal(Lines.Where(line => MonthOf(line.Time) <= month).Select(line => line.Customer).Distinct().Count(), metrics.Members);
            Assert.Equal(active.Count, metrics.ActiveMembers);
            Assert.Equal(FirstMonth.Values.Count(first => first == month), metrics.NewMembers);
            Assert.Equal(new Proportion(active.Count(ActiveIn(month - 1).Contains), ActiveIn(month - 1).Count), metrics.RetentionRate);
            var counts = Purchases.Where(day => day.Month <= month).GroupBy(day => day.Customer).Select(days => days.Count()).ToList();
            Assert.Equal(new Proportion(counts.Count(purchases => purchases >= 2), counts.Count), metrics.RepurchaseRate);
            var within = Purchases.Where(day => day.Month == month).GroupBy(day => day.Customer).Select(days => days.Count()).ToList();
            Assert.Equal(new Proportion(within.Count(purchases => purchases >= 2), within.Count), metrics.RepurchaseRateInPeriod);
            Assert.Equal(within.Sum(), metrics.Purchases);
            Assert.Equal(lines.Count(line => line.NetAmount >= 0), metrics.Orders); // an invoice is one line here
            Assert.Equal(Net(line => line.NetAmount > 0), metrics.Sales);
            Assert.Equal(-Net(line => line.NetAmount < 0), metrics.Refunds);
            Assert.Equal(Net(_ => true), metrics.Revenue);
            Assert.Equal(Net(line => First(line.Customer) == month), metrics.NewRevenue);
            Assert.Equal(Net(line => First(line.Customer) < month), metrics.ReturningRevenue);
            Assert.Equal(Net(line => First(line.Customer) > month), metrics.RevenueWithoutPurchase);
        }

        Assert.Equal(8_300_065.814m, builder.ToList().Sum(metrics => metrics.Revenue));
    }

    [Fact]
    public void Every_cohort_is_that_of_the_lines()
    {
        var builder = new CohortTableBuilder<string>();
        foreach (var end in Ends)
            builder.Add(At(end));
        var table = builder.ToTable();
        for (var cohort = 0; cohort < Ends.Length; cohort++)
        {
            var members = FirstMonth.Where(pair => pair.Value == cohort).Select(pair => pair.Key).ToHashSet();
            var cumulative = 0m;
            for (var month = cohort; month < Ends.Length; month++)
            {
                var cell = table[cohort, month - cohort]!;
                var revenue = Lines.Where(line => MonthOf(line.Time) == month && members.Contains(line.Customer)).Sum(line => line.NetAmount);
                cumulative += revenue;
                Assert.Equal(new Proportion(ActiveIn(month).Count(members.Contains), members.Count), cell.Retention);
                Assert.Equal(Purchases.Count(day => day.Month == month && members.Contains(day.Customer)), cell.Purchases);
                Assert.Equal((revenue, cumulative), (cell.Revenue, cell.CumulativeRevenue));
                Assert.Equal((double)cumulative / members.Count, cell.CumulativeRevenuePerMember);
            }

            Assert.Null(table[cohort, Ends.Length - cohort]);
        }

        Assert.Equal(
            Lines.Where(line => MonthOf(line.Time) < FirstMonth.GetValueOrDefault(line.Customer, int.MaxValue)).Sum(line => line.NetAmount),
            table.RevenueWithoutCohort);
    }

    private static HashSet<string> ActiveIn(int month) => Purchases.Where(day => day.Month == month).Select(day => day.Customer).ToHashSet();

    private static int MonthOf(DateTime time) => (time.Year - 2010) * 12 + time.Month - 12;

    private static MemberTable<string> At(DateOnly end)
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions
        {
            TimeZone = "Europe/London",
            WindowFirst = new DateTime(2010, 12, 1),
            WindowLast = end.ToDateTime(TimeOnly.MinValue),
        });
        builder.AddRange(Lines.Select(line => new Transaction<string>(line.Customer, line.Time, line.NetAmount) { OrderId = line.Invoice }));
        return builder.Build();
    }
}
