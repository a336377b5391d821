using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// One member's value in its parts, each with its reason: historic (realised), current (if behaviour goes on as now) and potential (cross-sell
/// and referrals), with the two other dimensions of the classic scheme, retention and customer share.
/// </summary>
/// <remarks>
/// Historic value is money of the past as it was, at no interest; current and potential value are present values. Only what lies ahead can be
/// won or lost: compare members by <see cref="FutureValue"/>. Potential value is made of inputs and is as good as they are.
/// </remarks>
public sealed record ValueDecomposition
{
    /// <summary>Realised revenue or margin in the window, refunds netted.</summary>
    public required ValuePart Historic { get; init; }

    /// <summary>What the member's present margin a period is worth as long as they stay.</summary>
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
    public double PotentialValue => CrossSell.Value + Referrals.Value;

    /// <summary>Current and potential value, in money: what lies ahead.</summary>
    public double FutureValue => Current.Value + PotentialValue;

    /// <summary>Historic, current and potential value, in money: the whole of the member's life.</summary>
    public double Total => Historic.Value + FutureValue;

    /// <summary>The reasons of all parts and dimensions, in the order of the properties.</summary>
    public IReadOnlyList<Text> Reasons =>
        [Historic.Reason, Current.Reason, CrossSell.Reason, Referrals.Reason, Retention.Reason, .. Share is null ? Array.Empty<Text>() : [Share.Reason]];

    /// <summary>Takes one member's value apart.</summary>
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
        var money = current.Basis == ValueBasis.Revenue ? "net spend" : "margin";
        return new ValueDecomposition
        {
            Historic = new ValuePart(historic, Text.Of($"Historic value {Written(historic)}: the {money} of {row.Window}, refunds netted.")),
            Current = new ValuePart(worth.Value, Text.Of(options.CurrentValue is null
                ? $"Current value {Written(worth.Value)}: {Written(margin)} per {period.Name} going on, {RetentionValueCalculator.Terms(current)}."
                : $"Current value {Written(worth.Value)}: given.")),
            CrossSell = new ValuePart(crossSell, Text.Of(
                $"Cross-sell {Written(crossSell)}: {Written(options.CrossSellUplift)} of the current value{(worth < 0 ? ", which is below 0" : "")}.")),
            Referrals = new ValuePart(referrals, Text.Of(
                $"Referrals {Written(referrals)}: {Written(options.Referrals)} new members worth {Written(options.ValuePerReferral)} each.")),
            Retention = new RetentionDimension(current.Retention.Value, period, payments,
                Text.Of($"Retention {Written(current.Retention.Value)} per {period.Name}: {Written(payments)} more payments on average.")),
            Share = options.ShareOfWallet is { } share ? ShareOf(share, columns, current) : null,
        };
    }

    private static CustomerShare ShareOf(double share, MemberColumns columns, RetentionValueOptions current)
    {
        var spend = HistoricValueCalculator.PerUnit(columns.Net.ToDouble(0), TenureOf(columns, current));
        var wallet = spend > 0 ? spend / share : double.NaN;
        var name = current.Period.Name;
        return new CustomerShare(share, spend, wallet, wallet - spend, Text.Of(spend > 0
            ? $"Customer share {Written(share)}: {Written(spend)} of a wallet of {Written(wallet)} per {name} is spent here, {Written(wallet - spend)} elsewhere."
            : $"Customer share {Written(share)}: a net spend of {Written(spend)} per {name} says nothing of the wallet."));
    }

    private static double TenureOf(MemberColumns columns, RetentionValueOptions options) =>
        new Tenure(columns, options.TenureStart, options.MinimumTenureInDays, options.Period)[0];

    private static string Written(double value) => double.IsNaN(value) ? "(not known)" : FormattableString.Invariant($"{value:0.####}");
}
