namespace MemberValue.Learning;

/// <summary>One node of a tree; the right child comes directly after the left one.</summary>
/// <param name="Feature">The column of the split; -1 at a leaf.</param>
/// <param name="Left">The left child's index; the node's own at a leaf.</param>
/// <param name="Threshold">Values up to it go left; positive infinity where the split is between known and missing.</param>
/// <param name="MissingLeft">Whether a missing value goes left.</param>
/// <param name="Rows">The rows that it was fitted on; one drawn twice counts twice.</param>
/// <param name="Probability">The share of yes among them, by weight.</param>
internal readonly record struct TreeNode(int Feature, int Left, double Threshold, bool MissingLeft, int Rows, double Probability)
{
    public bool IsLeaf => Feature < 0;

    // A comparison with NaN is false, so that each form sends a missing value to its side.
    public bool GoesLeft(double value) => MissingLeft ? !(value > Threshold) : value <= Threshold;

    public int Next(double value) => GoesLeft(value) ? Left : Left + 1;
}
