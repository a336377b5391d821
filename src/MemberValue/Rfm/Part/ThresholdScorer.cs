using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Rfm;

/// <summary>Thresholds named in days, as a scorer for tables of any calendar: the scale is made for the calendar that it meets.</summary>
internal sealed class ThresholdScorer(RfmThresholdOptions options) : IRfmScorer, IRowByRow
{
    public RfmLevels Levels { get; } = RfmScale.FromThresholds(options, CellCalendar.Days).Levels;

    private RfmScale? _last; // any thread's: scales of one calendar are alike

    public RfmScale ScaleFor(CellCalendar calendar)
    {
        var scale = _last;
        return scale is not null && scale.Calendar == calendar ? scale : _last = RfmScale.FromThresholds(options, calendar);
    }

    public void Score(MemberColumns columns, Span<RfmScore> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ScaleFor(columns.Window.Calendar).Score(columns, destination);
    }
}
