using MemberValue.Common;
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
    private const int NoStart = -1;

    private readonly CohortStart _start;
    private readonly MemberColumn? _label;
    private readonly SnapshotSeries<TKey> _series = new();
    private readonly List<PeriodSums> _periods = [];
    private readonly List<(int Start, string? Label)> _groups = [];
    private readonly Dictionary<(int Start, string Label), int> _groupOf = [];
    private int[] _groupOfRow = [];

    /// <summary>Creates a builder without tables.</summary>
    /// <param name="start">The event that determines a member's cohort.</param>
    /// <param name="label">
    /// A column that every table has, such as the channel, the campaign or the country of the registration, to split cohorts by its values as well:
    /// <see cref="ToTablesByLabel"/>. A member keeps the label of the table in which their cohort began. Null for none.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is not defined.</exception>
    public CohortTableBuilder(CohortStart start = CohortStart.FirstPurchase, MemberColumn? label = null)
    {
        if (!Enum.IsDefined(start))
            throw Error.OutOfRange(nameof(start), $"The start is {start} and must be FirstPurchase or Registration.");
        (_start, _label) = (start, label);
    }

    /// <summary>Adds the table at the end of the next period.</summary>
    /// <param name="table">
    /// The table: purchases and net spend are needed, orders are used where present; registrations and the label where the builder uses them. Its window
    /// has the calendar and first cell of the tables before and ends later, it has all of their members, and no member's counts have fallen.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">The table does not continue the series; the message says why. The builder is unchanged.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed. The builder is unchanged.</exception>
    public void Add(MemberTable<TKey> table)
    {
        AddStep(_series.Next(table));
        _series.Accept(table);
    }

    /// <summary>The table of all periods so far, of all labels together.</summary>
    /// <returns>The table; later periods do not change it. Without a period, it has no cohort.</returns>
    public CohortTable ToTable() => TableOf(null, _ => true);

    /// <summary>A table of all periods so far for each value of the label: its members alone, by the periods in which they began.</summary>
    /// <returns>The tables in the ordinal order of <see cref="CohortTable.Label"/>, members without a value last; one table where the builder has no
    /// label.</returns>
    /// <remarks><see cref="CohortTable.Retention(int)"/> of each is the retention of a label, a number of periods after its members began.</remarks>
    public IReadOnlyList<CohortTable> ToTablesByLabel() =>
        [.. _groups.Select(group => group.Label).Distinct().OrderBy(label => label is null).ThenBy(label => label, StringComparer.Ordinal)
            .Select(label => TableOf(label, group => group.Label == label))];

    /// <summary>Adds a step of a series that the caller keeps.</summary>
    internal void AddStep(SnapshotStep step)
    {
        var counts = step.Now.Purchases;
        var registered = _start == CohortStart.Registration ? step.Now.RegistrationCell : default;
        var labels = _label is null ? null
            : step.Now.Find(_label) ?? throw Error.State($"The column {_label.Name} was not fed. {_label.HowToFeed}");
        var groupOf = new int[step.Now.Count];
        for (var row = 0; row < groupOf.Length; row++)
        {
            if (step.RowsBefore[row] is >= 0 and var before && _groups[_groupOfRow[before]].Start != NoStart)
            {
                groupOf[row] = _groupOfRow[before];
                continue;
            }

            var start = _start == CohortStart.Registration ? PeriodOf(registered[row], step.Period) : counts[row] > 0 ? _periods.Count : NoStart;
            groupOf[row] = GroupOf(start, labels?.TextAt(step.Now.Start + row, step.Period.Calendar));
        }

        var (members, active, purchases) = (new int[_groups.Count], new int[_groups.Count], new long[_groups.Count]);
        for (var row = 0; row < groupOf.Length; row++)
        {
            var inPeriod = counts[row] - step.PurchasesBefore(row);
            members[groupOf[row]]++;
            active[groupOf[row]] += inPeriod > 0 ? 1 : 0;
            purchases[groupOf[row]] += inPeriod;
        }

        var orders = step.OrdersByGroup(groupOf, _groups.Count);
        _periods.Add(new PeriodSums(step.Period, members, active, purchases, orders, step.NetByGroup(groupOf, _groups.Count)));
        _groupOfRow = groupOf;
    }

    /// <summary>The period so far, this one included, that a cell lies in; none for a cell before them, or for no cell.</summary>
    private int PeriodOf(int cell, ObservationWindow now)
    {
        if (cell >= now.FirstCell)
            return _periods.Count;
        return _periods.FindIndex(period => cell >= period.Period.FirstCell && cell <= period.Period.LastCell);
    }

    private int GroupOf(int start, string? label)
    {
        var key = (start, label is null ? "-" : "+" + label); // a null is no key
        if (!_groupOf.TryGetValue(key, out var group))
        {
            _groupOf[key] = group = _groups.Count;
            _groups.Add((start, label));
        }

        return group;
    }

    private CohortTable TableOf(string? label, Func<(int Start, string? Label), bool> isIn)
    {
        var groups = Enumerable.Range(0, _groups.Count).Where(group => isIn(_groups[group])).ToLookup(group => _groups[group].Start);
        int[] without = [.. groups[NoStart]];
        return new CohortTable(
            _periods.Select(period => period.Period).ToList().AsReadOnly(),
            _periods.Select((_, cohort) => Cohort(cohort, [.. groups[cohort]])).ToList().AsReadOnly(),
            _periods.Sum(period => Sum(period.Revenue, without)),
            _periods.All(period => period.Orders is not null) ? _periods.Sum(period => Sum(period.Orders!, without)) : null)
        {
            Start = _start,
            Label = label,
            MembersWithoutCohort = _periods.Count == 0 ? 0 : Sum(_periods[^1].Members, without),
            PurchasesWithoutCohort = _periods.Sum(period => Sum(period.Purchases, without)),
        };
    }

    private Cohort Cohort(int cohort, int[] groups)
    {
        var members = Sum(_periods[^1].Members, groups);
        var cells = new List<CohortCell>();
        var cumulative = 0m;
        foreach (var period in _periods.Skip(cohort))
        {
            var revenue = Sum(period.Revenue, groups);
            cumulative += revenue;
            cells.Add(new CohortCell
            {
                PeriodsSince = cells.Count,
                Period = period.Period,
                Members = members,
                ActiveMembers = Sum(period.Active, groups),
                Purchases = Sum(period.Purchases, groups),
                Orders = period.Orders is null ? null : Sum(period.Orders, groups),
                Revenue = revenue,
                CumulativeRevenue = cumulative,
            });
        }

        return new Cohort(_periods[cohort].Period, members, cells.AsReadOnly());
    }

    /// <summary>The sum over some groups; a later group has no sum.</summary>
    private static T Sum<T>(T[] byGroup, int[] groups)
        where T : System.Numerics.INumber<T>
    {
        var sum = byGroup.Length > 0 ? byGroup[0] - byGroup[0] : T.Zero; // no money is 0.00 where money has cents
        foreach (var group in groups)
            sum += group < byGroup.Length ? byGroup[group] : T.Zero;
        return sum;
    }

    /// <summary>One period: sums by group, as many as there were at its end.</summary>
    private sealed record PeriodSums(ObservationWindow Period, int[] Members, int[] Active, long[] Purchases, long[]? Orders, decimal[] Revenue);
}
