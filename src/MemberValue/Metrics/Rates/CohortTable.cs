using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// Cohorts by the period of the first purchase, or of the registration, and what each did in the periods since. Cells of the future are empty, not zero.
/// Made by <see cref="CohortTableBuilder{TKey}"/>. Immutable.
/// </summary>
/// <remarks>All cells, with <see cref="PurchasesWithoutCohort"/>, <see cref="OrdersWithoutCohort"/> and <see cref="RevenueWithoutCohort"/>, add up to the
/// last table's purchases, orders and net spend, exactly.</remarks>
public sealed class CohortTable
{
    internal CohortTable(IReadOnlyList<ObservationWindow> periods, IReadOnlyList<Cohort> cohorts, decimal revenueWithoutCohort, long? ordersWithoutCohort)
    {
        Periods = periods;
        Cohorts = cohorts;
        RevenueWithoutCohort = revenueWithoutCohort;
        OrdersWithoutCohort = ordersWithoutCohort;
    }

    /// <summary>The periods, in order of time.</summary>
    public IReadOnlyList<ObservationWindow> Periods { get; }

    /// <summary>One cohort per period, in order of time, also those without a member.</summary>
    public IReadOnlyList<Cohort> Cohorts { get; }

    /// <summary>The event that determines the members' cohorts.</summary>
    public CohortStart Start { get; init; }

    /// <summary>The value of the label that all members of the table have; null for a table of all labels, or of the members without one.</summary>
    public string? Label { get; init; }

    /// <summary>Members in no cohort at the end: without a purchase, or without a registration since the first period began.</summary>
    public int MembersWithoutCohort { get; init; }

    /// <summary>Purchases of members in periods before their cohort began, or of members in none; 0 by first purchase.</summary>
    public long PurchasesWithoutCohort { get; init; }

    /// <summary>Net spend of members in periods before their cohort began, or of members in none. By first purchase these are refunds of what was bought
    /// before the window or returned on the same day, 0 or less from a log.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public decimal RevenueWithoutCohort { get; }

    /// <summary>Orders of the same members in the same periods: bought and returned within one cell, so not purchases. Null when a
    /// table has no orders.</summary>
    public long? OrdersWithoutCohort { get; }

    /// <summary>One cell.</summary>
    /// <param name="cohort">The cohort's index in <see cref="Cohorts"/>, from 0.</param>
    /// <param name="periodsSince">Periods since the cohort's own, from 0.</param>
    /// <returns>The cell; null where the period has not been seen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cohort, or <paramref name="periodsSince"/> is negative.</exception>
    public CohortCell? this[int cohort, int periodsSince]
    {
        get
        {
            if ((uint)cohort >= (uint)Cohorts.Count)
                throw Error.OutOfRange(nameof(cohort), $"The cohort is {cohort} and must be 0 to {Cohorts.Count - 1}.");
            Require.AtLeast(periodsSince, 0);
            return periodsSince < Cohorts[cohort].Cells.Count ? Cohorts[cohort].Cells[periodsSince] : null;
        }
    }

    /// <summary>Retention over all cohorts that have been seen so long after they began.</summary>
    /// <param name="periodsSince">Periods since the cohort's own, from 0.</param>
    /// <returns>Active members of the members of these cohorts; 0 of 0 where none has been seen so long.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="periodsSince"/> is negative.</exception>
    public Proportion Retention(int periodsSince)
    {
        Require.AtLeast(periodsSince, 0);
        var cells = Cohorts.Where(cohort => periodsSince < cohort.Cells.Count).Select(cohort => cohort.Cells[periodsSince]).ToList();
        return new Proportion(cells.Sum(cell => (long)cell.ActiveMembers), cells.Sum(cell => (long)cell.Members));
    }

    /// <summary>The triangle of retention as text.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => ToString(CohortMeasure.Retention);

    /// <summary>A triangle of one measure as text: a line per cohort (its first cell, its members), a column per period since; empty where unseen,
    /// a dash for a rate of 0 of 0.</summary>
    /// <param name="measure">What to show.</param>
    /// <returns>The text, the same in every culture.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="measure"/> is not defined.</exception>
    public string ToString(CohortMeasure measure)
    {
        if (!Enum.IsDefined(measure))
            throw Error.OutOfRange(nameof(measure), $"The measure is {measure} and must be one of the defined values.");
        var cells = Cohorts.Select(cohort => cohort.Cells.Select(cell => Text(cell, measure)).ToArray()).ToList();
        var labels = Cohorts.Select(cohort => cohort.Period.Calendar.Format(cohort.Period.FirstCell)).ToList();
        var labelWidth = Math.Max(10, labels.Select(label => label.Length).DefaultIfEmpty().Max());
        var width = Math.Max(6, cells.SelectMany(row => row).Select(cell => cell.Length).DefaultIfEmpty().Max()) + 2;
        var text = new StringBuilder((Start == CohortStart.FirstPurchase ? "first" : "joined").PadRight(labelWidth)).Append("members".PadLeft(10));
        for (var since = 0; since < Periods.Count; since++)
            text.Append(FormattableString.Invariant($"{since}").PadLeft(width));
        text.Append('\n');
        for (var row = 0; row < cells.Count; row++)
        {
            text.Append(labels[row].PadRight(labelWidth)).Append(FormattableString.Invariant($"{Cohorts[row].Members,10}"));
            foreach (var cell in cells[row])
                text.Append(cell.PadLeft(width));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Text(CohortCell cell, CohortMeasure measure) => measure switch
    {
        CohortMeasure.ActiveMembers => FormattableString.Invariant($"{cell.ActiveMembers}"),
        CohortMeasure.Revenue => FormattableString.Invariant($"{cell.Revenue:F2}"),
        _ when cell.Members == 0 => "-",
        CohortMeasure.CumulativeRevenuePerMember => FormattableString.Invariant($"{cell.CumulativeRevenuePerMember:F2}"),
        _ => FormattableString.Invariant($"{100 * cell.Retention.Rate:F1}%"),
    };
}
