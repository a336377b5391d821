using FsCheck;
using FsCheck.Fluent;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Lifecycle;

public class LearnedLimitsTests
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    [Fact]
    public void Open_gaps_lengthen_the_limits_instead_of_being_dropped()
    {
        // Ten members buy twice, 1 to 10 days apart, long ago; ten more bought once on the last day but two: open gaps of 2 days.
        var log = new List<(string, int)>();
        for (var i = 1; i <= 10; i++)
            log.AddRange([($"a{i}", 0), ($"a{i}", i), ($"b{i}", 98)]);
        var limits = LearnedLimits.Fit(Table(log, 100), new LearnedLimitsOptions { ClassesFrom = [1] });

        // Of the gaps after the first purchase: at risk 20 at day 1, 19 at day 2, then the ten open ones go and 8 are left.
        // S = 19/20 x 18/19 x 7/8 x 6/7 x ... : 0.9, then 0.9 k/8. At most 0.2 from day 9 on (0.9 x 1/8), since day 8 has 0.225.
        // The open gaps after the second purchase (90 to 99 days) are in the class too: 10 more at risk.
        // S: 29/30, 28/30, then 18 at risk (8 to come, 10 open at 90 days and more): 28/30 x 17/18 ... x 10/18 = 0.5185.
        var dormant = limits.Pooled.Dormant;
        Assert.True(dormant.NotReached);
        Assert.Equal((LimitSource.OwnCompletedGaps, 8.0), (dormant.Source, dormant.Days));
        Assert.Equal(9, limits.Pooled.Lost.Days);
        Assert.Equal((10L, 20L), (limits.Pooled.CompletedGaps, limits.Pooled.OpenGaps));
    }

    [Fact]
    public void A_class_takes_its_own_curve_then_the_pooled_one_then_completed_gaps()
    {
        var log = new List<(string, int)>();
        for (var i = 0; i < 50; i++) // 50 members buy every 2 days, 30 times, then stop: many gaps after the third purchase
            log.AddRange(Enumerable.Range(0, 30).Select(k => ($"often{i}", 2 * k)));
        for (var i = 0; i < 20; i++) // 20 members buy once and never again
            log.Add(($"once{i}", 0));
        var limits = LearnedLimits.Fit(Table(log, 60), new LearnedLimitsOptions { ClassesFrom = [1, 3], DormantQuantile = 0.9, LostQuantile = 0.95 });

        // Class 1-2: 100 gaps completed at day 2, 20 open at day 60: S = 20/120 = 0.1667, above 0.1: not reached.
        var few = limits.Classes[0];
        Assert.Equal((100L, 20L), (few.CompletedGaps, few.OpenGaps));
        Assert.True(few.Dormant.NotReached);
        Assert.Equal((LimitSource.PooledSurvival, 2.0), (few.Dormant.Source, few.Dormant.Days));

        // Class 3+: 27 x 50 gaps completed at day 2, 50 open at day 2 (the last purchase was on day 58 of 60).
        var many = limits.Classes[1];
        Assert.Equal((1350L, 50L), (many.CompletedGaps, many.OpenGaps));
        Assert.False(many.Dormant.NotReached);
        Assert.Equal((LimitSource.OwnSurvival, 2.0), (many.Dormant.Source, many.Dormant.Days));
        Assert.NotNull(many.Dormant.LowerDays);
    }

    [Fact]
    public void Without_a_completed_gap_there_is_no_limit_and_the_record_says_so()
    {
        var limits = LearnedLimits.Fit(Table([("a", 0), ("b", 1)], 30));
        Assert.Equal((FitStatus.NoData, false), (limits.Status, limits.Status.IsUsable()));
        Assert.Equal(LimitSource.None, limits.Classes[2].Lost.Source);
        Assert.Null(limits.Pooled.Dormant.Days);
        Assert.Contains("No gap was ever completed", Assert.Throws<InvalidOperationException>(() => limits.ToLimits()).Message, StringComparison.Ordinal);
        Assert.Equal(limits.ToJson(), LearnedLimits.FromJson(limits.ToJson()).ToJson());
    }

    [Fact]
    public void A_class_without_a_completed_gap_of_its_own_takes_those_of_all()
    {
        // Two members with 4 purchases a day apart and many with one: class 1 has gaps; class 8 has none.
        var log = new List<(string, int)> { ("x", 0), ("x", 3), ("y", 0) };
        log.AddRange(Enumerable.Range(0, 5).Select(i => ($"z{i}", 0)));
        var eight = LearnedLimits.Fit(Table(log, 50)).Classes[2];
        Assert.Equal((LimitSource.PooledCompletedGaps, 3.0, true), (eight.Dormant.Source, eight.Dormant.Days, eight.Dormant.NotReached));
    }

    [Fact]
    public void A_lost_limit_below_the_dormant_one_is_raised_to_it_and_marked()
    {
        // After the second purchase: 10 gaps completed at day 20, 10 then open at day 39, and 90 open at day 0. S(20) = 10/20: 50% is reached, 70% not.
        // All gaps: 100 completed at day 1 with 120 at risk: S(1) = 20/120, so that the pooled curve reaches 70% at day 1, before day 20.
        var log = new List<(string, int)>();
        for (var i = 0; i < 90; i++)
            log.AddRange([($"quick{i}", 59), ($"quick{i}", 60)]);
        for (var i = 0; i < 10; i++)
            log.AddRange([($"slow{i}", 0), ($"slow{i}", 1), ($"slow{i}", 21)]);
        var limits = LearnedLimits.Fit(Table(log, 60), new LearnedLimitsOptions { ClassesFrom = [1, 2], DormantQuantile = 0.5, LostQuantile = 0.7 });
        var (dormant, lost) = (limits.Classes[1].Dormant, limits.Classes[1].Lost);
        Assert.Equal((LimitSource.OwnSurvival, 20.0, false, false), (dormant.Source, dormant.Days, dormant.NotReached, dormant.IsRaised));
        Assert.Equal((LimitSource.PooledSurvival, 20.0, true, true), (lost.Source, lost.Days, lost.NotReached, lost.IsRaised));
        Assert.Contains("raised", limits.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("2 and more purchases: ", Assert.Single(limits.Warnings).English, StringComparison.Ordinal); // the lost limit alone was not reached
    }

    [Fact]
    public void Rounding_does_not_push_a_quantile_of_completed_gaps_to_the_next_one()
    {
        // 100 gaps of 1 to 100 days and 200 members who bought once: 55% of the completed ones end by day 55, though 0.55 x 100 rounds to more than 55.
        var log = Enumerable.Range(1, 100).SelectMany(i => new[] { ($"a{i}", 0), ($"a{i}", i) }).Concat(Enumerable.Range(0, 200).Select(i => ($"b{i}", 0)));
        var dormant = LearnedLimits.Fit(Table(log, 300), new LearnedLimitsOptions { ClassesFrom = [1], DormantQuantile = 0.55 }).Classes[0].Dormant;
        Assert.Equal((LimitSource.OwnCompletedGaps, 55.0), (dormant.Source, dormant.Days));
    }

    [Fact]
    public void Lost_is_never_below_dormant() => Law.Holds(Logs(), log =>
    {
        foreach (var quantiles in new[] { (0.5, 0.6), (0.8, 0.9), (0.3, 0.3), (0.85, 0.99) })
        {
            var limits = LearnedLimits.Fit(Table(log, 40), new LearnedLimitsOptions { DormantQuantile = quantiles.Item1, LostQuantile = quantiles.Item2 });
            if (limits.Classes.Append(limits.Pooled).Any(
                item => item.Lost.Days < item.Dormant.Days || (item.Lost.IsRaised && item.Lost.Source == item.Dormant.Source)))
                return false;
            if (LearnedLimits.FromJson(limits.ToJson()).ToJson() != limits.ToJson())
                return false;
        }

        return true;
    });

    [Fact]
    public void Weeks_and_hours_count_the_same_days()
    {
        var log = Enumerable.Range(0, 10).SelectMany(i => new[] { ($"m{i}", 0), ($"m{i}", 7 * (i + 1)) }).ToList();
        double? Dormant(EventGrain grain) => LearnedLimits.Fit(Table(log, 365, grain)).Pooled.Dormant.Days;
        Assert.Equal(56, Dormant(EventGrain.Day));
        Assert.Equal(56, Dormant(EventGrain.Week));
        Assert.Equal(56, Dormant(EventGrain.Hour));
        Assert.Equal(56, Dormant(EventGrain.Instant));
    }

    [Fact]
    public void Online_retail_limits_agree_with_gaps_counted_by_hand()
    {
        var invoices = OnlineRetailData.Invoices().Where(invoice => invoice.Customer.Length > 0).ToList();
        var builder = new MemberTableBuilder<string>();
        builder.AddRange(invoices.Select(invoice => new Transaction<string>(invoice.Customer, invoice.Time, invoice.NetAmount) { OrderId = invoice.Invoice }));
        var table = builder.Build();
        var limits = LearnedLimits.Fit(table, new LearnedLimitsOptions { DormantQuantile = 0.5, LostQuantile = 0.6 });

        var last = invoices.Max(invoice => invoice.Time.Date);
        var completed = new List<(int Ordinal, int Gap)>();
        var open = new List<(int Ordinal, int Gap)>();
        foreach (var member in invoices.GroupBy(invoice => invoice.Customer))
        {
            var days = member.GroupBy(invoice => invoice.Time.Date)
                .Where(day => day.Any(row => row.NetAmount >= 0) && (day.All(row => row.NetAmount >= 0) || day.Sum(row => row.NetAmount) > 0))
                .Select(day => day.Key).Order().ToList();
            for (var k = 1; k < days.Count; k++)
                completed.Add((k, (days[k] - days[k - 1]).Days));
            if (days.Count > 0)
                open.Add((days.Count, (last - days[^1]).Days));
        }

        foreach (var item in limits.Classes)
        {
            bool In((int Ordinal, int Gap) gap) => gap.Ordinal >= item.FromPurchases && gap.Ordinal <= (item.ThroughPurchases ?? int.MaxValue);
            var (ended, lasting) = (completed.Where(In).ToList(), open.Where(In).ToList());
            Assert.Equal((ended.Count, lasting.Count), ((int)item.CompletedGaps, (int)item.OpenGaps));
            double survival = 1;
            int? dormant = null, lost = null;
            for (var day = 1; day <= 400; day++)
            {
                double atRisk = ended.Count(gap => gap.Gap >= day) + lasting.Count(gap => gap.Gap >= day);
                survival *= atRisk == 0 ? 1 : 1 - ended.Count(gap => gap.Gap == day) / atRisk;
                dormant ??= survival <= 0.5 + 1e-12 ? day : null;
                lost ??= survival <= 0.4 + 1e-12 ? day : null;
            }

            Assert.Equal(LimitSource.OwnSurvival, item.Dormant.Source);
            Assert.Equal((double?)dormant, item.Dormant.Days);
            Assert.Equal((double?)lost, item.Lost.Source == LimitSource.OwnSurvival ? item.Lost.Days : null);
        }
    }

    [Fact]
    public void Json_keeps_every_bit_and_damage_is_named()
    {
        var limits = LearnedLimits.Fit(Table([("a", 0), ("a", 5), ("b", 0), ("b", 9), ("c", 3)], 30), new LearnedLimitsOptions { DormantQuantile = 1 / 3.0 });
        var json = limits.ToJson();
        var read = LearnedLimits.FromJson(json);
        Assert.Equal(limits.Classes, read.Classes);
        Assert.Equal((limits.Pooled, limits.Origin, limits.ConfidenceLevel), (read.Pooled, read.Origin, read.ConfidenceLevel));
        using var stream = new MemoryStream();
        limits.ToJson(stream);
        stream.Position = 0;
        Assert.Equal(json, LearnedLimits.FromJson(stream).ToJson());

        Broken("\"type\": \"LearnedLimits\"", "\"type\": \"RfmScale\"", "LearnedLimits");
        Broken("\"version\": 1", "\"version\": 2", "version 2");
        Broken("\"fromPurchases\": 3", "\"fromPurchases\": 4", "classes[0]");
        Broken("\"grain\": \"Day\"", "\"grain\": \"Fortnight\"", "Fortnight");
        Broken("\"quantile\": 0.9", "\"quantile\": 1.9", "quantile");
        Broken("\"unrecordedGaps\": 0", "\"unrecordedGaps\": -1", "unrecordedGaps");
        Broken("\"lastCell\"", "\"lastCellar\"", "origin.lastCell is missing");

        void Broken(string from, string to, string says)
        {
            Assert.Contains(from, json, StringComparison.Ordinal);
            Assert.Contains(says, Assert.Throws<FormatException>(() => LearnedLimits.FromJson(json.Replace(from, to, StringComparison.Ordinal))).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_outside_their_range_are_named()
    {
        var table = Table([("a", 0)], 10);
        Wrong(options => options.DormantQuantile = 0, "DormantQuantile is 0");
        Wrong(options => options.LostQuantile = 0.7, "DormantQuantile, 0.8");
        Wrong(options => options.ConfidenceLevel = double.NaN, "ConfidenceLevel is not a number");
        Wrong(options => options.ClassesFrom = [2], "ClassesFrom[0] is 2");
        Wrong(options => options.ClassesFrom = [1, 4, 4], "ClassesFrom[2] is 4");
        Wrong(options => options.ClassesFrom = [1, 9], "GapOrdinals");
        Assert.Contains("knows no gaps", Assert.Throws<InvalidOperationException>(() => LearnedLimits.Fit(
            MemberTable.FromColumns(["a"], MemberColumns.FromColumns(table.Window, new MemberColumnData { Purchases = [1] })))).Message,
            StringComparison.Ordinal);

        void Wrong(Action<LearnedLimitsOptions> set, string says)
        {
            var options = new LearnedLimitsOptions();
            set(options);
            Assert.Contains(says, Assert.Throws<ArgumentException>(() => LearnedLimits.Fit(table, options)).Message, StringComparison.Ordinal);
        }
    }

    private static MemberTable<string> Table(IEnumerable<(string Member, int Day)> log, int lastDay, EventGrain grain = EventGrain.Day)
    {
        var builder = new MemberTableBuilder<string>(
            new MemberTableOptions { Grain = grain, WindowLast = Start.AddDays(lastDay).ToDateTime(TimeOnly.MinValue) });
        builder.AddRange(log.Select(row => new Transaction<string>(row.Member, Start.AddDays(row.Day), 1)));
        return builder.Build();
    }

    private static Arbitrary<List<(string Member, int Day)>> Logs() =>
        (from member in Gen.Choose(1, 6) from day in Gen.Choose(0, 40) select ($"m{member}", day)).NonEmptyListOf().Select(list => list.ToList()).ToArbitrary();
}
