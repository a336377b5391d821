using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class KaplanMeierTests
{
    // Weeks of remission under 6-MP: Freireich et al. 1963, the example of most textbooks (Cox and Oakes 1984, table 1.1).
    private static readonly (double Weeks, bool Ended)[] Remission =
    [
        (6, true), (6, true), (6, true), (6, false), (7, true), (9, false), (10, true), (10, false), (11, false), (13, true), (16, true), (17, false),
        (19, false), (20, false), (22, true), (23, true), (25, false), (32, false), (32, false), (34, false), (35, false),
    ];

    [Theory] // survival and standard error as the textbooks print them, four digits
    [InlineData(6, 0.8571, 0.0764)]
    [InlineData(7, 0.8067, 0.0869)]
    [InlineData(10, 0.7529, 0.0963)]
    [InlineData(13, 0.6902, 0.1068)]
    [InlineData(16, 0.6275, 0.1141)]
    [InlineData(22, 0.5378, 0.1282)]
    [InlineData(23, 0.4482, 0.1346)]
    public void The_textbook_example_comes_out_as_printed(double weeks, double survival, double error)
    {
        var curve = Of(Remission);
        var plain = curve.Interval(weeks, kind: SurvivalInterval.Plain);
        Assert.Equal(survival, curve.Survival(weeks), 0.00005);
        Assert.Equal(error, (curve.Survival(weeks) - plain.Lower) / 1.959963984540054, 0.00005);
    }

    [Fact]
    public void Counts_are_those_of_the_data()
    {
        var curve = Of(Remission);
        Assert.Equal((9L, 12L), (curve.Ended, curve.Open));
        Assert.Equal(new SurvivalStep(6, 21, 3, 1, 18 / 21.0, 3 / 21.0 / 18), curve.Steps[0]);
        Assert.Equal(17, curve.Steps[1].AtRisk);
        Assert.Equal("9 ended, 12 open; median 23", curve.ToString());
    }

    [Fact]
    public void A_quantile_is_the_first_time_at_which_the_curve_is_low_enough()
    {
        var curve = Of(Remission);
        Assert.Equal(23, curve.Quantile(0.5).Time);
        Assert.Equal(10, curve.Quantile(0.2).Time);
        Assert.True(curve.Quantile(0.5).IsReached);
    }

    [Fact]
    public void A_quantile_that_the_curve_never_reaches_says_so()
    {
        var quantile = Of(Remission).Quantile(0.8);
        Assert.False(quantile.IsReached);
        Assert.Null(quantile.Time);
        Assert.Null(quantile.Upper);
    }

    [Fact]
    public void The_interval_of_a_quantile_is_where_the_ends_of_the_curve_s_interval_pass()
    {
        var curve = Of(Remission);
        var median = curve.Quantile(0.5);
        double First(Func<ConfidenceInterval, double> end) =>
            curve.Steps.Where(step => step.Ended > 0).Select(step => step.Time).Concat([1e9]).First(time => time > 1e8 || end(curve.Interval(time)) <= 0.5);
        Assert.Equal(First(interval => interval.Lower), median.Lower);
        Assert.Equal(median.Upper ?? 1e9, First(interval => interval.Upper));
        Assert.True(median.Lower <= median.Time);
    }

    [Fact]
    public void Rounding_does_not_hide_a_quantile_that_is_reached_exactly()
    {
        var ten = Enumerable.Range(1, 10).Select(day => ((double)day, true)).ToArray();
        for (var k = 1; k < 10; k++)
            Assert.Equal(k, Of(ten).Quantile(k / 10.0).Time);
    }

    [Fact]
    public void What_ends_and_what_is_last_seen_at_the_same_time_were_both_at_risk()
    {
        var curve = Of([(5, true), (5, false)]);
        Assert.Equal(0.5, curve.Survival(5));
        Assert.Equal(1, curve.Survival(4.9));
    }

    [Fact]
    public void At_zero_survival_there_is_no_interval_and_before_the_first_end_it_is_one()
    {
        var curve = Of([(2, true)]);
        Assert.Equal(0, curve.Survival(2));
        Assert.Equal(new ConfidenceInterval(double.NaN, double.NaN, 0.95), curve.Interval(2));
        Assert.Equal(new ConfidenceInterval(1, 1, 0.95), curve.Interval(1));
        Assert.Equal(2, curve.Quantile(0.5).Lower);
        Assert.Null(curve.Quantile(0.5).Upper);
    }

    [Fact]
    public void Nothing_gives_a_curve_without_a_step()
    {
        var curve = KaplanMeier.Of(Array.Empty<GapCount>(), []);
        Assert.Empty(curve.Steps);
        Assert.Equal(1, curve.Survival(100));
        Assert.False(curve.Quantile(0.5).IsReached);
        Assert.Equal("0 ended, 0 open; median not reached", curve.ToString());
    }

    [Fact]
    public void Without_an_open_one_it_is_the_share_that_lasts_longer() => Law.Holds(Lengths(), lengths =>
    {
        var curve = Of([.. lengths.Select(item => (item.Length, true))]);
        return lengths.All(item =>
            Math.Abs(curve.Survival(item.Length) - lengths.Count(other => other.Length > item.Length) / (double)lengths.Length) < 1e-12);
    });

    /// <summary>Efron 1967: every open one hands its weight to all that last longer, from left to right. No product, no risk set.</summary>
    [Fact]
    public void It_equals_redistribution_to_the_right() => Law.Holds(Lengths(), lengths =>
    {
        var sorted = lengths.OrderBy(item => item.Length).ThenBy(item => item.Ended ? 0 : 1).ToArray();
        var weight = Enumerable.Repeat(1.0 / sorted.Length, sorted.Length).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Ended || i == sorted.Length - 1)
                continue;
            for (var later = i + 1; later < sorted.Length; later++)
                weight[later] += weight[i] / (sorted.Length - 1 - i);
            weight[i] = 0;
        }

        var curve = Of(lengths);
        return sorted.All(item => Math.Abs(
            curve.Survival(item.Length) - (
                1 - sorted.Zip(weight).Where(pair => pair.First.Ended && pair.First.Length <= item.Length).Sum(pair => pair.Second))) < 1e-12);
    });

    [Fact]
    public void Intervals_hold_the_curve_and_counts_and_lengths_agree() => Law.Holds(Lengths(), lengths =>
    {
        var curve = Of(lengths);
        GapCount[] Counts(bool ended) => [.. lengths.Where(item => item.Ended == ended).Select(item => new GapCount((int)item.Length, 1))];
        return curve.Steps.SequenceEqual(KaplanMeier.Of(Counts(true), Counts(false)).Steps)
            && curve.Steps.Where(step => step.Survival > 0).All(step => new[] { SurvivalInterval.LogLog, SurvivalInterval.Plain }.All(kind =>
            {
                var (narrow, wide) = (curve.Interval(step.Time, 0.8, kind), curve.Interval(step.Time, 0.99, kind));
                return wide.Lower <= narrow.Lower && narrow.Lower <= step.Survival && step.Survival <= narrow.Upper && narrow.Upper <= wide.Upper
                    && wide.Lower >= 0 && wide.Upper <= 1;
            }));
    });

    [Fact]
    public void The_log_log_interval_is_symmetric_on_its_scale()
    {
        var curve = Of(Remission);
        var step = curve.Steps.Single(item => item.Time == 13);
        var interval = curve.Interval(13);
        double Scale(double s) => Math.Log(-Math.Log(s));
        var expected = 1.959963984540054 * Math.Sqrt(step.VarianceSum) / -Math.Log(step.Survival);
        Assert.Equal(expected, Scale(interval.Lower) - Scale(step.Survival), 1e-12);
        Assert.Equal(expected, Scale(step.Survival) - Scale(interval.Upper), 1e-12);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Contains("Length 1 is not a number", Assert.Throws<ArgumentException>(() => KaplanMeier.Of([1, double.NaN], [true, true])).Message,
            StringComparison.Ordinal);
        Assert.Contains("1 flags for 2", Assert.Throws<ArgumentException>(() => KaplanMeier.Of([1, 2], [true])).Message, StringComparison.Ordinal);
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => KaplanMeier.Of([new GapCount(-1, 1)], [])).Message, StringComparison.Ordinal);
        var curve = Of(Remission);
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Quantile(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Quantile(0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Survival(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Interval(1, kind: (SurvivalInterval)9));
    }

    private static KaplanMeier Of(IReadOnlyCollection<(double Length, bool Ended)> lengths) =>
        KaplanMeier.Of(lengths.Select(item => item.Length).ToArray(), lengths.Select(item => item.Ended).ToArray());

    private static Arbitrary<(double Length, bool Ended)[]> Lengths() =>
        (from length in Gen.Choose(1, 12)
         from ended in Gen.Elements(true, true, false)
         select ((double)length, ended)).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();
}
