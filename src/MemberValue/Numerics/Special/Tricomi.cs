namespace MemberValue.Numerics;

/// <summary>Tricomi's confluent hypergeometric function U.</summary>
/// <remarks>
/// Measured against mpmath (a from 1e-6 to 1e6, z from 1e-12 to 1e12): 7e-15, relative above 1, absolute below. U(s, s, z) and U(1, b, z) with b below 1
/// take 0.2 us for s up to 20 or z of at least 1, everything else 10 us.
/// </remarks>
internal static class Tricomi
{
    /// <summary>
    /// ln U(a, b, z) for a above 0, z above 0, b real, by the integral of DLMF 13.4.4 with t = e^u; otherwise NaN.
    /// </summary>
    public static double LogU(double a, double b, double z)
    {
        if (!(a > 0) || !(z > 0) || double.IsNaN(b))
            return double.NaN;

        // The two forms that residual purchases need are incomplete gamma functions: U(s, s, z), and by Kummer's transformation (DLMF 13.2.40) U(1, b, z).
        if (a == b && UpperGamma.TryLog(a, z, out var log))
            return (1 - a) * Math.Log(z) + log;
        return a == 1 && b < 1 && UpperGamma.TryLog(2 - b, z, out log) ? log : LogUByIntegral(a, b - 1, z);
    }

    /// <summary>ln U(a, 1 + d, z) by the integral; <paramref name="d"/> as its own argument keeps its digits.</summary>
    public static double LogUByIntegral(double a, double d, double z)
    {
        var integral = new Integral(a, d, z);
        return integral.LogPrefactor() + LogTrapezoid.LogIntegral(integral);
    }

    /// <summary>e^{a u - z y} (1 + y)^{m} with y = e^u and m = b - a - 1.</summary>
    private readonly struct Integral : ILogIntegrand
    {
        private readonly double a, m, y, zy, t, s;

        public Integral(double a, double d, double z)
        {
            this.a = a;
            m = d - a;
            var linear = d - z;
            var root = Math.Sqrt(linear * linear + 4 * a * z);
            y = linear > 0 ? (linear + root) / (2 * z) : 2 * a / (root - linear);
            zy = z * y;
            t = y / (1 + y);
            s = 1 / (1 + y);
            // 6: for m above 0 the peak can be half a Gaussian in y, analytic to a quarter turn only; measured at a = 2e5 on the gamma tail near its mean.
            Curvature = Math.Abs(a + (m > 0 ? 6 : 1) * m * t * t);
            StraightLeft = -38 - Math.Log(Math.Max(1, Math.Max(z, Math.Abs(m)))) - Math.Log(y);
        }

        public double Curvature { get; }

        public double StraightLeft { get; }

        public double StraightRight => double.PositiveInfinity;

        public double SlopeLeft => a;

        public double SlopeRight => double.NegativeInfinity;

        public double At(double v)
        {
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

            // For large m and small t the terms of first order, which cancel by the equation of the mode, are left out.
            if (m > 0 && t < 0.1 && t * rise < 10)
                return a * (v - rise) + m * NearZero.Log1pMinusX(t * rise);

            // Beyond 1 the power m of 1 + y is nearly that of y and is combined with a.
            return t > s
                ? (a + m) * v - zy * rise + m * NearZero.Log1p(s * fall)
                : a * v - zy * rise + m * NearZero.Log1p(t * rise);
        }

        public double LogPrefactor()
        {
            // At the mode z y - a = m y / (1 + y).
            if (t < 0.1)
            {
                var rest = m * (NearZero.Log1pMinusX(y) + y * t);
                return a < StirlingSeries.From
                    ? a * (Math.Log(y) - 1) + rest - GammaFunctions.LogGamma(a)
                    : a * Math.Log(y / a) + rest + 0.5 * Math.Log(a) - StirlingSeries.HalfLogTwoPi - StirlingSeries.Correction(a);
            }

            var log = NearZero.Log1p(y);
            if (a < StirlingSeries.From)
                return a * Math.Log(y) - zy + m * log - GammaFunctions.LogGamma(a);
            return a * Math.Log(y / a) + (a - zy) + m * log + 0.5 * Math.Log(a) - StirlingSeries.HalfLogTwoPi - StirlingSeries.Correction(a);
        }
    }
}
