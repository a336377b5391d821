using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// A member buys less often: fewer purchases in the recent window than in the one before, a drop too large for chance. The value is the drop as a share, 1 -
/// recent/earlier.
/// </summary>
/// <remarks>
/// <para>Given n = recent + earlier, the recent purchases of a member whose rate did not change are binomial (n, 1/2), because the windows are equally long.
/// The p-value is P(X at most recent), exact; a drop whose p-value is above <see cref="SignificanceLevel"/> gives no signal, however large its share. The
/// test is one-sided and is made for each member alone: of the members whose rate did not change, up to this share gives a signal.</para>
/// <para>Reads RecentPurchases and EarlierPurchases: set <c>MemberTableOptions.RecentCells</c>. Its sentences have the places <c>{value}</c> and
/// <c>{limit}</c> (shares), <c>{recent}</c>, <c>{earlier}</c>, <c>{window}</c> (days) and <c>{p}</c>.</para>
/// </remarks>
public sealed class FrequencyDropRule : ThresholdRule
{
    private static readonly string[] Places = ["value", "limit", "recent", "earlier", "window", "p"];

    private static readonly Text Standard = Text.Of(
        "Buys less often: purchases in the last {window}: {recent}, in the {window} before: {earlier}, down {value} (warning level: {limit}); chance alone "
            + "explains such a drop in {p} of cases.",
        "购买频次下降：最近{window}购买{recent}次，之前{window}购买{earlier}次，下降{value}（预警线：{limit}），属于偶然波动的概率为{p}。");

    private readonly SignTest _test;

    /// <summary>Creates a rule.</summary>
    /// <param name="options">The limits; checked and copied. Null for the defaults: a drop by half or more, at a level of 0.05.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public FrequencyDropRule(FrequencyDropRuleOptions? options = null)
        : base((options ??= new FrequencyDropRuleOptions()).Id, "share", options.Ramp(), options.Checked(Standard, Places))
    {
        SignificanceLevel = options.SignificanceLevel;
        _test = new SignTest(SignificanceLevel);
    }

    /// <inheritdoc/>
    public override Text Name { get; } = Text.Of("Fewer purchases than before", "购买次数下降");

    /// <summary>The largest p-value of a drop that gives a signal.</summary>
    public double SignificanceLevel { get; }

    /// <summary>The probability that chance alone puts so few of a member's purchases into the second of two equally long windows.</summary>
    /// <param name="recent">Purchases in the second window, 0 or more.</param>
    /// <param name="earlier">Purchases in the first window, 0 or more.</param>
    /// <returns>P(X at most <paramref name="recent"/>), X binomial (recent + earlier, 1/2): above 0 through 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0.</exception>
    /// <remarks>Relative error below 1e-12; exact through 50 purchases.</remarks>
    public static double PValue(int recent, int earlier)
    {
        Require.AtLeast(recent, 0);
        Require.AtLeast(earlier, 0);
        return SignTest.Tail(recent, (long)recent + earlier);
    }

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        var recent = columns.RecentPurchases.Slice(start, values.Length);
        var earlier = columns.EarlierPurchases.Slice(start, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var (now, before) = (recent[i], earlier[i]);
            values[i] = _test.IsSignificant(now, (long)now + before) ? ((double)before - now) / before : double.NegativeInfinity;
        }
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value)
    {
        return
        [
            TextValue.Percent("value", value, Limit),
            TextValue.PercentLimit("limit", Limit),
            TextValue.Number("recent", columns.RecentPurchases[row]),
            TextValue.Number("earlier", columns.EarlierPurchases[row]),
            TextValue.Days("window", TimeConversion.ToDays(columns.Window.Calendar).Of(columns.RecentCells)),
            TextValue.Percent("p", PValue(columns.RecentPurchases[row], columns.EarlierPurchases[row])),
        ];
    }

    private protected override Text WhyNot(MemberColumns columns, int row) => Text.Of(
        "The recent numbers of purchases are not known, so a drop could not be checked.", "缺少近期购买次数，无法判断购买频次是否下降。");
}
