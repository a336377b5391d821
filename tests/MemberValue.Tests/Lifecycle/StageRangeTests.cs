using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using static MemberValue.Tests.Lifecycle.StageData;

namespace MemberValue.Tests.Lifecycle;

/// <summary>The ends of the ranges of the classifiers' options, amounts of any size, and what learned limits say of themselves.</summary>
public class StageRangeTests
{
    [Fact]
    public void The_ends_of_a_range_belong_to_it()
    {
        _ = new ThresholdStageClassifier(new() { NewDormantFromDays = 60, NewLostFromDays = 60, LoyalPurchases = 1 });
        _ = new ThresholdStageClassifier(new() { Limits = [new(1, null, 30, 30)] });
        _ = new RhythmStageClassifier(PurchaseRhythm.Of(30, 1), new() { DormantFromGaps = 2, LostFromGaps = 2, GapAtLeastDays = 9, GapAtMostDays = 9 });
        _ = new ProbabilityStageClassifier(FittedBgNbd, new() { DormantBelow = 1, LostBelow = 1 });
    }

    [Fact]
    public void The_first_value_beyond_a_range_is_refused_by_name()
    {
        Wrong("RhythmStageOptions.DormantFromGaps is 0;", () => Rhythm(new() { DormantFromGaps = 0 }));
        Wrong("RhythmStageOptions.GapAtLeastDays is 0;", () => Rhythm(new() { GapAtLeastDays = 0 }));
        Wrong("RhythmStageOptions.GapAtMostDays is 8;", () => Rhythm(new() { GapAtLeastDays = 9, GapAtMostDays = 8 }));
        Wrong("RhythmStageOptions.GapAtMostDays is ", () => Rhythm(new() { GapAtMostDays = double.PositiveInfinity }));
        Wrong("ProbabilityStageOptions.DormantBelow is 1.01;", () => new ProbabilityStageClassifier(FittedBgNbd, new() { DormantBelow = 1.01 }));
        Wrong("ProbabilityStageOptions.DormantBelow is 0;", () => new ProbabilityStageClassifier(FittedBgNbd, new() { DormantBelow = 0 }));
        Wrong("ProbabilityStageOptions.Basis is 5;", () => new ProbabilityStageClassifier(FittedBgNbd, new() { Basis = (ProbabilityBasis)5 }));
        Wrong("ThresholdStageOptions.Limits.Count is 65; it must be 1 to 64", () => new ThresholdStageClassifier(
            new() { Limits = [.. Enumerable.Range(1, 65).Select(k => new SilenceLimits(k, k == 65 ? null : k, 30, 90))] }));

        static ILifecycleClassifier Rhythm(RhythmStageOptions options) => new RhythmStageClassifier(PurchaseRhythm.Of(30, 1), options);
        static void Wrong(string start, Func<ILifecycleClassifier> make) =>
            Assert.StartsWith(start, Assert.ThrowsAny<ArgumentException>(() => make()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "0", true)]
    [InlineData("-0.01", "0", false)]
    [InlineData("100", "100", true)]
    [InlineData("99.99", "100", false)]
    [InlineData("100", "100.004", false)] // finer than the column's cents
    [InlineData("100.01", "100.004", true)]
    [InlineData("30000000000000000000.25", "30000000000000000000.25", true)] // beyond 64 bits of cents
    [InlineData("30000000000000000000.25", "30000000000000000000.26", false)]
    [InlineData("1", "79228162514264337593543950335", false)] // the largest decimal: nobody spends that
    public void Spend_makes_loyal_from_the_amount_on_whatever_its_size_and_decimals(string net, string least, bool isLoyal)
    {
        static decimal Money(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var classifier = new ThresholdStageClassifier(new() { LoyalPurchases = null, LoyalSpend = Money(least) });
        var member = Bought(1, 1, 1) with { Net = Money(net) };
        var expected = isLoyal ? LifecycleStage.Loyal : LifecycleStage.Active;
        Assert.Equal(expected, classifier.StageOf(member));
        Assert.Equal(expected, classifier.Explain(Row(member)).Stage);
        Assert.All(Spans(classifier, Columns([.. Enumerable.Repeat(member, 67)])), stage => Assert.Equal(expected, stage));
    }

    [Fact]
    public void Learned_limits_have_the_interval_of_their_curve_in_days_and_print_themselves()
    {
        var random = new Random(4);
        var start = new DateOnly(2024, 1, 1);
        foreach (var (grain, cellDays) in new[] { (EventGrain.Day, 1), (EventGrain.Week, 7) })
        {
            var builder = new MemberTableBuilder<int>(new MemberTableOptions { Grain = grain, WindowLast = start.AddDays(400).ToDateTime(TimeOnly.MinValue) });
            for (var member = 0; member < 80; member++)
            {
                for (var day = random.Next(200); day < 300; day += 1 + random.Next(60))
                    builder.Add(new Transaction<int>(member, start.AddDays(day), 1));
            }

            var table = builder.Build();
            var gaps = table.Gaps!;
            var ordinals = Enumerable.Range(1, gaps.Ordinals).ToList();
            var curve = KaplanMeier.Of(ordinals.SelectMany(gaps.Completed), ordinals.SelectMany(gaps.Open));
            var options = new LearnedLimitsOptions { DormantQuantile = 0.5, LostQuantile = 0.5, ConfidenceLevel = 0.9, ClassesFrom = [1] };
            var limits = LearnedLimits.Fit(table, options);
            var median = curve.Quantile(0.5, 0.9);
            Assert.Equal((cellDays * median.Time, cellDays * median.Lower, cellDays * median.Upper),
                (limits.Pooled.Dormant.Days, limits.Pooled.Dormant.LowerDays, limits.Pooled.Dormant.UpperDays));
            if (grain == EventGrain.Day)
                Assert.True(limits.Pooled.Dormant.LowerDays < limits.Pooled.Dormant.UpperDays); // the two ends are told apart
            Assert.Equal((curve.Ended, curve.Open, 0L), (limits.Pooled.CompletedGaps, limits.Pooled.OpenGaps, limits.UnrecordedGaps));
            Assert.Equal(
                FormattableString.Invariant($"1 and more purchases: Dormant from {limits.Pooled.Dormant.Days} days (OwnSurvival), ")
                    + FormattableString.Invariant($"Lost from {limits.Pooled.Lost.Days} days (OwnSurvival); {curve.Ended} gaps completed, {curve.Open} open"),
                limits.ToString());
            Assert.Empty(limits.Warnings);
        }
    }

    [Theory]
    [InlineData(0.0, 0.9, 0.95, "LearnedLimitsOptions.DormantQuantile is 0;")]
    [InlineData(0.8, 1.0, 0.95, "LearnedLimitsOptions.LostQuantile is 1;")]
    [InlineData(0.8, 0.9, 0.0, "LearnedLimitsOptions.ConfidenceLevel is 0;")]
    [InlineData(0.8, 0.9, 1.0, "LearnedLimitsOptions.ConfidenceLevel is 1;")]
    public void Quantiles_and_levels_are_between_0_and_1(double dormant, double lost, double level, string start) => Assert.StartsWith(
        start,
        Assert.Throws<ArgumentException>(() => LearnedLimits.Fit(
            new MemberTableBuilder<int>(new MemberTableOptions { WindowFirst = new DateTime(2024, 1, 1), WindowLast = new DateTime(2024, 1, 9) }).Build(),
            new LearnedLimitsOptions { DormantQuantile = dormant, LostQuantile = lost, ConfidenceLevel = level })).Message,
        StringComparison.Ordinal);
}
