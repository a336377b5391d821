using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Seasons;

/// <summary>The factors of a seasonal index, day by day, and their sums over any days.</summary>
/// <remarks>
/// Within 1901 to 2099 the calendar comes again every 28 years, weekdays and weeks of the year included, so that sums over one such stretch are enough. It has
/// each day of the year on each weekday equally often: the mean of a product of weekday and yearly factors is the product of their means.
/// </remarks>
internal sealed class SeasonClock
{
    public const int CycleDays = 28 * 365 + 7;

    public static readonly DateOnly First = new(1901, 1, 1);
    public static readonly DateOnly Last = new(2099, 12, 31);

    private readonly double[] _weekdays;
    private readonly SeasonCycle _cycle;
    private readonly double[] _yearly;
    private readonly double[] _before = new double[CycleDays + 1]; // the sum of the days of a cycle before each
    private readonly int[] _promoted; // days with a promotion, ascending
    private readonly double[] _factors;
    private readonly double[] _extra; // what promotions add before each of those days

    /// <param name="weekdays">Seven factors from Monday on, or none.</param>
    /// <param name="cycle">What the yearly factors belong to.</param>
    /// <param name="yearly">The yearly factors, or none.</param>
    /// <param name="calendar">The days with promotions, and which.</param>
    /// <param name="promotions">The factor of each promotion.</param>
    public SeasonClock(
        double[] weekdays, SeasonCycle cycle, double[] yearly, SortedDictionary<int, SortedSet<int>> calendar, double[] promotions)
    {
        (_weekdays, _cycle, _yearly) = (weekdays, cycle, yearly);
        for (var day = 0; day < CycleDays; day++)
            _before[day + 1] = _before[day] + Plain(First.DayNumber + day);
        (_promoted, _factors, _extra) = ([.. calendar.Keys], new double[calendar.Count], new double[calendar.Count + 1]);
        foreach (var (places, i) in calendar.Values.Select((places, i) => (places, i)))
            _factors[i] = places.Aggregate(1.0, (factor, place) => factor * promotions[place]);
        for (var i = 0; i < _promoted.Length; i++)
            _extra[i + 1] = _extra[i] + (_factors[i] - 1) * Plain(_promoted[i]);
    }

    /// <summary>0 for Monday to 6 for Sunday.</summary>
    public static int WeekdayOf(DateOnly date) => ((int)date.DayOfWeek + 6) % 7;

    public static int PlaceOf(SeasonCycle cycle, DateOnly date) =>
        cycle == SeasonCycle.Month ? date.Month - 1 : ISOWeek.GetWeekOfYear(date.ToDateTime(TimeOnly.MinValue)) - 1;

    /// <summary>How many of 28 years' days each yearly factor applies to.</summary>
    public static int[] DaysOf(SeasonCycle cycle)
    {
        var days = new int[cycle == SeasonCycle.Month ? 12 : 53];
        for (var day = 0; day < CycleDays; day++)
            days[PlaceOf(cycle, First.AddDays(day))]++;
        return days;
    }

    /// <summary>The index on a day.</summary>
    public double At(int dayNumber)
    {
        var at = Array.BinarySearch(_promoted, dayNumber);
        return at < 0 ? Plain(dayNumber) : Plain(dayNumber) * _factors[at];
    }

    /// <summary>The sum over the days from one to before another; both from <see cref="First"/> through the day after <see cref="Last"/>.</summary>
    public double Sum(int from, int to)
    {
        var (cyclesTo, restTo) = Math.DivRem(to - First.DayNumber, CycleDays);
        var (cyclesFrom, restFrom) = Math.DivRem(from - First.DayNumber, CycleDays);
        var plain = (cyclesTo - cyclesFrom) * _before[CycleDays] + (_before[restTo] - _before[restFrom]);
        return _promoted.Length == 0 ? plain : plain + (Extra(to) - Extra(from));
    }

    /// <summary>The sum from one time to another, each a day and a share of it.</summary>
    public double Sum((int Day, double Share) from, (int Day, double Share) to)
    {
        var sum = Sum(from.Day, to.Day);
        sum += to.Share == 0 ? 0 : to.Share * At(to.Day);
        return from.Share == 0 ? sum : sum - from.Share * At(from.Day);
    }

    /// <summary>A time as a day and a share of it; null outside the years of the clock.</summary>
    public static (int Day, double Share)? Time(CellCalendar calendar, int cell)
    {
        if (calendar.Grain == EventGrain.Day)
            return Holds(cell) ? (cell, 0) : null;
        if (!calendar.Holds(cell))
            return null;
        var time = calendar.StartOf(cell);
        var day = (int)(time.Ticks / TimeSpan.TicksPerDay);
        return Holds(day) ? (day, (double)(time.Ticks % TimeSpan.TicksPerDay) / TimeSpan.TicksPerDay) : null;
    }

    private static bool Holds(int day) => day >= First.DayNumber && day <= Last.DayNumber;

    private double Plain(int dayNumber)
    {
        var date = DateOnly.FromDayNumber(dayNumber);
        var weekday = _weekdays.Length == 0 ? 1 : _weekdays[WeekdayOf(date)];
        return weekday * (_yearly.Length == 0 ? 1 : _yearly[PlaceOf(_cycle, date)]);
    }

    private double Extra(int day)
    {
        var at = Array.BinarySearch(_promoted, day);
        return _extra[at < 0 ? ~at : at];
    }
}
