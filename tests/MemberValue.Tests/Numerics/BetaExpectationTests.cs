using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class BetaExpectationTests
{
    private static readonly double[] Shapes = [1e-6, 1e-3, 0.05, 0.3, 0.793, 1, 1.5, 3, 12, 150, 4_000, 1e6];

    [Fact]
    public void The_mean_of_1_is_1_and_of_the_complement_is_the_share_of_b()
    {
        foreach (var a in Shapes)
        {
            foreach (var b in Shapes)
            {
                Assert.Equal(1, BetaExpectation.Of(a, b, new One()), 1e-15);
                Relative(b / (a + b), BetaExpectation.Of(a, b, new Complement()));
            }
        }
    }

    [Fact]
    public void The_mean_of_the_complement_squared_is_the_second_moment()
    {
        foreach (var a in Shapes)
        {
            foreach (var b in Shapes)
                Relative(b / (a + b) * ((b + 1) / (a + b + 1)), BetaExpectation.Of(a, b, new ComplementSquared()));
        }
    }

    [Fact]
    public void The_mean_of_a_reciprocal_is_a_hypergeometric_function()
    {
        foreach (var y in new[] { 1e-3, 1, 40, 1e6 })
        {
            foreach (var a in new[] { 0.05, 0.793, 1, 3, 12 })
            {
                foreach (var b in new[] { 0.3, 2.426, 30, 4_000 })
                    Relative(Hypergeometric.F(1, a, a + b, -y), BetaExpectation.Of(a, b, new Reciprocal(y)), 2e-13);
            }
        }
    }

    [Fact]
    public void It_allocates_nothing() => Assert.Equal(0, Allocations.Of(() => BetaExpectation.Of(0.793, 2.426, new Reciprocal(3))));

    // 1 - p itself is right to an ulp of 1.
    private static void Relative(double expected, double actual, double tolerance = 1e-13) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * expected + 2e-16, $"{actual:R} instead of {expected:R}");

    private readonly struct One : IBetaIntegrand
    {
        public double Sharpness => 1;

        public Vector512<double> At(Vector512<double> p) => Vector512.Create(1.0);
    }

    private readonly struct Complement : IBetaIntegrand
    {
        public double Sharpness => 1;

        public Vector512<double> At(Vector512<double> p) => Vector512.Create(1.0) - p;
    }

    private readonly struct ComplementSquared : IBetaIntegrand
    {
        public double Sharpness => 2;

        public Vector512<double> At(Vector512<double> p) => (Vector512.Create(1.0) - p) * (Vector512.Create(1.0) - p);
    }

    private readonly struct Reciprocal(double y) : IBetaIntegrand
    {
        public double Sharpness => 1 + y;

        public Vector512<double> At(Vector512<double> p) => Vector512.Create(1.0) / (Vector512.Create(1.0) + p * Vector512.Create(y));
    }
}
