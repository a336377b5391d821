using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>How long contracts last: the distribution of the time at which a member under contract leaves.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContractFamily>))]
public enum ContractFamily
{
    /// <summary>Every member leaves with the same probability theta at every renewal. The plain model, for comparison.</summary>
    Geometric = 0,

    /// <summary>
    /// Every member has a probability of leaving of their own, the same at every renewal; over members it has a beta distribution (alpha, beta). The retention
    /// of a cohort rises because those who leave easily are gone. Fader and Hardie 2007, JIM 21.
    /// </summary>
    ShiftedBetaGeometric = 1,

    /// <summary>
    /// As <see cref="ShiftedBetaGeometric"/>, and a member's own probability changes with tenure: it rises for c above 1 and falls for c below 1. Fader,
    /// Hardie, Liu, Davin and Steenburgh 2018, JIM 43.
    /// </summary>
    BetaDiscreteWeibull = 2,

    /// <summary>
    /// Members may leave at any moment, each at a constant rate of their own; over members the rate has a gamma distribution (shape s, rate beta). Also the
    /// Pareto distribution of the second kind.
    /// </summary>
    ExponentialGamma = 3,

    /// <summary>As <see cref="ExponentialGamma"/>, and a member's own rate changes with tenure: it rises for c above 1 and falls for c below 1.</summary>
    WeibullGamma = 4,
}
