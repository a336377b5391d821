using FsCheck.Fluent;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics.Values;

public sealed class ValueDistributionTests
{
    private static readonly FsCheck.Arbitrary<double[]> Amounts =
        Gen.Choose(0, 5_000).Select(cents => cents / 100.0).ArrayOf().Where(values => values.Length > 0 && values.Sum() > 0).ToArbitrary();

    [Fact]
    public void One_to_four_have_the_numbers_worked_out_by_hand()
    {
        var values = ValueDistribution.Of([3, 1, double.NaN, 4, 2]);
        Assert.Equal((4, 1, 10.0, 2.5), (values.Count, values.Missing, values.Total, values.Mean));
        Assert.Equal(0.25, values.Gini, 1e-15); // (2 * (1*1 + 2*2 + 3*3 + 4*4) - 5 * 10) / (4 * 10)
        Assert.Equal(0.4, values.ShareOfBest(0.25), 1e-15);
        Assert.Equal(0.55, values.ShareOfBest(0.375), 1e-15); // the best, and half of the next
        Assert.Equal([1, 1.75, 2.5, 3.25, 4], new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(values.Quantile));
        Assert.Equal([new LorenzPoint(0, 0), new LorenzPoint(0.5, 0.3), new LorenzPoint(1, 1)], values.Lorenz(2));
        Assert.Equal([new ValueBin(1, 3, 2, 3), new ValueBin(3, 4, 2, 7)], values.Bins([1, 3, 4]));
        Assert.Equal("4 members, mean 2.5, median 2.5, Gini 0.25", values.ToString());
    }

    [Fact]
    public void The_gini_coefficient_is_half_the_mean_difference_over_the_mean() => Law.Holds(Amounts, values =>
    {
        var difference = values.SelectMany(_ => values, (one, other) => Math.Abs(one - other)).Average();
        return Math.Abs(ValueDistribution.Of(values).Gini - (difference / (2 * values.Average()))) < 1e-12;
    });

    [Fact]
    public void Order_copies_and_scale_change_no_share() => Law.Holds(Amounts, values =>
    {
        var (here, there) = (ValueDistribution.Of(values), ValueDistribution.Of([.. Enumerable.Reverse(values).Concat(values).Select(value => 7 * value)]));
        return Math.Abs(here.Gini - there.Gini) < 1e-12 && Math.Abs(here.ShareOfBest(0.2) - there.ShareOfBest(0.2)) < 1e-12
            && here.Lorenz(10).Zip(there.Lorenz(10)).All(pair => Math.Abs(pair.First.Total - pair.Second.Total) < 1e-12);
    });

    [Fact]
    public void The_curve_rises_below_the_diagonal_and_ends_at_one() => Law.Holds(Amounts, values =>
    {
        var points = ValueDistribution.Of(values).Lorenz(20);
        return points[0] == new LorenzPoint(0, 0) && points[^1] == new LorenzPoint(1, 1)
            && points.Zip(points.Skip(1)).All(pair => pair.First.Total <= pair.Second.Total + 1e-12) && points
                .All(point => point.Total <= point.Members + 1e-12);
    });

    [Fact]
    public void Bins_lose_no_member_and_no_money() => Law.Holds(Amounts, values =>
    {
        var bins = ValueDistribution.Of(values).Bins([0, 1, 5, 20, 50]);
        return bins.Sum(bin => bin.Members) == values.Length && Math.Abs(bins.Sum(bin => bin.Sum) - values.Sum()) < 1e-9
            && bins.All(bin => bin.Members == values.Count(value => value >= bin.Lower && (value < bin.Upper || (bin.Upper == 50 && value == 50))));
    });

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 0, 0 })]
    [InlineData(new double[] { -1, 5 })]
    public void Shares_without_a_meaning_are_not_numbers(double[] values)
    {
        var distribution = ValueDistribution.Of(values);
        Assert.True(double.IsNaN(distribution.Gini) && double.IsNaN(distribution.ShareOfBest(0.1)));
        Assert.Empty(distribution.Lorenz());
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        var values = ValueDistribution.Of([1, 2]);
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => values.Quantile(1.1)).Message, StringComparison.Ordinal);
        Assert.Contains("not a number", Assert.Throws<ArgumentOutOfRangeException>(() => values.ShareOfBest(double.NaN)).Message, StringComparison.Ordinal);
        Assert.Contains("1 or more", Assert.Throws<ArgumentOutOfRangeException>(() => values.Lorenz(0)).Message, StringComparison.Ordinal);
        Assert.Contains("2 or more", Assert.Throws<ArgumentException>(() => values.Bins([1])).Message, StringComparison.Ordinal);
        Assert.Contains("must rise", Assert.Throws<ArgumentException>(() => values.Bins([1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => ValueDistribution.Of([double.PositiveInfinity])).Message, StringComparison.Ordinal);
    }
}
