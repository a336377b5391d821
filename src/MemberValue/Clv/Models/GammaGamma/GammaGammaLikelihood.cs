using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The Gamma-Gamma log-likelihood of all rows and its gradient, money divided by a scale. Of each row only ln(1 + v / (x m)) and v / (v + x m)
/// depend on the parameters; the rest are sums by number of purchases, made once.
/// </summary>
internal sealed class GammaGammaLikelihood : ILikelihood
{
    private readonly double[] _inverse; // 1 / (x m)
    private readonly double[] _weight;
    private readonly Run[] _runs; // rows of one x
    private readonly double _sumLogMean;

    private GammaGammaLikelihood(
        ReadOnlySpan<double> x, ReadOnlySpan<double> m, double[] weight, double members, double scale, CancellationToken cancellationToken)
    {
        (_inverse, _weight, Members) = (new double[x.Length], weight, members);
        var runs = new List<Run>();
        for (var i = 0; i < x.Length;)
        {
            var start = i;
            double weights = 0, logs = 0, logMeans = 0;
            for (; i < x.Length && x[i] == x[start]; i++)
            {
                RowChunks.Listen(i, cancellationToken);
                var mean = m[i] / scale;
                _inverse[i] = 1 / (x[i] * mean);
                weights += weight[i];
                logs -= weight[i] * Math.Log(_inverse[i]);
                logMeans += weight[i] * Math.Log(mean);
            }

            runs.Add(new Run(x[start], start, i, weights, logs));
            _sumLogMean += logMeans;
        }

        _runs = [.. runs];
    }

    public int Rows => _inverse.Length;

    public double Members { get; }

    public static GammaGammaLikelihood Of(SpendHistories histories, double scale, CancellationToken cancellationToken = default) =>
        new(histories.Purchases, histories.MeanSpends, histories.Weights.ToArray(), histories.Members, scale, cancellationToken);

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient, CancellationToken cancellationToken = default)
    {
        var (p, q, v) = (Math.Exp(logParameters[0]), Math.Exp(logParameters[1]), Math.Exp(logParameters[2]));
        var sum = RowSums.Sum(new Kernel(this, p, q, v), Rows, gradient, cancellationToken: cancellationToken) - _sumLogMean;
        double byP = 0, byQ = 0;
        foreach (var run in _runs)
        {
            var px = p * run.X;
            var logOdds = run.Logs - run.Weight * logParameters[2]; // the sum of ln(x m / v)
            sum -= run.Weight * GammaFunctions.LogBeta(px, q) + q * logOdds;
            byP += run.Weight * run.X * GammaFunctions.DigammaDifference(px, q);
            byQ += run.Weight * GammaFunctions.DigammaDifference(q, px) - logOdds;
        }

        gradient[0] = p * (gradient[0] + byP);
        gradient[1] = q * (gradient[1] + byQ);
        gradient[2] += q * Members;
        return sum;
    }

    public ILikelihood Thin(int rows)
    {
        if (Rows <= rows)
            return this;
        var (x, m, weight) = (new double[rows], new double[rows], new double[rows]);
        var sum = 0.0;
        var run = 0;
        for (var i = 0; i < rows; i++)
        {
            var at = (int)((2L * i + 1) * Rows / (2L * rows));
            while (at >= _runs[run].End)
                run++;
            (x[i], m[i], weight[i]) = (_runs[run].X, 1 / (_inverse[at] * _runs[run].X), _weight[at]);
            sum += weight[i];
        }

        for (var i = 0; i < rows; i++)
            weight[i] *= Members / sum;
        return new GammaGammaLikelihood(x, m, weight, Members, scale: 1, CancellationToken.None);
    }

    private readonly record struct Run(double X, int Start, int End, double Weight, double Logs);

    private readonly struct Kernel(GammaGammaLikelihood rows, double p, double q, double v) : IRowKernel
    {
        public double Sum(int start, int count, Span<double> gradient)
        {
            var sum = 0.0;
            var end = start + count;
            for (var run = RunOf(start); start < end; run++)
            {
                var stop = Math.Min(end, rows._runs[run].End);
                var (logs, shares) = Sums(rows._inverse.AsSpan(start, stop - start), rows._weight.AsSpan(start, stop - start), v);
                var shape = p * rows._runs[run].X + q;
                sum -= shape * logs;
                gradient[0] -= rows._runs[run].X * logs;
                gradient[1] -= logs;
                gradient[2] -= shape * shares;
                start = stop;
            }

            return sum;
        }

        private int RunOf(int row)
        {
            var (low, high) = (0, rows._runs.Length - 1);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = rows._runs[middle].End <= row ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }

    /// <summary>Sums of weight times ln(1 + v / money) and v / (v + money), eight rows at a time; the scalar form is <see cref="ScalarSums"/>.</summary>
    internal static (double Logs, double Shares) Sums(ReadOnlySpan<double> inverse, ReadOnlySpan<double> weight, double v)
    {
        var (logs, shares) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (one, scale) = (Vector512.Create(1.0), Vector512.Create(v));
        ref var from = ref MemoryMarshal.GetReference(inverse);
        ref var by = ref MemoryMarshal.GetReference(weight);
        var i = 0;
        for (; i <= inverse.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var odds = scale * Vector512.LoadUnsafe(ref from, (nuint)i);
            var w = Vector512.LoadUnsafe(ref by, (nuint)i);
            logs += w * VectorMath.Log1p(odds);
            shares += w * (odds / (one + odds));
        }

        if (i < inverse.Length)
        {
            Span<double> rest = stackalloc double[2 * Vector512<double>.Count];
            rest.Clear(); // weights of 0 add nothing
            inverse[i..].CopyTo(rest);
            weight[i..].CopyTo(rest[Vector512<double>.Count..]);
            var odds = scale * Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(rest));
            var w = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(rest), (nuint)Vector512<double>.Count);
            logs += w * VectorMath.Log1p(odds);
            shares += w * (odds / (one + odds));
        }

        return (Vector512.Sum(logs), Vector512.Sum(shares));
    }

    /// <summary>The definition of <see cref="Sums"/>.</summary>
    internal static (double Logs, double Shares) ScalarSums(ReadOnlySpan<double> inverse, ReadOnlySpan<double> weight, double v)
    {
        double logs = 0, shares = 0;
        for (var i = 0; i < inverse.Length; i++)
        {
            var odds = v * inverse[i];
            logs += weight[i] * Elementary.Log1p(odds);
            shares += weight[i] * (odds / (1 + odds));
        }

        return (logs, shares);
    }
}
