using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Lifecycle;

/// <summary>
/// Limits of silence learned from the gaps between a shop's own purchases: the numbers of days after which 80% and 90% of gaps have ended. Immutable, with
/// where it came from; fit it once, keep it with <see cref="ToJson()"/>, apply it to any later table.
/// </summary>
/// <remarks>
/// The gap that each member is in now counts as open, not as dropped: the survival curve is <see cref="KaplanMeier"/>'s. Where it never falls to the
/// quantile (many members buy once and never again), the limit falls back on the pooled curve and then on completed gaps, and says so.
/// </remarks>
public sealed partial class LearnedLimits : IFitted
{
    internal LearnedLimits(FitOrigin origin, IReadOnlyList<LearnedClass> classes, LearnedClass pooled, double confidenceLevel, long unrecordedGaps)
    {
        Origin = origin;
        Classes = classes;
        Pooled = pooled;
        ConfidenceLevel = confidenceLevel;
        UnrecordedGaps = unrecordedGaps;
    }

    /// <summary>Always <c>LearnedLimits</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The table whose gaps taught the limits; its members are those with a purchase, its rows their gaps, completed and open.</summary>
    public FitOrigin Origin { get; }

    /// <summary>The classes, by purchases ascending.</summary>
    public IReadOnlyList<LearnedClass> Classes { get; }

    /// <summary>The limits of all gaps together.</summary>
    public LearnedClass Pooled { get; }

    /// <summary>The confidence level of the limits' intervals.</summary>
    public double ConfidenceLevel { get; }

    /// <summary>
    /// Completed gaps that the table's histogram does not have (see <see cref="GapHistogram.Unrecorded"/>): with many of them the last class's limits are too
    /// long.
    /// </summary>
    public long UnrecordedGaps { get; }

    /// <summary>
    /// <see cref="FitStatus.Fitted"/> when every class has both limits; <see cref="FitStatus.NoData"/> when a class has none, because no gap was ever
    /// completed.
    /// </summary>
    public FitStatus Status => Classes.All(item => item.Dormant.Days is not null && item.Lost.Days is not null) ? FitStatus.Fitted : FitStatus.NoData;

    /// <summary>
    /// What to beware of: limits that are missing or come from another source than the class's own survival curve, and gaps that the histogram lacks.
    /// </summary>
    public IReadOnlyList<Text> Warnings
    {
        get
        {
            if (Status == FitStatus.NoData)
            {
                return
                [
                    Text.Of(
                        "No gap was ever completed, so no limit was learned: set limits yourself until members come back.",
                        "还没有会员完成过一次购买间隔，无法学习标准：在有会员复购之前，请自行设定标准。"),
                ];
            }

            var warnings = new List<Text>();
            foreach (var item in Classes)
            {
                if (item.Dormant.NotReached || item.Lost.NotReached)
                {
                    var purchases = Purchases(item);
                    warnings.Add(Text.Of(
                        $"{purchases.English}: too few gaps end for the class's own survival curve to reach the quantile; "
                            + $"the Dormant limit comes from {Source(item.Dormant).English}, the Lost limit from {Source(item.Lost).English}.",
                        $"{purchases.Chinese}：完成的购买间隔太少，本组的生存曲线达不到所需的分位数；沉睡标准取自{Source(item.Dormant).Chinese}，流失标准取自{Source(item.Lost).Chinese}。"));
                }
            }

            if (UnrecordedGaps > 0)
            {
                var count = UnrecordedGaps.ToString(CultureInfo.InvariantCulture);
                warnings.Add(Text.Of(
                    $"{count} completed gaps are not in the histogram: with many of them the last class's limits are too long.",
                    $"有{count}个已完成的购买间隔不在直方图中：数量多时，最后一组的标准会偏长。"));
            }

            return warnings.AsReadOnly();
        }
    }

    FitOrigin? IFitted.Origin => Origin;

    /// <summary>Learns from a table's gaps.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">A table from a log.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The limits; look at <see cref="Status"/> and each limit's source.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range: the message names it, its value and what is allowed.</exception>
    /// <exception cref="InvalidOperationException">The table was created from arrays and has no gaps.</exception>
    public static LearnedLimits Fit<TKey>(MemberTable<TKey> table, LearnedLimitsOptions? options = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return Fit(
            table.Gaps ?? throw new InvalidOperationException("The table was made from arrays and knows no gaps; make it from a log, or give a gap histogram."),
            table.Window, options);
    }

    /// <summary>Learns from a histogram of gaps.</summary>
    /// <param name="gaps">The gaps, completed and open.</param>
    /// <param name="window">The window that they were counted in; its calendar says how long a cell is.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The limits; look at <see cref="Status"/> and each limit's source.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range: the message names it, its value and what is allowed.</exception>
    public static LearnedLimits Fit(GapHistogram gaps, ObservationWindow window, LearnedLimitsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(gaps);
        ArgumentNullException.ThrowIfNull(window);
        options ??= new LearnedLimitsOptions();
        var starts = options.Starts;
        options.Check(starts, gaps.Ordinals);
        var fit = new LimitFit(options.DormantQuantile, options.LostQuantile, options.ConfidenceLevel, TimeConversion.ToDays(window.Calendar));
        var all = new GapSample(gaps, 1, gaps.Ordinals);
        var classes = starts.Select((from, i) =>
        {
            int? through = i + 1 < starts.Length ? starts[i + 1] - 1 : null;
            return fit.Learn(from, through, new GapSample(gaps, from, through ?? gaps.Ordinals), all);
        });
        var pooled = fit.Learn(1, null, all, all);
        var origin = new FitOrigin
        {
            Window = window,
            Members = pooled.OpenGaps,
            Rows = pooled.CompletedGaps + pooled.OpenGaps,
            Unit = TimeUnit.Day,
            Fingerprint = FingerprintOf(gaps),
            Options = options.InWords(),
        };
        return new LearnedLimits(origin, classes.ToList().AsReadOnly(), pooled, options.ConfidenceLevel, gaps.Unrecorded);
    }

    private static string FingerprintOf(GapHistogram gaps)
    {
        var fingerprint = default(Fingerprint);
        for (var ordinal = 1; ordinal <= gaps.Ordinals; ordinal++)
        {
            foreach (var counts in (IReadOnlyList<GapCount>[])[gaps.Completed(ordinal), gaps.Open(ordinal)])
            {
                fingerprint.Add(counts.Count);
                foreach (var (gap, count) in counts)
                {
                    fingerprint.Add(gap);
                    fingerprint.Add(count);
                }
            }
        }

        fingerprint.Add(gaps.Unrecorded);
        return fingerprint.ToString();
    }

    /// <summary>The limits as rules of a classifier.</summary>
    /// <returns>One limit per class, for <c>ThresholdStageOptions.Limits</c>.</returns>
    /// <exception cref="InvalidOperationException">The <see cref="Status"/> is <see cref="FitStatus.NoData"/>: a class has no limit.</exception>
    public IReadOnlyList<SilenceLimits> ToLimits() => Status.IsUsable()
        ? Classes.Select(item => new SilenceLimits(item.FromPurchases, item.ThroughPurchases, item.Dormant.Days!.Value, item.Lost.Days!.Value))
            .ToList().AsReadOnly()
        : throw new InvalidOperationException("No gap was ever completed, so no limit was learned: set limits yourself until members come back.");

    /// <summary>One line per class.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Join('\n', Classes.Select(item => FormattableString.Invariant(
        $"{Purchases(item).English}: Dormant {Written(item.Dormant)}, Lost {Written(item.Lost)}; {item.CompletedGaps} gaps completed, {item.OpenGaps} open")));

    private static Text Purchases(LearnedClass item)
    {
        var (from, through) = (item.FromPurchases, item.ThroughPurchases);
        var end = through is null ? " and more" : through == from ? "" : FormattableString.Invariant($"-{through}");
        var range = FormattableString.Invariant($"{from}{end}");
        return Text.Of($"{range} purchases", through is null ? FormattableString.Invariant($"购买{from}次及以上") : $"购买{range}次");
    }

    private static Text Source(LearnedLimit limit) => limit.Source switch
    {
        LimitSource.OwnSurvival => Text.Of("the survival curve of these members", "本组的生存曲线"),
        LimitSource.PooledSurvival => Text.Of("the survival curve of all members", "全体的生存曲线"),
        LimitSource.OwnCompletedGaps => Text.Of("the completed gaps of these members", "本组已完成的间隔"),
        LimitSource.PooledCompletedGaps => Text.Of("the completed gaps of all members", "全体已完成的间隔"),
        _ => Text.Of("nowhere", "无"),
    };

    private static string Written(LearnedLimit limit) => limit.Days is { } days
        ? FormattableString.Invariant($"from {days} days ({limit.Source}{(limit.IsRaised ? ", raised" : "")})")
        : "unknown";
}
