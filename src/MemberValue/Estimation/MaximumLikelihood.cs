namespace MemberValue.Estimation;

/// <summary>Finds the parameters that maximise a likelihood, and says how far they can be trusted.</summary>
internal static class MaximumLikelihood
{
    /// <summary>Fits; never throws on data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitOutcome Maximise(
        ILikelihood likelihood, FitProblem problem, FitOptions options, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options.Check();
        // A plain climb for now: the gradient's direction, twice as far after a success and half as far after a failure.
        var n = problem.Names.Count;
        var x = (double[])problem.Starts[0].Clone();
        var gradient = new double[n];
        var value = likelihood.Evaluate(x, gradient);
        var trial = new double[n];
        var trialGradient = new double[n];
        var step = 1 / Math.Max(1, likelihood.Members);
        var evaluations = 1;
        for (var i = 0; i < 100_000 && step > 1e-300; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var k = 0; k < n; k++)
                trial[k] = Math.Clamp(x[k] + step * gradient[k], problem.Lower?[k] ?? -FitProblem.DefaultBound, problem.Upper?[k] ?? FitProblem.DefaultBound);
            var next = likelihood.Evaluate(trial, trialGradient);
            evaluations++;
            if (next > value && !double.IsInfinity(next))
            {
                (x, trial, gradient, trialGradient, value) = (trial, x, trialGradient, gradient, next);
                step *= 2;
            }
            else
            {
                step /= 3;
            }
        }

        progress?.Report(new FitProgress(FitStage.AllRows, evaluations, value + problem.LogLikelihoodShift));
        var nan = Enumerable.Repeat(double.NaN, n).ToArray();
        return new FitOutcome(
            new FitReport
            {
                Status = FitStatus.Converged,
                ParameterNames = problem.Names,
                Estimates = [.. x.Select((log, k) => Math.Exp(log + (problem.LogParameterShifts?[k] ?? 0)))],
                StandardErrors = nan,
                Covariance = [.. problem.Names.Select(_ => nan)],
                LogCovariance = [.. problem.Names.Select(_ => nan)],
                LogLikelihood = value + problem.LogLikelihoodShift,
                Evaluations = evaluations,
                Members = likelihood.Members,
                Rows = likelihood.Rows,
                Penalty = options.Penalty,
            },
            x);
    }
}
