using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>The NBD log-likelihood and its gradient over rows, eight at a time; compared with <see cref="Nbd.LogLikelihood"/> in NbdTests.</summary>
internal readonly struct NbdLikelihood : IHistoryLikelihood<NbdLikelihood>
{
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _logAlpha;

    private NbdLikelihood(double r, double alpha, double logAlpha) => (_r, _alpha, _logAlpha) = (r, alpha, logAlpha);

    public static NbdLikelihood At(ReadOnlySpan<double> logParameters, double maxRepeatPurchases) =>
        new(Math.Exp(logParameters[0]), Math.Exp(logParameters[1]), logParameters[1]);

    public double Sum(in WeightedHistoryBlock rows, Span<double> gradient)
    {
        var (r, alpha, logAlpha) = (Vector512.Create(_r), Vector512.Create(_alpha), Vector512.Create(_logAlpha));
        var (sum, byR, byAlpha) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var runs = new GammaRatioRuns(_r);
        for (var start = 0; start < rows.Count; start += RowLanes.Count)
        {
            var (x, age, weight) = (RowLanes.Read(rows.X, start), RowLanes.Read(rows.Age, start), RowLanes.Read(rows.Weight, start));
            runs.Read(rows.X, start, out var ratio, out var digamma);
            var silence = VectorMath.Log1p(age / alpha);
            sum += weight * (ratio - (r + x) * silence - x * logAlpha);
            byR += weight * (digamma - silence);
            byAlpha += weight * ((r * age - x * alpha) / (alpha + age));
        }

        gradient[0] += _r * Vector512.Sum(byR);
        gradient[1] += Vector512.Sum(byAlpha);
        return Vector512.Sum(sum);
    }
}
