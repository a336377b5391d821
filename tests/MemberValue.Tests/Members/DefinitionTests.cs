using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>The definitions at their edges, one by one.</summary>
public class DefinitionTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);

    [Theory]
    [InlineData(new[] { 5.0 }, 1, 1)]
    [InlineData(new[] { 0.0 }, 1, 1)]
    [InlineData(new[] { -5.0 }, 0, 0)]
    [InlineData(new[] { 5.0, -4.99 }, 1, 1)]
    [InlineData(new[] { 5.0, -5.0 }, 0, 1)] // a net of nothing is no purchase
    [InlineData(new[] { 5.0, -5.01 }, 0, 1)]
    [InlineData(new[] { 0.0, -0.01 }, 0, 1)]
    [InlineData(new[] { 0.0, 0.0 }, 1, 2)]
    [InlineData(new[] { -5.0, 5.0, 0.01 }, 1, 2)]
    public void A_cell_is_a_purchase_with_a_sale_and_no_refund_or_a_positive_net(double[] amounts, int purchases, int orders)
    {
        // The same cell as a member's only one, as the first, in the middle and as the last.
        foreach (var order in Enum.GetValues<LogOrder>())
        {
            foreach (var around in new int[][] { [], [1], [-1], [-1, 1], [-2, -1, 1, 2] })
            {
                var builder = new MemberTableBuilder<int>(
                    new MemberTableOptions { Order = order, RecentCells = 1, WindowLast = Day.AddDays(9).ToDateTime(default) });
                var rows = amounts.Select(amount => new Transaction<int>(1, Day, (decimal)amount))
                    .Concat(around.Select(day => new Transaction<int>(1, Day.AddDays(day), 1)))
                    .OrderBy(row => row.Time.Ticks);
                builder.AddRange(rows);
                var row = builder.Build()[1];
                Assert.Equal(purchases + around.Length, row.Purchases);
                Assert.Equal(orders + around.Length, row.Orders);
                var net = (decimal)Math.Round(amounts.Sum(), 2);
                Assert.Equal(net + around.Length, row.Net);
                Assert.Equal((purchases == 1 ? net : 0) + around.Length, row.PurchaseSpend);
            }
        }
    }

    [Fact]
    public void A_refund_only_cell_reduces_net_and_mean_spend_and_touches_no_count_or_time()
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { RecentCells = 3, WindowLast = Day.AddDays(10).ToDateTime(default) });
        foreach (var (day, amount) in new[] { (-3, -2m), (0, 10m), (4, -1m), (6, 20m), (9, -7m) })
            builder.Add(new Transaction<int>(1, Day.AddDays(day), amount) { OrderId = day });
        var table = builder.Build();
        var row = table[1];
        Assert.Equal((2, 2, 6, 10, 4), (row.Purchases, row.Orders, row.TimeOfLastPurchase, row.Age, row.Recency));
        Assert.Equal((20m, 10m, 30m), (row.Net, row.Refunds, row.PurchaseSpend));
        Assert.Equal((10.0, 20.0), (table.Columns.MeanSpend(0), table.Columns.MeanRepeatPurchaseSpend(0)));
        Assert.Equal((0, -7m, 1, 20m), (row.RecentPurchases, row.RecentSpend, row.EarlierPurchases, row.EarlierSpend));
        Assert.Equal(Day.DayNumber, row.PreviousPurchaseCell);
    }

    [Fact]
    public void A_number_and_the_text_of_its_digits_are_two_orders()
    {
        var builder = new MemberTableBuilder<int>();
        foreach (var id in new OrderId[] { 5, "5", 5, "5", Guid.Empty, Guid.Empty.ToString("N"), "", (string?)null, default })
            builder.Add(new Transaction<int>(1, Day, 1) { OrderId = id });
        builder.Add(new Transaction<int>(1, Day.AddDays(1), 1) { OrderId = 5 }); // an id is one order per cell
        Assert.Equal(3 + 3 + 1, builder.Build()[1].Orders);
    }
}
