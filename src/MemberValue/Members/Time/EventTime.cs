namespace MemberValue.Members;

/// <summary>
/// When a row of a log happened, in one of the three forms that logs use: an instant, a wall-clock time of the shop, or a calendar
/// day of the shop. Converts implicitly from <see cref="DateTimeOffset"/>, <see cref="DateTime"/> and <see cref="DateOnly"/>; 8 bytes.
/// </summary>
public readonly record struct EventTime
{
    private const long TickMask = (1L << 62) - 1; // DateTime.MaxValue has 3.2e18 ticks, below 2^62 = 4.6e18
    private const long InstantFlag = 1L << 62;
    private const long DayFlag = long.MinValue; // a calendar day, which has no time of day

    private readonly long _data;

    private EventTime(long data) => _data = data;

    /// <summary>Whether this is an instant, the same all over the world; otherwise it is a time or a day on the shop's own calendar.</summary>
    public bool IsInstant => (_data & InstantFlag) != 0;

    /// <summary>Whether this was given as a calendar day; it is equal to the day's midnight.</summary>
    internal bool IsDay => (_data & DayFlag) != 0;

    /// <summary>Ticks in UTC for an instant, else on the shop's clock.</summary>
    internal long Ticks => _data & TickMask;

    /// <summary>An instant.</summary>
    /// <param name="instant">The instant; its offset does not matter.</param>
    public static implicit operator EventTime(DateTimeOffset instant) => new(instant.UtcTicks | InstantFlag);

    /// <summary>
    /// An instant if the kind is Utc, or Local (the machine's own zone); a wall-clock time of the shop if it is Unspecified.
    /// </summary>
    /// <param name="time">The time.</param>
    public static implicit operator EventTime(DateTime time) => time.Kind == DateTimeKind.Unspecified
        ? new EventTime(time.Ticks)
        : new EventTime(time.ToUniversalTime().Ticks | InstantFlag);

    /// <summary>A calendar day of the shop; where the grain is finer, its midnight.</summary>
    /// <param name="day">The day.</param>
    public static implicit operator EventTime(DateOnly day) => new(day.DayNumber * TimeSpan.TicksPerDay | DayFlag);

    /// <summary>Whether both are the same time; a calendar day is the same as its midnight on the shop's clock.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True for equal times of one kind, instant or not.</returns>
    public bool Equals(EventTime other) => (_data & ~DayFlag) == (other._data & ~DayFlag);

    /// <summary>A hash that equal times share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => (_data & ~DayFlag).GetHashCode();

    /// <summary>An instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The time.</returns>
    public static EventTime FromDateTimeOffset(DateTimeOffset instant) => instant;

    /// <summary>An instant or a wall-clock time of the shop, by its kind.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The time.</returns>
    public static EventTime FromDateTime(DateTime time) => time;

    /// <summary>A calendar day of the shop.</summary>
    /// <param name="day">The day.</param>
    /// <returns>The time.</returns>
    public static EventTime FromDateOnly(DateOnly day) => day;

    /// <summary>The time as invariant text, with Z for an instant.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => new DateTime(Ticks, IsInstant ? DateTimeKind.Utc : DateTimeKind.Unspecified)
        .ToString("yyyy-MM-dd HH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture);
}
