using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>The expected number of payments of a contract, each worth less the later it comes: the sum over k from 0 of S(n + k) / S(n) e^(-delta k).</summary>
internal static class ContractLifetime
{
    private const int Summed = 256; // terms before the Euler-Maclaurin formula

    /// <summary>The sum, or for continuous time the integral; an infinity where it has none.</summary>
    /// <param name="law">The family.</param>
    /// <param name="values">The parameters.</param>
    /// <param name="n">Periods that have gone by.</param>
    /// <param name="delta">The continuous discount rate per period, 0 or more.</param>
    public static double Of(ContractLaw law, ReadOnlySpan<double> values, double n, double delta)
    {
        if (delta == 0 && law.Undiscounted(values, n) is var closed && !double.IsNaN(closed))
            return closed;
        if (double.IsPositiveInfinity(delta))
            return law.IsContinuous ? 0 : 1;
        return law.IsContinuous ? Tail(law, values, n, delta) : law.Family switch
        {
            ContractFamily.Geometric => 1 / -NearZero.Expm1(NearZero.Log1p(-values[0]) - delta), // of theta below 1
            ContractFamily.ShiftedBetaGeometric => Hypergeometric.F(1, values[1] + n, values[0] + values[1] + n, Math.Exp(-delta)),
            _ => Sum(law, values, n, delta),
        };
    }

    /// <summary>The sum of any family: some hundred terms, and the rest by the Euler-Maclaurin formula.</summary>
    public static double Sum(ContractLaw law, ReadOnlySpan<double> values, double n, double delta)
    {
        var start = law.LogSurvival(values, n);
        CompensatedSum sum = default;
        for (var k = 0; k < Summed; k++)
        {
            var term = Math.Exp(law.LogSurvival(values, n + k) - start - delta * k);
            sum.Add(term);
            if (term < 1e-20 * sum.Value)
                return sum.Value;
        }

        var (t, last) = (n + Summed, Math.Exp(law.LogSurvival(values, n + Summed) - start - delta * Summed));
        var slope = law.Slope(values, t);
        var fall = slope - delta; // f' / f; its derivatives are those of a power of t, which the slope is far out
        var (first, second) = (-slope / t, 2 * slope / (t * t));
        var third = fall * fall * fall + 3 * fall * first + second;
        return sum.Value + last * (Tail(law, values, t, delta) + 0.5 - fall / 12 + third / 720);
    }

    /// <summary>The integral over u from 0 of S(n + u) / S(n) e^(-delta u), by the trapezoid rule after u = scale exp(pi/2 sinh x) (Takahasi and Mori
    /// 1974).</summary>
    private static double Tail(ContractLaw law, ReadOnlySpan<double> values, double n, double delta)
    {
        const double Step = 1.0 / 64;
        var start = law.LogSurvival(values, n);
        var scale = 1 / (delta - law.Slope(values, n + 1));
        var sum = 0.0;
        for (var side = -1; side <= 1; side += 2)
        {
            for (var k = side < 0 ? 1 : 0; ; k++)
            {
                var x = side * k * Step;
                var u = scale * Math.Exp(Math.PI / 2 * Math.Sinh(x));
                if (u > 1e290)
                {
                    // What is left of a power that falls little faster than 1 / u.
                    var power = -law.Slope(values, u) * u;
                    return Step * sum + Math.Exp(law.LogSurvival(values, u) - start - delta * u) * u / (power - 1);
                }

                var term = Math.Exp(law.LogSurvival(values, n + u) - start - delta * u) * u * (Math.PI / 2 * Math.Cosh(x));
                sum += term;
                if (k > 64 && term <= 1e-17 * sum)
                    break;
            }
        }

        return Step * sum;
    }
}
