using MemberValue.Members;
using Microsoft.Extensions.Options;

namespace StoreBackend.Shop;

/// <summary>The shop's days: which one it is, when one ends, and how orders are counted in them.</summary>
public sealed class ShopCalendar
{
    private readonly TimeProvider _time;
    private readonly MemberTableOptions _log;
    private readonly TimeZoneInfo _zone;

    public ShopCalendar(TimeProvider time, IOptions<MemberTableOptions> log)
    {
        (_time, _log) = (time, log.Value);
        Rules = LogRules.From(_log);
        if (Rules.Calendar != CellCalendar.Days)
            throw new OptionsValidationException("Log", typeof(MemberTableOptions), [$"Log:Grain is {_log.Grain}; this backend counts in days: Day."]);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(_log.TimeZone);
    }

    /// <summary>How a single order is read.</summary>
    public LogRules Rules { get; }

    public DateTime UtcNow => _time.GetUtcNow().UtcDateTime;

    public DateOnly Today => DayOf(UtcNow);

    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, _zone));

    /// <summary>How the log is read through a day.</summary>
    public MemberTableOptions LogThrough(DateOnly day) => new()
    {
        TimeZone = _log.TimeZone,
        RecentCells = _log.RecentCells,
        Refunds = _log.Refunds,
        ZeroAmounts = _log.ZeroAmounts,
        LongAmounts = _log.LongAmounts,
        Currency = _log.Currency,
        RowsWithoutId = _log.RowsWithoutId,
        RowIdCells = _log.RowIdCells,
        GapOrdinals = _log.GapOrdinals,
        WindowFirst = _log.WindowFirst,
        WindowLast = day.ToDateTime(TimeOnly.MinValue),
    };

    /// <summary>The first instant after a day.</summary>
    public DateTime UtcEndOf(DateOnly day) => ToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue));

    /// <summary>A time of the shop's wall clock as an instant; one that the clock jumps over in spring counts as an hour later.</summary>
    public DateTime ToUtc(DateTime wallClock) => TimeZoneInfo.ConvertTimeToUtc(_zone.IsInvalidTime(wallClock) ? wallClock.AddHours(1) : wallClock, _zone);

    /// <summary>How long until the wall clock next shows a time of day.</summary>
    public TimeSpan Until(TimeOnly timeOfDay)
    {
        var now = UtcNow;
        var next = ToUtc(Today.ToDateTime(timeOfDay));
        return (next > now ? next : ToUtc(Today.AddDays(1).ToDateTime(timeOfDay))) - now;
    }
}
