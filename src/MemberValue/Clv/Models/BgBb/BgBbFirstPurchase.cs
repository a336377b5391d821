using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The next purchase of a BG/BB member who is alive: whether it comes within some opportunities, whether it ever does, and when. Not in the
/// paper; sums over its process.
/// </summary>
internal static class BgBbFirstPurchase
{
    /// <summary>Later than this counts as never.</summary>
    public const double LastOpportunity = 10_000_000;

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

    /// <summary>
    /// P(never buys again): the sum over the opportunity of leaving, all before it silent. Relative error below 1e-12 for parameters in [1e-6, 1e6].
    /// </summary>
    public static double Never(in AliveProcess p)
    {
        var (g, d) = (p.DropoutFirst, p.DropoutSecond);
        return Math.Min(1, g / (g + d) * PowerSeries.Sum(p.Shape, p.Rate, g + 1, d, p.Shape + g));
    }

    /// <summary>P(buys again at some time): the sum over the opportunity of the first purchase. The same accuracy.</summary>
    public static double Ever(in AliveProcess p) => Math.Min(
        1, First(p) * PowerSeries.Sum(p.Shape + 1, p.Rate, p.DropoutFirst, p.DropoutSecond + 1, p.Shape + p.DropoutFirst));

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
}
