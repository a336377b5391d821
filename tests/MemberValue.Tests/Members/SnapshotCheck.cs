using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Compares the tables of a log with tables that are built alone.</summary>
internal static class SnapshotCheck
{
    private static readonly DateOnly FirstDay = new(2024, 2, 18); // two days before the first line of any case

    public static MemberTableOptions OptionsOf(LogCase log, EventGrain grain) => log.With(options =>
    {
        options.WindowLast = null;
        options.Grain = grain;
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
            LongAmounts = options.LongAmounts,
            RecentCells = options.RecentCells,
            RowsWithoutId = options.RowsWithoutId,
            RowIdCells = options.RowIdCells,
            Currency = options.Currency,
            GapOrdinals = options.GapOrdinals,
            Strict = options.Strict,
            WindowFirst = schedule.RollingDays is { } days ? last.AddDays(1 - days).ToDateTime(TimeOnly.MinValue) : options.WindowFirst,
            WindowLast = options.Grain == EventGrain.Instant ? last.AddDays(1).ToDateTime(TimeOnly.MinValue) : last.ToDateTime(new TimeOnly(23, 59)),
        };
    }

    /// <summary>Whether the tables of a log are those of a builder each; where one of the builders has no table, the log must refuse the dates.</summary>
    public static bool AreBuiltAlone(IReadOnlyCollection<LogLine> lines, MemberTableOptions options, SnapshotSchedule schedule, MemberLog<int> log)
    {
        var alone = schedule.Dates.Select(date => TableOrNull(lines, AloneAt(date, options, schedule))).ToList();
        if (alone.Contains(null))
        {
            Assert.Throws<ArgumentException>(nameof(schedule), () => log.Tables(schedule));
            return false;
        }

        var tables = log.Tables(schedule).ToList();
        Assert.Equal(alone.Count, tables.Count);
        foreach (var (expected, table) in alone.Zip(tables))
            Same(expected!, table);
        return true;
    }

    public static void Same(MemberTable<int> expected, MemberTable<int> actual)
    {
        TableCheck.Same(expected, actual);
        Assert.Equal(expected.Columns.Keys, actual.Columns.Keys);
        Assert.Equal(expected.Columns.RecentCells, actual.Columns.RecentCells);
        Assert.Equal(expected.Columns.Net.Decimals, actual.Columns.Net.Decimals);
        Assert.Equal(expected.Report!.Warnings, actual.Report!.Warnings);
        foreach (var key in expected.Keys)
            Assert.Equal(expected[key], actual[key]); // sums of logarithms, too
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
