using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// Computes a <see cref="CohortTable"/> from a series of tables of one log at ascending dates, each from the window's first cell on. The
/// dates make the periods: month ends make cohorts by month, Sundays cohorts by week. Not thread-safe.
/// </summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <remarks>Keeps the last table, and 4 bytes per member.</remarks>
public sealed class CohortTableBuilder<TKey>
    where TKey : notnull
{
    private readonly SnapshotSeries<TKey> _series = new();
    private readonly List<PeriodSums> _periods = [];
    private int[] _cohortOf = [];

    /// <summary>Adds the table at the end of the next period.</summary>
    /// <param name="table">
    /// The table: purchases and net spend are needed, orders used where there. Its window has the calendar and first cell of the tables before
    /// and ends later, it has all of their members, and nobody's counts have fallen.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">The table does not continue the series; the message says why. The builder is as before.</exception>
    /// <exception cref="InvalidOperationException">Purchases or net spend were not fed. The builder is as before.</exception>
    public void Add(MemberTable<TKey> table)
    {
        AddStep(_series.Next(table));
        _series.Accept(table);
    }

    /// <summary>The table of all periods so far.</summary>
    /// <returns>The table; later periods do not change it. Without a period, it has no cohort.</returns>
    public CohortTable ToTable() => new(
        _periods.Select(period => period.Period).ToList().AsReadOnly(),
        _periods.Select((_, cohort) => Cohort(cohort)).ToList().AsReadOnly(),
        _periods.Select(period => period.Revenue[^1]).Sum(),
        _periods.All(period => period.Orders is not null) ? _periods.Sum(period => period.Orders![^1]) : null);

    /// <summary>Adds a step of a series that someone else keeps.</summary>
    internal void AddStep(SnapshotStep step)
    {
        var period = _periods.Count;
        var none = period + 1; // the group of members without a purchase so far
        var (members, active, purchases) = (0, new int[none + 1], new long[none + 1]);
        var counts = step.Now.Purchases;
        var cohortOf = new int[step.Now.Count];
        for (var row = 0; row < cohortOf.Length; row++)
        {
            var before = step.PurchasesBefore(row);
            var inPeriod = counts[row] - before;
            var cohort = before > 0 ? _cohortOf[step.RowsBefore[row]] : inPeriod > 0 ? period : none;
            cohortOf[row] = cohort;
            members += cohort == period ? 1 : 0;
            active[cohort] += inPeriod > 0 ? 1 : 0;
            purchases[cohort] += inPeriod;
        }

        var sums = new PeriodSums(step.Period, members, active, purchases, step.OrdersByGroup(cohortOf, none + 1), step.NetByGroup(cohortOf, none + 1));
        _cohortOf = cohortOf;
        _periods.Add(sums);
    }

    private Cohort Cohort(int cohort)
    {
        var members = _periods[cohort].NewMembers;
        var cells = new List<CohortCell>();
        var cumulative = 0m;
        foreach (var period in _periods.Skip(cohort))
        {
            cumulative += period.Revenue[cohort];
            cells.Add(new CohortCell
            {
                PeriodsSince = cells.Count,
                Period = period.Period,
                Members = members,
                ActiveMembers = period.Active[cohort],
                Purchases = period.Purchases[cohort],
                Orders = period.Orders?[cohort],
                Revenue = period.Revenue[cohort],
                CumulativeRevenue = cumulative,
            });
        }

        return new Cohort(_periods[cohort].Period, members, cells.AsReadOnly());
    }

    /// <summary>One period: sums by cohort, and last those of members without one.</summary>
    private sealed record PeriodSums(ObservationWindow Period, int NewMembers, int[] Active, long[] Purchases, long[]? Orders, decimal[] Revenue);
}
