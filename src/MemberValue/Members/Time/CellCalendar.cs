using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The numbering of cells: which cell a wall-clock time of the shop falls in, and when a cell begins. It has the grain, the first day of the week, and for
/// hours the shop's time zone; for every other grain it is given times that are already the shop's own.
/// </summary>
/// <remarks>
/// A day's cell is its <see cref="DateOnly.DayNumber"/>; a week's the number of whole weeks since the first such weekday of year 1; a year's its number; an
/// instant's the number of seconds since 2000-01-01T00:00:00Z, rounded up. Differences of these are differences on the calendar: two days that a change of
/// the clock makes 47 hours long are two days. An hour's cell is the number of hours since year 1 began in UTC (in a zone whose offset is no whole number of
/// hours, of hours that begin with those of its clock), so that differences of hours are elapsed hours.
/// </remarks>
public sealed record CellCalendar
{
    private const string Utc = "UTC";

    private static readonly long InstantOrigin = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly int _weekShift;
    private readonly TimeZoneInfo? _zone; // of hours in a zone other than UTC
    private readonly long _hourShift; // what a zone's offset has beyond whole hours

    private CellCalendar(EventGrain grain, DayOfWeek firstDayOfWeek, string timeZone = Utc, TimeZoneInfo? zone = null)
    {
        Grain = grain;
        FirstDayOfWeek = firstDayOfWeek;
        TimeZone = timeZone;
        _zone = zone;
        _weekShift = ((int)firstDayOfWeek - (int)DayOfWeek.Monday + 7) % 7; // 0001-01-01, day number 0, is a Monday
        _hourShift = zone is null ? 0 : ((zone.BaseUtcOffset.Ticks % TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour) % TimeSpan.TicksPerHour;
    }

    /// <summary>Calendar days, the default grain.</summary>
    public static CellCalendar Days { get; } = new(EventGrain.Day, DayOfWeek.Monday);

    /// <summary>Hours in UTC; <see cref="HoursIn"/> has those of a shop's clock.</summary>
    public static CellCalendar Hours { get; } = new(EventGrain.Hour, DayOfWeek.Monday);

    /// <summary>Calendar years.</summary>
    public static CellCalendar Years { get; } = new(EventGrain.Year, DayOfWeek.Monday);

    /// <summary>Exact instants, by the second.</summary>
    public static CellCalendar Instants { get; } = new(EventGrain.Instant, DayOfWeek.Monday);

    /// <summary>The length of a cell.</summary>
    public EventGrain Grain { get; }

    /// <summary>The day that a week begins on; only <see cref="EventGrain.Week"/> uses it, for other grains it is Monday.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))]
    public DayOfWeek FirstDayOfWeek { get; }

    /// <summary>The zone whose clock the hours are of, as an IANA or Windows id; only <see cref="EventGrain.Hour"/> uses it, any other grain has
    /// UTC.</summary>
    public string TimeZone { get; }

    /// <summary>The unit that one cell is long; a year is the average one, of 365.25 days.</summary>
    public TimeUnit Unit => Grain switch
    {
        EventGrain.Hour => TimeUnit.Hour,
        EventGrain.Week => TimeUnit.Week,
        EventGrain.Instant => TimeUnit.Second,
        EventGrain.Year => TimeUnit.Year,
        _ => TimeUnit.Day,
    };

    /// <summary>Weeks that begin on a given day.</summary>
    /// <param name="firstDayOfWeek">The first day of each week.</param>
    /// <returns>The calendar.</returns>
    public static CellCalendar Weeks(DayOfWeek firstDayOfWeek) => Of(EventGrain.Week, firstDayOfWeek);

    /// <summary>Hours of a shop's clock.</summary>
    /// <param name="timeZone">The zone, as an IANA or Windows id such as <c>Europe/Berlin</c>.</param>
    /// <returns>The calendar; two of one zone are equal when its id is spelled the same.</returns>
    /// <exception cref="ArgumentException">The system has no such zone.</exception>
    public static CellCalendar HoursIn(string timeZone)
    {
        if (string.IsNullOrEmpty(timeZone) || !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            throw Error.Argument($"The time zone is '{timeZone}' and must be the id of one that this system knows.", nameof(timeZone));
        return zone.HasSameRules(TimeZoneInfo.Utc) ? Hours : new CellCalendar(EventGrain.Hour, DayOfWeek.Monday, timeZone, zone);
    }

    /// <summary>The calendar of a grain.</summary>
    /// <param name="grain">The length of a cell; a defined value.</param>
    /// <param name="firstDayOfWeek">The first day of each week; used by <see cref="EventGrain.Week"/> alone. A defined value.</param>
    /// <param name="timeZone">The zone whose clock the hours are of; used by <see cref="EventGrain.Hour"/> alone.</param>
    /// <returns>The calendar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value that the enumeration does not define.</exception>
    /// <exception cref="ArgumentException">The grain is Hour, and the system has no such zone.</exception>
    public static CellCalendar Of(EventGrain grain, DayOfWeek firstDayOfWeek = DayOfWeek.Monday, string timeZone = Utc)
    {
        if (!Enum.IsDefined(firstDayOfWeek))
            throw Error.OutOfRange(nameof(firstDayOfWeek), $"The first day of the week is {firstDayOfWeek} and must be Sunday to Saturday.");
        return grain switch
        {
            EventGrain.Day => Days,
            EventGrain.Hour => HoursIn(timeZone),
            EventGrain.Year => Years,
            EventGrain.Week => new CellCalendar(EventGrain.Week, firstDayOfWeek),
            EventGrain.Instant => Instants,
            _ => throw Error.OutOfRange(nameof(grain), $"The grain is {grain} and must be Day, Hour, Week, Instant or Year."),
        };
    }

    /// <summary>The cell of a calendar day; for hours and instants, the cell of its midnight; for weeks and years, the one that it lies in.</summary>
    /// <param name="date">A day on the shop's calendar (for instants, in UTC).</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An instant outside 1931-12-13 to 2068-01-19.</exception>
    public int CellOf(DateOnly date) => CellOf(date.ToDateTime(TimeOnly.MinValue));

    /// <summary>The cell of a wall-clock time. For an hour that the clock repeats, the second one, in standard time.</summary>
    /// <param name="wallClock">A time on the shop's clock, whatever its <see cref="DateTime.Kind"/>; for <see cref="EventGrain.Instant"/>, in UTC.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An instant outside 1931-12-13 to 2068-01-19.</exception>
    public int CellOf(DateTime wallClock)
    {
        if (!TryCellOfTicks(wallClock.Ticks, out var cell))
            throw Error.OutOfRange(nameof(wallClock), $"The time is {wallClock} and must lie between 1931-12-13 and 2068-01-19 (UTC), as exact instants do.");
        return cell;
    }

    /// <summary>
    /// The cell of a time with its offset, as JSON writes an hour that the clock repeats. Days, weeks and years are those of the clock that the time shows.
    /// </summary>
    /// <param name="time">The time.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An instant outside 1931-12-13 to 2068-01-19.</exception>
    public int CellOf(DateTimeOffset time) => Grain switch
    {
        EventGrain.Hour => HourOfUtc(time.UtcTicks),
        EventGrain.Instant => CellOf(time.UtcDateTime),
        _ => CellOf(time.DateTime),
    };

    /// <summary>The time at which a cell begins, on the shop's clock; for an instant, the second itself, in UTC.</summary>
    /// <param name="cell">A cell of this calendar.</param>
    /// <returns>The time; its <see cref="DateTime.Kind"/> is Unspecified, or Utc for instants.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cell lies outside the years 1 to 9999.</exception>
    public DateTime StartOf(int cell)
    {
        if (!Holds(cell))
            throw Error.OutOfRange(nameof(cell), $"The cell is {cell} and must lie in the years 1 to 9999.");
        if (Grain == EventGrain.Year)
            return new DateTime(cell, 1, 1);
        var ticks = Grain switch
        {
            EventGrain.Hour => WallClock(UtcOf(cell)),
            EventGrain.Week => (cell * 7L + _weekShift) * TimeSpan.TicksPerDay,
            EventGrain.Instant => InstantOrigin + cell * TimeSpan.TicksPerSecond,
            _ => cell * TimeSpan.TicksPerDay,
        };
        return new DateTime(ticks, Grain == EventGrain.Instant ? DateTimeKind.Utc : DateTimeKind.Unspecified);
    }

    /// <summary>A cell as invariant text: a date, a date and hour (with the offset where the clock repeats it), a year, or a second in UTC.</summary>
    /// <param name="cell">A cell of this calendar.</param>
    /// <returns>The text.</returns>
    public string Format(int cell) => Grain switch
    {
        EventGrain.Hour => Repeated(cell) is { } hour
            ? hour.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
            : StartOf(cell).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        EventGrain.Week => StartOf(cell).ToString("'week of 'yyyy-MM-dd", CultureInfo.InvariantCulture),
        EventGrain.Instant => StartOf(cell).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        EventGrain.Year => StartOf(cell).ToString("yyyy", CultureInfo.InvariantCulture),
        _ => StartOf(cell).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>Whether both number cells in the same way.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True for one grain and, where the grain uses it, one first day of the week or one zone.</returns>
    public bool Equals(CellCalendar? other) =>
        other is not null && Grain == other.Grain && FirstDayOfWeek == other.FirstDayOfWeek && TimeZone == other.TimeZone;

    /// <summary>A hash that equal calendars share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Grain, FirstDayOfWeek, TimeZone);

    /// <summary>The grain's name and, for weeks, the first day, for hours of a zone its id.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        Grain == EventGrain.Week ? $"Week from {FirstDayOfWeek}" : TimeZone == Utc ? $"{Grain}" : $"{Grain} in {TimeZone}";

    /// <summary>Writes a cell as the date or time at which it begins.</summary>
    internal void WriteCell(ResultWriter to, string name, int? cell)
    {
        to.Name(name);
        if (cell is { } repeated && Repeated(repeated) is { } time)
            to.Plain(time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        else if (cell is { } known)
            to.Time(StartOf(known), isDay: Grain is not (EventGrain.Hour or EventGrain.Instant));
        else
            to.Plain(null);
    }

    /// <summary>The last cell that is over when a day is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    internal int LastCellBy(DateOnly date, string parameter)
    {
        // An instant's cell ends with its second, so the day's last is the midnight itself; any other cell begins with its time.
        var isInstant = Grain == EventGrain.Instant;
        var text = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!TryCellOfTicks((date.DayNumber + 1) * TimeSpan.TicksPerDay, out var cell))
            throw Error.OutOfRange(parameter, $"The day is {text} and must end from 1931-12-14 through 2068-01-19, where exact instants lie.");
        if (!isInstant && !Holds(cell - 1))
            throw Error.OutOfRange(parameter, $"No {Unit.Name} has ended by {text}; the day must be later.");
        return isInstant ? cell : cell - 1;
    }

    /// <summary>The first cell that begins on a day or after it; null where instants do not reach so far.</summary>
    internal int? FirstCellFrom(DateOnly date)
    {
        var midnight = date.DayNumber * TimeSpan.TicksPerDay;
        if (!TryCellOfTicks(midnight, out var cell))
            return null;
        // An instant's cell ends with its second: the midnight itself belongs to the day before.
        return Grain == EventGrain.Instant || StartOf(cell).Ticks < midnight ? cell + 1 : cell;
    }

    /// <summary>The cell of a time in UTC, of a calendar of hours.</summary>
    internal int HourOfUtc(long utcTicks) => (int)((utcTicks + _hourShift) / TimeSpan.TicksPerHour);

    internal bool TryCellOfTicks(long wallClockTicks, out int cell)
    {
        switch (Grain)
        {
            case EventGrain.Hour:
                cell = HourOfUtc(_zone is null ? wallClockTicks : ZoneOffsets.ToUtc(_zone, wallClockTicks));
                return true;
            case EventGrain.Week:
                var day = (int)(wallClockTicks / TimeSpan.TicksPerDay) - _weekShift;
                cell = day >= 0 ? day / 7 : 0; // year 1's days before its first such weekday join its first week
                return true;
            case EventGrain.Year:
                cell = new DateTime(wallClockTicks).Year;
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

    /// <summary>Whether a number is a cell: it lies in the years 1 to 9999, and is not <see cref="MemberColumns.NoCell"/>.</summary>
    internal bool Holds(int cell) => Grain == EventGrain.Instant
        ? cell != MemberColumns.NoCell
        : cell >= (Grain == EventGrain.Year ? 1 : 0) && TryCellOfTicks(DateTime.MaxValue.Ticks, out var last) && cell <= last;

    /// <summary>The beginning of an hour that the clock repeats, with the offset that says which of the two it is; null for any other cell.</summary>
    private DateTimeOffset? Repeated(int cell) => _zone is not null && StartOf(cell) is var hour && _zone.IsAmbiguousTime(hour)
        ? new DateTimeOffset(hour, TimeSpan.FromTicks(hour.Ticks - UtcOf(cell)))
        : null;

    private long UtcOf(int hour) => Math.Clamp(hour * TimeSpan.TicksPerHour - _hourShift, 0, DateTime.MaxValue.Ticks);

    private long WallClock(long utcTicks) => _zone is null
        ? utcTicks
        : Math.Clamp(utcTicks + _zone.GetUtcOffset(new DateTime(utcTicks, DateTimeKind.Utc)).Ticks, 0, DateTime.MaxValue.Ticks);
}
