using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// A member spends less: net spend of the recent window against the one before. The value is the drop as a share, 1 - recent/earlier; above 1 where refunds
/// made the recent net spend negative.
/// </summary>
/// <remarks>
/// A member without positive earlier net spend gives no signal. Reads RecentSpend and EarlierSpend: set
/// <c>MemberTableOptions.RecentCells</c>. Where more was refunded than bought in the recent window, the library's own sentence says so instead of a drop
/// beyond 100%. Its sentences have the places <c>{value}</c> and <c>{limit}</c> (shares), <c>{recent}</c>, <c>{earlier}</c> (money) and <c>{window}</c>
/// (days).
/// </remarks>
public sealed class SpendDropRule : ThresholdRule
{
    private static readonly string[] Places = ["value", "limit", "recent", "earlier", "window"];

    private static readonly Text Standard = Text.Of(
        "Spends less: {recent} in the last {window}, {earlier} in the {window} before, down {value} (warning level: {limit}).",
        "消费金额下降：最近{window}消费{recent}，之前{window}消费{earlier}，下降{value}（预警线：{limit}）。");

    // A net spend below 0 is a drop by more than 100%, which would read oddly.
    private static readonly Text MoreRefunded = Text.Of(
        "Spends less: {refunded} more refunded than bought in the last {window}, {earlier} spent in the {window} before (warning level: down {limit}).",
        "消费金额下降：最近{window}退款比消费多{refunded}，之前{window}消费{earlier}（预警线：下降{limit}）。");

    private readonly Text _moreRefunded;

    /// <summary>Creates a rule.</summary>
    /// <param name="options">The limits; checked and copied. Null for the defaults: a drop by half or more.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public SpendDropRule(SpendDropRuleOptions? options = null)
        : base((options ??= new SpendDropRuleOptions()).Id, "share", options.Ramp(), options.Checked(Standard, Places)) =>
        (EarlierSpendAtLeast, _moreRefunded) = (options.EarlierSpendAtLeast, MoreRefunded.Over(options.Sentence, nameof(options.Sentence)));

    /// <inheritdoc/>
    public override Text Name { get; } = Text.Of("Less spend than before", "消费金额下降");

    /// <summary>The least earlier net spend for the rule to apply to a member.</summary>
    public decimal EarlierSpendAtLeast { get; }

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        var spend = new MoneyPairs(columns.RecentSpend, columns.EarlierSpend);
        var least = Math.Max(double.Epsilon, (double)EarlierSpendAtLeast * spend.Unit); // without earlier spend there is no drop
        for (var i = 0; i < values.Length; i++)
        {
            var (recent, earlier) = spend[start + i];
            var drop = (earlier - recent) / earlier;
            values[i] = earlier >= least || double.IsNaN(earlier) ? drop : double.NegativeInfinity;
        }
    }

    private protected override Text SentenceFor(double value) => value > 1 ? _moreRefunded : Sentence;

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value)
    {
        return
        [
            TextValue.Percent("value", value, Limit),
            TextValue.PercentLimit("limit", Limit),
            TextValue.Fixed("recent", columns.RecentSpend.ToDouble(row)),
            TextValue.Fixed("refunded", -columns.RecentSpend.ToDouble(row)),
            TextValue.Fixed("earlier", columns.EarlierSpend.ToDouble(row)),
            TextValue.Days("window", TimeConversion.ToDays(columns.Window.Calendar).Of(columns.RecentCells)),
        ];
    }

    private protected override Text WhyNot(MemberColumns columns, int row) => Text.Of(
        "The recent spend is not known, so a drop could not be checked.", "缺少近期消费金额，无法判断是否下降。");
}
