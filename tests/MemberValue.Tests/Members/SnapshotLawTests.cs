using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>A table of a series equals the table that is built with its window alone, report and gaps included.</summary>
public class SnapshotLawTests
{
    public static TheoryData<EventGrain> Grains => [EventGrain.Day, EventGrain.Hour, EventGrain.Week, EventGrain.Instant];

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_snapshot_is_the_table_built_at_that_date_alone(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, grain);
        var schedule = SnapshotCheck.ScheduleOf(log, options);
        SnapshotCheck.AreBuiltAlone(log.Shuffled(1), options, schedule, LogCheck.Read(log.Shuffled(1), options));
        return true;
    }, runs: 300);

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_snapshot_of_a_rolling_window_is_the_table_built_over_that_window_alone(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var (options, schedule) = Rolling(log, grain);
        SnapshotCheck.AreBuiltAlone(log.Shuffled(1), options, schedule, LogCheck.Read(log.Shuffled(1), options));
        return true;
    }, runs: 300);

    [Fact]
    public void Snapshots_say_what_the_definitions_say() => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, EventGrain.Day);
        var schedule = SnapshotCheck.ScheduleOf(log, options);
        if (new LogOracle(log.Lines, SnapshotCheck.AloneAt(schedule.Dates[0], options, schedule)).Window is null
            || LogCheck.StartsAfter(options, schedule.Dates[0]))
            return true;
        foreach (var (date, table) in schedule.Dates.Zip(LogCheck.Tables(log.Shuffled(2), options, schedule)))
        {
            var oracle = new LogOracle(log.Lines, SnapshotCheck.AloneAt(date, options, schedule));
            TableCheck.SameNumbers(oracle, table);
            TableCheck.SameGaps(oracle, table.Gaps!);
            TableCheck.SameReport(oracle, log.Lines.Count, table.Report!);
        }

        return true;
    });

    [Theory]
    [MemberData(nameof(Grains))]
    public void Nothing_that_is_asked_changes_another_answer(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var (options, schedule) = log.Random(8).Next(2) == 0
            ? Rolling(log, grain)
            : (SnapshotCheck.OptionsOf(log, grain), SnapshotCheck.ScheduleOf(log, SnapshotCheck.OptionsOf(log, grain)));
        var read = LogCheck.Read(log.Shuffled(1), options);
        if (!SnapshotCheck.AreBuiltAlone(log.Shuffled(1), options, schedule, read))
            return true;
        var kept = read.Tables(schedule).ToList();
        foreach (var (before, one, other) in kept.Zip(read.Tables(schedule), read.Tables(schedule)))
        {
            read.Table();
            SnapshotCheck.Same(before, one);
            SnapshotCheck.Same(before, other);
        }

        return true;
    }, runs: 100);

    [Fact]
    public void Rows_keep_their_places_from_table_to_table() => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, EventGrain.Day);
        var schedule = SnapshotCheck.ScheduleOf(log, options);
        var read = LogCheck.Read(log.Shuffled(5), options);
        if (!SnapshotCheck.AreBuiltAlone(log.Shuffled(5), options, schedule, read))
            return true;
        var tables = read.Tables(schedule).ToList();
        return tables.Zip(tables.Skip(1)).All(pair => pair.First.Keys.SequenceEqual(pair.Second.Keys.Take(pair.First.Count)));
    }, runs: 100);

    private static (MemberTableOptions Options, SnapshotSchedule Schedule) Rolling(LogCase log, EventGrain grain)
    {
        var options = SnapshotCheck.OptionsOf(log, grain);
        options.WindowFirst = null;
        return (options, SnapshotCheck.ScheduleOf(log, options).Rolling(grain == EventGrain.Week ? 7 * log.Random(8).Next(1, 3) : log.Random(8).Next(1, 12)));
    }
}
