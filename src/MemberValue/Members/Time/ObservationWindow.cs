using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The cells that a table looks at: first through last, both observed. Every number of a table is as of the last cell. With exact
/// instants the window is (start, end], which is the same thing: its first cell is the second after the start.
/// </summary>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed record ObservationWindow : IWritesJson
{
    /// <summary>Creates a window of cells.</summary>
    /// <param name="calendar">What the cells are.</param>
    /// <param name="firstCell">The first observed cell.</param>
    /// <param name="lastCell">The last observed cell; not before the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="calendar"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lastCell"/> lies before <paramref name="firstCell"/>, or a cell
    /// lies outside the years 1 to 9999.</exception>
    public ObservationWindow(CellCalendar calendar, int firstCell, int lastCell)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        _ = calendar.StartOf(firstCell);
        _ = calendar.StartOf(lastCell);
        if (lastCell < firstCell)
        {
            throw Error.OutOfRange(
                nameof(lastCell),
                $"The window's last cell is {calendar.Format(lastCell)} and must not lie before its first, {calendar.Format(firstCell)}.");
        }

        Calendar = calendar;
        FirstCell = firstCell;
        LastCell = lastCell;
    }

    /// <summary>What the cells are.</summary>
    public CellCalendar Calendar { get; }

    /// <summary>The first observed cell.</summary>
    public int FirstCell { get; }

    /// <summary>The last observed cell: the one that every number is as of.</summary>
    public int LastCell { get; }

    /// <summary>The day on which <see cref="FirstCell"/> begins: a week's first day, a year's 1 January; for an instant, the day in UTC.</summary>
    public DateOnly FirstDay => DateOnly.FromDateTime(Calendar.StartOf(FirstCell));

    /// <summary>The last day that <see cref="LastCell"/> touches: a week's seventh day, a year's 31 December; for an instant, the day in UTC.</summary>
    public DateOnly LastDay
    {
        get
        {
            var start = DateOnly.FromDateTime(Calendar.StartOf(LastCell));
            return Calendar.Grain switch
            {
                EventGrain.Week => DateOnly.FromDayNumber(Math.Min(start.DayNumber + 6, DateOnly.MaxValue.DayNumber)),
                EventGrain.Year => new DateOnly(start.Year, 12, 31),
                _ => start,
            };
        }
    }

    /// <summary>The number of observed cells, at least 1.</summary>
    public long Cells => (long)LastCell - FirstCell + 1;

    /// <summary>A window of calendar days.</summary>
    /// <param name="first">The first day, observed.</param>
    /// <param name="last">The last day, observed; not before the first.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> lies before <paramref name="first"/>.</exception>
    public static ObservationWindow OfDays(DateOnly first, DateOnly last) => new(CellCalendar.Days, first.DayNumber, last.DayNumber);

    /// <summary>First and last cell as invariant text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Calendar.Format(FirstCell)} through {Calendar.Format(LastCell)}";

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, window) =>
    {
        window.Calendar.WriteCell(to, nameof(FirstCell), window.FirstCell);
        window.Calendar.WriteCell(to, nameof(LastCell), window.LastCell);
        to.Property(nameof(FirstDay), window.FirstDay);
        to.Property(nameof(LastDay), window.LastDay);
        to.Property(nameof(Cells), window.Cells);
        to.Property(nameof(CellCalendar.Grain), window.Calendar.Grain);
    });
}
