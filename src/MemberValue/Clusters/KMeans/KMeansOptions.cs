using MemberValue.Common;

namespace MemberValue.Clusters;

/// <summary>Settings of k-means; checked when used.</summary>
public sealed class KMeansOptions
{
    /// <summary>How many clusters, 1 to 256; 4 by default. <see cref="ClusterCount"/> helps to choose.</summary>
    public int Clusters { get; set; } = 4;

    /// <summary>
    /// How many times it is started from different points, 1 to 10,000; 20 by default. The start with the least sum of squares is kept. With more than 65,536
    /// members the starts are tried on 65,536 of them, and the best is finished on all.
    /// </summary>
    public int Starts { get; set; } = 20;

    /// <summary>The most iterations of a start, 1 to 100,000; 300 by default.</summary>
    public int MaxIterations { get; set; } = 300;

    /// <summary>
    /// The share of members who may still change their cluster in the last iteration, 0 to 0.1; 0.0001 by default: below 10,000 members none may.
    /// </summary>
    public double Tolerance { get; set; } = 0.0001;

    /// <summary>
    /// Members per step of a mini-batch fit, 0 or more; 0 by default: every iteration looks at all members. With a batch, <see cref="MaxIterations"/> steps
    /// look at that many members each, and a last pass over all members gives sizes and sum of squares.
    /// </summary>
    public int BatchSize { get; set; }

    /// <summary>The seed of the random starts; the same seed gives the same clusters, on any number of threads.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>How features are made comparable; by mean and standard deviation by default.</summary>
    public ClusterScaling Scaling { get; set; }

    /// <summary>
    /// The feature by which clusters are numbered, so that cluster 1 is the most valuable after every fit; null by default: the first of net spend, margin,
    /// sales, mean spend, purchases and orders that is a feature, otherwise the first feature. Days since a purchase or visit and mean gaps count the other
    /// way round.
    /// </summary>
    public string? OrderBy { get; set; }

    internal string InWords() => FormattableString.Invariant(
        $"Clusters {Clusters}, Starts {Starts}, MaxIterations {MaxIterations}, Tolerance {Tolerance}, BatchSize {BatchSize}, Seed {Seed}, Scaling {Scaling}");

    internal void Check()
    {
        OptionError.RequireWhole(this, nameof(Clusters), Clusters, 1, 256);
        OptionError.RequireWhole(this, nameof(Starts), Starts, 1, 10_000);
        OptionError.RequireWhole(this, nameof(MaxIterations), MaxIterations, 1, 100_000);
        OptionError.Require(this, nameof(Tolerance), Tolerance, NumberRange.Between(0, 0.1));
        OptionError.RequireWhole(this, nameof(BatchSize), BatchSize, 0);
        OptionError.RequireName(this, nameof(Scaling), Scaling);
    }

    internal void CheckOrder(string[] features)
    {
        if (OrderBy is { } asked && Array.IndexOf(features, asked) < 0)
            throw OptionError.Of(this, nameof(OrderBy), asked, $"it must be one of the features {string.Join(", ", features)}, or null");
    }

    internal KMeansOptions Copy() => (KMeansOptions)MemberwiseClone();
}
