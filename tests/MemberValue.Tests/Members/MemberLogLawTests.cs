using FsCheck;
using FsCheck.Fluent;
using MemberValue.Churn;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>A log that was read once says what builders say that each read it for one small question. Tables of a series: <see
/// cref="SnapshotLawTests"/>.</summary>
public class MemberLogLawTests
{
    private static readonly DateOnly FirstDay = new(2024, 2, 18); // two days before the first line of any case
    private static readonly DateOnly AfterAll = new(2024, 3, 20);

    public static TheoryData<EventGrain> Grains => [EventGrain.Day, EventGrain.Hour, EventGrain.Week, EventGrain.Instant];

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_table_as_of_a_day_is_the_table_built_alone(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, grain);
        var lines = log.Shuffled(1);
        var read = LogCheck.Read(lines, options);
        foreach (var day in LogCheck.Days(log, 12))
        {
            var alone = LogCheck.Alone(lines, LogCheck.Through(day, options));
            if (alone is null || LogCheck.StartsAfter(options, day))
                Assert.Throws<ArgumentOutOfRangeException>(() => read.Table(day));
            else
                LogCheck.SameBits(alone, read.Table(day));
        }

        return true;
    }, runs: 200);

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_table_as_of_a_time_is_the_table_built_alone(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, grain);
        var lines = log.Shuffled(1);
        var read = LogCheck.Read(lines, options);
        foreach (var day in LogCheck.Days(log, 8))
        {
            // Said on the shop's clock, with instants in UTC, as the window's ends are.
            var time = day.ToDateTime(new TimeOnly(log.Random(9).Next(24), 30));
            if (time < options.WindowFirst)
                continue;
            var alone = LogCheck.Alone(lines, LogCheck.Copy(options, o => o.WindowLast = time));
            EventTime asOf = grain == EventGrain.Instant ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time;
            if (alone is null)
                Assert.Throws<ArgumentOutOfRangeException>(() => read.Table(asOf));
            else
                LogCheck.SameBits(alone, read.Table(asOf));
        }

        return true;
    }, runs: 200);

    [Theory]
    [MemberData(nameof(Grains))]
    public void The_table_of_the_whole_log_is_the_table_built_alone_in_the_same_order(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = LogCheck.Copy(SnapshotCheck.OptionsOf(log, grain), o => o.WindowLast = log.Options.WindowLast);
        var lines = log.Shuffled(1);
        var alone = LogCheck.Alone(lines, options);
        var read = LogCheck.Read(lines, options);
        if (alone is null)
        {
            Assert.Throws<InvalidOperationException>(() => read.Table());
            return true;
        }

        LogCheck.SameBits(alone, read.Table());
        Assert.Equal(alone.Keys, read.Table().Keys);
        Assert.Equal(alone.Count, read.Count);
        Assert.Equal(alone.Report, read.Report);
        return true;
    }, runs: 300);

    [Fact]
    public void An_ordered_log_has_the_bits_of_the_ordered_builder() => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => o.WindowLast = null);
        var alone = LogCheck.Alone(log.Sorted, LogCheck.Copy(options, o => o.Order = LogOrder.TimeOrderedPerMember));
        if (alone is not null)
            LogCheck.SameBits(alone, LogCheck.Read(log.Sorted, options).Table());
        return true;
    }, runs: 200);

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_members_state_is_that_of_a_builder(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, grain);
        var lines = log.Shuffled(1);
        foreach (var recent in new[] { options, LogCheck.Copy(options, o => o.RecentCells = 0) })
        {
            var (read, builder) = (LogCheck.Read(lines, recent), TableCheck.BuilderOf(lines, recent));
            foreach (var member in lines.Select(line => line.Member).Distinct())
            {
                var (expected, actual) = (builder.StateOf(member), read.StateOf(member));
                Assert.Equal(expected is null, actual is null);
                if (expected is null)
                    continue;
                Assert.Equal(expected.ToJson(), actual!.ToJson());
                Assert.Equal(expected.AsOf(AfterAll), actual!.AsOf(AfterAll));
                Assert.Equal(expected.AsOf(AfterAll.AddDays(9)), actual!.AsOf(AfterAll.AddDays(9)));
                var later = new Transaction<int>(member, AfterAll, 7);
                var rules = LogRules.From(LogCheck.Copy(recent, o => o.WindowLast = null));
                Assert.Equal(expected.With(later, rules).AsOf(AfterAll), MemberState.FromJson(actual!.ToJson()).With(later, rules).AsOf(AfterAll));
            }

            Assert.Null(read.StateOf(99));
        }

        return true;
    }, runs: 200);

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_holdout_is_that_of_two_tables(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, grain);
        if (log.Random(5).Next(2) == 0)
            options.WindowLast = new DateTime(2024, 3, 12);
        var (lines, rules) = (log.Shuffled(1), LogRules.From(options));
        var read = LogCheck.Read(lines, options);
        var whole = LogCheck.Alone(lines, options);
        foreach (var day in LogCheck.Days(log, 6))
        {
            var time = day.ToDateTime(new TimeOnly(12, 30), grain == EventGrain.Instant ? DateTimeKind.Utc : DateTimeKind.Unspecified);
            Assert.True(rules.TryCellOf(time, out var cut));
            if (whole is null || cut >= whole.Window.LastCell || cut < rules.FirstCell || LogCheck.Alone(lines, LogCheck.Within(options, rules.FirstCell, cut))
                is null)
            {
                Assert.Throws<ArgumentOutOfRangeException>("calibrationLast", () => read.Holdout(time));
                continue;
            }

            var split = read.Holdout(time);
            LogCheck.IsHoldout(lines, options, cut, whole.Window.LastCell, split);
            Assert.Equal(whole.Report, split.Report);
            if (grain == EventGrain.Day)
                LogCheck.IsHoldout(lines, options, cut, whole.Window.LastCell, read.Holdout(day));
        }

        return true;
    }, runs: 100);

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_track_is_that_of_a_small_table_for_each_period(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var cells = grain switch { EventGrain.Week => 1, EventGrain.Day => log.Random(2).Next(1, 10), EventGrain.Hour => 30, _ => 50_000 };
        var options = LogCheck.Copy(
            SnapshotCheck.OptionsOf(log, grain), o => (o.WindowFirst, o.WindowLast) = (new DateTime(2024, 2, 22), new DateTime(2024, 3, 8)));
        var lines = log.Shuffled(1);
        var read = LogCheck.Read(lines, options);
        var members = read.Table(new DateOnly(2024, 3, 1));
        foreach (var some in new[] { null, members })
        {
            var track = read.Track(cells, some);
            Assert.Equal((read.Table().Window, cells), (track.Window, track.CellsPerPeriod));
            Assert.Equal(
                LogCheck.RepeatsByPeriod(lines, options, cells, key => some is null || (some.TryGetIndex(key, out var row) && some.Columns.Purchases[row] > 0)),
                track.RepeatPurchases.ToArray());
        }

        return true;
    }, runs: 100);

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_dataset_is_that_of_two_tables_for_each_origin(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = LogCheck.Copy(SnapshotCheck.OptionsOf(log, grain), o => o.WindowFirst = null);
        var lines = log.Shuffled(1);
        var step = grain == EventGrain.Week ? 7 : log.Random(4).Next(1, 5);
        var random = log.Random(11);
        var dataset = new ChurnDatasetOptions
        {
            Origins = [.. Enumerable.Range(1, 3).Select(i => FirstDay.AddDays(7 + (i * step)))],
            HorizonDays = grain == EventGrain.Week ? 7 : random.Next(1, 6),
            LogEnd = new DateOnly(2024, 5, 1),
            MinPurchases = random.Next(3),
            MaxRecencyDays = random.Next(3) == 0 ? 4 : null,
        };
        var read = LogCheck.Read(lines, options);
        ChurnDataset<int>? data = null;
        try
        {
            data = ChurnDataset.From(read, dataset);
        }
        catch (ArgumentException) // the log begins after the first origin
        {
            Assert.Null(LogCheck.Alone(lines, LogCheck.Through(dataset.Origins[0], options)));
        }
        catch (InvalidOperationException error)
        {
            Assert.StartsWith("No member takes part", error.Message, StringComparison.Ordinal);
        }

        if (data is not null)
            LogCheck.IsDataset(lines, options, dataset, data);
        return true;
    }, runs: 200);
}
