using System.Text.Json.Serialization;
using MemberValue.Learning;
using MemberValue.Metrics;

namespace MemberValue.Churn;

/// <summary>How the methods did on the members of one test origin.</summary>
/// <param name="Split">The test origin, and the training origins whose labels were known by then.</param>
/// <param name="TrainingRows">How many rows the methods learned from.</param>
/// <param name="Comparison">The methods on the test origin's rows.</param>
/// <param name="Classifiers">What each method learned, in the order of the methods; null for one that does not learn.</param>
public sealed record ChurnComparisonOrigin(
    RollingOrigin Split,
    int TrainingRows,
    BinaryComparison Comparison,
    [property: JsonIgnore] IReadOnlyList<IBinaryClassifier?> Classifiers)
{
    /// <summary>Origin, rows and comparison.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Split}, {TrainingRows} training rows: {Comparison}");

    /// <summary>Whether both say the same, in lists as well.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(ChurnComparisonOrigin? other) =>
        other is not null && Split == other.Split && TrainingRows == other.TrainingRows && Equals(Comparison, other.Comparison)
        && Classifiers.SequenceEqual(other.Classifiers);

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Split, TrainingRows);
}
