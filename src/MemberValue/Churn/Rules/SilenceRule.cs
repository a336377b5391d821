using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>A member has been silent for too many days, since the last purchase, or since the last purchase or visit.</summary>
/// <remarks>
/// Reads LastPurchaseCell, and LastVisitCell under <see cref="SilenceSource.Engagement"/>. A member who never bought gives no signal; under Engagement
/// one with neither purchase nor visit cannot be judged. Its sentences have the places <c>{value}</c> and <c>{limit}</c> (days).
/// </remarks>
public sealed class SilenceRule : ThresholdRule
{
    private static readonly string[] Places = ["value", "limit"];

    private static readonly Text Purchase = Text.Of("No purchase for {value} (warning level: {limit}).", "已{value}未购买（预警线：{limit}）。");

    private static readonly Text Engagement = Text.Of(
        "No purchase or visit for {value} (warning level: {limit}).", "已{value}未购买也未访问（预警线：{limit}）。");

    /// <summary>Creates a rule.</summary>
    /// <param name="options">The limits; checked and copied. Null for the defaults: from 60 days, full at 180.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public SilenceRule(SilenceRuleOptions? options = null)
        : base((options ??= new SilenceRuleOptions()).Id, "day", options.Ramp(),
            options.Checked(options.Silence == SilenceSource.Purchase ? Purchase : Engagement, Places)) =>
        Silence = options.Silence;

    /// <inheritdoc/>
    public override Text Name { get; } = Text.Of("Long silence", "长时间沉默");

    /// <summary>What ends a silence.</summary>
    public SilenceSource Silence { get; }

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        var last = columns.LastPurchaseCell.Slice(start, values.Length);
        var visits = Silence == SilenceSource.Engagement ? columns.LastVisitCell.Slice(start, values.Length) : last;
        var days = TimeConversion.ToDays(columns.Window.Calendar);
        var end = columns.Window.LastCell;
        var never = Silence == SilenceSource.Engagement ? double.NaN : double.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            var cell = Math.Max(last[i], visits[i]);
            var silence = days.Of((long)end - cell);
            values[i] = cell == MemberColumns.NoCell ? never : silence;
        }
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value) =>
        [TextValue.Days("value", value, Limit), TextValue.Days("limit", Limit)];

    private protected override Text WhyNot(MemberColumns columns, int row) => Text.Of(
        "No purchase or visit is known, so the time without activity could not be checked.", "缺少购买和访问记录，无法判断未活跃时长。");
}
