namespace MemberValue.Members;

/// <summary>How long one cell of the event calendar is: all of a member's rows in one cell are at most one purchase.</summary>
public enum EventGrain
{
    /// <summary>A calendar day in the shop's time zone (the default). A daylight-saving day is one day.</summary>
    Day = 0,

    /// <summary>A clock hour in the shop's time zone, 24 to a calendar day; the hour that a clock repeats in autumn is one cell.</summary>
    Hour = 1,

    /// <summary>Seven calendar days in the shop's time zone, from a named first day of the week.</summary>
    Week = 2,

    /// <summary>
    /// Exact instants, resolved to the second: a cell is the right-closed second (t - 1 s, t], so that a window of whole seconds is
    /// (start, end]. Covers 1931-12 to 2068-01, the range of a 32-bit count of seconds around the year 2000.
    /// </summary>
    Instant = 3,
}
