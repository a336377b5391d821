using System.Text.Json.Serialization;

namespace MemberValue.Members;

/// <summary>How long one cell of the event calendar is: all of a member's rows in one cell are at most one purchase.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventGrain>))]
public enum EventGrain
{
    /// <summary>A calendar day in the shop's time zone (the default). A daylight-saving day is one day.</summary>
    Day = 0,

    /// <summary>
    /// An hour that begins with one on the shop's clock. Differences count elapsed hours: the hour that a clock repeats in autumn is two cells, the one that it
    /// skips in spring is none, so that these days have 25 and 23.
    /// </summary>
    Hour = 1,

    /// <summary>Seven calendar days in the shop's time zone, from a named first day of the week.</summary>
    Week = 2,

    /// <summary>
    /// Exact instants, resolved to the second: a cell is the right-closed second (t - 1 s, t], so that a window of whole seconds is
    /// (start, end]. Covers 1931-12 to 2068-01, the range of a 32-bit count of seconds around the year 2000.
    /// </summary>
    Instant = 3,

    /// <summary>A calendar year in the shop's time zone: all of a member's rows of a year are at most one purchase, as for donors.</summary>
    Year = 4,
}
