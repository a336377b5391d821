using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>Which rule decided a stage, in the order in which they are asked.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StageRule>))]
public enum StageRule
{
    /// <summary>Lost: silence has reached the Lost limit.</summary>
    SilentUntilLost = 0,

    /// <summary>Dormant: silence has reached the Dormant limit.</summary>
    SilentUntilDormant = 1,

    /// <summary>Lost: the model's probability is below the Lost limit.</summary>
    ProbabilityBelowLost = 2,

    /// <summary>Dormant: the model's probability is below the Dormant limit.</summary>
    ProbabilityBelowDormant = 3,

    /// <summary>Unclassified: the model has no probability for the member.</summary>
    NoProbability = 4,

    /// <summary>New: no purchase yet.</summary>
    NoPurchase = 5,

    /// <summary>Returned: bought again after a Dormant or Lost time, inside the window.</summary>
    BoughtAgain = 6,

    /// <summary>Loyal: purchases and spend have reached their limits.</summary>
    FrequentAndBig = 7,

    /// <summary>FirstTime: one purchase, inside the window.</summary>
    InsideFirstWindow = 8,

    /// <summary>Active: none of the others.</summary>
    NoneOfTheOthers = 9,
}
