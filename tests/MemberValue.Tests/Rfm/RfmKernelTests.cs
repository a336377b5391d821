using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class RfmKernelTests
{
    private static readonly (string Name, Func<MemberColumns, IRfmScorer> Make)[] Scorers =
    [
        ("quantile", columns => RfmScale.FitQuantiles(columns)),
        ("ten levels", columns => RfmScale.FitQuantiles(columns, new RfmQuantileOptions { RecencyLevels = 10, FrequencyLevels = 3, MonetaryLevels = 7 })),
        ("mean spend", columns => RfmScale.FitQuantiles(columns, new RfmQuantileOptions { Monetary = RfmMonetary.MeanSpend })),
        ("margin", columns => RfmScale.FitQuantiles(columns, new RfmQuantileOptions { Monetary = RfmMonetary.Margin, Frequency = FrequencyBasis.Orders })),
        ("high low", columns => RfmScale.FitHighLow(columns, new RfmHighLowOptions { MonetaryLine = HighLowLine.Given, MonetaryFrom = 19.99 })),
        ("thresholds", columns => RfmScale.FromThresholds(
            new RfmThresholdOptions { RecencyUpToDays = [30, 90.5], FrequencyFrom = [1, 2.5, 9], MonetaryFrom = [-5, 0, 19.99] }, columns.Window.Calendar)),
        ("nested", columns => RfmScale.FitNested(columns)),
        ("rank", _ => new TieSplittingRankScorer()),
    ];

    public static TheoryData<string> Names => [.. Scorers.Select(scorer => scorer.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalar_span_row_and_table_agree_for_every_length_and_order(string name)
    {
        var all = RfmData.Random(300, 7);
        var make = Scorers.Single(scorer => scorer.Name == name).Make;
        if (make(RfmData.Columns(all)) is not RfmScale scale)
        {
            Assert.Equal("rank", name); // fits and scores one table: TieSplittingRankTests has its laws
            return;
        }

        for (var n = 0; n <= 65; n++)
            Check(all[..n]);
        foreach (var n in new[] { 127, 128, 129, 300 })
            Check(all[..n]);

        void Check((int Recency, int Purchases, decimal Net)[] members)
        {
            var columns = RfmData.Columns(members);
            var scores = new RfmScore[members.Length + 1];
            scores[^1] = new RfmScore(9, 9, 9);
            scale.Score(columns, scores);
            Assert.Equal("999", scores[^1].ToString()); // nothing is written beyond the members
            var table = RfmData.Table(columns);
            Assert.Equal(scores[..^1], scale.Score(table).Values.ToArray());
            Assert.Equal(scores[..^1], ((IRfmScorer)scale).Score(table).Values.ToArray());
            for (var i = 0; i < members.Length; i++)
            {
                var inputs = new RfmInputs(columns, scale.Definitions);
                Assert.Equal(scale.Score(inputs.Recency(i), inputs.Frequency(i), inputs.Monetary(i)), scores[i]);
                Assert.Equal(scale.Score(columns.Row(i)), scores[i]);
                Assert.Equal(members[i].Purchases > 0 && (scale.Definitions.Monetary != RfmMonetary.Margin || i % 3 != 2), scores[i].IsScored);
            }

            if (scale.Definitions.Monetary == RfmMonetary.Margin)
                return; // the margin of a row depends on its place in these columns
            var reversed = new RfmScore[members.Length];
            scale.Score(RfmData.Columns(members.AsEnumerable().Reverse().ToArray()), reversed);
            Assert.Equal(scores[..^1], reversed.AsEnumerable().Reverse());
        }
    }

    [Fact]
    public void The_vector_form_alone_agrees_on_values_at_and_beside_every_cut()
    {
        var columns = RfmData.Columns([.. RfmData.Random(997, 11), .. Enumerable.Range(0, 27).Select(i => (30 + i % 3, 1 + i % 3, 19.98m + i % 3 / 100m))]);
        foreach (var lineIsHigh in new[] { false, true })
        {
            var scale = lineIsHigh
                ? RfmScale.FitHighLow(columns, new RfmHighLowOptions
                {
                    RecencyLine = HighLowLine.Given,
                    RecencyUpToDays = 31,
                    FrequencyLine = HighLowLine.Given,
                    FrequencyFrom = 2,
                    MonetaryLine = HighLowLine.Given,
                    MonetaryFrom = 19.99,
                })
                : RfmScale.FromThresholds(
                    new RfmThresholdOptions { RecencyUpToDays = [30, 30.5, 31], FrequencyFrom = [1, 1.5, 2], MonetaryFrom = [0, 19.985, 19.99] }, CellCalendar.Days);
            var inputs = new RfmInputs(columns, scale.Definitions);
            var scores = new RfmScore[columns.Count];
            Assert.Equal(columns.Count, RfmKernel.Vectors(scale, inputs, 0, scores));
            for (var i = 0; i < scores.Length; i++)
                Assert.Equal(scale.Score(inputs.Recency(i), inputs.Frequency(i), inputs.Monetary(i)), scores[i]);
        }
    }

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(19.99, 100)]
    [InlineData(-19.99, 100)]
    [InlineData(0, 1)]
    [InlineData(1e300, 1)]
    [InlineData(-1e300, 1)]
    [InlineData(9.2e18, 1)]
    [InlineData(-9.2e18, 1)]
    [InlineData(4503599627370497.5, 1)]
    [InlineData(92233720368547758.07, 100)]
    [InlineData(0.1234567891, 1e10)]
    [InlineData(900719.92547409915, 1e10)] // 2^53 in units of 10^-10: quotients beyond are rounded twice
    public void A_money_limit_is_the_last_amount_that_the_scalar_rule_keeps_below(double cut, double divisor)
    {
        foreach (var orEqual in new[] { false, true })
        {
            bool Counts(long amount) => orEqual ? cut <= amount / divisor : cut < amount / divisor;
            var limit = RfmKernel.MoneyLimit(cut, divisor, orEqual);
            Assert.True(limit == long.MinValue || !Counts(limit));
            Assert.True(limit == long.MaxValue || Counts(limit + 1));
        }
    }

    [Theory]
    [InlineData(double.MinValue)]
    [InlineData(-1.5)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(2.5)]
    [InlineData(4e9)]
    [InlineData(double.MaxValue)]
    public void Whole_number_limits_agree_with_the_rule(double cut)
    {
        foreach (var value in new[] { 0, 1, 2, 3, int.MaxValue })
        {
            Assert.Equal(cut < value, value > RfmKernel.FrequencyLimit(cut, orEqual: false));
            Assert.Equal(cut <= value, value > RfmKernel.FrequencyLimit(cut, orEqual: true));
            var last = (long)int.MaxValue - value;
            Assert.Equal(cut < value, last <= RfmKernel.LastLimit(cut, int.MaxValue));
        }

        Assert.Equal(cut < uint.MaxValue - 1.0, int.MinValue + 1 <= RfmKernel.LastLimit(cut, int.MaxValue)); // the largest recency of all
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_span_door_allocates_nothing(string name)
    {
        foreach (var n in new[] { 1, 1_000 })
        {
            var columns = RfmData.Columns(RfmData.Random(n, 5) is var members && n == 1 ? [(3, 2, 5m)] : members);
            var scorer = Scorers.Single(one => one.Name == name).Make(columns);
            var scores = new RfmScore[n];
            Assert.Equal(0, Allocations.Of(() => scorer.Score(columns, scores)));
        }
    }

    [Fact]
    public void Maps_and_weights_allocate_nothing()
    {
        var columns = RfmData.Columns(RfmData.Random(500, 5));
        var scores = new RfmScore[500];
        RfmScale.FitQuantiles(columns).Score(columns, scores);
        var (segments, composites) = (new int[500], new double[500]);
        Assert.Equal(0, Allocations.Of(() => SegmentMaps.TenCells.Apply(scores, segments)));
        Assert.Equal(0, Allocations.Of(() => RfmWeights.Equal.Composite(scores, composites)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_destination_too_short_is_refused_and_unchanged(string name)
    {
        var columns = RfmData.Columns(RfmData.Random(100, 5));
        var scorer = Scorers.Single(one => one.Name == name).Make(columns);
        var scores = new RfmScore[99];
        var error = Assert.Throws<ArgumentException>(() => scorer.Score(columns, scores));
        Assert.Equal("destination", error.ParamName);
        Assert.All(scores, score => Assert.False(score.IsScored));
        Assert.Throws<ArgumentNullException>(() => scorer.Score(null!, scores));
    }

    [Fact]
    public void Parallel_chunks_give_the_scores_of_the_single_thread()
    {
        var columns = RfmData.Columns(RfmData.Random(150_000, 9));
        foreach (var scale in new[] { RfmScale.FitQuantiles(columns), RfmScale.FitNested(columns) })
        {
            var scores = new RfmScore[columns.Count];
            scale.Score(columns, scores);
            Assert.True(scores.AsSpan().SequenceEqual(scale.Score(RfmData.Table(columns)).Values));
        }
    }
}
