using MemberValue.Members;
using static System.FormattableString;

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

    /// <summary>The report of a likelihood that could not be evaluated anywhere.</summary>
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
            Warnings =
            [
                Text.Of(
                    "The log-likelihood could not be evaluated at any starting point nor around them; the estimates are the first starting point.",
                    "所有起点及其附近都无法计算对数似然；估计值取第一个起点。"),
            ],
        };
    }

    // The inverse information on the directions that the data determine; NaN for every parameter involved in one that they do not.
    private static double[,] LogCovariance(Ending ending, Objective objective)
    {
        var n = objective.Count;
        var covariance = new double[n, n];
        var isLoose = Enumerable.Range(0, n).Select(k => ending.Loose.Any(direction => Math.Abs(direction[k]) > 1e-3)).ToArray();
        double[,]? inverse = null;
        if (ending.Information is { } information && ending.Status != FitStatus.Failed)
        {
            // An undetermined direction is projected out and given a curvature of its own, which is removed after the inversion.
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

    private static IEnumerable<Text> Warnings(
        Ending ending, Objective objective, FitOptions options, StartWinner starts, IReadOnlyList<string> names, double[,] logCovariance)
    {
        var n = names.Count;
        var loose = names.Where((_, k) => double.IsNaN(logCovariance[k, k])).ToList();
        switch (ending.Status)
        {
            case FitStatus.AtLimit:
                yield return Text.Of(
                    $"The likelihood is highest at a limit ({ending.Limit!.English}): {Are("value", loose)} one point on the way there, without standard "
                        + "errors.",
                    $"似然在极限处最大（{ending.Limit.Chinese}）：{List(loose).Chinese}的取值只是趋向极限途中的一点，没有标准误。");
                break;
            case FitStatus.NotIdentified:
                yield return Text.Of(
                    $"The data do not identify {List(loose).English}: other values fit as well, and standard errors do not exist.",
                    $"数据无法确定{List(loose).Chinese}：其他取值拟合得同样好，标准误不存在。");
                break;
            case FitStatus.Failed when ending.Information is null:
                yield return Text.Of(
                    "The log-likelihood cannot be evaluated around the end point: it is not known to be an optimum.", "终点附近无法计算对数似然，不能确认它是最优点。");
                break;
            case FitStatus.Failed:
                yield return Text.Of(
                    Invariant($"The fit stopped after {ending.Iterations} iterations without an optimum; FitOptions.MaxIterations is {options.MaxIterations}."),
                    Invariant($"拟合在{ending.Iterations}次迭代后停止，没有找到最优点；FitOptions.MaxIterations为{options.MaxIterations}。"));
                break;
        }

        var vague = names.Where((_, k) => logCovariance[k, k] > 1).ToList();
        if (vague.Count > 0)
        {
            yield return Text.Of(
                $"The data hardly identify {List(vague).English}: "
                    + $"{(vague.Count == 1 ? "its standard error exceeds the estimate" : "their standard errors exceed the estimates")}.",
                $"数据几乎无法确定{List(vague).Chinese}：标准误大于估计值。");
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                var correlation = logCovariance[i, j] / Math.Sqrt(logCovariance[i, i] * logCovariance[j, j]);
                if (Math.Abs(correlation) > 0.995)
                {
                    yield return Text.Of(
                        Invariant($"The data hardly tell {names[i]} and {names[j]} apart: the correlation of their logarithms is {correlation:0.0000}."),
                        Invariant($"数据几乎无法区分{names[i]}和{names[j]}：两者对数的相关系数为{correlation:0.0000}。"));
                }
            }
        }

        if (ending.Status == FitStatus.Converged && objective.Slope(ending.Point) > options.GradientTolerance)
        {
            var (slope, tolerance) = (Invariant($"{objective.Slope(ending.Point):0.0e+0}"), Invariant($"{options.GradientTolerance:0.0e+0}"));
            yield return Text.Of(
                $"The slope at the optimum is {slope} per member and could not be brought down to {tolerance}.", $"最优点处的斜率为每位会员{slope}，未能降到{tolerance}。");
        }

        if (starts.Agreed * 2 < starts.Tried)
        {
            yield return Text.Of(
                Invariant($"Of {starts.Tried} starting points only {starts.Agreed} led to this optimum; none led to a higher one."),
                Invariant($"{starts.Tried}个起点中只有{starts.Agreed}个到达这个最优点；没有起点到达更高的点。"));
        }
    }

    private static string Are(string what, List<string> names) =>
        names.Count == 1 ? $"the {what} of {names[0]} is" : $"the {what}s of {List(names).English} are";

    private static Text List(List<string> names) => names.Count switch
    {
        0 => Text.Of("the parameters", "各参数"),
        1 => Text.Of(names[0]),
        _ => Text.Of($"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}", string.Join("、", names)),
    };

    private static IReadOnlyList<IReadOnlyList<double>> Rows(int n, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, n).Select(i => (IReadOnlyList<double>)[.. Enumerable.Range(0, n).Select(j => element(i, j))])];
}
