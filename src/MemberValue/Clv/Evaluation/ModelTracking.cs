using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Repeat purchases of one period: what a base did, and what a model expected of it.</summary>
/// <param name="Period">The period's number, from 1.</param>
/// <param name="LastCell">The period's last cell.</param>
/// <param name="LastDay">The last day that the period touches.</param>
/// <param name="Actual">Repeat purchases in the period; null after the end of the counts.</param>
/// <param name="Expected">Expected repeat purchases in the period.</param>
/// <param name="ActualCumulative">Repeat purchases from the first period through this one; null after the end of the counts.</param>
/// <param name="ExpectedCumulative">Expected repeat purchases from the first period through this one.</param>
public sealed record TrackingRow(
    int Period,
    [property: JsonIgnore] int LastCell,
    DateOnly LastDay,
    long? Actual,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Expected,
    long? ActualCumulative,
    [property: JsonConverter(typeof(ResultJsonConverter))] double ExpectedCumulative)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Period = {Period}, LastCell = {LastCell}, LastDay = {LastDay}, Actual = {Actual}, Expected = {Expected}, ActualCumulative = {ActualCumulative}, "
            + $"ExpectedCumulative = {ExpectedCumulative}");
}

/// <summary>The tracking plot of a model as data: expected and actual repeat purchases, per period and cumulative.</summary>
public static class ModelTracking
{
    /// <summary>
    /// Expected repeat purchases of members, period by period: the sum over members of E[X(t)], t counted from each one's first purchase.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="members">The members; those without a purchase are left out.</param>
    /// <param name="actual">What the same members did, and the periods to look at; it may go on beyond the members' window.</param>
    /// <returns>One row per period.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The cells of the counts are not those of the members.</exception>
    public static IReadOnlyList<TrackingRow> Rows(AttritionModel model, MemberColumns members, RepeatPurchaseTrack actual)
    {
        ArgumentNullException.ThrowIfNull(actual);
        return Rows(model, members, actual.Window, actual.CellsPerPeriod, actual.Periods, actual);
    }

    /// <summary>Expected repeat purchases alone, for a base whose actual ones are not counted or lie in the future.</summary>
    /// <param name="model">The model.</param>
    /// <param name="members">The members; those without a purchase are left out.</param>
    /// <param name="cellsPerPeriod">How many cells a period is long; 7 for weeks of a table of days.</param>
    /// <param name="periods">How many periods, counted from the window's first cell; 1 or more.</param>
    /// <returns>One row per period, without actual numbers.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cellsPerPeriod"/> or <paramref name="periods"/> is below 1.</exception>
    public static IReadOnlyList<TrackingRow> Rows(AttritionModel model, MemberColumns members, int cellsPerPeriod, int periods)
    {
        ArgumentNullException.ThrowIfNull(members);
        Require.AtLeast(cellsPerPeriod, 1);
        Require.AtLeast(periods, 1);
        return Rows(model, members, members.Window, cellsPerPeriod, periods, actual: null);
    }

    private static TrackingRow[] Rows(
        AttritionModel model, MemberColumns members, ObservationWindow window, int cellsPerPeriod, int periods, RepeatPurchaseTrack? actual)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(members);
        if (!window.Calendar.Equals(members.Window.Calendar))
            throw Error.Argument($"The counts' cells are {window.Calendar}, the members' are {members.Window.Calendar}.", nameof(actual));
        var inUnit = new TimeConversion(members.Window.Calendar.Unit, model.Unit);
        var joined = new SortedDictionary<int, long>(); // members by the cell of their first purchase
        foreach (var cell in members.FirstPurchaseCell)
        {
            if (cell != MemberColumns.NoCell)
                joined[cell] = joined.GetValueOrDefault(cell) + 1;
        }

        // E[X] by age in cells: ages repeat from period to period.
        var expected = new Dictionary<long, double>();
        var rows = new TrackingRow[periods];
        var (actualSum, before) = (0L, 0.0);
        for (var period = 0; period < periods; period++)
        {
            var last = (int)(window.FirstCell + (period + 1L) * cellsPerPeriod - 1);
            var sum = 0.0;
            foreach (var (first, count) in joined)
            {
                var age = (long)last - first;
                if (age <= 0)
                    break;
                if (!expected.TryGetValue(age, out var each))
                    expected[age] = each = model.ExpectedPurchases(PurchaseHistory.New, inUnit.Of(age));
                sum += count * each;
            }

            actualSum += actual?.RepeatPurchases[period] ?? 0;
            rows[period] = new TrackingRow(
                period + 1, last, new ObservationWindow(window.Calendar, window.FirstCell, last).LastDay, actual?.RepeatPurchases[period],
                sum - before, actual is null ? null : actualSum, sum);
            before = sum;
        }

        return rows;
    }
}
