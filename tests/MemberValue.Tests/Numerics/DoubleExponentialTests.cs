using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class DoubleExponentialTests
{
    [Theory]
    // mpmath 1.2.1, 30 digits: log(beta(a, b))
    [InlineData(0.5, 0.5, 1.1447298858494001741, 700.0)]
    [InlineData(2.0, 3.0, -2.4849066497880003102, 700.0)]
    [InlineData(30.0, 0.2, 0.84649982120380546762, 700.0)]
    [InlineData(1e5, 2e5, -190958.88527911684967, 700.0)]
    [InlineData(1e-3, 2.0, 6.906755778649053498, 4e4)]
    [InlineData(1e-3, 1e-3, 7.6009008170083473785, 4e4)]
    public void Beta_integrals_keep_their_digits_however_singular(double a, double b, double expected, double reach)
    {
        var result = DoubleExponential.Integrate(new BetaDensity(a, b, 0), 0, 1, logReach: reach);
        Assert.True(result.Converged);
        Ulp.Near(expected, result.LogValue, 1e-14);
        Assert.InRange(Math.Abs(result.LogValue - expected), 0, result.ErrorEstimate + 1e-15 * Math.Abs(expected) + 1e-15);
        Assert.InRange(result.Evaluations, 50, 5_000);
    }

    [Theory]
    // mpmath 1.2.1, 30 digits: loggamma(shape)
    [InlineData(1e-3, 6.9071788853838536617, 1.0, 4e4)] // ln x down to -4e4 is itself rounded to 4e-12; the errors average out
    [InlineData(0.5, 0.57236494292470008707, 1.0, 690.0)]
    [InlineData(1.0, 0.0, 1.0, 690.0)]
    [InlineData(7.5, 7.5343642367587329552, 1.0, 690.0)]
    [InlineData(7.5, 7.5343642367587329552, 1e-4, 690.0)]
    [InlineData(7.5, 7.5343642367587329552, 1e4, 690.0)]
    [InlineData(1e4, 82099.717496442377273, 1e4, 690.0)]
    [InlineData(1e6, 12815504.56914761166, 1e6, 690.0)]
    public void Gamma_integrals_keep_their_digits_at_every_scale(double shape, double expected, double scale, double reach)
    {
        var result = DoubleExponential.IntegrateToInfinity(new GammaDensity(shape, 0), scale, logReach: reach);
        Assert.True(result.Converged);
        Assert.Equal(expected, result.LogValue, 3e-15 + 1e-15 * Math.Abs(expected) + (reach > 1e4 ? 4e-13 : 0));
        Assert.InRange(result.Evaluations, 50, 5_000);
    }

    [Theory]
    [InlineData(-1e6)]
    [InlineData(1e6)]
    public void Neither_underflow_nor_overflow_matters(double offset)
    {
        var beta = DoubleExponential.Integrate(new BetaDensity(2, 3, offset), 0, 1);
        Assert.True(beta.Converged);
        Ulp.Near(offset - 2.4849066497880003102, beta.LogValue, 4e-16);
        var gamma = DoubleExponential.IntegrateToInfinity(new GammaDensity(0.5, offset));
        Assert.True(gamma.Converged);
        Ulp.Near(offset + 0.57236494292470008707, gamma.LogValue, 4e-16);
    }

    [Fact]
    public void The_ends_may_be_anywhere()
    {
        // x on [1e6, 1e6 + 1e-3]: the width counts, by the distances.
        var (lower, upper) = (1e6, 1e6 + 0.0009765625);
        var result = DoubleExponential.Integrate(new BetaDensity(0.5, 1, 0), lower, upper);
        Ulp.Near(Math.Log(2 * Math.Sqrt(upper - lower)), result.LogValue, 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => DoubleExponential.Integrate(new BetaDensity(1, 1, 0), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DoubleExponential.Integrate(new BetaDensity(1, 1, 0), 0, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => DoubleExponential.IntegrateToInfinity(new GammaDensity(1, 0), 0));
    }

    [Fact]
    public void Nothing_and_no_number()
    {
        var zero = DoubleExponential.Integrate(new BetaDensity(1, 1, double.NegativeInfinity), 0, 1);
        Assert.Equal((double.NegativeInfinity, 0.0, true), (zero.LogValue, zero.ErrorEstimate, zero.Converged));
        var unknown = DoubleExponential.Integrate(new BetaDensity(double.NaN, 1, 0), 0, 1);
        Assert.Equal((double.NaN, double.NaN, false), (unknown.LogValue, unknown.ErrorEstimate, unknown.Converged));
        var infinite = DoubleExponential.Integrate(new BetaDensity(1, 1, double.PositiveInfinity), 0, 1);
        Assert.False(infinite.Converged);
    }

    [Fact]
    public void What_does_not_converge_says_so()
    {
        var result = DoubleExponential.Integrate(new Noise(), 0, 1);
        Assert.False(result.Converged);
        Assert.True(result.ErrorEstimate > 1e-12);
    }

    [Fact]
    public void Nothing_is_allocated() => Assert.Equal(0, Allocations.Of(() =>
    {
        _ = DoubleExponential.Integrate(new BetaDensity(0.5, 3, 0), 0, 1);
        _ = DoubleExponential.IntegrateToInfinity(new GammaDensity(0.5, 0));
    }));

    private readonly struct BetaDensity(double a, double b, double offset) : IIntegrand
    {
        public double LogValue(in IntegrationPoint point) => (a - 1) * point.LogToLower + (b - 1) * point.LogToUpper + offset;
    }

    private readonly struct GammaDensity(double shape, double offset) : IIntegrand
    {
        public double LogValue(in IntegrationPoint point) => (shape - 1) * point.LogToLower - point.X + offset;
    }

    private readonly struct Noise : IIntegrand
    {
        public double LogValue(in IntegrationPoint point) => BitConverter.DoubleToInt64Bits(point.X * 1e9) % 101 / 50.0;
    }
}
