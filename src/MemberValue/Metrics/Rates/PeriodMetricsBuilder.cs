using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// Computes <see cref="PeriodMetrics"/> from a series of tables of one log at ascending dates, each from the window's first cell on. What a
/// member did in a period is the difference between two tables, so it is exact. Not thread-safe.
/// </summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <remarks>
/// Keeps the last table, and one byte per member. A row of the log that arrives between two tables for a cell of the past counts in the period whose table
/// has it first.
/// </remarks>
public sealed class PeriodMetricsBuilder<TKey>
    where TKey : notnull
{
    private readonly SnapshotSeries<TKey> _series = new();
    private readonly List<PeriodMetrics> _periods = [];
    private bool[] _active = [];

    /// <summary>Adds the table at the next date.</summary>
    /// <param name="table">
    /// The table: purchases and net spend are needed, orders, sales and refunds are used where present. Its window has the calendar and first cell
    /// of the tables before and ends later, it has all of their members, and no member's counts have fallen.
    /// </param>
    /// <returns>The metrics of the period since the table before; of the first table, since its window's first cell.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">The table does not continue the series; the message says why. The builder is unchanged.</exception>
    /// <exception cref="InvalidOperationException">Purchases or net spend were not fed. The builder is unchanged.</exception>
    public PeriodMetrics Add(MemberTable<TKey> table)
    {
        var metrics = AddStep(_series.Next(table));
        _series.Accept(table);
        return metrics;
    }

    /// <summary>The metrics of all periods so far, in order.</summary>
    /// <returns>The list; later tables do not change it.</returns>
    public IReadOnlyList<PeriodMetrics> ToList() => _periods.ToList().AsReadOnly();

    /// <summary>Adds a step of a series that the caller keeps.</summary>
    internal PeriodMetrics AddStep(SnapshotStep step)
    {
        var members = step.Now.Count;
        var purchases = step.Now.Purchases;
        var (active, groupOf, counts) = (new bool[members], new int[members], new PeriodCounts());
        for (var row = 0; row < groupOf.Length; row++)
        {
            var before = step.PurchasesBefore(row);
            var inPeriod = purchases[row] - before;
            active[row] = inPeriod > 0;
            groupOf[row] = counts.Add(purchases[row], inPeriod, before == 0 && inPeriod > 0, step.RowsBefore[row] is >= 0 and var at && _active[at]);
        }

        var metrics = counts.ToMetrics(
            step.Period, step.Before is null, members, step.NetByGroup(groupOf, PeriodCounts.Groups), step.OrdersByGroup(groupOf, PeriodCounts.Groups)?.Sum(),
            step.Total(LogColumns.Sales, columns => columns.Sales), step.Total(LogColumns.Refunds, columns => columns.Refunds));
        _active = active;
        _periods.Add(metrics);
        return metrics;
    }
}
