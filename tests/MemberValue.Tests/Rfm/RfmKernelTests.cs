using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Conformance;

namespace MemberValue.Tests.Rfm;

/// <summary>The vector form, its limits and its parallel chunks; what every scorer promises is in <see cref="KernelTests"/>.</summary>
public class RfmKernelTests
{
    [Fact]
    public void The_definition_of_raw_values_gives_what_the_columns_give()
    {
        var columns = KernelData.Of(130);
        foreach (var scale in Kernels.OfMembers.Select(kernel => kernel.Subject).OfType<RfmScale>())
        {
            var scores = new RfmScore[columns.Count];
            scale.Score(columns, scores);
            var inputs = new RfmInputs(columns, scale.Definitions);
            for (var i = 0; i < scores.Length; i++)
                Assert.Equal(scale.Score(inputs.Recency(i), inputs.Frequency(i), inputs.Monetary(i)), scores[i]);
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
