using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Compares snapshots with tables that are built alone.</summary>
internal static class SnapshotCheck
{
    private static readonly DateOnly FirstDay = new(2024, 2, 18); // two days before the first line of any case

    public static MemberTableOptions OptionsOf(LogCase log, EventGrain grain) => log.With(options =>
    {
        options.WindowLast = null;
        options.Grain = grain;
        options.SkipDuplicateLines = log.Random(6).Next(3) == 0;
        if (grain == EventGrain.Week)
            options.WindowFirst = null; // its week may begin after the last one that ended
        if (grain == EventGrain.Week)
            options.FirstDayOfWeek = (DayOfWeek)log.Random(6).Next(7);
        if (grain == EventGrain.Hour)
            options.TimeZone = "Europe/London";
    });

    /// <summary>A few dates from before the log until after it.</summary>
    public static SnapshotSchedule ScheduleOf(LogCase log, MemberTableOptions options)
    {
        var random = log.Random(7);
        var step = options.Grain == EventGrain.Week ? 7 : 1;
        var from = FirstDay.AddDays(options.WindowFirst is null ? random.Next(12) : 5);
        return random.Next(3) == 0 && options.Grain != EventGrain.Week
            ? SnapshotSchedule.On(Enumerable.Range(0, 20).Where(i => i == 19 || random.Next(3) == 0).Select(i => from.AddDays(i)))
            : SnapshotSchedule.Every(step * random.Next(1, 4), from, from.AddDays(random.Next(20)));
    }

    public static SnapshotBuilder<int> BuilderOf(IEnumerable<LogLine> lines, MemberTableOptions options, SnapshotSchedule schedule)
    {
        var builder = new SnapshotBuilder<int>(options, schedule);
        foreach (var line in lines)
            Add(builder, line);
        return builder;
    }

    public static void Add(SnapshotBuilder<int> builder, LogLine line)
    {
        if (line.Kind == LineKind.Transaction)
            builder.Add(line.ToTransaction());
        else
            builder.Add(line.ToEvent());
    }

    /// <summary>The options with the window of one date, said in plain calendar words.</summary>
    public static MemberTableOptions AloneAt(DateOnly date, MemberTableOptions options, SnapshotSchedule schedule)
    {
        var last = date;
        while (options.Grain == EventGrain.Week && last.AddDays(1).DayOfWeek != options.FirstDayOfWeek)
            last = last.AddDays(-1);
        return new MemberTableOptions
        {
            Grain = options.Grain,
            FirstDayOfWeek = options.FirstDayOfWeek,
            TimeZone = options.TimeZone,
            Refunds = options.Refunds,
            ZeroAmounts = options.ZeroAmounts,
            RecentCells = options.RecentCells,
            SkipDuplicateLines = options.SkipDuplicateLines,
            GapOrdinals = options.GapOrdinals,
            Strict = options.Strict,
            WindowFirst = schedule.RollingDays is { } days ? last.AddDays(1 - days).ToDateTime(TimeOnly.MinValue) : options.WindowFirst,
            WindowLast = options.Grain == EventGrain.Instant ? last.AddDays(1).ToDateTime(TimeOnly.MinValue) : last.ToDateTime(new TimeOnly(23, 59)),
        };
    }

    /// <summary>Whether there is a table at the first date, and so at every one.</summary>
    public static bool HasTables(IReadOnlyCollection<LogLine> lines, MemberTableOptions options, SnapshotSchedule schedule) =>
        TableOrNull(lines, AloneAt(schedule.Dates[0], options, schedule)) is not null;

    public static bool AreBuiltAlone(IReadOnlyCollection<LogLine> lines, MemberTableOptions options, SnapshotSchedule schedule, SnapshotBuilder<int> builder)
    {
        Assert.Equal(lines.Count, builder.RowsRead);
        using var tables = builder.Snapshots().GetEnumerator();
        foreach (var date in schedule.Dates)
        {
            var alone = TableOrNull(lines, AloneAt(date, options, schedule));
            if (alone is null)
            {
                Assert.Throws<InvalidOperationException>(() => tables.MoveNext());
                return true;
            }

            Assert.True(tables.MoveNext());
            Same(alone, tables.Current);
        }

        Assert.False(tables.MoveNext());
        return true;
    }

    public static void Same(MemberTable<int> expected, MemberTable<int> actual)
    {
        TableCheck.Same(expected, actual);
        Assert.Equal(expected.Columns.Keys, actual.Columns.Keys);
        Assert.Equal(expected.Columns.RecentCells, actual.Columns.RecentCells);
        Assert.Equal(expected.Columns.Net.Decimals, actual.Columns.Net.Decimals);
        Assert.Equal(expected.Report!.Warnings, actual.Report!.Warnings);
    }

    private static MemberTable<int>? TableOrNull(IEnumerable<LogLine> lines, MemberTableOptions options)
    {
        try
        {
            return TableCheck.BuilderOf(lines, options).Build();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
