namespace MemberValue.Estimation;

/// <summary>A point with its log-likelihood (less the penalty) and gradient, both per member and finite.</summary>
internal sealed record FitPoint(double[] X, double Value, double[] Gradient);

/// <summary>The objective of a fit: log-likelihood less penalty, divided by the number of members, so that tolerances mean the same for any size of
/// data.</summary>
internal sealed class Objective(
    ILikelihood likelihood, FitProblem problem, double penalty, FitStage stage, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>
    /// The distance of difference quotients in a log-parameter, 2^-13: an error of 2.5e-9 times the gradient's third derivative, and gradients good to 1e-13
    /// per member give second derivatives good to 1e-9.
    /// </summary>
    public const double Step = 1.0 / 8192;

    private readonly double[] _lower = problem.Lower ?? [.. problem.Names.Select(_ => -FitProblem.DefaultBound)];
    private readonly double[] _upper = problem.Upper ?? [.. problem.Names.Select(_ => FitProblem.DefaultBound)];
    private int _iteration;

    public int Count => problem.Names.Count;

    public int Evaluations { get; private set; }

    public double Members { get; } = likelihood.Members;

    /// <summary>The divisor of values: the number of members, or 1 when there are none.</summary>
    public double Scale => Members > 0 && double.IsFinite(Members) ? Members : 1;

    public IReadOnlyList<string> Names => problem.Names;

    public IReadOnlyList<FitLimit> Limits => problem.Limits;

    public FitStage Stage { get; set; } = stage;

    /// <summary>Below this a difference of two values is rounding.</summary>
    public static double Noise(double value) => 1e-10 * Math.Max(1, Math.Abs(value));

    /// <summary>The log-likelihood at a point without the penalty, in scaled units.</summary>
    public double LogLikelihood(FitPoint point) => point.Value * Scale + penalty * SmallSymmetric.Dot(point.X, point.X);

    /// <summary>The point at these log-parameters; null when log-likelihood or gradient are not finite there.</summary>
    public FitPoint? At(double[] x)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Evaluations++;
        var gradient = new double[Count];
        var value = likelihood.Evaluate(x, gradient, cancellationToken);
        for (var k = 0; k < gradient.Length; k++)
        {
            value -= penalty * x[k] * x[k];
            gradient[k] = (gradient[k] - 2 * penalty * x[k]) / Scale;
            if (!double.IsFinite(gradient[k]))
                return null;
        }

        return double.IsFinite(value) ? new FitPoint(x, value / Scale, gradient) : null;
    }

    public void Tell(FitPoint point) => progress?.Report(new FitProgress(Stage, _iteration++, LogLikelihood(point) + problem.LogLikelihoodShift));

    public double[] Inside(double[] x)
    {
        var inside = new double[x.Length];
        for (var k = 0; k < x.Length; k++)
            inside[k] = double.IsNaN(x[k]) ? Math.Clamp(0, _lower[k], _upper[k]) : Math.Clamp(x[k], _lower[k], _upper[k]);
        return inside;
    }

    /// <summary>+1 for a coordinate at its upper bound, -1 at its lower, 0 between.</summary>
    public int Bound(double[] x, int k) => x[k] >= _upper[k] ? 1 : x[k] <= _lower[k] ? -1 : 0;

    /// <summary>The largest slope, without those towards a bound that the parameter is at.</summary>
    public double Slope(FitPoint point)
    {
        var max = 0.0;
        for (var k = 0; k < Count; k++)
        {
            if (Bound(point.X, k) * point.Gradient[k] <= 0)
                max = Math.Max(max, Math.Abs(point.Gradient[k]));
        }

        return max;
    }

    /// <summary>The distance in a direction to the first bound.</summary>
    public double ToEdge(double[] x, double[] direction)
    {
        var far = double.PositiveInfinity;
        for (var k = 0; k < x.Length; k++)
        {
            if (Math.Abs(direction[k]) > 1e-9)
                far = Math.Min(far, ((direction[k] > 0 ? _upper[k] : _lower[k]) - x[k]) / direction[k]);
        }

        return Math.Max(0, double.IsFinite(far) ? far : 0);
    }

    /// <summary>The point at <paramref name="x"/> + <paramref name="t"/> × direction, kept inside.</summary>
    public FitPoint? Along(double[] x, double[] direction, double t)
    {
        var at = new double[x.Length];
        for (var k = 0; k < x.Length; k++)
            at[k] = x[k] + t * direction[k];
        return At(Inside(at));
    }

    /// <summary>
    /// The information per member: minus the second derivatives, by differences of the gradient, central or only forward. Null when a neighbour cannot be
    /// evaluated on either side. A point at a bound has neighbours 2^-13 outside.
    /// </summary>
    public double[,]? Information(FitPoint point, bool isCentral)
    {
        var n = Count;
        var quotients = new double[n, n];
        for (var k = 0; k < n; k++)
        {
            var after = Neighbour(point, k, Step);
            var before = isCentral || after is null ? Neighbour(point, k, -Step) : null;
            if (after is null && before is null)
                return null;
            var high = after ?? point;
            var low = before ?? point;
            var width = high.X[k] - low.X[k];
            for (var i = 0; i < n; i++)
                quotients[i, k] = (low.Gradient[i] - high.Gradient[i]) / width;
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
                quotients[i, j] = quotients[j, i] = (quotients[i, j] + quotients[j, i]) / 2;
        }

        return quotients;
    }

    private FitPoint? Neighbour(FitPoint point, int k, double step)
    {
        var x = (double[])point.X.Clone();
        x[k] += step;
        return At(x);
    }
}
