using MemberValue.Common;

namespace MemberValue.Clusters;

/// <summary>Settings of a Gaussian mixture; checked when used.</summary>
public sealed class GaussianMixtureOptions
{
    /// <summary>How many clusters, 1 to 64; 4 by default. <see cref="ClusterCount"/> compares numbers by BIC.</summary>
    public int Clusters { get; set; } = 4;

    /// <summary>The shapes of the clusters; each with a covariance matrix of its own by default.</summary>
    public MixtureCovariance Covariance { get; set; }

    /// <summary>
    /// How many times it is started, 1 to 1,000; 10 by default. The first start is the best of as many k-means fits, the others are k-means fits that are
    /// stopped early. The start with the greatest log-likelihood is kept. With more than 16,384 members the starts are tried on 16,384 of them, and the best is
    /// finished on all.
    /// </summary>
    public int Starts { get; set; } = 10;

    /// <summary>The most iterations of a start, 1 to 100,000; 1,000 by default.</summary>
    public int MaxIterations { get; set; } = 1_000;

    /// <summary>The iterations stop when the log-likelihood per member rises by this or less, 0 to 0.1; 0.0000001 by default.</summary>
    public double Tolerance { get; set; } = 1e-7;

    /// <summary>
    /// The least variance of a cluster in any direction, 1e-12 to 1, in squared units of the scaled features; 0.0001 by default: a hundredth of the standard
    /// deviation of the base, where features are scaled by it. Without it a cluster can shrink to a single value, with a log-likelihood without limit.
    /// </summary>
    public double LeastVariance { get; set; } = 1e-4;

    /// <summary>The seed of the random starts; the same seed gives the same clusters, on any number of threads.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>How features are made comparable; by mean and standard deviation by default.</summary>
    public ClusterScaling Scaling { get; set; }

    /// <summary>The feature by which clusters are numbered, as <see cref="KMeansOptions.OrderBy"/>; null by default.</summary>
    public string? OrderBy { get; set; }

    internal string InWords() => FormattableString.Invariant(
        $"Clusters {Clusters}, Covariance {Covariance}, Starts {Starts}, MaxIterations {MaxIterations}, Tolerance {Tolerance}, ")
        + FormattableString.Invariant($"LeastVariance {LeastVariance}, Seed {Seed}, Scaling {Scaling}");

    internal void Check()
    {
        OptionError.RequireWhole(this, nameof(Clusters), Clusters, 1, 64);
        OptionError.RequireName(this, nameof(Covariance), Covariance);
        OptionError.RequireWhole(this, nameof(Starts), Starts, 1, 1_000);
        OptionError.RequireWhole(this, nameof(MaxIterations), MaxIterations, 1, 100_000);
        OptionError.Require(this, nameof(Tolerance), Tolerance, NumberRange.Between(0, 0.1));
        OptionError.Require(this, nameof(LeastVariance), LeastVariance, NumberRange.Between(1e-12, 1));
        OptionError.RequireName(this, nameof(Scaling), Scaling);
    }
}
