using MemberValue.Learning;
using MemberValue.Lifecycle;

namespace MemberValue.Churn;

/// <summary>Which features are made of a table; checked when used.</summary>
public sealed class ChurnFeatureOptions
{
    /// <summary>
    /// The features to make, in this order: names of <see cref="ChurnFeatures.Names"/> or of the caller's columns, each once. A known feature whose columns
    /// were not fed is missing for all members. Null, the default, makes all that the table's columns allow, then the caller's. Give a model's own
    /// <see cref="IBinaryClassifier.FeatureNames"/> to apply it.
    /// </summary>
    public IReadOnlyList<string>? Names { get; set; }

    /// <summary>
    /// What silence is compared with in <c>rhythmRatio</c>; null, the default, for the member's own mean gap, which takes two purchases. One that was fitted
    /// must not have seen anything after the table's last cell.
    /// </summary>
    public PurchaseRhythm? Rhythm { get; set; }
}
