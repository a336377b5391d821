using MemberValue.Common;

namespace MemberValue.Learning;

/// <summary>
/// The nodes of a tree in stored documents, as columns; children come after their parent, the right one directly after the left one. A leaf has feature -1,
/// left 0 and no threshold; nor has a split between known and missing values.
/// </summary>
internal static class StoredNodes
{
    public static void Write(DocumentWriter to, IReadOnlyList<TreeNode> nodes)
    {
        to.Wholes("feature", nodes.Select(node => node.Feature));
        to.Numbers("threshold", nodes.Select(node => node.Threshold));
        to.Flags("missingLeft", nodes.Select(node => node.MissingLeft));
        to.Wholes("left", nodes.Select(node => node.IsLeaf ? 0 : node.Left));
        to.Wholes("rows", nodes.Select(node => node.Rows));
    }

    /// <summary>The nodes, without probabilities; every child is reached once, so that each path ends at a leaf.</summary>
    public static TreeNode[] Read(DocumentReader from, int columns)
    {
        var (feature, threshold, missingLeft) = (from.Wholes("feature", -1, columns - 1), from.NumbersOrNaN("threshold"), from.Flags("missingLeft"));
        var (left, rows) = (from.Wholes("left", 0), from.Wholes("rows", 1));
        var count = feature.Length;
        if (count == 0 || threshold.Length != count || missingLeft.Length != count || left.Length != count || rows.Length != count)
            throw from.Damaged("feature, threshold, missingLeft, left and rows must have one value per node, and one node at least");
        var nodes = new TreeNode[count];
        var reached = new bool[count];
        reached[0] = true;
        for (var i = 0; i < count; i++)
        {
            if (!reached[i])
                throw from.Damaged($"node {i} must be some node's child");
            var isLeaf = feature[i] < 0;
            if (!isLeaf && (left[i] <= i || left[i] >= count - 1 || reached[left[i]] || reached[left[i] + 1]))
                throw from.Damaged($"the children of node {i} must be two nodes behind it that are nobody else's");
            if (!isLeaf)
                reached[left[i]] = reached[left[i] + 1] = true;
            if (isLeaf && !double.IsNaN(threshold[i]))
                throw from.Damaged($"node {i} is a leaf and must have no threshold");
            nodes[i] = new TreeNode(
                feature[i], isLeaf ? i : left[i], double.IsNaN(threshold[i]) ? double.PositiveInfinity : threshold[i], isLeaf || missingLeft[i], rows[i], 0);
        }

        return nodes;
    }
}
