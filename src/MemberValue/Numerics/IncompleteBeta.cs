namespace MemberValue.Numerics;

/// <summary>The regularized incomplete beta function I_x(a, b) and its complement, each by its own positive series: small values keep their digits.</summary>
internal static class IncompleteBeta
{
    public static double Regularized(double a, double b, double x) => Math.Exp(LogRegularized(a, b, x));

    public static double Complement(double a, double b, double x) => Math.Exp(LogComplement(a, b, x));

    public static double LogRegularized(double a, double b, double x)
    {
        if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1))
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (x == 1)
            return 0;
        return Tail(a, b, x, 1 - x);
    }

    public static double LogComplement(double a, double b, double x)
    {
        if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1))
            return double.NaN;
        if (x == 0)
            return 0;
        if (x == 1)
            return double.NegativeInfinity;
        return Tail(b, a, 1 - x, x);
    }

    /// <summary>ln I_x(a, b) with y = 1 - x, the smaller of the two exact.</summary>
    private static double Tail(double a, double b, double x, double y)
    {
        // Below the mean the series is short; beyond it the other side's, unless that side is nearly all.
        if (x * b <= y * a)
        {
            var log = Direct(a, b, x, y);
            return log < -0.1 ? log : NearZero.Log1p(-Math.Exp(Direct(b, a, y, x)));
        }

        var other = Direct(b, a, y, x);
        return other < -0.1 ? NearZero.Log1p(-Math.Exp(other)) : Direct(a, b, x, y);
    }

    // DLMF 8.17.8: x^a y^b / (a B(a, b)) 2F1(a + b, 1; a + 1; x); the other form (8.17.7) where rounding a + b would change b.
    private static double Direct(double a, double b, double x, double y)
    {
        var log = BetaKernel.Log(a, b, x, y) - Math.Log(a);
        log += b < 10 && a > 100
            ? Hypergeometric.LogF(a, 1 - b, a + 1, x, y) - b * (y < 0.5 ? Math.Log(y) : NearZero.Log1p(-x))
            : Hypergeometric.LogF(a + b, 1, a + 1, x, y);
        return Math.Min(0, log);
    }
}
