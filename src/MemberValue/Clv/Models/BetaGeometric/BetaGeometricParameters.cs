using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// Parameters of the BG/NBD and of the MBG/NBD model: members buy at random at a rate of their own, and after a purchase they leave with a probability of
/// their own. Both the rate and the probability differ between members, as a gamma and as a beta distribution. In the BG/NBD the first purchase gives no
/// chance to leave, in the MBG/NBD it does: the same four numbers describe different members in the two models. Source: Fader, Hardie and Lee 2005;
/// Batislam, Denizel and Filiztekin 2007.
/// </summary>
public sealed record BetaGeometricParameters
{
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _a;
    private readonly double _b;

    /// <summary>Creates the parameters.</summary>
    /// <param name="r">Shape of the distribution of purchase rates; finite, above 0.</param>
    /// <param name="alpha">Rate of the same, in units of time; finite, above 0. The mean purchase rate is r / alpha.</param>
    /// <param name="a">First parameter of the distribution of the probability to leave; finite, above 0.</param>
    /// <param name="b">Second parameter of the same; finite, above 0. The mean probability is a / (a + b).</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not a finite number above 0.</exception>
    public BetaGeometricParameters(double r, double alpha, double a, double b)
    {
        R = r;
        Alpha = alpha;
        A = a;
        B = b;
    }

    /// <summary>Shape of the distribution of purchase rates; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double R { get => _r; init => _r = ModelParameter.Positive(value, "r"); }

    /// <summary>Rate of the distribution of purchase rates, in units of time; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Alpha { get => _alpha; init => _alpha = ModelParameter.Positive(value, "alpha"); }

    /// <summary>First parameter of the distribution of the probability to leave; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double A { get => _a; init => _a = ModelParameter.Positive(value, "a"); }

    /// <summary>Second parameter of the distribution of the probability to leave; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double B { get => _b; init => _b = ModelParameter.Positive(value, "b"); }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"R = {R}, Alpha = {Alpha}, A = {A}, B = {B}");
}
