using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Logs that cross the borders inside the builder: blocks of members, chunks of cells, and what grows on the way.</summary>
public class LargeLogTests
{
    private static readonly DateOnly FirstDay = new(2020, 1, 1);

    [Theory]
    [InlineData(5_000, LogOrder.Any)]
    [InlineData(5_000, LogOrder.TimeOrderedPerMember)]
    [InlineData(20_000, LogOrder.Any)]
    [InlineData(20_000, LogOrder.TimeOrderedPerMember)]
    public void Many_members_have_the_numbers_of_the_definitions(int members, LogOrder order)
    {
        var options = new MemberTableOptions { Order = order, RecentCells = 30, GapOrdinals = 3 };
        var lines = Log(50_000, members, days: 400);
        if (order == LogOrder.TimeOrderedPerMember)
            lines = lines.OrderBy(line => line.Time).ToList();
        var builder = TableCheck.BuilderOf(lines, options);
        Assert.InRange(builder.Count, members * 9 / 10, members);
        Assert.True(TableCheck.IsOracles(lines, options, builder));
    }

    [Fact]
    public void Many_members_survive_splitting_saving_and_loading()
    {
        var options = new MemberTableOptions { Order = LogOrder.TimeOrderedPerMember, RecentCells = 30, GapOrdinals = 3 };
        var lines = Log(50_000, 20_000, days: 400).OrderBy(line => line.Time).ToList();
        var first = StateLawTests.SaveAndLoad(TableCheck.BuilderOf(lines.Take(30_000), options));
        first.Merge(TableCheck.BuilderOf(lines.Skip(30_000), options));
        TableCheck.Same(TableCheck.BuilderOf(lines, options).BuildWhole(), first.BuildWhole(), reports: false);
    }

    [Fact]
    public void The_span_door_reads_many_members_as_the_single_door_does()
    {
        Assert.True(20_000 > MemberBlock.Size);
        var lines = Log(50_000, 20_000, days: 400);
        var builder = new MemberTableBuilder<int>();
        builder.AddRange(lines.Select(line => line.ToTransaction()).ToArray().AsSpan());
        var single = new MemberTableBuilder<int>();
        foreach (var line in lines)
            single.Add(line.ToTransaction());
        TableCheck.Same(single.BuildWhole(), builder.BuildWhole());
    }

    [Theory]
    [InlineData(LogOrder.Any, false)]
    [InlineData(LogOrder.Any, true)]
    [InlineData(LogOrder.TimeOrderedPerMember, false)]
    public void A_span_of_any_length_is_read_as_row_by_row(LogOrder order, bool withIds)
    {
        var options = new MemberTableOptions
        {
            Order = order,
            RecentCells = 30,
            ZeroAmounts = ZeroAmountPolicy.Skip,
            WindowFirst = FirstDay.AddDays(3).ToDateTime(TimeOnly.MinValue),
        };
        // Long enough for every way that the span door has of reading; unsorted, so that an ordered log has late rows.
        var rows = Log(150_001, 20_000, days: 60).Select((line, i) => line.ToTransaction() with
        {
            Margin = i % 3 == 0 ? null : 0.25m,
            Amount = i % 500 == 7 ? decimal.MaxValue : i % 100 == 3 ? 0 : line.Amount,
            RowId = withIds ? i : default(OrderId),
        }).ToArray();
        for (var i = 10; i < rows.Length; i += 50)
            rows[i] = rows[i - 1];
        var span = new MemberTableBuilder<int>(options);
        span.AddRange(rows.AsSpan());
        var single = new MemberTableBuilder<int>(options);
        foreach (var row in rows)
            single.Add(row);
        TableCheck.Same(single.BuildWhole(), span.BuildWhole());
        Assert.Equal(single.BuildWhole().Keys, span.BuildWhole().Keys);
        Assert.InRange(single.BuildWhole().Report!.SkippedByReason.Count, order == LogOrder.Any && !withIds ? 3 : 4, 4);
    }

    [Fact]
    public void Building_again_or_under_one_processor_gives_the_same_bits()
    {
        var builder = TableCheck.BuilderOf(Log(50_000, 20_000, days: 400), new MemberTableOptions { RecentCells = 30 });
        var (first, second) = (builder.BuildWhole(), builder.BuildWhole());
        Assert.Equal(Bits(first), Bits(second));
        var alone = Enumerable.Range(0, first.Count).Select(row => BitConverter.DoubleToInt64Bits(
            builder.StateOf(first.Keys[row])!.AsOf(first.Window).SumOfLogGaps!.Value));
        Assert.Equal(Bits(first), alone);
        TableCheck.Same(first, second);
    }

    [Fact]
    public void One_member_may_have_a_hundred_thousand_cells_in_any_order()
    {
        const int Cells = 100_000;
        var hours = Enumerable.Range(0, Cells).Select(cell => cell * 3).ToArray();
        new Random(5).Shuffle(hours);
        var start = new DateTime(1990, 1, 1);
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { Grain = EventGrain.Hour, GapOrdinals = 2 });
        foreach (var hour in hours)
        {
            builder.Add(new Transaction<string>("one", start.AddHours(hour), 0.01m));
            builder.Add(new Transaction<string>("one", start.AddHours(hours[0]), 1m) { OrderId = hour });
        }

        var table = builder.BuildWhole();
        var row = table["one"];
        Assert.Equal((Cells, 2 * Cells, 3 * (Cells - 1)), (row.Purchases, row.Orders, row.TimeOfLastPurchase));
        Assert.Equal(Cells * 1.01m, row.Sales);
        Assert.Equal((Cells - 1) * Math.Log(3), row.SumOfLogGaps!.Value, 1e-6);
        Assert.Equal([new GapCount(3, 1)], table.Gaps!.Completed(1));
        Assert.Equal([new GapCount(3, Cells - 2)], table.Gaps.Completed(2));
        Assert.Equal(Cells, table.Report!.MergedRows);
    }

    [Theory]
    [InlineData(LogOrder.Any)]
    [InlineData(LogOrder.TimeOrderedPerMember)]
    public void Many_orders_in_one_cell_are_counted_once_each(LogOrder order)
    {
        var builder = new MemberTableBuilder<long>(new MemberTableOptions { Order = order });
        for (var i = 0; i < 30_000; i++)
            builder.Add(new Transaction<long>(7, FirstDay, 1) { OrderId = i % 3 == 0 ? $"T{i % 5_000}" : i % 3 == 1 ? i % 4_000 : default(OrderId) });
        var row = builder.BuildWhole()[7];
        var texts = Enumerable.Range(0, 30_000).Where(i => i % 3 == 0).Select(i => i % 5_000).Distinct().Count();
        var numbers = Enumerable.Range(0, 30_000).Where(i => i % 3 == 1).Select(i => i % 4_000).Distinct().Count();
        Assert.Equal((1, texts + numbers + 10_000), (row.Purchases, row.Orders));
    }

    private static long[] Bits(MemberTable<int> table) =>
        Array.ConvertAll(table.Columns.SumOfLogGaps.ToArray(), BitConverter.DoubleToInt64Bits);

    private static List<LogLine> Log(int rows, int members, int days)
    {
        var random = new Random(20_240_101);
        return Enumerable.Range(0, rows).Select(_ => new LogLine(
            random.Next(members),
            FirstDay.AddDays(random.Next(days)),
            random.Next(-2_000, 10_000) / 100m,
            random.Next(2) == 0 ? null : $"O{random.Next(50)}")
        { Hour = random.Next(24) }).ToList();
    }
}
