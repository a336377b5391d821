using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Rfm;

/// <summary>What each segment of a table is worth: members, orders, revenue, and raw recency, frequency and monetary value. Immutable.</summary>
public sealed class SegmentSummary
{
    private SegmentSummary(IReadOnlyList<SegmentSummaryRow> rows) => Rows = rows;

    /// <summary>One row per segment in the map's order, those without a member included, and last the unscored members: shares add to 1.</summary>
    public IReadOnlyList<SegmentSummaryRow> Rows { get; }

    /// <summary>Summarises the members of each segment.</summary>
    /// <param name="columns">The members; net spend is needed for the revenue, and what the definitions need.</param>
    /// <param name="scores">One score per member, in row order.</param>
    /// <param name="map">The segments.</param>
    /// <param name="definitions">What frequency and monetary value mean: those of the scale.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Not one score per member, or a score of a scale with other levels than the map's.</exception>
    /// <exception cref="InvalidOperationException">A needed column was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Sorts each segment's values for the medians; means are of sorted values: neither row order nor the number of threads matters.</remarks>
    public static SegmentSummary Of(
        MemberColumns columns, ReadOnlySpan<RfmScore> scores, SegmentMap map, RfmDefinitions definitions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(map);
        if (scores.Length != columns.Count)
            throw Error.Argument($"There are {scores.Length} scores for {columns.Count} members.", nameof(scores));
        var places = new int[scores.Length];
        map.Apply(scores, places);
        return Of(columns, places, map.Segments, definitions, cancellationToken);
    }

    /// <summary>Summarises the members of segments of any origin.</summary>
    /// <param name="columns">The members; net spend is needed for the revenue, and what the definitions need.</param>
    /// <param name="places">Each member's place in the segments, in row order; -1 for none, otherwise below their number.</param>
    /// <param name="segments">The segments.</param>
    /// <param name="definitions">What frequency and monetary value mean.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The summary; its last row has the members without a segment.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Not one place per member, or a place of no segment.</exception>
    /// <exception cref="InvalidOperationException">A needed column was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SegmentSummary Of(
        MemberColumns columns, ReadOnlySpan<int> places, IReadOnlyList<Segment> segments, RfmDefinitions definitions,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(definitions);
        if (places.Length != columns.Count)
            throw Error.Argument($"There are {places.Length} places for {columns.Count} members.", nameof(places));
        var inputs = new RfmInputs(columns, definitions);
        var net = columns.Net;
        var hasOrders = columns.Has(LogColumns.Orders);
        var groups = segments.Count + 1; // the last one is the members without a segment
        var groupOf = places.ToArray();

        var members = new int[groups];
        var orders = new long[groups];
        var scaled = new Int128[groups];
        var wide = new decimal[groups];
        for (var row = 0; row < groupOf.Length; row++)
        {
            RowChunks.Listen(row, cancellationToken);
            if (groupOf[row] < -1 || groupOf[row] >= segments.Count)
                throw Error.Argument($"The place of row {row} is {groupOf[row]} and must be -1 to {segments.Count - 1}.", nameof(places));
            if (groupOf[row] < 0)
                groupOf[row] = groups - 1;
            var group = groupOf[row];
            members[group]++;
            orders[group] += hasOrders ? columns.Orders[row] : 0;
            if (net.IsScaled)
                scaled[group] += net.Scaled[row];
            else
                wide[group] += net[row];
        }

        var revenue = Enumerable.Range(0, groups).Select(group => net.IsScaled ? ExactMoney.ToDecimal(scaled[group], net.Decimals) : wide[group]).ToArray();
        var statistics = new (double Mean, double Median)[3][];
        for (var dimension = 0; dimension < 3; dimension++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            statistics[dimension] = Statistics(inputs, (RfmDimension)dimension, groupOf, members, cancellationToken);
        }

        var total = revenue.Sum();
        return new SegmentSummary(Enumerable.Range(0, groups).Select(group => new SegmentSummaryRow
        {
            Segment = group < segments.Count ? segments[group] : null,
            Members = members[group],
            MemberShare = (double)members[group] / groupOf.Length,
            Orders = hasOrders ? orders[group] : null,
            Revenue = revenue[group],
            RevenueShare = total == 0 ? double.NaN : (double)(revenue[group] / total),
            MeanRecency = statistics[0][group].Mean,
            MedianRecency = statistics[0][group].Median,
            MeanFrequency = statistics[1][group].Mean,
            MedianFrequency = statistics[1][group].Median,
            MeanMonetary = statistics[2][group].Mean,
            MedianMonetary = statistics[2][group].Median,
        }).ToList().AsReadOnly());
    }

    /// <summary>The rows as a table of text, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        text.Append(FormattableString.Invariant(
            $"{"segment",-22}{"members",12}{"share",8}{"orders",12}{"revenue",18}{"share",8}{"R mean",10}{"median",10}"));
        text.Append(FormattableString.Invariant($"{"F mean",10}{"median",10}{"M mean",14}{"median",14}\n"));
        foreach (var row in Rows)
        {
            text.Append(FormattableString.Invariant(
                $"{row.Segment?.Name.English ?? "(unscored)",-22}{row.Members,12}{row.MemberShare,8:P1}"));
            text.Append(FormattableString.Invariant(
                $"{(row.Orders is { } orders ? FormattableString.Invariant($"{orders}") : "-"),12}{row.Revenue,18}{row.RevenueShare,8:P1}"));
            text.Append(FormattableString.Invariant(
                $"{row.MeanRecency,10:F1}{row.MedianRecency,10:F1}{row.MeanFrequency,10:F2}{row.MedianFrequency,10:F1}"));
            text.Append(FormattableString.Invariant($"{row.MeanMonetary,14:F2}{row.MedianMonetary,14:F2}\n"));
        }

        return text.ToString();
    }

    private static (double Mean, double Median)[] Statistics(
        RfmInputs inputs, RfmDimension dimension, int[] groupOf, int[] members, CancellationToken cancellationToken)
    {
        var starts = new int[members.Length + 1];
        for (var group = 0; group < members.Length; group++)
            starts[group + 1] = starts[group] + members[group];
        var next = starts.AsSpan(0, members.Length).ToArray();
        var values = new double[groupOf.Length];
        for (var row = 0; row < groupOf.Length; row++)
        {
            RowChunks.Listen(row, cancellationToken);
            var value = inputs.Value(dimension, row);
            if (!double.IsNaN(value))
                values[next[groupOf[row]]++] = value;
        }

        var statistics = new (double Mean, double Median)[members.Length];
        ParallelLoop.For(members.Length, group =>
        {
            var known = values.AsSpan(starts[group]..next[group]);
            RadixSort.Sort(known, cancellationToken);
            statistics[group] = (MeanOf.Sorted(known), known.IsEmpty ? double.NaN : Type7.Cuts(known, 2)[0]);
        }, cancellationToken);
        return statistics;
    }
}
