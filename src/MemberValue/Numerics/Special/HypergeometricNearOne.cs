namespace MemberValue.Numerics;

/// <summary>
/// 2F1 near 1 where c - a - b is large: the first term of the connection formula (DLMF 15.8.4) is enough, because the other has the factor (1 - z)^(c - a -
/// b).
/// </summary>
internal static class HypergeometricNearOne
{
    /// <summary>
    /// ln 2F1(a, b; c; 1 - q) for a &lt;= b &lt; 0 &lt; c; false where the second term matters or the series is not short. The series has a pole at n = c -
    /// a - b, which belongs to the second term, and ends long before it.
    /// </summary>
    public static bool TryLog(double a, double b, double c, double excess, double q, out double log)
    {
        log = 0;
        if (!(excess > 100) || q > 0.5 || b < -0.5 * excess || c > 0.5 * excess
            || excess * Math.Log(q) + (2 * b - c) * Math.Log(excess) + GammaFunctions.LogGamma(c - b) > -60)
        {
            return false;
        }

        if (!HypergeometricSeries.TrySum(a, b, 1 - excess, q, (int)Math.Min(1_000, excess / 2), 4, out var sum, out var scale) || sum <= 0)
            return false;
        log = GammaFunctions.LogGammaRatio(c - a, -b) - GammaFunctions.LogGammaRatio(c, -b) + Math.Log(sum) + scale;
        return true;
    }
}
