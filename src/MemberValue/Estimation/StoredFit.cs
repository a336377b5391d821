using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>The common elements of fitted things in stored documents: the origin, the status, the report of a fit by maximum likelihood, and the check that
/// they agree.</summary>
internal static class StoredFit
{
    private static readonly FitStatus[] OfReports = [FitStatus.Converged, FitStatus.AtLimit, FitStatus.NotIdentified, FitStatus.Failed];

    public static void Origin(this DocumentWriter to, FitOrigin? origin) => to.Part("origin", origin, static (part, origin) =>
    {
        part.Number("members", origin.Members);
        part.Whole("rows", origin.Rows);
        part.Text("fingerprint", origin.Fingerprint);
        if (origin.Window is { } window)
            part.Window(window);
        if (origin.Unit is { } unit)
            part.Unit("unit", unit);
        part.Whole("horizonDays", origin.HorizonDays);
        part.Text("label", origin.Label);
        part.Text("options", origin.Options);
    });

    public static FitOrigin Origin(this DocumentReader from) => from.Part("origin", ReadOrigin);

    public static FitOrigin? OriginOrNull(this DocumentReader from) => from.PartOrNull("origin", ReadOrigin);

    /// <summary>Reads a status that is one of those that this kind can have.</summary>
    public static FitStatus Status(this DocumentReader from, params FitStatus[] possible)
    {
        var status = from.Name<FitStatus>("status");
        return Array.IndexOf(possible, status) >= 0
            ? status
            : throw from.Damaged($"status is {status} and must be one of {string.Join(", ", possible)}");
    }

    public static void Report(this DocumentWriter to, FitReport? report) => to.Part("report", report, static (part, report) =>
    {
        part.Name("status", report.Status);
        part.Words("limit", report.Limit);
        part.Texts("parameterNames", report.ParameterNames);
        part.Numbers("estimates", report.Estimates);
        part.Numbers("standardErrors", report.StandardErrors);
        part.Rows("covariance", report.Covariance);
        part.Rows("logCovariance", report.LogCovariance);
        part.Number("logLikelihood", report.LogLikelihood);
        part.Number("gradientNorm", report.GradientNorm);
        part.Whole("iterations", report.Iterations);
        part.Whole("evaluations", report.Evaluations);
        part.Whole("sampleEvaluations", report.SampleEvaluations);
        part.Whole("startsTried", report.StartsTried);
        part.Whole("startsAgreed", report.StartsAgreed);
        part.Number("conditionNumber", report.ConditionNumber);
        part.Number("members", report.Members);
        part.Whole("rows", report.Rows);
        part.Number("penalty", report.Penalty);
        part.Words("warnings", report.Warnings);
    });

    public static FitReport? ReportOrNull(this DocumentReader from) => from.PartOrNull("report", ReadReport);

    /// <summary>Writes the parameters of a model, its origin and its report.</summary>
    public static void Parameters(this DocumentWriter to, IReadOnlyList<string> names, IReadOnlyList<double> values) => to.Part("parameters", part =>
    {
        for (var i = 0; i < names.Count; i++)
            part.Number(names[i], values[i]);
    });

    public static double[] Parameters(this DocumentReader from, IReadOnlyList<string> names) =>
        from.Part("parameters", part => names.Select(name => part.Number(name, NumberRange.AboveZero)).ToArray());

    /// <summary>Refuses a report that is not the one of these parameters and this origin: one of them was exchanged or edited.</summary>
    public static void CheckReport(this DocumentReader from, FitReport? report, FitOrigin? origin, IReadOnlyList<string> names, IReadOnlyList<double> values)
    {
        if (report is null != origin is null)
            throw from.Damaged("report and origin must both be there, or neither");
        if (report is null)
            return;
        if (!report.ParameterNames.SequenceEqual(names, StringComparer.Ordinal))
            throw from.Damaged($"report.parameterNames are {string.Join(", ", report.ParameterNames)} and must be {string.Join(", ", names)}");
        for (var i = 0; i < values.Count; i++)
        {
            if (report.Estimates[i] != values[i])
                throw from.Damaged($"parameters.{names[i]} is {values[i]} and its own report says {report.Estimates[i]}");
        }

        if (report.Members != origin!.Members || report.Rows != origin.Rows)
        {
            throw from.Damaged(
                $"origin has {origin.Members} members in {origin.Rows} rows and the report {report.Members} in {report.Rows}");
        }
    }

    private static FitOrigin ReadOrigin(DocumentReader from) => new()
    {
        Members = from.Number("members", NumberRange.ZeroOrMore),
        Rows = from.Long("rows", 0),
        Fingerprint = from.TextOrNull("fingerprint") is not "" and var fingerprint ? fingerprint : throw from.Damaged("fingerprint is empty"),
        Window = from.Has("grain") || from.Has("firstCell") || from.Has("lastCell") ? from.Window() : null,
        Unit = from.Has("unit") ? from.Unit("unit") : null,
        HorizonDays = from.WholeOrNull("horizonDays", 1),
        Label = from.TextOrNull("label"),
        Options = from.TextOrNull("options"),
    };

    private static FitReport ReadReport(DocumentReader from)
    {
        var status = from.Status(OfReports);
        var isFailed = status == FitStatus.Failed;
        var limit = from.Has("limit") ? from.Words("limit") : null;
        if (limit is not null != (status == FitStatus.AtLimit))
            throw from.Damaged("limit must be there when the status is AtLimit, and only then");
        var names = from.Texts("parameterNames");
        if (names.Length == 0 || names.Any(string.IsNullOrEmpty))
            throw from.Damaged("parameterNames must have a name for each parameter");
        var (tried, agreed) = (from.Whole("startsTried", 0), from.Whole("startsAgreed", 0));
        if (agreed > tried)
            throw from.Damaged($"startsAgreed is {agreed} and must be at most startsTried, {tried}");
        return new FitReport
        {
            Status = status,
            Limit = limit,
            ParameterNames = [.. names],
            Estimates = Sized(from, "estimates", from.Numbers("estimates", NumberRange.AboveZero), names.Length),
            StandardErrors = Sized(from, "standardErrors", from.NumbersOrNaN("standardErrors"), names.Length),
            Covariance = Matrix(from, "covariance", names.Length),
            LogCovariance = Matrix(from, "logCovariance", names.Length),
            LogLikelihood = isFailed ? from.NumberOrNaN("logLikelihood") : from.Number("logLikelihood"),
            GradientNorm = from.NumberOrNaN("gradientNorm"),
            Iterations = from.Whole("iterations", 0),
            Evaluations = from.Whole("evaluations", 0),
            SampleEvaluations = from.Whole("sampleEvaluations", 0),
            StartsTried = tried,
            StartsAgreed = agreed,
            ConditionNumber = from.NumberOrNull("conditionNumber") ?? (isFailed ? double.NaN : double.PositiveInfinity),
            Members = from.Number("members", NumberRange.ZeroOrMore),
            Rows = from.Whole("rows", 0),
            Penalty = from.Number("penalty", NumberRange.ZeroOrMore),
            Warnings = from.WordsList("warnings"),
        };
    }

    private static double[][] Matrix(DocumentReader from, string name, int count) =>
        [.. Sized(from, name, from.RowsOrNaN(name), count).Select(row => Sized(from, name, row, count))];

    private static T[] Sized<T>(DocumentReader from, string name, T[] values, int count) =>
        values.Length == count
            ? values
            : throw from.Damaged($"{name} has {values.Length} values and must have one per parameter, {count}");
}
