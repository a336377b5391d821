using MemberValue.Common;

namespace MemberValue.Learning;

/// <summary>How a decision tree is grown and pruned. A plain class that configuration can bind; checked and copied when a tree is fitted.</summary>
public sealed class DecisionTreeOptions
{
    /// <summary>The bound keeps products of weights far from overflow; a ratio of 1e12 between the labels is larger than any use needs.</summary>
    internal static readonly NumberRange Weights = new("1e-6 to 1e6", value => value >= 1e-6 && value <= 1e6);

    /// <summary>The largest value of <see cref="MaxDepth"/>.</summary>
    public const int MostDepth = 60;

    /// <summary>The measure of impurity. Gini by default.</summary>
    public TreeCriterion Criterion { get; set; }

    /// <summary>The largest number of splits from the root to a leaf, 1 to <see cref="MostDepth"/>. 5 by default: few enough to read.</summary>
    public int MaxDepth { get; set; } = 5;

    /// <summary>The least number of rows of a leaf, 1 or more; rows of weight 0 do not count. 20 by default.</summary>
    public int MinLeaf { get; set; } = 20;

    /// <summary>
    /// The least decrease in impurity by a split: that from the node to its two children, times the node's share of all weight. 0 to 1; 0 by default.
    /// Even at 0 a split must decrease impurity: a node where no single split does, such as one of an exclusive or of two columns, remains a leaf.
    /// </summary>
    public double MinGain { get; set; }

    /// <summary>
    /// The penalty per leaf in cost-complexity pruning, 0 to 1, in impurity times share of all weight; 0, the default, prunes nothing. See
    /// <see cref="DecisionTreeModel.PruningPath"/> for the values at which the tree changes.
    /// </summary>
    public double PruningAlpha { get; set; }

    /// <summary>The weight of a row whose label is yes, 1e-6 to 1e6. 1 by default. Other weights shift the probabilities, which must then be
    /// calibrated.</summary>
    public double YesWeight { get; set; } = 1;

    /// <summary>The weight of a row whose label is no, 1e-6 to 1e6. 1 by default.</summary>
    public double NoWeight { get; set; } = 1;

    internal string InWords() => FormattableString.Invariant(
        $"Criterion {Criterion}, MaxDepth {MaxDepth}, MinLeaf {MinLeaf}, MinGain {MinGain}, YesWeight {YesWeight}, NoWeight {NoWeight}");

    internal DecisionTreeOptions Checked()
    {
        var copy = (DecisionTreeOptions)MemberwiseClone();
        OptionError.RequireName(this, nameof(Criterion), copy.Criterion);
        OptionError.RequireWhole(this, nameof(MaxDepth), copy.MaxDepth, 1, MostDepth);
        OptionError.RequireWhole(this, nameof(MinLeaf), copy.MinLeaf, 1);
        OptionError.Require(this, nameof(MinGain), copy.MinGain, NumberRange.Share);
        OptionError.Require(this, nameof(PruningAlpha), copy.PruningAlpha, NumberRange.Share);
        OptionError.Require(this, nameof(YesWeight), copy.YesWeight, Weights);
        OptionError.Require(this, nameof(NoWeight), copy.NoWeight, Weights);
        return copy;
    }

    internal TreeSettings Settings(int columns) => new(MaxDepth, MinLeaf, MinGain, columns, YesWeight, NoWeight);
}
