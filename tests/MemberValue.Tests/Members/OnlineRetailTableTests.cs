using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Members;

/// <summary>The Online Retail extract keeps its published totals on the way through the builder.</summary>
public class OnlineRetailTableTests
{
    private static readonly IReadOnlyList<OnlineRetailInvoice> Invoices = OnlineRetailData.Invoices();

    [Theory]
    [InlineData(LogOrder.Any)]
    [InlineData(LogOrder.TimeOrderedPerMember)]
    public void Members_invoices_and_revenue_are_the_known_ones(LogOrder order)
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { TimeZone = "Europe/London", Order = order });
        builder.AddRange(Invoices.Select(row => new Transaction<string>(row.Customer, row.Time, row.NetAmount) { OrderId = row.Invoice }));
        var table = builder.Build();
        Assert.Equal(541_909, Invoices.Sum(row => row.Lines));
        Assert.Equal(135_080, Invoices.Where(row => row.Customer.Length == 0).Sum(row => row.Lines));
        Assert.Equal(4_372, table.Count);
        Assert.Equal(25_900, table.Report!.Read);
        Assert.Equal(22_190, table.Report.Used);
        Assert.Equal(3_654, table.Report.RefundRows);
        Assert.Equal(new Dictionary<string, long> { [SkipReasons.NoMember] = 25_900 - 22_190 }, table.Report.SkippedByReason);
        Assert.Equal(8_300_065.814m, table.Columns.Net.Total);
        Assert.Equal("2010-12-01 through 2011-12-09", table.Window.ToString());
        Assert.Equal(22_190 - 3_654, table.Columns.Orders.ToArray().Sum());
    }

    [Fact]
    public void Every_member_has_the_numbers_of_the_definitions()
    {
        var numbers = new Dictionary<string, int>();
        var lines = Invoices.Where(row => row.Customer.Length > 0).Select(row => new LogLine(
            numbers.TryAdd(row.Customer, numbers.Count) ? numbers.Count - 1 : numbers[row.Customer],
            DateOnly.FromDateTime(row.Time), row.NetAmount, row.Invoice)
        { Hour = row.Time.Hour }).ToList();
        var options = new MemberTableOptions { RecentCells = 90 };
        Assert.True(TableCheck.IsOracles(lines, options, TableCheck.BuilderOf(lines, options)));
    }
}
