using MemberValue.Numerics;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Numerics;

public class ElementaryTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Log1p_keeps_its_digits() => Agrees("log1p", Elementary.Log1p, 2);

    [Fact]
    public void Expm1_keeps_its_digits() => Agrees("expm1", Elementary.Expm1, 2);

    [Fact]
    public void Special_values()
    {
        Assert.Equal(double.NegativeInfinity, Elementary.Log1p(-1));
        Assert.Equal(Infinity, Elementary.Log1p(Infinity));
        Assert.Equal(double.NaN, Elementary.Log1p(-1.0000001));
        Assert.Equal(double.NaN, Elementary.Log1p(double.NegativeInfinity));
        Assert.Equal(double.NaN, Elementary.Log1p(double.NaN));
        Assert.Equal(0, Elementary.Log1p(0));
        Assert.Equal(-1, Elementary.Expm1(double.NegativeInfinity));
        Assert.Equal(Infinity, Elementary.Expm1(Infinity));
        Assert.Equal(Infinity, Elementary.Expm1(709.79));
        Assert.Equal(double.NaN, Elementary.Expm1(double.NaN));
        Assert.Equal(0, Elementary.Expm1(0));
    }

    [Fact]
    public void The_ratio_is_continuous_at_0()
    {
        Assert.Equal(1, Elementary.Expm1Ratio(0));
        Assert.Equal(1, Elementary.Expm1Ratio(double.Epsilon));
        Assert.Equal(1, Elementary.Expm1Ratio(-1e-17));
        Ulp.Equal(1 + 5e-9 + 5e-17 / 3, Elementary.Expm1Ratio(1e-8), 1);
        Ulp.Equal(1.718281828459045, Elementary.Expm1Ratio(1), 1);
        Assert.Equal(0, Elementary.Expm1Ratio(double.NegativeInfinity));
        Assert.Equal(Infinity, Elementary.Expm1Ratio(Infinity));
        Assert.Equal(Infinity, Elementary.Expm1Ratio(800));
        Assert.Equal(double.NaN, Elementary.Expm1Ratio(double.NaN));
    }

    [Fact]
    public void Exponential_and_logarithm_are_inverse()
    {
        var random = new Random(11);
        for (var i = 0; i < 100_000; i++)
        {
            var x = (random.NextDouble() - 0.5) * Math.Pow(10, -17 * random.NextDouble());
            Ulp.Near(x, Elementary.Log1p(Elementary.Expm1(x)), 1.5e-15, $"x = {x:R}");
        }
    }

    private static void Agrees(string function, Func<double, double> actual, long ulps)
    {
        foreach (var (x, value) in NumericsData.Function(function))
            Ulp.Equal(value, actual(x), ulps, $"{function}({x:R})");
    }
}
