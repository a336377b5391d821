using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace MemberValue.Numerics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private const double SqrtHalf = 0.7071067811865476;
    private const double SqrtHalfLow = -4.833646656726457e-17; // sqrt(1/2) - SqrtHalf

    /// <summary>The probability of a value up to <paramref name="x"/>.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>A probability, with its own relative accuracy in the lower tail.</returns>
    /// <remarks>
    /// MathNet's erfc loses digits in the tail: e^(-z²) multiplies the rounding of z² by itself. Beyond 4 standard deviations the tail is therefore
    /// the density times Laplace's continued fraction for Mills' ratio (Abramowitz and Stegun 26.2.14); nearer to 0, the rounding error of x / sqrt(2) is
    /// corrected to first order.
    /// </remarks>
    public static double Cdf(double x)
    {
        if (x < -4)
            return UpperTail(-x);
        if (x > 4)
            return 1 - UpperTail(x);
        var z = x * -SqrtHalf;
        var lost = Math.FusedMultiplyAdd(x, -SqrtHalf, -z) - x * SqrtHalfLow;
        return 0.5 * SpecialFunctions.Erfc(z) - lost * Math.Exp(-z * z) * 0.5641895835477563; // 1 / sqrt(π)
    }

    /// <summary>The value below which a share <paramref name="p"/> of the distribution lies.</summary>
    /// <param name="p">A probability, 0 to 1.</param>
    /// <returns>The quantile; negative infinity at 0, infinity at 1, NaN elsewhere outside (0, 1).</returns>
    public static double Quantile(double p) => p switch
    {
        0 => double.NegativeInfinity,
        1 => double.PositiveInfinity,
        > 0 and < 1 => Normal.InvCDF(0, 1, p),
        _ => double.NaN,
    };

    private static double UpperTail(double x)
    {
        if (x > 40)
            return 0;
        var fraction = x;
        for (var k = 60; k > 0; k--) // at x = 4 fifty terms give 17 digits
            fraction = x + k / fraction;
        // x² in two parts: the square of 5 bits after the point is exact.
        var head = Math.Round(x * 32) / 32;
        return Math.Exp(-0.5 * head * head) * Math.Exp(-0.5 * (x - head) * (x + head)) * 0.3989422804014327 / fraction;
    }
}
