using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Members;

/// <summary>Tables of a series: real data, logs that cross the borders inside, and when a table is made.</summary>
public class SnapshotTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);
    private static readonly SnapshotSchedule TwoDates = SnapshotSchedule.On([Day, Day.AddDays(10)]);

    [Fact]
    public void The_Online_Retail_month_ends_are_the_tables_built_alone()
    {
        var numbers = new Dictionary<string, int>();
        var lines = OnlineRetailData.Invoices().Where(row => row.Customer.Length > 0).Select(row => new LogLine(
            numbers.TryAdd(row.Customer, numbers.Count) ? numbers.Count - 1 : numbers[row.Customer],
            DateOnly.FromDateTime(row.Time), row.NetAmount, row.Invoice)
        { Hour = row.Time.Hour }).ToList();
        var options = new MemberTableOptions { RecentCells = 90, TimeZone = "Europe/London" };
        var monthEnds = SnapshotSchedule.MonthEnds(new DateOnly(2010, 12, 1), new DateOnly(2011, 12, 9));
        Assert.Equal(12, monthEnds.Dates.Count);
        foreach (var schedule in new[] { monthEnds, monthEnds.Rolling(90), monthEnds.Rolling(7) })
            Assert.True(SnapshotCheck.AreBuiltAlone(lines, options, schedule, LogCheck.Read(lines, options)));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Many_members_in_spans_are_the_tables_built_alone(bool margins, bool sorted)
    {
        Assert.True(40_000 > 2 * MemberBlock.Size);
        var random = new Random(20_240_101);
        var rows = Enumerable.Range(0, 150_000)
            .Select(i => new Transaction<int>(random.Next(40_000), Day.AddDays(-random.Next(400)), random.Next(-200, 1_000) / 100m)
            {
                OrderId = random.Next(3) == 0 ? random.Next(50) : default(OrderId),
                Margin = margins && random.Next(5) > 0 ? random.Next(100) / 10m : null,
            }).ToArray();
        if (sorted)
            rows = [.. rows.OrderBy(row => row.Time.ToString(), StringComparer.Ordinal)];
        var events = Enumerable.Range(0, 5_000).Select(i => new MemberEvent<int>(random.Next(42_000), Day.AddDays(-random.Next(500)), (MemberEventKind)(i % 2)))
            .ToArray();
        var options = new MemberTableOptions { RecentCells = 30, GapOrdinals = 3 };
        var read = MemberLog.Read(rows, options, events);
        foreach (var schedule in new[] { SnapshotSchedule.Every(60, Day.AddDays(-380), Day), SnapshotSchedule.Every(60, Day.AddDays(-380), Day).Rolling(100) })
        {
            foreach (var (date, table) in schedule.Dates.Zip(read.Tables(schedule)))
            {
                var alone = new MemberTableBuilder<int>(SnapshotCheck.AloneAt(date, options, schedule));
                alone.AddRange(rows.AsSpan());
                alone.AddRange(events.AsSpan());
                SnapshotCheck.Same(alone.Build(), table);
            }
        }
    }

    [Fact]
    public void Two_enumerations_may_go_on_side_by_side()
    {
        var tables = Of(new("a", Day, 1), new("a", Day.AddDays(5), 1), new("b", Day.AddDays(9), 1)).Tables(TwoDates);
        foreach (var (one, other) in tables.Zip(tables))
            Assert.Equal(one.Columns.Purchases.ToArray(), other.Columns.Purchases.ToArray());
    }

    [Fact]
    public void Cancelling_stops_before_the_next_table()
    {
        using var source = new CancellationTokenSource();
        using var tables = Of(new Transaction<string>("a", Day, 1)).Tables(TwoDates, source.Token).GetEnumerator();
        Assert.True(tables.MoveNext());
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => tables.MoveNext());
    }

    [Fact]
    public void More_orders_without_an_id_than_a_byte_counts_are_counted()
    {
        var builder = new MemberLogBuilder<string>();
        for (var i = 0; i < 700; i++)
        {
            builder.Add(new Transaction<string>("a", Day, 1));
            builder.Add(new Transaction<string>("a", Day.AddDays(1 + i % 2), 1) { OrderId = i % 3 == 0 ? "o" : null }); // out of order: fragments join
        }

        var tables = builder.Build().Tables(TwoDates).ToList();
        Assert.Equal([700, 700 + 466 + 2], tables.Select(table => table["a"].Orders!.Value));
        Assert.Equal([699, 699 + 698], tables.Select(table => table.Report!.MergedRows));
    }

    [Fact]
    public void Keys_are_equal_by_the_comparer_in_every_table()
    {
        var log = MemberLog.Read<string>([new("ann", Day, 1), new("ANN", Day.AddDays(3), 2)], comparer: StringComparer.OrdinalIgnoreCase);
        Assert.Equal([1, 2], log.Tables(TwoDates).Select(table => table["Ann"].Purchases));
        Assert.Equal(Day.AddDays(3).DayNumber, log.StateOf("aNN")!.LastCell);
    }

    [Fact]
    public void Rows_of_cells_that_are_known_allocate_nothing()
    {
        var rows = Enumerable.Range(0, 1_000).Select(i => new Transaction<int>(i, Day, i % 7) { Margin = 0.5m, OrderId = 5 }).ToArray();
        var builder = new MemberLogBuilder<int>();
        builder.AddRange(rows.AsSpan());
        Assert.Equal(0, Allocations.Of(() => builder.AddRange(rows.AsSpan())));
        Assert.Equal(0, Allocations.Of(() => builder.Add(rows[5])));
    }

    private static MemberLog<string> Of(params Transaction<string>[] rows) => MemberLog.Read(rows);
}
