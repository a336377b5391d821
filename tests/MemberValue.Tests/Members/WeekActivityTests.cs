using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>When members buy: each row in its hour of the shop's week, whoever counts it and in how many parts.</summary>
public class WeekActivityTests
{
    private const string NewYork = "America/New_York";

    private static readonly DayOfWeek[] Weekdays = Enum.GetValues<DayOfWeek>();

    /// <summary>Rows of two years, both changes of the clock included; none at a full day, no cell with more than its rows.</summary>
    private static List<Transaction<int>> Rows(int seed, int count = 600)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Transaction<int>(
            random.Next(40),
            new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(730)).AddMinutes(random.Next(1, 1_440)),
            Math.Round((decimal)(random.NextDouble() - 0.15) * 100, random.Next(4))))];
    }

    private static (DayOfWeek Day, int Hour) ClockOf(Transaction<int> row, string zone)
    {
        var utc = DateTime.SpecifyKind(DateTime.Parse(row.Time.ToString().TrimEnd('Z'), System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
        var clock = TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return (clock.DayOfWeek, clock.Hour);
    }

    [Theory]
    [InlineData("UTC", 1)]
    [InlineData(NewYork, 2)]
    [InlineData("Asia/Shanghai", 3)]
    public void Every_hour_of_the_week_has_the_sales_and_the_money_of_its_rows(string zone, int seed)
    {
        var rows = Rows(seed);
        var builder = new WeekActivityBuilder(new MemberTableOptions { TimeZone = zone });
        builder.AddRange(rows);
        var counted = builder.Build();
        var byHour = MemberLog.Read(rows, new MemberTableOptions { TimeZone = zone, Grain = EventGrain.Hour }).Activity();
        foreach (var day in Weekdays)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                var own = rows.Where(row => ClockOf(row, zone) == (day, hour)).ToList();
                var expected = new ActivityCount(own.Count(row => row.Amount >= 0), own.Sum(row => row.Amount));
                Assert.Equal(expected, counted.At(day, hour));
                Assert.Equal(expected, byHour.At(day, hour));
            }
        }

        Assert.True(counted.HasHours);
        Assert.Equal(new ActivityCount(rows.Count(row => row.Amount >= 0), rows.Sum(row => row.Amount)), counted.Total);
        Assert.Equal(counted.Total.Net, Enumerable.Range(0, 24).Sum(hour => counted.At(hour).Net));
    }

    [Fact]
    public void A_log_of_days_has_weekdays_and_no_hours()
    {
        var rows = Rows(4);
        var log = MemberLog.Read(rows, new MemberTableOptions { TimeZone = NewYork }).Activity();
        Assert.False(log.HasHours);
        foreach (var day in Weekdays)
        {
            var own = rows.Where(row => ClockOf(row, NewYork).Day == day).ToList();
            Assert.Equal(new ActivityCount(own.Count(row => row.Amount >= 0), own.Sum(row => row.Amount)), log.On(day));
            Assert.All(Enumerable.Range(0, 24), hour => Assert.Equal(0, log.At(day, hour).Sales));
        }

        Assert.Throws<InvalidOperationException>(() => MemberLog.Read(rows, new MemberTableOptions { Grain = EventGrain.Week }).Activity());
        Assert.Throws<InvalidOperationException>(() => MemberLog.Read(rows, new MemberTableOptions { Grain = EventGrain.Year }).Activity());
    }

    [Fact]
    public void Instants_lie_on_the_shops_clock()
    {
        var rows = Rows(5);
        var (log, builder) = (MemberLog.Read(rows, new MemberTableOptions { TimeZone = NewYork, Grain = EventGrain.Instant }).Activity(),
            new WeekActivityBuilder(new MemberTableOptions { TimeZone = NewYork }));
        builder.AddRange(rows);
        foreach (var day in Weekdays)
            Assert.All(Enumerable.Range(0, 24), hour => Assert.Equal(builder.Build().At(day, hour), log.At(day, hour)));
    }

    [Fact]
    public void Parts_add_up_to_the_whole_in_any_split_and_order()
    {
        var rows = Rows(6);
        var options = new MemberTableOptions { TimeZone = NewYork };
        WeekActivity Of(IEnumerable<Transaction<int>> part)
        {
            var builder = new WeekActivityBuilder(options);
            builder.AddRange(part);
            return builder.Build();
        }

        var whole = Of(rows);
        var parts = rows.Chunk(97).Reverse().Select(Of).Aggregate((a, b) => a.Merge(b));
        foreach (var day in Weekdays)
            Assert.All(Enumerable.Range(0, 24), hour => Assert.Equal(whole.At(day, hour), parts.At(day, hour)));
        Assert.Equal(whole.ToString(), parts.ToString());
        Assert.Throws<ArgumentException>(() => whole.Merge(new WeekActivityBuilder().Build()));
    }

    [Fact]
    public void Days_and_midnights_have_a_weekday_and_no_hour_and_rows_that_a_log_leaves_out_are_left_out()
    {
        var options = new MemberTableOptions
        {
            WindowFirst = new DateTime(2024, 5, 1),
            WindowLast = new DateTime(2024, 5, 31),
            ZeroAmounts = ZeroAmountPolicy.Skip,
        };
        var builder = new WeekActivityBuilder(options);
        builder.AddRange<string>(
        [
            new("a", new DateOnly(2024, 5, 6), 10m), new("a", new DateTime(2024, 5, 6), 5m), new("a", new DateTime(2024, 5, 6, 9, 30, 0), 2.50m),
            new("a", new DateTime(2024, 5, 6, 9, 59, 59), -1m), // a Monday
            new(null, new DateTime(2024, 5, 6, 9, 0, 1), 1m), new("a", new DateTime(2024, 6, 3, 9, 0, 1), 1m), new("a", new DateTime(2024, 5, 7, 9, 0, 1), 0m),
        ]);
        var activity = builder.Build();
        Assert.Equal(new ActivityCount(3, 16.5m), activity.On(DayOfWeek.Monday));
        Assert.Equal(new ActivityCount(1, 1.5m), activity.At(DayOfWeek.Monday, 9));
        Assert.Equal(activity.Total, activity.On(DayOfWeek.Monday));
        Assert.Equal(activity.At(9), activity.At(DayOfWeek.Monday, 9));
        Assert.Equal("3 sale rows, most on Monday, by hour in UTC", activity.ToString());
    }

    [Fact]
    public void Nothing_is_an_activity_too()
    {
        var none = new WeekActivityBuilder().Build();
        Assert.Equal((0L, 0m, false), (none.Total.Sales, none.Total.Net, none.HasHours));
        Assert.Throws<ArgumentOutOfRangeException>(() => none.At(DayOfWeek.Monday, 24));
        Assert.Throws<ArgumentOutOfRangeException>(() => none.At(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => none.On((DayOfWeek)7));
    }
}
