using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// A member is overdue: silent for longer than their own rhythm suggests. The value is silence over expected gap, where the gap is that of
/// <see cref="PurchaseRhythm"/>: the member's own mean gap, shrunk towards the population's where purchases are few.
/// </summary>
/// <remarks>
/// Reads Purchases, FirstPurchaseCell and LastPurchaseCell. A member who never bought is never overdue. Its sentences have the places <c>{value}</c> and
/// <c>{limit}</c> (gaps), <c>{silence}</c> and <c>{gap}</c>.
/// </remarks>
public sealed class OverdueRule : ThresholdRule
{
    private static readonly string[] Places = ["value", "limit", "silence", "gap"];

    private static readonly Text Standard = Text.Of(
        "Overdue: no purchase for {silence}, {value} times the usual gap of {gap} (warning level: {limit} times).",
        "超期未复购：已{silence}未购买，是平时购买间隔{gap}的{value}倍（预警线：{limit}倍）。");

    private readonly double _gapAtLeast;
    private readonly double _gapAtMost;

    /// <summary>Creates a rule.</summary>
    /// <param name="rhythm">The population's rhythm, fitted or given.</param>
    /// <param name="options">The limits; checked and copied. Null for the defaults: from 2 gaps, full at 4.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rhythm"/> is null.</exception>
    /// <exception cref="ArgumentException">The rhythm has no gaps, or an option is out of range; the message names it.</exception>
    public OverdueRule(PurchaseRhythm rhythm, OverdueRuleOptions? options = null)
        : base((options ??= new OverdueRuleOptions()).Id, "gap", options.Ramp(), options.Checked(Standard, Places))
    {
        ArgumentNullException.ThrowIfNull(rhythm);
        if (rhythm.Status == FitStatus.NoData)
            throw new ArgumentException("The rhythm was fitted to a table in which nobody has two purchases; give one with PurchaseRhythm.Of.", nameof(rhythm));
        Rhythm = rhythm;
        _gapAtLeast = options.GapAtLeastDays ?? 0;
        _gapAtMost = options.GapAtMostDays ?? double.MaxValue;
    }

    /// <inheritdoc/>
    public override Text Name { get; } = Text.Of("Overdue for the next purchase", "超期未复购");

    /// <summary>The population's rhythm.</summary>
    public PurchaseRhythm Rhythm { get; }

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        if (Rhythm.Origin?.Window is { } window && window.Calendar != columns.Window.Calendar)
        {
            throw Error.Argument(
                $"The rhythm was fitted to cells of {window.Calendar}, the columns are cells of {columns.Window.Calendar}.", nameof(columns));
        }

        var purchases = columns.Purchases.Slice(start, values.Length);
        var first = columns.FirstPurchaseCell.Slice(start, values.Length);
        var last = columns.LastPurchaseCell.Slice(start, values.Length);
        var days = TimeConversion.ToDays(columns.Window.Calendar);
        var end = columns.Window.LastCell;
        // As PurchaseRhythm.ExpectedGapInDays has it: (k m + t) / (k + n), and m where members are all alike, the limit of k to infinity.
        var alike = double.IsPositiveInfinity(Rhythm.Credibility);
        var (prior, weight, own) = alike ? (Rhythm.MeanGapInDays, 1, 0) : (Rhythm.Credibility * Rhythm.MeanGapInDays, Rhythm.Credibility, 1.0);
        for (var i = 0; i < values.Length; i++)
        {
            var gap = (prior + own * days.Of((long)last[i] - first[i])) / (weight + own * (purchases[i] - 1));
            var ratio = days.Of((long)end - last[i]) / Math.Max(_gapAtLeast, Math.Min(_gapAtMost, gap));
            values[i] = purchases[i] > 0 ? ratio : double.NegativeInfinity;
        }
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value)
    {
        var days = TimeConversion.ToDays(columns.Window.Calendar);
        var silence = days.Of((long)columns.Window.LastCell - columns.LastPurchaseCell[row]);
        var gap = Rhythm.ExpectedGapInDays(columns.Purchases[row] - 1, days.Of((long)columns.LastPurchaseCell[row] - columns.FirstPurchaseCell[row]));
        return
        [
            TextValue.Number("value", value, Limit),
            TextValue.Number("limit", Limit),
            TextValue.Days("silence", silence),
            TextValue.Days("gap", Math.Max(_gapAtLeast, Math.Min(_gapAtMost, gap))),
        ];
    }

    private protected override Text WhyNot(MemberColumns columns, int row) => Text.Of(
        "The usual gap between purchases is not known, so it could not be checked whether the member is overdue.", "购买间隔未知，无法判断是否超期未复购。");
}
