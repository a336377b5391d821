using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Members;

/// <summary>The doors of the snapshot builder, bad rows, real data, and logs that cross the borders inside.</summary>
public class SnapshotBuilderTests
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
            Assert.True(SnapshotCheck.AreBuiltAlone(lines, options, schedule, SnapshotCheck.BuilderOf(lines, options, schedule)));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Many_members_in_spans_are_the_tables_built_alone(bool margins, bool sorted)
    {
        Assert.True(40_000 > 2 * MemberBlock.Size);
        var random = new Random(20_240_101);
        var rows = Enumerable.Range(0, 150_000).Select(i => new Transaction<int>(random.Next(40_000), Day.AddDays(-random.Next(400)), random.Next(-200, 1_000) / 100m)
        {
            OrderId = random.Next(3) == 0 ? random.Next(50) : default(OrderId),
            Margin = margins && random.Next(5) > 0 ? random.Next(100) / 10m : null,
        }).ToArray();
        if (sorted)
            rows = [.. rows.OrderBy(row => row.Time.ToString(), StringComparer.Ordinal)];
        var events = Enumerable.Range(0, 5_000).Select(i => new MemberEvent<int>(random.Next(42_000), Day.AddDays(-random.Next(500)), (MemberEventKind)(i % 2))).ToArray();
        var options = new MemberTableOptions { RecentCells = 30, GapOrdinals = 3 };
        foreach (var schedule in new[] { SnapshotSchedule.Every(60, Day.AddDays(-380), Day), SnapshotSchedule.Every(60, Day.AddDays(-380), Day).Rolling(100) })
        {
            var builder = new SnapshotBuilder<int>(options, schedule);
            builder.AddRange(rows.AsSpan());
            builder.AddRange(events.AsSpan());
            foreach (var (date, table) in schedule.Dates.Zip(builder.Snapshots()))
            {
                var alone = new MemberTableBuilder<int>(SnapshotCheck.AloneAt(date, options, schedule));
                alone.AddRange(rows.AsSpan());
                alone.AddRange(events.AsSpan());
                SnapshotCheck.Same(alone.Build(), table);
            }
        }
    }

    [Fact]
    public async Task All_doors_give_the_same_tables()
    {
        var rows = Enumerable.Range(0, 3_000).Select(i => new Transaction<int>(i * 7 % 400, Day.AddDays(i / 100 - 12), i % 9 - 2) { OrderId = i / 3 }).ToArray();
        var events = Enumerable.Range(0, 3_000).Select(i => new MemberEvent<int>(i % 500, Day.AddDays(i / 100 - 12), (MemberEventKind)(i % 2))).ToArray();
        SnapshotBuilder<int> New() => new(new MemberTableOptions { RecentCells = 5 }, TwoDates);
        var (single, span, sequence, asynchronous) = (New(), New(), New(), New());
        foreach (var row in rows)
            single.Add(row);
        foreach (var row in events)
            single.Add(row);
        span.AddRange(rows.AsSpan());
        span.AddRange(events.AsSpan());
        sequence.AddRange(rows.Select(row => row));
        sequence.AddRange(events.Select(row => row));
        await asynchronous.AddRangeAsync(Later(rows));
        await asynchronous.AddRangeAsync(Later(events));
        foreach (var other in new[] { span, sequence, asynchronous })
        {
            other.Skip("no date");
            Assert.Equal(6_001, other.RowsRead);
        }

        single.Skip("no date");
        foreach (var other in new[] { span, sequence, asynchronous })
        {
            foreach (var (expected, actual) in single.Snapshots().Zip(other.Snapshots()))
                SnapshotCheck.Same(expected, actual);
        }
    }

    [Fact]
    public void Tables_are_made_when_they_are_asked_for_and_not_while_rows_are_read()
    {
        var builder = Of(new Transaction<string>("a", Day, 1));
        using var tables = builder.Snapshots().GetEnumerator();
        builder.Add(new Transaction<string>("b", Day, 1)); // nothing has begun yet
        Assert.True(tables.MoveNext());
        Assert.Equal(2, tables.Current.Count);
        builder.Add(new Transaction<string>("c", Day, 1));
        Assert.Contains("begin a new enumeration", Assert.Throws<InvalidOperationException>(() => tables.MoveNext()).Message, StringComparison.Ordinal);
        Assert.Equal([3, 3], builder.Snapshots().Select(table => table.Count));
    }

    [Fact]
    public void Two_enumerations_may_go_on_side_by_side()
    {
        var builder = Of(new("a", Day, 1), new("a", Day.AddDays(5), 1), new("b", Day.AddDays(9), 1));
        foreach (var (one, other) in builder.Snapshots().Zip(builder.Snapshots()))
            Assert.Equal(one.Columns.Purchases.ToArray(), other.Columns.Purchases.ToArray());
    }

    [Fact]
    public void Cancelling_stops_before_the_next_table()
    {
        using var source = new CancellationTokenSource();
        using var tables = Of(new Transaction<string>("a", Day, 1)).Snapshots(source.Token).GetEnumerator();
        Assert.True(tables.MoveNext());
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => tables.MoveNext());
    }

    [Fact]
    public void Before_the_first_used_row_there_is_a_table_only_where_a_beginning_is_named()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Of(new Transaction<string>("a", Day.AddDays(1), 1)).Snapshots().ToList());
        Assert.Contains("2024-05-10", error.Message, StringComparison.Ordinal);
        Assert.Contains("MemberTableOptions.WindowFirst", error.Message, StringComparison.Ordinal);
        var builder = new SnapshotBuilder<string>(new() { WindowFirst = new DateTime(2024, 5, 1) }, TwoDates);
        builder.Add(new Transaction<string>("a", Day.AddDays(1), 1));
        Assert.Equal([0, 1], builder.Snapshots().Select(table => table.Count));
    }

    [Fact]
    public void More_orders_without_an_id_than_a_byte_counts_are_counted()
    {
        var builder = new SnapshotBuilder<string>(new(), TwoDates);
        for (var i = 0; i < 700; i++)
        {
            builder.Add(new Transaction<string>("a", Day, 1));
            builder.Add(new Transaction<string>("a", Day.AddDays(1 + i % 2), 1) { OrderId = i % 3 == 0 ? "o" : null }); // out of order: fragments join
        }

        Assert.Equal([700, 700 + 466 + 2], builder.Snapshots().Select(table => table["a"].Orders!.Value));
        Assert.Equal([699, 699 + 698], builder.Snapshots().Select(table => table.Report!.MergedRows));
    }

    [Fact]
    public void Strict_mode_throws_on_bad_rows_of_a_window_alone()
    {
        var options = new MemberTableOptions { Strict = true, Refunds = RefundPolicy.Reject };
        var builder = new SnapshotBuilder<string>(options, SnapshotSchedule.On([Day, Day.AddDays(10)]).Rolling(3));
        var bad = new Transaction<string>("a", Day, decimal.MaxValue);
        builder.AddRange([new("a", Day, 1), bad with { Time = Day.AddDays(1) }, bad with { Time = Day.AddDays(11) }, bad with { Time = Day.AddDays(-3) }, new("b", Day.AddDays(5), -1)]);
        Assert.Equal(5, builder.RowsRead);
        var error = Assert.Throws<BadRowException>(() => builder.AddRange([new("a", Day, 1), bad, new("a", Day, 1)]));
        Assert.Equal((7, SkipReasons.AmountOutOfRange), (error.Row, error.Reason));
        Assert.Equal(8, Assert.Throws<BadRowException>(() => builder.Add(new Transaction<string>("", Day.AddDays(5), 1))).Row);
        Assert.Equal(9, Assert.Throws<BadRowException>(() => builder.Add(new Transaction<string>("a", Day.AddDays(10), -1))).Row);
        Assert.Equal(10, Assert.Throws<BadRowException>(() => builder.Add(new MemberEvent<string>(null, Day, MemberEventKind.Visit))).Row);
        Assert.Equal(11, Assert.Throws<BadRowException>(() => builder.Skip("no date")).Row);
        var first = builder.Snapshots().First().Report!;
        Assert.Equal((11, 2, 5), (first.Read, first.Used, first.SkippedByReason[SkipReasons.OutsideWindow])); // one of them a bad row of the other window
    }

    [Fact]
    public void Wrong_calls_are_refused()
    {
        var builder = new SnapshotBuilder<string>(new(), TwoDates);
        Assert.Contains("7", Assert.Throws<ArgumentException>(() => builder.Add(new MemberEvent<string>("a", Day, (MemberEventKind)7))).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => builder.Skip(" "));
        Assert.Throws<ArgumentNullException>(() => builder.AddRange((IEnumerable<Transaction<string>>)null!));
        Assert.Equal(0, builder.RowsRead);
        Assert.Same(TwoDates, builder.Schedule);
    }

    [Fact]
    public void Keys_are_equal_by_the_comparer_in_every_table()
    {
        var builder = new SnapshotBuilder<string>(new(), TwoDates, StringComparer.OrdinalIgnoreCase);
        builder.AddRange((Transaction<string>[])[new("ann", Day, 1), new("ANN", Day.AddDays(3), 2)]);
        Assert.Equal([1, 2], builder.Snapshots().Select(table => table["Ann"].Purchases));
    }

    [Fact]
    public void Rows_of_cells_that_are_known_allocate_nothing()
    {
        var rows = Enumerable.Range(0, 1_000).Select(i => new Transaction<int>(i, Day, i % 7) { Margin = 0.5m, OrderId = 5 }).ToArray();
        var builder = new SnapshotBuilder<int>(new(), TwoDates);
        builder.AddRange(rows.AsSpan());
        Assert.Equal(0, Allocations.Of(() => builder.AddRange(rows.AsSpan())));
        Assert.Equal(0, Allocations.Of(() => builder.Add(rows[5])));
    }

    private static SnapshotBuilder<string> Of(params Transaction<string>[] rows)
    {
        var builder = new SnapshotBuilder<string>(new(), TwoDates);
        builder.AddRange(rows.AsSpan());
        return builder;
    }

    private static async IAsyncEnumerable<T> Later<T>(IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            await Task.CompletedTask;
            yield return row;
        }
    }
}
