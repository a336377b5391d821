using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Times without a zone: refused where asked, and hours that look shifted are said.</summary>
public class ShiftedHoursTests
{
    private static readonly DateOnly Day = new(2024, 5, 6);

    // The share of a day's orders in each hour of a shop that closes for the night: quiet from 1 to 7, busiest in the evening.
    private static readonly int[] Shop = [12, 6, 3, 2, 2, 3, 8, 18, 34, 48, 56, 58, 60, 58, 55, 54, 56, 60, 66, 74, 82, 80, 56, 30];
    private static readonly int[] Office = [0, 0, 0, 0, 0, 0, 0, 5, 60, 90, 95, 90, 60, 85, 95, 90, 70, 30, 5, 0, 0, 0, 0, 0];
    private static readonly int[] LateKitchen = [70, 45, 20, 6, 1, 0, 0, 0, 1, 3, 10, 40, 55, 40, 20, 15, 20, 50, 90, 100, 95, 90, 85, 80];
    private static readonly int[] AroundTheClock = [40, 38, 35, 33, 32, 33, 36, 40, 44, 46, 47, 48, 48, 47, 47, 46, 47, 49, 50, 50, 49, 47, 45, 42];

    private static IngestionReport Report(int[] byHour, int shift, Func<DateTime, EventTime> time, MemberTableOptions? options = null)
    {
        var rows = Enumerable.Range(0, 24).SelectMany(hour => Enumerable.Range(0, byHour[hour] * 3)
            .Select(i => new Transaction<int>(i, time(Day.ToDateTime(new TimeOnly(hour, 1)).AddHours(shift).AddMinutes(i % 58)), 1m)));
        return MemberLog.Read(rows, options).Report;
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(-2, false)]
    [InlineData(4, true)] // New York's orders of summer in UTC, taken for New York's clock
    [InlineData(5, true)] // and of winter
    [InlineData(8, true)] // California's
    [InlineData(-8, true)] // Shanghai's
    [InlineData(-9, true)]
    public void A_shop_with_a_night_is_told_when_its_hours_are_shifted(int hours, bool isShifted)
    {
        var report = Report(Shop, hours, time => time);
        Assert.Equal(isShifted, report.HoursLookShifted);
        Assert.Equal(isShifted ? 1 : 0, report.Warnings.Count);
        Assert.Equal(Shop.Sum() * 3, report.RowsByHour.Sum());
        for (var hour = 0; hour < 24; hour++)
            Assert.Equal(Shop[hour] * 3, report.RowsByHour[(hour + hours + 24) % 24]);
    }

    [Fact]
    public void The_warning_says_the_counts()
    {
        var warning = Assert.Single(Report(Shop, 5, time => time).Warnings);
        var (night, all, quiet) = (3 * (80 + 56 + 30 + 12), 3 * Shop.Sum(), 3 * (3 + 2 + 2 + 3));
        Assert.StartsWith(
            FormattableString.Invariant($"{night:N0} of {all:N0} rows with a time of day lie from 02:00 to 06:00 on the shop's clock, and {quiet:N0} from "),
            warning.English, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{night:N0}行在店铺时间02:00至06:00"), warning.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Shops_around_the_clock_and_with_late_hours_of_their_own_are_left_in_peace_at_any_shift_and_at_none()
    {
        for (var shift = 0; shift < 24; shift++)
            Assert.False(Report(AroundTheClock, shift, time => time).HoursLookShifted);
        Assert.False(Report(LateKitchen, 0, time => time).HoursLookShifted);
        Assert.False(Report(Office, 0, time => time).HoursLookShifted);
        Assert.True(Report(Office, -8, time => time).HoursLookShifted);
    }

    [Fact]
    public void Few_rows_a_batch_at_one_hour_and_days_without_a_time_say_nothing()
    {
        Assert.False(Report([.. Shop.Select(rows => rows / 4)], 5, time => time).HoursLookShifted);
        Assert.False(Report([0, 0, 0, 5_000, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0], 0, time => time).HoursLookShifted);
        Assert.Equal(0, Report(Shop, 5, time => DateOnly.FromDateTime(time)).RowsByHour.Sum());
        Assert.Equal(0, Report(Shop, 5, time => time.Date).RowsByHour.Sum());
    }

    [Theory]
    [InlineData(EventGrain.Day)]
    [InlineData(EventGrain.Hour)]
    [InlineData(EventGrain.Instant)]
    [InlineData(EventGrain.Year)]
    public void Instants_are_counted_on_the_shops_clock_whatever_the_grain_in_builders_and_logs_alike(EventGrain grain)
    {
        var options = new MemberTableOptions { Grain = grain, TimeZone = "America/New_York" };
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        Assert.False(Report(Shop, 0, time => TimeZoneInfo.ConvertTimeToUtc(time, zone), options).HoursLookShifted);
        Assert.True(
            Report(Shop, 0, time => DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeToUtc(time, zone), DateTimeKind.Unspecified), options).HoursLookShifted);
        var builder = new MemberTableBuilder<int>(options);
        builder.Add(new Transaction<int>(1, new DateTime(2024, 5, 6, 12, 30, 0, DateTimeKind.Utc), 1m));
        var other = new MemberTableBuilder<int>(options);
        other.Add(new Transaction<int>(2, new DateTime(2024, 5, 6, 12, 30, 0), 1m));
        builder.Merge(other);
        builder.Remove([2]);
        Assert.Equal((1L, 1L), (builder.Build().Report!.RowsByHour[8], builder.Build().Report!.RowsByHour[12]));
    }

    [Fact]
    public void Times_without_a_zone_are_refused_where_asked_and_days_and_instants_are_not()
    {
        var options = new MemberTableOptions { ClockTimes = ClockTimePolicy.Reject, TimeZone = "America/New_York" };
        var log = MemberLog.Read<string>(
            [
                new("a", new DateTime(2024, 5, 6, 12, 0, 0), 1m), new("a", new DateTime(2024, 5, 7, 12, 0, 0, DateTimeKind.Utc), 2m), new("a", Day, 4m),
                new("a", new DateTimeOffset(2024, 5, 8, 12, 0, 0, TimeSpan.FromHours(2)), 8m), new("a", new DateTime(2024, 5, 9), 16m),
            ],
            options, events: [new("a", new DateTime(2024, 5, 6, 12, 0, 0), MemberEventKind.Visit), new("a", Day, MemberEventKind.Visit)]);
        Assert.Equal(14m, log.Table()["a"].Net);
        Assert.Equal(3, log.Report.SkippedByReason[SkipReasons.NoZone]);
        options.Strict = true;
        var builder = new MemberTableBuilder<string>(options);
        var error = Assert.Throws<BadRowException>(() => builder.Add(new Transaction<string>("a", new DateTime(2024, 5, 6, 12, 0, 0), 1m)));
        Assert.Contains("of kind Unspecified", error.Message, StringComparison.Ordinal);
        Assert.Throws<BadRowException>(() => builder.Add(new MemberEvent<string>("a", new DateTime(2024, 5, 6, 12, 0, 0), MemberEventKind.Visit)));
        Assert.Equal((EventTime)Day, (EventTime)Day.ToDateTime(TimeOnly.MinValue));
        Assert.Equal(((EventTime)Day).GetHashCode(), ((EventTime)Day.ToDateTime(TimeOnly.MinValue)).GetHashCode());
    }

    [Fact]
    public void A_builder_with_saved_states_says_as_of_when()
    {
        var yesterday = new MemberTableBuilder<string>();
        yesterday.Add(new Transaction<string>("ann", Day, 10m));
        using var file = new MemoryStream();
        yesterday.Save(file);
        MemberTableBuilder<string> Loaded(MemberTableOptions? options = null)
        {
            file.Position = 0;
            return MemberTableBuilder.Load<string>(file, LogRules.From(options ?? new MemberTableOptions()));
        }

        Assert.Contains("say as of when", Assert.Throws<InvalidOperationException>(() => Loaded().Build()).Message, StringComparison.Ordinal);
        Assert.Equal(9, Loaded().Build(Day.AddDays(9))["ann"].Recency);
        Assert.Equal(3, Loaded(new MemberTableOptions { WindowLast = new DateTime(2024, 5, 9) }).Build()["ann"].Recency);
        Assert.Contains("the last row used is of 2024-05-06", Assert.Throws<ArgumentOutOfRangeException>(() => Loaded().Build(Day.AddDays(-1))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Loaded(new MemberTableOptions { WindowLast = new DateTime(2024, 5, 9) }).Build(new DateOnly(2024, 5, 10)));
        var ofState = new MemberTableBuilder<string>();
        ofState.Add("ann", yesterday.StateOf("ann")!);
        Assert.Throws<InvalidOperationException>(() => ofState.Build());
        var merged = new MemberTableBuilder<string>();
        merged.Merge(ofState);
        Assert.Throws<InvalidOperationException>(() => merged.Build());
        Assert.Equal(0, yesterday.Build()["ann"].Recency);
        Assert.Equal(4, yesterday.Build(Day.AddDays(4))["ann"].Recency);
    }
}
