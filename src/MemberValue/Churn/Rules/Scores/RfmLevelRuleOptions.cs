using MemberValue.Rfm;

namespace MemberValue.Churn;

/// <summary>The limit of an <see cref="RfmLevelRule"/>.</summary>
public sealed class RfmLevelRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public RfmLevelRuleOptions()
        : base("rfm-level")
    {
    }

    /// <summary>Which number of the score; the level of recency by default.</summary>
    public RfmMeasure Measure { get; set; }

    /// <summary>A signal at this or below; finite. 2 by default: for a sum of three levels choose another.</summary>
    public double AtMost { get; set; } = 2;

    /// <summary>The severity is 1 from this down; finite, not above <see cref="AtMost"/>. Null, the default, for the least possible value, 1, or 3 for a
    /// sum; or for <see cref="AtMost"/> where that is lower.</summary>
    public double? FullAt { get; set; }

    /// <summary>The weights of <see cref="RfmMeasure.Weighted"/>.</summary>
    public RfmWeights? Weights { get; set; }

    internal SeverityRamp Ramp()
    {
        RfmNumber.Check(this, Measure, Weights);
        if (!double.IsFinite(AtMost))
            throw Wrong(nameof(AtMost), AtMost, "it must be finite");
        return Falling(AtMost, FullAt ?? Math.Min(AtMost, new RfmNumber(Measure, Weights).Least), nameof(FullAt), nameof(AtMost), slack: SeverityRamp.Slack);
    }
}
