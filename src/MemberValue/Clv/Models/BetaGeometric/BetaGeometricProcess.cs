using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The purchases to come of a member who is alive, in BG/NBD and in MBG/NBD alike: they buy at random at a rate lambda from Gamma(r, alpha), and after each
/// purchase they leave with a probability p from Beta(a, b). Here r, alpha, a, b are the fields of <see cref="AliveProcess"/>.
/// </summary>
internal static class BetaGeometricProcess
{
    /// <summary>E[X(t)], [FHL05] eq. 9, as the mean over p of (1 - (alpha / (alpha + p t))^r) / p.</summary>
    /// <remarks>
    /// Eq. 9 divides by a - 1 and subtracts two numbers that agree in their first digits where t is small or a near 1; (r, alpha, a, b) = (1, 1, 1, 1) is 0
    /// / 0 there. The integral over p avoids both.
    /// </remarks>
    public static double Expected(in AliveProcess process, double t)
    {
        if (t == 0)
            return 0;
        var ratio = t / process.Rate;
        return ratio < 1e-200
            ? process.Shape * ratio
            : BetaExpectation.Of(process.DropoutFirst, process.DropoutSecond, new PurchasesGivenDropout(process.Shape, ratio));
    }

    /// <summary>
    /// P(alive at t), 2F1(r, a; a + b; -t / alpha): a member who leaves with probability p after a purchase leaves at the rate p lambda, so it is the mean
    /// over p of (alpha / (alpha + p t))^r.
    /// </summary>
    public static double Stays(in AliveProcess process, double t)
    {
        var (r, alpha, a, b) = process;
        return Math.Min(1, Math.Exp(Hypergeometric.LogF(r, a, a + b, -t / alpha)));
    }

    /// <summary>P(X(t) = 0); 0 for an infinite t.</summary>
    public static double None(in AliveProcess process, double t) => Math.Exp(-process.Shape * Elementary.Log1p(t / process.Rate));

    /// <summary>P(X(t) > 0) with a relative accuracy of its own; 1 for an infinite t: a member who is alive buys again.</summary>
    public static double Some(in AliveProcess process, double t) => -Elementary.Expm1(-process.Shape * Elementary.Log1p(t / process.Rate));

    /// <summary>P(X(t) = n), [FHL05] eq. 8: n purchases and still alive, or gone after the n-th.</summary>
    /// <remarks>The sum in the second term is 1 minus a negative binomial tail; the tail itself is an incomplete beta function and keeps its
    /// digits.</remarks>
    public static double Count(in AliveProcess process, int n, double t)
    {
        if (n == 0)
            return None(process, t);
        if (t == 0)
            return 0;
        var (r, alpha, a, b) = process;
        var (bought, rest) = (t / (alpha + t), alpha / (alpha + t));
        var exactly = BetaKernel.Log(n, r, bought, rest) - Math.Log(n);
        var atLeast = rest < bought ? IncompleteBeta.LogComplement(r, n, rest) : IncompleteBeta.LogRegularized(n, r, bought);
        // Survived n - 1 chances to leave; then the n-th as well, or not.
        var chance = a + b + (n - 1);
        var survived = BetaGeometric.LogSurvival(a, b, n - 1);
        return Math.Exp(survived + exactly) * ((b + (n - 1)) / chance) + Math.Exp(survived + atLeast) * (a / chance);
    }

    /// <summary>
    /// The integral of e^(-delta u) dE[X(u)] over (0, t]; t may be infinite. NaN where that is infinite: t infinite with delta = 0 and a at most 1, or with
    /// delta below 0.
    /// </summary>
    public static double Discounted(in AliveProcess process, double delta, double t)
    {
        if (t == 0)
            return 0;
        var (r, alpha, a, b) = process;
        if (delta == 0 && double.IsPositiveInfinity(t))
            return a > 1 ? 1 + b / (a - 1) : double.NaN; // the mean of 1 / p
        if (delta == 0)
            return Expected(process, t);
        if (delta < 0 && double.IsPositiveInfinity(t))
            return double.NaN;
        return BetaExpectation.Of(a, b, new DiscountedGivenDropout(r, alpha, delta, t));
    }

    /// <summary>The t at which 1 - None(t) is the share.</summary>
    public static double TimeUntil(in AliveProcess process, double share) =>
        process.Rate * Elementary.Expm1(-Elementary.Log1p(-share) / process.Shape);

    /// <summary>(1 - (1 + y p)^-r) / p: the mean over lambda of the purchases until y alpha of a member who leaves with probability p.</summary>
    private readonly struct PurchasesGivenDropout(double r, double y) : IBetaIntegrand
    {
        public double Sharpness => (1 + r) * (1 + y);

        public Vector512<double> At(Vector512<double> p)
        {
            var log = VectorMath.Log1p(p * Vector512.Create(y));
            return VectorMath.Expm1(log * Vector512.Create(-r)) / (Vector512<double>.Zero - p);
        }
    }
}
