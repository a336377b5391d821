using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberLog<TKey>
{
    /// <summary>When members buy: sale rows and net spend by weekday and, where cells are hours or instants, by hour of the day, on the shop's clock.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The activity of the whole log. From cells that are days it has weekdays and no hours; <see cref="WeekActivityBuilder"/> counts the hours of
    /// rows as they come.</returns>
    /// <exception cref="InvalidOperationException">Cells are weeks or years, which have no weekday.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>A refund counts on the day on which it was made, also with <see cref="RefundPolicy.AtOrder"/>. Goes once over all cells.</remarks>
    public WeekActivity Activity(CancellationToken cancellationToken = default)
    {
        var grain = Rules.Calendar.Grain;
        if (grain is EventGrain.Week or EventGrain.Year)
            throw Error.State($"The log's cells are of the grain {grain}, which has no weekdays; read the log in days or hours.");
        var (sales, net) = (new long[WeekActivity.Days * WeekActivity.Slots], new Int128[WeekActivity.Days * WeekActivity.Slots]);
        for (var at = 0; at < _content.Blocks.Count; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cells = _content.Blocks[at].Cells;
            for (var member = 0; member < _content.MembersOf(at); member++)
            {
                var (from, through) = cells.RangeOf(member);
                for (var position = from; position < through; position++)
                {
                    var slot = SlotOf(cells.CellAt(position));
                    sales[slot] += cells.SaleRowsAt(position);
                    net[slot] += cells.FragmentAt(position).Net;
                }
            }
        }

        return new WeekActivity(Rules.TimeZone, sales, net);
    }

    private int SlotOf(int cell)
    {
        if (Rules.Calendar.Grain == EventGrain.Day)
            return WeekActivity.SlotOf((DayOfWeek)((cell + 1) % WeekActivity.Days), -1); // day number 0 is a Monday
        var start = Rules.ClockOf(Rules.Calendar.StartOf(cell));
        return WeekActivity.SlotOf(start.DayOfWeek, start.Hour);
    }
}
