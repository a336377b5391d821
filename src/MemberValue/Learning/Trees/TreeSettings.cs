namespace MemberValue.Learning;

/// <summary>The settings for growing one tree, from the options of a tree or a forest.</summary>
internal readonly record struct TreeSettings(int MaxDepth, int MinLeaf, double MinGain, int FeaturesPerSplit, double YesWeight, double NoWeight);

/// <summary>A tree as grown: the nodes, each one's sums, and the decrease in impurity by the splits of each column, as a share of the root's
/// weight.</summary>
internal sealed record TreeGrowth(TreeNode[] Nodes, long[] Weights, long[] Yes, double[] Gains);
