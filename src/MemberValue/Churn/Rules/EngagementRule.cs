using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>Engagement has stopped: no visit for too many days, whatever was bought.</summary>
/// <remarks>
/// Reads LastVisitCell. A member without a known visit cannot be judged. Its sentences have the places <c>{value}</c> and <c>{limit}</c> (days).
/// </remarks>
public sealed class EngagementRule : ThresholdRule
{
    private static readonly string[] Places = ["value", "limit"];

    private static readonly Text Standard = Text.Of("No visit for {value} (warning level: {limit}).", "已{value}未访问（预警线：{limit}）。");

    /// <summary>Creates a rule.</summary>
    /// <param name="options">The limits; checked and copied. Null for the defaults: from 30 days, full at 90.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public EngagementRule(EngagementRuleOptions? options = null)
        : base((options ??= new EngagementRuleOptions()).Id, "day", options.Ramp(), options.Checked(Standard, Places))
    {
    }

    /// <inheritdoc/>
    public override Text Name { get; } = Text.Of("Fewer visits", "访问减少");

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        var visits = columns.LastVisitCell.Slice(start, values.Length);
        var days = TimeConversion.ToDays(columns.Window.Calendar);
        var end = columns.Window.LastCell;
        for (var i = 0; i < values.Length; i++)
        {
            var silence = days.Of((long)end - visits[i]);
            values[i] = visits[i] == MemberColumns.NoCell ? double.NaN : silence;
        }
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value) =>
        [TextValue.Days("value", value, Limit), TextValue.Days("limit", Limit)];

    private protected override Text WhyNot(MemberColumns columns, int row) => Text.Of("No visit is known, so visits could not be checked.", "缺少访问记录，无法判断访问情况。");
}
