namespace MemberValue.Metrics;

/// <summary>What follows from saying yes to every prediction at or above a threshold: four counts and their shares.</summary>
/// <param name="Threshold">The threshold: a prediction equal to it is a yes.</param>
/// <param name="TruePositives">Said yes, is positive.</param>
/// <param name="FalsePositives">Said yes, is negative.</param>
/// <param name="TrueNegatives">Said no, is negative.</param>
/// <param name="FalseNegatives">Said no, is positive.</param>
public readonly record struct Confusion(double Threshold, int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    /// <summary>Of those said yes to, the share that is positive; 0 of 0 where nobody is.</summary>
    public Proportion Precision => new(TruePositives, (long)TruePositives + FalsePositives);

    /// <summary>Of the positive ones, the share said yes to (sensitivity, the true positive rate); 0 of 0 without positive labels.</summary>
    public Proportion Recall => new(TruePositives, (long)TruePositives + FalseNegatives);

    /// <summary>Of the negative ones, the share said no to; 1 less it is the false positive rate. 0 of 0 without negative labels.</summary>
    public Proportion Specificity => new(TrueNegatives, (long)TrueNegatives + FalsePositives);

    /// <summary>The share of right answers. With few positives, saying no to everyone has a high one: look at the others.</summary>
    public Proportion Accuracy => new((long)TruePositives + TrueNegatives, (long)TruePositives + FalsePositives + TrueNegatives + FalseNegatives);

    /// <summary>
    /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN), 0 to 1; NaN where there is neither a yes nor a positive. No share of
    /// anything, so without an interval.
    /// </summary>
    public double F1 => 2.0 * TruePositives / (2.0 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>The four counts.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"at {Threshold}: {TruePositives} true and {FalsePositives} false yes, {TrueNegatives} true and {FalseNegatives} false no");
}
