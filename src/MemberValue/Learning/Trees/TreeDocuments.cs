using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>The nodes of a tree as columns; children stand behind their parent, the right one behind the left one.</summary>
internal sealed class TreeNodesDocument
{
    /// <summary>-1 at a leaf.</summary>
    public int[]? Feature { get; set; }

    /// <summary>Null at a leaf, and where a split parts known from missing values.</summary>
    public double?[]? Threshold { get; set; }

    public bool[]? MissingLeft { get; set; }

    /// <summary>0 at a leaf.</summary>
    public int[]? Left { get; set; }

    public int[]? Rows { get; set; }

    /// <summary>In a forest; a tree has the sums instead, which pruning needs.</summary>
    public double[]? Probability { get; set; }

    public double[]? Weight { get; set; }

    public double[]? Yes { get; set; }

    public static TreeNodesDocument Of(ReadOnlySpan<TreeNode> nodes)
    {
        var all = nodes.ToArray();
        return new TreeNodesDocument
        {
            Feature = [.. all.Select(node => node.Feature)],
            Threshold = [.. all.Select(node => double.IsFinite(node.Threshold) ? node.Threshold : (double?)null)],
            MissingLeft = [.. all.Select(node => node.MissingLeft)],
            Left = [.. all.Select(node => node.IsLeaf ? 0 : node.Left)],
            Rows = [.. all.Select(node => node.Rows)],
        };
    }

    /// <summary>The nodes, without probabilities; every child is reached once, so that each walk ends at a leaf.</summary>
    public TreeNode[] ToNodes(string type, int columns)
    {
        if (Feature is not { Length: > 0 } feature || Threshold is null || MissingLeft is null || Left is null || Rows is null)
            throw StoredJson.Damaged(type, "a tree must have feature, threshold, missingLeft, left and rows, of at least one node");
        var count = feature.Length;
        if (Threshold.Length != count || MissingLeft.Length != count || Left.Length != count || Rows.Length != count)
            throw StoredJson.Damaged(type, "the columns of a tree's nodes have different lengths");
        var nodes = new TreeNode[count];
        var reached = new bool[count];
        reached[0] = true;
        for (var i = 0; i < count; i++)
        {
            if (feature[i] < -1 || feature[i] >= columns || Rows[i] < 1 || !reached[i])
                throw StoredJson.Damaged(type, FormattableString.Invariant($"node {i} must be some node's child, ask for a column of the model, and have rows"));
            var isLeaf = feature[i] < 0;
            if (!isLeaf && (Left[i] <= i || Left[i] >= count - 1 || reached[Left[i]] || reached[Left[i] + 1]))
                throw StoredJson.Damaged(type, FormattableString.Invariant($"the children of node {i} must be two nodes behind it that are nobody else's"));
            if (!isLeaf)
                reached[Left[i]] = reached[Left[i] + 1] = true;
            if (isLeaf && Threshold[i] is not null)
                throw StoredJson.Damaged(type, FormattableString.Invariant($"node {i} is a leaf and must have no threshold"));
            nodes[i] = new TreeNode(feature[i], isLeaf ? i : Left[i], Threshold[i] ?? double.PositiveInfinity, isLeaf || MissingLeft[i], Rows[i], 0);
        }

        return nodes;
    }
}

internal sealed class DecisionTreeDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string[]? Features { get; set; }

    public OriginDocument? Origin { get; set; }

    public bool[]? HasMissing { get; set; }

    public string? Status { get; set; }

    public string? Criterion { get; set; }

    public double YesWeight { get; set; }

    public double NoWeight { get; set; }

    public TreeNodesDocument? Nodes { get; set; }
}

internal sealed class RandomForestDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string[]? Features { get; set; }

    public string? Status { get; set; }

    public OriginDocument? Origin { get; set; }

    public double[]? GainImportances { get; set; }

    public double?[]? PermutationImportances { get; set; }

    public ForestOutOfBagDocument? OutOfBag { get; set; }

    public TreeNodesDocument?[]? Trees { get; set; }
}

internal sealed class ForestOutOfBagDocument
{
    public int Rows { get; set; }

    public double? Error { get; set; }

    public double? Brier { get; set; }

    public double? LogLoss { get; set; }
}
