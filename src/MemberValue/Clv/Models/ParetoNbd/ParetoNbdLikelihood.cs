using System.Runtime.Intrinsics;
using MemberValue.Churn;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The Pareto/NBD log-likelihood and its gradient over rows, eight at a time: one positive integral over the moment of leaving.
/// </summary>
/// <remarks>
/// L = G(r+x)/G(r) alpha^r beta^s [(alpha+T)^-(r+x) (beta+T)^-s + the integral from t_x to T of s (alpha+y)^-(r+x) (beta+y)^-(s+1) dy]. The derivatives
/// of ln L are means of ln(alpha+y), 1/(alpha+y) and their like under the same weights, so they cost a few additions per point. Compared with
/// <see cref="ParetoNbd.LogLikelihood"/> in ParetoNbdLikelihoodTests.
/// </remarks>
internal readonly struct ParetoNbdLikelihood : IHistoryLikelihood<ParetoNbdLikelihood>
{
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _s;
    private readonly double _beta;
    private readonly double _logAlpha;

    private ParetoNbdLikelihood(double r, double alpha, double s, double beta) =>
        (_r, _alpha, _s, _beta, _logAlpha) = (r, alpha, s, beta, Math.Log(alpha));

    public static ParetoNbdLikelihood At(ReadOnlySpan<double> logParameters, double maxRepeatPurchases) =>
        new(Math.Exp(logParameters[0]), Math.Exp(logParameters[1]), Math.Exp(logParameters[2]), Math.Exp(logParameters[3]));

    public double Sum(in WeightedHistoryBlock rows, Span<double> gradient)
    {
        var sums = new Sums();
        var runs = new GammaRatioRuns(_r);
        for (var start = 0; start < rows.Count; start += RowLanes.Count)
        {
            runs.Read(rows.X, start, out var ratio, out var digamma);
            Add(
                RowLanes.Read(rows.X, start), RowLanes.Read(rows.Tx, start), RowLanes.Read(rows.Age, start), RowLanes.Read(rows.Weight, start),
                ratio, digamma, ref sums);
        }

        gradient[0] += _r * Vector512.Sum(sums.R);
        gradient[1] += Vector512.Sum(sums.Alpha);
        gradient[2] += Vector512.Sum(sums.S);
        gradient[3] += Vector512.Sum(sums.Beta);
        return Vector512.Sum(sums.LogLikelihood);
    }

    private void Add(
        Vector512<double> x, Vector512<double> tx, Vector512<double> age, Vector512<double> weight, Vector512<double> ratio, Vector512<double> digamma,
        ref Sums sums)
    {
        var one = Vector512.Create(1.0);
        var s = Vector512.Create(_s);
        var n = Vector512.Create(_r) + x;
        var a = Vector512.Create(_alpha) + tx;
        var b = Vector512.Create(_beta) + tx;
        var time = age - tx;
        var logA = VectorMath.Log1p(time / a);
        var logB = VectorMath.Log1p(time / b);
        var fall = n * logA + s * logB;

        // The member who is alive at T: a weight of its own, 1 at t_x.
        var isNearA = _alpha <= _beta;
        var rule = isNearA
            ? SilenceQuadrature.For(n, s, b / a, isFarEvent: true, logA, fall, out var reach)
            : SilenceQuadrature.For(s, n, a / b, isFarEvent: false, logB, fall, out reach);
        var atom = VectorMath.Exp(Vector512<double>.Zero - fall);
        var left = Vector512<double>.Zero;
        var meanLogA = atom * logA;
        var meanLogB = atom * logB;
        var meanA = atom * (age / (Vector512.Create(_alpha) + age)); // y / (alpha + y)
        var meanB = atom * (age / (Vector512.Create(_beta) + age));
        var meanLeft = Vector512<double>.Zero; // 1 / (beta + y), of those who left
        var nodes = rule.Rule.Nodes;
        var weights = rule.Rule.Weights;
        var panel = reach / Vector512.Create((double)rule.Panels);
        var scale = panel * s;
        for (var k = 0; k < rule.Panels; k++)
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                var u = panel * Vector512.Create(k + nodes[i]);
                var rise = VectorMath.Expm1(u);
                Vector512<double> y, logYA, logYB;
                if (isNearA)
                {
                    y = a * rise;
                    (logYA, logYB) = (u, VectorMath.Log1p(y / b));
                }
                else
                {
                    y = b * rise;
                    (logYA, logYB) = (VectorMath.Log1p(y / a), u);
                }

                var (ay, by) = (a + y, b + y);
                var inverse = one / (ay * by);
                // dy = (smaller scale) e^u du; divided by beta + y it is du or (alpha + y) / (beta + y) du.
                var mass = scale * Vector512.Create(weights[i]) * VectorMath.Exp(Vector512<double>.Zero - n * logYA - s * logYB);
                if (isNearA)
                    mass *= ay * ay * inverse;
                var moment = tx + y;
                left += mass;
                meanLogA += mass * logYA;
                meanLogB += mass * logYB;
                meanA += mass * (moment * by * inverse);
                meanB += mass * (moment * ay * inverse);
                meanLeft += mass * (ay * inverse);
            }
        }

        var all = left + atom;
        var logStartA = VectorMath.Log1p(tx / Vector512.Create(_alpha));
        var logStartB = VectorMath.Log1p(tx / Vector512.Create(_beta));
        sums.LogLikelihood += weight * (ratio - n * logStartA - x * Vector512.Create(_logAlpha) - s * logStartB + VectorMath.Log(all));
        sums.R += weight * (digamma - logStartA - meanLogA / all);
        sums.Alpha += weight * (n * (meanA / all) - x);
        sums.S += weight * (left / all - s * (logStartB + meanLogB / all));
        sums.Beta += weight * ((s * meanB - Vector512.Create(_beta) * meanLeft) / all);
    }

    private struct Sums
    {
        public Vector512<double> LogLikelihood;
        public Vector512<double> R;
        public Vector512<double> Alpha;
        public Vector512<double> S;
        public Vector512<double> Beta;
    }
}
