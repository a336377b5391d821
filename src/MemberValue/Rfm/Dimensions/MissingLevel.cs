using System.Text.Json.Serialization;

namespace MemberValue.Rfm;

/// <summary>What becomes of a member who has no value in a dimension.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MissingLevel>))]
public enum MissingLevel
{
    /// <summary>The member has no level in this dimension, and those of the others (the default): regularity takes three purchases, and most members have
    /// fewer.</summary>
    None = 0,

    /// <summary>The member is not scored at all, and is outside the fit of every dimension: the rule of RFM.</summary>
    Unscored = 1,

    /// <summary>The member has level 1, and is outside the fit of this dimension.</summary>
    Lowest = 2,
}
