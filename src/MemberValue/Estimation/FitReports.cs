using System.Globalization;

namespace MemberValue.Estimation;

/// <summary>Writes the report of an ending.</summary>
internal static class FitReports
{
    public static FitReport Write(
        Ending ending, Objective objective, FitProblem problem, FitOptions options, StartWinner starts, ILikelihood likelihood, int sampleEvaluations)
    {
        var names = problem.Names;
        var n = names.Count;
        var logCovariance = LogCovariance(ending, objective);
        double[] estimates = [.. ending.Point.X.Select((x, k) => Math.Exp(x + (problem.LogParameterShifts?[k] ?? 0)))];
        return new FitReport
        {
            Status = ending.Status,
            Limit = ending.Limit,
            ParameterNames = [.. names],
            Estimates = [.. estimates],
            StandardErrors = [.. Enumerable.Range(0, n).Select(k => estimates[k] * Math.Sqrt(logCovariance[k, k]))],
            Covariance = Rows(n, (i, j) => estimates[i] * estimates[j] * logCovariance[i, j]),
            LogCovariance = Rows(n, (i, j) => logCovariance[i, j]),
            LogLikelihood = objective.LogLikelihood(ending.Point) + problem.LogLikelihoodShift,
            GradientNorm = objective.Slope(ending.Point),
            Iterations = ending.Iterations,
            Evaluations = objective.Evaluations,
            SampleEvaluations = sampleEvaluations,
            StartsTried = starts.Tried,
            StartsAgreed = starts.Agreed,
            ConditionNumber = Condition(ending),
            Members = likelihood.Members,
            Rows = likelihood.Rows,
            Penalty = options.Penalty,
            Warnings = [.. Warnings(ending, objective, options, starts, names, logCovariance)],
        };
    }

    /// <summary>The report of a likelihood that could be evaluated nowhere.</summary>
    public static FitReport Nowhere(
        FitProblem problem, FitOptions options, ILikelihood likelihood, double[] at, int evaluations, int sampleEvaluations, int tried)
    {
        var n = problem.Names.Count;
        return new FitReport
        {
            Status = FitStatus.Failed,
            ParameterNames = [.. problem.Names],
            Estimates = [.. at.Select((x, k) => Math.Exp(x + (problem.LogParameterShifts?[k] ?? 0)))],
            StandardErrors = [.. Enumerable.Repeat(double.NaN, n)],
            Covariance = Rows(n, (_, _) => double.NaN),
            LogCovariance = Rows(n, (_, _) => double.NaN),
            LogLikelihood = double.NaN,
            GradientNorm = double.NaN,
            Evaluations = evaluations,
            SampleEvaluations = sampleEvaluations,
            StartsTried = tried,
            ConditionNumber = double.NaN,
            Members = likelihood.Members,
            Rows = likelihood.Rows,
            Penalty = options.Penalty,
            Warnings = ["The log-likelihood could not be evaluated at any starting point nor around them; the estimates are the first starting point."],
        };
    }

    // The inverse information on the directions that the data fix; NaN for every parameter that takes part in one they do not.
    private static double[,] LogCovariance(Ending ending, Objective objective)
    {
        var n = objective.Count;
        var covariance = new double[n, n];
        var isLoose = Enumerable.Range(0, n).Select(k => ending.Loose.Any(direction => Math.Abs(direction[k]) > 1e-3)).ToArray();
        double[,]? inverse = null;
        if (ending.Information is { } information && ending.Status != FitStatus.Failed)
        {
            // A loose direction is projected away, and given a curvature of its own that is taken out again after the inversion.
            var fixedPart = (double[,])information.Clone();
            var stiff = Math.Max(SmallSymmetric.Eigen(information).Values[^1], 1e-300);
            foreach (var direction in ending.Loose)
            {
                var bend = SmallSymmetric.Times(fixedPart, direction);
                var own = SmallSymmetric.Dot(direction, bend);
                for (var i = 0; i < n; i++)
                {
                    for (var j = 0; j < n; j++)
                        fixedPart[i, j] += (own + stiff) * direction[i] * direction[j] - direction[i] * bend[j] - bend[i] * direction[j];
                }
            }

            inverse = SmallSymmetric.Inverse(fixedPart, 0);
            foreach (var direction in ending.Loose)
            {
                for (var i = 0; inverse is not null && i < n; i++)
                {
                    for (var j = 0; j < n; j++)
                        inverse[i, j] -= direction[i] * direction[j] / stiff;
                }
            }
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                covariance[i, j] = inverse is null || isLoose[i] || isLoose[j] ? double.NaN : inverse[i, j] / objective.Scale;
        }

        return covariance;
    }

    private static double Condition(Ending ending)
    {
        if (ending.Information is null)
            return double.NaN;
        var values = SmallSymmetric.Eigen(ending.Information).Values;
        return values[0] > 0 ? values[^1] / values[0] : ending.Status == FitStatus.Failed ? double.NaN : double.PositiveInfinity;
    }

    private static IEnumerable<string> Warnings(
        Ending ending, Objective objective, FitOptions options, StartWinner starts, IReadOnlyList<string> names, double[,] logCovariance)
    {
        var n = names.Count;
        var loose = names.Where((_, k) => double.IsNaN(logCovariance[k, k])).ToList();
        switch (ending.Status)
        {
            case FitStatus.AtLimit:
                yield return $"The likelihood is highest at a limit ({ending.Limit}): {Are("value", loose)} one point on the way there, without standard "
                    + $"errors.";
                break;
            case FitStatus.NotIdentified:
                yield return $"The data do not identify {List(loose)}: other values fit as well, and standard errors do not exist.";
                break;
            case FitStatus.Failed when ending.Information is null:
                yield return "The log-likelihood cannot be evaluated around the end point: it is not known to be an optimum.";
                break;
            case FitStatus.Failed:
                yield return FormattableString.Invariant(
                    $"The fit stopped after {ending.Iterations} iterations without an optimum; FitOptions.MaxIterations is {options.MaxIterations}.");
                break;
        }

        var vague = names.Where((_, k) => logCovariance[k, k] > 1).ToList();
        if (vague.Count > 0)
            yield return $"The data hardly identify {List(vague)}: "
                + $"{(vague.Count == 1 ? "its standard error exceeds the estimate" : "their standard errors exceed the estimates")}.";
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                var correlation = logCovariance[i, j] / Math.Sqrt(logCovariance[i, i] * logCovariance[j, j]);
                if (Math.Abs(correlation) > 0.995)
                    yield return FormattableString.Invariant(
                        $"The data hardly tell {names[i]} and {names[j]} apart: the correlation of their logarithms is {correlation:0.0000}.");
            }
        }

        if (ending.Status == FitStatus.Converged && objective.Slope(ending.Point) > options.GradientTolerance)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"The slope at the optimum is {objective.Slope(ending.Point):0.0e+0} per member and could not be brought down to "
                + $"{options.GradientTolerance:0.0e+0}.");
        if (starts.Agreed * 2 < starts.Tried)
            yield return FormattableString.Invariant($"Of {starts.Tried} starting points only {starts.Agreed} led to this optimum; none led to a higher one.");
    }

    private static string Are(string what, List<string> names) => names.Count == 1 ? $"the {what} of {names[0]} is" : $"the {what}s of {List(names)} are";

    private static string List(List<string> names) => names.Count switch
    {
        0 => "the parameters",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
    };

    private static IReadOnlyList<IReadOnlyList<double>> Rows(int n, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, n).Select(i => (IReadOnlyList<double>)[.. Enumerable.Range(0, n).Select(j => element(i, j))])];
}
