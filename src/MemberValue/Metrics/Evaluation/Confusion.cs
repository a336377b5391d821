using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>The confusion counts when every prediction at or above a threshold is taken as positive, and their shares.</summary>
/// <param name="Threshold">The threshold: a prediction equal to it is positive.</param>
/// <param name="TruePositives">Predicted positive, is positive.</param>
/// <param name="FalsePositives">Predicted positive, is negative.</param>
/// <param name="TrueNegatives">Predicted negative, is negative.</param>
/// <param name="FalseNegatives">Predicted negative, is positive.</param>
public readonly record struct Confusion(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Threshold,
    int TruePositives,
    int FalsePositives,
    int TrueNegatives,
    int FalseNegatives)
{
    /// <summary>Of the rows predicted positive, the share that is positive; 0 of 0 without one.</summary>
    public Proportion Precision => new(TruePositives, (long)TruePositives + FalsePositives);

    /// <summary>Of the positive rows, the share predicted positive (sensitivity, the true positive rate); 0 of 0 without positive labels.</summary>
    public Proportion Recall => new(TruePositives, (long)TruePositives + FalseNegatives);

    /// <summary>Of the negative rows, the share predicted negative (specificity, 1 - the false positive rate). 0 of 0 without negative labels.</summary>
    public Proportion Specificity => new(TrueNegatives, (long)TrueNegatives + FalsePositives);

    /// <summary>The share of right predictions. With few positive rows it is high even if every row is predicted negative: look at the other
    /// shares.</summary>
    public Proportion Accuracy => new((long)TruePositives + TrueNegatives, (long)TruePositives + FalsePositives + TrueNegatives + FalseNegatives);

    /// <summary>
    /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN), 0 to 1; NaN where no row is predicted positive and none is. It is not a share, so
    /// it has no interval.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double F1 => 2.0 * TruePositives / (2.0 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>The four counts.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"at {Threshold}: {TruePositives} true and {FalsePositives} false yes, {TrueNegatives} true and {FalseNegatives} false no");
}
