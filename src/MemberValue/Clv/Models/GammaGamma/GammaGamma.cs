using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// Parameters of the Gamma-Gamma model of spend: each purchase of a member is a gamma amount around a mean of the member's own, and the means
/// differ between members as an inverse gamma distribution, independently of the number of purchases. Source: Colombo and Jiang 1999; Fader, Hardie and
/// Lee 2005.
/// </summary>
public sealed record GammaGammaParameters
{
    private readonly double _p;
    private readonly double _q;
    private readonly double _v;

    /// <summary>Creates the parameters.</summary>
    /// <param name="p">Shape of the amounts of one member; finite, above 0. The coefficient of variation of a member's purchases is 1 / sqrt(p).</param>
    /// <param name="q">Shape of the distribution over members; finite, above 0. The population's mean exists above 1, its variance above 2.</param>
    /// <param name="v">Rate of the same (the literature's gamma or v), in money; finite, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not a finite number above 0.</exception>
    public GammaGammaParameters(double p, double q, double v)
    {
        P = p;
        Q = q;
        V = v;
    }

    /// <summary>Shape of the amounts of one member; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double P { get => _p; init => _p = ModelParameter.Positive(value, "p"); }

    /// <summary>Shape of the distribution over members; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Q { get => _q; init => _q = ModelParameter.Positive(value, "q"); }

    /// <summary>Rate of the distribution over members, in money; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double V { get => _v; init => _v = ModelParameter.Positive(value, "v"); }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"P = {P}, Q = {Q}, V = {V}");
}

/// <summary>The Gamma-Gamma formulas: x purchases with the mean m, p, q, v as in [FHL05b] and note 025.</summary>
internal static class GammaGamma
{
    // Beyond, the sums and integrals of the incomplete gamma function grow long (seconds from 1e14 on), and the expansion has all digits.
    private const double LargeShape = 1e8;

    /// <summary>
    /// ln of the density of the mean of x purchases at m, note 025 eq. 1a. With y = m x / (v + m x) it is y^(p x) (1 - y)^q / (m B(p x, q)):
    /// the eight terms of the paper lose all digits where p and q are large.
    /// </summary>
    public static double LogLikelihood(GammaGammaParameters g, double x, double m)
    {
        var odds = g.V / x / m;
        return BetaKernel.Log(g.P * x, g.Q, 1 / (1 + odds), odds / (1 + odds)) - Math.Log(m);
    }

    /// <summary>The population's mean spend p v / (q - 1); NaN for q of at most 1, where the mean is infinite.</summary>
    public static double PopulationMean(GammaGammaParameters g) => g.Q > 1 ? g.P / (g.Q - 1) * g.V : double.NaN;

    /// <summary>
    /// E[mean spend | x, m], note 025 eq. 5: p (v + x m) / (p x + q - 1); NaN where it does not exist, p x + q of at most 1.
    /// <paramref name="money"/> is x m.
    /// </summary>
    public static double ExpectedMeanSpend(GammaGammaParameters g, double x, double money)
    {
        var divisor = g.P * x + (g.Q - 1);
        return divisor > 0 ? g.P * (g.V + money) / divisor : double.NaN;
    }

    /// <summary>
    /// The mean that the given share of members with x purchases and mean m does not exceed. Given x and m, p / mean is Gamma(p x + q, v + x m), [FHL05b].
    /// </summary>
    public static double MeanSpendQuantile(GammaGammaParameters g, double x, double money, double quantile)
    {
        // In units of p (v + x m), where the quantile is the reciprocal of one of the gamma distribution with rate 1.
        var shape = g.P * x + g.Q;
        if (shape >= LargeShape)
            return g.P * ((g.V + money) / NearlyNormal(shape, -NormalDistribution.Quantile(quantile)));
        var below = new MeanBelow(shape, quantile);
        return RootFinding.TryBracketIncreasing(below, 1 / shape, out var lo, out var hi)
            ? RootFinding.Brent(below, lo, hi) * g.P * (g.V + money)
            : double.NaN;
    }

    /// <summary>
    /// The gamma quantile of a large shape k at the normal deviate z, by Cornish and Fisher's expansion (Abramowitz and Stegun 26.2.49, for 2k degrees of
    /// freedom). The next term is below 1e-15 of the whole for k of 1e8 and more, and any z of a double.
    /// </summary>
    internal static double NearlyNormal(double k, double z)
    {
        var root = Math.Sqrt(k);
        var square = z * z;
        return k + z * root + (square - 1) / 3 + z * (square - 7) / (36 * root) - ((3 * square + 7) * square - 16) / (810 * k);
    }

    /// <summary>ln of the odds of a mean below z, less that of the quantile.</summary>
    private readonly struct MeanBelow(double shape, double quantile) : IScalarFunction
    {
        private readonly double _log = Math.Log(quantile) - Elementary.Log1p(-quantile);

        public double Value(double z) =>
            Math.Clamp(IncompleteGamma.LogQ(shape, 1 / z), -1e300, 0) - Math.Clamp(IncompleteGamma.LogP(shape, 1 / z), -1e300, 0) - _log;
    }
}
