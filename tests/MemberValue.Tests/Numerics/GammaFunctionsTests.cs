using FsCheck.Fluent;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class GammaFunctionsTests
{
    [Fact]
    public void One_more_multiplies_by_the_argument() => Law.Holds(
        Draw.Shape.ToArbitrary(),
        x => Draw.Near(GammaFunctions.LogGamma(x + 1), GammaFunctions.LogGamma(x) + Math.Log(x), 1e-15, 20)
            && Draw.Near(GammaFunctions.LogGammaRatio(x, 1), Math.Log(x), 1e-15)
            && Draw.Near(GammaFunctions.Digamma(x + 1), GammaFunctions.Digamma(x) + 1 / x, 2e-15, 1 + 1 / x)
            && Draw.Near(GammaFunctions.Trigamma(x), GammaFunctions.Trigamma(x + 1) + 1 / x / x, 2e-15)
            && Draw.Near(GammaFunctions.DigammaDifference(x, 1), 1 / x, 1e-15));

    [Fact]
    public void A_ratio_is_made_of_its_parts() => Law.Holds(
        Draw.Three(Draw.Shape, Draw.Shape, Draw.LogUniform(1e-6, 1e4)).ToArbitrary(),
        g =>
        {
            var (a, n, k) = g;
            var whole = GammaFunctions.LogGammaRatio(a, n + k);
            var parts = GammaFunctions.LogGammaRatio(a, n) + GammaFunctions.LogGammaRatio(a + n, k);
            return Draw.Near(whole, parts, 1e-14, 1 + (n + k) * Math.Log(a + n + k) + Math.Abs(Math.Log(a)))
                && Draw.Near(
                    GammaFunctions.DigammaDifference(a, n + k),
                    GammaFunctions.DigammaDifference(a, n) + GammaFunctions.DigammaDifference(a + n, k),
                    2e-15,
                    0);
        });

    [Fact]
    public void Digamma_is_the_slope_of_the_logarithm() => Law.Holds(
        Draw.LogUniform(1e-3, 1e5).ToArbitrary(),
        x =>
        {
            // The ratio keeps its digits for a small step, so that a difference of second order does.
            var h = x * 1e-5;
            var slope = (GammaFunctions.LogGammaRatio(x, h) + GammaFunctions.LogGammaRatio(x - h, h)) / (2 * h);
            var bend = (GammaFunctions.DigammaDifference(x, h) + GammaFunctions.DigammaDifference(x - h, h)) / (2 * h);
            return Draw.Near(slope, GammaFunctions.Digamma(x), 3e-10, 1) && Draw.Near(bend, GammaFunctions.Trigamma(x), 3e-10);
        });

    [Fact]
    public void Beta_is_symmetric_and_splits() => Law.Holds(
        Gen.Zip(Draw.Shape, Draw.Shape).ToArbitrary(),
        g =>
        {
            // B(a, b) = B(a + 1, b) + B(a, b + 1)
            var (a, b) = g;
            var log = GammaFunctions.LogBeta(a, b);
            var split = Math.Exp(GammaFunctions.LogBeta(a + 1, b) - log) + Math.Exp(GammaFunctions.LogBeta(a, b + 1) - log);
            return log == GammaFunctions.LogBeta(b, a) && Draw.Near(split, 1, 1e-14, 1 + Math.Abs(log));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(-1.5)]
    [InlineData(double.NaN)]
    public void Outside_the_domain_is_no_number(double x)
    {
        Assert.True(double.IsNaN(GammaFunctions.LogGamma(x)));
        Assert.True(double.IsNaN(GammaFunctions.Digamma(x)));
        Assert.True(double.IsNaN(GammaFunctions.Trigamma(x)));
        Assert.True(double.IsNaN(GammaFunctions.LogGammaRatio(x, 1)));
        Assert.True(double.IsNaN(GammaFunctions.DigammaDifference(x, 1)));
        Assert.True(double.IsNaN(GammaFunctions.LogBeta(x, 1)));
        Assert.True(double.IsNaN(GammaFunctions.LogBeta(1, x)));
    }

    [Fact]
    public void Nothing_added_is_nothing()
    {
        Assert.Equal(0, GammaFunctions.LogGammaRatio(0.3, 0));
        Assert.Equal(0, GammaFunctions.DigammaDifference(0.3, 0));
        Assert.Equal(0, GammaFunctions.LogGamma(1));
        Assert.Equal(0, GammaFunctions.LogGamma(2));
    }
}
