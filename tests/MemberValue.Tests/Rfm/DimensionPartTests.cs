using MemberValue.Assessment;
using MemberValue.Members;
using MemberValue.Rfm;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberValue.Tests.Rfm;

/// <summary>Further dimensions as a part of an assessment.</summary>
public class DimensionPartTests
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    [Theory]
    [InlineData(RfmScaleMethod.Quantiles)]
    [InlineData(RfmScaleMethod.Nested)]
    [InlineData(RfmScaleMethod.HighLow)]
    [InlineData(RfmScaleMethod.Thresholds)]
    public void A_score_of_all_dimensions_begins_with_the_score_of_RFM(RfmScaleMethod method)
    {
        var table = Table();
        var options = Options(method);
        var models = MemberModels.FromJson(MemberModels.Fit(table, options).ToJson());
        var valuator = MemberValuator.Create(options, models);
        Assert.Empty(valuator.Missing);
        var assessments = valuator.Assess(table);
        var scores = assessments.Results(DimensionColumns.Score)!;
        foreach (var key in table.Keys)
        {
            var (rfm, all) = (assessments.Scores![key], scores[key]);
            Assert.Equal((rfm.R, rfm.F, rfm.M), (all["R"], all["F"], all["M"]));
            Assert.True(valuator.Assess(table[key]).TryGet(DimensionColumns.Score, out var one));
            Assert.Equal(all, one);
            var reason = assessments[key].Reasons.SingleOrDefault(each => each.About == "dimensions");
            Assert.Equal(all.IsScored, reason is not null);
            if (reason is not null)
                Assert.StartsWith($"Levels by dimension: {all}. R {all["R"]}: days since the last purchase ", reason.Text.English, StringComparison.Ordinal);
        }

        Assert.Contains(table.Keys, key => scores[key].IsComplete);
    }

    [Fact]
    public void A_configuration_names_the_dimensions()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MemberValue:Rfm:Dimensions:0:Name"] = "DaysSinceFirstPurchase",
            ["MemberValue:Rfm:Dimensions:0:Levels"] = "3",
            ["MemberValue:Rfm:Dimensions:1:Name"] = "GapVariation",
            ["MemberValue:Rfm:Dimensions:1:SmallIsGood"] = "true",
            ["MemberValue:Rfm:Dimensions:1:Missing"] = "Lowest",
        }).Build();
        var services = new ServiceCollection();
        services.AddMemberValue(configuration, "MemberValue");
        using var provider = services.BuildServiceProvider();
        var holder = provider.GetRequiredService<MemberModelHolder>();
        var table = Table();
        holder.Replace(holder.Fit(table));
        var scores = holder.Assess(table).Results(DimensionColumns.Score)!;
        Assert.Equal(["R", "F", "M", "L", "V"], scores[0].Letters);
        Assert.InRange(table.Keys.Max(key => scores[key]["L"]), 3, 3);
        configuration["MemberValue:Rfm:Dimensions:0:Leter"] = "L";
        var wrong = new ServiceCollection();
        Assert.Contains("'Letter' may be meant", Assert.ThrowsAny<Exception>(() =>
        {
            wrong.AddMemberValue(configuration, "MemberValue");
            using var other = wrong.BuildServiceProvider();
            other.GetRequiredService<MemberModelHolder>();
        }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_leaves_the_rest_and_says_so()
    {
        var options = Options(RfmScaleMethod.Quantiles);
        var plain = MemberLog.Read([new Transaction<int>(1, Start, 5m)]).Table();
        var models = MemberModels.Fit(plain, options);
        Assert.Contains(models.NotFitted, text => text.English == "Rfm: the table has no column GapVariation, so there is no scale of all dimensions.");
        var valuator = MemberValuator.Create(options, models);
        Assert.Contains(valuator.Missing, text => text.English.Contains("no scale of all dimensions", StringComparison.Ordinal));
        var assessments = valuator.Assess(plain);
        Assert.NotNull(assessments.Scores);
        Assert.Null(assessments.Results(DimensionColumns.Score));
        var fitted = MemberModels.Fit(Table(), options);
        var other = Options(RfmScaleMethod.Quantiles);
        other.Rfm!.Dimensions = [new() { Name = Measures.MeanGapDays }];
        Assert.Contains("the options ask for DaysSinceLastPurchase, Purchases, Net, MeanGapDays", Assert.Throws<ArgumentException>(
            () => MemberValuator.Create(other, fitted)).Message, StringComparison.Ordinal);
        Assert.Contains("log.WithTiming(table)", Assert.Throws<InvalidOperationException>(
            () => MemberValuator.Create(options, fitted).Assess(plain)).Message, StringComparison.Ordinal);
    }

    private static MemberValuatorOptions Options(RfmScaleMethod method) => new()
    {
        Rfm = new RfmOptions
        {
            Scale = method,
            Segments = SegmentPreset.None,
            Thresholds = new RfmThresholdOptions { RecencyUpToDays = [30, 60], FrequencyFrom = [2, 4], MonetaryFrom = [20] },
            Dimensions =
            [
                new() { Name = Measures.DaysSinceFirstPurchase, Levels = 3, Limits = [90] },
                new() { Name = "GapVariation", SmallIsGood = true, Levels = 4, Limits = [0.5, 1] },
            ],
        },
    };

    private static MemberTable<int> Table()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 80).SelectMany(member => Enumerable.Range(0, random.Next(1, 7))
            .Select(_ => new Transaction<int>(member, Start.AddDays(random.Next(150)), random.Next(100, 3_000) / 100m))).ToList();
        var log = MemberLog.Read(rows, events: [new MemberEvent<int>(99, Start, MemberEventKind.Registration)]);
        return log.WithTiming(log.Table(Start.AddDays(160)));
    }
}
