using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>A tree by exhaustive search: every column, every value, both sides for missing values, by sums over the rows themselves.</summary>
internal sealed class TreeOracle(double[][] columns, bool[] labels, double[] weights, DecisionTreeOptions options)
{
    public sealed record Node(int Column, double Threshold, bool MissingLeft, int Rows, double Probability, Node? Left, Node? Right);

    public Node Grow() => Grow([.. Enumerable.Range(0, labels.Length).Where(i => weights[i] > 0)], 0);

    /// <summary>The nodes in the order: node, left branch, right branch.</summary>
    public static IEnumerable<Node> Walk(Node node) => node.Left is null ? [node] : [node, .. Walk(node.Left), .. Walk(node.Right!)];

    public static IEnumerable<TreeNode> Walk(DecisionTreeModel model, int at = 0)
    {
        var node = model.Nodes[at];
        return node.IsLeaf ? [node] : [node, .. Walk(model, node.Left), .. Walk(model, node.Left + 1)];
    }

    private Node Grow(int[] rows, int depth)
    {
        var (yes, no) = Sums(rows);
        var cost = Cost(rows);
        var best = (Cost: cost, Column: -1, Threshold: 0.0, MissingLeft: false);
        for (var j = 0; j < columns.Length && depth < options.MaxDepth; j++)
        {
            foreach (var (threshold, missingLeft) in Candidates(j, rows))
            {
                var left = rows.Where(i => GoesLeft(columns[j][i], threshold, missingLeft)).ToArray();
                var right = rows.Except(left).ToArray();
                if (left.Length < options.MinLeaf || right.Length < options.MinLeaf)
                    continue;
                var both = Cost(left) + Cost(right);
                if (both < best.Cost - 1e-12 * cost)
                    best = (both, j, threshold, missingLeft);
            }
        }

        var all = Sums([.. Enumerable.Range(0, labels.Length)]);
        if (best.Column < 0 || cost - best.Cost < options.MinGain * (all.Yes + all.No))
            return new Node(-1, 0, false, rows.Length, yes / (yes + no), null, null);
        var leftRows = rows.Where(i => GoesLeft(columns[best.Column][i], best.Threshold, best.MissingLeft)).ToArray();
        var rightRows = rows.Except(leftRows).ToArray();
        if (!rows.Any(i => double.IsNaN(columns[best.Column][i])))
            best.MissingLeft = leftRows.Sum(i => weights[i]) >= rightRows.Sum(i => weights[i]);
        return new Node(best.Column, best.Threshold, best.MissingLeft, rows.Length, yes / (yes + no), Grow(leftRows, depth + 1), Grow(rightRows, depth + 1));
    }

    private static bool GoesLeft(double value, double threshold, bool missingLeft) => double.IsNaN(value) ? missingLeft : value <= threshold;

    private IEnumerable<(double Threshold, bool MissingLeft)> Candidates(int column, int[] rows)
    {
        var everywhere = columns[column].Where(value => !double.IsNaN(value)).Distinct().Order().ToArray();
        var here = rows.Select(i => columns[column][i]).Where(value => !double.IsNaN(value)).Distinct().Order().ToArray();
        var hasMissing = rows.Any(i => double.IsNaN(columns[column][i]));
        foreach (var value in here.SkipLast(1))
        {
            var threshold = (value + everywhere[Array.IndexOf(everywhere, value) + 1]) / 2;
            if (hasMissing)
                yield return (threshold, true);
            yield return (threshold, false);
        }

        if (hasMissing && here.Length > 0)
            yield return (double.PositiveInfinity, false);
    }

    private (double Yes, double No) Sums(int[] rows) =>
        (rows.Where(i => labels[i]).Sum(i => weights[i]) * options.YesWeight, rows.Where(i => !labels[i]).Sum(i => weights[i]) * options.NoWeight);

    private double Cost(int[] rows)
    {
        var (yes, no) = Sums(rows);
        var p = yes / (yes + no);
        if (options.Criterion == TreeCriterion.Gini)
            return (yes + no) * (1 - p * p - (1 - p) * (1 - p));
        return (yes + no) * (p is 0 or 1 ? 0 : -p * Math.Log2(p) - (1 - p) * Math.Log2(1 - p));
    }
}
