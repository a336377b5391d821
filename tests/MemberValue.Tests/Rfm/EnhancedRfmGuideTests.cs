using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Seasons;

namespace MemberValue.Tests.Rfm;

public class EnhancedRfmGuideTests
{
    private static readonly DateOnly Start = new(2021, 1, 1);

    [Fact]
    public void The_example_of_the_page_gives_a_score_of_seven_dimensions()
    {
        var (rows, visits) = Shop();

        // example: enhanced-rfm
        var log = MemberLog.Read(rows, events: visits);
        var season = SeasonalIndex.Fit(log.Daily());                    // once from the base; keep season.ToJson()
        var table = season.AdjustFrequency(log.WithTiming(log.Table())); // regularity, clumpiness, visits, season-adjusted frequency

        var scale = DimensionScale.Fit(table.Columns, new DimensionScaleOptions
        {
            Dimensions =
            [
                .. ScoreDimensionOptions.Rfm(),                              // R, F, M as RfmScale defines them
                new() { Name = Measures.DaysSinceFirstPurchase },            // L: length of the relationship
                new() { Name = "GapVariation", SmallIsGood = true },         // V: like a clock, or in bursts
                new() { Name = "SeasonAdjustedFrequency" },                  // S: against what the season expects
                new() { Name = "VisitsPer30Days", Missing = MissingLevel.Lowest },
            ],
        });
        MemberResults<int, DimensionScore> scores = scale.Score(table);
        Text told = scale.Explain(scores[7]);
        MemberResults<int, double> composite = DimensionWeights.Given(("R", 3), ("F", 2), ("M", 2), ("L", 1), ("V", 1), ("S", 1)).Composite(scores);
        // example end

        Assert.Equal("R2 F2 M2 L3 V5 S2 W1", scores[7].ToString());
        Assert.Contains("V 5: variation of the gaps between purchases up to ", told.English, StringComparison.Ordinal);
        Assert.Contains("V5：购买间隔的波动不超过", told.Chinese, StringComparison.Ordinal);
        Assert.Equal((3 * 2 + 2 * 2 + 2 * 2 + 3 + 5 + 2) / 10.0, composite[7], 1e-12);
        var rfm = RfmScale.FitQuantiles(table.Columns).Score(table);
        Assert.All(table.Keys, key => Assert.Equal((rfm[key].R, rfm[key].F, rfm[key].M), (scores[key]["R"], scores[key]["F"], scores[key]["M"])));
    }

    [Fact]
    public void The_example_of_clumpiness_gives_its_numbers()
    {
        // example: clumpiness
        // three purchases in a row, in the 25 days since the first one
        var clumps = Clumpiness.Measure([19_750, 19_751, 19_752], 19_740, 19_764);
        var critical = Clumpiness.CriticalValue(events: 3, cells: 25); // by 10,000 draws with a fixed seed
        var isClumpy = clumps > critical;
        // example end

        Assert.Equal(0.31, clumps, 0.005);
        Assert.Equal(0.39, critical, 0.005);
        Assert.False(isClumpy);
    }

    [Fact]
    public void The_example_of_the_index_tells_a_sale_from_its_month()
    {
        var log = MemberLog.Read(Shop().Rows);

        // example: seasonal-index
        var options = new SeasonOptions
        {
            Yearly = SeasonCycle.Month,
            Promotions =
            [
                new("11.11", new DateOnly(2021, 11, 10), new DateOnly(2021, 11, 12)),
                new("11.11", new DateOnly(2022, 11, 10), new DateOnly(2022, 11, 12)),
                new("11.11", new DateOnly(2024, 11, 10), new DateOnly(2024, 11, 12)), // planned
            ],
        };
        var index = SeasonalIndex.Fit(log.Daily(), options);
        SeasonFactor sale = index.Factors.Single(factor => factor.Part == SeasonPart.Promotion);
        double november = index.Sum(new DateOnly(2024, 11, 1), new DateOnly(2024, 12, 1)); // November 2024 in average days
        // example end

        Assert.True(sale.Lower > 2 && sale.Upper < 6, sale.Words.English);
        Assert.InRange(november, 38, 60);
        Assert.Empty(index.Warnings);
    }

    /// <summary>Three years of 400 members with rates of their own; Novembers are half as strong again, a sale of three days four times.</summary>
    private static (List<Transaction<int>> Rows, List<MemberEvent<int>> Visits) Shop()
    {
        var (random, rows, visits) = (new Random(2), new List<Transaction<int>>(), new List<MemberEvent<int>>());
        for (var member = 0; member < 400; member++)
        {
            var (join, rate) = (random.Next(1_000), 0.03 * -Math.Log(random.NextDouble()));
            rows.Add(new Transaction<int>(member, Start.AddDays(join), 10m));
            for (var day = join + 1; day < 1_095; day++)
            {
                var date = Start.AddDays(day);
                var season = date is { Month: 11, Day: >= 10 and <= 12 } ? 4 : date.Month == 11 ? 1.5 : 1;
                if (random.NextDouble() < 0.02)
                    visits.Add(new MemberEvent<int>(member, date, MemberEventKind.Visit));
                if (random.NextDouble() < rate * season)
                    rows.Add(new Transaction<int>(member, date, random.Next(500, 5_000) / 100m));
            }
        }

        return (rows, visits);
    }
}
