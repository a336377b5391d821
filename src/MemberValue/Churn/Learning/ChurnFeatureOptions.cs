using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>Which features are made from a table; checked when used.</summary>
public sealed class ChurnFeatureOptions
{
    /// <summary>
    /// The features to make, in this order: names of <see cref="ChurnFeatures.Names"/> or of features of your own columns, each once. A known feature whose
    /// columns were not fed is missing for all members. Null, the default, makes all that the table's columns allow, then those of your own columns.
    /// </summary>
    public IReadOnlyList<string>? Names { get; set; }

    /// <summary>
    /// What silence is compared with in <c>rhythmRatio</c>; null, the default, for the member's own mean gap, which takes two purchases. One that was fitted
    /// must not have seen anything after the table's last cell.
    /// </summary>
    public PurchaseRhythm? Rhythm { get; set; }

    /// <summary>
    /// Columns of your own that become features, which the table must have: numbers, flags, dates, texts and enumerations; see <see cref="ColumnEncoding"/>.
    /// Empty by default. Their values must be as of the table's last cell: anything learned later is leakage, which cannot be detected here.
    /// </summary>
    public IReadOnlyList<MemberColumn> Columns { get; set; } = [];

    /// <summary>How many levels of a text or an enumeration have a feature of their own, the most frequent ones; 1 or more, 20 by default. Rarer ones share
    /// one.</summary>
    public int MostLevels { get; set; } = 20;

    /// <summary>How a learner's own columns became features, from <see cref="IBinaryClassifier.Encodings"/>; takes the place of <see cref="Columns"/>. Null,
    /// the default, learns it from the table.</summary>
    public IReadOnlyList<ColumnEncoding>? Encodings { get; set; }

    /// <summary>The options that make the features of a learner: those that it was fitted to, in their order, and its own columns as the
    /// fit saw them.</summary>
    /// <param name="classifier">The learner.</param>
    /// <param name="rhythm">The rhythm of the features that it was fitted to, if there was one; see <see cref="Rhythm"/>.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="classifier"/> is null.</exception>
    public static ChurnFeatureOptions For(IBinaryClassifier classifier, PurchaseRhythm? rhythm = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return new ChurnFeatureOptions { Names = classifier.FeatureNames, Encodings = classifier.Encodings, Rhythm = rhythm };
    }

    /// <summary>The columns to read from a table, by name, each with the sentence that says how to feed it.</summary>
    internal IEnumerable<(string Name, string HowToFeed)> Own() => Encodings is { } encodings
        ? encodings.Select(each => (each.Column, each.HowToFeed))
        : Columns.Select(key => (key.Name, key.HowToFeed));

    /// <summary>The encodings that are given, or those of some rows.</summary>
    internal IReadOnlyList<ColumnEncoding> EncodingsOf(IReadOnlyList<IReadOnlyList<OwnColumn>> parts) => Encodings
        ?? [.. Enumerable.Range(0, Columns.Count).Select(k => ColumnEncoding.Fit([.. parts.Select(part => part[k])], MostLevels))];

    internal void Check()
    {
        OptionError.RequireWhole(this, nameof(MostLevels), MostLevels, 1);
        OptionError.Require(this, Columns is not null && !Columns.Contains(null!), nameof(Columns), null, "it must hold keys of columns");
        OptionError.Require(this, Encodings is not { Count: > 0 } || Columns!.Count == 0, nameof(Columns), string.Join(", ", Columns!),
            "with Encodings, which say what the columns are, it must be empty");
        foreach (var (name, _) in Own())
        {
            OptionError.Require(
                this, LogColumns.Find(name) is null, nameof(Columns), name, "it must hold columns of your own: a log's columns have features already");
        }
    }
}
