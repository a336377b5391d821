using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// Parameters of the NBD model: members buy at random at a rate of their own, and nobody ever leaves. Rates differ between members as a
/// gamma distribution. Source: Ehrenberg 1959; Morrison and Schmittlein 1988.
/// </summary>
public sealed record NbdParameters
{
    private readonly double _r;
    private readonly double _alpha;

    /// <summary>Creates the parameters.</summary>
    /// <param name="r">Shape of the distribution of rates; finite, above 0.</param>
    /// <param name="alpha">Rate of the same, in units of time; finite, above 0. The mean purchase rate is r / alpha.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not a finite number above 0.</exception>
    public NbdParameters(double r, double alpha)
    {
        R = r;
        Alpha = alpha;
    }

    /// <summary>Shape of the distribution of purchase rates; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double R { get => _r; init => _r = ModelParameter.Positive(value, "r"); }

    /// <summary>Rate of the distribution of purchase rates, in units of time; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Alpha { get => _alpha; init => _alpha = ModelParameter.Positive(value, "alpha"); }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"R = {R}, Alpha = {Alpha}");
}

/// <summary>The NBD model's formulas, x, T, r, alpha as in the literature.</summary>
internal static class Nbd
{
    /// <summary>ln L: the gamma mixture of e^(-lambda T) lambda^x.</summary>
    public static double LogLikelihood(NbdParameters p, double x, double age) =>
        GammaFunctions.LogGammaRatio(p.R, x) - p.R * Elementary.Log1p(age / p.Alpha) - x * Math.Log(p.Alpha + age);

    /// <summary>E[X(t)] of a process with these parameters.</summary>
    public static double Expected(in AliveProcess p, double t) => p.Shape / p.Rate * t;

    /// <summary>P(X(t) = 0); 0 for an infinite t.</summary>
    public static double None(in AliveProcess p, double t) => Math.Exp(-p.Shape * Elementary.Log1p(t / p.Rate));

    /// <summary>P(X(t) > 0), with a relative accuracy of its own; 1 for an infinite t.</summary>
    public static double Some(in AliveProcess p, double t) => -Elementary.Expm1(-p.Shape * Elementary.Log1p(t / p.Rate));

    /// <summary>P(X(t) = n), n at least 1, a negative binomial probability.</summary>
    public static double Count(in AliveProcess p, int n, double t) => t == 0
        ? 0
        : Math.Exp(
            GammaFunctions.LogGammaRatio(p.Shape, n) - GammaFunctions.LogGamma(n + 1.0)
            - p.Shape * Elementary.Log1p(t / p.Rate) - n * Elementary.Log1p(p.Rate / t));

    /// <summary>The integral of e^(-delta u) times the mean rate over (0, t].</summary>
    public static double Discounted(in AliveProcess p, double delta, double t)
    {
        var rate = p.Shape / p.Rate;
        if (double.IsPositiveInfinity(t))
            return delta > 0 ? rate / delta : double.NaN; // nobody leaves: without a discount the sum has no end
        return rate * t * Elementary.Expm1Ratio(-delta * t);
    }

    /// <summary>The t at which 1 - None(t) is the share.</summary>
    public static double TimeUntil(in AliveProcess p, double share) => p.Rate * Elementary.Expm1(-Elementary.Log1p(-share) / p.Shape);
}
