namespace MemberValue.Numerics;

/// <summary>The regularized incomplete gamma functions P and Q, in logarithms, for a above 0 and x of at least 0; otherwise NaN.</summary>
/// <remarks>
/// Each has its own positive sum or integral. Measured against mpmath (a from 1e-6 to 1.1e6): 4e-15, relative above 1, absolute below.
/// 0.15 us for the sum, 10 us for the integral.
/// </remarks>
internal static class IncompleteGamma
{
    /// <summary>The probability that a chi-square of so many degrees of freedom, 1 or more, is at least a value of 0 or more.</summary>
    public static double ChiSquareTail(int degrees, double value) => Math.Exp(LogQ(degrees / 2.0, value / 2));

    /// <summary>ln P(a, x) for a above 0 and x of at least 0.</summary>
    public static double LogP(double a, double x)
    {
        if (!(a > 0) || !(x >= 0))
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x))
            return 0;
        if (x > a + 1 || PrefersQ(a, x))
            return NearZero.Log1p(-Math.Exp(DirectQ(a, x)));
        return DirectP(a, x);
    }

    /// <summary>ln Q(a, x) for a above 0 and x of at least 0.</summary>
    public static double LogQ(double a, double x)
    {
        if (!(a > 0) || !(x >= 0))
            return double.NaN;
        if (x == 0)
            return 0;
        if (double.IsPositiveInfinity(x))
            return double.NegativeInfinity;
        if (x < a && !PrefersQ(a, x))
        {
            var p = Math.Exp(DirectP(a, x));
            if (p < 0.7)
                return NearZero.Log1p(-p);
        }

        return DirectQ(a, x);
    }

    // The length of the series of P is a few standard deviations; near the mean of a large a the integral of Q is shorter, and neither is small.
    private static bool PrefersQ(double a, double x) => a > 1_000 && x > a - Math.Sqrt(a);

    // DLMF 8.7.1: x^a e^-x / G(a + 1) times the sum of x^n / (a + 1)_n.
    private static double DirectP(double a, double x)
    {
        double sum = 1, term = 1;
        for (var n = 1; term > 1e-17 * sum; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return Math.Min(0, LogPower(a, x) + Math.Log(sum) - Math.Log(a));
    }

    // DLMF 13.6.6 and 8.2.4: x^a e^-x / G(a) U(1, a + 1, x).
    private static double DirectQ(double a, double x) => Math.Min(0, LogPower(a, x) + Tricomi.LogUByIntegral(1, a, x));

    /// <summary>ln(x^a e^-x / G(a)).</summary>
    public static double LogPower(double a, double x)
    {
        if (a < StirlingSeries.From)
            return a * Math.Log(x) - x - GammaFunctions.LogGamma(a);
        var d = (x - a) / a;
        return a * (Math.Abs(d) < 0.4 ? NearZero.Log1pMinusX(d) : Math.Log(x / a) - d)
            + 0.5 * Math.Log(a) - StirlingSeries.HalfLogTwoPi - StirlingSeries.Correction(a);
    }
}
