using MemberValue.Common;

namespace MemberValue.Seasons;

/// <summary>What a seasonal index consists of; checked when used. The factors of the parts are multiplied.</summary>
public sealed class SeasonOptions
{
    /// <summary>The most days that all promotions together may last.</summary>
    internal const int MostPromotionDays = 100_000;

    /// <summary>Whether weekdays differ; true by default.</summary>
    public bool Weekdays { get; set; } = true;

    /// <summary>What comes again every year; months by default.</summary>
    public SeasonCycle Yearly { get; set; } = SeasonCycle.Month;

    /// <summary>The shop's own calendar, past and planned; none by default. A promotion that no day of the log has keeps the factor 1 and gives a
    /// warning.</summary>
    public IReadOnlyList<Promotion> Promotions { get; set; } = [];

    /// <summary>
    /// How strongly factors are drawn to 1: as if each had been seen with so many purchases more, at the average. Above 0 and at most 1,000; 1 by default, so
    /// that a month without a purchase has a small factor and not 0, and a month with hundreds is left as it is.
    /// </summary>
    public double PriorPurchases { get; set; } = 1;

    /// <summary>The share of intervals that cover, above 0 and below 1; 0.95 by default.</summary>
    public double ConfidenceLevel { get; set; } = 0.95;

    internal SeasonOptions Frozen()
    {
        OptionError.RequireName(this, nameof(Yearly), Yearly);
        OptionError.Require(this, nameof(PriorPurchases), PriorPurchases, NumberRange.Between(1e-6, 1_000));
        OptionError.Require(this, nameof(ConfidenceLevel), ConfidenceLevel, NumberRange.Inside);
        OptionError.RequirePart(this, Promotions, nameof(Promotions));
        var copy = (SeasonOptions)MemberwiseClone();
        copy.Promotions = [.. Promotions];
        foreach (var promotion in copy.Promotions)
            ArgumentNullException.ThrowIfNull(promotion, nameof(Promotions));
        var days = copy.Promotions.Sum(promotion => (long)promotion.Days);
        OptionError.Require(this, days <= MostPromotionDays, nameof(Promotions), days, "all together may last 100,000 days at most");
        OptionError.Require(
            this, Weekdays || Yearly != SeasonCycle.None || copy.Promotions.Count > 0, nameof(Weekdays), Weekdays,
            "an index needs weekdays, a yearly part or promotions");
        return copy;
    }

    /// <summary>The names of the promotions, each once, in the order of their first mention.</summary>
    internal string[] Names() => [.. Promotions.Select(promotion => promotion.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The places, among the names, of the promotions of each day that has one.</summary>
    internal SortedDictionary<int, SortedSet<int>> Calendar()
    {
        var (names, calendar) = (Names(), new SortedDictionary<int, SortedSet<int>>());
        foreach (var promotion in Promotions)
        {
            for (var day = promotion.First.DayNumber; day <= promotion.Last.DayNumber; day++)
            {
                if (!calendar.TryGetValue(day, out var places))
                    calendar[day] = places = [];
                places.Add(Array.IndexOf(names, promotion.Name));
            }
        }

        return calendar;
    }

    internal string InWords() => FormattableString.Invariant(
        $"Weekdays {Weekdays}, Yearly {Yearly}, Promotions {Promotions.Count}, PriorPurchases {PriorPurchases}");
}
