using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>A classifier with a calibration applied to its output. Immutable if its parts are.</summary>
/// <remarks>To store it, store both parts and combine them again with the constructor.</remarks>
public sealed class CalibratedClassifier : IBinaryClassifier
{
    /// <summary>Combines a classifier and a calibration.</summary>
    /// <param name="classifier">Any classifier.</param>
    /// <param name="calibration">A calibration of its output.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">They were fitted to labels of different meanings or horizons; the message names both.</exception>
    public CalibratedClassifier(IBinaryClassifier classifier, ICalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(calibration);
        LabelDefinition.Require(classifier.Label, calibration.Label, nameof(calibration));
        (Classifier, Calibration, Label) = (classifier, calibration, classifier.Label ?? calibration.Label);
    }

    /// <summary>The classifier.</summary>
    public IBinaryClassifier Classifier { get; }

    /// <summary>The calibration of its output.</summary>
    public ICalibration Calibration { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => Classifier.FeatureNames;

    /// <inheritdoc/>
    public IReadOnlyList<ColumnEncoding> Encodings => Classifier.Encodings;

    /// <inheritdoc/>
    public LabelDefinition? Label { get; }

    /// <summary>Calibrates a classifier by Platt's curve on its log-odds.</summary>
    /// <param name="classifier">A fitted classifier.</param>
    /// <param name="heldOut">Rows that it was not fitted to: later origins, or other members.</param>
    /// <param name="labels">One label per row, true for yes.</param>
    /// <param name="weights">One weight per row, finite and from 0, or empty for 1 each.</param>
    /// <returns>The calibrated classifier; check its calibration's status.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="classifier"/> or <paramref name="heldOut"/> is null.</exception>
    /// <exception cref="ArgumentException">Other columns, not one label or weight per row, a weight out of range, or a prediction that is NaN; the message
    /// names
    /// the row. Or the classifier was fitted to another label than the rows have; the message names both.</exception>
    public static CalibratedClassifier Platt(
        IBinaryClassifier classifier, FeatureTable heldOut, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default) =>
        new(classifier, PlattCalibration.Fit(Scores(classifier, heldOut), labels, weights, PlattScale.LogOdds, heldOut.Label ?? classifier.Label));

    /// <summary>Calibrates a classifier by isotonic regression on its probabilities.</summary>
    /// <inheritdoc cref="Platt"/>
    public static CalibratedClassifier Isotonic(
        IBinaryClassifier classifier, FeatureTable heldOut, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default) =>
        new(classifier, IsotonicCalibration.Fit(Scores(classifier, heldOut), labels, weights, heldOut.Label ?? classifier.Label));

    /// <inheritdoc/>
    public void Predict(FeatureTable features, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(features);
        Require.Destination(destination.Length, features.Count);
        LabelDefinition.Require(Label, features.Label, nameof(features));
        destination = destination[..features.Count];
        Classifier.Predict(features, destination);
        Calibration.Apply(destination, destination);
    }

    private static double[] Scores(IBinaryClassifier classifier, FeatureTable heldOut)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(heldOut);
        LabelDefinition.Require(classifier.Label, heldOut.Label, nameof(heldOut));
        var scores = new double[heldOut.Count];
        classifier.Predict(heldOut, scores);
        return scores;
    }

    /// <summary>Classifier and calibration in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Classifier}; {Calibration}");
}
