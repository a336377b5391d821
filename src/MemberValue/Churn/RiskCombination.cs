using System.Text.Json.Serialization;

namespace MemberValue.Churn;

/// <summary>How severities s and weights w become one risk from 0 through 1. An additional signal never lowers the risk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RiskCombination>))]
public enum RiskCombination
{
    /// <summary>
    /// 1 - product of (1 - w s): the probability that at least one of independent causes makes the member leave, where w s is that of each cause. Several
    /// signals add up, and none alone exceeds its weight. Weights at most 1. Source: Pearl 1988, "Probabilistic Reasoning in Intelligent Systems", section
    /// 4.3.2.
    /// </summary>
    NoisyOr = 0,

    /// <summary>The largest w s: one strong signal is enough, and more of them change nothing. Weights at most 1.</summary>
    Maximum = 1,

    /// <summary>Sum of w s over the sum of all w: the risk is 1 only if every rule is at its worst, so with many rules the level limits should be
    /// low.</summary>
    WeightedSum = 2,
}
