using System.Text.Json.Serialization;

namespace MemberValue.Seasons;

/// <summary>What part of a seasonal index comes again every year.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeasonCycle>))]
public enum SeasonCycle
{
    /// <summary>Nothing: weekdays or promotions alone.</summary>
    None = 0,

    /// <summary>The twelve months.</summary>
    Month = 1,

    /// <summary>The weeks of the year, 1 to 53, as ISO 8601 numbers them. Finer than months, and four times as uncertain.</summary>
    Week = 2,
}
