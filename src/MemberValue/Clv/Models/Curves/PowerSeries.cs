using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The sum over s = 0, 1, 2, ... of f(s) = (b)_s (d)_s / ((a + b)_s (g + d)_s), a 3F2 at 1. Its terms are positive and fall, in the end only like
/// s^-(a + g).
/// </summary>
/// <remarks>
/// Term by term as long as a term is less than 0.999 of the one before; Euler and Maclaurin's formula takes the rest: an integral over the
/// logarithm of s, and a power beyond. Below 1 ms, mostly far less.
/// </remarks>
internal static class PowerSeries
{
    // The third term of Euler and Maclaurin's formula is below 1e-14 of the sum then.
    private const double Smooth = 0.001;

    private static readonly QuadratureRule Rule = QuadratureRule.GaussLegendre(20);

    /// <summary>The sum; <paramref name="power"/> is a + g - 1, above 0, with all its digits.</summary>
    public static double Sum(double a, double b, double g, double d, double power)
    {
        double term = 1, sum = 0;
        for (var i = 0.0; ; i++)
        {
            var ratio = (b + i) * (d + i) / ((a + b + i) * (g + d + i));
            if (1 - ratio < Smooth)
                return sum + term * Tail(a, b + i, g, d + i, power);
            sum += term;
            term *= ratio;
            if (term < 1e-17 * Smooth * sum) // the rest is below term / (1 - ratio)
                return sum;
        }
    }

    private static double Tail(double a, double b, double g, double d, double power)
    {
        var slope = GammaFunctions.DigammaDifference(b, a) + GammaFunctions.DigammaDifference(d, g); // of -ln f at 0
        // s = (e^y - 1) / slope: f is about e^-(e^y - 1) first, and a power of e^y far out, beyond all parameters by 1e17.
        double integral = 0, y = 0;
        var far = Math.Log(slope * Math.Max(Math.Max(a + b, g + d), 1 / slope)) + 40;
        while (true)
        {
            var panel = 0.0;
            for (var i = 0; i < Rule.Count; i++)
            {
                var at = y + Rule.Nodes[i];
                panel += Rule.Weights[i] * F(a, b, g, d, Elementary.Expm1(at) / slope) * Math.Exp(at);
            }

            integral += panel;
            y++;
            if (panel < 1e-18 * integral)
                break;
            if (y < far)
                continue;
            integral += F(a, b, g, d, Elementary.Expm1(y) / slope) * Math.Exp(y) / power;
            break;
        }

        return integral / slope + 0.5 + slope / 12;
    }

    private static double F(double a, double b, double g, double d, double s) =>
        Math.Exp(-BetaSurvival.LogRise(b, s, a) - BetaSurvival.LogRise(d, s, g));
}
