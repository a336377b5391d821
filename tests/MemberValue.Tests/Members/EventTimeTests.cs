using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Which day a purchase falls on, for each way a log may say when it was.</summary>
public class EventTimeTests
{
    private static DateOnly DayOf(string zone, EventTime time)
    {
        var rules = LogRules.From(new MemberTableOptions { TimeZone = zone });
        Assert.True(rules.TryCellOf(time, out var cell));
        return DateOnly.FromDayNumber(cell);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    [Theory]
    [InlineData("Europe/London", "2024-07-01T22:30:00Z", "2024-07-01")]
    [InlineData("Europe/London", "2024-07-01T23:30:00Z", "2024-07-02")]
    [InlineData("Europe/London", "2024-01-01T23:30:00Z", "2024-01-01")]
    [InlineData("Europe/London", "2024-07-02T01:30:00+02:00", "2024-07-02")]
    [InlineData("Asia/Shanghai", "2024-07-01T15:30:00Z", "2024-07-01")]
    [InlineData("Asia/Shanghai", "2024-07-01T16:00:00Z", "2024-07-02")]
    [InlineData("Pacific/Auckland", "2024-01-01T10:30:00Z", "2024-01-01")]
    [InlineData("Pacific/Auckland", "2024-01-01T11:00:00Z", "2024-01-02")]
    [InlineData("Pacific/Auckland", "2024-07-01T11:59:59Z", "2024-07-01")]
    [InlineData("America/St_Johns", "2024-01-02T03:29:59Z", "2024-01-01")]
    [InlineData("America/St_Johns", "2024-01-02T03:30:00Z", "2024-01-02")]
    [InlineData("America/St_Johns", "2024-07-02T02:30:00Z", "2024-07-02")]
    [InlineData("UTC", "2024-07-01T23:59:59.9999999Z", "2024-07-01")]
    public void An_instant_falls_on_the_shops_day(string zone, string instant, string day)
    {
        var time = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Day(day), DayOf(zone, time));
        Assert.Equal(Day(day), DayOf(zone, time.UtcDateTime));
        Assert.Equal(Day(day), DayOf(zone, time.ToOffset(TimeSpan.FromHours(14))));
        Assert.Equal(Day(day), DayOf(zone, time.UtcDateTime.ToLocalTime()));
    }

    [Theory]
    [InlineData("Pacific/Auckland")]
    [InlineData("America/St_Johns")]
    [InlineData("UTC")]
    public void A_wall_clock_time_and_a_calendar_day_are_the_shops_own(string zone)
    {
        var day = new DateOnly(2024, 7, 1);
        Assert.Equal(day, DayOf(zone, day));
        Assert.Equal(day, DayOf(zone, new DateTime(2024, 7, 1, 23, 30, 0)));
        Assert.Equal(day, DayOf(zone, new DateTime(2024, 7, 1, 0, 0, 0)));
    }

    [Fact]
    public void An_unspecified_time_is_no_utc_time()
    {
        var late = new DateTime(2024, 7, 1, 23, 30, 0);
        Assert.Equal(new DateOnly(2024, 7, 1), DayOf("Europe/London", late));
        Assert.Equal(new DateOnly(2024, 7, 2), DayOf("Europe/London", DateTime.SpecifyKind(late, DateTimeKind.Utc)));
        EventTime wall = late, instant = DateTime.SpecifyKind(late, DateTimeKind.Utc);
        Assert.False(wall.IsInstant);
        Assert.True(instant.IsInstant);
        Assert.NotEqual(wall, instant);
        Assert.Equal("2024-07-01 23:30:00", wall.ToString());
        Assert.Equal("2024-07-01 23:30:00Z", instant.ToString());
    }

    [Fact]
    public void All_ways_of_saying_a_time_are_one_purchase_of_its_day()
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { TimeZone = "Europe/London" });
        builder.Add(new Transaction<int>(1, new DateOnly(2024, 7, 1), 1));
        builder.Add(new Transaction<int>(1, new DateTime(2024, 7, 1, 23, 30, 0), 1));
        builder.Add(new Transaction<int>(1, new DateTime(2024, 6, 30, 23, 30, 0, DateTimeKind.Utc), 1));
        builder.Add(new Transaction<int>(1, new DateTimeOffset(2024, 7, 1, 23, 30, 0, TimeSpan.FromHours(1)), 1));
        var row = builder.Build()[1];
        Assert.Equal((1, 4m, 4), (row.Purchases, row.Sales!.Value, row.Orders!.Value));
    }

    [Theory]
    [InlineData(2024, 3, 31, 23)]
    [InlineData(2024, 10, 27, 25)]
    [InlineData(2024, 10, 26, 24)]
    public void A_daylight_saving_day_is_one_day(int year, int month, int day, int hours)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var date = new DateOnly(year, month, day);
        var start = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), zone.GetUtcOffset(date.ToDateTime(TimeOnly.MinValue)));
        for (var minutes = 0; minutes < hours * 60; minutes += 30)
            Assert.Equal(date, DayOf("Europe/London", start.AddMinutes(minutes)));
        Assert.Equal(date.AddDays(1), DayOf("Europe/London", start.AddHours(hours)));
        Assert.Equal(date.AddDays(-1), DayOf("Europe/London", start.AddTicks(-1)));
    }

    [Fact]
    public void Times_over_a_daylight_saving_change_count_calendar_days_never_elapsed_hours()
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { TimeZone = "Europe/London", WindowLast = new DateTime(2024, 4, 2) });
        builder.Add(new Transaction<int>(1, new DateTimeOffset(2024, 3, 30, 0, 30, 0, TimeSpan.Zero), 1));
        builder.Add(new Transaction<int>(1, new DateTimeOffset(2024, 4, 1, 0, 15, 0, TimeSpan.FromHours(1)), 1));
        var row = builder.Build()[1];
        Assert.Equal((2, 3, 1), (row.TimeOfLastPurchase, row.Age, row.Recency));
        Assert.Equal(Math.Log(2), row.SumOfLogGaps);
    }

    [Fact]
    public void The_extremes_of_the_calendar_are_days()
    {
        Assert.Equal(DateOnly.MaxValue, DayOf("Pacific/Auckland", DateTimeOffset.MaxValue));
        Assert.Equal(DateOnly.MinValue, DayOf("America/St_Johns", DateTimeOffset.MinValue));
        Assert.Equal(DateOnly.MaxValue, DayOf("UTC", DateOnly.MaxValue));
    }
}
