namespace MemberValue.Numerics;

/// <summary>Tricomi's confluent hypergeometric function U.</summary>
internal static class Tricomi
{
    /// <summary>
    /// ln U(a, b, z) for a above 0, z above 0, b real, by the integral of DLMF 13.4.4 with t = e^u; otherwise NaN.
    /// </summary>
    public static double LogU(double a, double b, double z)
    {
        if (!(a > 0) || !(z > 0) || double.IsNaN(b))
            return double.NaN;
        var integral = new Integral(a, b, z);
        return integral.LogPrefactor() + LogTrapezoid.LogIntegral(integral);
    }

    /// <summary>e^{a u - z y} (1 + y)^{m} with y = e^u and m = b - a - 1.</summary>
    private readonly struct Integral : ILogIntegrand
    {
        private readonly double a, m, y, zy, t, s;

        public Integral(double a, double b, double z)
        {
            this.a = a;
            m = b - a - 1;
            var linear = b - 1 - z;
            var root = Math.Sqrt(linear * linear + 4 * a * z);
            y = linear > 0 ? (linear + root) / (2 * z) : 2 * a / (root - linear);
            zy = z * y;
            t = y / (1 + y);
            s = 1 / (1 + y);
            Curvature = Math.Abs(a + m * t * t);
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

            // Beyond 1 the power m of 1 + y is that of y, near enough, and joins a.
            return t > s
                ? (a + m) * v - zy * rise + m * NearZero.Log1p(s * fall)
                : a * v - zy * rise + m * NearZero.Log1p(t * rise);
        }

        public double LogPrefactor()
        {
            // At the mode z y - a = m y / (1 + y).
            var log = NearZero.Log1p(y);
            if (a < StirlingSeries.From)
                return a * Math.Log(y) - zy + m * log - GammaFunctions.LogGamma(a);
            return a * Math.Log(y / a) + (a - zy) + m * log + 0.5 * Math.Log(a) - StirlingSeries.HalfLogTwoPi - StirlingSeries.Correction(a);
        }
    }
}
