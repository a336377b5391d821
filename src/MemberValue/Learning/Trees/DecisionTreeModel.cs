using System.Globalization;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>
/// A fitted decision tree: splits by one column each, and a probability at each leaf. It can be read as rules, explains the path of a row, and can be pruned
/// further. Immutable and thread-safe; fitted by <see cref="DecisionTree"/> or read from JSON.
/// </summary>
public sealed partial class DecisionTreeModel : IBinaryClassifier, IFitted
{
    private readonly string[] _names;
    private readonly bool[] _hasMissing;
    private readonly TreeNode[] _nodes;
    private readonly double[] _weights;
    private readonly double[] _yes;

    internal DecisionTreeModel(
        string[] names, TreeCriterion criterion, double yesWeight, double noWeight, FitStatus status, bool[] hasMissing, TreeNode[] nodes, double[] weights,
        double[] yes, FitOrigin origin)
    {
        (_names, Criterion, YesWeight, NoWeight, Status) = (names, criterion, yesWeight, noWeight, status);
        (_hasMissing, _nodes, _weights, _yes, Origin) = (hasMissing, nodes, weights, yes, origin);
        for (var i = 0; i < nodes.Length; i++)
        {
            var (p, q) = Sums(i);
            nodes[i] = nodes[i] with { Probability = p / (p + q) };
        }

        GainImportances = Array.AsReadOnly(Importances());
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => Array.AsReadOnly(_names);

    /// <inheritdoc/>
    public IReadOnlyList<ColumnEncoding> Encodings { get; internal init; } = [];

    /// <summary>Whether there is a split, and if not, why.</summary>
    public FitStatus Status { get; }

    /// <summary>Warnings, in English and Chinese; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings => LearnerWarnings.Of(Status);

    /// <summary>Always <c>DecisionTree</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The rows that it was fitted to, without those of weight 0.</summary>
    public FitOrigin Origin { get; }

    FitOrigin? IFitted.Origin => Origin;

    /// <inheritdoc/>
    public LabelDefinition? Label => LabelDefinition.Of(Origin);

    /// <summary>The measure of impurity.</summary>
    public TreeCriterion Criterion { get; }

    /// <summary>The weight of a row whose label is yes.</summary>
    public double YesWeight { get; }

    /// <summary>The weight of a row whose label is no.</summary>
    public double NoWeight { get; }

    /// <summary>The number of rows that the tree was fitted to, without those of weight 0.</summary>
    public int Rows => _nodes[0].Rows;

    /// <summary>The number of leaves, 1 or more.</summary>
    public int Leaves => (_nodes.Length + 1) / 2;

    /// <summary>The largest number of splits from the root to a leaf.</summary>
    public int Depth
    {
        get
        {
            var depths = new int[_nodes.Length];
            for (var i = 0; i < _nodes.Length; i++)
            {
                if (!_nodes[i].IsLeaf)
                    depths[_nodes[i].Left] = depths[_nodes[i].Left + 1] = depths[i] + 1;
            }

            return depths.Max();
        }
    }

    /// <summary>The probability at the root: the share of yes, by weight.</summary>
    public double BaseRate => _nodes[0].Probability;

    /// <summary>
    /// The decrease in impurity by each column's splits, as a share of the decrease by all, in the order of the columns: 0 or more, sum 1; all 0 without a
    /// split. Columns with the same information share it by chance, and columns of many values are favoured.
    /// </summary>
    public IReadOnlyList<double> GainImportances { get; }

    internal ReadOnlySpan<TreeNode> Nodes => _nodes;

    /// <summary>The probability of yes for every row: the weighted share of yes in its leaf. Single-threaded; allocates nothing.</summary>
    /// <param name="features">The columns that the tree was fitted to, in the same order.</param>
    /// <param name="destination">Receives one probability per row, 0 to 1; at least as long as the table.</param>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">Other columns, or <paramref name="destination"/> is too short; it is unchanged then.</exception>
    public void Predict(FeatureTable features, Span<double> destination)
    {
        TreeShapes.Check(features, _names, Origin, destination);
        var columns = features.Arrays;
        for (var row = 0; row < features.Count; row++)
            destination[row] = _nodes[LeafOf(columns, row)].Probability;
    }

    /// <summary>The path of one row from the root to its leaf.</summary>
    /// <param name="features">The columns that the tree was fitted to, in the same order.</param>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The splits and their outcomes in order, and the leaf.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ArgumentException">Other columns.</exception>
    public TreePath Explain(FeatureTable features, int row)
    {
        TreeShapes.Check(features, _names, Origin, row);
        var steps = new List<TreeStep>();
        var at = 0;
        while (!_nodes[at].IsLeaf)
        {
            var node = _nodes[at];
            var value = features.Arrays[node.Feature][row];
            var next = node.Next(value);
            steps.Add(new TreeStep(_names[node.Feature], value, node.Threshold, next == node.Left, node.Probability, _nodes[next].Probability));
            at = next;
        }

        return new TreePath(BaseRate, steps.AsReadOnly(), _nodes[at].Probability, _nodes[at].Rows);
    }

    /// <summary>The tree as rules, one per leaf, from the leftmost to the rightmost. Every row meets the conditions of exactly one.</summary>
    /// <returns>The rules; <see cref="TreeRule.Text"/> is a rule's text.</returns>
    public IReadOnlyList<TreeRule> ToRules() => TreeRules.Of(_names, _hasMissing, _nodes).AsReadOnly();

    /// <summary>Size and status.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Decision tree of {Leaves} leaves, depth {Depth}, fitted to {Rows} rows: {Status}");

    private int LeafOf(double[][] columns, int row)
    {
        var nodes = _nodes;
        var at = 0;
        while (!nodes[at].IsLeaf)
            at = nodes[at].Next(columns[nodes[at].Feature][row]);
        return at;
    }

    private (double Yes, double No) Sums(int node) => (_yes[node] * YesWeight, (_weights[node] - _yes[node]) * NoWeight);

    /// <summary>The node's impurity times its share of all weight.</summary>
    private double Cost(int node)
    {
        var (yes, no) = Sums(node);
        var (allYes, allNo) = Sums(0);
        return TreeCost.Of(Criterion, yes, no) / (allYes + allNo);
    }

    private double[] Importances()
    {
        var gains = new double[_names.Length];
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (!_nodes[i].IsLeaf)
                gains[_nodes[i].Feature] += Math.Max(0, Cost(i) - Cost(_nodes[i].Left) - Cost(_nodes[i].Left + 1));
        }

        return TreeShapes.Shares(gains);
    }
}
