using System.Collections.Concurrent;
using MemberValue.Estimation;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>Fits random forests: Breiman 2001, "Random Forests", Machine Learning 45.</summary>
/// <remarks>
/// Each tree is grown as by <see cref="DecisionTree"/>, but on a bootstrap sample of the rows, with a few columns drawn for each split, and the
/// probabilities are averaged. Every tree has a stream of random numbers of its own, so that neither the number of threads nor their timing changes any bit.
/// The order of the rows matters: it decides which rows are drawn.
/// </remarks>
public static class RandomForest
{
    /// <summary>Fits a forest; the trees in parallel.</summary>
    /// <param name="features">The columns; at least one row. NaN is a missing value, and has its own side of each split.</param>
    /// <param name="labels">Yes or no, one per row.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="weights">One weight per row, finite and 0 or more, the largest 1e-200 to 1e200; none for 1 each. A row of weight 0 does not
    /// count.</param>
    /// <param name="progress">Receives the number of trees done after each tree; calls can arrive in any order.</param>
    /// <param name="cancellationToken">Cancels the fit.</param>
    /// <returns>The forest; of trees with a single leaf where nothing can be split, and <see cref="RandomForestModel.Status"/> says why.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">No row, lengths that differ, a weight or an option out of range; the message says which, and the
    /// range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static RandomForestModel Fit(
        FeatureTable features, ReadOnlySpan<bool> labels, RandomForestOptions? options = null, ReadOnlySpan<double> weights = default,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        var chosen = (options ?? new RandomForestOptions()).Checked(features.Names.Count);
        var rows = TreeRows.Of(features, labels, weights, chosen.Threads, cancellationToken);
        var bags = chosen.Bootstrap ? new ForestBags(rows, chosen.Seed, chosen.Trees) : null;
        var growths = (rows.Weights is null, chosen.Criterion) switch
        {
            (true, TreeCriterion.Gini) => Grow<TreeCount, TreeGiniCost>(rows, bags, chosen, progress, cancellationToken),
            (true, _) => Grow<TreeCount, TreeEntropyCost>(rows, bags, chosen, progress, cancellationToken),
            (false, TreeCriterion.Gini) => Grow<TreeWeight, TreeGiniCost>(rows, bags, chosen, progress, cancellationToken),
            _ => Grow<TreeWeight, TreeEntropyCost>(rows, bags, chosen, progress, cancellationToken),
        };
        TreeNode[][] trees = [.. growths.Select(growth => growth.Nodes)];
        var gains = new double[features.Names.Count];
        foreach (var growth in growths)
        {
            for (var j = 0; j < gains.Length; j++)
                gains[j] += growth.Gains[j];
        }

        var looks = rows.Look(chosen.MinLeaf);
        var status = looks == FitStatus.Fitted && Array.TrueForAll(trees, tree => tree.Length == 1) ? FitStatus.NoSplit : looks;
        cancellationToken.ThrowIfCancellationRequested();
        var engine = new ForestEngine(trees, features.Names.Count);
        var judged = bags is null ? null : new ForestJudge(features, rows, bags, engine, chosen.Threads, cancellationToken);
        var outOfBag = judged?.Probabilities();
        var origin = features.Origin(rows.Labels, weights.ToArray(), rows.Count, chosen.InWords(), cancellationToken);
        return new RandomForestModel([.. features.Names], status, origin, trees, engine, TreeShapes.Shares(gains))
        {
            Encodings = features.Encodings,
            OutOfBag = outOfBag is null ? null : judged!.Figures(outOfBag),
            OutOfBagProbabilities = outOfBag ?? [],
            PermutationImportances = chosen.MeasurePermutationImportance ? Array.AsReadOnly(judged!.Importances(outOfBag!, chosen.Seed)) : null,
        };
    }

    private static TreeGrowth[] Grow<TSum, TCost>(
        TreeRows rows, ForestBags? bags, RandomForestOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
        where TSum : struct, ITreeSum<TSum>
        where TCost : struct, ITreeCost
    {
        var growths = new TreeGrowth[options.Trees];
        var growers = new ConcurrentBag<TreeGrower<TSum, TCost>>();
        var done = 0;
        var isStopped = false; // by a host that throws when it is told the progress: the trees before are of no use then
        ParallelLoop.For(options.Trees, tree =>
        {
            if (Volatile.Read(ref isStopped))
                return;
            if (!growers.TryTake(out var grower))
                grower = new TreeGrower<TSum, TCost>(rows.Columns, options.Settings);
            var random = new CounterRandom(options.Seed, tree);
            grower.Begin(rows.Count);
            var times = bags?.Draw(tree, ref random, cancellationToken);
            for (var i = 0; i < rows.Labels.Length; i++)
            {
                RowChunks.Listen(i, cancellationToken);
                var (weight, count) = (rows.WeightOf(i), times is null ? 1 : times[i]);
                if (weight > 0 && count > 0)
                    grower.Add(i, TSum.Of(weight, rows.Labels[i], count));
            }

            bags?.Return(times!);
            cancellationToken.ThrowIfCancellationRequested();
            growths[tree] = grower.Grow(ref random, cancellationToken);
            growers.Add(grower);
            try
            {
                progress?.Report(Interlocked.Increment(ref done));
            }
            catch
            {
                Volatile.Write(ref isStopped, true);
                throw;
            }
        }, cancellationToken, options.Threads);
        return growths;
    }
}
