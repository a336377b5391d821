using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Seasons;

/// <summary>
/// How much more, or less, members buy on a day than on an average one: the product of factors of the weekday, the month or week of the year, and promotions.
/// Fitted once to a base with <see cref="Fit"/>, or given with <see cref="Create"/>; kept as JSON; applied to any days of 1901 to 2099. Immutable and
/// thread-safe.
/// </summary>
/// <remarks>
/// The factors of weekdays have the mean 1, and so have those of the months or weeks over a long time, so that the index without promotions has the mean 1. A
/// promotion's factor is against the same days without it. Memory: 82 kB.
/// </remarks>
public sealed partial class SeasonalIndex : IFitted
{
    private const int Days = 7;
    private const double TwoYears = 730;

    private readonly SeasonOptions _options;
    private readonly SeasonFactor[] _factors;
    private readonly SeasonClock _clock;

    private SeasonalIndex(SeasonOptions options, SeasonFactor[] factors, double rate, FitStatus status, FitOrigin? origin)
    {
        (_options, _factors, Rate, Status, Origin) = (options, factors, rate, status, origin);
        double[] Values(params SeasonPart[] parts) => [.. factors.Where(factor => parts.Contains(factor.Part)).Select(factor => factor.Value)];
        _clock = new SeasonClock(
            Values(SeasonPart.Weekday), options.Yearly, Values(SeasonPart.Month, SeasonPart.Week), options.Calendar(), Values(SeasonPart.Promotion));
        Warnings = WarningsOf().ToList().AsReadOnly();
    }

    /// <summary>Always <c>SeasonalIndex</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The days that it was fitted to; null where the factors were given.</summary>
    public FitOrigin? Origin { get; }

    /// <summary><see cref="FitStatus.Fitted"/>; <see cref="FitStatus.Given"/>; <see cref="FitStatus.NoData"/> where no member bought again, with all factors
    /// 1; <see cref="FitStatus.NotIdentified"/> or <see cref="FitStatus.Failed"/> where the fit did not come to its end.</summary>
    public FitStatus Status { get; }

    /// <summary>What to know: a log of less than two years, parts that no day of the log has, purchases that are too few. Empty where there is
    /// nothing.</summary>
    public IReadOnlyList<Text> Warnings { get; }

    /// <summary>All factors: Monday to Sunday, then the months or weeks, then the promotions.</summary>
    public IReadOnlyList<SeasonFactor> Factors => Array.AsReadOnly(_factors);

    /// <summary>What comes again every year.</summary>
    public SeasonCycle Yearly => _options.Yearly;

    /// <summary>The promotions, past and planned.</summary>
    public IReadOnlyList<Promotion> Promotions => _options.Promotions;

    /// <summary>Repeat purchases per active member on a day of an average season, over the days of the fit; NaN where the factors were given.</summary>
    public double Rate { get; }

    /// <summary>An index of factors that the shop knows, or that come from elsewhere.</summary>
    /// <param name="options">What it consists of; the number of factors follows from it.</param>
    /// <param name="weekdays">Seven factors from Monday on, each above 0, divided by their mean; empty without weekdays.</param>
    /// <param name="yearly">Twelve factors, or 53, each above 0, divided by their mean over a long time; empty without a yearly part.</param>
    /// <param name="promotions">A factor for each name of a promotion, in the order of their first mention, each above 0.</param>
    /// <returns>The index, with the status <see cref="FitStatus.Given"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The number of factors is not that of the options, a factor is not above 0 and finite, or an option is out of
    /// range.</exception>
    public static SeasonalIndex Create(
        SeasonOptions options, IReadOnlyList<double> weekdays, IReadOnlyList<double> yearly, IReadOnlyList<double> promotions)
    {
        ArgumentNullException.ThrowIfNull(options);
        var frozen = options.Frozen();
        var names = frozen.Names();
        var factors = new List<SeasonFactor>();
        void Add(SeasonPart part, IReadOnlyList<double> given, int[] days, string parameter)
        {
            ArgumentNullException.ThrowIfNull(given, parameter);
            if (given.Count != days.Length)
                throw Error.Argument($"There are {given.Count} factors and the options ask for {days.Length}.", parameter);
            var mean = part == SeasonPart.Promotion ? 1 : given.Zip(days, (factor, count) => factor * count).Sum() / days.Sum();
            for (var i = 0; i < given.Count; i++)
            {
                if (!(given[i] > 0 && given[i] / mean <= double.MaxValue))
                    throw Error.Argument($"The factor at {i} is {given[i]} and must be finite and above 0.", parameter);
                factors.Add(new SeasonFactor(
                    part, i + 1, SeasonFactor.NameOf(part, i + 1, names), given[i] / mean, double.NaN, double.NaN, 0, IsSeen: true));
            }
        }

        Add(SeasonPart.Weekday, weekdays, frozen.Weekdays ? [1, 1, 1, 1, 1, 1, 1] : [], nameof(weekdays));
        Add(PartOf(frozen.Yearly), yearly, frozen.Yearly == SeasonCycle.None ? [] : SeasonClock.DaysOf(frozen.Yearly), nameof(yearly));
        Add(SeasonPart.Promotion, promotions, new int[names.Length], nameof(promotions));
        return new SeasonalIndex(frozen, [.. factors], double.NaN, FitStatus.Given, origin: null);
    }

    /// <summary>The same index with another calendar of promotions, such as next year's; those with known names keep their factors.</summary>
    /// <param name="promotions">The promotions, past and planned.</param>
    /// <returns>A new index.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="promotions"/> is null.</exception>
    /// <exception cref="ArgumentException">A promotion has a name that the index has no factor for, or all together last too long.</exception>
    public SeasonalIndex WithPromotions(IReadOnlyList<Promotion> promotions)
    {
        ArgumentNullException.ThrowIfNull(promotions);
        var factors = _factors.Where(factor => factor.Part != SeasonPart.Promotion).ToList();
        var options = new SeasonOptions
        {
            Weekdays = _options.Weekdays,
            Yearly = _options.Yearly,
            Promotions = promotions,
            PriorPurchases = _options.PriorPurchases,
            ConfidenceLevel = _options.ConfidenceLevel,
        }.Frozen();
        foreach (var name in options.Names())
        {
            var known = _factors.FirstOrDefault(factor => factor.Part == SeasonPart.Promotion && factor.Name.English == name)
                ?? throw Error.Argument($"The index has no factor for the promotion '{name}'; it has those of {ErrorText.List(_options.Names())}.",
                    nameof(promotions));
            factors.Add(known with { Number = 1 + factors.Count(factor => factor.Part == SeasonPart.Promotion) });
        }

        return new SeasonalIndex(options, [.. factors], Rate, Status, Origin);
    }

    /// <summary>Status, parts and origin in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        var strongest = _factors.MaxBy(factor => factor.Value)!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Status} index of {_factors.Length} factors, the largest {strongest.Words.English}{(Origin is null ? "" : $"; {Origin}")}");
    }

    private static int SizeOf(SeasonCycle cycle) => cycle switch
    {
        SeasonCycle.Month => 12,
        SeasonCycle.Week => 53,
        _ => 0,
    };

    private static SeasonPart PartOf(SeasonCycle cycle) => cycle == SeasonCycle.Week ? SeasonPart.Week : SeasonPart.Month;

    private IEnumerable<Text> WarningsOf()
    {
        if (Status == FitStatus.NoData)
            yield return Text.Of("No member bought again: there is no season to see, and all factors are 1.", "没有会员复购，无法估计季节因素，所有系数均为1。");
        if (Status is FitStatus.Failed or FitStatus.NotIdentified)
            yield return Text.Of("The fit did not come to its end: the factors have no intervals and must not be used.", "拟合未完成：系数没有置信区间，不能使用。");
        if (Origin?.Window is { } window && Yearly != SeasonCycle.None && window.Cells < TwoYears)
        {
            yield return Text.Of(
                "The log has {days} days, less than two years: what looks like a season may be a trend, or have happened once.",
                "日志只有{days}天，不足两年：看似季节的变化可能是趋势，或只发生过一次。").Fill(TextValue.Number("days", window.Cells));
        }

        if (Status != FitStatus.Given && _factors.Where(factor => !factor.IsSeen).Select(factor => factor.Name).ToList() is { Count: > 0 } unseen)
        {
            yield return Text.Of(
                "No day of the log with an active member shows these, and their factors are about 1: {names}.",
                "日志中没有以下各项的有效日期，其系数约为1：{names}。").Fill(new TextValue("names", Wording.List(unseen, ", ", "、")));
        }
    }
}
