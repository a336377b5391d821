using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Reading a log once: its doors, bad rows, and questions that it cannot answer.</summary>
public class MemberLogTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);
    private static readonly MemberTableOptions May = new() { WindowFirst = new DateTime(2024, 5, 1), WindowLast = new DateTime(2024, 5, 31) };

    [Fact]
    public void Bad_rows_are_counted_as_by_a_builder_alone() => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, EventGrain.Day);
        var random = log.Random(13);
        var lines = log.Shuffled(1).Select(line => random.Next(6) == 0 ? line with { Amount = decimal.MaxValue } : line).ToList();
        var builder = new MemberLogBuilder<int>(options);
        lines.ForEach(line => LogCheck.Add(builder, line));
        builder.Skip("no date");
        builder.Skip(SkipReasons.NoMember);
        builder.Skip("no date");
        Assert.Equal(lines.Count + 3, builder.RowsRead);
        var read = builder.Build();
        foreach (var day in LogCheck.Days(log, 5).Where(day => !LogCheck.StartsAfter(options, day)))
        {
            var alone = TableCheck.BuilderOf(lines, LogCheck.Through(day, options));
            alone.Skip("no date");
            alone.Skip(SkipReasons.NoMember);
            alone.Skip("no date");
            try
            {
                LogCheck.SameBits(alone.Build(), read.Table(day));
            }
            catch (InvalidOperationException)
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => read.Table(day));
            }
        }

        return true;
    }, runs: 100);

    [Fact]
    public void Instants_of_other_zones_and_keys_that_are_not_members_are_read_as_by_a_builder_alone()
    {
        var options = new MemberTableOptions { TimeZone = "America/New_York", Grain = EventGrain.Hour };
        var random = new Random(7);
        var rows = Enumerable.Range(0, 2_000).Select(i => new Transaction<string>(
            random.Next(20) == 0 ? " " : $"m{random.Next(50)}", new DateTimeOffset(2024, 10, 25, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(20_000)),
            random.Next(-2, 9))).ToList();
        var read = MemberLog.Read(rows, options);
        for (var hour = 0; hour < 300; hour += 7)
        {
            var asOf = new DateTime(2024, 10, 26).AddHours(hour);
            var alone = new MemberTableBuilder<string>(LogCheck.Copy(options, o => o.WindowLast = asOf));
            alone.AddRange(rows);
            var (expected, actual) = (alone.Build(), read.Table(asOf));
            Assert.Equal(expected.Report, actual.Report);
            Assert.All(expected.Keys, key => Assert.Equal(expected[key], actual[key]));
        }
    }

    [Fact]
    public async Task All_doors_read_the_same_log()
    {
        var rows = Enumerable.Range(0, 3_000).Select(i => new Transaction<int>(i * 7 % 400, Day.AddDays(i / 100 - 12), i % 9 - 2) { OrderId = i / 3 })
            .ToArray();
        var events = Enumerable.Range(0, 3_000).Select(i => new MemberEvent<int>(i % 500, Day.AddDays(i / 100 - 12), (MemberEventKind)(i % 2))).ToArray();
        var options = new MemberTableOptions { RecentCells = 5 };
        MemberLogBuilder<int> single = new(options), span = new(options), asynchronous = new(options);
        foreach (var row in rows)
            single.Add(row);
        foreach (var row in events)
            single.Add(row);
        span.AddRange(rows.AsSpan());
        span.AddRange(events.AsSpan());
        await asynchronous.AddRangeAsync(Later(rows));
        await asynchronous.AddRangeAsync(Later(events));
        var expected = single.Build().Table(Day);
        MemberLog<int>[] others =
        [
            span.Build(), asynchronous.Build(), MemberLog.Read(rows, options, events), MemberLog.Read(rows.ToList(), options, events),
            MemberLog.Read(rows.Where(_ => true), options, events),
        ];
        Assert.All(others, other => LogCheck.SameBits(expected, other.Table(Day)));
        Assert.All(others, other => Assert.Equal(6_000, other.Report.Read));
    }

    [Fact]
    public void Progress_tells_of_all_rows_and_cancelling_stops()
    {
        var rows = Enumerable.Range(0, 3_000).Select(i => new Transaction<int>(i, Day, 1)).ToArray();
        var events = rows.Select(row => new MemberEvent<int>(row.Member, Day, MemberEventKind.Visit)).ToArray();
        var told = new Told();
        MemberLog.Read(rows, May, events, progress: told);
        Assert.Equal([3_000, 4_024, 5_048, 6_000], told.Rows);
        told.Rows.Clear();
        MemberLog.Read(rows.Where(_ => true), May, progress: told);
        Assert.Equal([1_024, 2_048, 3_000], told.Rows);
        Assert.Throws<OperationCanceledException>(() => MemberLog.Read(rows, May, cancellationToken: new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => MemberLog.Read(rows.Where(_ => true), May, cancellationToken: new CancellationToken(true)));
        var log = MemberLog.Read(rows, May);
        var stop = new CancellationToken(true);
        Assert.ThrowsAny<OperationCanceledException>(() => log.Table(stop));
        Assert.ThrowsAny<OperationCanceledException>(() => log.Table(Day, stop));
        Assert.ThrowsAny<OperationCanceledException>(() => log.Tables(SnapshotSchedule.On([Day]), stop).ToList());
        Assert.ThrowsAny<OperationCanceledException>(() => log.Holdout(Day, stop));
        Assert.ThrowsAny<OperationCanceledException>(() => log.Track(7, null, stop));
    }

    [Fact]
    public void A_builder_that_was_built_reads_no_more()
    {
        var builder = new MemberLogBuilder<string>();
        builder.Add(new Transaction<string>("a", Day, 1));
        Assert.ThrowsAny<OperationCanceledException>(() => builder.Build(new CancellationToken(true)));
        builder.Add(new Transaction<string>("b", Day, 1)); // a cancelled building changes nothing
        Assert.Equal(2, builder.Build().Table().Count);
        Assert.Contains("new builder", Assert.Throws<InvalidOperationException>(() => builder.Add(new Transaction<string>("c", Day, 1))).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => builder.Add(new MemberEvent<string>("c", Day, MemberEventKind.Visit)));
        Assert.Throws<InvalidOperationException>(() => builder.AddRange([new Transaction<string>("c", Day, 1)]));
        Assert.Throws<InvalidOperationException>(() => builder.Skip("no date"));
        Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Equal(2, builder.RowsRead);
    }

    [Fact]
    public void Threads_may_ask_at_the_same_time()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 20_000).Select(_ => new Transaction<int>(random.Next(2_000), Day.AddDays(-random.Next(100)), random.Next(-2, 9)))
            .ToArray();
        var log = MemberLog.Read(rows);
        var expected = Enumerable.Range(0, 8).Select(i => log.Table(Day.AddDays(-i))).ToList();
        Parallel.For(0, 32, i => LogCheck.SameBits(expected[i % 8], log.Table(Day.AddDays(-(i % 8)))));
    }

    [Fact]
    public void Strict_mode_throws_on_the_first_bad_row_with_its_number()
    {
        var options = LogCheck.Copy(May, o => (o.Strict, o.Refunds) = (true, RefundPolicy.Reject));
        var builder = new MemberLogBuilder<string>(options);
        var bad = new Transaction<string>("a", Day, decimal.MaxValue);
        builder.AddRange([new("a", Day, 1), bad with { Time = new DateOnly(2024, 6, 1) }]); // outside the window is not bad
        var error = Assert.Throws<BadRowException>(() => builder.AddRange([new("a", Day, 1), bad, new("a", Day, 1)]));
        Assert.Equal((4, SkipReasons.AmountOutOfRange), (error.Row, error.Reason));
        Assert.Equal(5, Assert.Throws<BadRowException>(() => builder.Add(new Transaction<string>("", Day, 1))).Row);
        Assert.Equal(6, Assert.Throws<BadRowException>(() => builder.Add(new Transaction<string>("a", Day, -1))).Row);
        Assert.Equal(7, Assert.Throws<BadRowException>(() => builder.Add(new MemberEvent<string>(null, Day, MemberEventKind.Visit))).Row);
        Assert.Equal(8, Assert.Throws<BadRowException>(() => builder.Skip("no date")).Row);
        var log = builder.Build();
        Assert.Equal((8, 2), (log.Report.Read, log.Report.Used));
        Assert.Equal(2m, log.Table()["a"].Net);
    }

    [Fact]
    public void A_question_beyond_the_window_of_the_options_is_refused()
    {
        var log = MemberLog.Read<string>([new("a", Day, 1)], May);
        foreach (var asOf in new[] { new DateOnly(2024, 4, 30), new DateOnly(2024, 6, 1) })
        {
            var end = asOf < Day ? "2024-05-01" : "2024-05-31";
            foreach (var error in new[]
            {
                Assert.Throws<ArgumentOutOfRangeException>("asOf", () => log.Table(asOf)),
                Assert.Throws<ArgumentOutOfRangeException>("asOf", () => log.Table((EventTime)asOf)),
                Assert.Throws<ArgumentOutOfRangeException>("calibrationLast", () => log.Holdout(asOf)),
                Assert.Throws<ArgumentOutOfRangeException>("calibrationLast", () => log.Holdout((EventTime)asOf)),
            })
            {
                Assert.Contains(end, error.Message, StringComparison.Ordinal);
                Assert.Contains(asOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
            }

            var schedule = Assert.Throws<ArgumentException>("schedule", () => log.Tables(SnapshotSchedule.On([asOf])));
            Assert.Contains(end, schedule.Message, StringComparison.Ordinal);
        }

        Assert.Contains("2024-05-01", Assert.Throws<ArgumentException>("schedule", () => log.Tables(SnapshotSchedule.On([Day]).Rolling(11))).Message,
            StringComparison.Ordinal);
        Assert.Single(log.Tables(SnapshotSchedule.On([Day]).Rolling(10)));
        Assert.Contains("2024-05-31", Assert.Throws<ArgumentOutOfRangeException>(() => log.Holdout(new DateOnly(2024, 5, 31))).Message,
            StringComparison.Ordinal);
        Assert.Contains("32 cells and must be 1 to 31", Assert.Throws<ArgumentOutOfRangeException>("cellsPerPeriod", () => log.Track(32)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_row_there_is_a_table_only_where_a_beginning_is_named()
    {
        var log = MemberLog.Read<string>([new("a", Day, 1)]);
        var error = Assert.Throws<ArgumentOutOfRangeException>("asOf", () => log.Table(Day.AddDays(-1)));
        Assert.Contains("2024-05-10: set MemberTableOptions.WindowFirst", error.Message, StringComparison.Ordinal);
        Assert.Contains("WindowFirst", Assert.Throws<ArgumentException>("schedule", () => log.Tables(SnapshotSchedule.On([Day.AddDays(-1), Day]))).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, MemberLog.Read<string>([new("a", Day, 1)], May).Table(Day.AddDays(-1)).Count);
        Assert.Equal(0, MemberLog.Read<string>([], May).Table().Count);
        Assert.Contains("WindowLast", Assert.Throws<ArgumentOutOfRangeException>("calibrationLast", () => log.Holdout(Day)).Message, StringComparison.Ordinal);
        var empty = MemberLog.Read<string>([]);
        Assert.Equal((0, 0), (empty.Count, empty.Report.Read));
        Assert.Contains("WindowFirst and WindowLast", Assert.Throws<InvalidOperationException>(() => empty.Table()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => empty.Track(1));
        Assert.Contains("no row was used", Assert.Throws<ArgumentOutOfRangeException>(() => empty.Table(Day)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_the_last_row_a_table_is_as_of_the_day_asked_for()
    {
        var log = MemberLog.Read<string>([new("a", Day, 1)]);
        Assert.Equal(20, log.Table(Day.AddDays(20))["a"].Age);
        Assert.Equal(0, log.Table()["a"].Age);
    }

    [Fact]
    public void Wrong_calls_are_refused()
    {
        Assert.Throws<ArgumentNullException>("rows", () => MemberLog.Read<string>(null!));
        var builder = new MemberLogBuilder<string>();
        Assert.Contains("7", Assert.Throws<ArgumentException>(() => builder.Add(new MemberEvent<string>("a", Day, (MemberEventKind)7))).Message,
            StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => builder.Skip(" "));
        Assert.Throws<ArgumentNullException>(() => builder.AddRange((IEnumerable<Transaction<string>>)null!));
        Assert.Equal(0, builder.RowsRead);
        Assert.Throws<ArgumentNullException>("rules", () => new MemberLogBuilder<string>((LogRules)null!));
        var order = Assert.Throws<ArgumentException>(() => new MemberLogBuilder<string>(new MemberTableOptions { Order = LogOrder.TimeOrderedPerMember }));
        Assert.Contains("MemberTableOptions.Order is TimeOrderedPerMember", order.Message, StringComparison.Ordinal);
        var log = MemberLog.Read<string>([]);
        Assert.Throws<ArgumentNullException>("schedule", () => log.Tables(null!));
        Assert.Throws<ArgumentNullException>("key", () => log.StateOf(null!));
        Assert.ThrowsAny<ArgumentException>(() => MemberLog.Read<string>([], null, [new MemberEvent<string>("a", Day, (MemberEventKind)7)]));
        var instants = MemberLog.Read<string>([new("a", Day, 1)], new MemberTableOptions { Grain = EventGrain.Instant });
        Assert.Contains("1931-12-13", Assert.Throws<ArgumentOutOfRangeException>("asOf", () => instants.Table((EventTime)new DateOnly(2100, 1, 1))).Message,
            StringComparison.Ordinal);
        Assert.Contains("2068-01-19", Assert.Throws<ArgumentOutOfRangeException>("asOf", () => instants.Table(new DateOnly(2100, 1, 1))).Message,
            StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<T> Later<T>(IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            await Task.CompletedTask;
            yield return row;
        }
    }

    private sealed class Told : IProgress<long>
    {
        public List<long> Rows { get; } = [];

        public void Report(long value) => Rows.Add(value);
    }
}
