using System.Text.Json.Serialization;

namespace MemberValue.Metrics;

/// <summary>How the interval of a survival probability S is computed from Greenwood's variance.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurvivalInterval>))]
public enum SurvivalInterval
{
    /// <summary>On the scale of log(-log S) (the default): never outside 0 to 1, with good coverage near the ends of the curve.</summary>
    LogLog = 0,

    /// <summary>S plus or minus a multiple of its standard error, cut off at 0 and 1.</summary>
    Plain = 1,
}
