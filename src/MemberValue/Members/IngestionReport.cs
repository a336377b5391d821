using System.Globalization;
using System.Text;

namespace MemberValue.Members;

/// <summary>What happened to every row that a builder read: read = used + skipped, always.</summary>
public sealed record IngestionReport
{
    private static readonly IReadOnlyDictionary<string, long> None = new Dictionary<string, long>();

    /// <summary>Rows read: transactions, registrations, visits, and rows that the host's parser skipped.</summary>
    public long Read => Used + Skipped;

    /// <summary>Rows used: <see cref="SaleRows"/> + <see cref="RefundRows"/> + <see cref="Registrations"/> + <see cref="Visits"/>.</summary>
    public long Used => SaleRows + RefundRows + Registrations + Visits;

    /// <summary>Rows left out, for any reason.</summary>
    public long Skipped => SkippedByReason.Values.Sum();

    /// <summary>Sale rows used (amount 0 or more).</summary>
    public long SaleRows { get; init; }

    /// <summary>Of the sale rows, those in a cell in which their member had one already: the rows beyond the first of a purchase.</summary>
    public long MergedRows { get; init; }

    /// <summary>Refund rows used (amount below 0), netted or, by option, ignored.</summary>
    public long RefundRows { get; init; }

    /// <summary>Of the transactions used, those whose amount or margin was rounded: see <see cref="LongAmountPolicy.Round"/>.</summary>
    public long RoundedRows { get; init; }

    /// <summary>Of the transactions used, those whose margin could not be used (<see cref="SkipReasons.MarginOutOfRange"/>) and counts as unknown.</summary>
    public long BadMargins { get; init; }

    /// <summary>With <see cref="RefundPolicy.AtOrder"/>: refund rows of the window whose order has no sale of their member in it, or that name
    /// none.</summary>
    public long UnmatchedRefunds { get; init; }

    /// <summary>Whether the rows without an identity look like those of an earlier load into the same states: equal numbers of sales and refunds, equal sums
    /// of amounts to the tenth decimal, and equal sums of days. The last 8 loads are compared; other rows agree in all of these only by chance, and a load
    /// that repeats another in part is not found.</summary>
    public bool RepeatsLoad { get; init; }

    /// <summary>
    /// Transactions that were read, by the hour of the day on the shop's clock: 24 numbers, from midnight on. Rows whose time is a calendar day, or a
    /// midnight that may stand for one, are not among them.
    /// </summary>
    public IReadOnlyList<long> RowsByHour { get; init; } = new long[HourShift.Hours];

    /// <summary>
    /// Whether the hours look shifted, as when times in UTC are taken for the shop's clock: of 1,000 rows with a time of day or more, at least 8% lie from
    /// 02:00 to 06:00, and at most a fifth as many in some other four hours of the day. A shop that sells around the clock has no such
    /// quiet hours, a shift by less than four hours may not be found, and one hour with more than half of the rows is taken for the time of a batch.
    /// </summary>
    public bool HoursLookShifted => HourShift.Of(RowsByHour) is not null;

    /// <summary>Registrations used.</summary>
    public long Registrations { get; init; }

    /// <summary>Visits and other engagement events used.</summary>
    public long Visits { get; init; }

    /// <summary>Rows left out by reason, most frequent first; see <see cref="SkipReasons"/>.</summary>
    public IReadOnlyDictionary<string, long> SkippedByReason { get; init; } = None;

    /// <summary>Of the rows outside the window, those before its first cell.</summary>
    public long RowsBeforeWindow { get; init; }

    /// <summary>Members whose registration lies before the window's first cell.</summary>
    public long MembersRegisteredBeforeWindow { get; init; }

    /// <summary>What a reader of the table should know: rows that were skipped, rounded or lost their margin, and a window that starts late.
    /// Empty when all is well.</summary>
    public IReadOnlyList<Text> Warnings
    {
        get
        {
            var warnings = new List<Text>();
            void Warn(bool applies, FormattableString english, FormattableString chinese)
            {
                if (applies)
                    warnings.Add(Text.Of(english.ToString(CultureInfo.InvariantCulture), chinese.ToString(CultureInfo.InvariantCulture)));
            }

            const string start = "The window starts after members' true beginnings (left truncation)";
            const string effect = "First purchases, ages and repeat counts of such members are too small.";
            Warn(RowsBeforeWindow > 0 || MembersRegisteredBeforeWindow > 0,
                $"{start}: {RowsBeforeWindow:N0} rows lie before it and {MembersRegisteredBeforeWindow:N0} members registered before it. {effect}",
                $"观察窗口开始之前已有会员活动（左截断）：{RowsBeforeWindow:N0}行早于窗口，{MembersRegisteredBeforeWindow:N0}位会员在窗口之前注册。这些会员的首购日会偏晚，会龄和复购次数会偏小。");
            Warn(Skipped > 0,
                $"{Skipped:N0} of {Read:N0} rows were skipped: {Reasons(", ", " ", static reason => reason)}.",
                $"读入的{Read:N0}行中有{Skipped:N0}行被跳过：{Reasons("，", "行", static reason => NameOfReason(reason).Chinese)}。");
            Warn(RoundedRows > 0,
                $"{RoundedRows:N0} rows had an amount or a margin with more than {MoneyColumn.MaxDecimals} decimals, now rounded.",
                $"{RoundedRows:N0}行的金额或毛利超过{MoneyColumn.MaxDecimals}位小数，已舍入。");
            Warn(BadMargins > 0,
                $"{BadMargins:N0} rows had a margin that could not be used; their members have no margin.", $"{BadMargins:N0}行的毛利无法使用，这些会员的毛利视为未知。");
            Warn(UnmatchedRefunds > 0,
                $"{UnmatchedRefunds:N0} refund rows found no order to be dated at and count on their own day.",
                $"{UnmatchedRefunds:N0}行退款找不到对应的订单，计在退款当天。");
            Warn(RepeatsLoad,
                $"The rows look like those of an earlier load. If they came twice, start again from the states before, and give rows ids.",
                $"这些行与之前某次载入的行相同。如果是重复载入，请从之前的状态重新开始，并为每一行提供标识。");
            if (HourShift.Of(RowsByHour) is { } shift)
                warnings.Add(shift.ToWarning());
            return warnings;
        }
    }

    /// <summary>The report as a few lines of English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        void Line(string label, long count) => text.Append(CultureInfo.InvariantCulture, $"{label,-34}{count,14:N0}\n");
        Line("rows read", Read);
        Line("rows used", Used);
        Line("  sale rows", SaleRows);
        Line("    merged into a purchase", MergedRows);
        Line("  refund rows", RefundRows);
        if (RoundedRows > 0)
            Line("  rounded", RoundedRows);
        if (BadMargins > 0)
            Line("  without their margin", BadMargins);
        if (Registrations > 0)
            Line("  registrations", Registrations);
        if (Visits > 0)
            Line("  visits", Visits);
        Line("rows skipped", Skipped);
        foreach (var (reason, count) in SkippedByReason)
            Line("  " + reason, count);
        foreach (var warning in Warnings)
            text.Append("warning: ").Append(warning.English).Append('\n');
        return text.ToString();
    }

    /// <summary>A reason in words for people: in English as it is, and in Chinese.</summary>
    /// <param name="reason">One of <see cref="SkipReasons"/>; a host's own stays as it is in every language.</param>
    /// <returns>The words.</returns>
    public static Text NameOfReason(string reason) => Text.Of(reason, reason switch
    {
        SkipReasons.NoMember => "没有会员标识",
        SkipReasons.OutsideWindow => "在观察窗口之外",
        SkipReasons.Late => "来得太晚",
        SkipReasons.ZeroAmount => "金额为0",
        SkipReasons.RefundRejected => "退款不予采用",
        SkipReasons.DeliveredBefore => "之前已经送达",
        SkipReasons.NoRowId => "没有行标识",
        SkipReasons.NoZone => "时刻没有时区",
        SkipReasons.AmountOutOfRange => "金额超出精确范围",
        SkipReasons.LongAmount => "金额超过10位小数",
        SkipReasons.MarginOutOfRange => "毛利超出精确范围",
        SkipReasons.OppositeSigns => "数量与金额的正负不一致",
        SkipReasons.QuantityOutOfRange => "数量超出精确范围",
        SkipReasons.TimeOutOfRange => "时间超出范围",
        _ => null,
    });

    /// <summary>Whether both reports say the same.</summary>
    /// <param name="other">The other report.</param>
    /// <returns><see langword="true"/> for equal counts, reasons included.</returns>
    public bool Equals(IngestionReport? other) => other is not null
        && (SaleRows, MergedRows, RefundRows, RoundedRows, BadMargins, Registrations, Visits)
            == (other.SaleRows, other.MergedRows, other.RefundRows, other.RoundedRows, other.BadMargins, other.Registrations, other.Visits)
        && (RowsBeforeWindow, MembersRegisteredBeforeWindow, UnmatchedRefunds, RepeatsLoad)
            == (other.RowsBeforeWindow, other.MembersRegisteredBeforeWindow, other.UnmatchedRefunds, other.RepeatsLoad)
        && SkippedByReason.Count == other.SkippedByReason.Count
        && SkippedByReason.All(pair => other.SkippedByReason.GetValueOrDefault(pair.Key) == pair.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SaleRows, MergedRows, RefundRows, Registrations, Visits, Skipped);

    private string Reasons(string between, string afterNumber, Func<string, string> name) => string.Join(
        between, SkippedByReason.Select(pair => FormattableString.Invariant($"{pair.Value:N0}{afterNumber}{name(pair.Key)}")));

    internal static IReadOnlyDictionary<string, long> Sorted(IEnumerable<KeyValuePair<string, long>> counts) => counts
        .GroupBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(group.Key, group.Sum(pair => pair.Value)))
        .Where(pair => pair.Value > 0)
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key, pair => pair.Value);
}
