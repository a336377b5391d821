using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Seasons;

namespace MemberValue.Tests.Seasons;

/// <summary>A seasonal index: recovered from simulated shops whose season is known, summed as day by day, and honest about short logs.</summary>
public class SeasonalIndexTests
{
    private static readonly double[] Months = [0.8, 0.75, 0.9, 0.95, 1, 1.05, 0.9, 0.85, 0.95, 1.05, 1.3, 1.5];

    private static readonly double[] Week = [0.8, 0.85, 0.9, 1, 1.15, 1.3, 1];

    private static readonly DateOnly Start = new(2021, 1, 1);

    [Theory]
    [InlineData(0, 0)] // nothing but the season
    [InlineData(1.0, 0)] // a base that doubles twice in three years
    [InlineData(0, 0.35)] // members who buy 35% more every year
    [InlineData(1.0, -0.4)] // a growing base of members who buy less and less
    public void A_known_season_is_recovered_and_the_intervals_cover_it(double growth, double trend)
    {
        var (covered, factors, worst) = (0, 0, 0.0);
        for (var seed = 1; seed <= 20; seed++)
        {
            var index = SeasonalIndex.Fit(Days(seed, 3 * 365 + 1, growth, trend));
            Assert.Equal(FitStatus.Fitted, index.Status);
            Assert.Empty(index.Warnings);
            foreach (var factor in index.Factors)
            {
                var truth = TruthOf(factor);
                covered += truth >= factor.Lower && truth <= factor.Upper ? 1 : 0;
                worst = Math.Max(worst, Math.Abs(factor.Value / truth - 1));
                factors++;
            }
        }

        Assert.InRange(covered / (double)factors, 0.92, 0.995); // 380 intervals of 95%, not independent
        Assert.True(worst < 0.08, $"{worst}"); // 35 or more purchases per day
    }

    [Fact]
    public void The_season_of_members_with_rates_of_their_own_who_leave_is_recovered_from_their_rows()
    {
        var random = new Random(11);
        var rows = new List<Transaction<int>>();
        for (var member = 0; member < 6_000; member++)
        {
            var join = (int)(1_095 * Math.Sqrt(random.NextDouble())); // more join from year to year
            var rate = 0.03 * -Math.Log(random.NextDouble()) / 1.3;
            var life = -Math.Log(random.NextDouble()) * 900;
            rows.Add(new Transaction<int>(member, Start.AddDays(join), 10m));
            for (var day = join + 1; day < 1_095 && day < join + life; day++)
            {
                if (random.NextDouble() < rate * Truth(Start.AddDays(day)))
                    rows.Add(new Transaction<int>(member, Start.AddDays(day), 10m));
            }
        }

        var log = MemberLog.Read(rows, new MemberTableOptions { WindowFirst = new DateTime(2021, 1, 1), WindowLast = new DateTime(2023, 12, 31) });
        var index = SeasonalIndex.Fit(log.Daily());
        Assert.All(index.Factors, factor => Assert.Equal(TruthOf(factor), factor.Value, 0.06));
        var covered = index.Factors.Count(factor => TruthOf(factor) >= factor.Lower && TruthOf(factor) <= factor.Upper);
        Assert.True(covered >= 16, $"{covered} of 19");
    }

    [Fact]
    public void Without_a_season_all_factors_are_one_within_their_intervals()
    {
        var covered = 0;
        for (var seed = 1; seed <= 20; seed++)
        {
            var daily = Days(seed, 3 * 365, growth: 0.7, trend: -0.2, isFlat: true);
            covered += SeasonalIndex.Fit(daily).Factors.Count(factor => factor.Lower <= 1 && factor.Upper >= 1);
        }

        Assert.InRange(covered / (20.0 * 19), 0.92, 0.995);
    }

    [Fact]
    public void The_fit_solves_its_equations()
    {
        // At the maximum the expected purchases of each weekday and month are the seen ones, but for the prior: Poisson's equations, summed here by hand.
        var daily = Days(3, 2 * 365 + 100, 0.5, 0);
        var index = SeasonalIndex.Fit(daily, new SeasonOptions { Yearly = SeasonCycle.None });
        var (trend, seen) = (index.Rate, new double[7]);
        for (var day = 0; day < daily.Days; day++)
            seen[(int)Start.AddDays(day).DayOfWeek] += daily.Purchases[day];
        Assert.All(index.Factors, factor => Assert.Equal(seen[factor.Number % 7], factor.Purchases));
        Assert.Equal(7, index.Factors.Sum(factor => factor.Value), 1e-12);
        Assert.True(trend > 0);
    }

    [Fact]
    public void A_promotion_is_told_from_its_month_and_keeps_its_factor_next_year()
    {
        Promotion[] calendar = [.. Enumerable.Range(2021, 3).Select(year => new Promotion("11.11", new DateOnly(year, 11, 10), new DateOnly(year, 11, 12)))];
        var daily = Days(5, 3 * 365, 0.3, 0, lift: date => date is { Month: 11, Day: >= 10 and <= 12 } ? 3 : 1);
        var index = SeasonalIndex.Fit(daily, new SeasonOptions { Promotions = calendar });
        var promotion = Assert.Single(index.Factors, factor => factor.Part == SeasonPart.Promotion);
        Assert.Equal(3, promotion.Value, 0.25);
        Assert.True(promotion.Lower <= 3 && promotion.Upper >= 3);
        Assert.Equal(1.3, index.Factors.Single(factor => factor is { Part: SeasonPart.Month, Number: 11 }).Value, 0.06);
        var next = index.WithPromotions([.. calendar, new Promotion("11.11", new DateOnly(2026, 11, 11), new DateOnly(2026, 11, 11))]);
        Assert.Equal(promotion.Value, next.At(new DateOnly(2026, 11, 11)) / index.At(new DateOnly(2026, 11, 11)), 1e-12);
        Assert.Equal(index.At(new DateOnly(2022, 11, 11)), next.At(new DateOnly(2022, 11, 11)));
        Assert.Contains("'6.18'", Assert.Throws<ArgumentException>(
            () => index.WithPromotions([new Promotion("6.18", Start, Start)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Factors_have_the_mean_one_over_a_long_time_and_sums_are_those_day_by_day()
    {
        Promotion[] sales = [new("a", new DateOnly(2024, 2, 20), new DateOnly(2024, 3, 5)), new("b", new DateOnly(2024, 3, 1), new DateOnly(2024, 3, 1))];
        foreach (var cycle in Enum.GetValues<SeasonCycle>())
        {
            var plain = SeasonalIndex.Create(new SeasonOptions { Yearly = cycle }, Week, Yearly(cycle), []);
            Assert.Equal(10_227, plain.Sum(new DateOnly(1999, 5, 5), new DateOnly(2027, 5, 5)), 1e-8); // 28 years
            var index = SeasonalIndex.Create(new SeasonOptions { Yearly = cycle, Promotions = sales }, Week, Yearly(cycle), [2, 0.5]);
            var random = new Random(4);
            for (var i = 0; i < 200; i++)
            {
                var from = new DateOnly(2023, 1, 1).AddDays(random.Next(800));
                var to = from.AddDays(random.Next(800));
                var sum = 0.0;
                for (var day = from; day < to; day = day.AddDays(1))
                    sum += index.At(day);
                Assert.Equal(sum, index.Sum(from, to), 1e-9);
            }

            Assert.Equal(plain.At(new DateOnly(2024, 3, 1)), index.At(new DateOnly(2024, 3, 1)), 1e-14); // 2 x 0.5
            Assert.Equal(0, index.Sum(Start, Start));
            Assert.Equal(index.At(SeasonClockEnd()), index.Sum(SeasonClockEnd(), new DateOnly(2100, 1, 1)), 1e-9);
        }

        static DateOnly SeasonClockEnd() => new(2099, 12, 31);
        Assert.Throws<ArgumentOutOfRangeException>(() => SeasonalIndex.Fit(Days(1, 800, 0, 0)).At(new DateOnly(2100, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeasonalIndex.Fit(Days(1, 800, 0, 0)).Sum(Start.AddDays(1), Start));
    }

    [Fact]
    public void Adjusted_frequency_is_purchases_over_the_days_of_an_average_season()
    {
        var index = SeasonalIndex.Create(new SeasonOptions(), Week, Months, []);
        Transaction<string>[] rows =
        [
            new("summer", new DateOnly(2024, 6, 30), 1m), new("summer", new DateOnly(2024, 8, 1), 1m), new("summer", new DateOnly(2024, 8, 9), 1m),
            new("new", new DateOnly(2024, 8, 20), 1m),
        ];
        foreach (var grain in new[] { EventGrain.Day, EventGrain.Hour })
        {
            var table = MemberLog.Read(rows, new MemberTableOptions { Grain = grain, WindowLast = new DateTime(2024, 8, 31, 23, 0, 0) }).Table();
            var adjusted = index.AdjustFrequency(table);
            // From the cell after the first purchase, which is an hour of its midnight where cells are hours.
            var days = index.Sum(grain == EventGrain.Day ? new DateOnly(2024, 7, 1) : new DateOnly(2024, 6, 30), new DateOnly(2024, 9, 1))
                - (grain == EventGrain.Day ? 0 : index.At(new DateOnly(2024, 6, 30)) / 24);
            Assert.Equal(30 * 2 / days, adjusted.Columns.Values(SeasonColumns.AdjustedFrequency)[0], 1e-12);
            Assert.True(double.IsNaN(adjusted.Columns.Values(SeasonColumns.AdjustedFrequency)[1])); // 11 days
        }

        var flat = SeasonalIndex.Create(new SeasonOptions { Yearly = SeasonCycle.None }, [1, 1, 1, 1, 1, 1, 1], [], []);
        var plain = flat.AdjustFrequency(MemberLog.Read(rows).Table(new DateOnly(2024, 8, 31)));
        Assert.Equal(30 * 2 / 62.0, plain.Columns.Values(SeasonColumns.AdjustedFrequency)[0], 1e-12);
        var to = new double[2];
        Assert.Equal(0, Allocations.Of(() => index.AdjustedFrequency(plain.Columns, to)));
        Assert.Throws<ArgumentException>(() => index.AdjustedFrequency(plain.Columns, new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.AdjustedFrequency(plain.Columns, to, 0));
    }

    [Fact]
    public void A_short_log_says_so_and_months_that_it_lacks_stay_at_one()
    {
        var index = SeasonalIndex.Fit(Days(2, 200, 0.5, 0));
        Assert.Equal(2, index.Warnings.Count);
        Assert.Contains("200 days, less than two years", index.Warnings[0].English, StringComparison.Ordinal);
        Assert.Contains("August, September, October, November, December", index.Warnings[1].English, StringComparison.Ordinal);
        Assert.Contains("8月、9月", index.Warnings[1].Chinese, StringComparison.Ordinal);
        Assert.All(index.Factors.Where(factor => !factor.IsSeen), factor =>
        {
            Assert.InRange(factor.Value, 0.9, 1.15);
            Assert.True(factor.Upper / factor.Lower > 10);
        });
        Assert.Empty(SeasonalIndex.Fit(Days(2, 200, 0.5, 0), new SeasonOptions { Yearly = SeasonCycle.None }).Warnings);
        Assert.Single(SeasonalIndex.Fit(Days(2, 500, 0.5, 0)).Warnings);
    }

    [Fact]
    public void A_day_without_a_purchase_has_a_small_factor_and_not_none()
    {
        var (purchases, active) = (new long[70], new long[70]);
        for (var day = 0; day < 70; day++)
            (purchases[day], active[day]) = (Start.AddDays(day).DayOfWeek == DayOfWeek.Sunday ? 0 : 10, 100);
        var index = SeasonalIndex.Fit(DailyPurchases.FromDays(Start, purchases, active, 365, 100), new SeasonOptions { Yearly = SeasonCycle.None });
        // With the prior 1: Sunday (0 + 1) / (expected + 1), the others (100 + 1) / (expected + 1), where all factors sum to 7.
        var (sunday, monday) = (index.Factors[6].Value, index.Factors[0].Value);
        Assert.InRange(sunday, 0.005, 0.02);
        Assert.Equal(7, sunday + 6 * monday, 1e-4);
        Assert.Equal((0, true), ((int)index.Factors[6].Purchases, index.Factors[6].IsSeen));
    }

    [Fact]
    public void Nothing_to_fit_to_gives_an_index_of_ones()
    {
        var index = SeasonalIndex.Fit(DailyPurchases.FromDays(Start, [0, 0, 0], [0, 5, 5], 365, 5));
        Assert.Equal(FitStatus.NoData, index.Status);
        Assert.All(index.Factors, factor => Assert.Equal(1, factor.Value, 1e-12));
        Assert.Equal(365, index.Sum(Start, Start.AddYears(1)), 1e-9);
    }

    [Fact]
    public void The_days_of_a_log_are_those_counted_member_by_member()
    {
        var random = new Random(6);
        var rows = Enumerable.Range(0, 400).Select(_ => new Transaction<int>(
            random.Next(25), Start.AddDays(random.Next(300)), random.Next(8) == 0 ? -2m : 5m)).ToList();
        foreach (var activeDays in new[] { 1, 20, 365 })
        {
            var daily = MemberLog.Read(rows).Daily(activeDays: activeDays);
            var days = rows.GroupBy(row => row.Member).ToDictionary(member => member.Key, member => member.GroupBy(row => row.Time)
                .Where(day => day.Any(row => row.Amount > 0) && (day.All(row => row.Amount > 0) || day.Sum(row => row.Amount) > 0))
                .Select(day => (int)(day.Key.Ticks / TimeSpan.TicksPerDay)).ToHashSet());
            for (var day = 0; day < daily.Days; day++)
            {
                var at = daily.FirstDay.DayNumber + day;
                var active = days.Values.Count(member => member.Any(each => each < at && each >= at - activeDays));
                Assert.Equal(active, daily.Active[day]);
                var again = days.Values.Count(member => member.Contains(at) && member.Any(each => each < at && each >= at - activeDays));
                Assert.Equal(again, daily.Purchases[day]);
            }

            Assert.Equal(days.Values.Count(member => member.Count > 0), daily.Members);
            var shuffled = rows.ToArray();
            new Random(1).Shuffle(shuffled);
            Same(daily, MemberLog.Read(shuffled).Daily(activeDays: activeDays));
            var odd = MemberLog.Read(rows.Where(row => row.Member % 2 == 1).ToList(), Whole).Daily(activeDays: activeDays);
            Same(MemberLog.Read(rows, Whole).Daily(activeDays: activeDays), odd.Merge(MemberLog.Read(
                rows.Where(row => row.Member % 2 == 0).ToList(), Whole).Daily(activeDays: activeDays)));
            var hours = MemberLog.Read(rows.Select(row => row with { Time = new DateTime(row.Time.Ticks).AddHours(9) }).ToList(),
                new MemberTableOptions { Grain = EventGrain.Hour });
            Same(daily, hours.Daily(activeDays: activeDays));
        }

        Assert.Throws<InvalidOperationException>(() => MemberLog.Read(rows, new MemberTableOptions { Grain = EventGrain.Week }).Daily());
        var through = MemberLog.Read(rows).Daily(Start.AddDays(150));
        Assert.Equal(Start.AddDays(150), through.LastDay);
    }

    [Fact]
    public void More_purchases_of_every_day_leave_the_factors_and_narrow_their_intervals()
    {
        var daily = Days(8, 1_000, 0.2, 0.1);
        var tenfold = DailyPurchases.FromDays(
            Start, [.. daily.Purchases.ToArray().Select(count => 10 * count)], [.. daily.Active.ToArray().Select(count => 10 * count)], 365, 10);
        var a = SeasonalIndex.Fit(daily, new SeasonOptions { PriorPurchases = 1e-6 });
        var b = SeasonalIndex.Fit(tenfold, new SeasonOptions { PriorPurchases = 1e-5 });
        for (var i = 0; i < a.Factors.Count; i++)
            Assert.Equal(a.Factors[i].Value, b.Factors[i].Value, 1e-6);
    }

    [Fact]
    public void Given_factors_are_checked_and_divided_by_their_mean()
    {
        var index = SeasonalIndex.Create(new SeasonOptions { Yearly = SeasonCycle.None }, [2, 2, 2, 2, 2, 2, 16], [], []);
        Assert.Equal((0.5, 4.0, FitStatus.Given), (index.Factors[0].Value, index.Factors[6].Value, index.Status));
        Assert.Equal("Sunday: 4.00", index.Factors[6].Words.English);
        Assert.Equal("星期日：4.00", index.Factors[6].Words.Chinese);
        Assert.Empty(index.Warnings);
        Assert.Throws<ArgumentException>(() => SeasonalIndex.Create(new SeasonOptions(), Week, [1], []));
        Assert.Throws<ArgumentException>(() => SeasonalIndex.Create(new SeasonOptions { Yearly = SeasonCycle.None }, [1, 1, 1, 1, 1, 1, 0], [], []));
        Assert.Throws<ArgumentException>(() => new Promotion("x", Start, Start.AddDays(-1)));
        Assert.Throws<ArgumentException>(() => SeasonalIndex.Create(new SeasonOptions { Weekdays = false, Yearly = SeasonCycle.None }, [], [], []));
    }

    private static MemberTableOptions Whole => new() { WindowFirst = new DateTime(2021, 1, 1), WindowLast = new DateTime(2021, 12, 31) };

    private static void Same(DailyPurchases expected, DailyPurchases actual)
    {
        Assert.Equal((expected.FirstDay, expected.Members), (actual.FirstDay, actual.Members));
        Assert.Equal(expected.Purchases.ToArray(), actual.Purchases.ToArray());
        Assert.Equal(expected.Active.ToArray(), actual.Active.ToArray());
    }

    private static double[] Yearly(SeasonCycle cycle) => cycle switch
    {
        SeasonCycle.Month => Months,
        SeasonCycle.Week => [.. Enumerable.Range(0, 53).Select(week => 1 + week / 53.0)],
        _ => [],
    };

    private static double TruthOf(SeasonFactor factor)
    {
        var months = Months.Select((value, i) => value * DateTime.DaysInMonth(2023, i + 1)).Sum() / 365;
        return factor.Part == SeasonPart.Weekday ? Week[factor.Number - 1] * 7 / Week.Sum() : Months[factor.Number - 1] / months;
    }

    private static double Truth(DateOnly date) => Months[date.Month - 1] * Week[((int)date.DayOfWeek + 6) % 7];

    /// <summary>A shop by its days: Poisson purchases of active members, as the model says.</summary>
    private static DailyPurchases Days(int seed, int days, double growth, double trend, bool isFlat = false, Func<DateOnly, double>? lift = null)
    {
        var (random, purchases, active) = (new Random(seed), new long[days], new long[days]);
        for (var day = 0; day < days; day++)
        {
            var (date, years) = (Start.AddDays(day), day / 365.25);
            active[day] = (long)(4_000 * Math.Exp(growth * Math.Log(2) * years));
            var mean = active[day] * 0.01 * Math.Exp(trend * years) * (isFlat ? 1 : Truth(date)) * (lift?.Invoke(date) ?? 1);
            purchases[day] = Poisson(random, mean);
        }

        return DailyPurchases.FromDays(Start, purchases, active, 365, 5_000);
    }

    private static long Poisson(Random random, double mean)
    {
        var (count, sum) = (0L, -Math.Log(random.NextDouble()));
        for (; sum < mean; count++)
            sum -= Math.Log(random.NextDouble());
        return count;
    }
}
