using System.Text.Json.Serialization;

namespace MemberValue.Rfm;

/// <summary>How a scale got its cut points.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RfmScaleMethod>))]
public enum RfmScaleMethod
{
    /// <summary>Quantiles of each dimension by itself.</summary>
    Quantiles = 0,

    /// <summary>Thresholds set by the business.</summary>
    Thresholds = 1,

    /// <summary>Two levels per dimension, high and low, divided by one line: the scale of the eight classes.</summary>
    HighLow = 2,

    /// <summary>Quantiles of recency, of frequency within each recency level, of monetary value within each pair of them.</summary>
    Nested = 3,
}
