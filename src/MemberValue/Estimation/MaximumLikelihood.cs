namespace MemberValue.Estimation;

/// <summary>Finds the parameters that maximise a likelihood, and their status.</summary>
/// <remarks>
/// Starting points are compared (<see cref="StartCompetition"/>), on a sample when there are many rows; from the best one a <see cref="Climb"/> on all rows
/// begins with the sample's second derivatives; then <see cref="EndPoint"/> classifies the point reached. The result is neither random nor dependent on the
/// number of threads.
/// </remarks>
internal static class MaximumLikelihood
{
    /// <summary>With more collapsed rows than this the starting points are compared on a sample of this many.</summary>
    public const int SampleRows = 10_000;

    /// <summary>Fits. Any data give a status and never an exception; the estimates are finite and above 0 in each case.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FitOutcome Maximise(
        ILikelihood likelihood, FitProblem problem, FitOptions options, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options.Check();
        var all = new Objective(likelihood, problem, options.Penalty, FitStage.Starts, progress, cancellationToken);
        var starts = likelihood.Rows > SampleRows ? null : StartCompetition.Run(all, problem, options);
        var sampleEvaluations = 0;
        Climb? climb = null;
        if (likelihood.Rows > SampleRows)
        {
            var sample = new Objective(likelihood.Thin(SampleRows), problem, options.Penalty, FitStage.Starts, progress, cancellationToken);
            starts = StartCompetition.Run(sample, problem, options);
            sampleEvaluations = sample.Evaluations;
            all.Stage = FitStage.AllRows;
            climb = starts is null ? null : OnAllRows(all, starts, options);
            if (climb is null && (starts = StartCompetition.Run(all, problem, options)) is not null)
                climb = starts.Climb;
        }

        if (starts is null)
        {
            var at = all.Inside(problem.Starts[0]);
            var tried = options.Starts == 0 ? problem.Starts.Count : options.Starts;
            return new FitOutcome(FitReports.Nowhere(problem, options, likelihood, at, all.Evaluations, sampleEvaluations, tried), at);
        }

        var judge = new EndPoint(all, starts.Start, options);
        var ending = climb is null || ReferenceEquals(climb, starts.Climb) ? judge.Judge(starts.Climb, starts.Information) : judge.Judge(climb);
        all.Tell(ending.Point);
        return new FitOutcome(FitReports.Write(ending, all, problem, options, starts, likelihood, sampleEvaluations), ending.Point.X);
    }

    // From the sample's optimum, or, where the sample ran to a limit, from where it departed, because all rows may have an optimum.
    private static Climb? OnAllRows(Objective all, StartWinner starts, FitOptions options)
    {
        var isTop = starts.Information is { } found && SmallSymmetric.Eigen(found).Values[0] > 1e-6 && starts.Climb.Departure is null;
        var begin = all.At(isTop ? starts.Climb.Point.X : (starts.Climb.Departure ?? starts.Start).X);
        if (begin is null)
            return null;
        var information = isTop ? starts.Information : all.Information(begin, isCentral: false);
        var climb = new Climb(all, begin, information ?? new double[all.Count, all.Count], options.GradientTolerance);
        climb.Run(options.MaxIterations);
        return climb;
    }
}

/// <summary>The end of a fit.</summary>
/// <param name="Report">The report for the user, in the data's unit.</param>
/// <param name="LogParameters">The end point in the likelihood's own scaled units; always finite and inside the bounds.</param>
internal sealed record FitOutcome(FitReport Report, double[] LogParameters);
