namespace MemberValue.Learning;

/// <summary>
/// A fitted model of a yes-or-no label, such as "no purchase in the next 90 days": it computes probabilities from features. Immutable.
/// </summary>
public interface IBinaryClassifier
{
    /// <summary>The columns that it was fitted to, in this order.</summary>
    IReadOnlyList<string> FeatureNames { get; }

    /// <summary>What "yes" means, with its horizon; null where it is not known. A table with another label is refused.</summary>
    LabelDefinition? Label => null;

    /// <summary>How a host's own columns became its features; empty where there were none. See <c>ChurnFeatureOptions.For</c>.</summary>
    IReadOnlyList<ColumnEncoding> Encodings => [];

    /// <summary>The probability of yes for every row.</summary>
    /// <param name="features">The columns that the classifier was fitted to, in the same order.</param>
    /// <param name="destination">Receives one probability per row, 0 to 1; at least as long as the table.</param>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">Other columns, another label, or <paramref name="destination"/> is too short; it is unchanged then.</exception>
    void Predict(FeatureTable features, Span<double> destination);
}
