using MemberValue.Common;

namespace MemberValue.Learning;

public sealed partial class DecisionTreeModel
{
    /// <summary>
    /// The trees of weakest-link pruning, with the penalty per leaf (alpha) from which each is the best: for a penalty between two steps, the earlier step's
    /// tree has the least (impurity + penalty * leaves), and the fewest leaves of those that have it.
    /// </summary>
    /// <returns>The steps, by ascending penalty; the first is this tree, the last has one leaf.</returns>
    /// <remarks>Breiman et al. 1984, section 3.3, with the impurity of the fit as the risk of a node.</remarks>
    public IReadOnlyList<TreePruningStep> PruningPath()
    {
        var steps = new List<TreePruningStep>();
        new TreePruning(_nodes, Cost).Run(double.PositiveInfinity, steps);
        return steps.AsReadOnly();
    }

    /// <summary>The tree that is the best for a penalty per leaf.</summary>
    /// <param name="alpha">The penalty, 0 to 1; an <see cref="TreePruningStep.Alpha"/> of <see cref="PruningPath"/> gives that step's tree.</param>
    /// <returns>A new tree, or this one if nothing is pruned. Its status stays Fitted when it has one leaf left.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not 0 to 1.</exception>
    public DecisionTreeModel Prune(double alpha)
    {
        if (!(alpha >= 0 && alpha <= 1))
            throw Error.OutOfRange(nameof(alpha), $"The price of a leaf is {alpha} and must be 0 to 1.");
        var kept = new TreePruning(_nodes, Cost).Run(alpha, null);
        if (kept.Nodes.Length == _nodes.Length)
            return this;
        return new DecisionTreeModel(
            _names, Criterion, YesWeight, NoWeight, Status, _hasMissing, kept.Nodes, [.. kept.Places.Select(i => _weights[i])],
            [.. kept.Places.Select(i => _yes[i])],
            Origin)
        {
            Encodings = Encodings,
        };
    }
}
