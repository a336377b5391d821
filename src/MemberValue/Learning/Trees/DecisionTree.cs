using MemberValue.Estimation;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>Fits decision trees: CART, by Breiman, Friedman, Olshen and Stone 1984, "Classification and Regression Trees".</summary>
/// <remarks>
/// <para>A column of more than 255 different values is first cut into 255 bins of about equally many rows, and only the bins' ends are tried as thresholds;
/// a column of fewer values is searched exactly. At every node each threshold is tried with missing values on the left, then on the right, and "known or
/// missing" as a split of its own. Where a node saw no missing value in the fit, a later one goes to the child of more weight, to the left one of two
/// equal.</para>
/// <para>Of equally good splits (within 1e-12 of the node's impurity) the first column wins, then the lowest threshold, then missing on the left. All sums
/// are of whole numbers, so that the order of the rows does not change the tree. Weights are rounded to 2^-30 of the largest, or more finely.</para>
/// </remarks>
public static class DecisionTree
{
    /// <summary>Fits a tree; single-threaded except for cutting the columns into bins.</summary>
    /// <param name="features">The columns; at least one row. NaN is a missing value, and has its own side of each split.</param>
    /// <param name="labels">Yes or no, one per row.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="weights">One weight per row, finite and 0 or more, the largest 1e-200 to 1e200; none for 1 each. A row of weight 0 does not
    /// count.</param>
    /// <param name="cancellationToken">Cancels the fit.</param>
    /// <returns>The tree; of a single leaf where nothing can be split, and <see cref="DecisionTreeModel.Status"/> says why.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">No row, lengths that differ, a weight or an option out of range; the message says which, and the
    /// range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static DecisionTreeModel Fit(
        FeatureTable features, ReadOnlySpan<bool> labels, DecisionTreeOptions? options = null, ReadOnlySpan<double> weights = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        var chosen = (options ?? new DecisionTreeOptions()).Checked();
        var rows = TreeRows.Of(features, labels, weights, threads: -1, cancellationToken);
        var settings = chosen.Settings(features.Names.Count);
        var growth = (rows.Weights is null, chosen.Criterion) switch
        {
            (true, TreeCriterion.Gini) => Grow<TreeCount, TreeGiniCost>(rows, settings, cancellationToken),
            (true, _) => Grow<TreeCount, TreeEntropyCost>(rows, settings, cancellationToken),
            (false, TreeCriterion.Gini) => Grow<TreeWeight, TreeGiniCost>(rows, settings, cancellationToken),
            _ => Grow<TreeWeight, TreeEntropyCost>(rows, settings, cancellationToken),
        };
        var looks = rows.Look(chosen.MinLeaf);
        var model = new DecisionTreeModel(
            [.. features.Names], chosen.Criterion, chosen.YesWeight, chosen.NoWeight,
            looks == FitStatus.Fitted && growth.Nodes.Length == 1 ? FitStatus.NoSplit : looks,
            rows.Columns.HasMissing, growth.Nodes,
            [.. growth.Weights.Select(weight => weight * rows.Unit)], [.. growth.Yes.Select(weight => weight * rows.Unit)],
            features.Origin(rows.Labels, weights.ToArray(), rows.Count, chosen.InWords(), cancellationToken))
        {
            Encodings = features.Encodings,
        };
        return chosen.PruningAlpha > 0 ? model.Prune(chosen.PruningAlpha) : model;
    }

    private static TreeGrowth Grow<TSum, TCost>(TreeRows rows, in TreeSettings settings, CancellationToken cancellationToken)
        where TSum : struct, ITreeSum<TSum>
        where TCost : struct, ITreeCost
    {
        var grower = new TreeGrower<TSum, TCost>(rows.Columns, settings);
        grower.Begin(rows.Count);
        for (var i = 0; i < rows.Labels.Length; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            if (rows.WeightOf(i) is > 0 and var weight)
                grower.Add(i, TSum.Of(weight, rows.Labels[i], 1));
        }

        var random = default(CounterRandom); // all columns at every split: nothing is drawn
        return grower.Grow(ref random, cancellationToken);
    }
}
