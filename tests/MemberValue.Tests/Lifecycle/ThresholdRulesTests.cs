using System.Globalization;
using System.Text;
using MemberValue.Lifecycle;
using static MemberValue.Tests.Lifecycle.StageData;

namespace MemberValue.Tests.Lifecycle;

/// <summary>Rules are checked when they are built, and kept as data.</summary>
public class ThresholdRulesTests
{
    [Fact]
    public void Rules_that_contradict_themselves_are_named()
    {
        (ThresholdStageOptions Options, string[] Says)[] cases =
        [
            (new() { Limits = [new(1, 2, 30, 90), new(4, null, 30, 90)] }, ["a gap between", "1 to 2 purchases", "4 purchases and more"]),
            (new() { Limits = [new(1, 4, 30, 90), new(4, null, 30, 90)] }, ["overlap", "1 to 4 purchases", "4 purchases and more"]),
            (new() { Limits = [new(1, null, 30, 90), new(4, null, 30, 90)] }, ["overlap", "1 purchases and more", "4 purchases and more"]),
            (new() { Limits = [new(2, null, 30, 90)] }, ["a gap", "no class has 1 purchase", "2 purchases and more"]),
            (new() { Limits = [new(1, 7, 30, 90)] }, ["a gap", "1 to 7 purchases", "leave its ThroughPurchases null"]),
            (new() { Limits = [new(0, null, 30, 90)] }, ["Limits[0].FromPurchases is 0; it must be 1 or more"]),
            (new() { Limits = [new(3, 2, 30, 90), new(1, null, 30, 90)] }, ["Limits[0].ThroughPurchases is 2; it must not be below FromPurchases, 3"]),
            (new() { Limits = [new(1, null, 90, 89.9)] }, ["Limits[0].LostFromDays is 89.9", "not below DormantFromDays, 90"]),
            (new() { Limits = [new(1, null, double.NaN, 90)] }, ["DormantFromDays is not a number"]),
            (new() { Limits = [new(1, null, 30, double.PositiveInfinity)] }, ["LostFromDays is infinity"]),
            (new() { Limits = [new(1, null, 0, 90)] }, ["DormantFromDays is 0"]),
            (new() { Limits = [] }, ["Limits.Count is 0; it must be 1 to 64"]),
            (new() { Limits = [null!] }, ["Limits[0] is null"]),
            (new() { FirstTimeDays = 31 }, ["ThresholdStageOptions.FirstTimeDays is 31", "DormantFromDays", "30: silence decides first"]),
            (new() { ReturnedDays = 31 }, ["ThresholdStageOptions.ReturnedDays is 31", "DormantFromDays", "30"]),
            (new() { Limits = [new(1, 2, 60, 90), new(3, 5, 20, 90), new(6, null, 40, 90)], ReturnedDays = 21 },
                ["ReturnedDays is 21", "3 to 5 purchases, 20"]),
            (new() { Limits = [new(1, 1, 20, 90), new(2, null, 40, 90)], FirstTimeDays = 21 }, ["FirstTimeDays is 21", "1 to 1 purchases, 20"]),
            (new() { FirstTimeDays = 0 }, ["FirstTimeDays is 0"]),
            (new() { FirstTimeDays = double.NaN }, ["FirstTimeDays is not a number"]),
            (new() { ReturnedDays = double.NegativeInfinity }, ["ReturnedDays is minus infinity"]),
            (new() { NewDormantFromDays = 60, NewLostFromDays = 59 }, ["NewLostFromDays is 59", "NewDormantFromDays, 60"]),
            (new() { NewDormantFromDays = -1 }, ["NewDormantFromDays is -1"]),
            (new() { NewLostFromDays = double.PositiveInfinity }, ["NewLostFromDays is infinity"]),
            (new() { LoyalPurchases = 0 }, ["LoyalPurchases is 0"]),
            (new() { LoyalSpend = -0.01m }, ["LoyalSpend is -0.01"]),
            (new() { Silence = (SilenceSource)7 }, ["Silence is 7"]),
        ];
        foreach (var (options, says) in cases)
        {
            var message = Assert.ThrowsAny<ArgumentException>(() => new ThresholdStageClassifier(options)).Message;
            Assert.All(says, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Rules_that_only_look_odd_are_taken()
    {
        _ = new ThresholdStageClassifier(new() { Limits = [new(1, 1, 20, 90), new(2, null, 40, 90)], FirstTimeDays = 20, ReturnedDays = 40 });
        _ = new ThresholdStageClassifier(new() { Silence = SilenceSource.Engagement, FirstTimeDays = 300, ReturnedDays = 300 });
        _ = new ThresholdStageClassifier(new() { NewLostFromDays = 1, LoyalPurchases = null, LoyalSpend = 0m });
        _ = new ThresholdStageClassifier(new() { Limits = [.. Enumerable.Range(1, 64).Select(k => new SilenceLimits(k, k == 64 ? null : k, 30 + k, 200))] });
    }

    [Fact]
    public void Options_are_frozen_when_a_classifier_is_made()
    {
        var limits = new List<SilenceLimits> { new(1, null, 30, 90) };
        var options = new ThresholdStageOptions { Limits = limits };
        var classifier = new ThresholdStageClassifier(options);
        limits[0] = new(1, null, 1, 2);
        options.FirstTimeDays = 1;
        Assert.Equal(LifecycleStage.FirstTime, classifier.StageOf(Bought(20)));
        Assert.Equal("Stages by silence: 1+ purchases 30/90 days", classifier.ToString());
        Assert.Equal(30, classifier.ToOptions().FirstTimeDays);
    }

    [Fact]
    public void Options_of_learned_limits_shorten_the_windows_that_would_not_end()
    {
        var options = ThresholdStageOptions.Of([new(1, 2, 20.5, 60), new(3, null, 12, 25)]);
        Assert.Equal((20.5, 12.0), (options.FirstTimeDays, options.ReturnedDays));
        _ = new ThresholdStageClassifier(options);
        options = ThresholdStageOptions.Of([new(1, 1, 100, 200), new(2, null, 90, 250)]);
        Assert.Equal((30.0, 30.0), (options.FirstTimeDays, options.ReturnedDays));
        Assert.Throws<ArgumentException>(() => ThresholdStageOptions.Of([new(1, 2, 20, 60)]));
        Assert.Throws<ArgumentNullException>(() => ThresholdStageOptions.Of(null!));
    }

    [Fact]
    public void Rules_come_back_from_JSON_as_they_were()
    {
        foreach (var options in new[] { new(), Classes(), StagePresets.Seasonal,
            new() { FirstTimeDays = null, ReturnedDays = null, LoyalPurchases = null, Silence = SilenceSource.Engagement } })
        {
            options.LoyalSpend ??= 0.10m;
            var classifier = new ThresholdStageClassifier(options);
            var json = classifier.ToJson();
            var read = ThresholdStageClassifier.FromJson(json);
            Assert.Equal(json, read.ToJson());
            Assert.Equal(classifier.Limits, read.Limits);
            Assert.Equal(classifier.Silence, read.Silence);
            var (before, after) = (classifier.ToOptions(), read.ToOptions());
            Assert.Equal(
                (before.FirstTimeDays, before.ReturnedDays, before.LoyalPurchases, before.LoyalSpend, before.NewDormantFromDays, before.NewLostFromDays),
                (after.FirstTimeDays, after.ReturnedDays, after.LoyalPurchases, after.LoyalSpend, after.NewDormantFromDays, after.NewLostFromDays));
            using var stream = new MemoryStream();
            classifier.ToJson(stream);
            Assert.Equal(json, Encoding.UTF8.GetString(stream.ToArray()));
            var columns = Columns(Random(500, 9));
            Assert.Equal(Spans(classifier, columns), Spans(read, columns));
        }
    }

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("{}", "\"type\": \"ThresholdStages\"")]
    [InlineData("{\"type\":\"ThresholdStages\",\"version\":2}", "written as version 2")]
    [InlineData("{\"type\":\"ThresholdStages\",\"version\":1,\"silence\":\"Purchase\"}", "limits is missing")]
    [InlineData("{\"type\":\"ThresholdStages\",\"version\":1,\"silence\":\"Sleep\",\"limits\":[]}", "silence is 'Sleep'")]
    [InlineData("{\"type\":\"ThresholdStages\",\"version\":1,\"silence\":\"Purchase\",\"limits\":[null]}", "limits[0] is null and must be an object")]
    [InlineData("{\"type\":\"ThresholdStages\",\"version\":1,\"silence\":\"Purchase\",\"limits\":[{\"fromPurchases\":1,\"dormantFromDays\":9}]}",
        "limits[0].lostFromDays is missing")]
    [InlineData("{\"type\":\"ThresholdStages\",\"version\":1,\"silence\":\"Purchase\",\"limits\":[{\"fromPurchases\":1,\"dormantFromDays\":9,\"lostFromDays\":8}]}", "not below DormantFromDays, 9")]
    [InlineData("{\"type\":\"ThresholdStages\",\"version\":1,\"silence\":\"Purchase\",\"limit\":[]}", "limit")]
    public void A_damaged_file_says_what_is_wrong(string json, string says)
    {
        Assert.Contains(says, Assert.Throws<FormatException>(() => ThresholdStageClassifier.FromJson(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_written_alike_in_every_culture()
    {
        var json = new ThresholdStageClassifier(Classes()).ToJson();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(json, new ThresholdStageClassifier(Classes()).ToJson());
            Assert.Contains("30.5", new ThresholdStageClassifier(Classes()).ToString(), StringComparison.Ordinal);
            Assert.Contains("net spend 20.50; it takes at least 5 purchases and 10.50", new ThresholdStageClassifier(new() { LoyalSpend = 10.5m }).Explain(
                Row(Bought(1, 1, 1, 1, 1) with { Net = 20.5m })).Text.English, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Presets_are_valid_and_new_each_time()
    {
        foreach (var options in new Func<ThresholdStageOptions>[] { () => StagePresets.FastMovingGoods, () => StagePresets.Apparel,
            () => StagePresets.Durables, () => StagePresets.Seasonal })
        {
            _ = new ThresholdStageClassifier(options());
            Assert.NotSame(options(), options());
        }

        Assert.Equal([new SilenceLimits(1, null, 30, 90)], StagePresets.FastMovingGoods.Limits);
    }

    [Fact]
    public void Last_seasons_buyer_is_not_Dormant_before_the_next_season_has_passed_nor_Lost_before_the_one_after()
    {
        var classifier = new ThresholdStageClassifier(StagePresets.Seasonal);
        for (var year = 2010; year < 2020; year++)
        {
            for (var bought = new DateOnly(year, 11, 1); bought <= new DateOnly(year + 1, 1, 6); bought = bought.AddDays(1))
            {
                LifecycleStage On(DateOnly day)
                {
                    var window = MemberValue.Members.ObservationWindow.OfDays(new DateOnly(2005, 1, 1), day);
                    return classifier.StageOf(Bought(day.DayNumber - bought.DayNumber, 300), window);
                }

                Assert.Equal(LifecycleStage.Active, On(new DateOnly(year + 2, 1, 6)));
                Assert.Equal(LifecycleStage.Dormant, On(new DateOnly(year + 3, 1, 6)));
                Assert.Equal(LifecycleStage.Lost, On(new DateOnly(year + 3, 4, 1)));
            }
        }
    }
}
