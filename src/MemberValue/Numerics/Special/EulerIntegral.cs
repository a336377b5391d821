namespace MemberValue.Numerics;

/// <summary>
/// Euler's integral of 2F1 (DLMF 15.6.1) with t = e^u / (1 + e^u): the integral over the line of e^{p u} (1 + e^u)^{a - c} (1 + (1 - z) e^u)^{-a},
/// over B(p, c - p). For 0 &lt; p &lt; c, z below 1 and any real a it is positive and has one mode, the root of a quadratic.
/// </summary>
internal readonly struct EulerIntegral : ILogIntegrand
{
    private readonly double a, p, c, q, y;
    private readonly double t, s, t2, s2, slope;

    private EulerIntegral(double a, double p, double c, double q)
    {
        (this.a, this.p, this.c, this.q) = (a, p, c, q);
        var linear = p * (1 + q) - (c - a) - a * q;
        var square = q * (c - p);
        var root = Math.Sqrt(linear * linear + 4 * square * p);
        y = linear > 0 ? (linear + root) / (2 * square) : 2 * p / (root - linear);
        t = y / (1 + y);
        s = 1 / (1 + y);
        t2 = q * y / (1 + q * y);
        s2 = 1 / (1 + q * y);
        slope = t > s ? (t2 > s2 ? p - c : p - (c - a)) : t2 > s2 ? p - a : p;
        Curvature = Math.Abs(c - a) * t * s + Math.Abs(a) * t2 * s2;
        var big = Math.Log(Math.Max(1, Math.Max(Math.Abs(a), c)));
        var u = Math.Log(y);
        StraightLeft = Math.Min(0, -Math.Log(q)) - 38 - big - u;
        StraightRight = Math.Max(0, -Math.Log(q)) + 38 + big - u;
    }

    public double Curvature { get; }

    public double StraightLeft { get; }

    public double StraightRight { get; }

    public double SlopeLeft => p;

    public double SlopeRight => p - c;

    public double At(double v)
    {
        // Each term is written relative to its asymptote on the side of the mode: with a mode far out, p v and (c - a) ln(...) would be a million times
        // their difference.
        double rise, fall;
        if (Math.Abs(v) < 0.5)
        {
            rise = NearZero.Expm1(v);
            fall = -rise / (1 + rise);
        }
        else
        {
            var e = Math.Exp(v);
            rise = e - 1;
            fall = 1 / e - 1;
        }

        return slope * v
            - (c - a) * (t > s ? NearZero.Log1p(s * fall) : NearZero.Log1p(t * rise))
            - a * (t2 > s2 ? NearZero.Log1p(s2 * fall) : NearZero.Log1p(t2 * rise));
    }

    /// <summary>ln 2F1(a, p; c; z) for 0 &lt; p &lt; c; <paramref name="q"/> is 1 - z, above 0.</summary>
    public static double LogF(double a, double p, double c, double z, double q)
    {
        var integral = new EulerIntegral(a, p, c, q);
        return integral.LogPrefactor(z) + LogTrapezoid.LogIntegral(integral);
    }

    private double LogPrefactor(double z)
    {
        // The same product in two groups: t^p s^(c - p) / B(p, c - p), one number for large p, and (s / s2)^-a; or, where a is near c - p and the two
        // nearly cancel, with the powers of s together.
        var kernel = BetaKernel.Log(p, c - p, t, s);
        var logS = -NearZero.Log1p(y);
        var logS2 = -NearZero.Log1p(q * y);
        var power = -a * (z * t < 0.5 ? NearZero.Log1p(-z * t) : logS - logS2);
        var rest = c - a - p;
        if (Math.Abs(rest * logS) + Math.Abs(a * logS2) > Math.Abs(power) + Math.Abs(kernel))
            return kernel + power;
        return rest * logS + a * logS2 - p * NearZero.Log1p(1 / y) - GammaFunctions.LogBeta(p, c - p);
    }
}
