namespace MemberValue.Learning;

/// <summary>What the options of a tree or a forest come to when one tree is grown.</summary>
internal readonly record struct TreeSettings(int MaxDepth, int MinLeaf, double MinGain, int FeaturesPerSplit, double YesWeight, double NoWeight);

/// <summary>A tree as grown: the nodes, each one's sums, and what the splits of each column brought, as a share of the root's weight.</summary>
internal sealed record TreeGrowth(TreeNode[] Nodes, long[] Weights, long[] Yes, double[] Gains);
