using MemberValue.Common;

namespace MemberValue.Clusters;

/// <summary>Settings of the choice of a number of clusters; checked when used.</summary>
public sealed class ClusterCountOptions
{
    /// <summary>The least number of clusters, 2 to 64; 2 by default.</summary>
    public int From { get; set; } = 2;

    /// <summary>The greatest number of clusters, at least <see cref="From"/>, up to 64; 8 by default.</summary>
    public int To { get; set; } = 8;

    /// <summary>The most members who are looked at, 10 to 100,000; 2,000 by default. Of a larger base the same sample is taken for every number.</summary>
    public int Members { get; set; } = 2_000;

    /// <summary>How many times k-means is started per number, 1 to 10,000; 10 by default.</summary>
    public int Starts { get; set; } = 10;

    /// <summary>How many bases without structure the gap statistic compares with, 2 to 1,000; 20 by default.</summary>
    public int References { get; set; } = 20;

    /// <summary>How many times the base is halved to see whether both halves give the same clusters, 1 to 100; 5 by default.</summary>
    public int Halvings { get; set; } = 5;

    /// <summary>The seed of samples, starts, references and halves.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>The shapes of the clusters of the Gaussian mixtures whose BIC is shown; each with a covariance matrix of its own by default.</summary>
    public MixtureCovariance Covariance { get; set; }

    /// <summary>How features are made comparable; by mean and standard deviation by default.</summary>
    public ClusterScaling Scaling { get; set; }

    internal void Check()
    {
        OptionError.RequireWhole(this, nameof(From), From, 2, 64);
        OptionError.RequireWhole(this, nameof(To), To, From, 64);
        OptionError.RequireWhole(this, nameof(Members), Members, 10, 100_000);
        OptionError.RequireWhole(this, nameof(Starts), Starts, 1, 10_000);
        OptionError.RequireWhole(this, nameof(References), References, 2, 1_000);
        OptionError.RequireWhole(this, nameof(Halvings), Halvings, 1, 100);
        OptionError.RequireName(this, nameof(Covariance), Covariance);
        OptionError.RequireName(this, nameof(Scaling), Scaling);
    }
}
