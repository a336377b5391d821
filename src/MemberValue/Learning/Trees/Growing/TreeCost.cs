namespace MemberValue.Learning;

/// <summary>A node's impurity times its weight.</summary>
internal interface ITreeCost
{
    /// <param name="yes">The weight of yes, with the weight of the label.</param>
    /// <param name="no">The weight of no; not both are 0.</param>
    static abstract double Of(double yes, double no);
}

/// <summary>Gini: weight * 2p(1 - p).</summary>
internal readonly struct TreeGiniCost : ITreeCost
{
    public static double Of(double yes, double no) => 2 * (yes * no) / (yes + no);
}

/// <summary>Entropy in bits: weight * (-p log2 p - (1 - p) log2(1 - p)).</summary>
internal readonly struct TreeEntropyCost : ITreeCost
{
    public static double Of(double yes, double no)
    {
        if (yes <= 0 || no <= 0)
            return 0;
        var all = yes + no;
        return yes * Math.Log2(all / yes) + no * Math.Log2(all / no);
    }
}

/// <summary>The same by criterion, where speed does not matter.</summary>
internal static class TreeCost
{
    public static double Of(TreeCriterion criterion, double yes, double no) =>
        criterion == TreeCriterion.Gini ? TreeGiniCost.Of(yes, no) : TreeEntropyCost.Of(yes, no);
}
