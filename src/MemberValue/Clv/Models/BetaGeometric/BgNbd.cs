namespace MemberValue.Clv;

/// <summary>
/// Parameters of the BG/NBD model: members buy at random at a rate of their own, and after each repeat purchase they leave with a probability of
/// their own. Both the rate and the probability differ between members, as a gamma and as a beta distribution. Source: Fader, Hardie and Lee 2005
/// (docs/models/bg-nbd.md).
/// </summary>
public sealed record BgNbdParameters
{
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _a;
    private readonly double _b;

    /// <summary>Names the parameters.</summary>
    /// <param name="r">Shape of the distribution of purchase rates; finite, above 0.</param>
    /// <param name="alpha">Rate of the same, in units of time; finite, above 0. The mean purchase rate is r / alpha.</param>
    /// <param name="a">First parameter of the distribution of the probability to leave; finite, above 0.</param>
    /// <param name="b">Second parameter of the same; finite, above 0. The mean probability is a / (a + b).</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not a finite number above 0.</exception>
    public BgNbdParameters(double r, double alpha, double a, double b)
    {
        R = r;
        Alpha = alpha;
        A = a;
        B = b;
    }

    /// <summary>Shape of the distribution of purchase rates; above 0.</summary>
    public double R { get => _r; init => _r = ModelParameter.Positive(value, "r"); }

    /// <summary>Rate of the distribution of purchase rates, in units of time; above 0.</summary>
    public double Alpha { get => _alpha; init => _alpha = ModelParameter.Positive(value, "alpha"); }

    /// <summary>First parameter of the distribution of the probability to leave; above 0.</summary>
    public double A { get => _a; init => _a = ModelParameter.Positive(value, "a"); }

    /// <summary>Second parameter of the distribution of the probability to leave; above 0.</summary>
    public double B { get => _b; init => _b = ModelParameter.Positive(value, "b"); }
}

/// <summary>
/// The BG/NBD model's formulas for a history; x, t_x, T, r, alpha, a, b as in the literature. A member with x repeat purchases who is alive has
/// survived x chances to leave. Purchases to come are in <see cref="BetaGeometricProcess"/>.
/// </summary>
internal static class BgNbd
{
    /// <summary>ln L, [FHL05] eqs. 6-7.</summary>
    public static double LogLikelihood(BgNbdParameters p, double x, double tx, double age) =>
        BetaGeometric.LogLikelihood(p.R, p.Alpha, p.A, p.B, x, Chances(x), tx, age);

    /// <summary>P(alive at T), [021]: 1 for x = 0, whatever T is.</summary>
    public static double ProbabilityAlive(BgNbdParameters p, double x, double tx, double age) =>
        BetaGeometric.ProbabilityAlive(p.R, p.Alpha, p.A, p.B, x, Chances(x), tx, age);

    /// <summary>The mean of lambda given the history, whether or not the member is still alive.</summary>
    public static double MeanRate(BgNbdParameters p, double x, double tx, double age) =>
        BetaGeometric.MeanRate(p.R, p.Alpha, p.A, p.B, x, Chances(x), tx, age);

    /// <summary>The process of a member with x repeat purchases who is alive at T.</summary>
    public static AliveProcess After(BgNbdParameters p, double x, double age) => new(p.R + x, p.Alpha + age, p.A, p.B + Chances(x));

    /// <summary>How many chances to leave a member who is alive has survived.</summary>
    private static double Chances(double x) => x;
}
