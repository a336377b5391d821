namespace MemberValue.Learning;

/// <summary>What a score is before Platt's curve takes it.</summary>
public enum PlattScale
{
    /// <summary>The score as it is: a sum of points, log-odds, any number.</summary>
    AsGiven = 0,

    /// <summary>
    /// The score is a probability from 0 to 1, taken as log-odds ln(p / (1 - p)): a classifier that is right already is left alone then (slope 1, intercept 0).
    /// Probabilities within 1e-6 of 0 or 1 count as that far away, because log-odds there are infinite.
    /// </summary>
    LogOdds = 1,
}
