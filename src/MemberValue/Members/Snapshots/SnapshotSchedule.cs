using System.Globalization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The dates of the tables of a log (<see cref="MemberLog{TKey}.Tables"/>), and how far back each table goes: to the beginning of the log, a fixed
/// number of days (<see cref="Rolling"/>), or calendar months or years (<see cref="RollingMonths(int)"/>, <see cref="RollingYears"/>). Immutable and
/// thread-safe.
/// </summary>
/// <remarks>
/// A date's table ends with the last cell that is over when the day is: the day itself; its last hour; with exact instants the midnight that
/// ends it, which belongs to the window; with weeks the last week that has wholly ended. Dates are the shop's, with instants those of UTC.
/// </remarks>
public sealed class SnapshotSchedule
{
    private readonly DateOnly[] _dates;
    private readonly int? _months;

    private SnapshotSchedule(DateOnly[] dates, int? rollingDays = null, int? months = null)
    {
        _dates = dates;
        RollingDays = rollingDays;
        _months = months;
    }

    /// <summary>The dates, ascending; at least one.</summary>
    public IReadOnlyList<DateOnly> Dates => _dates.AsReadOnly();

    /// <summary>How many days each table covers, its date included; null for tables from the beginning of the log, or over calendar months.</summary>
    public int? RollingDays { get; }

    /// <summary>How many calendar months each table covers, through its date; null for tables from the beginning of the log, or over days.</summary>
    public int? RollingCalendarMonths => _months;

    /// <summary>The last days of calendar months.</summary>
    /// <param name="from">No date lies before it.</param>
    /// <param name="through">No date lies after it.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">No month ends from <paramref name="from"/> through <paramref name="through"/>.</exception>
    public static SnapshotSchedule MonthEnds(DateOnly from, DateOnly through) => Ends(from, through, 1, "month");

    /// <summary>The last days of calendar years.</summary>
    /// <param name="from">No date lies before it.</param>
    /// <param name="through">No date lies after it.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">No year ends from <paramref name="from"/> through <paramref name="through"/>.</exception>
    public static SnapshotSchedule YearEnds(DateOnly from, DateOnly through) => Ends(from, through, 12, "year");

    private static SnapshotSchedule Ends(DateOnly from, DateOnly through, int months, string what)
    {
        var dates = new List<DateOnly>();
        for (var month = (from.Year * 12) + from.Month - 1; month <= (through.Year * 12) + through.Month - 1; month++)
        {
            var (year, number) = (month / 12, (month % 12) + 1);
            var end = new DateOnly(year, number, DateTime.DaysInMonth(year, number));
            if (number % months == 0 && end <= through)
                dates.Add(end);
        }

        return dates.Count > 0
            ? new SnapshotSchedule([.. dates])
            : throw Error.Argument($"No {what} ends from {from} through {through}; at least one must.", nameof(through));
    }

    /// <summary>Every so many days: <paramref name="from"/>, that many days later, and so on.</summary>
    /// <param name="days">Days from one date to the next, 1 or more.</param>
    /// <param name="from">The first date.</param>
    /// <param name="through">No date lies after it; not before <paramref name="from"/>.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is below 1, or <paramref name="through"/> lies before
    /// <paramref name="from"/>.</exception>
    public static SnapshotSchedule Every(int days, DateOnly from, DateOnly through)
    {
        if (days < 1)
            throw Error.OutOfRange(nameof(days), $"The number of days from date to date is {days} and must be 1 or more.");
        if (through < from)
            throw Error.OutOfRange(nameof(through), $"The end is {through} and must not lie before the first date, {from}.");
        var dates = new DateOnly[((through.DayNumber - from.DayNumber) / days) + 1];
        for (var i = 0; i < dates.Length; i++)
            dates[i] = from.AddDays(i * days);
        return new SnapshotSchedule(dates);
    }

    /// <summary>Dates of your own.</summary>
    /// <param name="dates">The dates, ascending, each once; at least one. Copied.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="dates"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no date, or one does not lie after the one before.</exception>
    public static SnapshotSchedule On(IEnumerable<DateOnly> dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        DateOnly[] all = [.. dates];
        if (all.Length == 0)
            throw new ArgumentException("There is no date; a schedule has at least one.", nameof(dates));
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i] <= all[i - 1])
            {
                throw Error.Argument(
                    $"The date at place {i}, {all[i]}, does not lie after the one before, {all[i - 1]}; dates must ascend.", nameof(dates));
            }
        }

        return new SnapshotSchedule(all);
    }

    /// <summary>The same dates, with tables that look at the last so many days alone: rows before are outside the window.</summary>
    /// <param name="days">Days in each window, its date included; 1 or more. With weeks as cells a multiple of 7.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is below 1.</exception>
    public SnapshotSchedule Rolling(int days) => days >= 1
        ? new SnapshotSchedule(_dates, days)
        : throw Error.OutOfRange(nameof(days), $"The number of days in a window is {days} and must be 1 or more.");

    /// <summary>
    /// The same dates, with tables that cover a number of calendar months through the date: twelve through 31 December are the calendar year, in a leap year
    /// too; one through 15 March begins on 16 February. Rows before are outside the window. With weeks as cells, the weeks that begin inside it.
    /// </summary>
    /// <param name="months">Calendar months in each window, 1 or more.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="months"/> is below 1.</exception>
    public SnapshotSchedule RollingMonths(int months) => months >= 1
        ? new SnapshotSchedule(_dates, months: months)
        : throw Error.OutOfRange(nameof(months), $"The number of months in a window is {months} and must be 1 or more.");

    /// <summary>The same dates, with tables that cover a number of calendar years through the date: twelve months each.</summary>
    /// <param name="years">Calendar years in each window, 1 to 9,999.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="years"/> is outside 1 to 9,999.</exception>
    public SnapshotSchedule RollingYears(int years) => years is >= 1 and <= 9_999
        ? new SnapshotSchedule(_dates, months: 12 * years)
        : throw Error.OutOfRange(nameof(years), $"The number of years in a window is {years} and must be 1 to 9,999.");

    /// <summary>The dates in short, as invariant text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{_dates.Length} date(s), {Text(_dates[0])} through {Text(_dates[^1])}")
            + (RollingDays is { } days ? FormattableString.Invariant($", each over {days} day(s)") : "")
            + (_months is { } months ? FormattableString.Invariant($", each over {months} calendar month(s)") : "");

    /// <summary>The window of each date.</summary>
    /// <exception cref="ArgumentException">A date has no cell, two share one, or a window is not a whole number of cells or begins before all
    /// time.</exception>
    internal SnapshotWindow[] WindowsOf(CellCalendar calendar, int? firstCell)
    {
        var windows = new SnapshotWindow[_dates.Length];
        for (var i = 0; i < windows.Length; i++)
        {
            var last = calendar.LastCellBy(_dates[i], "schedule");
            if (i > 0 && last <= windows[i - 1].Last)
                throw Wrong($"{_dates[i - 1]} and {_dates[i]} end with the same cell, {calendar.Format(last)}; a cell has at most one date");
            windows[i] = new SnapshotWindow(RollingDays is null && _months is null ? firstCell : FirstCell(calendar, _dates[i], last), last);
        }

        return windows;
    }

    /// <summary>The first cell of the rolling window that ends with the cell of a date.</summary>
    private int FirstCell(CellCalendar calendar, DateOnly date, int last)
    {
        long? first = null;
        if (RollingDays is { } days && calendar.Grain == EventGrain.Week)
        {
            first = days % 7 == 0
                ? last - (days / 7) + 1
                : throw Wrong($"a window of {days} days is no whole number of weeks, the cells of the log; it must be a multiple of 7");
        }
        else if (Beginning(date) is { } day)
        {
            first = calendar.FirstCellFrom(day);
        }

        var words = RollingDays is { } count ? FormattableString.Invariant($"{count} days") : FormattableString.Invariant($"{_months} calendar months");
        if (first is null || (first < 0 && calendar.Grain != EventGrain.Instant))
            throw Wrong($"the window of {words} that ends on {date} begins before the calendar does; it must be shorter");
        return first <= last ? (int)first : throw Wrong($"the window of {words} that ends on {date} holds no whole cell of {calendar}; it must be longer");
    }

    /// <summary>The first day of the rolling window that ends on a date; null where the calendar does not reach so far.</summary>
    private DateOnly? Beginning(DateOnly date)
    {
        if (RollingDays is { } days)
            return days <= date.DayNumber + 1 ? date.AddDays(1 - days) : null;
        // A month's end leads to the first of a month, any other day to the day after its own: 31 December and twelve months to 1 January.
        var isMonthEnd = date.Day == DateTime.DaysInMonth(date.Year, date.Month);
        var month = (date.Year * 12L) + date.Month - 1 + (isMonthEnd ? 1 : 0) - _months!.Value;
        if (month < 12)
            return null;
        var (year, number) = ((int)(month / 12), (int)(month % 12) + 1);
        return new DateOnly(year, number, isMonthEnd ? 1 : Math.Min(date.Day + 1, DateTime.DaysInMonth(year, number)));
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ArgumentException Wrong(ErrorText message) => Error.Argument($"The schedule does not fit the log: {message}.", "schedule");
}
