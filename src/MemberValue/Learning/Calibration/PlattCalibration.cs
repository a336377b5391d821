using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>
/// A logistic curve through held-out scores: probability of yes = 1 / (1 + e^-(slope × score + intercept)). It has two parameters, so few rows are enough;
/// it is suitable where the log-odds are about linear in the score. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Platt 1999, "Probabilistic outputs for support vector machines", with the targets (N+ + 1) / (N+ + 2) and 1 / (N- + 2) instead of 1 and 0, N the total
/// weights of both labels; by the Newton method with step halving of Lin, Lin and Weng 2007, "A note on Platt's probabilistic outputs for support vector
/// machines", Machine Learning 68. Platt writes A = -slope and B = -intercept. The targets keep both finite, even where the scores separate the labels.
/// </remarks>
public sealed partial class PlattCalibration : ICalibration, IFitted
{
    private const double Edge = 1e-6;

    private PlattCalibration(FitStatus status, PlattScale scale, double slope, double intercept, FitOrigin origin) =>
        (Status, Scale, Slope, Intercept, Origin) = (status, scale, slope, intercept, origin);

    /// <inheritdoc cref="ICalibration.Status"/>
    public FitStatus Status { get; }

    /// <summary>Warnings, in English and Chinese; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings => LearnerWarnings.Of(Status);

    /// <summary>Always <c>PlattCalibration</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The rows that it was fitted to, without those of weight 0.</summary>
    public FitOrigin Origin { get; }

    FitOrigin? IFitted.Origin => Origin;

    /// <inheritdoc/>
    public LabelDefinition? Label => LabelDefinition.Of(Origin);

    /// <summary>The scale of the score that the curve is fitted on.</summary>
    public PlattScale Scale { get; }

    /// <summary>
    /// The change of the log-odds for one unit of the score (of its log-odds under <see cref="PlattScale.LogOdds"/>); 0 where there is one label or one
    /// score, NaN without rows.
    /// </summary>
    public double Slope { get; }

    /// <summary>The log-odds of yes at score 0; NaN without rows.</summary>
    public double Intercept { get; }

    /// <summary>Fits the curve. Use rows that the scores were not learned from.</summary>
    /// <param name="scores">One score per row, from -1e150 to 1e150; under <see cref="PlattScale.LogOdds"/> from 0 to 1.</param>
    /// <param name="labels">One label per row, true for yes.</param>
    /// <param name="weights">One weight per row, finite and from 0, or empty for 1 each.</param>
    /// <param name="scale">The scale of the score that the curve is fitted on.</param>
    /// <param name="label">What the labels mean; null where not known.</param>
    /// <returns>The calibration; check its status.</returns>
    /// <exception cref="ArgumentException">Not one label or weight per score, or a score or weight that is NaN or out of its range; the message names the
    /// row.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not defined.</exception>
    public static PlattCalibration Fit(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default, PlattScale scale = PlattScale.AsGiven,
        LabelDefinition? label = null)
    {
        if (!Enum.IsDefined(scale))
            throw Error.OutOfRange(nameof(scale), $"The scale is {scale} and must be AsGiven or LogOdds.");
        var s = new double[scores.Length];
        for (var i = 0; i < s.Length; i++)
        {
            if (scale == PlattScale.LogOdds && !(scores[i] is >= 0 and <= 1))
            {
                throw Error.Argument($"The score of row {i} is {scores[i]}; as a probability it must be from 0 to 1.", nameof(scores));
            }

            s[i] = Scaled(scores[i], scale);
        }

        var rows = CalibrationRows.Of(s, labels, weights);
        var origin = rows.Origin(scores, labels, weights, label, $"Scale {scale}");
        var fit = new PlattFit(s, labels.ToArray(), weights.ToArray(), rows);
        if (rows.Verdict is { } verdict)
            return new PlattCalibration(verdict, scale, rows.Rows == 0 ? double.NaN : 0, fit.Level(), origin);
        var (slope, intercept) = fit.Run();
        return new PlattCalibration(slope > 0 ? FitStatus.Fitted : FitStatus.NotIncreasing, scale, slope, intercept, origin);
    }

    /// <inheritdoc/>
    public double Apply(double score) => double.IsNaN(score) ? double.NaN : Logistic.Of(LogOdds(score));

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<double> scores, Span<double> destination)
    {
        Require.Destination(destination.Length, scores.Length);
        destination = destination[..scores.Length];
        for (var i = 0; i < scores.Length; i++)
            destination[i] = LogOdds(scores[i]);
        Logistic.Of(destination);
    }

    /// <summary>Status, slope and intercept in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"Platt: {Status}, slope {Slope:0.####}, intercept {Intercept:0.####}, {Origin.Rows} rows ({Scale})");

    private double LogOdds(double score)
    {
        var s = Scaled(score, Scale);
        return Slope == 0 && !double.IsNaN(s) ? Intercept : Slope * s + Intercept; // 0 times an infinite score is NaN
    }

    private static double Scaled(double score, PlattScale scale)
    {
        if (scale == PlattScale.AsGiven || double.IsNaN(score))
            return score;
        var p = Math.Clamp(score, Edge, 1 - Edge);
        return Math.Log(p / (1 - p));
    }
}
