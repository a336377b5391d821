namespace MemberValue.Numerics;

/// <summary>
/// The integral of y^(p-1) (1 + y/a)^-m (1 + y/b)^-n e^(-d y) from 0 to t, as a logarithm: the integrand is positive with one mode, so that nothing cancels,
/// overflows or underflows.
/// </summary>
/// <remarks>
/// With y = t e^u / (1 + e^u) the integrand is analytic in a strip about the line and falls exponentially on both sides, so the trapezoid rule converges
/// fast (<see cref="LogTrapezoid"/>). Every term is computed as a difference from the mode.
/// </remarks>
internal readonly struct PowerIntegral : ILogIntegrand
{
    private readonly double p, a, m, b, n, d;
    private readonly double y, t, s, overA, overB;

    private PowerIntegral(double p, double a, double m, double b, double n, double d, double upper)
    {
        (this.p, this.a, this.m, this.b, this.n, this.d) = (p, a, m, b, n, d);
        var w = Mode(p, a, m, b, n, d, upper);
        // t and s are shares of the interval on both sides of the mode.
        t = 1 / (1 + Math.Exp(-w));
        s = 1 / (1 + Math.Exp(w));
        y = upper * t;
        overA = 1 / (a + y);
        overB = 1 / (b + y);
        Curvature = ((p + 1) * t + m * y * overA + n * y * overB + d * y) * s;
    }

    public double Curvature { get; }

    public double StraightLeft => double.NegativeInfinity;

    public double StraightRight => double.PositiveInfinity;

    public double SlopeLeft => p;

    public double SlopeRight => -1;

    /// <summary>
    /// ln of the integral; p at least 1, a and b above 0, m, n and d at least 0, upper above 0 and finite.
    /// </summary>
    public static double Log(double p, double a, double m, double b, double n, double d, double upper)
    {
        var integral = new PowerIntegral(p, a, m, b, n, d, upper);
        var (y, t, s) = (integral.y, integral.t, integral.s);
        // dy = t s upper du: y^p s at the mode.
        return p * Math.Log(y) + Math.Log(s) - m * Elementary.Log1p(y / a) - n * Elementary.Log1p(y / b) - d * y
            + LogTrapezoid.LogIntegral(integral);
    }

    public double At(double v)
    {
        double moved, there, log;
        if (v > 0)
        {
            // e^-v: no overflow far out.
            var e = Math.Exp(-v);
            var below = t + s * e;
            moved = y * s * (v < 0.5 ? -Elementary.Expm1(-v) : 1 - e) / below;
            there = y / below;
            log = -v - (p + 1) * (v < 0.5 ? Elementary.Log1p(s * Elementary.Expm1(-v)) : Math.Log(below));
        }
        else
        {
            var rise = Elementary.Expm1(v);
            var below = t * rise; // 1 + below is s + t e^v
            moved = y * s * rise / (1 + below);
            there = y * Math.Exp(v) / (1 + below);
            log = p * v - (p + 1) * Elementary.Log1p(below);
        }

        return log - m * LogRatio(a, overA, moved, there) - n * LogRatio(b, overB, moved, there) - d * moved;
    }

    // ln((scale + there) / (scale + y)), there = y + moved; far below the mode 1 minus nearly 1 would leave no digits.
    private static double LogRatio(double scale, double over, double moved, double there)
    {
        var change = moved * over;
        return change > -0.5 ? Elementary.Log1p(change) : Math.Log((scale + there) * over);
    }

    // The slope of the logarithm in u falls through 0 once; a point near that root is enough.
    private static double Mode(double p, double a, double m, double b, double n, double d, double upper)
    {
        var reach = 3 + Elementary.Log1p(p + m + n + d * upper);
        var (low, high) = (-reach - Elementary.Log1p(upper / a) - Elementary.Log1p(upper / b), reach);
        for (var i = 0; i < 40; i++)
        {
            var middle = 0.5 * (low + high);
            var share = 1 / (1 + Math.Exp(-middle));
            var rest = 1 / (1 + Math.Exp(middle));
            var at = upper * share;
            var slope = p * rest - share - rest * (m * at / (a + at) + n * at / (b + at) + d * at);
            if (slope > 0)
                low = middle;
            else
                high = middle;
        }

        return 0.5 * (low + high);
    }
}
