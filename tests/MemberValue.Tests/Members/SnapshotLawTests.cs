using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>A snapshot equals the table that is built with its window alone, per member, report and gaps included.</summary>
public class SnapshotLawTests
{
    [Theory]
    [InlineData(EventGrain.Day)]
    [InlineData(EventGrain.Hour)]
    [InlineData(EventGrain.Week)]
    [InlineData(EventGrain.Instant)]
    public void A_snapshot_is_the_table_built_at_that_date_alone(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, grain);
        var schedule = SnapshotCheck.ScheduleOf(log, options);
        return SnapshotCheck.AreBuiltAlone(log.Shuffled(1), options, schedule, SnapshotCheck.BuilderOf(log.Shuffled(1), options, schedule));
    }, runs: 300);

    [Theory]
    [InlineData(EventGrain.Day)]
    [InlineData(EventGrain.Hour)]
    [InlineData(EventGrain.Week)]
    [InlineData(EventGrain.Instant)]
    public void A_snapshot_of_a_rolling_window_is_the_table_built_over_that_window_alone(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, grain);
        options.WindowFirst = null;
        var schedule = SnapshotCheck.ScheduleOf(log, options).Rolling(grain == EventGrain.Week ? 7 * log.Random(8).Next(1, 3) : log.Random(8).Next(1, 12));
        return SnapshotCheck.AreBuiltAlone(log.Shuffled(1), options, schedule, SnapshotCheck.BuilderOf(log.Shuffled(1), options, schedule));
    }, runs: 300);

    [Fact]
    public void Snapshots_say_what_the_definitions_say() => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, EventGrain.Day);
        var schedule = SnapshotCheck.ScheduleOf(log, options);
        if (!SnapshotCheck.HasTables(log.Lines, options, schedule))
            return true;
        foreach (var (date, table) in schedule.Dates.Zip(SnapshotCheck.BuilderOf(log.Shuffled(2), options, schedule).Snapshots()))
        {
            var oracle = new LogOracle(log.Lines, SnapshotCheck.AloneAt(date, options, schedule));
            TableCheck.SameNumbers(oracle, table);
            TableCheck.SameGaps(oracle, table.Gaps!);
            TableCheck.SameReport(oracle, log.Lines.Count, table.Report!);
        }

        return true;
    });

    [Fact]
    public void Enumerating_again_gives_the_same_tables_and_later_rows_join_them() => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, EventGrain.Day);
        var schedule = SnapshotCheck.ScheduleOf(log, options);
        var lines = log.Shuffled(3);
        var half = lines.Take(lines.Count / 2).ToList();
        var builder = SnapshotCheck.BuilderOf(half, options, schedule);
        SnapshotCheck.AreBuiltAlone(half, options, schedule, builder);
        SnapshotCheck.AreBuiltAlone(half, options, schedule, builder);
        foreach (var line in lines.Skip(half.Count))
            SnapshotCheck.Add(builder, line);
        return SnapshotCheck.AreBuiltAlone(lines, options, schedule, builder);
    }, runs: 100);

    [Fact]
    public void A_table_does_not_change_when_the_next_one_is_made() => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, EventGrain.Day);
        var schedule = SnapshotCheck.ScheduleOf(log, options);
        if (!SnapshotCheck.HasTables(log.Lines, options, schedule))
            return true;
        var builder = SnapshotCheck.BuilderOf(log.Lines, options, schedule);
        var kept = builder.Snapshots().ToList();
        foreach (var (before, after) in kept.Zip(builder.Snapshots()))
            SnapshotCheck.Same(after, before);
        return true;
    }, runs: 100);

    [Fact]
    public void Rows_keep_their_places_from_table_to_table() => Law.Holds(LogCase.Any, log =>
    {
        var options = SnapshotCheck.OptionsOf(log, EventGrain.Day);
        var schedule = SnapshotCheck.ScheduleOf(log, options);
        if (!SnapshotCheck.HasTables(log.Lines, options, schedule))
            return true;
        var tables = SnapshotCheck.BuilderOf(log.Shuffled(5), options, schedule).Snapshots().ToList();
        return tables.Zip(tables.Skip(1)).All(pair => pair.First.Keys.SequenceEqual(pair.Second.Keys.Take(pair.First.Count)));
    }, runs: 100);
}
