namespace MemberValue.Numerics;

/// <summary>
/// Euler's integral of 2F1 (DLMF 15.6.1) with t = e^u / (1 + e^u): the integral over the line of e^{p u} (1 + e^u)^{a - c} (1 + (1 - z) e^u)^{-a},
/// over B(p, c - p). For 0 &lt; p &lt; c, z below 1 and any real a it is positive and has one mode, the root of a quadratic.
/// </summary>
internal readonly struct EulerIntegral : ILogIntegrand
{
    private readonly double a, p, c;
    private readonly double t, s, t2, s2;

    private EulerIntegral(double a, double p, double c, double z, double q)
    {
        (this.a, this.p, this.c) = (a, p, c);
        var linear = p * (1 + q) - c + a * z;
        var square = q * (c - p);
        var root = Math.Sqrt(linear * linear + 4 * square * p);
        var y = linear > 0 ? (linear + root) / (2 * square) : 2 * p / (root - linear);
        t = y / (1 + y);
        s = 1 / (1 + y);
        t2 = q * y / (1 + q * y);
        s2 = 1 / (1 + q * y);
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
        if (Math.Abs(v) < 0.5)
        {
            var e = NearZero.Expm1(v);
            return p * v - (c - a) * NearZero.Log1p(t * e) - a * NearZero.Log1p(t2 * e);
        }

        if (v > 0)
        {
            // e^-v: no overflow far out.
            var d = Math.Exp(-v);
            return (p - c) * v - (c - a) * Math.Log(t + s * d) - a * Math.Log(t2 + s2 * d);
        }

        var f = Math.Exp(v);
        return p * v - (c - a) * Math.Log(s + t * f) - a * Math.Log(s2 + t2 * f);
    }

    /// <summary>ln 2F1(a, p; c; z) for 0 &lt; p &lt; c; <paramref name="q"/> is 1 - z, above 0.</summary>
    public static double LogF(double a, double p, double c, double z, double q)
    {
        var integral = new EulerIntegral(a, p, c, z, q);
        return integral.LogPrefactor(z) + LogTrapezoid.LogIntegral(integral);
    }

    private double LogPrefactor(double z)
    {
        var zt = z * t;
        var power = -a * (zt < 0.5 ? NearZero.Log1p(-zt) : Math.Log(s / s2));
        var rest = c - p;
        if (p < StirlingSeries.From || rest < StirlingSeries.From)
            return power + p * Math.Log(t) + rest * Math.Log(s) - GammaFunctions.LogBeta(p, rest);

        // p ln(t c / p) + (c - p) ln(s c / (c - p)), whose terms of first order cancel.
        var d = c * t - p;
        return power + p * NearZero.Log1pMinusX(d / p) + rest * NearZero.Log1pMinusX(-d / rest)
            + 0.5 * Math.Log(p * (rest / c)) - StirlingSeries.HalfLogTwoPi
            - StirlingSeries.Correction(p) - StirlingSeries.Correction(rest) + StirlingSeries.Correction(c);
    }
}
