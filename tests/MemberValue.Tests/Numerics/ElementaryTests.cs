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
    public void Log1mExp_keeps_its_digits() => Agrees("log1mexp", Elementary.Log1mExp, 3);

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
        Assert.Equal(0, Elementary.Log1mExp(double.NegativeInfinity));
        Assert.Equal(double.NegativeInfinity, Elementary.Log1mExp(0));
        Assert.Equal(double.NaN, Elementary.Log1mExp(0.5));
        Assert.Equal(double.NaN, Elementary.Log1mExp(double.NaN));
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
    public void One_minus_a_power_keeps_its_digits()
    {
        // 1 - 0.9^1e-12 = -1e-12 ln 0.9 (1 + 1e-12 ln(0.9) / 2 ...)
        var log = Math.Log(0.9);
        Ulp.Near(-1e-12 * log * (1 + 0.5e-12 * log), Elementary.OneMinusPowerLog(log, 1e-12), 4e-16);
        Ulp.Near(0.271, Elementary.OneMinusPowerLog(log, 3), 4e-16);
        Assert.Equal(0, Elementary.OneMinusPowerLog(0, 5));
        Assert.Equal(0, Elementary.OneMinusPowerLog(double.NegativeInfinity, 0));
        Assert.Equal(1, Elementary.OneMinusPowerLog(double.NegativeInfinity, 2));
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

    [Theory]
    [InlineData(0.0, 0.0, 0.6931471805599453)]
    [InlineData(1e6, 1e6 - 1, 1000000.3132616875182)]
    [InlineData(-1e6, -1e6 - 50, -1e6)]
    [InlineData(-3.0, double.NegativeInfinity, -3.0)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(Infinity, 3.0, Infinity)]
    [InlineData(Infinity, Infinity, Infinity)]
    [InlineData(Infinity, double.NaN, double.NaN)]
    [InlineData(double.NaN, 1.0, double.NaN)]
    public void Logarithms_of_sums(double a, double b, double expected)
    {
        Ulp.Equal(expected, LogSpace.Add(a, b), 1);
        Ulp.Equal(expected, LogSpace.Add(b, a), 1);
        Ulp.Equal(expected, LogSpace.Sum([a, b]), 1);
        if (double.IsFinite(a) && double.IsFinite(b))
            Ulp.Near(a, LogSpace.Subtract(expected, b), 1e-12);
    }

    [Fact]
    public void Logarithms_of_differences()
    {
        Assert.Equal(double.NegativeInfinity, LogSpace.Subtract(2, 2));
        Assert.Equal(double.NegativeInfinity, LogSpace.Subtract(double.NegativeInfinity, double.NegativeInfinity));
        Assert.Equal(double.NaN, LogSpace.Subtract(1, 2));
        Assert.Equal(double.NaN, LogSpace.Subtract(Infinity, Infinity));
        Ulp.Near(Math.Log(2), LogSpace.Subtract(Math.Log(5), Math.Log(3)), 1e-15);
        Assert.Equal(7, LogSpace.Subtract(7, double.NegativeInfinity));
    }

    [Fact]
    public void Sums_of_many_keep_what_little_terms_add()
    {
        Assert.Equal(double.NegativeInfinity, LogSpace.Sum([]));
        Assert.Equal(double.NegativeInfinity, LogSpace.Sum([double.NegativeInfinity, double.NegativeInfinity]));
        Assert.Equal(double.NaN, LogSpace.Sum([1, double.NaN, 2]));
        Ulp.Equal(Elementary.Log1p(2e-20), LogSpace.Sum([Math.Log(1e-20), 0, Math.Log(1e-20)]), 64);
        var logs = Enumerable.Range(1, 1_000).Select(k => Math.Log(k) + 1e5).ToArray();
        Ulp.Near(1e5 + Math.Log(500_500), LogSpace.Sum(logs), 2e-16);
    }

    private static void Agrees(string function, Func<double, double> actual, long ulps)
    {
        foreach (var (x, value) in NumericsData.Function(function))
            Ulp.Equal(value, actual(x), ulps, $"{function}({x:R})");
    }
}
