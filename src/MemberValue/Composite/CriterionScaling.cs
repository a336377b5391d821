using System.Text.Json.Serialization;

namespace MemberValue.Composite;

/// <summary>What is done with the values of a criterion before they are compared with those of others.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CriterionScaling>))]
public enum CriterionScaling
{
    /// <summary>0 for the worst value of the base and 1 for the best, costs turned round.</summary>
    Range,

    /// <summary>The values as they are.</summary>
    None,
}
