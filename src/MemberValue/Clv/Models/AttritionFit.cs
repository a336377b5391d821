using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What a fit needs to know about a model, as data.</summary>
internal sealed record AttritionFitSpec
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The parameters' names, in order.</summary>
    public required string[] ParameterNames { get; init; }

    /// <summary>Which parameters are in units of time, and scale with it.</summary>
    public required bool[] IsTimeRate { get; init; }

    /// <summary>Starting points (log-parameters) for histories with a mean age of 1, the best guess first.</summary>
    public required Func<HistoryMoments, double[][]> Starts { get; init; }

    /// <summary>The directions in which the likelihood may keep rising, in words.</summary>
    public required FitLimit[] Limits { get; init; }

    /// <summary>Warnings about the data that this model has; null for none.</summary>
    public Func<HistoryMoments, IEnumerable<Text>>? Warnings { get; init; }

    /// <summary>Whether times are scaled to a mean age of 1 before the fit; false for models that count opportunities.</summary>
    public bool ScalesTime { get; init; } = true;
}

/// <summary>The result of a fit, in the data's unit.</summary>
internal sealed record AttritionFitResult(double[] Values, FitReport Report, FitOrigin Origin);

/// <summary>Fits any attrition model: scales time, runs the search, and turns the answer back into the data's unit.</summary>
internal static class AttritionFit
{
    /// <summary>What is fitted: the likelihood of the histories, times divided by their mean age, and the problem.</summary>
    public static FitTask TaskOf<TLikelihood>(AttritionFitSpec spec, PurchaseHistories histories)
        where TLikelihood : struct, IHistoryLikelihood<TLikelihood>
    {
        ArgumentNullException.ThrowIfNull(histories);
        return TaskOf(spec, histories, timeScale => HistoryLikelihood<TLikelihood>.Scaled(histories, timeScale));
    }

    /// <summary>The same with a likelihood that orders the rows in its own way; it is made for times divided by the scale that it is given.</summary>
    public static FitTask TaskOf(AttritionFitSpec spec, PurchaseHistories histories, Func<double, ILikelihood> likelihoodOf)
    {
        // A mean age of 1 makes the search the same for seconds and for years; without any age (all bought on the last day) nothing needs it.
        var moments = HistoryMoments.Of(histories, scaled: spec.ScalesTime);
        var likelihood = likelihoodOf(moments.TimeScale);
        var logScale = Math.Log(moments.TimeScale);
        return new FitTask(likelihood, new FitProblem
        {
            Names = spec.ParameterNames,
            Starts = spec.Starts(moments),
            Limits = spec.Limits,
            LogParameterShifts = Array.ConvertAll(spec.IsTimeRate, isTimeRate => isTimeRate ? logScale : 0),
            LogLikelihoodShift = -logScale * moments.TotalRepeatPurchases,
        });
    }

    public static AttritionFitResult Run(
        AttritionFitSpec spec, FitTask task, PurchaseHistories histories, FitOptions? options, IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var outcome = MaximumLikelihood.Maximise(task.Likelihood, task.Problem, options ?? new FitOptions(), progress, cancellationToken);
        var warnings = spec.Warnings?.Invoke(HistoryMoments.Of(histories, scaled: spec.ScalesTime)) ?? [];
        var report = outcome.Report with { Warnings = [.. outcome.Report.Warnings, .. warnings] };
        return new AttritionFitResult([.. report.Estimates], report, histories.Origin(options, cancellationToken));
    }
}
