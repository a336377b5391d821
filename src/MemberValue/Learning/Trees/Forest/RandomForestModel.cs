using System.Globalization;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>
/// A fitted random forest: the mean of many trees' probabilities. Immutable and thread-safe; fitted by <see cref="RandomForest"/> or read from JSON.
/// </summary>
public sealed partial class RandomForestModel : IBinaryClassifier, IFitted
{
    private readonly string[] _names;
    private readonly TreeNode[][] _trees;
    private readonly ForestEngine _engine;

    internal RandomForestModel(string[] names, FitStatus status, FitOrigin origin, TreeNode[][] trees, ForestEngine engine, double[] gainImportances)
    {
        (_names, Status, Origin, _trees, _engine) = (names, status, origin, trees, engine);
        GainImportances = Array.AsReadOnly(gainImportances);
        BaseRate = Math.Min(trees.Sum(tree => tree[0].Probability) / trees.Length, 1);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => Array.AsReadOnly(_names);

    /// <inheritdoc/>
    public IReadOnlyList<ColumnEncoding> Encodings { get; internal init; } = [];

    /// <summary>Whether any tree has a split, and if not, why.</summary>
    public FitStatus Status { get; }

    /// <summary>Warnings, in English and Chinese; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings => LearnerWarnings.Of(Status);

    /// <summary>Always <c>RandomForest</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The rows that it was fitted to, without those of weight 0.</summary>
    public FitOrigin Origin { get; }

    FitOrigin? IFitted.Origin => Origin;

    /// <inheritdoc/>
    public LabelDefinition? Label => LabelDefinition.Of(Origin);

    /// <summary>The number of trees.</summary>
    public int Trees => _trees.Length;

    /// <summary>The mean probability at the trees' roots, 0 to 1: about the share of yes by weight; it differs by the chance of the bootstrap.</summary>
    public double BaseRate { get; }

    /// <summary>The accuracy of the forest on rows that its trees did not see; null where it was fitted without bootstrap.</summary>
    public ForestOutOfBag? OutOfBag { get; internal init; }

    /// <summary>
    /// The probability of each row of the fit by the trees that did not see it, in the order of the rows; NaN where all trees saw it, which is rare from 20
    /// trees on. Empty where the forest was fitted without bootstrap or read from JSON, which does not contain it.
    /// </summary>
    public ReadOnlyMemory<double> OutOfBagProbabilities { get; internal init; }

    /// <summary>
    /// The decrease in impurity by each column's splits, as a share of the decrease by all, in the order of the columns: 0 or more, sum 1; all 0 without a
    /// split. Columns of many values are favoured.
    /// </summary>
    public IReadOnlyList<double> GainImportances { get; }

    /// <summary>
    /// The increase of the out-of-bag Brier score when the column's values are shuffled among the rows, in the order of the columns; about 0, possibly
    /// slightly below, for a useless one. Null unless <see cref="RandomForestOptions.MeasurePermutationImportance"/> asked for it.
    /// </summary>
    public IReadOnlyList<double>? PermutationImportances { get; internal init; }

    internal IReadOnlyList<TreeNode[]> AllTrees => _trees;

    /// <summary>
    /// The probability of yes for every row. Single-threaded; allocates nothing after the first call, because its buffer of 512 bytes per column comes from
    /// the shared pool.
    /// </summary>
    /// <param name="features">The columns that the forest was fitted to, in the same order.</param>
    /// <param name="destination">Receives one probability per row, 0 to 1; at least as long as the table.</param>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">Other columns, or <paramref name="destination"/> is too short; it is unchanged then.</exception>
    public void Predict(FeatureTable features, Span<double> destination)
    {
        TreeShapes.Check(features, _names, Origin, destination);
        _engine.Predict(features.Arrays, 0, destination[..features.Count]);
    }

    /// <summary>The probability of yes for every row, on all processors into a new array, with the bits that <see cref="Predict"/> writes.</summary>
    /// <param name="features">The columns that the forest was fitted to, in the same order.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>One probability per row, 0 to 1.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">Other columns.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public double[] Probabilities(FeatureTable features, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        var probabilities = new double[features.Count];
        TreeShapes.Check(features, _names, Origin, probabilities);
        RowChunks.ForEach(features.Count, (start, count) => _engine.Predict(features.Arrays, start, probabilities.AsSpan(start, count)), cancellationToken);
        return probabilities;
    }

    /// <summary>The contribution of each column to one row's probability.</summary>
    /// <param name="features">The columns that the forest was fitted to, in the same order.</param>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The base rate and the contributions, which add up to the probability except for rounding.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ArgumentException">Other columns.</exception>
    /// <remarks>
    /// At each split of a row's path the share of yes changes; the change is attributed to the split's column (Saabas 2014; Palczewska et al. 2013,
    /// "Interpreting random forest models using a feature contribution method"). It describes how the forest computes its number, not what would happen if
    /// the column changed, and gives more to columns near the leaves than Shapley values would.
    /// </remarks>
    public ForestExplanation Explain(FeatureTable features, int row)
    {
        TreeShapes.Check(features, _names, Origin, row);
        var changes = new double[_names.Length];
        var sum = 0.0;
        foreach (var tree in _trees)
        {
            var at = 0;
            while (!tree[at].IsLeaf)
            {
                var next = tree[at].Next(features.Arrays[tree[at].Feature][row]);
                changes[tree[at].Feature] += tree[next].Probability - tree[at].Probability;
                at = next;
            }

            sum += tree[at].Probability;
        }

        var contributions = Enumerable.Range(0, changes.Length)
            .Select(j => new ForestContribution(_names[j], features.Arrays[j][row], changes[j] / _trees.Length))
            .OrderByDescending(contribution => Math.Abs(contribution.Change));
        return new ForestExplanation(BaseRate, Array.AsReadOnly(contributions.ToArray()), Math.Min(sum / _trees.Length, 1));
    }

    /// <summary>Size and status.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Random forest of {Trees} trees, {_trees.Sum(tree => (tree.Length + 1) / 2)} leaves, fitted to {Origin.Rows} rows: {Status}");
}
