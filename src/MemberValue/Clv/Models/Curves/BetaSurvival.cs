using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The survival of members who leave at each opportunity with a probability of their own, theta, that is Beta(gamma, delta) over members:
/// S(k) = E[(1 - theta)^k] = (delta)_k / (gamma + delta)_k, and its sums.
/// </summary>
internal static class BetaSurvival
{
    // A sum of so many terms is faster than the closed form and has no pole.
    private const double FewTerms = 1_000;

    /// <summary>S(k).</summary>
    public static double At(double gamma, double delta, double k)
    {
        if (k > FewTerms)
            return Math.Exp(-LogRise(delta, k, gamma));
        var survival = 1.0;
        for (var i = 0; i < k; i++)
            survival *= (delta + i) / (gamma + delta + i);
        return survival;
    }

    /// <summary>
    /// S(1) + ... + S(t): the opportunities out of t that a member is there for. E[X(n)] in [FHS10] has delta / (gamma - 1) times 1 - (1 + delta)_t /
    /// (gamma + delta)_t, which is 0 / 0 at gamma = 1; here the quotient is e to the power of something proportional to gamma - 1.
    /// </summary>
    public static double Sum(double gamma, double delta, double t)
    {
        if (t <= FewTerms)
        {
            double survival = 1, sum = 0;
            for (var k = 0; k < t && survival > 1e-300; k++)
            {
                survival *= (delta + k) / (gamma + delta + k);
                sum += survival;
            }

            return sum;
        }

        var excess = gamma - 1;
        if (excess == 0)
            return delta * GammaFunctions.DigammaDifference(delta + 1, t);
        return excess > 0
            ? -delta * Elementary.Expm1(-LogRise(1 + delta, t, excess)) / excess
            : -delta * Elementary.Expm1(LogRise(gamma + delta, t, -excess)) / excess;
    }

    /// <summary>
    /// S(1) e^-rate + S(2) e^(-2 rate) + ... up to t, which may be infinite; NaN where that is infinite. A finite t costs at most t steps of 2 ns
    /// and ends early when nothing is left to add.
    /// </summary>
    public static double DiscountedSum(double gamma, double delta, double rate, double t)
    {
        if (rate == 0)
        {
            return double.IsPositiveInfinity(t)
                ? gamma > 1 ? delta / (gamma - 1) : double.NaN // leaving is too slow: the sum has no bound
                : Sum(gamma, delta, t);
        }

        if (double.IsPositiveInfinity(t))
        {
            // E[(1 - theta) / (D + theta)] with D = e^rate - 1. The paper's 2F1(1, delta + 1; gamma + delta + 1; e^-rate) takes 1 - e^-rate from
            // its argument, which has no digits left for a small rate.
            var d = Elementary.Expm1(rate);
            if (double.IsPositiveInfinity(d))
                return 0;
            var scale = delta / (gamma + delta) / d;
            if (!(gamma > 1 && gamma < 2))
                return scale * Hypergeometric.F(1, gamma, gamma + delta + 1, -1 / d);
            // The same after Pfaff's transformation: the other form subtracts gamma from a large delta (gamma 1 + 1e-9, delta 1e5: 2e-11 off).
            var q = -Elementary.Expm1(-rate);
            return scale * Math.Exp(gamma * Math.Log(q) + Hypergeometric.LogF(gamma, gamma + delta, gamma + delta + 1, Math.Exp(-rate), q));
        }

        var weight = Math.Exp(-rate);
        double term = 1, sum = 0;
        for (var k = 0; k < t; k++)
        {
            term *= (delta + k) / (gamma + delta + k) * weight;
            sum += term;
            if (term * Math.Min(t - k, 1 / rate) < 1e-17 * sum) // a bound on what is left to add
                break;
        }

        return sum;
    }

    /// <summary>
    /// ln((a + e)_n / (a)_n) for a, n and e above 0 (either may be 0), with relative accuracy also where it is tiny: minus ln S(n) of
    /// Beta(e, a). Symmetric in n and e.
    /// </summary>
    public static double LogRise(double a, double n, double e)
    {
        if (n == 0 || e == 0)
            return 0;
        if (e > n)
            (n, e) = (e, n);
        // Far apart, the difference is no smaller than its parts.
        var growth = n * (e / (a + n + e));
        if (a < 32 || n > 4 * a || growth > 30)
            return GammaFunctions.LogGammaRatio(a + n, e) - GammaFunctions.LogGammaRatio(a, e);
        // Gauss: the quotient is 2F1(n, e; a + n + e; 1), all of whose terms are positive.
        double term = 1, sum = 0;
        for (var k = 0; k < 100_000; k++)
        {
            var ratio = (n + k) / (a + n + e + k) * ((e + k) / (k + 1));
            term *= ratio;
            sum += term;
            if (ratio < 1 && term * (n + k) < 1e-17 * a * sum)
                break;
        }

        return Elementary.Log1p(sum);
    }
}
