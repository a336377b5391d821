using System.Text.Json.Serialization;

namespace MemberValue.Composite;

/// <summary>How several criteria become one score.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CompositeMethod>))]
public enum CompositeMethod
{
    /// <summary>The sum of weight times the place between worst (0) and best (1): every point of the score belongs to a criterion.</summary>
    WeightedSum,

    /// <summary>
    /// The closeness to the best member that could be (TOPSIS): the distance from the worst, relative to the distances from the worst and the best. One very
    /// bad criterion costs more than in a sum.
    /// </summary>
    Topsis,
}
