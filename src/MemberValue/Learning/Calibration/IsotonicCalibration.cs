using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>
/// The shares of yes that never fall as the score rises and are closest to the labels in least squares: no form of curve is assumed, but hundreds of rows are
/// needed. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Pool adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955, Annals of Mathematical Statistics 26(4)), with weights; equal scores are pooled first,
/// so that one score has one probability. Between two blocks the map is a straight line from the one's greatest score to the other's least; within a block, and
/// beyond the scores of the fit, it is level. Its ends may be exactly 0 or 1, whose log loss is infinite when wrong.
/// </remarks>
public sealed class IsotonicCalibration : ICalibration, IFitted
{
    private const string JsonType = "IsotonicCalibration";
    private const int JsonVersion = 1;

    private readonly double[] _scores;
    private readonly double[] _probabilities;

    private IsotonicCalibration(FitStatus status, double[] scores, double[] probabilities, FitOrigin origin) =>
        (Status, _scores, _probabilities, Origin) = (status, scores, probabilities, origin);

    /// <inheritdoc cref="ICalibration.Status"/>
    public FitStatus Status { get; }

    /// <summary>What to beware of; empty when there is nothing to say.</summary>
    public IReadOnlyList<string> Warnings => LearnerWarnings.Of(Status);

    /// <summary>Always <c>IsotonicCalibration</c>.</summary>
    public string Kind => JsonType;

    /// <summary>The rows that it was fitted to, without those of weight 0.</summary>
    public FitOrigin Origin { get; }

    FitOrigin? IFitted.Origin => Origin;

    /// <inheritdoc/>
    public LabelDefinition? Label => LabelDefinition.Of(Origin);

    /// <summary>The scores at which the map bends, ascending: the least and the greatest of each block. Empty without rows.</summary>
    public IReadOnlyList<double> Scores => Array.AsReadOnly(_scores);

    /// <summary>The probability at each of <see cref="Scores"/>, never falling.</summary>
    public IReadOnlyList<double> Probabilities => Array.AsReadOnly(_probabilities);

    /// <summary>Fits the map. Use rows that the scores were not learned from.</summary>
    /// <param name="scores">One score per row, from -1e150 to 1e150.</param>
    /// <param name="labels">One label per row, true for yes.</param>
    /// <param name="weights">One weight per row, finite and from 0, or empty for 1 each.</param>
    /// <param name="label">What the labels mean; null where nobody says.</param>
    /// <returns>The calibration; look at its status.</returns>
    /// <exception cref="ArgumentException">Not one label or weight a score, or a score or weight that is NaN or out of its range; the message names the
    /// row.</exception>
    public static IsotonicCalibration Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default, LabelDefinition? label = null)
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

    /// <summary>The calibration as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(new IsotonicDocument
    {
        Type = JsonType,
        Version = JsonVersion,
        Status = Status.ToString(),
        Origin = OriginDocument.Of(Origin),
        Scores = _scores,
        Probabilities = _probabilities,
    }, ProbabilityJson.Context.IsotonicDocument);

    /// <summary>Writes the calibration as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(ToJson()));
    }

    /// <summary>Reads a calibration that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The calibration, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no calibration, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static IsotonicCalibration FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var document = StoredJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false), JsonType, JsonVersion, ProbabilityJson.Context.IsotonicDocument);
        var status = StoredJson.Name<FitStatus>(JsonType, "status", document.Status);
        if (document.Scores is not { } scores || document.Probabilities is not { } probabilities || scores.Length != probabilities.Length || document.Origin is null)
            throw StoredJson.Damaged(JsonType, "scores and probabilities must be of one length, and there must be an origin");
        if (status == FitStatus.NoData != (scores.Length == 0))
            throw StoredJson.Damaged(JsonType, $"{scores.Length} scores do not go with the status {status}");
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i]) || (i > 0 && !(scores[i] > scores[i - 1])))
                throw StoredJson.Damaged(JsonType, $"scores[{i}] must be finite and above the one before");
            if (!(probabilities[i] is >= 0 and <= 1) || (i > 0 && probabilities[i] < probabilities[i - 1]))
                throw StoredJson.Damaged(JsonType, $"probabilities[{i}] must be from 0 to 1 and not below the one before");
        }

        return new IsotonicCalibration(status, scores, probabilities, document.Origin.Restore(JsonType));
    }

    /// <summary>Status and size in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"Isotonic: {Status}, {_scores.Length} points, {Origin.Rows} rows");
}
