using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Churn;

/// <summary>One number of a score, and what it is called.</summary>
internal readonly struct RfmNumber(RfmMeasure measure, RfmWeights? weights)
{
    private readonly double _r = measure switch { RfmMeasure.Recency or RfmMeasure.Sum => 1, RfmMeasure.Weighted => weights!.Recency, _ => 0 };
    private readonly double _f = measure switch { RfmMeasure.Frequency or RfmMeasure.Sum => 1, RfmMeasure.Weighted => weights!.Frequency, _ => 0 };
    private readonly double _m = measure switch { RfmMeasure.Monetary or RfmMeasure.Sum => 1, RfmMeasure.Weighted => weights!.Monetary, _ => 0 };

    /// <summary>The least that a scored member can have.</summary>
    public double Least => measure == RfmMeasure.Sum ? 3 : 1;

    public TextValue Name => new("measure", measure switch
    {
        RfmMeasure.Recency => RfmWords.Recency,
        RfmMeasure.Frequency => RfmWords.Frequency,
        RfmMeasure.Monetary => RfmWords.Monetary,
        RfmMeasure.Sum => Text.Of("the total", "总分"),
        _ => Text.Of("the weighted total", "加权总分"),
    });

    /// <summary>The number of a score that is scored; in the order of operations of <see cref="RfmWeights.Composite(RfmScore)"/>.</summary>
    public double Of(RfmScore score) => _r * score.R + _f * score.F + _m * score.M;

    public static void Check(ChurnRuleOptions options, RfmMeasure measure, RfmWeights? weights)
    {
        if (!Enum.IsDefined(measure))
            throw options.Wrong("Measure", measure, "it must be Recency, Frequency, Monetary, Sum or Weighted");
        if (measure == RfmMeasure.Weighted && weights is null)
            throw options.Wrong("Weights", "null", "the measure Weighted needs them");
    }
}
