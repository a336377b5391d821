namespace MemberValue.Members;

/// <summary>
/// Times of one unit in another: the only conversion in the library. A time is multiplied by a whole number of seconds and divided by another, both free of
/// common factors, so that whole times (up to 2^53 / factor) give the double nearest to the true value: 720 hours are 30 days, 36 hours 1.5.
/// Dividing the ratio first would be off in the last digit for every third count of hours or seconds.
/// </summary>
internal readonly struct TimeConversion
{
    private readonly double _times;
    private readonly double _over;
    private readonly bool _isSame;

    /// <summary>From a unit to another; neither is <c>default</c>.</summary>
    public TimeConversion(TimeUnit from, TimeUnit to)
    {
        (_times, _over) = (from.Seconds, to.Seconds);
        _isSame = _times == _over;
        if (IsWhole(_times) && IsWhole(_over))
        {
            var factor = GreatestCommonFactor((long)_times, (long)_over);
            (_times, _over) = (_times / factor, _over / factor);
        }
    }

    /// <summary>From cells of a calendar to days.</summary>
    public static TimeConversion ToDays(CellCalendar calendar) => new(calendar.Unit, TimeUnit.Day);

    /// <summary>From days to cells of a calendar.</summary>
    public static TimeConversion FromDays(CellCalendar calendar) => new(TimeUnit.Day, calendar.Unit);

    /// <summary>A time, converted; NaN and the infinities are unchanged.</summary>
    public double Of(double time) => _isSame ? time : time * _times / _over;

    /// <summary>
    /// A limit that people name, converted: one that misses a whole number by less than 1e-12 of it is that number, so that what lies on the limit is on it.
    /// 0.7 days are 60,480 seconds, and 0.7 x 86,400 is a hair less in doubles.
    /// </summary>
    public double Limit(double time)
    {
        var limit = Of(time);
        var whole = Math.Round(limit);
        return Math.Abs(limit - whole) <= Math.Abs(whole) / (1L << 40) ? whole : limit;
    }

    private static bool IsWhole(double seconds) => seconds <= 1L << 53 && seconds == Math.Floor(seconds);

    private static long GreatestCommonFactor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
