using MemberValue.Numerics;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Numerics;

public class NormalDistributionTests
{
    [Fact]
    public void Probabilities_keep_their_digits_in_the_tail()
    {
        foreach (var (x, value) in NumericsData.Function("normalcdf"))
            Ulp.Equal(value, NormalDistribution.Cdf(x), 6, $"x = {x:R}");
    }

    [Fact]
    public void Quantiles_keep_their_digits_in_the_tail()
    {
        foreach (var (p, value) in NumericsData.Function("normalquantile"))
            Ulp.Near(value, NormalDistribution.Quantile(p), 1e-14, $"p = {p:R}");
    }

    [Fact]
    public void Special_values()
    {
        Assert.Equal(0.5, NormalDistribution.Cdf(0));
        Assert.Equal(0, NormalDistribution.Cdf(double.NegativeInfinity));
        Assert.Equal(1, NormalDistribution.Cdf(double.PositiveInfinity));
        Assert.Equal(double.NaN, NormalDistribution.Cdf(double.NaN));
        Assert.Equal(0, NormalDistribution.Quantile(0.5));
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Quantile(1));
        Assert.Equal(double.NaN, NormalDistribution.Quantile(-0.1));
        Assert.Equal(double.NaN, NormalDistribution.Quantile(1.1));
        Assert.Equal(double.NaN, NormalDistribution.Quantile(double.NaN));
    }
}
