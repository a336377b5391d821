using MemberValue.Numerics;

namespace MemberValue.Estimation;

/// <summary>
/// Intervals of the parameters by their profile likelihood: the values that a likelihood ratio test of the level does not reject, all other parameters at
/// their best. They do not assume symmetry, and they exist also where a parameter runs to a limit: one end is then 0 or infinite.
/// </summary>
internal sealed class ProfileLikelihood
{
    private const double Enough = 1e-4; // of a standard error of the end, in the root of the likelihood ratio

    private readonly FitTask _task;
    private readonly FitReport _report;
    private readonly double[] _top;
    private readonly double _height; // log-likelihood less the penalty, of all members
    private readonly double[,]? _information;
    private readonly CancellationToken _cancellationToken;

    public ProfileLikelihood(FitTask task, FitReport report, CancellationToken cancellationToken)
    {
        (_task, _report, _cancellationToken) = (task, report, cancellationToken);
        var objective = new Objective(task.Likelihood, task.Problem, report.Penalty, FitStage.Information, null, cancellationToken);
        _top = objective.Inside(task.At(report));
        var point = objective.At(_top);
        _height = (point?.Value ?? double.NaN) * objective.Scale;
        _information = point is null ? null : objective.Information(point, isCentral: false);
    }

    /// <summary>The interval of a parameter, in the data's unit; NaN where the likelihood cannot be evaluated.</summary>
    public (double Lower, double Upper) Of(int parameter, double level)
    {
        var drop = NormalDistribution.Quantile((1 + level) / 2);
        return (End(parameter, -1, drop), End(parameter, 1, drop));
    }

    private double End(int k, int side, double drop)
    {
        var bound = side < 0 ? _task.Problem.Lower?[k] ?? -FitProblem.DefaultBound : _task.Problem.Upper?[k] ?? FitProblem.DefaultBound;
        var error = Math.Sqrt(_report.LogCovariance[k][k]);
        var (low, lowRoot) = (_top[k], 0.0);
        var step = double.IsFinite(error) && error > 0 ? drop * Math.Min(error, 1) : 0.5;
        var rest = Without(_top, k);
        double high, highRoot;
        while (true)
        {
            high = side * (bound - low - side * step) > 0 ? low + side * step : bound;
            highRoot = Root(k, high, ref rest);
            if (double.IsNaN(highRoot))
                return double.NaN;
            if (highRoot >= drop)
                break;
            if (high == bound)
                return side < 0 ? 0 : double.PositiveInfinity; // even the bound of the search is not rejected
            (low, lowRoot) = (high, highRoot);
            step *= 1.7;
        }

        // The root is nearly linear: false position with the Illinois modification.
        var (a, fa, b, fb) = (low, lowRoot - drop, high, highRoot - drop);
        for (var i = 0; i < 40 && Math.Abs(fb) > Enough && Math.Abs(b - a) > 1e-9; i++)
        {
            var next = b - fb * (b - a) / (fb - fa);
            var value = Root(k, next, ref rest) - drop;
            if (double.IsNaN(value))
                return double.NaN;
            if (value > 0 == fb > 0)
                fa /= 2;
            else
                (a, fa) = (b, fb);
            (b, fb) = (next, value);
        }

        var at = (double[])_top.Clone();
        at[k] = b;
        return _task.Parameters(at)[k];
    }

    /// <summary>The root of twice the drop of the log-likelihood when the parameter has this value and the others are at their best.</summary>
    private double Root(int k, double value, ref double[] rest)
    {
        var problem = _task.Problem with
        {
            Names = [.. Without<string>([.. _task.Problem.Names], k)],
            Lower = _task.Problem.Lower is { } lower ? Without(lower, k) : null,
            Upper = _task.Problem.Upper is { } upper ? Without(upper, k) : null,
            Limits = [],
            LogParameterShifts = null,
        };
        var objective = new Objective(
            new Fixed(_task.Likelihood, k, value), problem, _report.Penalty, FitStage.Information, null, _cancellationToken);
        if (objective.At(objective.Inside(rest)) is not { } start)
            return double.NaN;
        var information = _information is null ? objective.Information(start, isCentral: false) : Reduced(_information, k);
        var climb = new Climb(objective, start, information ?? new double[rest.Length, rest.Length], 1e-8) { CanWalk = false };
        climb.Run(100);
        rest = climb.Point.X;
        var height = climb.Point.Value * objective.Scale - _report.Penalty * value * value;
        return Math.Sqrt(Math.Max(0, 2 * (_height - height)));
    }

    private static T[] Without<T>(T[] values, int k) => [.. values[..k], .. values[(k + 1)..]];

    private static double[,] Reduced(double[,] matrix, int k)
    {
        var n = matrix.GetLength(0) - 1;
        var reduced = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                reduced[i, j] = matrix[i < k ? i : i + 1, j < k ? j : j + 1];
        }

        return reduced;
    }

    /// <summary>A likelihood with one parameter fixed.</summary>
    private sealed class Fixed(ILikelihood likelihood, int k, double value) : ILikelihood
    {
        public int Rows => likelihood.Rows;

        public double Members => likelihood.Members;

        public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient, CancellationToken cancellationToken = default)
        {
            Span<double> all = stackalloc double[logParameters.Length + 1];
            Span<double> slopes = stackalloc double[all.Length];
            logParameters[..k].CopyTo(all);
            all[k] = value;
            logParameters[k..].CopyTo(all[(k + 1)..]);
            var height = likelihood.Evaluate(all, slopes, cancellationToken);
            slopes[..k].CopyTo(gradient);
            slopes[(k + 1)..].CopyTo(gradient[k..]);
            return height;
        }

        public ILikelihood Thin(int rows) => this;
    }
}
