using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace MemberValue.Numerics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>The probability of a value up to <paramref name="x"/>.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>A probability, with its own relative accuracy in the lower tail.</returns>
    public static double Cdf(double x) => 0.5 * SpecialFunctions.Erfc(x * -0.7071067811865476);

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
}
