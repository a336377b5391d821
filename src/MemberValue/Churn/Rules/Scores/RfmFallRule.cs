using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Churn;

/// <summary>A member's Rfm score has fallen by k levels or more since the earlier snapshot.</summary>
/// <remarks>
/// Both scores must come from one scale: levels of two fits cannot be compared. A member who was not there, or was or is not scored, gives no signal. Needs
/// scores, now and in the earlier snapshot. Its sentences have the places <c>{value}</c>, <c>{limit}</c>, <c>{measure}</c>, <c>{score}</c> and
/// <c>{earlier}</c>.
/// </remarks>
public sealed class RfmFallRule : RfmRule
{
    private static readonly string[] Places = ["value", "limit", "measure", "score", "earlier"];

    private static readonly Text Standard = Text.Of(
        "RFM score fell from {earlier} to {score}: {measure} is down by {value} (warning level: {limit}).",
        "RFM评分由{earlier}降至{score}：{measure}下降{value}分（预警线：{limit}分）。");

    /// <summary>Creates a rule.</summary>
    /// <param name="options">The limits; checked and copied. Null for the defaults: the sum of levels by 3 or more.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public RfmFallRule(RfmFallRuleOptions? options = null)
        : base((options ??= new RfmFallRuleOptions()).Id, options.Ramp(), options.Checked(Standard, Places), options.Measure, options.Weights)
    {
    }

    /// <inheritdoc/>
    public override Text Name { get; } = Text.Of("Fall of the RFM score", "RFM评分下降");

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        var scores = columns.Values(RfmColumns.Score).Slice(start, values.Length);
        var rows = columns.EarlierRows.Slice(start, values.Length);
        var before = columns.Earlier.Values(RfmColumns.Score);
        var number = Number;
        for (var i = 0; i < values.Length; i++)
        {
            var earlier = rows[i] >= 0 ? before[rows[i]] : default;
            values[i] = earlier.IsScored && scores[i].IsScored ? number.Of(earlier) - number.Of(scores[i]) : double.NegativeInfinity;
        }
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value) =>
    [
        TextValue.Number("value", value, Limit),
        TextValue.Number("limit", Limit),
        Number.Name,
        new TextValue("score", columns.Values(RfmColumns.Score)[row].ToString()),
        new TextValue("earlier", columns.Earlier.Values(RfmColumns.Score)[columns.EarlierRows[row]].ToString()),
    ];

    private protected override Text WhyNot(MemberColumns columns, int row) =>
        Text.Of("There is no RFM score, so a fall could not be checked.", "缺少RFM评分，无法判断是否下降。");
}
