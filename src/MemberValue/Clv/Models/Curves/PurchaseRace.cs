using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The race between leaving and buying: of a member whose purchase rate is Gamma(n, a) and whose rate of leaving is Gamma(s, b), the probability of
/// leaving before the next purchase. The Pareto/NBD's likelihood is made of it.
/// </summary>
/// <remarks>
/// It is the mean of mu / (lambda + mu), (s / (n + s)) 2F1(1, n; n+s+1; 1 - b/a). Where a and b are not far apart it is a continued fraction with
/// positive terms (Gauss; DLMF 15.7.2), the same as a Gauss rule for a beta distribution: with L terms the error is below
/// 2 (1 + w) q^L for q = (root - 1) / (root + 1), root = sqrt(1 + w), w = |a - b| / min(a, b). Elsewhere it is Euler's integral.
/// </remarks>
internal static class PurchaseRace
{
    /// <summary>Beyond this ratio the fraction needs more than 160 terms, and the integral is faster.</summary>
    private const double FractionLimit = 64;

    /// <summary>P(leaves before the next purchase).</summary>
    public static double LeavesFirst(double n, double s, double a, double b)
    {
        var (w, lead, first, second) = Terms(n, s, a, b);
        var sum = n + s;
        if (w > FractionLimit)
            return Math.Min(1, lead / sum * Math.Exp(EulerIntegral.LogF(1, first, sum + 1, -w, 1 + w)));
        var terms = FractionTerms(w);
        var tail = sum + terms;
        for (var k = terms; k > 0; k--)
        {
            var half = k >> 1;
            var numerator = (k & 1) == 1 ? (first + half) * (sum + half) : half * (second + half);
            tail = sum + (k - 1) + numerator * w / tail;
        }

        return lead / tail;
    }

    /// <summary>P(buys before leaving): the complement, computed with full relative accuracy.</summary>
    public static double BuysFirst(double n, double s, double a, double b) => LeavesFirst(s, n, b, a);

    /// <summary>How many terms leave an error below 1e-17 of the value.</summary>
    public static int FractionTerms(double w)
    {
        if (w == 0)
            return 0;
        var fall = 2 * Math.Atanh(1 / Math.Sqrt(1 + w)); // -ln q
        return (int)Math.Ceiling((40 + Elementary.Log1p(w)) / fall);
    }

    // P = lead / (N + first N w / (N+1 + (second+1) w / (N+2 + (first+1)(N+1) w / (N+3 + 2 (second+2) w / ... with N = n + s.
    private static (double W, double Lead, double First, double Second) Terms(double n, double s, double a, double b) => a >= b
        ? ((a - b) / b, s * (a / b), s + 1, n - 1)
        : ((b - a) / a, s, n, s);
}
