using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>The remembered offsets are those of the zone, at every instant.</summary>
public class ZoneOffsetsTests
{
    public static TheoryData<string> Zones => new(
        "UTC", "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns", "Pacific/Auckland", "Pacific/Apia",
        "Australia/Lord_Howe", "Asia/Kolkata", "Asia/Shanghai", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Pyongyang");

    [Theory]
    [MemberData(nameof(Zones))]
    public void Random_instants_from_1930_to_2120_convert_as_the_zone_does(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var offsets = new ZoneOffsets(zone);
        var random = new Random(id.Length);
        var (from, through) = (new DateTime(1930, 1, 1).Ticks, new DateTime(2120, 1, 1).Ticks);
        for (var i = 0; i < 20_000; i++)
            Same(zone, offsets, random.NextInt64(from, through));
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void The_minutes_around_every_change_of_30_years_convert_as_the_zone_does(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var offsets = new ZoneOffsets(zone);
        var changes = 0;
        var hour = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (; hour.Year < 2030; hour = hour.AddHours(1))
        {
            if (zone.GetUtcOffset(hour) == zone.GetUtcOffset(hour.AddHours(1)))
                continue;
            changes++;
            for (var minute = -10; minute <= 70; minute++)
                Same(zone, offsets, hour.AddMinutes(minute).Ticks);
        }

        Assert.True(changes > 10 || id is "UTC" or "Asia/Kolkata" or "Asia/Shanghai" or "Asia/Pyongyang", $"{id} changed {changes} times");
    }

    [Theory]
    [InlineData("Europe/London", "2024-10-27 01:30", "2024-10-27 01:30")] // repeated: the second, in standard time
    [InlineData("Europe/London", "2024-03-31 01:30", "2024-03-31 01:30")] // skipped: read as if the clock had not changed
    [InlineData("Europe/London", "2024-07-01 12:00", "2024-07-01 11:00")]
    [InlineData("America/St_Johns", "2024-01-01 12:00", "2024-01-01 15:30")]
    [InlineData("Pacific/Auckland", "2024-01-01 12:00", "2023-12-31 23:00")]
    public void A_wall_clock_time_has_one_instant(string id, string wallClock, string utc)
    {
        var offsets = new ZoneOffsets(TimeZoneInfo.FindSystemTimeZoneById(id));
        Assert.Equal(Time(utc), new DateTime(offsets.ToUtc(Time(wallClock).Ticks)));
    }

    private static DateTime Time(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static void Same(TimeZoneInfo zone, ZoneOffsets offsets, long utcTicks)
    {
        var expected = TimeZoneInfo.ConvertTimeFromUtc(new DateTime(utcTicks, DateTimeKind.Utc), zone).Ticks;
        if (expected != offsets.ToWallClock(utcTicks))
            Assert.Fail($"{zone.Id} at {new DateTime(utcTicks):u}: {new DateTime(offsets.ToWallClock(utcTicks)):u}, not {new DateTime(expected):u}");
    }
}
