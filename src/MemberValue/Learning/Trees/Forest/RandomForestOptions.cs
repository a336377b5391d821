using MemberValue.Common;

namespace MemberValue.Learning;

/// <summary>How a random forest is grown. A plain class that configuration can bind; checked and copied when a forest is fitted.</summary>
public sealed class RandomForestOptions
{
    /// <summary>The number of trees, 1 to 10,000. 100 by default.</summary>
    public int Trees { get; set; } = 100;

    /// <summary>The measure of impurity. Gini by default.</summary>
    public TreeCriterion Criterion { get; set; }

    /// <summary>The largest number of splits from a root to a leaf, 1 to <see cref="DecisionTreeOptions.MostDepth"/>. 12 by default.</summary>
    public int MaxDepth { get; set; } = 12;

    /// <summary>The least number of rows of a leaf, 1 or more; a row that a bootstrap drew twice counts twice. 5 by default.</summary>
    public int MinLeaf { get; set; } = 5;

    /// <summary>The least decrease in impurity by a split, 0 to 1: see <see cref="DecisionTreeOptions.MinGain"/>. 0 by default.</summary>
    public double MinGain { get; set; }

    /// <summary>
    /// Columns drawn for each split, from 1 to the number of columns. Null, the default: the square root of their number, rounded down. Where none of
    /// the drawn columns can be split, further ones are drawn one by one.
    /// </summary>
    public int? FeaturesPerSplit { get; set; }

    /// <summary>
    /// Whether each tree is grown on a bootstrap sample: as many rows as there are, drawn with replacement. True by default; without it there are no
    /// out-of-bag numbers.
    /// </summary>
    public bool Bootstrap { get; set; } = true;

    /// <summary>
    /// Whether to measure each column's <see cref="RandomForestModel.PermutationImportances"/>, which takes about as long as the fit for twenty columns, and
    /// longer for more. False by default. Needs <see cref="Bootstrap"/>.
    /// </summary>
    public bool MeasurePermutationImportance { get; set; }

    /// <summary>The weight of a row whose label is yes, 1e-6 to 1e6. 1 by default. Other weights shift the probabilities, which must then be
    /// calibrated.</summary>
    public double YesWeight { get; set; } = 1;

    /// <summary>The weight of a row whose label is no, 1e-6 to 1e6. 1 by default.</summary>
    public double NoWeight { get; set; } = 1;

    /// <summary>The seed of all draws; any number. The same seed gives the same forest in every bit, for any <see cref="MaxThreads"/>. 1 by
    /// default.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>The most threads that the fit may use, 1 or more; null, the default, for as many as there are processors.</summary>
    public int? MaxThreads { get; set; }

    internal string InWords() => FormattableString.Invariant(
        $"Trees {Trees}, Criterion {Criterion}, MaxDepth {MaxDepth}, MinLeaf {MinLeaf}, MinGain {MinGain}, FeaturesPerSplit {FeaturesPerSplit}, ")
        + FormattableString.Invariant($"Bootstrap {Bootstrap}, YesWeight {YesWeight}, NoWeight {NoWeight}, Seed {Seed}");

    internal int Threads => MaxThreads ?? -1;

    internal RandomForestOptions Checked(int columns)
    {
        var copy = (RandomForestOptions)MemberwiseClone();
        OptionError.RequireWhole(this, nameof(Trees), copy.Trees, 1, 10_000);
        OptionError.RequireName(this, nameof(Criterion), copy.Criterion);
        OptionError.RequireWhole(this, nameof(MaxDepth), copy.MaxDepth, 1, DecisionTreeOptions.MostDepth);
        OptionError.RequireWhole(this, nameof(MinLeaf), copy.MinLeaf, 1);
        OptionError.Require(this, nameof(MinGain), copy.MinGain, NumberRange.Share);
        copy.FeaturesPerSplit ??= (int)Math.Sqrt(columns);
        OptionError.RequireWhole(this, nameof(FeaturesPerSplit), copy.FeaturesPerSplit.Value, 1, columns);
        if (copy.MeasurePermutationImportance && !copy.Bootstrap)
            throw OptionError.Of(this, nameof(MeasurePermutationImportance), true, "it needs Bootstrap, whose out-of-bag rows it looks at");
        OptionError.Require(this, nameof(YesWeight), copy.YesWeight, DecisionTreeOptions.Weights);
        OptionError.Require(this, nameof(NoWeight), copy.NoWeight, DecisionTreeOptions.Weights);
        if (copy.MaxThreads is { } threads)
            OptionError.RequireWhole(this, nameof(MaxThreads), threads, 1);
        return copy;
    }

    internal TreeSettings Settings => new(MaxDepth, MinLeaf, MinGain, FeaturesPerSplit!.Value, YesWeight, NoWeight);
}
