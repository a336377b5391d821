using FsCheck;
using FsCheck.Fluent;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class HypergeometricTests
{
    private static Gen<double> Argument => Gen.OneOf(
        Draw.Uniform(0, 1), Draw.LogUniform(1e-12, 0.1).Select(q => 1 - q), Draw.LogUniform(1e-3, 1e12).Select(t => -t));

    [Fact]
    public void Euler_s_transformation_keeps_the_value() => Law.Holds(
        Draw.Four(Draw.Shape, Draw.Shape, Draw.Shape, Argument).ToArbitrary(),
        g =>
        {
            var (a, r, s, z) = g;
            var (b, c) = (r, r + s);
            var left = Hypergeometric.LogF(a, b, c, z);
            var right = Hypergeometric.LogF(c - a, c - b, c, z) + (c - a - b) * NearZero.Log1p(-z);

            // Rounding c - a changes the right side by that much times about ln(1 - z); rounding c - b is a relative change of a small b.
            return Draw.Near(left, right, 1e-13 + 1e-15 * (a + c) * Math.Abs(Math.Log(1 - z)) + 2e-16 * c / b, 1);
        });

    [Fact]
    public void Pfaff_s_transformation_keeps_the_value() => Law.Holds(
        Draw.Four(Draw.Shape, Draw.Shape, Draw.Shape, Draw.LogUniform(1e-3, 1e3)).ToArbitrary(),
        g =>
        {
            var (a, r, s, t) = g;
            var c = r + s;
            var left = Hypergeometric.LogF(a, r, c, -t);
            var right = Hypergeometric.LogF(a, c - r, c, t / (1 + t)) - a * NearZero.Log1p(t);
            return Draw.Near(left, right, 1e-13 + 1e-15 * (a + c) * (1 + t), 1);
        });

    [Fact]
    public void The_upper_parameters_change_places() => Law.Holds(
        Draw.Four(Draw.Shape, Draw.Shape, Draw.Shape, Argument).ToArbitrary(),
        g =>
        {
            var (a, b, c, z) = g;
            return Hypergeometric.LogF(a, b, c, z).Equals(Hypergeometric.LogF(b, a, c, z));
        });

    [Fact]
    public void Neighbours_satisfy_the_contiguous_relation() => Law.Holds(
        Draw.Four(Draw.Uniform(-3, 3), Draw.Uniform(-3, 3), Draw.Uniform(0.01, 5), Argument).ToArbitrary(),
        g =>
        {
            // DLMF 15.5.11
            var (a, b, c, z) = g;
            var low = (c - a) * Hypergeometric.F(a - 1, b, c, z);
            var middle = (2 * a - c + (b - a) * z) * Hypergeometric.F(a, b, c, z);
            var high = a * (z - 1) * Hypergeometric.F(a + 1, b, c, z);
            return Math.Abs(low + middle + high) <= 1e-12 * (Math.Abs(low) + Math.Abs(middle) + Math.Abs(high) + 1e-300);
        },
        500);

    [Fact]
    public void Elementary_cases_are_met() => Law.Holds(
        Gen.Zip(Draw.Shape.Where(a => a < 20), Argument).ToArbitrary(),
        g =>
        {
            var (a, z) = g;
            var q = 1 - z;
            return Draw.Near(Hypergeometric.F(a, 1.7, 1.7, z), Math.Pow(q, -a), 1e-13)
                && Draw.Near(Hypergeometric.F(1, 1, 2, z) * z, z < 0.1 ? Hypergeometric.F(1, 1, 2, z) * z : -Math.Log(q), 1e-14)
                && Draw.Near(Hypergeometric.F(-2, a, 3, z), 1 - 2 * a / 3 * z + a * (a + 1) / 12 * z * z, 1e-12, 1 + a * Math.Abs(z));
        });

    [Fact]
    public void At_the_edge_the_value_is_a_ratio_of_gamma_functions()
    {
        // DLMF 15.4.20, 1e-12 away from 1: the first neglected term is a b / (a + b - c + 1) 1e-12.
        foreach (var (a, b, s) in new[] { (0.3, 0.4, 3.0), (1.5, 2.5, 2.0), (-0.5, -0.2, 1.5), (-0.5, 0.7, 2.0), (40.0, 30.0, 2.5) })
        {
            var c = a + b + s;
            var expected = Math.Exp(
                GammaFunctions.LogGamma(c) + GammaFunctions.LogGamma(s) - GammaFunctions.LogGamma(c - a) - GammaFunctions.LogGamma(c - b));
            var near = expected * (1 - a * b / (s - 1) * 1e-12);
            Assert.True(Draw.Near(Hypergeometric.F(a, b, c, 1 - 1e-12), near, 1e-13), $"{a} {b} {s}");
        }
    }

    [Theory]
    [InlineData(1, 1, 2, 1)]
    [InlineData(1, 1, 2, 1.5)]
    [InlineData(1, 1, 0, 0.5)]
    [InlineData(1, 1, -0.5, 0.5)]
    [InlineData(double.NaN, 1, 2, 0.5)]
    [InlineData(1, double.NaN, 2, 0.5)]
    [InlineData(1, 1, double.NaN, 0.5)]
    [InlineData(1, 1, 2, double.NaN)]
    public void Outside_the_domain_is_no_number(double a, double b, double c, double z)
    {
        Assert.True(double.IsNaN(Hypergeometric.F(a, b, c, z)));
        Assert.True(double.IsNaN(Hypergeometric.LogF(a, b, c, z)));
    }

    [Fact]
    public void Nothing_is_one()
    {
        Assert.Equal(1, Hypergeometric.F(3, 4, 5, 0));
        Assert.Equal(1, Hypergeometric.F(0, 4, 5, 0.5));
        Assert.Equal(1, Hypergeometric.F(3, 0, 5, -7));
        Assert.Equal(0, Hypergeometric.LogF(3, 4, 5, 0));
    }

    [Fact]
    public void A_value_beyond_a_double_has_its_logarithm()
    {
        Assert.Equal(double.PositiveInfinity, Hypergeometric.F(1e6, 1e6, 1e6, 0.5));
        Assert.Equal(1e6 * Math.Log(2), Hypergeometric.LogF(1e6, 1e6, 1e6, 0.5), 1e-9);
        Assert.Equal(0, Allocations.Of(() => Hypergeometric.LogF(1e6, 0.4, 1.4e6, 0.999999)));
    }
}
