namespace MemberValue.Estimation;

/// <summary>What a report looks like inside a fitted model's JSON. Non-finite numbers are null, and nothing else may be.</summary>
internal sealed class FitReportDocument
{
    public string? Status { get; set; }

    public string? Limit { get; set; }

    public string[]? ParameterNames { get; set; }

    public double[]? Estimates { get; set; }

    public double?[]? StandardErrors { get; set; }

    public double?[]?[]? Covariance { get; set; }

    public double?[]?[]? LogCovariance { get; set; }

    public double? LogLikelihood { get; set; }

    public double? GradientNorm { get; set; }

    public int Iterations { get; set; }

    public int Evaluations { get; set; }

    public int SampleEvaluations { get; set; }

    public int StartsTried { get; set; }

    public int StartsAgreed { get; set; }

    /// <summary>Null when infinite (the status is not a failure) or NaN (it is one).</summary>
    public double? ConditionNumber { get; set; }

    public double Members { get; set; }

    public int Rows { get; set; }

    public double Penalty { get; set; }

    public string[]? Warnings { get; set; }

    /// <summary>The report as a document.</summary>
    public static FitReportDocument From(FitReport report) => new()
    {
        Status = report.Status.ToString(),
        Limit = report.Limit,
        ParameterNames = [.. report.ParameterNames],
        Estimates = [.. report.Estimates],
        StandardErrors = Row(report.StandardErrors),
        Covariance = [.. report.Covariance.Select(Row)],
        LogCovariance = [.. report.LogCovariance.Select(Row)],
        LogLikelihood = Finite(report.LogLikelihood),
        GradientNorm = Finite(report.GradientNorm),
        Iterations = report.Iterations,
        Evaluations = report.Evaluations,
        SampleEvaluations = report.SampleEvaluations,
        StartsTried = report.StartsTried,
        StartsAgreed = report.StartsAgreed,
        ConditionNumber = Finite(report.ConditionNumber),
        Members = report.Members,
        Rows = report.Rows,
        Penalty = report.Penalty,
        Warnings = [.. report.Warnings],
    };

    /// <summary>The document as a report.</summary>
    /// <exception cref="FormatException">A part is missing or does not fit the others; the message names it.</exception>
    public FitReport ToReport()
    {
        if (Array.IndexOf(Enum.GetNames<FitStatus>(), Status) is not (>= 0 and var status))
            throw Damaged($"status is '{Status}' and must be one of {string.Join(", ", Enum.GetNames<FitStatus>())}");
        var isFailed = (FitStatus)status == FitStatus.Failed;
        if ((Limit is not null) != ((FitStatus)status == FitStatus.AtLimit))
            throw Damaged("limit must be there when the status is AtLimit, and only then");
        if (ParameterNames is not { Length: > 0 } names || names.Any(string.IsNullOrEmpty))
            throw Damaged("parameterNames must hold a name for each parameter");
        if (Estimates is null || Estimates.Length != names.Length || Estimates.Any(value => !(value > 0 && double.IsFinite(value))))
            throw Damaged("estimates must hold one number above 0 for each parameter");
        if (!(Members >= 0 && double.IsFinite(Members)) || Rows < 0 || Iterations < 0 || Evaluations < 0 || SampleEvaluations < 0)
            throw Damaged("members, rows, iterations, evaluations and sampleEvaluations must not be negative");
        if (StartsTried < 0 || StartsAgreed < 0 || StartsAgreed > StartsTried)
            throw Damaged("startsAgreed must be 0 to startsTried");
        if (!(Penalty >= 0 && double.IsFinite(Penalty)))
            throw Damaged("penalty must be at least 0");
        if (Warnings is null || Warnings.Any(warning => warning is null))
            throw Damaged("warnings must be a list of texts");
        if (LogLikelihood is null && !isFailed)
            throw Damaged("logLikelihood must be there unless the status is Failed");
        return new FitReport
        {
            Status = (FitStatus)status,
            Limit = Limit,
            ParameterNames = [.. names],
            Estimates = [.. Estimates],
            StandardErrors = Numbers(StandardErrors, "standardErrors", names.Length),
            Covariance = Matrix(Covariance, "covariance", names.Length),
            LogCovariance = Matrix(LogCovariance, "logCovariance", names.Length),
            LogLikelihood = LogLikelihood ?? double.NaN,
            GradientNorm = GradientNorm ?? double.NaN,
            Iterations = Iterations,
            Evaluations = Evaluations,
            SampleEvaluations = SampleEvaluations,
            StartsTried = StartsTried,
            StartsAgreed = StartsAgreed,
            ConditionNumber = ConditionNumber ?? (isFailed ? double.NaN : double.PositiveInfinity),
            Members = Members,
            Rows = Rows,
            Penalty = Penalty,
            Warnings = [.. Warnings],
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static double?[] Row(IReadOnlyList<double> values) => [.. values.Select(Finite)];

    private static double[] Numbers(double?[]? values, string property, int count) => values is not null && values.Length == count
        ? [.. values.Select(value => value ?? double.NaN)]
        : throw Damaged($"{property} must hold one number or null for each parameter");

    private static double[][] Matrix(double?[]?[]? rows, string property, int count) => rows is not null && rows.Length == count
        ? [.. rows.Select(row => Numbers(row, property, count))]
        : throw Damaged($"{property} must hold one row for each parameter");

    private static FormatException Damaged(string what) => new($"The fit report cannot be read: {what}.");
}
