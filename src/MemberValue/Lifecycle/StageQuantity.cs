using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>What a rule looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StageQuantity>))]
public enum StageQuantity
{
    /// <summary>Cells since the last purchase, or whatever else ends silence.</summary>
    Silence = 0,

    /// <summary>Cells since the last purchase.</summary>
    SincePurchase = 1,

    /// <summary>Cells of silence as of the cell before the last purchase.</summary>
    SilenceBeforePurchase = 2,

    /// <summary>Number of purchases.</summary>
    Purchases = 3,

    /// <summary>Net spend, in money.</summary>
    NetSpend = 4,

    /// <summary>The probability of a purchase within the horizon.</summary>
    ProbabilityOfPurchase = 5,

    /// <summary>The probability of still being active.</summary>
    ProbabilityAlive = 6,

    /// <summary>One of the probabilities as of the cell before the last purchase.</summary>
    ProbabilityBeforePurchase = 7,

    /// <summary>The member's expected gap between purchases, in cells; its limit is that of Dormant in the same unit.</summary>
    ExpectedGap = 8,
}
