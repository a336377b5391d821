using System.Text.Json.Serialization;

namespace MemberValue.Metrics;

/// <summary>Whether a response rate is above the break-even rate, as far as the number of contacts can tell.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BreakEvenVerdict>))]
public enum BreakEvenVerdict
{
    /// <summary>The break-even rate lies within the interval of the response rate, or nobody was contacted: more contacts are needed to decide.</summary>
    Open,

    /// <summary>The whole interval lies above the break-even rate: contact them again.</summary>
    Above,

    /// <summary>The whole interval lies below the break-even rate: leave them out.</summary>
    Below,
}
