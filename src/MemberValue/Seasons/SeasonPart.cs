using System.Text.Json.Serialization;

namespace MemberValue.Seasons;

/// <summary>What a factor of a seasonal index belongs to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeasonPart>))]
public enum SeasonPart
{
    /// <summary>A weekday, 1 for Monday to 7 for Sunday.</summary>
    Weekday = 0,

    /// <summary>A month, 1 to 12.</summary>
    Month = 1,

    /// <summary>A week of the year, 1 to 53.</summary>
    Week = 2,

    /// <summary>A promotion, numbered from 1 in the order of the calendar's names.</summary>
    Promotion = 3,
}
