using MemberValue.Members;

namespace MemberValue.Metrics;

public sealed partial record PeriodMetrics
{
    /// <summary>Metrics of the last w cells of one table, compared with the w cells before; no series is needed.</summary>
    /// <param name="columns">Columns with purchases, first purchases and the recent columns (<see cref="MemberTableOptions.RecentCells"/>).</param>
    /// <returns>What a series with dates w cells apart gives for its last period, without orders, sales and refunds, which no recent column holds.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A needed column was not fed.</exception>
    /// <remarks>In a window shorter than 2 w, the earlier cells are those that it has; shorter than w, the period is the whole window.</remarks>
    public static PeriodMetrics OfRecent(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var purchases = columns.Purchases;
        var firsts = columns.FirstPurchaseCell;
        var recent = columns.RecentPurchases;
        var earlier = columns.EarlierPurchases;
        var spend = columns.RecentSpend;
        var window = columns.Window;
        var start = (int)Math.Max(window.FirstCell, window.LastCell - (long)columns.RecentCells + 1);
        var counts = new PeriodCounts();
        var money = new decimal[PeriodCounts.Groups];
        for (var row = 0; row < columns.Count; row++)
        {
            var isNew = purchases[row] > 0 && firsts[row] >= start;
            money[counts.Add(purchases[row], recent[row], isNew, earlier[row] > 0)] += spend[row];
        }

        var period = new ObservationWindow(window.Calendar, start, window.LastCell);
        return counts.ToMetrics(period, start == window.FirstCell, columns.Count, money, orders: null, sales: null, refunds: null);
    }
}
