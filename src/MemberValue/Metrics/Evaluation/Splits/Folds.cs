using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>
/// Rows assigned to k folds for cross-validation: each fold is tested once by a model fitted to the others. Immutable and thread-safe. For tests on later
/// dates than those learned from, see <see cref="RollingSplit.All"/>.
/// </summary>
public sealed class Folds
{
    private readonly int[] _foldOf;
    private readonly int[] _rows;
    private readonly int[] _positives;

    private Folds(int[] foldOf, int count, ReadOnlySpan<bool> labels)
    {
        (_foldOf, _rows, _positives) = (foldOf, new int[count], new int[count]);
        for (var row = 0; row < foldOf.Length; row++)
        {
            _rows[foldOf[row]]++;
            _positives[foldOf[row]] += labels[row] ? 1 : 0;
        }
    }

    /// <summary>How many folds, 2 or more.</summary>
    public int Count => _rows.Length;

    /// <summary>The fold of each row, from 0.</summary>
    public ReadOnlySpan<int> FoldOf => _foldOf;

    /// <summary>Whether each fold has labels of both kinds: where not, a fold's ROC AUC is NaN.</summary>
    public bool EveryFoldHasBothClasses => Enumerable.Range(0, Count).All(fold => _positives[fold] > 0 && _positives[fold] < _rows[fold]);

    /// <summary>Assigns rows to folds at random, so that each has nearly the same share of positive labels.</summary>
    /// <param name="labels">A label per row; at least as many rows as folds.</param>
    /// <param name="folds">How many folds, 2 or more.</param>
    /// <param name="seed">The seed: the same seed gives the same folds.</param>
    /// <returns>The folds: rows, positive rows and negative rows of any two differ by at most one each.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2 or more than the rows.</exception>
    /// <remarks>
    /// A row's fold depends on its position. Only for one row per member; where members have several rows, use the overload with groups, or a model is
    /// tested on members that it was fitted to.
    /// </remarks>
    public static Folds Stratified(ReadOnlySpan<bool> labels, int folds, int seed)
    {
        CheckFolds(folds, labels.Length, "rows");
        var order = ShuffledOrder(labels.Length, seed);
        var foldOf = new int[labels.Length];
        var next = 0;
        foreach (var row in order)
        {
            if (labels[row])
                foldOf[row] = next++ % folds;
        }

        foreach (var row in order) // the negative rows go on where the positive ones ended: sizes stay even
        {
            if (!labels[row])
                foldOf[row] = next++ % folds;
        }

        return new Folds(foldOf, folds, labels);
    }

    /// <summary>
    /// Assigns groups of rows, such as all rows of a member, to folds at random, each group whole, so that rows and positive labels are spread as evenly as
    /// that allows.
    /// </summary>
    /// <param name="labels">A label per row.</param>
    /// <param name="groups">The group of each row, any numbers, such as the member's row in a table; as many as labels, at least as many groups as
    /// folds.</param>
    /// <param name="folds">How many folds, 2 or more.</param>
    /// <param name="seed">The seed: the same seed gives the same folds.</param>
    /// <returns>The folds. They depend on the groups' numbers and labels, not on the order of rows.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2 or more than the groups.</exception>
    /// <remarks>
    /// Groups in random order, the large ones first, each to the fold that it unbalances least: the sum over folds and classes of (rows in the fold / rows of
    /// the class) squared grows least; among equals the fold with the fewest rows, then the first. A heuristic:  finding  finding the best split is a hard
    /// problem.
    /// </remarks>
    public static Folds Stratified(ReadOnlySpan<bool> labels, ReadOnlySpan<int> groups, int folds, int seed)
    {
        if (groups.Length != labels.Length)
            throw Error.Argument($"There are {groups.Length} groups for {labels.Length} labels; there must be one per row.", nameof(groups));
        var index = new GroupIndex(groups);
        CheckFolds(folds, index.Count, "groups");
        var (positives, negatives) = (new int[index.Count], new int[index.Count]);
        for (var row = 0; row < labels.Length; row++)
            (labels[row] ? positives : negatives)[index.GroupOf[row]]++;

        var order = ShuffledOrder(index.Count, seed);
        var sizes = Array.ConvertAll(order, group => -(positives[group] + negatives[group]));
        var bySize = order.Zip(sizes).OrderBy(pair => pair.Second).Select(pair => pair.First); // a stable sort
        var foldOfGroup = new int[index.Count];
        var balance = new FoldBalance(folds, positives, negatives);
        foreach (var group in bySize)
            foldOfGroup[group] = balance.Place(positives[group], negatives[group]);
        return new Folds(Array.ConvertAll(index.GroupOf, group => foldOfGroup[group]), folds, labels);
    }

    /// <summary>How many rows a fold has.</summary>
    /// <param name="fold">The fold, from 0.</param>
    /// <returns>The rows, and how many of them are positive.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such fold.</exception>
    public Proportion Positives(int fold)
    {
        CheckFold(fold);
        return new Proportion(_positives[fold], _rows[fold]);
    }

    /// <summary>The rows to test on for one fold.</summary>
    /// <param name="fold">The fold, from 0.</param>
    /// <returns>Rows of the fold, ascending, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such fold.</exception>
    public int[] TestRows(int fold) => RowsWhere(fold, isTest: true);

    /// <summary>The rows to learn from for one fold: all rows of the other folds.</summary>
    /// <param name="fold">The fold that is tested, from 0.</param>
    /// <returns>Rows of the other folds, ascending, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such fold.</exception>
    public int[] TrainRows(int fold) => RowsWhere(fold, isTest: false);

    /// <summary>The folds with their rows and shares of positive labels.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Count} folds; positive: {string.Join(", ", Enumerable.Range(0, Count).Select(Positives))}");

    private static int[] ShuffledOrder(int count, int seed)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        new Numerics.CounterRandom(seed, 0).Shuffle<int>(order);
        return order;
    }

    private static void CheckFolds(int folds, int most, string what)
    {
        if (folds < 2 || folds > most)
            throw Error.OutOfRange(nameof(folds), $"The number of folds is {folds} and must be 2 to {most}, the number of {what}.");
    }

    private void CheckFold(int fold)
    {
        if ((uint)fold >= (uint)Count)
            throw Error.OutOfRange(nameof(fold), $"The fold is {fold} and must be 0 to {Count - 1}.");
    }

    private int[] RowsWhere(int fold, bool isTest)
    {
        CheckFold(fold);
        var rows = new int[isTest ? _rows[fold] : _foldOf.Length - _rows[fold]];
        for (int row = 0, i = 0; row < _foldOf.Length; row++)
        {
            if (_foldOf[row] == fold == isTest)
                rows[i++] = row;
        }

        return rows;
    }
}
