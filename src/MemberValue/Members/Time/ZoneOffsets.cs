namespace MemberValue.Members;

/// <summary>
/// A time zone's offsets with a cache: the zone is asked once for the offset of a UTC day if it is the same all day. A conversion per row through
/// <see cref="TimeZoneInfo"/> costs more than all the rest of reading the row.
/// </summary>
internal sealed class ZoneOffsets
{
    private const int FirstDay = 711_857; // 1950-01-01; earlier days are not remembered
    private const int Days = 54_787;      // 150 years
    private const int Unknown = 0;
    private const int Mixed = 1;          // the day has a change of offset: ask the zone each time

    private readonly TimeZoneInfo _zone;
    private readonly bool _isUtc;
    private readonly int[] _offsets = []; // Unknown, Mixed, or the offset in seconds plus a million

    public ZoneOffsets(TimeZoneInfo zone)
    {
        _zone = zone;
        _isUtc = zone.HasSameRules(TimeZoneInfo.Utc);
        if (!_isUtc)
            _offsets = new int[Days];
    }

    /// <summary>Ticks on the zone's clock at an instant, clamped to the years 1 to 9999.</summary>
    public long ToWallClock(long utcTicks)
    {
        if (_isUtc)
            return utcTicks;
        var day = (uint)(utcTicks / TimeSpan.TicksPerDay - FirstDay);
        var remembered = day < Days ? _offsets[day] : Mixed;
        if (remembered == Unknown)
            remembered = _offsets[day] = Ask(utcTicks / TimeSpan.TicksPerDay); // two threads write the same value
        var offset = remembered == Mixed ? OffsetAt(utcTicks) : (remembered - 1_000_000) * TimeSpan.TicksPerSecond;
        return Math.Clamp(utcTicks + offset, 0, DateTime.MaxValue.Ticks);
    }

    /// <summary>
    /// Ticks in UTC of a time on the zone's clock. For an hour that the clock repeats, the standard-time one; a time that the clock skips is
    /// read with the offset before the change.
    /// </summary>
    public long ToUtc(long wallClockTicks) => _isUtc ? wallClockTicks : ToUtc(_zone, wallClockTicks);

    public static long ToUtc(TimeZoneInfo zone, long wallClockTicks)
    {
        var offset = zone.GetUtcOffset(new DateTime(wallClockTicks, DateTimeKind.Unspecified)).Ticks;
        return Math.Clamp(wallClockTicks - offset, 0, DateTime.MaxValue.Ticks);
    }

    private int Ask(long day)
    {
        // Every quarter of an hour: no zone has changed its offset and changed it back in less.
        var first = OffsetAt(day * TimeSpan.TicksPerDay);
        for (var quarter = 1; quarter <= 96; quarter++)
        {
            if (OffsetAt(day * TimeSpan.TicksPerDay + quarter * (TimeSpan.TicksPerDay / 96)) != first)
                return Mixed;
        }

        return first % TimeSpan.TicksPerSecond == 0 ? (int)(first / TimeSpan.TicksPerSecond) + 1_000_000 : Mixed;
    }

    private long OffsetAt(long utcTicks) => _zone.GetUtcOffset(new DateTime(Math.Min(utcTicks, DateTime.MaxValue.Ticks), DateTimeKind.Utc)).Ticks;
}
