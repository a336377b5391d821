using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>What members differ in, according to a model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MemberTrait>))]
public enum MemberTrait
{
    /// <summary>Purchases per unit of time, of a member who is there; a gamma distribution.</summary>
    PurchaseRate = 0,

    /// <summary>The probability of a purchase at each opportunity, of a member who is there; a beta distribution.</summary>
    PurchaseProbability,

    /// <summary>How fast members leave, per unit of time: 1 / the mean time that such members stay; a gamma distribution.</summary>
    DropoutRate,

    /// <summary>The probability to leave after each purchase, or before each opportunity; a beta distribution.</summary>
    DropoutProbability,
}
