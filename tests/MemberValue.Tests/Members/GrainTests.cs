using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Hours, weeks and instants as cells, and views of one grain in another unit.</summary>
public class GrainTests
{
    [Theory]
    [InlineData(DayOfWeek.Sunday)]
    [InlineData(DayOfWeek.Monday)]
    [InlineData(DayOfWeek.Tuesday)]
    [InlineData(DayOfWeek.Wednesday)]
    [InlineData(DayOfWeek.Thursday)]
    [InlineData(DayOfWeek.Friday)]
    [InlineData(DayOfWeek.Saturday)]
    public void A_week_is_seven_days_from_its_first_day(DayOfWeek first)
    {
        var weeks = CellCalendar.Weeks(first);
        var rules = LogRules.From(new MemberTableOptions { Grain = EventGrain.Week, FirstDayOfWeek = first });
        for (var day = new DateOnly(2023, 12, 1); day < new DateOnly(2024, 3, 1); day = day.AddDays(1))
        {
            var start = day.AddDays(-(((int)day.DayOfWeek - (int)first + 7) % 7));
            Assert.Equal(start.ToDateTime(TimeOnly.MinValue), weeks.StartOf(weeks.CellOf(day)));
            Assert.True(rules.TryCellOf(day.ToDateTime(new TimeOnly(23, 59)), out var cell));
            Assert.Equal(weeks.CellOf(start), cell);
            Assert.Equal(weeks.CellOf(day) + 1, weeks.CellOf(day.AddDays(7)));
        }
    }

    [Theory]
    [InlineData("2024-05-01T00:00:00Z", false)]
    [InlineData("2024-05-01T00:00:00.0000001Z", true)]
    [InlineData("2024-05-01T00:00:00.5Z", true)]
    [InlineData("2024-05-01T00:00:01Z", true)]
    [InlineData("2024-05-02T00:00:00Z", true)]
    [InlineData("2024-05-02T00:00:00.5Z", false)]
    public void With_instants_the_window_is_open_at_its_start_and_closed_at_its_end(string time, bool inside)
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions
        {
            Grain = EventGrain.Instant,
            WindowFirst = new DateTime(2024, 5, 1),
            WindowLast = new DateTime(2024, 5, 2),
        });
        builder.Add(new Transaction<int>(1, DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), 1));
        Assert.Equal(inside ? 1 : 0, builder.Build().Count);
        Assert.Equal(86_400, builder.Build().Window.Cells);
    }

    [Fact]
    public void Instants_in_the_same_right_closed_second_are_one_purchase()
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { Grain = EventGrain.Instant, TimeZone = "Asia/Shanghai" });
        var second = new DateTimeOffset(2024, 5, 1, 8, 0, 1, TimeSpan.FromHours(8));
        foreach (var seconds in new[] { -0.5, 0, 0.5, 1, 3 })
            builder.Add(new Transaction<int>(1, second.AddSeconds(seconds), 1));
        builder.Add(new Transaction<int>(1, new DateTime(2024, 5, 1, 8, 0, 4), 1)); // the shop's clock
        var table = builder.Build();
        Assert.Equal((3, 3, 0), (table[1].Purchases, table[1].TimeOfLastPurchase, table[1].Recency));
        Assert.Equal("2024-05-01 00:00:01Z through 2024-05-01 00:00:04Z", table.Window.ToString());
    }

    [Theory]
    [InlineData(EventGrain.Day, "week", 7)]
    [InlineData(EventGrain.Day, "day", 1)]
    [InlineData(EventGrain.Day, "hour", 1 / 24.0)]
    [InlineData(EventGrain.Day, "month", 30.4375)]
    [InlineData(EventGrain.Day, "year", 365.25)]
    [InlineData(EventGrain.Hour, "day", 24)]
    [InlineData(EventGrain.Week, "week", 1)]
    [InlineData(EventGrain.Week, "day", 1 / 7.0)]
    [InlineData(EventGrain.Instant, "hour", 3_600)]
    public void A_view_counts_in_a_fixed_ratio(EventGrain grain, string name, double cells)
    {
        var unit = new[] { TimeUnit.Hour, TimeUnit.Day, TimeUnit.Week, TimeUnit.Month, TimeUnit.Year }.Single(unit => unit.Name == name);
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { Grain = grain });
        foreach (var day in new[] { 0, 7, 21 })
            builder.Add(new Transaction<int>(1, new DateTime(2024, 5, 6).AddDays(day), 1));
        builder.Add(new Transaction<int>(2, new DateTime(2024, 6, 3), 1));
        builder.Add(new Transaction<int>(3, new DateTime(2024, 6, 3), -1));
        var table = builder.Build();
        var view = table.In(unit);
        Assert.Equal(cells, view.CellsPerUnit, 1e-15);
        Assert.Equal(2, view.RepeatPurchases(0));
        Assert.Equal(21 / unit.Days, view.TimeOfLastPurchase(0), 1e-11);
        Assert.Equal(28 / unit.Days, view.Age(0), 1e-11);
        Assert.Equal(7 / unit.Days, view.Recency(0), 1e-11);
        Assert.Equal(10.5 / unit.Days, view.MeanGap(0), 1e-11);
        Assert.Equal(Math.Log(7 / unit.Days) + Math.Log(14 / unit.Days), view.SumOfLogGaps(0), 1e-11);
        Assert.Equal((0.0, 0.0, double.NaN, 0.0), (view.TimeOfLastPurchase(1), view.Age(1), view.MeanGap(1), view.SumOfLogGaps(1)));
        Assert.Equal((0, double.NaN, double.NaN, double.NaN), (view.RepeatPurchases(2), view.TimeOfLastPurchase(2), view.Age(2), view.Recency(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.In(default));
    }
}
