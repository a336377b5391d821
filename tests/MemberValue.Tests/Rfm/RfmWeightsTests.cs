using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class RfmWeightsTests
{
    [Fact]
    public void The_composite_is_the_weighted_sum_of_levels_by_every_door()
    {
        // example: rfm-weights
        var weights = new RfmWeights(recency: 0.2, frequency: 0.3, monetary: 0.5);
        var composite = weights.Composite(new RfmScore(5, 4, 3));
        // example end

        Assert.Equal(0.2 * 5 + 0.3 * 4 + 0.5 * 3, composite, 1e-15);
        Assert.True(double.IsNaN(weights.Composite(RfmScore.Unscored)));
        var columns = RfmData.Columns(RfmData.Random(70_000, 2));
        var scores = RfmScale.FitQuantiles(columns).Score(RfmData.Table(columns));
        var composites = new double[columns.Count];
        weights.Composite(scores.Values, composites);
        Assert.Equal(scores.Values.ToArray().Select(weights.Composite), composites);
        Assert.Equal(composites, weights.Composite(scores).Values.ToArray());
        Assert.Equal(composites[5], weights.Composite(scores)[5]);
        Assert.Throws<ArgumentException>(() => weights.Composite(scores.Values, new double[3]));
    }

    [Fact]
    public void Equal_weights_keep_the_scale_of_a_score() => Assert.Equal(4, RfmWeights.Equal.Composite(new RfmScore(4, 4, 4)), 1e-12);

    [Theory]
    [InlineData(-0.1, 0.6, 0.5, "recency")]
    [InlineData(0.5, double.NaN, 0.5, "frequency")]
    [InlineData(0.5, 0.5, double.PositiveInfinity, "monetary")]
    public void A_bad_weight_is_named(double r, double f, double m, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new RfmWeights(r, f, m)).ParamName);

    [Fact]
    public void Weights_sum_to_one_within_a_billionth()
    {
        Assert.Contains("sum to 0.75", Assert.Throws<ArgumentException>(() => new RfmWeights(0.25, 0.25, 0.25)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RfmWeights(0.5, 0.5, 2e-9));
        Assert.Equal(0.5, new RfmWeights(0.5, 0.5, 5e-10).Recency);
    }
}
