using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Churn;

/// <summary>A rule about one number of a member's RFM score: a level, the sum of the levels, or their weighted sum.</summary>
public abstract class RfmRule : ThresholdRule
{
    private protected RfmRule(string id, in SeverityRamp ramp, Text sentence, RfmMeasure measure, RfmWeights? weights)
        : base(id, "level", ramp, sentence)
    {
        (Measure, Weights) = (measure, weights);
        Number = new RfmNumber(measure, weights);
    }

    /// <summary>The number of the score that is used.</summary>
    public RfmMeasure Measure { get; }

    /// <summary>The weights; null where none were given.</summary>
    public RfmWeights? Weights { get; }

    private protected RfmNumber Number { get; }
}
