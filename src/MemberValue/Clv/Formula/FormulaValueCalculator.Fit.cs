using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

public sealed partial class FormulaValueCalculator
{
    /// <summary>Learns the cohort's numbers that the options ask for.</summary>
    /// <param name="columns">The cohort: the members with a purchase are used. For a cohort of one month of first purchases, give a table of those
    /// members.</param>
    /// <param name="options">Where the factors come from; copied. Null: the member's own order value and frequency, the cohort's mean tenure as the
    /// lifespan, a margin rate of 1.</param>
    /// <param name="cancellationToken">Cancels the fit; checked between its sums.</param>
    /// <returns>The calculator.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">A needed column was not fed, or a number of the cohort does not exist: no member with a purchase,
    /// none with a known margin and a net spend above 0 in total, nobody active before the last w cells, no churn among them (the lifespan has no
    /// end then), or a window shorter than 2 w cells.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    /// <remarks>One pass per number; allocates nothing per member. The same bits in any row order, because counts, times and money are added
    /// exactly.</remarks>
    public static FormulaValueCalculator Fit(MemberColumns columns, FormulaValueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var settings = (options ?? new FormulaValueOptions()).Checked();
        cancellationToken.ThrowIfCancellationRequested();
        if (!NeedsCohort(settings))
            return new FormulaValueCalculator(settings, cohort: null);

        var members = 0;
        foreach (var purchases in columns.Purchases)
            members += purchases > 0 ? 1 : 0;
        if (members == 0)
            throw Error.State($"None of the {columns.Count} members has a purchase, so there is no cohort to learn from.");

        // The total tenure is in both, so that frequency x mean tenure is purchases per member, to the last digits.
        var needsTenure = settings.FrequencyFrom == ValueSource.Cohort || settings.LifespanFrom == LifespanSource.Cohort;
        var tenure = needsTenure ? new Tenure(columns, settings.TenureStart, settings.MinimumTenureInDays, settings.Unit).TotalOfBuyers() : double.NaN;
        cancellationToken.ThrowIfCancellationRequested();
        double? churn = settings.LifespanFrom == LifespanSource.CohortChurn ? ChurnOf(columns) : null;
        cancellationToken.ThrowIfCancellationRequested();
        var cohort = new FormulaCohort
        {
            Origin = new FitOrigin(),
            OrderValue = settings.OrderValueFrom == ValueSource.Cohort ? OrderValueOf(columns, settings) : null,
            Frequency = settings.FrequencyFrom == ValueSource.Cohort ? EventsOf(columns, settings) / tenure : null,
            Lifespan = settings.LifespanFrom switch
            {
                LifespanSource.Cohort => tenure / members,
                LifespanSource.CohortChurn => new TimeConversion(columns.Window.Calendar.Unit, settings.Unit).Of(columns.RecentCells) / churn,
                _ => null,
            },
            ChurnRate = churn,
            MarginRate = settings.MarginFrom == ValueSource.Cohort ? MarginRateOf(columns) : null,
        };

        // Every number above is a ratio of exact sums: nothing else of the members is used.
        var fingerprint = default(Fingerprint);
        fingerprint.Add(members);
        foreach (var number in (ReadOnlySpan<double?>)[cohort.OrderValue, cohort.Frequency, cohort.Lifespan, churn, cohort.MarginRate])
            fingerprint.Add(number ?? double.NaN);
        return new FormulaValueCalculator(settings, cohort with
        {
            Origin = new FitOrigin
            {
                Window = columns.Window,
                Members = members,
                Rows = members,
                Unit = settings.Unit,
                Fingerprint = fingerprint.ToString(),
                Options = settings.InWords(),
            },
        });
    }

    private static double EventsOf(MemberColumns columns, FormulaValueOptions options)
    {
        var events = 0L;
        foreach (var count in FormulaInputs.Counts(columns, options))
            events += count;
        return events > 0 ? events
            : throw new InvalidOperationException("The members with a purchase have no orders: give the sale rows order ids, or count purchases.");
    }

    private static double OrderValueOf(MemberColumns columns, FormulaValueOptions options)
    {
        var purchases = columns.Segment(LogColumns.Purchases);
        return SumOf(columns.Net, row => purchases[row] > 0) / EventsOf(columns, options);
    }

    private static double MarginRateOf(MemberColumns columns)
    {
        var (purchases, margin) = (columns.Segment(LogColumns.Purchases), columns.Margin);
        bool Counts(int row) => purchases[row] > 0 && !margin.IsMissing(row);
        var net = SumOf(columns.Net, Counts);
        return net > 0
            ? SumOf(margin, Counts) / net
            : throw new InvalidOperationException(
                "The members with a purchase and a known margin have no net spend above 0 in total, so the cohort has no margin rate.");
    }

    private static double ChurnOf(MemberColumns columns)
    {
        var earlier = columns.EarlierPurchases;
        var recent = columns.RecentPurchases;
        if (columns.Window.Cells < 2L * columns.RecentCells)
        {
            throw Error.State(
                $"The window has {columns.Window.Cells} cells; the churn rate compares the last {columns.RecentCells} with the {columns.RecentCells} "
                    + $"before, so it needs twice as many.");
        }

        var (active, left) = (0L, 0L);
        for (var row = 0; row < earlier.Length; row++)
        {
            if (earlier[row] == 0)
                continue;
            active++;
            left += recent[row] == 0 ? 1 : 0;
        }

        if (active == 0 || left == 0)
        {
            throw Error.State(
                $"Of {active} members who bought in the {columns.RecentCells} cells before the last {columns.RecentCells}, {left} did not buy in those: "
                    + $"the churn rate gives no lifespan. Give one, or take the mean tenure.");
        }

        return (double)left / active;
    }

    /// <summary>The exact sum of the rows that count, as the nearest double.</summary>
    private static double SumOf(MoneyColumn money, Func<int, bool> counts)
    {
        Int128 scaled = 0;
        var wide = 0m;
        for (var row = 0; row < money.Count; row++)
        {
            if (!counts(row))
                continue;
            if (money.IsScaled)
                scaled += money.Scaled[row];
            else
                wide += money[row];
        }

        return money.IsScaled ? (double)scaled / money.Divisor : (double)wide;
    }
}
