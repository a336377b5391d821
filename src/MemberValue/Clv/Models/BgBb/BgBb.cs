using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// Parameters of the BG/BB model: at each opportunity a member first leaves for good with a probability of their own, and buys, if still there,
/// with another one of their own. The probabilities differ between members as two independent beta distributions. Source: Fader, Hardie and
/// Shang 2010.
/// </summary>
public sealed record BgBbParameters
{
    private readonly double _alpha;
    private readonly double _beta;
    private readonly double _gamma;
    private readonly double _delta;

    /// <summary>Creates the parameters.</summary>
    /// <param name="alpha">First shape of the distribution of purchase probabilities; finite, above 0.</param>
    /// <param name="beta">Second shape of the same; finite, above 0. The mean purchase probability is alpha / (alpha + beta).</param>
    /// <param name="gamma">First shape of the distribution of dropout probabilities; finite, above 0.</param>
    /// <param name="delta">Second shape of the same; finite, above 0. The mean dropout probability is gamma / (gamma + delta).</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not a finite number above 0.</exception>
    public BgBbParameters(double alpha, double beta, double gamma, double delta)
    {
        Alpha = alpha;
        Beta = beta;
        Gamma = gamma;
        Delta = delta;
    }

    /// <summary>First shape of the distribution of purchase probabilities; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Alpha { get => _alpha; init => _alpha = ModelParameter.Positive(value, "alpha"); }

    /// <summary>Second shape of the distribution of purchase probabilities; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Beta { get => _beta; init => _beta = ModelParameter.Positive(value, "beta"); }

    /// <summary>First shape of the distribution of dropout probabilities; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Gamma { get => _gamma; init => _gamma = ModelParameter.Positive(value, "gamma"); }

    /// <summary>Second shape of the distribution of dropout probabilities; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Delta { get => _delta; init => _delta = ModelParameter.Positive(value, "delta"); }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Alpha = {Alpha}, Beta = {Beta}, Gamma = {Gamma}, Delta = {Delta}");
}

/// <summary>
/// The BG/BB model's formulas, x, t_x, n, alpha, beta, gamma, delta as in [FHS10]. Whatever the paper writes with beta functions is a product
/// of ratios here, with positive terms: B(gamma, delta) may be 1e-260 and a sum's terms may fall below the least double.
/// </summary>
internal static class BgBb
{
    /// <summary>
    /// ln L of [FHS10], in the order of events: x purchases among the first t_x opportunities, there for all of them, then silence. Each
    /// factor is a probability of its own with all its digits, also next to 1.
    /// </summary>
    public static double LogLikelihood(BgBbParameters p, double x, double tx, double n)
    {
        var log = -BetaSurvival.LogRise(p.Alpha, x, p.Beta) - BetaSurvival.LogRise(p.Beta, tx - x, p.Alpha + x) - BetaSurvival.LogRise(p.Delta, tx, p.Gamma);
        var after = new AliveProcess(p.Alpha + x, p.Beta + (tx - x), p.Gamma, p.Delta + tx);
        var none = BgBbFirstPurchase.None(after, n - tx);
        return log + (none < 0.5 ? Math.Log(none) : Elementary.Log1p(-BgBbFirstPurchase.Within(after, n - tx)));
    }

    /// <summary>
    /// P(alive after n opportunities): still there at the end, over everything that may have happened. [FHS10] eq. A10 for the end of the history instead of
    /// the next opportunity.
    /// </summary>
    public static double ProbabilityAlive(BgBbParameters p, double x, double tx, double n)
    {
        var (left, here, _) = Silence(p, x, tx, n);
        return here / (left + here);
    }

    /// <summary>
    /// The posterior mean of the purchase probability, whether or not the member is still there: given the opportunity i + 1 of leaving it is (alpha + x) /
    /// (alpha + beta + i).
    /// </summary>
    public static double MeanRate(BgBbParameters p, double x, double tx, double n)
    {
        var (left, here, mean) = Silence(p, x, tx, n);
        return mean / (left + here);
    }

    /// <summary>
    /// The silence from t_x to n, relative to the term of i = t_x: the sum over leaving in it, the term of still being there, and both times the
    /// mean purchase probability. O(n - t_x), 3 to 4 ns per step.
    /// </summary>
    public static (double Left, double Here, double Mean) Silence(BgBbParameters p, double x, double tx, double n)
    {
        double term = 1, left = 0, mean = 0;
        var (shape, ab, gd) = (p.Alpha + x, p.Alpha + p.Beta, p.Gamma + p.Delta);
        for (var i = tx; i < n; i++)
        {
            left += term;
            mean += term * (shape / (ab + i));
            term *= (p.Beta + (i - x)) * (p.Delta + i) / ((ab + i) * (gd + 1 + i));
            if (term < 1e-290)
            {
                // The probability of still being there after that is below 1e-270.
                term = 0;
                break;
            }
        }

        var here = term * ((gd + n) / p.Gamma);
        return (left, here, mean + here * (shape / (ab + n)));
    }

    /// <summary>P(X(t) = count) of a process with these parameters, [FHS10] eq. 7; a sum over the opportunity of leaving like the likelihood's.</summary>
    public static double Count(in AliveProcess p, int count, double t)
    {
        if (count > t)
            return 0;
        var (ab, gd, k) = (p.Shape + p.Rate, p.DropoutFirst + p.DropoutSecond, (double)count);
        // i = count: every opportunity was a purchase.
        var log = -BetaSurvival.LogRise(p.Shape, k, p.Rate) - BetaSurvival.LogRise(p.DropoutSecond, k, p.DropoutFirst)
            + Math.Log(p.DropoutFirst / (gd + k));
        double term = 1, sum = 0;
        for (var i = k; i < t; i++)
        {
            sum += term;
            term *= (i + 1) / (i + 1 - k) * (p.Rate + (i - k)) / (ab + i) * ((p.DropoutSecond + i) / (gd + 1 + i));
            if (term > 1e280)
            {
                (term, sum) = (term * 1e-280, sum * 1e-280);
                log += 280 * Math.Log(10);
            }
        }

        return Math.Min(1, Math.Exp(log + Math.Log(sum + term * ((gd + t) / p.DropoutFirst))));
    }

    /// <summary>
    /// E[X(t)], with a moved process [FHS10] eq. 13: the mean purchase probability times the expected number of opportunities that the member is there for.
    /// </summary>
    public static double Expected(in AliveProcess p, double t) =>
        MeanProbability(p) * BetaSurvival.Sum(p.DropoutFirst, p.DropoutSecond, Whole(t));

    /// <summary>Expected purchases with the k-th opportunity weighted e^(-rate k); [FHS10] eq. 14 for an infinite t and rate = ln(1 + d).</summary>
    public static double Discounted(in AliveProcess p, double rate, double t) =>
        MeanProbability(p) * BetaSurvival.DiscountedSum(p.DropoutFirst, p.DropoutSecond, rate, Whole(t));

    /// <summary>
    /// The opportunities in a time that need not be whole: such as the end of a month of discounting, counted in weeks. Rounding of the time does not lose
    /// one.
    /// </summary>
    public static double Whole(double t) => Math.Floor(t * (1 + 1e-12));

    public static double MeanProbability(in AliveProcess p) => p.Shape / (p.Shape + p.Rate);
}
