using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Seasons;

public sealed partial class SeasonalIndex
{
    /// <summary>Fits an index to the days of a log.</summary>
    /// <param name="daily">The days: <see cref="MemberLog{TKey}.Daily"/>.</param>
    /// <param name="options">What the index consists of; null for weekdays and months.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="daily"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <remarks>
    /// <para>The model: purchases of a day are Poisson with mean active members x level x trend x weekday x month (or week) x promotions. A growing base is in
    /// the active members, a base that buys more from year to year in the trend, whose logarithm is a straight line within each year of the log; neither is
    /// taken for a season. With less than a year of log there is no trend, and with less than two the season cannot be told from chance: see the
    /// warnings.</para>
    /// <para>Intervals are those of the fit on the logarithms, widened where days, or stretches of 30 days, scatter more than counts do by chance. The same
    /// bits for any order of the rows.</para>
    /// </remarks>
    public static SeasonalIndex Fit(DailyPurchases daily, SeasonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(daily);
        if (daily.FirstDay < SeasonClock.First || daily.LastDay > SeasonClock.Last)
            throw Error.Argument($"The days are {daily.FirstDay} through {daily.LastDay} and must lie in the years 1901 to 2099.", nameof(daily));
        var frozen = (options ?? new SeasonOptions()).Frozen();
        var names = frozen.Names();
        var (weekdays, yearly) = (frozen.Weekdays ? Days : 0, SizeOf(frozen.Yearly));
        var calendar = frozen.Calendar();
        var fit = SeasonFit.Fit(
            daily,
            date =>
            [
                .. frozen.Weekdays ? [SeasonClock.WeekdayOf(date)] : (int[])[],
                .. yearly > 0 ? [weekdays + SeasonClock.PlaceOf(frozen.Yearly, date)] : (int[])[],
                .. calendar.TryGetValue(date.DayNumber, out var promoted) ? promoted.Select(place => weekdays + yearly + place) : [],
            ],
            weekdays + yearly + names.Length, yearly > 0, frozen.PriorPurchases);
        var factors = new List<SeasonFactor>();
        var z = NormalDistribution.Quantile(0.5 + frozen.ConfidenceLevel / 2);
        AddPart(factors, fit, SeasonPart.Weekday, 0, [.. Enumerable.Repeat(1, weekdays)], names, z);
        if (yearly > 0)
            AddPart(factors, fit, PartOf(frozen.Yearly), weekdays, SeasonClock.DaysOf(frozen.Yearly), names, z);
        for (var i = 0; i < names.Length; i++)
        {
            var variance = fit.Status == FitStatus.Fitted ? fit.VarianceOf(weekdays + yearly + i, [1]) : double.NaN;
            factors.Add(FactorOf(fit, SeasonPart.Promotion, i, weekdays + yearly, 0, variance, names, z));
        }

        var origin = new FitOrigin
        {
            Window = ObservationWindow.OfDays(daily.FirstDay, daily.LastDay),
            Members = daily.Members,
            Rows = fit.Rows,
            Unit = TimeUnit.Day,
            Fingerprint = FingerprintOf(daily),
            Options = frozen.InWords(),
        };
        var index = new SeasonalIndex(frozen, [.. factors], double.NaN, fit.Status, origin);
        return new SeasonalIndex(frozen, index._factors, index.RateOf(daily), fit.Status, origin);
    }

    private static void AddPart(
        List<SeasonFactor> factors, SeasonFit fit, SeasonPart part, int first, int[] days, string[] names, double z)
    {
        var sum = 0.0;
        for (var i = 0; i < days.Length; i++)
            sum += days[i] * Math.Exp(fit.LogOf(first + i));
        for (var i = 0; i < days.Length; i++)
        {
            var variance = double.NaN;
            if (fit.Status == FitStatus.Fitted)
            {
                // The logarithm of a factor over the mean: its gradient is 1 for the factor, less each factor's share of the sum.
                double[] weights = [.. days.Select((count, j) => (i == j ? 1 : 0) - count * Math.Exp(fit.LogOf(first + j)) / sum)];
                variance = fit.VarianceOf(first, weights);
            }

            factors.Add(FactorOf(fit, part, i, first, Math.Log(sum / days.Sum()), variance, names, z));
        }
    }

    private static SeasonFactor FactorOf(
        SeasonFit fit, SeasonPart part, int place, int first, double logMean, double variance, string[] names, double z)
    {
        var (log, reach) = (fit.LogOf(first + place) - logMean, z * Math.Sqrt(variance));
        return new SeasonFactor(
            part, place + 1, SeasonFactor.NameOf(part, place + 1, names), Math.Exp(log), Math.Exp(log - reach), Math.Exp(log + reach),
            fit.Purchases[first + place], fit.IsSeen[first + place]);
    }

    private static string FingerprintOf(DailyPurchases daily)
    {
        var fingerprint = default(Fingerprint);
        fingerprint.Add(daily.FirstDay.DayNumber);
        fingerprint.Add(daily.ActiveDays);
        for (var day = 0; day < daily.Days; day++)
        {
            fingerprint.Add(daily.Purchases[day]);
            fingerprint.Add(daily.Active[day]);
        }

        return fingerprint.ToString();
    }

    /// <summary>Purchases per active member and day of an average season, over the whole log.</summary>
    private double RateOf(DailyPurchases daily)
    {
        var (purchases, expected) = (0L, new CompensatedSum());
        for (var day = 0; day < daily.Days; day++)
        {
            purchases += daily.Purchases[day];
            expected.Add(daily.Active[day] * _clock.At(daily.FirstDay.DayNumber + day));
        }

        return expected.Value > 0 ? purchases / expected.Value : double.NaN;
    }
}
