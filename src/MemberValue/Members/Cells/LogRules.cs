using System.Globalization;
using System.Runtime.CompilerServices;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The checked and frozen form of <see cref="MemberTableOptions"/>: says what a cell, a purchase and a usable row are. Immutable and thread-safe;
/// make one and use it for every order.
/// </summary>
public sealed class LogRules
{
    internal const int MaxRecentCells = 100_000;
    internal const int MaxGapOrdinals = 32;

    private readonly ZoneOffsets _zone;

    private LogRules(MemberTableOptions options, CellCalendar calendar, TimeZoneInfo zone)
    {
        Calendar = calendar;
        _zone = new ZoneOffsets(zone);
        TimeZone = options.TimeZone;
        Refunds = options.Refunds;
        ZeroAmounts = options.ZeroAmounts;
        ClockTimes = options.ClockTimes;
        LongAmounts = options.LongAmounts;
        Order = options.Order;
        RecentCells = options.RecentCells;
        RowsWithoutId = options.RowsWithoutId;
        RowIdCells = options.RowIdCells;
        Currency = string.IsNullOrWhiteSpace(options.Currency) ? null : options.Currency;
        GapOrdinals = options.GapOrdinals;
        Strict = options.Strict;
        var instant = calendar.Grain == EventGrain.Instant;
        FirstCell = options.WindowFirst is { } first ? calendar.CellOf(first) + (instant ? 1 : 0) : null;
        LastCell = options.WindowLast is { } last ? calendar.CellOf(last) : null;
    }

    /// <summary>What cells are.</summary>
    public CellCalendar Calendar { get; }

    /// <summary>The shop's time zone.</summary>
    public string TimeZone { get; }

    /// <summary>What refund rows do.</summary>
    public RefundPolicy Refunds { get; }

    /// <summary>Whether rows with amount zero are sales.</summary>
    public ZeroAmountPolicy ZeroAmounts { get; }

    /// <summary>What becomes of times without a zone.</summary>
    public ClockTimePolicy ClockTimes { get; }

    /// <summary>What happens to amounts and margins with more than 10 decimals.</summary>
    public LongAmountPolicy LongAmounts { get; }

    /// <summary>w: how many cells are recent; 0 for no recent columns.</summary>
    public int RecentCells { get; }

    /// <summary>The window's first cell, if it was given.</summary>
    public int? FirstCell { get; }

    /// <summary>The window's last cell, if it was given.</summary>
    public int? LastCell { get; }

    internal LogOrder Order { get; }

    /// <summary>What happens to transactions without an identity.</summary>
    public RowsWithoutIdPolicy RowsWithoutId { get; }

    /// <summary>How many cells back the identities of rows are saved; 0 for all.</summary>
    public int RowIdCells { get; }

    /// <summary>The currency of all amounts, if it was given.</summary>
    public string? Currency { get; }

    internal int GapOrdinals { get; }

    internal bool Strict { get; }

    /// <summary>Checks options and freezes them.</summary>
    /// <param name="options">The options; later changes to them have no effect.</param>
    /// <returns>The rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, unknown, or contradicts another: the message names option, value
    /// and what is allowed.</exception>
    public static LogRules From(MemberTableOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionError.RequireName(options, nameof(options.Grain), options.Grain);
        OptionError.RequireName(options, nameof(options.FirstDayOfWeek), options.FirstDayOfWeek);
        OptionError.RequireName(options, nameof(options.Refunds), options.Refunds);
        OptionError.RequireName(options, nameof(options.ZeroAmounts), options.ZeroAmounts);
        OptionError.RequireName(options, nameof(options.LongAmounts), options.LongAmounts);
        OptionError.RequireName(options, nameof(options.ClockTimes), options.ClockTimes);
        OptionError.RequireName(options, nameof(options.Order), options.Order);
        OptionError.RequireName(options, nameof(options.RowsWithoutId), options.RowsWithoutId);
        OptionError.RequireWhole(options, nameof(options.RecentCells), options.RecentCells, 0, MaxRecentCells);
        OptionError.RequireWhole(options, nameof(options.GapOrdinals), options.GapOrdinals, 1, MaxGapOrdinals);
        OptionError.RequireWhole(options, nameof(options.RowIdCells), options.RowIdCells, 0, int.MaxValue);
        if (options.Order != LogOrder.Any)
        {
            const string Needs = $"it needs the Order {nameof(LogOrder.Any)}, as a log that is ordered per member keeps no rows";
            if (options.Refunds == RefundPolicy.AtOrder)
                throw OptionError.Of(options, nameof(options.Refunds), options.Refunds, Needs);
            if (options.RowsWithoutId != RowsWithoutIdPolicy.Count)
                throw OptionError.Of(options, nameof(options.RowsWithoutId), options.RowsWithoutId, Needs);
        }

        if (string.IsNullOrEmpty(options.TimeZone) || !TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var zone))
            throw OptionError.Of(options, nameof(options.TimeZone), $"'{options.TimeZone}'", "it must be the id of a time zone that this system knows");
        var calendar = CellCalendar.Of(options.Grain, options.FirstDayOfWeek, options.TimeZone);
        RequireCountable(nameof(options.WindowFirst), options.WindowFirst);
        RequireCountable(nameof(options.WindowLast), options.WindowLast);
        var rules = new LogRules(options, calendar, zone);
        if (rules.LastCell < rules.FirstCell)
            throw OptionError.Of(options, nameof(options.WindowLast), options.WindowLast, $"it must not lie before WindowFirst, {options.WindowFirst}");
        return rules;

        void RequireCountable(string name, DateTime? time)
        {
            if (time is { } given && !calendar.TryCellOfTicks(given.Ticks, out _))
                throw OptionError.Of(options, name, time, "it must lie between 1931-12-13 and 2068-01-19, as exact instants do");
        }
    }

    /// <summary>The cell that a time falls in.</summary>
    /// <param name="time">The time; a wall-clock time is read in the shop's zone.</param>
    /// <param name="cell">The cell.</param>
    /// <returns><see langword="false"/> when the time is outside what the grain can count: an instant outside 1931-12-13 to 2068-01-19.</returns>
    public bool TryCellOf(EventTime time, out int cell)
    {
        var ticks = time.Ticks;
        if (Calendar.Grain == EventGrain.Hour)
        {
            cell = Calendar.HourOfUtc(time.IsInstant ? ticks : _zone.ToUtc(ticks));
            return true;
        }

        if (Calendar.Grain == EventGrain.Instant)
            ticks = time.IsInstant ? ticks : _zone.ToUtc(ticks);
        else if (time.IsInstant)
            ticks = _zone.ToWallClock(ticks);
        return Calendar.TryCellOfTicks(ticks, out cell);
    }

    /// <summary>Reads a transaction as far as it does not depend on its member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal RowOutcome Read(EventTime time, decimal amount, decimal? margin, out LogRow row)
    {
        row = default;
        if (LacksZone(time))
            return RowOutcome.NoZone;
        if (!TryCellOf(time, out row.Cell))
            return RowOutcome.TimeOutOfRange;
        if (IsOutsideWindow(row.Cell))
            return RowOutcome.OutsideWindow;
        if (!ExactMoney.TryFrom(amount, out row.Amount, out row.Decimals) && !TryRound(amount, ref row.Amount, ref row.Decimals, ref row.Notes))
            return ExactMoney.IsWithinLimit(amount) ? RowOutcome.LongAmount : RowOutcome.AmountOutOfRange;
        if (margin is { } known)
        {
            row.HasMargin = ExactMoney.TryFrom(known, out row.Margin, out var decimals) || TryRound(known, ref row.Margin, ref decimals, ref row.Notes);
            if (row.HasMargin)
                row.Decimals = Math.Max(row.Decimals, decimals);
            else if (Strict)
                return RowOutcome.MarginOutOfRange;
            else
                row.Notes |= RowNotes.BadMargin;
        }

        if (row.Amount > 0)
            return RowOutcome.Sale;
        if (row.Amount == 0)
            return ZeroAmounts == ZeroAmountPolicy.Sale ? RowOutcome.Sale : RowOutcome.ZeroAmount;
        row.IsRefund = true;
        return Refunds switch
        {
            RefundPolicy.Net or RefundPolicy.AtOrder => RowOutcome.Refund,
            RefundPolicy.Ignore => RowOutcome.IgnoredRefund,
            _ => RowOutcome.RefundRejected,
        };
    }

    /// <summary>The hour of the day on the shop's clock, 0 to 23; -1 for a calendar day, or a midnight that may stand for one.</summary>
    internal int HourOf(EventTime time)
    {
        var ticks = time.Ticks;
        if (time.IsDay || ticks % TimeSpan.TicksPerDay == 0)
            return -1;
        ticks = time.IsInstant ? _zone.ToWallClock(ticks) : ticks;
        return (int)(ticks % TimeSpan.TicksPerDay / TimeSpan.TicksPerHour);
    }

    /// <summary>The weekday on the shop's clock.</summary>
    internal DayOfWeek WeekdayOf(EventTime time) => new DateTime(time.IsInstant ? _zone.ToWallClock(time.Ticks) : time.Ticks).DayOfWeek;

    /// <summary>A time that an hour or an instant begins at, on the shop's clock.</summary>
    internal DateTime ClockOf(DateTime start) => start.Kind == DateTimeKind.Utc ? new DateTime(_zone.ToWallClock(start.Ticks)) : start;

    private bool LacksZone(EventTime time) => ClockTimes == ClockTimePolicy.Reject && !time.IsInstant && !time.IsDay;

    private bool TryRound(decimal amount, ref Int128 value, ref int decimals, ref RowNotes notes)
    {
        if (LongAmounts != LongAmountPolicy.Round || !ExactMoney.TryFrom(ExactMoney.Rounded(amount), out value, out decimals))
            return false;
        notes |= RowNotes.Rounded;
        return true;
    }

    /// <summary>Reads an event; a registration may lie before the window.</summary>
    internal RowOutcome Read(EventTime time, MemberEventKind kind, out int cell)
    {
        cell = 0;
        if (LacksZone(time))
            return RowOutcome.NoZone;
        if (!TryCellOf(time, out cell))
            return RowOutcome.TimeOutOfRange;
        if (kind == MemberEventKind.Registration)
            return cell > LastCell ? RowOutcome.OutsideWindow : RowOutcome.Registration;
        return IsOutsideWindow(cell) ? RowOutcome.OutsideWindow : RowOutcome.Visit;
    }

    /// <summary>What cells and purchases depend on: states of two parts of a log merge only if all of it is equal.</summary>
    internal IEnumerable<(string Name, string Value)> Reading() =>
    [
        ("grain", Calendar.Grain.ToString()),
        ("firstDayOfWeek", Calendar.FirstDayOfWeek.ToString()),
        ("timeZone", TimeZone),
        ("refunds", Refunds.ToString()),
        ("zeroAmounts", ZeroAmounts.ToString()),
        ("longAmounts", LongAmounts.ToString()),
        ("recentCells", RecentCells.ToString(CultureInfo.InvariantCulture)),
        ("gapOrdinals", GapOrdinals.ToString(CultureInfo.InvariantCulture)),
    ];

    internal void RequireSameReading(LogRules other, string parameter)
    {
        foreach (var ((name, mine), (_, theirs)) in Reading().Zip(other.Reading()))
        {
            if (mine != theirs)
                throw Error.Argument($"{name} is {theirs} there and {mine} here.", parameter);
        }

        if (Order != other.Order || RowsWithoutId != other.RowsWithoutId || FirstCell != other.FirstCell || LastCell != other.LastCell)
            throw new ArgumentException("The builders differ in order, rows without id or window.", parameter);
    }

    internal bool IsOutsideWindow(int cell) => cell < FirstCell || cell > LastCell;

    /// <summary>Calendar, time zone and policies in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Calendar}, time zone {TimeZone}, refunds {Refunds}, zero amounts {ZeroAmounts}, {RecentCells} recent cells");
}
