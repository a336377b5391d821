using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// Parameters of the Pareto/NBD model: members buy at random at a rate of their own until they leave, unobserved, after an exponential time with a rate of
/// their own. Both rates differ between members as gamma distributions. Source: Schmittlein, Morrison and Colombo 1987.
/// </summary>
public sealed record ParetoNbdParameters
{
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _s;
    private readonly double _beta;

    /// <summary>Creates the parameters.</summary>
    /// <param name="r">Shape of the distribution of purchase rates; finite, above 0.</param>
    /// <param name="alpha">Rate of the same, in units of time; finite, above 0. The mean purchase rate is r / alpha.</param>
    /// <param name="s">Shape of the distribution of the rates of leaving; finite, above 0.</param>
    /// <param name="beta">Rate of the same, in units of time; finite, above 0. The mean rate of leaving is s / beta.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not a finite number above 0.</exception>
    public ParetoNbdParameters(double r, double alpha, double s, double beta)
    {
        R = r;
        Alpha = alpha;
        S = s;
        Beta = beta;
    }

    /// <summary>Shape of the distribution of purchase rates; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double R { get => _r; init => _r = ModelParameter.Positive(value, "r"); }

    /// <summary>Rate of the distribution of purchase rates, in units of time; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Alpha { get => _alpha; init => _alpha = ModelParameter.Positive(value, "alpha"); }

    /// <summary>Shape of the distribution of the rates of leaving; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double S { get => _s; init => _s = ModelParameter.Positive(value, "s"); }

    /// <summary>Rate of the distribution of the rates of leaving, in units of time; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Beta { get => _beta; init => _beta = ModelParameter.Positive(value, "beta"); }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"R = {R}, Alpha = {Alpha}, S = {S}, Beta = {Beta}");
}

/// <summary>
/// The Pareto/NBD model's formulas; x, t_x, T, r, alpha, s, beta as in the literature. The literature subtracts two nearly equal values of 2F1; here every
/// sum has positive terms. Equation numbers are those of Schmittlein, Morrison and Colombo 1987 [SMC87] and of Fader and Hardie's notes 009, 012, 015.
/// </summary>
/// <remarks>
/// Let A(y) = (alpha+y)^-(r+x) (beta+y)^-s, and H(y) the probability that a member who is alive at y leaves before the next purchase. Then the likelihood
/// is, but for a factor, A(T) (1 - H(T)) + A(t_x) H(t_x): [009] eq. 18 without its difference. For (300, 50, 52) at (.553, 10.58, .606, 11.66) the
/// printed form is 0 - 0.
/// </remarks>
internal static class ParetoNbd
{
    /// <summary>ln L, [009] eq. 18.</summary>
    public static double LogLikelihood(ParetoNbdParameters p, double x, double tx, double age)
    {
        var since = new Silence(p, p.R + x, tx, age);
        return GammaFunctions.LogGammaRatio(p.R, x) - p.R * Elementary.Log1p(tx / p.Alpha) - x * Math.Log(p.Alpha + tx)
            - p.S * Elementary.Log1p(tx / p.Beta) + Math.Log(since.NotBought);
    }

    /// <summary>P(alive at T), [009] eq. 36: of all who did not buy from t_x to T, those who are still alive.</summary>
    public static double ProbabilityAlive(ParetoNbdParameters p, double x, double tx, double age)
    {
        if (tx == age)
            return 1;
        var since = new Silence(p, p.R + x, tx, age);
        return Math.Min(1, since.AliveAtEnd / since.NotBought);
    }

    /// <summary>E[lambda], whether or not the member is alive, [015] eq. 9: the likelihood with one more purchase, over the likelihood.</summary>
    public static double MeanRate(ParetoNbdParameters p, double x, double tx, double age)
    {
        var n = p.R + x;
        var one = new Silence(p, n, tx, age);
        var more = new Silence(p, n + 1, tx, age);
        return n / (p.Alpha + tx) * (more.NotBought / one.NotBought);
    }

    /// <summary>E[X(t)] of a process with these parameters, [009] eq. 27; at s = 1 the limit (a logarithm).</summary>
    public static double Expected(in AliveProcess p, double t)
    {
        var log = Elementary.Log1p(t / p.DropoutSecond);
        return p.Shape / p.Rate * p.DropoutSecond * log * Elementary.Expm1Ratio((1 - p.DropoutFirst) * log);
    }

    /// <summary>P(X(t) = 0): alive at t without a purchase, or left before the first one; t may be infinite.</summary>
    public static double None(in AliveProcess p, double t)
    {
        var left = PurchaseRace.LeavesFirst(p.Shape, p.DropoutFirst, p.Rate, p.DropoutSecond);
        if (double.IsPositiveInfinity(t))
            return left;
        var stays = PurchaseRace.BuysFirst(p.Shape, p.DropoutFirst, p.Rate + t, p.DropoutSecond + t);
        return Math.Min(1, left + Math.Exp(-LogSilence(p, t)) * stays);
    }

    /// <summary>P(X(t) > 0) with a relative accuracy of its own; t may be infinite.</summary>
    public static double Some(in AliveProcess p, double t)
    {
        if (t == 0)
            return 0;
        var buys = PurchaseRace.BuysFirst(p.Shape, p.DropoutFirst, p.Rate, p.DropoutSecond);
        if (double.IsPositiveInfinity(t))
            return buys;
        var later = Math.Exp(-LogSilence(p, t)) * PurchaseRace.BuysFirst(p.Shape, p.DropoutFirst, p.Rate + t, p.DropoutSecond + t);
        // The probability of ever buying, less that of buying only after t; a short time takes the integral of the first purchase's density instead.
        return later < 0.75 * buys
            ? buys - later
            : Math.Min(1, Math.Exp(
                Math.Log(p.Shape) - Math.Log(p.Rate)
                + PowerIntegral.Log(1, p.Rate, p.Shape + 1, p.DropoutSecond, p.DropoutFirst, 0, t)));
    }

    /// <summary>P(X(t) = n), n at least 1, [012]: alive at t, or left at some y after n purchases. An integral of positive terms.</summary>
    public static double Count(in AliveProcess p, int n, double t)
    {
        if (t == 0)
            return 0;
        var log = GammaFunctions.LogGammaRatio(p.Shape, n) - GammaFunctions.LogGamma(n + 1.0);
        var alive = log - p.Shape * Elementary.Log1p(t / p.Rate) - n * Elementary.Log1p(p.Rate / t) - p.DropoutFirst * Elementary.Log1p(t / p.DropoutSecond);
        var left = log - n * Math.Log(p.Rate) + Math.Log(p.DropoutFirst) - Math.Log(p.DropoutSecond)
            + PowerIntegral.Log(n + 1.0, p.Rate, p.Shape + n, p.DropoutSecond, p.DropoutFirst + 1, 0, t);
        return Math.Min(1, Math.Exp(alive) + Math.Exp(left));
    }

    /// <summary>
    /// The integral of e^(-delta u) times the mean rate at u over (0, t], [JMR05] eq. 2 for an infinite t. Without a discount and an end the mean is
    /// infinite for s up to 1: NaN.
    /// </summary>
    public static double Discounted(in AliveProcess p, double delta, double t)
    {
        var (s, b) = (p.DropoutFirst, p.DropoutSecond);
        var rate = p.Shape / p.Rate;
        if (delta == 0)
        {
            if (!double.IsPositiveInfinity(t))
                return Expected(p, t);
            return s > 1 ? rate * (b / (s - 1)) : double.NaN;
        }

        if (t == 0)
            return 0;
        // b U(1, 2-s, delta b) = b (delta b)^(s-1) U(s, s, delta b) (DLMF 13.2.40).
        return double.IsPositiveInfinity(t)
            ? rate * b * Math.Exp(Tricomi.LogU(1, 2 - s, delta * b))
            : rate * Math.Exp(PowerIntegral.Log(1, b, s, b, 0, delta, t));
    }

    /// <summary>The t at which Some(t) is the share; the share is below Some(infinity).</summary>
    public static double TimeUntil(in AliveProcess p, double share)
    {
        var above = new SomeAbove(p, share);
        // Without leaving, the time would be this; leaving makes it longer.
        var start = Math.Log(p.Rate) + Math.Log(Elementary.Expm1(-Elementary.Log1p(-share) / p.Shape));
        var (low, high) = (Math.Clamp(start, -700, 700), Math.Clamp(start, -700, 700));
        for (var step = 1.0; above.Value(high) < 0; step *= 2)
        {
            if (high > 705)
                return double.PositiveInfinity;
            (low, high) = (high, high + step);
        }

        for (var step = 1e-3; above.Value(low) > 0; step *= 2)
            (low, high) = (low - step, low);
        return Math.Exp(RootFinding.Brent(above, low, high));
    }

    // -ln of P(no purchase and not left in (0, t]).
    private static double LogSilence(in AliveProcess p, double t) =>
        p.Shape * Elementary.Log1p(t / p.Rate) + p.DropoutFirst * Elementary.Log1p(t / p.DropoutSecond);

    private readonly struct SomeAbove(AliveProcess process, double share) : IScalarFunction
    {
        public double Value(double x) => Some(process, Math.Exp(x)) - share;
    }

    /// <summary>The silence from t_x to T of a member who was alive at t_x, with n = r + x.</summary>
    private readonly struct Silence
    {
        public Silence(ParetoNbdParameters p, double n, double tx, double age)
        {
            var (a, b, time) = (p.Alpha + tx, p.Beta + tx, age - tx);
            AliveAtEnd = Math.Exp(-n * Elementary.Log1p(time / a) - p.S * Elementary.Log1p(time / b));
            var later = PurchaseRace.BuysFirst(n, p.S, p.Alpha + age, p.Beta + age);
            NotBought = Math.Min(1, PurchaseRace.LeavesFirst(n, p.S, a, b) + AliveAtEnd * later);
        }

        /// <summary>P(alive at T and no purchase since t_x), A(T) / A(t_x).</summary>
        public double AliveAtEnd { get; }

        /// <summary>P(no purchase since t_x): left before the next purchase, or the next purchase comes after T.</summary>
        public double NotBought { get; }
    }
}
