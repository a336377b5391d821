using MemberValue.Rfm;

namespace MemberValue.Churn;

/// <summary>Limits of an <see cref="RfmFallRule"/>.</summary>
public sealed class RfmFallRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public RfmFallRuleOptions()
        : base("rfm-fall")
    {
    }

    /// <summary>Which number of the score; the sum of the levels by default.</summary>
    public RfmMeasure Measure { get; set; } = RfmMeasure.Sum;

    /// <summary>k: a signal from a fall by this many levels on; finite, above 0. 3 by default.</summary>
    public double Levels { get; set; } = 3;

    /// <summary>The severity is 1 from this many on; finite, not below <see cref="Levels"/>. 6 by default.</summary>
    public double FullLevels { get; set; } = 6;

    /// <summary>The weights of <see cref="RfmMeasure.Weighted"/>.</summary>
    public RfmWeights? Weights { get; set; }

    internal SeverityRamp Ramp()
    {
        RfmNumber.Check(this, Measure, Weights);
        if (!(Levels > 0 && Levels <= double.MaxValue))
            throw Wrong(nameof(Levels), Levels, "it must be finite and above 0");
        return Rising(Levels, FullLevels, nameof(FullLevels), nameof(Levels), SeverityRamp.Slack);
    }
}
