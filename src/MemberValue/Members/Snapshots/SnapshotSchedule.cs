using System.Globalization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The dates whose tables a log is asked for (<see cref="MemberLog{TKey}.Tables"/>), and how far back each table looks: to the beginning of the log, or a fixed
/// number of days (<see cref="Rolling"/>). Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A date's table ends with the last cell that is over when the day is: the day itself; its last hour; with exact instants the midnight that
/// ends it, which belongs to the window; with weeks the last week that has wholly ended. Dates are the shop's, with instants those of UTC.
/// </remarks>
public sealed class SnapshotSchedule
{
    private readonly DateOnly[] _dates;

    private SnapshotSchedule(DateOnly[] dates, int? rollingDays)
    {
        _dates = dates;
        RollingDays = rollingDays;
    }

    /// <summary>The dates, ascending; at least one.</summary>
    public IReadOnlyList<DateOnly> Dates => _dates.AsReadOnly();

    /// <summary>How many days each table looks at, its date included; null for tables from the beginning of the log.</summary>
    public int? RollingDays { get; }

    /// <summary>The last days of calendar months.</summary>
    /// <param name="from">No date lies before it.</param>
    /// <param name="through">No date lies after it.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">No month ends from <paramref name="from"/> through <paramref name="through"/>.</exception>
    public static SnapshotSchedule MonthEnds(DateOnly from, DateOnly through)
    {
        var dates = new List<DateOnly>();
        for (var month = (from.Year * 12) + from.Month - 1; month <= (through.Year * 12) + through.Month - 1; month++)
        {
            var (year, number) = (month / 12, (month % 12) + 1);
            var end = new DateOnly(year, number, DateTime.DaysInMonth(year, number));
            if (end <= through)
                dates.Add(end);
        }

        return dates.Count > 0
            ? new SnapshotSchedule([.. dates], null)
            : throw Error.Argument($"No month ends from {from} through {through}; at least one must.", nameof(through));
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
        return new SnapshotSchedule(dates, null);
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

        return new SnapshotSchedule(all, null);
    }

    /// <summary>The same dates, with tables that look at the last so many days alone: rows before are outside the window.</summary>
    /// <param name="days">Days in each window, its date included; 1 or more. With weeks as cells a multiple of 7.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is below 1.</exception>
    public SnapshotSchedule Rolling(int days) => days >= 1
        ? new SnapshotSchedule(_dates, days)
        : throw Error.OutOfRange(nameof(days), $"The number of days in a window is {days} and must be 1 or more.");

    /// <summary>The dates in short, as invariant text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{_dates.Length} date(s), {Text(_dates[0])} through {Text(_dates[^1])}")
            + (RollingDays is { } days ? FormattableString.Invariant($", each over {days} day(s)") : "");

    /// <summary>The window of each date.</summary>
    /// <exception cref="ArgumentException">A date has no cell, two share one, or a window is not a whole number of cells or begins before all time.</exception>
    internal SnapshotWindow[] WindowsOf(CellCalendar calendar, int? firstCell)
    {
        var windows = new SnapshotWindow[_dates.Length];
        for (var i = 0; i < windows.Length; i++)
        {
            var last = calendar.LastCellBy(_dates[i], "schedule");
            if (i > 0 && last <= windows[i - 1].Last)
                throw Wrong($"{_dates[i - 1]} and {_dates[i]} end with the same cell, {calendar.Format(last)}; a cell has at most one date");
            var first = firstCell;
            if (RollingDays is { } days)
            {
                var begin = last - CellsIn(calendar, days) + 1;
                if (begin < (calendar.Grain == EventGrain.Instant ? int.MinValue + 1 : 0))
                    throw Wrong($"the window of {days} days that ends on {_dates[i]} begins before the calendar does; it must be shorter");
                first = (int)begin;
            }

            windows[i] = new SnapshotWindow(first, last);
        }

        return windows;
    }

    private static long CellsIn(CellCalendar calendar, int days)
    {
        var cells = TimeConversion.FromDays(calendar).Of(days);
        return cells == Math.Floor(cells)
            ? (long)cells
            : throw Wrong($"a window of {days} days is no whole number of weeks, the cells of the log; it must be a multiple of 7");
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ArgumentException Wrong(ErrorText message) => Error.Argument($"The schedule does not fit the log: {message}.", "schedule");
}
