using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>
/// What the fit of a model needs besides its likelihood. Log-parameters are in the model's scaled units (data divided by a scale, so that good values are
/// near 1); the shifts turn results back into the data's unit.
/// </summary>
internal sealed record FitProblem
{
    /// <summary>
    /// By default a parameter stays within 1e-8 to 1e8 scaled units. A model narrows this to where its likelihood is accurate.
    /// </summary>
    public const double DefaultBound = 18.420680743952367; // ln 1e8

    /// <summary>The parameters' names, in order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Starting points, the best guess first: at least one, each a vector of log-parameters.</summary>
    public required IReadOnlyList<double[]> Starts { get; init; }

    /// <summary>Least log-parameters; null: <see cref="DefaultBound"/> below zero for each.</summary>
    public double[]? Lower { get; init; }

    /// <summary>Greatest log-parameters; null: <see cref="DefaultBound"/> for each.</summary>
    public double[]? Upper { get; init; }

    /// <summary>The model's known limits. A limit that none of them describes is named by the parameters that run to it.</summary>
    public IReadOnlyList<FitLimit> Limits { get; init; } = [];

    /// <summary>Added to the log-likelihood of scaled data to give that of the data (often minus a count times the log of the scale).</summary>
    public double LogLikelihoodShift { get; init; }

    /// <summary>Added to the scaled log-parameters to give those in the data's unit (0 for a shape, the log of the scale for a rate); null: all 0.</summary>
    public double[]? LogParameterShifts { get; init; }
}

/// <summary>A likelihood with its problem; profiles and draws, which use the data again, start from the same two.</summary>
internal sealed record FitTask(ILikelihood Likelihood, FitProblem Problem)
{
    /// <summary>The estimates of a report as log-parameters in the model's scaled units.</summary>
    public double[] At(FitReport report) => [.. report.Estimates.Select((value, k) => Math.Log(value) - Shift(k))];

    /// <summary>Log-parameters as parameters in the data's unit.</summary>
    public double[] Parameters(ReadOnlySpan<double> logParameters)
    {
        var values = new double[logParameters.Length];
        for (var k = 0; k < values.Length; k++)
            values[k] = Math.Exp(logParameters[k] + Shift(k));
        return values;
    }

    private double Shift(int k) => Problem.LogParameterShifts?[k] ?? 0;
}

/// <summary>A known limit of a model's parameters: a direction in the space of log-parameters along which the likelihood can rise without end.</summary>
/// <param name="Text">
/// The limit in words for the report, with what grows and its meaning: "a and b grow without bound at a fixed ratio: every member has the same dropout
/// probability".
/// </param>
/// <param name="Direction">
/// One number per parameter: +1 grows, -1 shrinks to zero, 0 is not involved. (0, 0, +1, +1) means that the third and the fourth grow at a fixed ratio. The
/// length does not matter.
/// </param>
internal sealed record FitLimit(Text Text, IReadOnlyList<double> Direction);
