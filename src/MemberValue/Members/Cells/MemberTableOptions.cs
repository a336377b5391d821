using System.Text.Json.Serialization;

namespace MemberValue.Members;

/// <summary>What a refund row (a negative amount) changes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefundPolicy>))]
public enum RefundPolicy
{
    /// <summary>It is netted against spend, and a cell that nets to 0 or less is not a purchase (the default).</summary>
    Net = 0,

    /// <summary>It is read and counted in the report, but changes no number of the member.</summary>
    Ignore = 1,

    /// <summary>The row is skipped as <see cref="SkipReasons.RefundRejected"/>.</summary>
    Reject = 2,

    /// <summary>
    /// It is dated at the order that it gives back, the one with its <see cref="Transaction{TKey}.OrderId"/>: an order that is given back completely is not
    /// a purchase, and the spend of one that is given back in part is reduced, from the day of the refund on. A refund whose order has no sale of its member
    /// in the window is treated as with <see cref="Net"/> and counted in <see cref="IngestionReport.UnmatchedRefunds"/>. Needs <see cref="LogOrder.Any"/>.
    /// </summary>
    AtOrder = 3,
}

/// <summary>What happens to a transaction without an identity, of which a second delivery could not be recognised.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RowsWithoutIdPolicy>))]
public enum RowsWithoutIdPolicy
{
    /// <summary>It counts every time (the default): an order may have equal lines.</summary>
    Count = 0,

    /// <summary>The row is skipped as <see cref="SkipReasons.NoRowId"/>.</summary>
    Reject = 1,
}

/// <summary>What becomes of a row whose time is a <see cref="DateTime"/> of kind Unspecified: no instant, and no calendar day.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClockTimePolicy>))]
public enum ClockTimePolicy
{
    /// <summary>It is a time on the shop's clock (the default).</summary>
    ShopClock = 0,

    /// <summary>
    /// The row is skipped as <see cref="SkipReasons.NoZone"/>: for a log of instants, whose times lose their kind on the way out of a database or a file, and
    /// would be read hours off.
    /// </summary>
    Reject = 1,
}

/// <summary>Whether a row with amount zero is a sale.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ZeroAmountPolicy>))]
public enum ZeroAmountPolicy
{
    /// <summary>It is a sale (the default): a free sample is a purchase of 0.</summary>
    Sale = 0,

    /// <summary>The row is skipped as <see cref="SkipReasons.ZeroAmount"/>.</summary>
    Skip = 1,
}

/// <summary>What happens to an amount or a margin with more than <see cref="MoneyColumn.MaxDecimals"/> decimals, such as the result of a division.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LongAmountPolicy>))]
public enum LongAmountPolicy
{
    /// <summary>It is rounded half to even at that many decimals, and the row counted in <see cref="IngestionReport.RoundedRows"/> (the default). Whether
    /// the row is a sale, a refund or of amount zero follows from the rounded amount.</summary>
    Round = 0,

    /// <summary>An amount leaves its row out as <see cref="SkipReasons.LongAmount"/>; a margin counts as unknown.</summary>
    Reject = 1,
}

/// <summary>The order of the rows of a log.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LogOrder>))]
public enum LogOrder
{
    /// <summary>Any order (the default); memory grows with the purchase cells.</summary>
    Any = 0,

    /// <summary>Each member's rows come in the order of their cells; memory grows with the members. A row older than its member's last
    /// cell is skipped as <see cref="SkipReasons.Late"/>.</summary>
    TimeOrderedPerMember = 1,
}

/// <summary>How a transaction log is read. A plain class that configuration can bind; checked and frozen when a builder is created.</summary>
public sealed class MemberTableOptions
{
    /// <summary>The length of a cell; a calendar day by default.</summary>
    public EventGrain Grain { get; set; } = EventGrain.Day;

    /// <summary>The first day of the week for <see cref="EventGrain.Week"/>; Monday by default.</summary>
    public DayOfWeek FirstDayOfWeek { get; set; } = DayOfWeek.Monday;

    /// <summary>The shop's time zone, as an IANA or Windows id such as <c>Europe/London</c>; UTC by default. Instants are read in it.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>What becomes of times without a zone.</summary>
    public ClockTimePolicy ClockTimes { get; set; } = ClockTimePolicy.ShopClock;

    /// <summary>
    /// The window's first cell as a time in it, on the shop's clock; null for the first cell seen. With <see cref="EventGrain.Instant"/>,
    /// the start, in UTC and not itself in the window.
    /// </summary>
    public DateTime? WindowFirst { get; set; }

    /// <summary>
    /// The window's last cell as a time in it, on the shop's clock; null for the last cell seen. With <see cref="EventGrain.Instant"/>,
    /// the end, in UTC and itself in the window. Rows outside the window are skipped as <see cref="SkipReasons.OutsideWindow"/>.
    /// </summary>
    public DateTime? WindowLast { get; set; }

    /// <summary>What refund rows do.</summary>
    public RefundPolicy Refunds { get; set; } = RefundPolicy.Net;

    /// <summary>Whether rows with amount zero are sales.</summary>
    public ZeroAmountPolicy ZeroAmounts { get; set; } = ZeroAmountPolicy.Sale;

    /// <summary>What happens to amounts and margins with more than 10 decimals.</summary>
    public LongAmountPolicy LongAmounts { get; set; } = LongAmountPolicy.Round;

    /// <summary>The order that the rows come in.</summary>
    public LogOrder Order { get; set; } = LogOrder.Any;

    /// <summary>
    /// w: how many cells at the window's end are recent, for purchases, spend and visits in the last w cells compared with the w before. 0 (the
    /// default) for no such columns; at most 100,000.
    /// </summary>
    public int RecentCells { get; set; }

    /// <summary>What happens to transactions without a <see cref="Transaction{TKey}.RowId"/> and without both order id and line id.</summary>
    public RowsWithoutIdPolicy RowsWithoutId { get; set; } = RowsWithoutIdPolicy.Count;

    /// <summary>
    /// How many cells back from the last one the identities of rows are saved; 0 (the default) for all. After a load, a row with an identity in an older cell
    /// cannot be distinguished from one that counted already, and is skipped as <see cref="SkipReasons.Late"/>.
    /// </summary>
    public int RowIdCells { get; set; }

    /// <summary>The currency of all amounts, such as <c>EUR</c>; null (the default) for that of the first row that names one.</summary>
    public string? Currency { get; set; }

    /// <summary>How many gaps of each member the gap histogram keeps apart, 1 to 32; 8 by default, so that 8 stands for all later ones too.</summary>
    public int GapOrdinals { get; set; } = 8;

    /// <summary>
    /// Whether the first bad row throws <see cref="BadRowException"/> instead of being counted. Rows left out on purpose (outside the window,
    /// zero amounts) or delivered again are not bad.
    /// </summary>
    public bool Strict { get; set; }
}
