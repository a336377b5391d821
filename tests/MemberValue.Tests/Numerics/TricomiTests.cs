using FsCheck.Fluent;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class TricomiTests
{
    [Fact]
    public void Kummer_s_transformation_keeps_the_value() => Law.Holds(
        Draw.Three(Draw.Shape, Draw.Uniform(-5, 1), Draw.LogUniform(1e-10, 1e10)).ToArbitrary(),
        g =>
        {
            // DLMF 13.2.40
            var (a, b, z) = g;
            var right = (1 - b) * Math.Log(z) + Tricomi.LogU(a - b + 1, 2 - b, z);
            return Draw.Near(Tricomi.LogU(a, b, z), right, 1e-13, 1 + Math.Abs((1 - b) * Math.Log(z)) + 1e-3 * a);
        });

    [Fact]
    public void The_short_forms_agree_with_the_integral() => Law.Holds(
        Gen.Zip(Draw.Shape, Draw.LogUniform(1e-10, 1e10)).ToArbitrary(),
        g =>
        {
            var (s, z) = g;
            return Draw.Near(Tricomi.LogU(s, s, z), Tricomi.LogUByIntegral(s, s - 1, z), 1e-13 + 1e-16 * s, 1 + Math.Abs(Math.Log(z)))
                && Draw.Near(Tricomi.LogU(1, 1 - s, z), Tricomi.LogUByIntegral(1, -s, z), 1e-13, 1);
        });

    [Fact]
    public void Neighbours_satisfy_the_recurrence() => Law.Holds(
        Draw.Three(Draw.LogUniform(1e-2, 1e2), Draw.Uniform(-5, 5), Draw.LogUniform(1e-3, 1e3)).ToArbitrary(),
        g =>
        {
            // DLMF 13.3.7, at a + 1: U(a) = (2 (a + 1) - b + z) U(a + 1) - (a + 1) (a - b + 2) U(a + 2)
            var (a, b, z) = g;
            var log = Tricomi.LogU(a, b, z);
            var one = (2 * (a + 1) - b + z) * Math.Exp(Tricomi.LogU(a + 1, b, z) - log);
            var two = (a + 1) * (a - b + 2) * Math.Exp(Tricomi.LogU(a + 2, b, z) - log);
            return Math.Abs(one - two - 1) <= 3e-13 * (1 + Math.Abs(one) + Math.Abs(two)) * (1 + 0.05 * Math.Abs(log));
        });

    [Theory]
    [InlineData(2.0)]
    [InlineData(0.5)]
    [InlineData(1e4)]
    public void With_b_one_above_a_it_is_a_power(double a)
    {
        foreach (var z in new[] { 1e-12, 0.3, 7, 1e12 })
            Assert.True(Draw.Near(Tricomi.LogU(a, a + 1, z), -a * Math.Log(z), 1e-14, 1));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(1, 1, double.NaN)]
    public void Outside_the_domain_is_no_number(double a, double b, double z) => Assert.True(double.IsNaN(Tricomi.LogU(a, b, z)));
}
