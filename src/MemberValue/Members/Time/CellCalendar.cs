using System.Globalization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The numbering of cells: which cell a wall-clock time of the shop falls in, and when a cell begins. It knows the grain and the first
/// day of the week, and no time zone: it is given times that are already the shop's own.
/// </summary>
/// <remarks>
/// A day's cell is its <see cref="DateOnly.DayNumber"/>, an hour's 24 x day + hour, a week's the number of whole weeks since the first
/// such weekday of year 1, an instant's the number of seconds since 2000-01-01T00:00:00Z, rounded up. Differences of cells are therefore
/// calendar differences, never elapsed hours.
/// </remarks>
public sealed record CellCalendar
{
    private static readonly long InstantOrigin = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly int _weekShift;

    private CellCalendar(EventGrain grain, DayOfWeek firstDayOfWeek)
    {
        Grain = grain;
        FirstDayOfWeek = firstDayOfWeek;
        _weekShift = ((int)firstDayOfWeek - (int)DayOfWeek.Monday + 7) % 7; // 0001-01-01, day number 0, is a Monday
    }

    /// <summary>Calendar days, the default grain.</summary>
    public static CellCalendar Days { get; } = new(EventGrain.Day, DayOfWeek.Monday);

    /// <summary>Clock hours.</summary>
    public static CellCalendar Hours { get; } = new(EventGrain.Hour, DayOfWeek.Monday);

    /// <summary>Exact instants, by the second.</summary>
    public static CellCalendar Instants { get; } = new(EventGrain.Instant, DayOfWeek.Monday);

    /// <summary>The length of a cell.</summary>
    public EventGrain Grain { get; }

    /// <summary>The day that a week begins on; only <see cref="EventGrain.Week"/> uses it, every other grain has Monday here.</summary>
    public DayOfWeek FirstDayOfWeek { get; }

    /// <summary>The unit that one cell is long.</summary>
    public TimeUnit Unit => Grain switch
    {
        EventGrain.Hour => TimeUnit.Hour,
        EventGrain.Week => TimeUnit.Week,
        EventGrain.Instant => TimeUnit.Second,
        _ => TimeUnit.Day,
    };

    /// <summary>Weeks that begin on a named day.</summary>
    /// <param name="firstDayOfWeek">The first day of each week.</param>
    /// <returns>The calendar.</returns>
    public static CellCalendar Weeks(DayOfWeek firstDayOfWeek) => Of(EventGrain.Week, firstDayOfWeek);

    /// <summary>The calendar of a grain.</summary>
    /// <param name="grain">The length of a cell; a defined value.</param>
    /// <param name="firstDayOfWeek">The first day of each week; used by <see cref="EventGrain.Week"/> alone. A defined value.</param>
    /// <returns>The calendar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value that the enumeration does not define.</exception>
    public static CellCalendar Of(EventGrain grain, DayOfWeek firstDayOfWeek = DayOfWeek.Monday)
    {
        if (!Enum.IsDefined(firstDayOfWeek))
            throw Error.OutOfRange(nameof(firstDayOfWeek), $"The first day of the week is {firstDayOfWeek} and must be Sunday to Saturday.");
        return grain switch
        {
            EventGrain.Day => Days,
            EventGrain.Hour => Hours,
            EventGrain.Week => new CellCalendar(EventGrain.Week, firstDayOfWeek),
            EventGrain.Instant => Instants,
            _ => throw Error.OutOfRange(nameof(grain), $"The grain is {grain} and must be Day, Hour, Week or Instant."),
        };
    }

    /// <summary>The cell of a calendar day; for hours and instants, the cell of its midnight.</summary>
    /// <param name="date">A day on the shop's calendar (for instants, in UTC).</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An instant outside 1931-12-13 to 2068-01-19.</exception>
    public int CellOf(DateOnly date) => CellOf(date.ToDateTime(TimeOnly.MinValue));

    /// <summary>The cell of a wall-clock time.</summary>
    /// <param name="wallClock">A time on the shop's clock, whatever its <see cref="DateTime.Kind"/>; for <see cref="EventGrain.Instant"/>, in UTC.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An instant outside 1931-12-13 to 2068-01-19.</exception>
    public int CellOf(DateTime wallClock)
    {
        if (!TryCellOfTicks(wallClock.Ticks, out var cell))
            throw Error.OutOfRange(nameof(wallClock), $"The time is {wallClock} and must lie between 1931-12-13 and 2068-01-19 (UTC), as exact instants do.");
        return cell;
    }

    /// <summary>The time at which a cell begins, on the shop's clock; for an instant, the second itself, in UTC.</summary>
    /// <param name="cell">A cell of this calendar.</param>
    /// <returns>The time; its <see cref="DateTime.Kind"/> is Unspecified, or Utc for instants.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cell lies outside the years 1 to 9999.</exception>
    public DateTime StartOf(int cell)
    {
        if (!Holds(cell))
            throw Error.OutOfRange(nameof(cell), $"The cell is {cell} and must lie in the years 1 to 9999.");
        var ticks = Grain switch
        {
            EventGrain.Hour => cell * TimeSpan.TicksPerHour,
            EventGrain.Week => (cell * 7L + _weekShift) * TimeSpan.TicksPerDay,
            EventGrain.Instant => InstantOrigin + cell * TimeSpan.TicksPerSecond,
            _ => cell * TimeSpan.TicksPerDay,
        };
        return new DateTime(ticks, Grain == EventGrain.Instant ? DateTimeKind.Utc : DateTimeKind.Unspecified);
    }

    /// <summary>A cell as invariant text: a date, a date and hour, or a second in UTC.</summary>
    /// <param name="cell">A cell of this calendar.</param>
    /// <returns>The text.</returns>
    public string Format(int cell) => Grain switch
    {
        EventGrain.Hour => StartOf(cell).ToString("yyyy-MM-dd HH:00", CultureInfo.InvariantCulture),
        EventGrain.Week => StartOf(cell).ToString("'week of 'yyyy-MM-dd", CultureInfo.InvariantCulture),
        EventGrain.Instant => StartOf(cell).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => StartOf(cell).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>The grain's name and, for weeks, the first day.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Grain == EventGrain.Week ? $"Week from {FirstDayOfWeek}" : $"{Grain}";

    /// <summary>The last cell that is over when a day is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    internal int LastCellBy(DateOnly date, string parameter)
    {
        // An instant's cell ends with its second, so the day's last is the midnight itself; any other cell begins with its time.
        var isInstant = Grain == EventGrain.Instant;
        var text = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!TryCellOfTicks((date.DayNumber + 1) * TimeSpan.TicksPerDay, out var cell))
            throw Error.OutOfRange(parameter, $"The day is {text} and must end from 1931-12-14 through 2068-01-19, where exact instants lie.");
        if (!isInstant && cell == 0)
            throw Error.OutOfRange(parameter, $"No week has ended by {text}; the day must be later.");
        return isInstant ? cell : cell - 1;
    }

    internal bool TryCellOfTicks(long wallClockTicks, out int cell)
    {
        switch (Grain)
        {
            case EventGrain.Hour:
                cell = (int)(wallClockTicks / TimeSpan.TicksPerHour);
                return true;
            case EventGrain.Week:
                var day = (int)(wallClockTicks / TimeSpan.TicksPerDay) - _weekShift;
                cell = day >= 0 ? day / 7 : 0; // year 1's days before its first such weekday join its first week
                return true;
            case EventGrain.Instant:
                var since = wallClockTicks - InstantOrigin;
                var seconds = since / TimeSpan.TicksPerSecond + (since % TimeSpan.TicksPerSecond > 0 ? 1 : 0);
                cell = (int)seconds;
                return seconds is > int.MinValue and <= int.MaxValue; // int.MinValue stands for "no cell"
            default:
                cell = (int)(wallClockTicks / TimeSpan.TicksPerDay);
                return true;
        }
    }

    /// <summary>Whether a number is a cell: it lies in the years 1 to 9999, and is not the one that stands for none.</summary>
    internal bool Holds(int cell) => Grain == EventGrain.Instant
        ? cell != MemberColumns.NoCell
        : cell >= 0 && TryCellOfTicks(DateTime.MaxValue.Ticks, out var last) && cell <= last;
}
