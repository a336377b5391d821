using MemberValue.Estimation;

namespace MemberValue.Learning;

/// <summary>
/// A fitted map from a score (a classifier's output, a risk by rules) to a probability of yes. The probability never falls as the score rises, unless the
/// status is <see cref="FitStatus.NotIncreasing"/>. Immutable.
/// </summary>
public interface ICalibration
{
    /// <summary>The outcome of the fit, which tells how far the map can be trusted.</summary>
    FitStatus Status { get; }

    /// <summary>What the "yes" of its probabilities means, with its horizon; null where it is not known.</summary>
    LabelDefinition? Label => null;

    /// <summary>The probability of yes at a score.</summary>
    /// <param name="score">Any score, also one outside the range of the fit; NaN for a missing one.</param>
    /// <returns>0 to 1; NaN at NaN, and everywhere if the status is <see cref="FitStatus.NoData"/>.</returns>
    double Apply(double score);

    /// <summary>The probabilities of many scores, as <see cref="Apply(double)"/> gives them; allocates nothing.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="destination">Receives the probabilities; at least as long; may be the same span, but must not overlap it otherwise.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    void Apply(ReadOnlySpan<double> scores, Span<double> destination);
}
