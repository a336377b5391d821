using FsCheck.Fluent;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class IncompleteFunctionTests
{
    [Fact]
    public void The_two_tails_of_the_beta_function_make_one() => Law.Holds(
        Draw.Three(Draw.Shape, Draw.Shape, Draw.Uniform(0, 1)).ToArbitrary(),
        g =>
        {
            var (a, b, x) = g;
            var (low, high) = (IncompleteBeta.Regularized(a, b, x), IncompleteBeta.Complement(a, b, x));
            return low >= 0 && high >= 0 && Draw.Near(low + high, 1, 1e-13);
        });

    [Fact]
    public void The_beta_function_mirrors_and_steps() => Law.Holds(
        Draw.Three(Draw.LogUniform(1e-2, 1e3), Draw.LogUniform(1e-2, 1e3), Gen.Choose(1, 1_023).Select(k => k / 1_024.0)).ToArbitrary(),
        g =>
        {
            // I_x(a, b) = 1 - I_(1 - x)(b, a); I_x(a, b) = I_x(a + 1, b) + x^a y^b / (a B(a, b)), DLMF 8.17.4 and 20: 1 - x is exact here.
            var (a, b, x) = g;
            var log = IncompleteBeta.LogRegularized(a, b, x);
            var step = Math.Exp(a * Math.Log(x) + b * Math.Log(1 - x) - Math.Log(a) - GammaFunctions.LogBeta(a, b) - log);
            var next = Math.Exp(IncompleteBeta.LogRegularized(a + 1, b, x) - log);
            return Draw.Near(log, IncompleteBeta.LogComplement(b, a, 1 - x), 1e-14, 1)
                && Draw.Near(step + next, 1, 1e-13 + 3e-15 * (Math.Abs(log) + a + b));
        });

    [Theory]
    [InlineData(1e-4, 1e-300)]
    [InlineData(1e-4, 5e-324)]
    [InlineData(1e-12, 1e-18)]
    [InlineData(0.5, 1e-200)]
    [InlineData(2, 1e-30)]
    public void Near_zero_the_beta_function_is_its_first_term(double a, double x)
    {
        // B(a, 3) = 2 / (a (a + 1) (a + 2)), so I_x(a, 3) = x^a (a + 1) (a + 2) / 2 where x is tiny.
        var expected = (a * Math.Log(x)) + double.LogP1(a) + Math.Log((a + 2) / 2);
        Assert.InRange(IncompleteBeta.LogRegularized(a, 3, x), expected - 1e-13, expected + 1e-13);
        Assert.InRange(IncompleteBeta.Complement(a, 3, x), -double.ExpM1(expected) - 1e-13, -double.ExpM1(expected) + 1e-13);
    }

    [Fact]
    public void The_two_tails_of_the_gamma_function_make_one() => Law.Holds(
        Gen.Zip(Draw.Shape, Gen.OneOf(Draw.LogUniform(1e-3, 5), Draw.Uniform(0.99, 1.01))).ToArbitrary(),
        g =>
        {
            var (a, ratio) = g;
            var x = a * ratio;
            return Draw.Near(Math.Exp(IncompleteGamma.LogP(a, x)) + Math.Exp(IncompleteGamma.LogQ(a, x)), 1, 1e-13);
        });

    [Fact]
    public void The_gamma_function_steps() => Law.Holds(
        Gen.Zip(Draw.LogUniform(1e-3, 1e3), Draw.LogUniform(1e-3, 10)).ToArbitrary(),
        g =>
        {
            // P(a, x) = P(a + 1, x) + x^a e^-x / G(a + 1), DLMF 8.8.5; Q the other way.
            var (a, ratio) = g;
            var x = a * ratio;
            var term = a * Math.Log(x) - x - GammaFunctions.LogGamma(a + 1);
            var (p, q) = (IncompleteGamma.LogP(a, x), IncompleteGamma.LogQ(a + 1, x));
            var loose = 1e-13 + 3e-15 * (a + x) * (1 + Math.Abs(Math.Log(x)));
            return Draw.Near(Math.Exp(IncompleteGamma.LogP(a + 1, x) - p) + Math.Exp(term - p), 1, loose)
                && Draw.Near(Math.Exp(IncompleteGamma.LogQ(a, x) - q) + Math.Exp(term - q), 1, loose);
        });

    [Fact]
    public void The_ends_are_nothing_and_all()
    {
        Assert.Equal((0, 1), (IncompleteBeta.Regularized(2, 3, 0), IncompleteBeta.Regularized(2, 3, 1)));
        Assert.Equal((1, 0), (IncompleteBeta.Complement(2, 3, 0), IncompleteBeta.Complement(2, 3, 1)));
        Assert.Equal((double.NegativeInfinity, 0), (IncompleteGamma.LogP(2, 0), IncompleteGamma.LogQ(2, 0)));
        Assert.Equal((0, double.NegativeInfinity), (IncompleteGamma.LogP(2, double.PositiveInfinity), IncompleteGamma.LogQ(2, double.PositiveInfinity)));
    }

    [Theory]
    [InlineData(0, 1, 0.5)]
    [InlineData(1, 0, 0.5)]
    [InlineData(1, 1, -0.1)]
    [InlineData(1, 1, 1.1)]
    [InlineData(double.NaN, 1, 0.5)]
    [InlineData(1, 1, double.NaN)]
    public void Outside_the_domain_the_beta_function_is_no_number(double a, double b, double x)
    {
        Assert.True(double.IsNaN(IncompleteBeta.Regularized(a, b, x)));
        Assert.True(double.IsNaN(IncompleteBeta.Complement(a, b, x)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    public void Outside_the_domain_the_gamma_function_is_no_number(double a, double x)
    {
        Assert.True(double.IsNaN(IncompleteGamma.LogP(a, x)));
        Assert.True(double.IsNaN(IncompleteGamma.LogQ(a, x)));
    }
}
