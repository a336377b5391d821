using MemberValue.Common;
using MemberValue.Learning;

namespace MemberValue.Churn;

/// <summary>One way to predict who will stay away, to be compared with others: an existing number, or a classifier that learns. Immutable.</summary>
public sealed class ChurnMethod
{
    private readonly Func<FeatureTable, bool[], IBinaryClassifier>? _fit;
    private readonly IReadOnlyList<string>? _features;
    private readonly string _column = "";
    private readonly bool _isHigherRisk;

    private ChurnMethod(string name, string column, bool isHigherRisk) => (Name, _column, _isHigherRisk) = (name, column, isHigherRisk);

    private ChurnMethod(string name, Func<FeatureTable, bool[], IBinaryClassifier> fit, IReadOnlyList<string>? features) =>
        (Name, _fit, _features) = (name, fit, features);

    /// <summary>The name in the comparison.</summary>
    public string Name { get; }

    /// <summary>Whether it learns from the training rows.</summary>
    public bool IsLearned => _fit is not null;

    /// <summary>A feature or a column of the caller's own, taken as it is: the risk of rules, a model's probability, or recency alone.</summary>
    /// <param name="name">The name in the comparison; not empty.</param>
    /// <param name="column">The column of the data set.</param>
    /// <param name="isHigherRisk">Whether a larger value means that staying away is more likely. If not, 1 - value is used: correct for a probability of
    /// coming back, and for a ranking as good as any other decreasing function.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static ChurnMethod OfColumn(string name, string column, bool isHigherRisk = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(column);
        return new ChurnMethod(name, column, isHigherRisk);
    }

    /// <summary>A classifier that is fitted to the training rows of every split.</summary>
    /// <param name="name">The name in the comparison; not empty.</param>
    /// <param name="fit">Fits a classifier to features and labels, such as <c>(features, labels) => LogisticRegression.Fit(features, labels)</c>.</param>
    /// <param name="features">The columns that it looks at; null for all of the data set.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fit"/> is null.</exception>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ChurnMethod OfLearner(string name, Func<FeatureTable, bool[], IBinaryClassifier> fit, IReadOnlyList<string>? features = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(fit);
        return new ChurnMethod(name, fit, features is null ? null : [.. features]);
    }

    /// <summary>The classifier of one split; null for a column.</summary>
    /// <exception cref="ArgumentException">It was fitted to another label than the rows have.</exception>
    internal IBinaryClassifier? Fit(FeatureTable training, bool[] labels)
    {
        if (_fit is null)
            return null;
        var classifier = _fit(Of(training), labels) ?? throw Error.State($"The method '{Name}' gave no classifier.");
        LabelDefinition.Require(classifier.Label, training.Label, Name);
        return classifier;
    }

    internal double[] Predict(FeatureTable test, IBinaryClassifier? classifier)
    {
        var predictions = new double[test.Count];
        if (classifier is null)
        {
            var values = test.Column(_column);
            for (var i = 0; i < predictions.Length; i++)
                predictions[i] = _isHigherRisk ? values[i] : 1 - values[i];
        }
        else
        {
            classifier.Predict(Of(test), predictions);
        }

        return predictions;
    }

    private FeatureTable Of(FeatureTable table) => _features is null ? table : table.Columns(_features);

    /// <summary>The name, and what it is.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name} ({(IsLearned ? "learned" : $"column {_column}")})");
}
