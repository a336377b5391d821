using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>Which probability of an attrition model decides a stage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProbabilityBasis>))]
public enum ProbabilityBasis
{
    /// <summary>That of at least one purchase within the horizon: it falls with silence in every model.</summary>
    Purchase = 0,

    /// <summary>That of being active. In BG/NBD it is 1 forever for a member with one purchase.</summary>
    Alive = 1,
}
