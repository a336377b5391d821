using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Which dates a schedule has, and with which cell each of them ends.</summary>
public class SnapshotScheduleTests
{
    private static readonly DateOnly Day = new(2024, 1, 31);

    [Fact]
    public void Month_ends_are_the_last_days_of_months_within()
    {
        Assert.Equal(
            [new(2023, 12, 31), new(2024, 1, 31), new(2024, 2, 29)],
            SnapshotSchedule.MonthEnds(new DateOnly(2023, 12, 31), new DateOnly(2024, 3, 30)).Dates);
        Assert.Equal([new(2024, 1, 31)], SnapshotSchedule.MonthEnds(Day, Day).Dates);
        Assert.Equal([DateOnly.MaxValue], SnapshotSchedule.MonthEnds(new DateOnly(9999, 12, 1), DateOnly.MaxValue).Dates);
    }

    [Fact]
    public void Every_so_many_days_begins_with_the_first_date()
    {
        Assert.Equal([Day, Day.AddDays(10), Day.AddDays(20)], SnapshotSchedule.Every(10, Day, Day.AddDays(29)).Dates);
        Assert.Equal([Day, Day.AddDays(10)], SnapshotSchedule.Every(10, Day, Day.AddDays(10)).Dates);
        Assert.Equal([Day], SnapshotSchedule.Every(int.MaxValue, Day, DateOnly.MaxValue).Dates);
        Assert.Equal("2 date(s), 2024-01-31 through 2024-02-10, each over 90 day(s)", SnapshotSchedule.Every(10, Day, Day.AddDays(10)).Rolling(90).ToString());
    }

    [Fact]
    public void Own_dates_are_copied()
    {
        var dates = new List<DateOnly> { Day };
        var schedule = SnapshotSchedule.On(dates);
        dates.Add(Day.AddDays(1));
        Assert.Equal([Day], schedule.Dates);
        Assert.Null(schedule.RollingDays);
        Assert.Equal(7, schedule.Rolling(7).RollingDays);
    }

    [Fact]
    public void A_schedule_that_cannot_be_is_refused_with_parameter_value_and_range()
    {
        Says<ArgumentOutOfRangeException>(() => SnapshotSchedule.Every(0, Day, Day), "days", "0", "1 or more");
        Says<ArgumentOutOfRangeException>(() => SnapshotSchedule.Every(1, Day, Day.AddDays(-1)), "through", "2024-01-31");
        Says<ArgumentException>(() => SnapshotSchedule.MonthEnds(Day.AddDays(1), Day.AddDays(2)), "through", "2024-02-01", "2024-02-02");
        Says<ArgumentException>(() => SnapshotSchedule.MonthEnds(Day, Day.AddDays(-1)), "through");
        Says<ArgumentException>(() => SnapshotSchedule.On([]), "dates", "at least one");
        Says<ArgumentException>(() => SnapshotSchedule.On([Day, Day]), "dates", "place 1", "2024-01-31", "ascend");
        Says<ArgumentException>(() => SnapshotSchedule.On([Day, Day.AddDays(-1)]), "dates", "2024-01-30");
        Says<ArgumentNullException>(() => SnapshotSchedule.On(null!), "dates");
        Says<ArgumentOutOfRangeException>(() => SnapshotSchedule.On([Day]).Rolling(0), "days", "0", "1 or more");
    }

    [Theory]
    [InlineData(EventGrain.Day, "2024-05-08", "2024-05-08")]
    [InlineData(EventGrain.Hour, "2024-05-08", "2024-05-08 23:00")]
    [InlineData(EventGrain.Instant, "2024-05-08", "2024-05-09 00:00:00Z")]
    [InlineData(EventGrain.Week, "2024-05-08", "week of 2024-04-30")] // weeks from Tuesday: that of 7 May still goes on
    [InlineData(EventGrain.Week, "2024-05-06", "week of 2024-04-30")]
    [InlineData(EventGrain.Week, "2024-05-05", "week of 2024-04-23")]
    [InlineData(EventGrain.Instant, "1931-12-14", "1931-12-15 00:00:00Z")]
    [InlineData(EventGrain.Hour, "9999-12-31", "9999-12-31 23:00")]
    public void A_dates_table_ends_with_the_last_cell_that_is_over_when_the_day_is(EventGrain grain, string date, string cell)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var options = new MemberTableOptions
        {
            Grain = grain,
            FirstDayOfWeek = DayOfWeek.Tuesday,
            WindowFirst = day.AddDays(-20 < 1 - day.DayNumber ? 0 : -20).ToDateTime(TimeOnly.MinValue)
        };
        if (grain == EventGrain.Instant)
            options.WindowFirst = day.ToDateTime(TimeOnly.MinValue);
        var window = Tables(options, SnapshotSchedule.On([day])).Single().Window;
        Assert.Equal(cell, window.Calendar.Format(window.LastCell));
    }

    [Fact]
    public void A_rolling_window_has_its_days_in_cells_of_every_grain()
    {
        foreach (var (grain, cells) in new[] { (EventGrain.Day, 14L), (EventGrain.Hour, 336), (EventGrain.Week, 2), (EventGrain.Instant, 14 * 86_400) })
        {
            var tables = Tables(new MemberTableOptions { Grain = grain }, SnapshotSchedule.Every(7, Day, Day.AddDays(14)).Rolling(14)).ToList();
            Assert.All(tables, table => Assert.Equal((cells, 0), (table.Window.Cells, table.Count)));
            Assert.Equal(cells / 2, tables[2].Window.LastCell - tables[1].Window.LastCell);
        }
    }

    [Fact]
    public void A_schedule_that_does_not_fit_the_grain_is_refused_before_the_first_table_is_asked_for()
    {
        var weeks = new MemberTableOptions { Grain = EventGrain.Week };
        Says<ArgumentException>(() => Tables(weeks, SnapshotSchedule.Every(1, new DateOnly(2024, 5, 6), new DateOnly(2024, 5, 7))), "schedule",
            "2024-05-06 and 2024-05-07", "week of 2024-04-29");
        Says<ArgumentException>(() => Tables(weeks, SnapshotSchedule.On([Day]).Rolling(10)), "schedule", "10 days", "multiple of 7");
        Says<ArgumentException>(() => Tables(weeks, SnapshotSchedule.On([new DateOnly(1, 1, 6)])), "schedule", "0001-01-06");
        Assert.Equal(0, Tables(weeks, SnapshotSchedule.On([new DateOnly(1, 1, 7)]).Rolling(7)).Single().Window.LastCell);
        Says<ArgumentException>(() => Tables(weeks, SnapshotSchedule.On([new DateOnly(1, 1, 7)]).Rolling(14)), "schedule", "14 days", "0001-01-07", "shorter");
        var instants = new MemberTableOptions { Grain = EventGrain.Instant };
        Says<ArgumentException>(() => Tables(instants, SnapshotSchedule.On([new DateOnly(2068, 1, 19)])), "schedule", "2068-01-19");
        Says<ArgumentException>(() => Tables(instants, SnapshotSchedule.On([new DateOnly(1931, 12, 12)])), "schedule", "1931-12-12");
        Says<ArgumentException>(() => Tables(instants, SnapshotSchedule.On([Day]).Rolling(int.MaxValue)), "schedule", "shorter");
        Assert.Equal(1, Tables(new(), SnapshotSchedule.On([DateOnly.MinValue]).Rolling(1)).Single().Window.Cells);
    }

    [Fact]
    public void A_schedule_outside_the_window_of_the_options_is_refused_by_date()
    {
        var schedule = SnapshotSchedule.On([Day]);
        var time = Day.ToDateTime(TimeOnly.MinValue);
        Says<ArgumentException>(() => Tables(new() { WindowLast = time.AddDays(-1) }, schedule), "2024-01-31", "MemberTableOptions.WindowLast, 2024-01-30");
        Says<ArgumentException>(() => Tables(new() { WindowFirst = time }, schedule.Rolling(3)), "2024-01-31", "MemberTableOptions.WindowFirst, 2024-01-31");
        Says<ArgumentException>(() => Tables(new() { WindowFirst = time.AddDays(1) }, schedule), "2024-01-31", "MemberTableOptions.WindowFirst, 2024-02-01");
        Assert.Equal(1, Tables(new() { WindowFirst = time, WindowLast = time }, schedule).Single().Window.Cells);
    }

    private static IEnumerable<MemberTable<int>> Tables(MemberTableOptions options, SnapshotSchedule schedule) =>
        MemberLog.Read<int>([], options).Tables(schedule);

    private static void Says<TError>(Func<object> call, params string[] words)
        where TError : Exception
    {
        var error = Assert.ThrowsAny<TError>(call);
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }
}
