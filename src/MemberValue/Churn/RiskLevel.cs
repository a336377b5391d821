using System.Text.Json.Serialization;

namespace MemberValue.Churn;

/// <summary>A churn risk in three levels.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RiskLevel>))]
public enum RiskLevel
{
    /// <summary>Below the Medium limit.</summary>
    Low = 0,

    /// <summary>From the Medium limit on.</summary>
    Medium = 1,

    /// <summary>From the High limit on.</summary>
    High = 2,
}
