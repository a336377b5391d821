using System.Text.Json.Serialization;

namespace MemberValue.Churn;

/// <summary>Which number of a score a rule looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RfmMeasure>))]
public enum RfmMeasure
{
    /// <summary>The level of recency.</summary>
    Recency = 0,

    /// <summary>The level of frequency.</summary>
    Frequency = 1,

    /// <summary>The level of monetary value.</summary>
    Monetary = 2,

    /// <summary>The sum of the three levels.</summary>
    Sum = 3,

    /// <summary>Their weighted sum.</summary>
    Weighted = 4,
}
