using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// One member's value in its parts, each with its reason: historic (realised), current (if behaviour goes on as now) and potential (cross-sell
/// and referrals), with the two other dimensions of the classic scheme, retention and customer share.
/// </summary>
/// <remarks>
/// Historic value is money of the past as it was, at no interest; current and potential value are present values. Only what lies ahead can be
/// won or lost: compare members by <see cref="FutureValue"/>. Potential value rests on inputs and is only as good as they are.
/// </remarks>
public sealed record ValueDecomposition
{
    private static readonly Text HistoricRevenue = Text.Of(
        "Value so far: {value}, the net spend from {first} through {last}.", "累计价值{value}：{first}至{last}的净消费（已扣退款）。");
    private static readonly Text HistoricMargin = Text.Of(
        "Value so far: {value}, the margin from {first} through {last}.", "累计价值{value}：{first}至{last}的毛利（已扣退款）。");
    private static readonly Text OfCurrent = Text.Of(
        "Expected value if things go on as now, {time}: {value}, at {margin} per {period} and a retention of {retention} per {period}.",
        "按现状延续的预期价值（{time}）{value}：每{period}贡献{margin}，每{period}留存率{retention}。");
    private static readonly Text GivenCurrent = Text.Of("Expected value if things go on as now: {value}, as given.", "按现状延续的预期价值{value}（外部给定）。");
    private static readonly Text OfCrossSell = Text.Of("Cross-sell: {value}, {share} of the expected value.", "交叉销售潜力{value}：预期价值的{share}。");
    private static readonly Text NoCrossSell = Text.Of("Cross-sell: {value}, because the expected value is below 0.", "交叉销售潜力{value}：预期价值低于0。");
    private static readonly Text OfReferrals = Text.Of(
        "Referrals: {value}, from {members} new members worth {each} each.", "转介绍潜力{value}：预计带来{members}位新会员，每位价值{each}。");
    private static readonly Text OfRetention = Text.Of(
        "Retention: {retention} per {period}, so {payments} more payments on average, {time}.", "留存率：每{period}{retention}，平均还会付款{payments}次（{time}）。");
    private static readonly Text OfShare = Text.Of(
        "Share of wallet: {share}; of {wallet} per {period}, {spend} is spent here and {rest} elsewhere.",
        "钱包份额{share}：每{period}同类消费{wallet}，其中本店{spend}，其他{rest}。");
    private static readonly Text UnknownWallet = Text.Of(
        "Share of wallet: {share}; a net spend of {spend} per {period} does not show how large the wallet is.", "钱包份额{share}：每{period}净消费{spend}，无法推算总消费。");
    private static readonly Text NoEnd = Text.Of("without an end date", "不设期限");
    private static readonly Text Within = Text.Of("over the next {horizon}", "未来{horizon}");
    private static readonly Text NotKnown = Text.Of("not known", "未知");

    /// <summary>Realised revenue or margin in the window, refunds netted.</summary>
    public required ValuePart Historic { get; init; }

    /// <summary>What the member's present margin per period is worth as long as they stay.</summary>
    public required ValuePart Current { get; init; }

    /// <summary>The uplift x the current value; 0 where the current value is not above 0.</summary>
    public required ValuePart CrossSell { get; init; }

    /// <summary>The expected number of new members x what one is worth.</summary>
    public required ValuePart Referrals { get; init; }

    /// <summary>How long the member stays.</summary>
    public required RetentionDimension Retention { get; init; }

    /// <summary>How much of the member's wallet is spent here; null without a share of wallet.</summary>
    public CustomerShare? Share { get; init; }

    /// <summary>Cross-sell and referrals, in money.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double PotentialValue => CrossSell.Value + Referrals.Value;

    /// <summary>Current and potential value, in money: what lies ahead.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double FutureValue => Current.Value + PotentialValue;

    /// <summary>Historic, current and potential value, in money: the whole of the member's life.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Total => Historic.Value + FutureValue;

    /// <summary>The reasons of all parts and dimensions, in the order of the properties.</summary>
    public IReadOnlyList<Text> Reasons =>
        [Historic.Reason, Current.Reason, CrossSell.Reason, Referrals.Reason, Retention.Reason, .. Share is null ? Array.Empty<Text>() : [Share.Reason]];

    /// <summary>Decomposes one member's value.</summary>
    /// <param name="row">The member's numbers: FirstPurchaseCell and Net, or Margin for a margin without a rate.</param>
    /// <param name="options">The inputs.</param>
    /// <returns>The parts; NaN where the member's margin is missing.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that is needed.</exception>
    public static ValueDecomposition Of(MemberRow row, ValueDecompositionOptions options)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var (current, factor) = options.Current.Checked();
        var columns = row.ToColumns();
        var historic = new RealisedMoney(columns, current.Basis, current.MarginRate)[0];
        var worth = options.CurrentValue;
        var margin = double.NaN;
        if (worth is null)
        {
            margin = current.MarginPerPeriod ?? HistoricValueCalculator.PerUnit(historic, TenureOf(columns, current));
            worth = margin == 0 ? 0 : margin * factor;
        }

        var crossSell = double.IsNaN(worth.Value) ? double.NaN : Math.Max(worth.Value, 0) * options.CrossSellUplift;
        var referrals = options.Referrals * options.ValuePerReferral;
        var period = current.Period;
        var payments = RetentionValue.ExpectedPayments(current.Retention!.Value, current.Timing, current.Periods);
        var unit = new TextValue("period", Wording.NameOf(period));
        var time = new TextValue("time", current.Periods is { } periods ? Within.Fill(new TextValue("horizon", Wording.Amount(periods, period))) : NoEnd);
        var calendar = row.Window.Calendar;
        return new ValueDecomposition
        {
            Historic = new ValuePart(historic, (current.Basis == ValueBasis.Revenue ? HistoricRevenue : HistoricMargin).Fill(
                Money("value", historic),
                new TextValue("first", calendar.Format(row.Window.FirstCell)), new TextValue("last", calendar.Format(row.Window.LastCell)))),
            Current = new ValuePart(worth.Value, options.CurrentValue is null
                ? OfCurrent.Fill(Money("value", worth.Value), Money("margin", margin), unit, time, TextValue.Percent("retention", current.Retention.Value))
                : GivenCurrent.Fill(Money("value", worth.Value))),
            CrossSell = new ValuePart(crossSell, (worth < 0 ? NoCrossSell : OfCrossSell).Fill(
                Money("value", crossSell), TextValue.PercentLimit("share", options.CrossSellUplift))),
            Referrals = new ValuePart(referrals, OfReferrals.Fill(
                Money("value", referrals), TextValue.Number("members", options.Referrals), Money("each", options.ValuePerReferral))),
            Retention = new RetentionDimension(current.Retention.Value, period, payments, OfRetention.Fill(
                TextValue.Percent("retention", current.Retention.Value), unit, time, TextValue.Fixed("payments", payments))),
            Share = options.ShareOfWallet is { } share ? ShareOf(share, columns, current) : null,
        };
    }

    private static CustomerShare ShareOf(double share, MemberColumns columns, RetentionValueOptions current)
    {
        var spend = HistoricValueCalculator.PerUnit(columns.Net.ToDouble(0), TenureOf(columns, current));
        var wallet = spend > 0 ? spend / share : double.NaN;
        return new CustomerShare(share, spend, wallet, wallet - spend, (spend > 0 ? OfShare : UnknownWallet).Fill(
            TextValue.PercentLimit("share", share), Money("spend", spend), Money("wallet", wallet), Money("rest", wallet - spend),
            new TextValue("period", Wording.NameOf(current.Period))));
    }

    private static double TenureOf(MemberColumns columns, RetentionValueOptions options) =>
        new Tenure(columns, options.TenureStart, options.MinimumTenureInDays, options.Period)[0];

    private static TextValue Money(string place, double value) => double.IsNaN(value) ? new TextValue(place, NotKnown) : TextValue.Fixed(place, value);

    /// <summary>The reasons, one per line, in English.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Join(Environment.NewLine, Reasons.Select(reason => reason.English));
}
