using MemberValue.Numerics;

namespace MemberValue.Clv.Models;

/// <summary>
/// The next purchase of a BG/BB member who is alive: whether it comes within some opportunities, whether it ever does, and when. Not in the
/// paper; sums over its process.
/// </summary>
internal static class BgBbFirstPurchase
{
    /// <summary>Later than this counts as never.</summary>
    public const double LastOpportunity = 10_000_000;

    private const int SeriesTerms = 100_000;

    /// <summary>P(at least one purchase in t opportunities): the sum over the opportunity of the first one. At most t steps of 2 ns.</summary>
    public static double Within(in AliveProcess p, double t)
    {
        double term = First(p), sum = 0;
        for (var k = 1.0; k <= t; k++)
        {
            sum += term;
            if (term * (t - k) < 1e-17 * sum) // the terms fall
                break;
            term *= Ratio(p, k);
        }

        return Math.Min(1, sum);
    }

    /// <summary>P(no purchase in t opportunities): left before any, or still there without.</summary>
    public static double None(in AliveProcess p, double t)
    {
        if (t == 0)
            return 1;
        double term = 1, sum = 0;
        for (var i = 0.0; i < t && term > 1e-300; i++)
        {
            sum += term;
            term *= SilentRatio(p, i);
        }

        var (g, gd) = (p.DropoutFirst, p.DropoutFirst + p.DropoutSecond);
        return Math.Min(1, g / gd * sum + (gd + t) / gd * term);
    }

    /// <summary>P(never buys again) = E[theta / (theta + p - theta p)].</summary>
    /// <remarks>
    /// A series that falls like a power, too slowly where alpha + gamma is small against the others; then an integral over theta with the mean
    /// over p in closed form. Relative error below 1e-11 for parameters in [1e-6, 1e6].
    /// </remarks>
    public static double Never(in AliveProcess p)
    {
        var (g, gd) = (p.DropoutFirst, p.DropoutFirst + p.DropoutSecond);
        var (scale, power) = (Math.Max(p.Shape + p.Rate, gd + 1), p.Shape + g);
        double term = 1, sum = 0;
        for (var i = 0; i < SeriesTerms; i++)
        {
            sum += term;
            term *= SilentRatio(p, i);
            // The terms fall at least like (scale + i)^-(power + 1).
            if (term * (scale + i + 1) < 1e-16 * power * sum)
                return Math.Min(1, g / gd * sum);
        }

        var integral = DoubleExponential.Integrate(new NeverIntegrand(p), 0, 1, tolerance: 1e-13, logReach: Math.Max(700, 45 / Math.Min(g, p.DropoutSecond)));
        return Math.Min(1, Math.Exp(integral.LogValue));
    }

    /// <summary>The first opportunity by which a share of the members has bought; infinite beyond <see cref="LastOpportunity"/>.</summary>
    public static double Until(in AliveProcess p, double share)
    {
        double term = First(p), sum = 0;
        for (var k = 1.0; k <= LastOpportunity; k++)
        {
            sum += term;
            if (sum >= share)
                return k;
            if (term * (LastOpportunity - k) < 1e-17 * sum)
                break;
            term *= Ratio(p, k);
        }

        return double.PositiveInfinity;
    }

    /// <summary>P(the first opportunity is a purchase).</summary>
    private static double First(in AliveProcess p) => p.Shape / (p.Shape + p.Rate) * (p.DropoutSecond / (p.DropoutFirst + p.DropoutSecond));

    /// <summary>P(first purchase at k + 1) over P(first purchase at k).</summary>
    private static double Ratio(in AliveProcess p, double k) =>
        (p.Rate + (k - 1)) * (p.DropoutSecond + k) / ((p.Shape + p.Rate + k) * (p.DropoutFirst + p.DropoutSecond + k));

    /// <summary>P(silent through i + 1, then gone) over P(silent through i, then gone).</summary>
    private static double SilentRatio(in AliveProcess p, double i) =>
        (p.Rate + i) * (p.DropoutSecond + i) / ((p.Shape + p.Rate + i) * (p.DropoutFirst + p.DropoutSecond + 1 + i));

    /// <summary>The density of theta times P(never | theta) = 2F1(1, alpha; alpha + beta; -(1 - theta) / theta).</summary>
    private readonly struct NeverIntegrand(AliveProcess p) : IIntegrand
    {
        private readonly double _logBeta = GammaFunctions.LogBeta(p.DropoutFirst, p.DropoutSecond);

        // 2F1(1, a; a + b; -r) is about r^-a times e^this for a large r and a below 1; otherwise it falls like 1 / r.
        private readonly double _logFar = p.Shape < 0.9
            ? GammaFunctions.LogGamma(1 - p.Shape) + GammaFunctions.LogGammaRatio(p.Rate, p.Shape)
            : double.NegativeInfinity;

        public double LogValue(in IntegrationPoint point)
        {
            var logOdds = point.LogToUpper - point.LogToLower;
            var never = logOdds < 500
                ? Math.Log(Hypergeometric.F(1, p.Shape, p.Shape + p.Rate, -Math.Exp(logOdds)))
                : _logFar - p.Shape * logOdds;
            return (p.DropoutFirst - 1) * point.LogToLower + (p.DropoutSecond - 1) * point.LogToUpper - _logBeta + never;
        }
    }
}
