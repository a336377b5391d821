using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>
/// Expected profit of contacting everyone at or above a threshold, for every threshold: save rate x the value of the leavers contacted - cost x all
/// contacted. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>Contacting a member who would have stayed costs the contact and changes nothing else; discounts given to them and members lost by annoyance are not
/// counted. Add such costs to <see cref="ProfitOptions.ContactCost"/>. Fuller forms: Neslin, Gupta, Kamakura, Lu and Mason 2006, "Defection
/// Detection".</para>
/// <para>The best threshold is the best on these rows, so its profit is optimistic: choose the threshold on some rows, and read its profit,
/// <see cref="At"/>, on others.</para>
/// </remarks>
public sealed class ProfitCurve
{
    private readonly RankedPredictions _ranked;
    private readonly double[]? _valuesTo; // of leavers, down to each distinct prediction; null where all are worth the same
    private readonly double _value;
    private readonly double _cost;
    private readonly double _saveRate;

    private ProfitCurve(RankedPredictions ranked, double[]? valuesTo, double value, double cost, double saveRate)
    {
        (_ranked, _valuesTo, _value, _cost, _saveRate) = (ranked, valuesTo, value, cost, saveRate);
        var best = PointOf(0);
        for (var groups = 1; groups <= ranked.Groups; groups++)
        {
            var point = PointOf(groups);
            if (point.Profit > best.Profit)
                best = point;
        }

        Best = best;
    }

    /// <summary>
    /// The point with the highest profit; among equals the one with the fewest contacts. Where no threshold has a profit above 0, it contacts nobody:
    /// threshold infinity, profit 0.
    /// </summary>
    public ProfitPoint Best { get; }

    /// <summary>Creates the curve where each member has a value of its own.</summary>
    /// <param name="labels">Who left, one per row; at least one row.</param>
    /// <param name="predictions">What was predicted, as many as labels; higher means more likely to leave. Not NaN.</param>
    /// <param name="values">What each member is worth if saved, as many as labels; finite.</param>
    /// <param name="options">Cost of a contact and save rate; <see cref="ProfitOptions.Value"/> must be null.</param>
    /// <returns>The curve with its best threshold. The order of rows does not matter.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">Lengths differ, there is no row, a prediction is NaN or a value not finite (the message names the row), or an
    /// option is out of its range.</exception>
    public static ProfitCurve Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> predictions, ReadOnlySpan<double> values, ProfitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (cost, saveRate, _) = options.Checked(needsValue: false);
        if (values.Length != labels.Length)
            throw Error.Argument($"There are {values.Length} values for {labels.Length} labels.", nameof(values));
        for (var row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row]))
                throw Error.Argument($"The value of row {row} is {values[row]}; it must be finite.", nameof(values));
        }

        var ranked = RankedPredictions.Of(labels, predictions, default, hasCounts: false);
        return new ProfitCurve(ranked, ValuesTo(ranked, labels, predictions, values), double.NaN, cost, saveRate);
    }

    /// <summary>The profit of contacting every member at or above a threshold.</summary>
    /// <param name="threshold">The threshold, any number but NaN.</param>
    /// <returns>The point, with that threshold.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is NaN.</exception>
    public ProfitPoint At(double threshold) => double.IsNaN(threshold)
        ? throw Error.OutOfRange(nameof(threshold), $"The threshold is {threshold} and must not be NaN.")
        : PointOf(_ranked.GroupsFrom(threshold)) with { Threshold = threshold };

    /// <summary>The curve as points to draw: no contacts, then points at about equal steps of contacts, then all members.</summary>
    /// <param name="steps">How many steps, 1 or more. Points are at distinct predictions, so there are fewer where many tie.</param>
    /// <returns>2 to steps + 1 points by ascending contacts.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public IReadOnlyList<ProfitPoint> Points(int steps = 100)
    {
        if (steps < 1)
            throw Error.OutOfRange(nameof(steps), $"The number of steps is {steps} and must be 1 or more.");
        var points = new List<ProfitPoint> { PointOf(0) };
        for (int step = 1, group = 0, last = -1; step <= steps; step++)
        {
            while (_ranked.RowsTo(group) < (long)_ranked.Count * step / steps)
                group++;
            if (group == last || _ranked.Count * (long)step / steps == 0)
                continue;
            points.Add(PointOf(group + 1));
            last = group;
        }

        return points.AsReadOnly();
    }

    /// <summary>The best threshold and its profit.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Best.Contacted == 0
        ? "contact nobody: no threshold earns anything"
        : FormattableString.Invariant($"contact {Best.Contacted} of {_ranked.Count}, from {Best.Threshold:G6} on: profit {Best.Profit:F2}");

    internal static ProfitCurve OfConstant(RankedPredictions ranked, ProfitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (cost, saveRate, value) = options.Checked(needsValue: true);
        return new ProfitCurve(ranked, null, value!.Value, cost, saveRate);
    }

    private static double[] ValuesTo(RankedPredictions ranked, ReadOnlySpan<bool> labels, ReadOnlySpan<double> predictions, ReadOnlySpan<double> values)
    {
        var (keys, rows) = (new ulong[ranked.Positives], new int[ranked.Positives]);
        for (int row = 0, i = 0; row < labels.Length; row++)
        {
            if (labels[row])
                (keys[i], rows[i++]) = (RankedPredictions.DescendingKey(predictions[row]), row);
        }

        RadixSort.Sort(keys, rows, 64);
        var sorted = new double[rows.Length];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = values[rows[i]];
        var valuesTo = new double[ranked.Groups];
        var sum = new CompensatedSum();
        for (int group = 0, i = 0; group < valuesTo.Length; group++)
        {
            var tie = sorted.AsSpan(i..ranked.PositivesTo[group]);
            tie.Sort(); // so that the order of rows cannot move a last digit
            foreach (var value in tie)
                sum.Add(value);
            valuesTo[group] = sum.Value;
            i = ranked.PositivesTo[group];
        }

        return valuesTo;
    }

    private ProfitPoint PointOf(int groups)
    {
        if (groups == 0)
            return new ProfitPoint(double.PositiveInfinity, 0, 0, 0, 0);
        var leavers = _ranked.PositivesTo[groups - 1];
        var value = _valuesTo is null ? _value * leavers : _valuesTo[groups - 1];
        var contacted = _ranked.RowsTo(groups - 1);
        return new ProfitPoint(_ranked.Scores[groups - 1], contacted, leavers, _cost * contacted, _saveRate * value);
    }
}
