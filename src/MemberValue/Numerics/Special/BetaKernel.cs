namespace MemberValue.Numerics;

/// <summary>The kernel of the beta density, t^p s^r / B(p, r) with t + s = 1.</summary>
internal static class BetaKernel
{
    /// <summary>
    /// ln(t^p s^r / B(p, r)) for p, r, t and s above 0. For large p and r by Stirling's formula and the distance of t from p / (p + r): the
    /// plain sum of logarithms would lose as many digits as p has.
    /// </summary>
    public static double Log(double p, double r, double t, double s)
    {
        if (p < StirlingSeries.From || r < StirlingSeries.From)
            return p * LogOf(t, s) + r * LogOf(s, t) - GammaFunctions.LogBeta(p, r);

        // p ln(t c / p) + r ln(s c / r), whose terms of first order, d and -d, cancel.
        var c = p + r;
        var d = t <= s ? c * t - p : r - c * s;
        var distance = Math.Abs(d) < 0.4 * Math.Min(p, r)
            ? p * NearZero.Log1pMinusX(d / p) + r * NearZero.Log1pMinusX(-d / r)
            : Far(p, t * (c / p), d) + Far(r, s * (c / r), -d);
        return distance + 0.5 * Math.Log(p * (r / c)) - StirlingSeries.HalfLogTwoPi
            - StirlingSeries.Correction(p) - StirlingSeries.Correction(r) + StirlingSeries.Correction(c);
    }

    // p ln(ratio) with ratio = 1 + d / p, by the form that keeps the digits.
    private static double Far(double p, double ratio, double d) => p * (Math.Abs(d) < 0.4 * p ? NearZero.Log1p(d / p) : Math.Log(ratio));

    // The smaller of the two has all its digits.
    private static double LogOf(double t, double s) => t <= 0.5 ? Math.Log(t) : NearZero.Log1p(-s);
}
