using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>Days as whole cells of a calendar.</summary>
internal static class StageTime
{
    /// <summary>More cells than any two cells are apart: a limit that nobody reaches.</summary>
    public const long Never = 1L << 40;

    /// <summary>A quotient that lies above a whole number by less than 1e-12 of itself is that number: 30 days are 720 hours, whatever the
    /// rounding.</summary>
    public const double Slack = 1 - 1.0 / (1L << 40);

    /// <summary>The smallest whole number of cells that is at least a number of days; 1 or more for days above 0.</summary>
    public static long Cells(double days, CellCalendar calendar) => Reached(DaysToCells(days, calendar) * Slack);

    public static double DaysToCells(double days, CellCalendar calendar) => TimeConversion.FromDays(calendar).Of(days);

    /// <summary>The first whole number that is not below the limit.</summary>
    public static long Reached(double limit) => (long)Math.Ceiling(Math.Min(limit, Never));

    /// <summary>The last cell that the calendar can write: in year 9999, or the end of the instants.</summary>
    public static int LastCell(CellCalendar calendar) =>
        calendar.Grain == EventGrain.Instant ? int.MaxValue : calendar.CellOf(DateTime.MaxValue);
}
