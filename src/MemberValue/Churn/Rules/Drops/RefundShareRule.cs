using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>A member returns a large part of what they bought: refunds as a share of sales, over the whole window.</summary>
/// <remarks>
/// Refunds without any sale inside the window count as the share at which the severity is 1. Reads Sales and Refunds. Its sentences have the places
/// <c>{value}</c> and <c>{limit}</c> (shares), <c>{refunds}</c> and <c>{sales}</c> (money).
/// </remarks>
public sealed class RefundShareRule : ThresholdRule
{
    private static readonly string[] Places = ["value", "limit", "refunds", "sales"];

    private static readonly Text Standard = Text.Of(
        "Many refunds: {refunds} of {sales} in sales, {value} (warning level: {limit}).", "退款率偏高：消费{sales}，退款{refunds}，退款率{value}（预警线：{limit}）。");

    /// <summary>Creates a rule.</summary>
    /// <param name="options">The limits; checked and copied. Null for the defaults: from 0.3, full at 1.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public RefundShareRule(RefundShareRuleOptions? options = null)
        : base((options ??= new RefundShareRuleOptions()).Id, "share", options.Ramp(), options.Checked(Standard, Places))
    {
    }

    /// <inheritdoc/>
    public override Text Name { get; } = Text.Of("Many returns", "退货偏多");

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        var money = new MoneyPairs(columns.Refunds, columns.Sales);
        for (var i = 0; i < values.Length; i++)
        {
            var (refunds, sales) = money[start + i];
            var share = refunds / sales;
            values[i] = sales > 0 ? share : refunds > 0 ? FullAt : sales + refunds == 0 ? 0 : double.NaN;
        }
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value) =>
    [
        TextValue.Percent("value", value, Limit),
        TextValue.PercentLimit("limit", Limit),
        TextValue.Fixed("refunds", columns.Refunds.ToDouble(row)),
        TextValue.Fixed("sales", columns.Sales.ToDouble(row)),
    ];

    private protected override Text WhyNot(MemberColumns columns, int row) =>
        Text.Of("Sales or refunds are not known, so refunds could not be checked.", "缺少消费或退款金额，无法判断退款率。");
}
