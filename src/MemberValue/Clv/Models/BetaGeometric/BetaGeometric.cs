using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// What BG/NBD and MBG/NBD say about a history, in one form: they differ in how many occasions to leave a member who is alive has passed, x or x + 1
/// (<c>chances</c>; <c>m</c> in the comments).
/// </summary>
internal static class BetaGeometric
{
    /// <summary>ln B(a, b + m) / B(a, b), the logarithm of the probability to survive m chances to leave; 0 or below.</summary>
    public static double LogSurvival(double a, double b, double chances) => -BetaSurvival.LogRise(b, chances, a);

    /// <summary>ln of the odds of having left at t_x against being alive at T; the member had at least one chance to leave.</summary>
    public static double LogOddsGone(double r, double alpha, double a, double b, double x, double chances, double tx, double age) =>
        Math.Log(a / (b + (chances - 1))) + (r + x) * Elementary.Log1p((age - tx) / (alpha + tx));

    /// <summary>ln L: [FHL05] eqs. 6-7 with m = x, [BDF07] with m = x + 1.</summary>
    /// <remarks>
    /// The printed sum of two powers is out of range from x of about 100 on; here the smaller of the two terms is the greater times the odds. Without a
    /// chance to leave (BG/NBD, x = 0) there is no second term: the branch must be skipped, because b + m - 1 may be 0 or below.
    /// </remarks>
    public static double LogLikelihood(double r, double alpha, double a, double b, double x, double chances, double tx, double age)
    {
        if (x == 0 && chances == 1)
        {
            // L is 1 minus the probability of a purchase until T, which may be next to nothing.
            var bought = b / (a + b) * -Elementary.Expm1(-r * Elementary.Log1p(age / alpha));
            if (bought < 0.5)
                return Elementary.Log1p(-bought);
        }

        var odds = chances == 0 ? double.NegativeInfinity : LogOddsGone(r, alpha, a, b, x, chances, tx, age);
        var until = odds > 0 ? tx : age;
        return GammaFunctions.LogGammaRatio(r, x) - r * Elementary.Log1p(until / alpha) - x * Math.Log(alpha + until)
            + LogSurvival(a, b, chances) + (odds > 0 ? Math.Log(a / (b + (chances - 1))) : 0) + Elementary.Log1p(Math.Exp(-Math.Abs(odds)));
    }

    /// <summary>P(alive at T), Fader and Hardie's note 021 with m = x, [BDF07] App. A (5) with m = x + 1.</summary>
    public static double ProbabilityAlive(double r, double alpha, double a, double b, double x, double chances, double tx, double age) =>
        chances == 0 ? 1 : 1 / (1 + Math.Exp(LogOddsGone(r, alpha, a, b, x, chances, tx, age)));

    /// <summary>The mean of lambda given the history: members who have left bought until t_x only.</summary>
    public static double MeanRate(double r, double alpha, double a, double b, double x, double chances, double tx, double age)
    {
        var ifAlive = (r + x) / (alpha + age);
        if (chances == 0)
            return ifAlive;
        var odds = LogOddsGone(r, alpha, a, b, x, chances, tx, age);
        return ifAlive / (1 + Math.Exp(odds)) + (r + x) / (alpha + tx) / (1 + Math.Exp(-odds));
    }
}
