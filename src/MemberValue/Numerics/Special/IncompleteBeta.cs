namespace MemberValue.Numerics;

/// <summary>The regularized incomplete beta function I_x(a, b) and its complement for a and b above 0 and x in [0, 1]; otherwise NaN.</summary>
/// <remarks>
/// Each is summed from positive terms, so that small values keep their digits. Measured against mpmath (a and b from 1e-6 to 1e6): the logarithms to
/// 2e-14, relative above 1, absolute below. 0.4 us in most places, up to 30 us near the mean of large a and b.
/// </remarks>
internal static class IncompleteBeta
{
    /// <summary>I_x(a, b).</summary>
    public static double Regularized(double a, double b, double x) => Math.Exp(LogRegularized(a, b, x));

    /// <summary>1 - I_x(a, b), which is I of 1 - x with a and b exchanged.</summary>
    public static double Complement(double a, double b, double x) => Math.Exp(LogComplement(a, b, x));

    /// <summary>ln I_x(a, b).</summary>
    public static double LogRegularized(double a, double b, double x)
    {
        if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1))
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (x == 1)
            return 0;
        return IsTiny(a, b, x) ? FirstTerm(a, b, x) : Tail(a, b, x, 1 - x);
    }

    /// <summary>ln(1 - I_x(a, b)).</summary>
    public static double LogComplement(double a, double b, double x)
    {
        if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1))
            return double.NaN;
        if (x == 0)
            return 0;
        if (x == 1)
            return double.NegativeInfinity;
        return IsTiny(a, b, x) ? NearZero.Log1p(-Math.Exp(FirstTerm(a, b, x))) : Tail(b, a, 1 - x, x);
    }

    /// <summary>Where the first term of the series is all of it; those of the other side, whose argument rounds to 1, would not come to an end.</summary>
    private static bool IsTiny(double a, double b, double x) => x * (a + b) < 1e-17;

    private static double FirstTerm(double a, double b, double x) => Math.Min(0, a * Math.Log(x) - Math.Log(a) - GammaFunctions.LogBeta(a, b));

    /// <summary>ln I_x(a, b) with y = 1 - x, the smaller of the two exact.</summary>
    private static double Tail(double a, double b, double x, double y)
    {
        // Below the mean this series is short; above it that of the other side, unless that side has nearly all of the probability.
        if (x * b <= y * a)
        {
            var log = Direct(a, b, x, y);
            return log < -0.1 ? log : NearZero.Log1p(-Math.Exp(Direct(b, a, y, x)));
        }

        var other = Direct(b, a, y, x);
        return other < -0.1 ? NearZero.Log1p(-Math.Exp(other)) : Direct(a, b, x, y);
    }

    // DLMF 8.17.8: x^a y^b / (a B(a, b)) 2F1(a + b, 1; a + 1; x); near 1 the other form (8.17.7), for rounding a + b would change b.
    private static double Direct(double a, double b, double x, double y)
    {
        var log = BetaKernel.Log(a, b, x, y) - Math.Log(a);
        if (a > 100 && y < 0.1)
            log += (b < 10 ? Hypergeometric.LogF(a, 1 - b, a + 1, x, y) : EulerIntegral.LogF(1 - b, a, a + 1, x, y)) - b * Math.Log(y);
        else
            log += Hypergeometric.LogF(a + b, 1, a + 1, x, y);
        return Math.Min(0, log);
    }
}
