using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>
/// The shares of yes that never fall as the score rises and are closest to the labels in least squares: no shape of the curve is assumed, but hundreds of
/// rows are needed. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Pool adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955, Annals of Mathematical Statistics 26(4)), with weights; equal scores are pooled
/// first, so that one score has one probability. Between two blocks the map is a straight line from the greatest score of one to the least of the next;
/// within a block, and beyond the scores of the fit, it is constant. Its ends can be exactly 0 or 1, whose log loss is infinite when wrong.
/// </remarks>
public sealed partial class IsotonicCalibration : ICalibration, IFitted
{
    private readonly double[] _scores;
    private readonly double[] _probabilities;

    private IsotonicCalibration(FitStatus status, double[] scores, double[] probabilities, FitOrigin origin) =>
        (Status, _scores, _probabilities, Origin) = (status, scores, probabilities, origin);

    /// <inheritdoc cref="ICalibration.Status"/>
    public FitStatus Status { get; }

    /// <summary>Warnings, in English and Chinese; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings => LearnerWarnings.Of(Status);

    /// <summary>Always <c>IsotonicCalibration</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The rows that it was fitted to, without those of weight 0.</summary>
    public FitOrigin Origin { get; }

    FitOrigin? IFitted.Origin => Origin;

    /// <inheritdoc/>
    public LabelDefinition? Label => LabelDefinition.Of(Origin);

    /// <summary>The scores between which the map is linear, ascending: the least and the greatest of each block. Empty without rows.</summary>
    public IReadOnlyList<double> Scores => Array.AsReadOnly(_scores);

    /// <summary>The probability at each of <see cref="Scores"/>, never falling.</summary>
    public IReadOnlyList<double> Probabilities => Array.AsReadOnly(_probabilities);

    /// <summary>Fits the map. Use rows that the scores were not learned from.</summary>
    /// <param name="scores">One score per row, from -1e150 to 1e150.</param>
    /// <param name="labels">One label per row, true for yes.</param>
    /// <param name="weights">One weight per row, finite and from 0, or empty for 1 each.</param>
    /// <param name="label">What the labels mean; null where not known.</param>
    /// <returns>The calibration; check its status.</returns>
    /// <exception cref="ArgumentException">Not one label or weight per score, or a score or weight that is NaN or out of its range; the message names the
    /// row.</exception>
    public static IsotonicCalibration Fit(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default, LabelDefinition? label = null)
    {
        var rows = CalibrationRows.Of(scores, labels, weights);
        var sorted = scores.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);

        var blocks = new List<ViolatorBlock>();
        for (var i = 0; i < order.Length;)
        {
            var (score, yes, total) = (sorted[i], 0.0, 0.0);
            for (; i < order.Length && sorted[i] == score; i++)
            {
                var weight = weights.IsEmpty ? 1 : weights[order[i]];
                total += weight;
                yes += labels[order[i]] ? weight : 0;
            }

            if (total > 0)
                ViolatorBlock.Push(blocks, new ViolatorBlock(score, score, yes, total));
        }

        var (points, values) = (new List<double>(), new List<double>());
        foreach (var block in blocks)
        {
            points.Add(block.Least);
            values.Add(block.Mean);
            if (block.Greatest > block.Least)
            {
                points.Add(block.Greatest);
                values.Add(block.Mean);
            }
        }

        var status = rows.Verdict ?? (blocks.Count == 1 ? FitStatus.NotIncreasing : FitStatus.Fitted);
        return new IsotonicCalibration(status, [.. points], [.. values], rows.Origin(scores, labels, weights, label, options: null));
    }

    /// <inheritdoc/>
    public double Apply(double score)
    {
        if (double.IsNaN(score) || _scores.Length == 0)
            return double.NaN;
        var at = Array.BinarySearch(_scores, score);
        if (at >= 0)
            return _probabilities[at];
        at = ~at;
        if (at == 0)
            return _probabilities[0];
        if (at == _scores.Length)
            return _probabilities[^1];
        var share = (score - _scores[at - 1]) / (_scores[at] - _scores[at - 1]);
        var (low, high) = (_probabilities[at - 1], _probabilities[at]);
        return Math.Min(low + share * (high - low), high);
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<double> scores, Span<double> destination)
    {
        Require.Destination(destination.Length, scores.Length);
        for (var i = 0; i < scores.Length; i++)
            destination[i] = Apply(scores[i]);
    }

    /// <summary>Status and size in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"Isotonic: {Status}, {_scores.Length} points, {Origin.Rows} rows");
}
