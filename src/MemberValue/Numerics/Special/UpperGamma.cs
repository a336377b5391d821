namespace MemberValue.Numerics;

/// <summary>
/// z^(s - 1) e^z G(1 - s, z) with the upper incomplete gamma function, for s above 0: by a short sum or continued fraction, where the integral would take
/// ten times as long.
/// </summary>
internal static class UpperGamma
{
    private const double LargestShift = 20;

    /// <summary>ln(z^(s - 1) e^z G(1 - s, z)), which is ln U(1, 2 - s, z), for s above 0 and z above 0; false where neither form is short.</summary>
    public static bool TryLog(double s, double z, out double log)
    {
        log = double.NaN;
        if (z >= 1)
            log = -Math.Log(Fraction(s, z));
        else if (s < LargestShift)
            log = Math.Log(SmallArgument(s, z));
        return !double.IsNaN(log);
    }

    // DLMF 8.9.2 contracted: z + s - 1 s / (z + s + 2 - 2 (s + 1) / (z + s + 4 - ...)), by the sum of its partial ratios (modified Lentz).
    private static double Fraction(double s, double z)
    {
        var b = z + s;
        double f = b, c = b, d = 0;
        for (var n = 1; n < 500; n++)
        {
            var numerator = -n * (s + n - 1);
            b += 2;
            d = 1 / (b + numerator * d);
            c = b + numerator / c;
            var delta = c * d;
            f *= delta;
            if (Math.Abs(delta - 1) < 2e-16)
                return f;
        }

        return double.NaN;
    }

    // With alpha = 1 - s moved to (-1/2, 1]: G(alpha, z) is (G(alpha + 1) - z^alpha) / alpha less an alternating sum; both powers are 1 at alpha = 0,
    // and their differences from 1 keep their digits there. Then down by G(alpha - 1, z) = (G(alpha, z) - z^(alpha - 1) e^-z) / (alpha - 1).
    private static double SmallArgument(double s, double z)
    {
        var steps = s < 1.5 ? 0 : (int)Math.Floor(s - 0.5);
        var alpha = steps + 1 - s;
        var logZ = Math.Log(z);
        var power = Math.Pow(z, alpha);
        var leading = alpha == 0
            ? -logZ - 0.57721566490153286061
            : (NearZero.Expm1(GammaFunctions.LogGammaOnePlus(alpha)) - NearZero.Expm1(alpha * logZ)) / alpha;
        double sum = 0, term = 1;
        for (var n = 1; n < 40; n++)
        {
            term *= -z / n;
            var next = sum + term / (alpha + n);
            if (next == sum)
                break;
            sum = next;
        }

        // Divided by z^alpha e^-z from here on: no step overflows.
        var scaled = (leading / power - sum) * Math.Exp(z);
        var k = alpha;
        for (var i = 0; i < steps; i++)
        {
            k -= 1;
            scaled = (1 - z * scaled) / -k;
        }

        return scaled;
    }
}
