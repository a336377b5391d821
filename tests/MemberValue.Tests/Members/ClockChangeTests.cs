using System.Globalization;
using System.Text.Json;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Days and hours where a clock is changed: days are those of the calendar, hours those that have elapsed.</summary>
public class ClockChangeTests
{
    private static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static LogRules Hours(string zone) => LogRules.From(new MemberTableOptions { Grain = EventGrain.Hour, TimeZone = zone });

    private static int Cell(LogRules rules, EventTime time)
    {
        Assert.True(rules.TryCellOf(time, out var cell));
        return cell;
    }

    [Theory]
    [InlineData("2024-10-27 00:30", "2024-10-27 01:30")] // 02:30 and, an hour later, 02:30 again
    [InlineData("2024-03-31 00:30", "2024-03-31 01:30")] // 01:30 and, an hour later, 03:30
    public void Two_rows_an_hour_apart_are_two_purchases_an_hour_apart_whatever_the_clock_says(string first, string second)
    {
        var table = MemberLog.Read<string>(
            [new("a", Utc(first), 10m), new("a", Utc(second), 20m)], new MemberTableOptions { Grain = EventGrain.Hour, TimeZone = "Europe/Berlin" }).Table();
        Assert.Equal((2, 1, 1, 0), (table["a"].Purchases, table["a"].TimeOfLastPurchase, table["a"].Age, table["a"].Recency));
    }

    [Fact]
    public void Days_are_those_of_the_calendar()
    {
        var clock = new[] { (3, 9), (3, 10), (11, 2), (11, 3) }.Select(day => new DateTime(2024, day.Item1, day.Item2, 23, 59, 59)).ToList();
        var instants = clock.Select(time => TimeZoneInfo.ConvertTimeToUtc(time, TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));
        foreach (var times in new[] { clock, instants })
        {
            var table = MemberLog.Read(
                times.Select(time => new Transaction<string>("a", time, 10m)), new MemberTableOptions { TimeZone = "America/New_York" }).Table();
            Assert.Equal((4, 239), (table["a"].Purchases, table["a"].TimeOfLastPurchase));
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2024-03-31", 23)]
    [InlineData("Europe/Berlin", "2024-10-27", 25)]
    [InlineData("America/New_York", "2024-03-10", 23)]
    [InlineData("America/New_York", "2024-11-03", 25)]
    [InlineData("America/New_York", "2024-11-04", 24)]
    [InlineData("Asia/Kolkata", "2024-11-04", 24)]
    [InlineData("UTC", "2024-10-27", 24)]
    public void A_day_has_as_many_hours_as_pass_in_it(string zone, string date, int hours)
    {
        var rules = Hours(zone);
        var day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        Assert.Equal(hours, Cell(rules, day.AddDays(1)) - Cell(rules, day));
        var log = MemberLog.Read<string>([new("a", day.AddDays(-40), 1m), new("a", day.ToDateTime(new TimeOnly(12, 0)), 1m)],
            new MemberTableOptions { Grain = EventGrain.Hour, TimeZone = zone });
        var (table, before) = (log.Table(day), log.Table(day.AddDays(-1)));
        Assert.Equal(day, table.Window.LastDay);
        Assert.Equal(hours, table.Window.LastCell - before.Window.LastCell);
        Assert.Equal(Cell(rules, day.AddDays(1)) - 1, table.Window.LastCell);
        var rolling = log.Tables(SnapshotSchedule.On([day]).Rolling(1)).Single();
        Assert.Equal(hours, rolling.Window.Cells);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("America/St_Johns")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("UTC")]
    public void Every_hour_of_a_year_begins_where_its_cell_says_and_follows_the_one_before(string zone)
    {
        var (rules, info) = (Hours(zone), TimeZoneInfo.FindSystemTimeZoneById(zone));
        var calendar = rules.Calendar;
        var last = Cell(rules, Utc("2024-01-01")) - 1;
        for (var time = Utc("2024-01-01"); time < Utc("2025-01-02"); time = time.AddHours(1))
        {
            var cell = Cell(rules, time);
            Assert.Equal(last + 1, cell);
            last = cell;
            var start = calendar.StartOf(cell);
            var clock = TimeZoneInfo.ConvertTime(time, info).DateTime;
            Assert.InRange((clock - start).TotalMinutes, -30, 59); // Lord Howe changes its clock by half an hour
            if (zone != "Australia/Lord_Howe")
                Assert.Equal(new DateTime(clock.Year, clock.Month, clock.Day, clock.Hour, 0, 0), start);
        }
    }

    [Fact]
    public void The_hour_that_is_repeated_is_told_apart_by_its_offset()
    {
        var rules = Hours("Europe/Berlin");
        Assert.Equal("2024-10-27 02:00 +02:00", rules.Calendar.Format(Cell(rules, Utc("2024-10-27 00:30"))));
        Assert.Equal("2024-10-27 02:00 +01:00", rules.Calendar.Format(Cell(rules, Utc("2024-10-27 01:30"))));
        Assert.Equal("2024-10-27 03:00", rules.Calendar.Format(Cell(rules, Utc("2024-10-27 02:00"))));
        Assert.Equal(Cell(rules, Utc("2024-10-27 01:30")), Cell(rules, new DateTime(2024, 10, 27, 2, 30, 0))); // of the clock: the second one
        Assert.Equal("Hour in Europe/Berlin", rules.Calendar.ToString());
        Assert.NotEqual(CellCalendar.Hours, rules.Calendar);
        Assert.Equal(CellCalendar.HoursIn("Europe/Berlin"), rules.Calendar);
        Assert.Equal(CellCalendar.Hours, CellCalendar.HoursIn("Etc/UTC"));
        Assert.Contains("'Europe/Nowhere'", Assert.Throws<ArgumentException>(() => CellCalendar.HoursIn("Europe/Nowhere")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("UTC")]
    public void Every_hour_in_JSON_is_read_back_as_itself(string zone)
    {
        var calendar = CellCalendar.HoursIn(zone);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var time = Utc("2024-01-01"); time < Utc("2025-01-02"); time = time.AddHours(1))
        {
            var window = new ObservationWindow(calendar, calendar.CellOf(time), calendar.CellOf(time));
            using var json = JsonDocument.Parse(JsonSerializer.Serialize(window));
            var text = json.RootElement.GetProperty("LastCell").GetString()!;
            Assert.True(texts.Add(text), text);
            var read = text.Length > 19
                ? calendar.CellOf(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture))
                : calendar.CellOf(DateTime.Parse(text, CultureInfo.InvariantCulture));
            Assert.Equal(window.LastCell, read);
        }

        if (zone == "Europe/Berlin")
            Assert.Equal(["2024-10-27T02:00:00+01:00", "2024-10-27T02:00:00+02:00"], texts.Where(text => text.Length > 19).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_time_with_its_offset_has_the_cell_of_the_clock_that_it_shows()
    {
        var time = new DateTimeOffset(2024, 3, 31, 23, 30, 0, TimeSpan.FromHours(-5));
        Assert.Equal(CellCalendar.Days.CellOf(new DateOnly(2024, 3, 31)), CellCalendar.Days.CellOf(time));
        Assert.Equal(CellCalendar.Hours.CellOf(new DateTime(2024, 4, 1, 4, 0, 0)), CellCalendar.Hours.CellOf(time));
        Assert.Equal(CellCalendar.Instants.CellOf(new DateTime(2024, 4, 1, 4, 30, 0)), CellCalendar.Instants.CellOf(time));
    }

    [Fact]
    public void A_window_a_state_and_a_saved_table_keep_the_zone_of_their_hours()
    {
        var options = new MemberTableOptions { Grain = EventGrain.Hour, TimeZone = "Europe/Berlin" };
        var log = MemberLog.Read<string>([new("a", Utc("2024-06-01 10:30"), 10m), new("a", Utc("2024-06-03 09:00"), 20m)], options);
        var table = log.Table(new DateOnly(2024, 6, 30));
        var stream = new MemoryStream();
        table.Save(stream);
        stream.Position = 0;
        Assert.Equal(table.Window, MemberTable.Load<string>(stream).Window);
        var state = MemberState.FromJson(log.StateOf("a")!.ToJson());
        Assert.Equal(table["a"].TimeOfLastPurchase, state.AsOf(new DateOnly(2024, 6, 30)).TimeOfLastPurchase);
        Assert.Equal(table.Window.LastCell, state.AsOf(new DateOnly(2024, 6, 30)).Window.LastCell);
        Assert.Equal("2024-06-30 23:00", table.Window.Calendar.Format(table.Window.LastCell));
    }
}
