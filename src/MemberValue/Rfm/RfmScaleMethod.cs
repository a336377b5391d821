namespace MemberValue.Rfm;

/// <summary>How a scale got its cut points.</summary>
public enum RfmScaleMethod
{
    /// <summary>Quantiles of each dimension by itself.</summary>
    Quantile = 0,

    /// <summary>Thresholds that the business named.</summary>
    Threshold = 1,

    /// <summary>One line per dimension, high or low: the eight-class scheme.</summary>
    HighLow = 2,

    /// <summary>Quantiles of recency, of frequency within each recency level, of monetary value within each pair of them.</summary>
    Nested = 3,
}
