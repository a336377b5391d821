using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Churn;

/// <summary>A member's Rfm score is at or below a limit: a level, the sum of the levels, or their weighted sum.</summary>
/// <remarks>
/// A member without a score (who never bought, or whose margin is missing where the scale needs it) gives no signal. Needs scores. Its sentences have the
/// places <c>{value}</c>, <c>{limit}</c>, <c>{measure}</c> and <c>{score}</c>.
/// </remarks>
public sealed class RfmLevelRule : RfmRule
{
    private static readonly string[] Places = ["value", "limit", "measure", "score"];

    private static readonly Text Standard = Text.Of(
        "Low RFM score: {measure} is {value} (warning level: {limit}).", "RFM评分偏低：{measure}为{value}分（预警线：{limit}分）。");

    /// <summary>Creates a rule.</summary>
    /// <param name="options">The limit; checked and copied. Null for the defaults: a level of recency of 2 or less.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public RfmLevelRule(RfmLevelRuleOptions? options = null)
        : base((options ??= new RfmLevelRuleOptions()).Id, options.Ramp(), options.Checked(Standard, Places), options.Measure, options.Weights)
    {
    }

    /// <inheritdoc/>
    public override Text Name { get; } = Text.Of("Low RFM score", "RFM评分偏低");

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        var scores = columns.Values(RfmColumns.Score).Slice(start, values.Length);
        var number = Number;
        for (var i = 0; i < values.Length; i++)
            values[i] = scores[i].IsScored ? number.Of(scores[i]) : double.PositiveInfinity;
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value) =>
    [
        TextValue.Number("value", value, Limit),
        TextValue.Number("limit", Limit),
        Number.Name,
        new TextValue("score", columns.Values(RfmColumns.Score)[row].ToString()),
    ];

    private protected override Text WhyNot(MemberColumns columns, int row) => Text.Of("There is no RFM score, so it could not be checked.", "缺少RFM评分，无法判断。");
}
