using MathNet.Numerics;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Estimation;

/// <summary>The log-likelihood of one row: parameters and data in, derivatives in the parameters themselves out.</summary>
internal delegate double RowFunction(ReadOnlySpan<double> parameters, ReadOnlySpan<double> row, Span<double> derivatives);

/// <summary>Rows of numbers with weights, and a function of one row: the way a model's likelihood is built.</summary>
internal sealed class RowLikelihood(RowFunction function, double[][] rows, double[] weights) : ILikelihood
{
    public RowLikelihood(RowFunction function, double[][] rows)
        : this(function, rows, [.. rows.Select(_ => 1.0)])
    {
    }

    public int Evaluations { get; private set; }

    public int Rows => rows.Length;

    public double Members { get; } = weights.Sum();

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient, CancellationToken cancellationToken = default)
    {
        Evaluations++;
        var parameters = new double[logParameters.Length];
        for (var k = 0; k < parameters.Length; k++)
            parameters[k] = Math.Exp(logParameters[k]);
        return RowSums.Sum(new Kernel(function, rows, weights, parameters), rows.Length, gradient, cancellationToken: cancellationToken);
    }

    public ILikelihood Thin(int most)
    {
        var every = (rows.Length + most - 1) / most;
        var kept = Enumerable.Range(0, rows.Length).Where(i => i % every == 0).ToArray();
        var scale = Members / kept.Sum(i => weights[i]);
        return new RowLikelihood(function, [.. kept.Select(i => rows[i])], [.. kept.Select(i => weights[i] * scale)]);
    }

    private readonly struct Kernel(RowFunction function, double[][] rows, double[] weights, double[] parameters) : IRowKernel
    {
        public double Sum(int start, int count, Span<double> gradient)
        {
            Span<double> derivatives = stackalloc double[gradient.Length];
            var sum = 0.0;
            for (var i = start; i < start + count; i++)
            {
                sum += weights[i] * function(parameters, rows[i], derivatives);
                for (var k = 0; k < gradient.Length; k++)
                    gradient[k] += weights[i] * derivatives[k] * parameters[k];
            }

            return sum;
        }
    }
}

/// <summary>Any surface over the log-parameters, as if it were the likelihood of so many members.</summary>
internal sealed class Surface(double members, Func<double[], double[], double> function) : ILikelihood
{
    public int Evaluations { get; private set; }

    public int Rows { get; init; } = 1;

    public double Members => members;

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient, CancellationToken cancellationToken = default)
    {
        Evaluations++;
        var derivatives = new double[gradient.Length];
        var value = function(logParameters.ToArray(), derivatives);
        for (var k = 0; k < gradient.Length; k++)
            gradient[k] = derivatives[k] * members;
        return value * members;
    }

    public ILikelihood Thin(int rows) => this;
}

/// <summary>Known models, written plainly.</summary>
internal static class Likelihoods
{
    /// <summary>Gamma (shape, rate) of a positive number.</summary>
    public static double Gamma(ReadOnlySpan<double> p, ReadOnlySpan<double> row, Span<double> d)
    {
        d[0] = Math.Log(p[1]) - SpecialFunctions.DiGamma(p[0]) + Math.Log(row[0]);
        d[1] = p[0] / p[1] - row[0];
        return p[0] * Math.Log(p[1]) - SpecialFunctions.GammaLn(p[0]) + (p[0] - 1) * Math.Log(row[0]) - p[1] * row[0];
    }

    /// <summary>Negative binomial (r, alpha) of a count x over a time T, without the terms of x alone.</summary>
    public static double NegativeBinomial(ReadOnlySpan<double> p, ReadOnlySpan<double> row, Span<double> d)
    {
        var (r, alpha, x, t) = (p[0], p[1], row[0], row[1]);
        var value = 0.0;
        d[0] = 0;
        for (var i = 0; i < x; i++)
        {
            // r + i over alpha + T, so that nothing large is subtracted on the way to the Poisson limit.
            value += Math.Log((r + i) / (alpha + t));
            d[0] += 1 / (r + i);
        }

        var ratio = Numerics(t / alpha);
        d[0] -= ratio;
        d[1] = (r * t / alpha - x) / (alpha + t);
        return value - r * ratio;

        // ln(1 + u), accurate for small u (Kahan).
        static double Numerics(double u)
        {
            var w = 1 + u;
            return w == 1 ? u : Math.Log(w) * u / (w - 1);
        }
    }

    /// <summary>Beta-geometric (a = gamma, b = delta) of the year t that somebody left, or of t survived years; [FH07] eq. 5 and 6.</summary>
    public static double BetaGeometric(ReadOnlySpan<double> p, ReadOnlySpan<double> row, Span<double> d)
    {
        var (a, b, t, hasLeft) = (p[0], p[1], row[0], row[1] != 0);
        var survived = hasLeft ? t - 1 : t;
        var value = 0.0;
        d[0] = d[1] = 0;
        for (var i = 0; i < survived; i++)
        {
            value += Math.Log((b + i) / (a + b + i));
            d[0] -= 1 / (a + b + i);
            d[1] += 1 / (b + i) - 1 / (a + b + i);
        }

        if (hasLeft)
        {
            value += Math.Log(a / (a + b + survived));
            d[0] += 1 / a - 1 / (a + b + survived);
            d[1] -= 1 / (a + b + survived);
        }

        return value;
    }

    /// <summary>BG/NBD (r, alpha, a, b) of (x, t_x, T); [FHL05] eq. 3.</summary>
    public static double BgNbd(ReadOnlySpan<double> p, ReadOnlySpan<double> row, Span<double> d)
    {
        var (r, alpha, a, b, x, tx, age) = (p[0], p[1], p[2], p[3], row[0], row[1], row[2]);
        var alive = -(r + x) * Math.Log(alpha + age);
        var left = x > 0 ? Math.Log(a / (b + x - 1)) - (r + x) * Math.Log(alpha + tx) : double.NegativeInfinity;
        var top = Math.Max(alive, left);
        var both = top + Math.Log(Math.Exp(alive - top) + Math.Exp(left - top));
        var share = Math.Exp(left - both);
        d[0] = SpecialFunctions.DiGamma(r + x) - SpecialFunctions.DiGamma(r) + Math.Log(alpha)
            - (1 - share) * Math.Log(alpha + age) - (x > 0 ? share * Math.Log(alpha + tx) : 0);
        d[1] = r / alpha - (r + x) * ((1 - share) / (alpha + age) + (x > 0 ? share / (alpha + tx) : 0));
        d[2] = SpecialFunctions.DiGamma(a + b) - SpecialFunctions.DiGamma(a + b + x) + (x > 0 ? share / a : 0);
        d[3] = SpecialFunctions.DiGamma(a + b) - SpecialFunctions.DiGamma(a + b + x) + SpecialFunctions.DiGamma(b + x) - SpecialFunctions.DiGamma(b)
            - (x > 0 ? share / (b + x - 1) : 0);
        return SpecialFunctions.GammaLn(r + x) - SpecialFunctions.GammaLn(r) + r * Math.Log(alpha)
            + SpecialFunctions.GammaLn(a + b) + SpecialFunctions.GammaLn(b + x) - SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b + x) + both;
    }

    /// <summary>Survivors by year, the first number those who began: members who left, year by year, and those still there.</summary>
    public static RowLikelihood Cohort(params int[] survivors)
    {
        var years = survivors.Length - 1;
        return new RowLikelihood(
            BetaGeometric,
            [.. Enumerable.Range(1, years).Select(t => (double[])[t, 1]), [years, 0]],
            [.. Enumerable.Range(1, years).Select(t => (double)(survivors[t - 1] - survivors[t])), survivors[years]]);
    }

    /// <summary>CDNOW's 39 weeks, equal customers counted once.</summary>
    public static RowLikelihood Cdnow()
    {
        var groups = CdnowData.Expected()
            .GroupBy(row => (row.RepeatPurchases, row.TimeOfLastPurchase, row.Age)).OrderBy(group => group.Key).ToList();
        return new RowLikelihood(
            BgNbd, [.. groups.Select(group => (double[])[group.Key.RepeatPurchases, group.Key.TimeOfLastPurchase, group.Key.Age])],
            [.. groups.Select(group => (double)group.Count())]);
    }
}
