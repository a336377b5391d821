using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Reading;

/// <summary>The form of a date.</summary>
internal enum DateForm
{
    /// <summary>2024-01-05: the year first.</summary>
    YearFirst = 0,

    /// <summary>Jan 5, 2024 or 5 Jan 2024: the month is a word.</summary>
    Named,

    /// <summary>05/01/2024: the column has to say which is the day.</summary>
    Numeric,
}

/// <summary>A date as it is written, with its time of day and its offset: the parts, before day and month are told apart.</summary>
/// <param name="Form">The form.</param>
/// <param name="Mark">The mark between the parts of a numeric date.</param>
/// <param name="Year">The year.</param>
/// <param name="First">Of a numeric date the first number; otherwise the month.</param>
/// <param name="Second">Of a numeric date the second number; otherwise the day.</param>
/// <param name="TimeOfDay">The time of day in ticks; -1 for a day without one.</param>
/// <param name="Offset">The offset in minutes; null for none.</param>
internal readonly record struct TimeParts(DateForm Form, char Mark, short Year, byte First, byte Second, long TimeOfDay, short? Offset)
{
    public bool HasTime => TimeOfDay >= 0;

    /// <summary>The day; null where the calendar has no such day.</summary>
    public DateOnly? Day(DateOrder order)
    {
        var (month, day) = Form == DateForm.Numeric && order == DateOrder.DayMonth ? (Second, First) : (First, Second);
        return Year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Year, month) ? new DateOnly(Year, month, day) : null;
    }
}
