using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Rfm;

/// <summary>Thresholds given in days, as a scorer for tables of any calendar: the scale is created for the calendar of the table.</summary>
internal sealed class ThresholdScorer(RfmThresholdOptions options) : IRfmScorer, IRowByRow
{
    public RfmLevels Levels { get; } = RfmScale.FromThresholds(options, CellCalendar.Days).Levels;

    private RfmScale? _last; // any thread's: scales of one calendar are alike

    public void Score(MemberColumns columns, Span<RfmScore> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var calendar = columns.Window.Calendar;
        var scale = _last;
        if (scale is null || scale.Calendar != calendar)
            _last = scale = RfmScale.FromThresholds(options, calendar);
        scale.Score(columns, destination);
    }
}
