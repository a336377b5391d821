using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>An observation window in JSON, in every file that has one.</summary>
internal sealed class WindowDocument
{
    public string? Grain { get; set; }

    public string? FirstDayOfWeek { get; set; }

    public int? FirstCell { get; set; }

    public int? LastCell { get; set; }

    public static WindowDocument Of(ObservationWindow window) => new()
    {
        Grain = window.Calendar.Grain.ToString(),
        FirstDayOfWeek = window.Calendar.FirstDayOfWeek.ToString(),
        FirstCell = window.FirstCell,
        LastCell = window.LastCell,
    };

    /// <exception cref="FormatException">A field is missing or has no meaning.</exception>
    public ObservationWindow ToWindow(string type)
    {
        if (FirstCell is not { } first || LastCell is not { } last)
            throw StoredJson.Damaged(type, "the window must have firstCell and lastCell");
        var calendar = CellCalendar.Of(StoredJson.Name<EventGrain>(type, "grain", Grain), StoredJson.Name<DayOfWeek>(type, "firstDayOfWeek", FirstDayOfWeek));
        try
        {
            return new ObservationWindow(calendar, first, last);
        }
        catch (ArgumentException error)
        {
            throw StoredJson.Damaged(type, error.Message, error);
        }
    }
}
