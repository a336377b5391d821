using MemberValue.Estimation;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>
/// Newton's steps to the maximum of a logistic log-likelihood less an L2 penalty, which is concave: a step that overshoots is halved. In standardised
/// coefficients, the intercept first and without a penalty.
/// </summary>
internal sealed class LogisticSteps(LogisticRows rows, DesignColumn[] design, double penalty, CancellationToken cancellation)
{
    // Newton's steps towards a maximum shrink quadratically; after Patience steps that are still larger than this, the direction is checked for separation.
    private const int Patience = 6;
    private const double Shrunk = 1e-3;

    private double[] _gradient = [];

    public double[] Beta { get; private set; } = [];

    /// <summary>The log-likelihood without the penalty.</summary>
    public double LogLikelihood { get; private set; } = double.NaN;

    /// <summary>The negative second derivatives, with the penalty.</summary>
    public double[,] Information { get; private set; } = new double[0, 0];

    /// <summary>The largest element of the gradient, with the penalty.</summary>
    public double Slope => _gradient.Length == 0 ? double.NaN : _gradient.Max(Math.Abs);

    private double Value => Penalised(Beta, LogLikelihood);

    /// <summary>Steps until one is small relative to the coefficients, or until it is known that none will be.</summary>
    public (FitStatus Status, int Iterations) Climb(double[] start, int most, double smallStep)
    {
        Take(start, rows.At(design, start, cancellation));
        if (!double.IsFinite(LogLikelihood))
            return (FitStatus.Failed, 0);
        var step = new double[start.Length];
        for (var iteration = 1; iteration <= most; iteration++)
        {
            var last = (double[])step.Clone();
            if (!SymmetricMatrix.TrySolve(Information, _gradient, step))
                return (IsSeparatedBy(last) ? FitStatus.Separated : FitStatus.Failed, iteration - 1);
            var size = Size(step);
            if (!TryStep(step, size <= smallStep))
                return (size <= 1e3 * smallStep ? FitStatus.Converged : FitStatus.Failed, iteration);
            if (size <= smallStep)
                return (FitStatus.Converged, iteration);
            if (iteration >= Patience && size > Shrunk && IsSeparatedBy(step))
                return (FitStatus.Separated, iteration);
        }

        return (IsSeparatedBy(step) ? FitStatus.Separated : FitStatus.Failed, most);
    }

    private bool TryStep(double[] step, bool isLast)
    {
        var factor = 1.0;
        for (var halving = 0; halving < 30; halving++, factor /= 2)
        {
            var target = new double[step.Length];
            for (var k = 0; k < step.Length; k++)
                target[k] = Beta[k] + factor * step[k];
            var sums = rows.At(design, target, cancellation);
            // Close to the maximum the rounding of the sum is larger than the gain.
            if (Penalised(target, sums.LogLikelihood) >= Value - 1e-12 * Math.Abs(Value) || (isLast && double.IsFinite(sums.LogLikelihood)))
            {
                Take(target, sums);
                return true;
            }
        }

        return false;
    }

    private void Take(double[] beta, LogisticSums sums)
    {
        Beta = beta;
        LogLikelihood = sums.LogLikelihood;
        _gradient = sums.Gradient;
        Information = sums.Information;
        for (var t = 1; t < beta.Length; t++)
        {
            _gradient[t] -= 2 * penalty * beta[t];
            Information[t, t] += 2 * penalty;
        }
    }

    private double Penalised(double[] beta, double logLikelihood)
    {
        var squares = 0.0;
        for (var t = 1; t < beta.Length; t++)
            squares += beta[t] * beta[t];
        return logLikelihood - penalty * squares;
    }

    private double Size(double[] step)
    {
        var size = 0.0;
        for (var k = 0; k < step.Length; k++)
            size = Math.Max(size, Math.Abs(step[k]) / (1 + Math.Abs(Beta[k])));
        return size;
    }

    /// <summary>Whether moving in a direction lowers the probability of no row's label, and raises that of at least one.</summary>
    private bool IsSeparatedBy(double[] direction)
    {
        if (penalty > 0 || direction.All(value => value == 0))
            return false;
        var (least, greatest) = rows.Margins(design, direction, cancellation);
        return greatest > 0 && least >= -1e-6 * greatest;
    }
}
