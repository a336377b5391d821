using MemberValue.Members;

namespace MemberValue.Members;

/// <summary>Cells as days: 720 hours are 30 days to the last bit, because a whole number is multiplied or divided by another.</summary>
internal readonly struct CellDays
{
    private readonly double _times;
    private readonly double _over;
    private readonly bool _areDays;

    public CellDays(CellCalendar calendar)
    {
        var (cell, day) = (calendar.Unit.Seconds, TimeUnit.Day.Seconds);
        (_times, _over) = cell >= day ? (cell / day, 1.0) : (1.0, day / cell);
        _areDays = cell == day;
    }

    public double Of(long cells) => _areDays ? cells : cells * _times / _over;
}
