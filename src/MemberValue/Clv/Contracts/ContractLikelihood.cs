using MemberValue.Estimation;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>The log-likelihood of contract histories and its gradient: ln S for a member who is still there, the logarithm of a difference of S for an
/// interval, of a density for an exact moment.</summary>
internal sealed class ContractLikelihood(ContractLaw law, ContractHistories histories, int every = 1) : ILikelihood
{
    public int Rows => (histories.Rows + every - 1) / every;

    public double Members => histories.Members;

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient, CancellationToken cancellationToken = default)
    {
        var n = logParameters.Length;
        Span<double> values = stackalloc double[n];
        Span<double> row = stackalloc double[n];
        for (var k = 0; k < n; k++)
            values[k] = Math.Exp(logParameters[k]);
        gradient.Clear();
        var scale = every == 1 ? 1 : Scale();
        CompensatedSum sum = default;
        for (var i = 0; i < histories.Rows; i += every)
        {
            if ((i & 1023) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            row.Clear();
            sum.Add(scale * histories.Weight[i] * Row(values, histories.From[i], histories.To[i], row));
            for (var k = 0; k < n; k++)
                gradient[k] += scale * histories.Weight[i] * row[k];
        }

        return sum.Value;
    }

    public ILikelihood Thin(int rows) => Rows <= rows ? this : new ContractLikelihood(law, histories, (histories.Rows + rows - 1) / rows);

    /// <summary>The log-likelihood of one row; its derivatives in the log-parameters are added.</summary>
    public double Row(ReadOnlySpan<double> values, double from, double to, Span<double> gradient) => Of(law, values, from, to, gradient);

    public static double Of(ContractLaw law, ReadOnlySpan<double> values, double from, double to, Span<double> gradient)
    {
        var start = law.LogSurvival(values, from);
        law.AddGradient(values, from, 1, gradient);
        if (double.IsPositiveInfinity(to))
            return start;
        if (to == from)
        {
            law.AddRateGradient(values, from, 1, gradient);
            return start + Math.Log(-law.Slope(values, from));
        }

        // ln(S(from) - S(to)) = ln S(from) + ln(1 - e^fall)
        var fall = law.LogSurvival(values, to) - start;
        var odds = 1 / NearZero.Expm1(-fall); // e^fall / (1 - e^fall)
        law.AddGradient(values, from, odds, gradient);
        law.AddGradient(values, to, -odds, gradient);
        return start + Math.Log(-NearZero.Expm1(fall));
    }

    private double Scale()
    {
        var some = 0.0;
        for (var i = 0; i < histories.Rows; i += every)
            some += histories.Weight[i];
        return some > 0 ? histories.Members / some : 1;
    }
}
