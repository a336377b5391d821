using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>The four cells of current value by potential value. A value on its line is high.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ValueQuadrant>))]
public enum ValueQuadrant
{
    /// <summary>A member one of whose values is not a number.</summary>
    Unclassified = 0,

    /// <summary>Low current, low potential value: serve at low cost.</summary>
    Marginal = 1,

    /// <summary>Low current, high potential value: develop: there is more to win than to lose.</summary>
    Grow = 2,

    /// <summary>High current, low potential value: keep what there is.</summary>
    Keep = 3,

    /// <summary>High current, high potential value: keep and develop first.</summary>
    Core = 4,
}
