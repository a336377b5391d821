using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Calendars, windows and units of time in stored documents: one form in all of them.</summary>
internal static class StoredTime
{
    /// <summary>Writes grain and firstDayOfWeek, and timeZone where hours are not those of UTC.</summary>
    public static void Calendar(this DocumentWriter to, CellCalendar calendar)
    {
        to.Name("grain", calendar.Grain);
        to.Name("firstDayOfWeek", calendar.FirstDayOfWeek);
        if (calendar.TimeZone != "UTC")
            to.Text("timeZone", calendar.TimeZone);
    }

    public static CellCalendar Calendar(this DocumentReader from) =>
        CellCalendar.Of(from.Name<EventGrain>("grain"), from.Name<DayOfWeek>("firstDayOfWeek"), from.TextOrNull("timeZone") ?? "UTC");

    /// <summary>Writes the calendar, firstCell and lastCell.</summary>
    public static void Window(this DocumentWriter to, ObservationWindow window)
    {
        to.Calendar(window.Calendar);
        to.Whole("firstCell", window.FirstCell);
        to.Whole("lastCell", window.LastCell);
    }

    public static ObservationWindow Window(this DocumentReader from) => new(from.Calendar(), from.Whole("firstCell"), from.Whole("lastCell"));

    /// <summary>Writes a unit with its length in seconds, which cannot always be recovered from days.</summary>
    public static void Unit(this DocumentWriter to, string name, TimeUnit unit) => to.Part(name, part =>
    {
        part.Text("name", unit.Name);
        part.Number("seconds", unit.Seconds);
    });

    public static TimeUnit Unit(this DocumentReader from, string name) => from.Part(name, part =>
    {
        var unit = part.Text("name");
        return unit.Length > 0 ? TimeUnit.OfSeconds(unit, part.Number("seconds", NumberRange.AboveZero)) : throw part.Damaged("name is empty");
    });
}
