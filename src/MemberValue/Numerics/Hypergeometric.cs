namespace MemberValue.Numerics;

/// <summary>Gauss' hypergeometric function 2F1 of real arguments, z below 1 and c above 0.</summary>
internal static class Hypergeometric
{
    private const int FewTerms = 1_000;
    private const int ManyTerms = 20_000_000;

    /// <summary>2F1(a, b; c; z); NaN outside z &lt; 1, c &gt; 0.</summary>
    public static double F(double a, double b, double c, double z)
    {
        var (value, log) = Scaled(a, b, c, z);
        return log == 0 ? value : value * Math.Exp(log);
    }

    /// <summary>ln 2F1(a, b; c; z) where the value is positive, also beyond the range of a double; otherwise NaN.</summary>
    public static double LogF(double a, double b, double c, double z)
    {
        var (value, log) = Scaled(a, b, c, z);
        return value > 0 ? Math.Log(value) + log : double.NaN;
    }

    private static (double Value, double Log) Scaled(double a, double b, double c, double z)
    {
        if (!(z < 1) || !(c > 0) || double.IsNaN(a) || double.IsNaN(b))
            return (double.NaN, 0);
        if (z == 0 || a == 0 || b == 0)
            return (1, 0);
        if (z > 0)
            return Between(a, b, c, z, 1 - z);

        // Pfaff (DLMF 15.8.1): the argument goes to (0, 1); keep the parameter that leaves positive terms.
        var q = 1 - z;
        if (b > a)
            (a, b) = (b, a);
        if (a > 0 && c - b < 0)
            (a, b) = (b, a);
        var (value, log) = Between(a, c - b, c, -z / q, 1 / q);
        return Times(value, log, q, -a);
    }

    private static (double Value, double Log) Between(double a, double b, double c, double z, double q)
    {
        var excess = c - a - b;
        if (a == c || b == c)
            return Times(1, 0, q, excess);
        if (excess >= 0)
        {
            if (HypergeometricSeries.TrySum(a, b, c, z, FewTerms, out var sum, out var log))
                return (sum, log);
        }
        else if (HypergeometricSeries.TrySum(c - a, c - b, c, z, FewTerms, out var sum, out var log))
        {
            return Times(sum, log, q, excess);
        }

        if (b > 0 && b < c)
            return (1, EulerIntegral.LogF(a, b, c, z, q));
        if (a > 0 && a < c)
            return (1, EulerIntegral.LogF(b, a, c, z, q));
        if (HypergeometricSeries.TrySum(a, b, c, z, ManyTerms, out var slow, out var slowLog))
            return (slow, slowLog);
        return HypergeometricSeries.TrySum(c - a, c - b, c, z, ManyTerms, out slow, out slowLog)
            ? Times(slow, slowLog, q, excess)
            : (double.NaN, 0);
    }

    /// <summary>The scaled value times q^power.</summary>
    private static (double Value, double Log) Times(double value, double log, double q, double power)
    {
        var logPower = power * Math.Log(q);
        return Math.Abs(logPower) < 600 ? (value * Math.Pow(q, power), log) : (value, log + logPower);
    }
}
