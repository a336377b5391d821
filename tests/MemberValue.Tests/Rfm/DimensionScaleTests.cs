using MemberValue.Composite;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

/// <summary>Scores of any number of dimensions: RFM to the bit where there are three, and the rules by brute force where there are more.</summary>
public class DimensionScaleTests
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    [Theory]
    [InlineData(RfmScaleMethod.Quantiles, "Net")]
    [InlineData(RfmScaleMethod.Nested, "Net")]
    [InlineData(RfmScaleMethod.HighLow, "Net")]
    [InlineData(RfmScaleMethod.Thresholds, "Net")]
    [InlineData(RfmScaleMethod.Quantiles, "Margin")]
    [InlineData(RfmScaleMethod.Nested, "Margin")]
    [InlineData(RfmScaleMethod.Quantiles, "MeanSpend")]
    [InlineData(RfmScaleMethod.Nested, "MeanSpend")]
    [InlineData(RfmScaleMethod.HighLow, "MeanSpend")]
    [InlineData(RfmScaleMethod.Thresholds, "MeanSpend")]
    public void Three_dimensions_are_RFM_to_the_bit(RfmScaleMethod method, string money)
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            var table = Table(seed, 5 + seed * seed * 20);
            var rfm = RfmOf(method, Enum.Parse<RfmMonetary>(money), table.Columns, seed);
            var dimensions = ScoreDimensionOptions.Rfm();
            (dimensions[2].Name, dimensions[2].Letter) = (money, "M");
            dimensions[0].Levels = seed % 2 == 0 ? 5 : 10;
            dimensions[2].Line = HighLowLine.Median;
            (dimensions[0].Limits, dimensions[1].Limits, dimensions[2].Limits) = ([30, 90.5], [2, 3], [9.99, 20, 40]);
            var scale = DimensionScale.Fit(table.Columns, new DimensionScaleOptions { Scale = method, Dimensions = [.. dimensions] });
            Assert.Equal(rfm.RecencyCuts, scale.Cuts(0));
            Assert.Equal(rfm.FrequencyCuts, scale.Cuts(1));
            Assert.Equal(rfm.MonetaryCuts, scale.Cuts(2));
            var (expected, actual) = (rfm.Score(table), scale.Score(table));
            var (weights, own) = (new RfmWeights(0.2, 0.3, 0.5), DimensionWeights.Given(("R", 0.2), ("F", 0.3), ("M", 0.5)));
            var scored = 0;
            for (var row = 0; row < table.Count; row++)
            {
                var (score, same) = (expected.Values[row], actual.Values[row]);
                Assert.Equal(score.IsScored, same.IsScored);
                Assert.Equal((score.R, score.F, score.M), (same["R"], same["F"], same["M"]));
                Assert.Equal(weights.Composite(score), own.Composite(same), 1e-15);
                scored += score.IsScored ? 1 : 0;
            }

            Assert.InRange(scored, 1, table.Count - 1);
        }
    }

    [Fact]
    public void Many_dimensions_have_the_levels_that_their_quantiles_say()
    {
        var table = Timed(3, 400);
        var options = Options(RfmScaleMethod.Quantiles);
        var scale = DimensionScale.Fit(table.Columns, options);
        var scores = scale.Score(table);
        for (var j = 0; j < options.Dimensions.Count; j++)
        {
            var dimension = options.Dimensions[j];
            var values = Values(table, dimension.Name).ToArray();
            var fitted = values.Where((value, row) => !double.IsNaN(value) && table.Columns.Purchases[row] > 0).Order().ToArray();
            var cuts = Enumerable.Range(1, dimension.Levels - 1).Select(k => Quantile(fitted, k, dimension.Levels)).ToArray();
            Assert.Equal(cuts, scale.Cuts(j));
            for (var row = 0; row < table.Count; row++)
            {
                var below = cuts.Count(cut => cut < values[row]);
                var level = double.IsNaN(values[row]) ? (dimension.Missing == MissingLevel.Lowest ? 1 : 0)
                    : dimension.SmallIsGood ? dimension.Levels - below : 1 + below;
                Assert.Equal(table.Columns.Purchases[row] == 0 ? 0 : level, scores.Values[row].Count == 0 ? 0 : scores.Values[row][j]);
            }
        }
    }

    [Fact]
    public void A_nested_scale_cuts_each_dimension_within_the_levels_before_it()
    {
        var table = Timed(4, 500);
        var options = new DimensionScaleOptions
        {
            Scale = RfmScaleMethod.Nested,
            Dimensions =
            [
                new() { Name = "Purchases", Levels = 3, Missing = MissingLevel.Unscored }, new() { Name = "GapVariation", SmallIsGood = true, Levels = 2 },
                new() { Name = "Clumpiness", Levels = 3, Missing = MissingLevel.Lowest }, new() { Name = "Net", Levels = 4 },
            ],
        };
        var scale = DimensionScale.Fit(table.Columns, options);
        var scores = scale.Score(table).Values.ToArray();
        for (var row = 0; row < table.Count; row++)
        {
            for (var j = 0; j < options.Dimensions.Count; j++)
            {
                var dimension = options.Dimensions[j];
                var values = Values(table, dimension.Name).ToArray();
                if (double.IsNaN(values[row]))
                {
                    Assert.Equal(dimension.Missing == MissingLevel.Lowest ? 1 : 0, scores[row][j]);
                    continue;
                }

                // The members of the same levels in the earlier dimensions, or all where the member has no level in one of them.
                var isAlone = Enumerable.Range(0, j).Any(k => scores[row][k] == 0);
                var group = Enumerable.Range(0, table.Count)
                    .Where(other => !double.IsNaN(values[other]) && (isAlone || Enumerable.Range(0, j).All(k => scores[other][k] == scores[row][k])))
                    .Select(other => values[other]).Order().ToArray();
                var below = Enumerable.Range(1, dimension.Levels - 1).Count(k => Quantile(group, k, dimension.Levels) < values[row]);
                Assert.Equal(dimension.SmallIsGood ? dimension.Levels - below : 1 + below, scores[row][j]);
            }
        }
    }

    [Fact]
    public void Every_way_to_score_gives_the_same_and_a_kernel_allocates_nothing()
    {
        foreach (var method in Enum.GetValues<RfmScaleMethod>())
        {
            var table = Timed(6, 67);
            var scale = DimensionScale.FromJson(DimensionScale.Fit(table.Columns, Options(method)).ToJson());
            var scores = scale.Score(table);
            var to = new DimensionScore[table.Count];
            Assert.Equal(0, Allocations.Of(() => scale.Score(table.Columns, to)));
            for (var row = 0; row < table.Count; row++)
            {
                var values = scale.Names.Select(name => Values(table, name)[row]).ToArray();
                Assert.Equal(scores.Values[row], scale.Score(values));
                Assert.Equal(scores.Values[row], scale.Score(table.Columns.Row(row)));
                Assert.Equal(scores.Values[row], to[row]);
                Assert.Equal(scores.Values[row], DimensionScore.Parse(scores.Values[row].ToString()));
                Assert.Equal(scores.Values[row], scale.Parse(scores.Values[row].ToString()));
                Assert.NotEmpty(scale.Explain(scores.Values[row]).Chinese);
            }
        }
    }

    [Fact]
    public void The_order_of_the_rows_and_the_unit_of_a_column_do_not_matter()
    {
        var column = new MemberColumn<double>("visits of the app");
        Law.Holds(FsCheck.Fluent.ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var table = Table(1, 60);
            var values = table.Keys.Select(_ => random.Next(3) == 0 ? double.NaN : random.Next(20) / 3.0).ToArray();
            var options = new DimensionScaleOptions { Dimensions = [.. ScoreDimensionOptions.Rfm(), new() { Name = column.Name, Letter = "App", Levels = 4 }] };
            var plain = table.With(column, values);
            var scaled = table.With(column, values.Select(value => value * 1_024).ToArray());
            var (a, b) = (DimensionScale.Fit(plain.Columns, options), DimensionScale.Fit(scaled.Columns, options));
            return values.All(double.IsNaN) || (a.Score(plain).Values.SequenceEqual(b.Score(scaled).Values)
                && a.Cuts(3).SequenceEqual(b.Cuts(3).Select(cut => cut / 1_024)));
        }, runs: 10);
    }

    [Fact]
    public void A_score_is_written_read_and_explained()
    {
        var options = new DimensionScaleOptions
        {
            Scale = RfmScaleMethod.Thresholds,
            Dimensions =
            [
                new() { Name = Measures.DaysSinceLastPurchase, SmallIsGood = true, Limits = [30, 90] },
                new() { Name = "Purchases", Limits = [2, 5] },
                new() { Name = "GapVariation", SmallIsGood = true, Limits = [0.5] },
                new() { Name = Measures.DaysSinceFirstPurchase, Limits = [100, 200, 1_000] },
            ],
        };
        var scale = DimensionScale.FromThresholds(options);
        Assert.Equal(["R", "F", "V", "L"], scale.Letters);
        var score = scale.Score([30, 5, double.NaN, 200]);
        Assert.Equal("R3 F3 V- L3", score.ToString());
        Assert.True(score.IsScored);
        Assert.False(score.IsComplete);
        Assert.True(scale.Score([91, 1, 0.5, 99]) is { IsComplete: true } low && low.ToString() == "R1 F1 V2 L1");
        Assert.Equal(
            "R 3: days since the last purchase up to 30; F 3: purchases from 5 on; V -: variation of the gaps between purchases not known yet; "
            + "L 3: days since the first purchase from 200 to below 1,000.", scale.Explain(score).English);
        Assert.Equal("R3：距上次购买天数不超过30；F3：购买次数5及以上；V-：购买间隔的波动尚无数值；L3：会龄（天）200及以上、不足1,000。", scale.Explain(score).Chinese);
        Assert.Equal("-", DimensionScore.Unscored.ToString());
        Assert.Equal(DimensionScore.Unscored, scale.Score([double.NaN, double.NaN, double.NaN, double.PositiveInfinity]));
        foreach (var wrong in new[] { "", "R", "R0", "R11", "R5 R5", "R5  F3", "R05", "5R", "R- F-", "ABCD5", "R5F3", "r5 -" })
            Assert.False(DimensionScore.TryParse(wrong, out _), wrong);
        Assert.Equal("R10 频2 V-", DimensionScore.Parse("R10 频2 V-").ToString());
        Assert.Throws<FormatException>(() => scale.Parse("R5 F1 V1 L1"));
        Assert.Throws<FormatException>(() => scale.Parse("R1 F1"));
        Assert.Throws<ArgumentException>(() => scale.Explain(DimensionScore.Parse("R1 F1")));
    }

    [Fact]
    public void Weights_count_the_levels_that_there_are()
    {
        var weights = DimensionWeights.Given(("R", 2), ("F", 1), ("V", 1));
        Assert.Equal(0.5 * 4 + 0.25 * 2 + 0.25 * 3, weights.Composite(DimensionScore.Parse("R4 F2 V3 L5")));
        Assert.Equal((0.5 * 4 + 0.25 * 2) / 0.75, weights.Composite(DimensionScore.Parse("R4 F2 V-")), 1e-15);
        Assert.True(double.IsNaN(weights.Composite(DimensionScore.Unscored)));
        Assert.True(double.IsNaN(DimensionWeights.Given(("V", 1)).Composite(DimensionScore.Parse("R4 V-"))));
        Assert.Throws<ArgumentException>(() => weights.Composite(DimensionScore.Parse("R4")));
        Assert.Throws<ArgumentException>(() => DimensionWeights.Given(("R", 1), ("R", 1)));
        Assert.Throws<ArgumentException>(() => DimensionWeights.Given(("R", 0)));
        var criteria = CriterionWeights.Given((Measures.DaysSinceLastPurchase, 3), ("Purchases", 1));
        var scale = DimensionScale.FromThresholds(new DimensionScaleOptions
        {
            Scale = RfmScaleMethod.Thresholds,
            Dimensions = [new() { Name = "Purchases", Limits = [2] }, new() { Name = Measures.DaysSinceLastPurchase, SmallIsGood = true, Limits = [9] }],
        });
        Assert.Equal("F 0.25, R 0.75", criteria.ToDimensions(scale).ToString());
    }

    [Fact]
    public void What_cannot_be_a_scale_is_refused_by_name()
    {
        var table = Table(1, 50);
        string Refused(params ScoreDimensionOptions[] dimensions) => Assert.ThrowsAny<Exception>(
            () => DimensionScale.Fit(table.Columns, new DimensionScaleOptions { Dimensions = dimensions })).Message;
        Assert.Contains("Dimensions.Count is 0", Refused(), StringComparison.Ordinal);
        var twice = Refused(new ScoreDimensionOptions { Name = "Net" }, new ScoreDimensionOptions { Name = "Sales" });
        Assert.Contains("Net has that letter already", twice, StringComparison.Ordinal);
        Assert.Contains("log.WithTiming(table)", Refused(new ScoreDimensionOptions { Name = "Clumpiness" }), StringComparison.Ordinal);
        Assert.Contains("Levels is 1", Refused(new ScoreDimensionOptions { Name = "Net", Levels = 1 }), StringComparison.Ordinal);
        var nested = new DimensionScaleOptions
        {
            Scale = RfmScaleMethod.Nested,
            Dimensions = [.. "ABCDEF".Select(letter => new ScoreDimensionOptions { Name = "Net", Letter = $"{letter}", Levels = 10 })],
        };
        Assert.Contains("10,000 are the most", Assert.Throws<ArgumentException>(
            () => DimensionScale.Fit(table.Columns, nested)).Message, StringComparison.Ordinal);
        var few = MemberLog.Read([new Transaction<int>(1, Start, 1m)]).Table();
        Assert.Contains("None of the 1 members has a value of MeanGapDays", Assert.Throws<InvalidOperationException>(() => DimensionScale.Fit(
            few.Columns, new DimensionScaleOptions { Dimensions = [new() { Name = Measures.MeanGapDays }] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_keeps_its_scores()
    {
        var table = Timed(2, 40);
        var scale = DimensionScale.Fit(table.Columns, Options(RfmScaleMethod.Quantiles));
        var scored = table.With(DimensionColumns.Score, scale.Score(table));
        using var stream = new MemoryStream();
        scored.Save(stream);
        foreach (var key in new[] { DimensionColumns.Score, DimensionColumns.ScoreOf(scale) })
        {
            stream.Position = 0;
            var read = MemberTable.Load<int>(stream, [key]);
            Assert.Equal(scored.Columns.Values(DimensionColumns.Score).ToArray(), read.Columns.Values(DimensionColumns.Score).ToArray());
        }
    }

    private static DimensionScaleOptions Options(RfmScaleMethod method) => new()
    {
        Scale = method,
        Dimensions =
        [
            new() { Name = Measures.DaysSinceLastPurchase, SmallIsGood = true, Missing = MissingLevel.Unscored, Levels = 3, Limits = [30, 60] },
            new() { Name = "Net", Levels = 2, Limits = [20] }, new() { Name = Measures.DaysSinceFirstPurchase, Levels = 3, Limits = [50] },
            new() { Name = "GapVariation", SmallIsGood = true, Levels = 4, Limits = [0.5, 1] },
            new() { Name = "Clumpiness", Levels = 5, Missing = MissingLevel.Lowest, Line = HighLowLine.Median, Limits = [0.1, 0.3] },
            new()
            {
                Name = Measures.MeanSpend, Letter = "S", Levels = 10, Limits = [9.99],
                Line = HighLowLine.Given, LineAt = method == RfmScaleMethod.HighLow ? 9 : null,
            },
        ],
    };

    private static RfmScale RfmOf(RfmScaleMethod method, RfmMonetary money, MemberColumns columns, int seed)
    {
        var quantiles = new RfmQuantileOptions { Monetary = money, RecencyLevels = seed % 2 == 0 ? 5 : 10 };
        return method switch
        {
            RfmScaleMethod.Quantiles => RfmScale.FitQuantiles(columns, quantiles),
            RfmScaleMethod.Nested => RfmScale.FitNested(columns, quantiles),
            RfmScaleMethod.HighLow => RfmScale.FitHighLow(columns, new RfmHighLowOptions { Monetary = money, MonetaryLine = HighLowLine.Median }),
            _ => RfmScale.FromThresholds(
                new RfmThresholdOptions { RecencyUpToDays = [30, 90.5], FrequencyFrom = [2, 3], MonetaryFrom = [9.99, 20, 40], Monetary = money },
                CellCalendar.Days),
        };
    }

    private static double[] Values(MemberTable<int> table, string name) =>
        MeasureReader.Read(table.Columns, name, 0, new double[table.Count]).ToArray();

    private static double Quantile(double[] sorted, int k, int parts)
    {
        var (lower, rest) = Math.DivRem((long)(sorted.Length - 1) * k, parts);
        return rest == 0 ? sorted[lower] : sorted[lower] + (double)rest / parts * (sorted[lower + 1] - sorted[lower]);
    }

    private static MemberTable<int> Timed(int seed, int members)
    {
        var log = Log(seed, members);
        return log.WithTiming(log.Table(Start.AddDays(200)));
    }

    private static MemberTable<int> Table(int seed, int members) => Log(seed, members).Table(Start.AddDays(200));

    private static MemberLog<int> Log(int seed, int members)
    {
        var random = new Random(seed);
        var rows = new List<Transaction<int>>();
        for (var member = 0; member < members; member++)
        {
            for (var i = random.Next(1, 7); i > 0; i--)
            {
                rows.Add(new Transaction<int>(member, Start.AddDays(random.Next(180)), random.Next(10) == 0 ? 9.99m : random.Next(-500, 4_000) / 100m)
                {
                    Margin = random.Next(60) == 0 ? null : random.Next(1_000) / 100m,
                });
            }
        }

        return MemberLog.Read(rows, events: [new MemberEvent<int>(members, Start, MemberEventKind.Registration)]);
    }
}
