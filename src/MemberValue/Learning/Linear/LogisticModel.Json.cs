using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

public sealed partial class LogisticModel
{
    private const string JsonType = "LogisticModel";
    private const int JsonVersion = 1;

    /// <summary>The model as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), ProbabilityJson.Context.LogisticModelDocument);

    /// <summary>Writes the model as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), ProbabilityJson.Context.LogisticModelDocument);
    }

    /// <summary>Reads a model that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The model, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static LogisticModel FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads a model that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The model, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static LogisticModel FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, ProbabilityJson.Context.LogisticModelDocument);
        if (document.Features is not { Length: > 0 } names || names.Any(string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw StoredJson.Damaged(JsonType, "features must be names, each once, at least one");
        if (document.Report is null || document.Terms is null || document.Origin is null)
            throw StoredJson.Damaged(JsonType, "report, terms or origin is missing");
        var report = ReportOf(document.Report, names!);
        var isEmpty = report.Status is FitStatus.SingleClass or FitStatus.TooFewRows;
        if (isEmpty != document.LogOddsAtMeans is null || (isEmpty && document.Terms.Length > 0))
            throw StoredJson.Damaged(JsonType, $"logOddsAtMeans and terms do not go with the status {report.Status}");
        var terms = document.Terms.Select((term, t) => TermOf(term, t, names!)).ToArray();
        if (terms.DistinctBy(term => (term.Column, term.IsMissingIndicator)).Count() != terms.Length)
            throw StoredJson.Damaged(JsonType, "a term stands twice");
        return new LogisticModel(names!, terms, document.LogOddsAtMeans ?? double.NaN, document.InterceptStandardError ?? double.NaN, report, document.Origin.Restore(JsonType));
    }

    private static LogisticTerm TermOf(LogisticTermDocument? term, int index, string[] names)
    {
        var column = Array.IndexOf(names, term?.Feature);
        if (term is not { Coefficient: { } coefficient, Mean: { } mean, StandardDeviation: > 0 and { } deviation } || column < 0)
            throw StoredJson.Damaged(JsonType, $"terms[{index}] must have a feature of the model, a coefficient, a mean, and a standardDeviation above 0");
        if (term.StandardError < 0)
            throw StoredJson.Damaged(JsonType, $"the standardError of terms[{index}] must be 0 or more");
        return new LogisticTerm
        {
            Feature = names[column],
            Column = column,
            IsMissingIndicator = term.IsMissingIndicator,
            Coefficient = coefficient,
            StandardError = term.StandardError ?? double.NaN,
            Mean = mean,
            StandardDeviation = deviation,
        };
    }

    private static LogisticFitReport ReportOf(LogisticReportDocument report, string[] names)
    {
        if (report.Rows < 0 || report.YesRows < 0 || report.YesRows > report.Rows || report.Iterations < 0)
            throw StoredJson.Damaged(JsonType, "rows, yesRows and iterations must be 0 or more, and no more yesRows than rows");
        if (report.TotalWeight is not >= 0 || report.Penalty is not >= 0)
            throw StoredJson.Damaged(JsonType, "totalWeight and penalty must be 0 or more");
        return new LogisticFitReport
        {
            Status = StoredJson.Name<FitStatus>(JsonType, "status", report.Status),
            Iterations = report.Iterations,
            LogLikelihood = report.LogLikelihood ?? double.NaN,
            NullLogLikelihood = report.NullLogLikelihood ?? double.NaN,
            GradientNorm = report.GradientNorm ?? double.NaN,
            Rows = report.Rows,
            YesRows = report.YesRows,
            TotalWeight = report.TotalWeight.Value,
            Penalty = report.Penalty.Value,
            Dropped = (report.Dropped ?? []).Select((each, k) => each is not null && names.Contains(each.Feature, StringComparer.Ordinal)
                ? new LogisticDroppedTerm(each.Feature!, each.IsMissingIndicator, StoredJson.Name<LogisticDropReason>(JsonType, "reason", each.Reason))
                : throw StoredJson.Damaged(JsonType, $"dropped[{k}] must have a feature of the model")).ToArray(),
        };
    }

    private LogisticModelDocument Document() => new()
    {
        Type = JsonType,
        Version = JsonVersion,
        Features = _names,
        Origin = OriginDocument.Of(Origin),
        LogOddsAtMeans = OrNull(_atMeans),
        InterceptStandardError = OrNull(InterceptStandardError),
        Terms = _terms.Select(term => new LogisticTermDocument
        {
            Feature = term.Feature,
            IsMissingIndicator = term.IsMissingIndicator,
            Coefficient = term.Coefficient,
            StandardError = OrNull(term.StandardError),
            Mean = term.Mean,
            StandardDeviation = term.StandardDeviation,
        }).ToArray(),
        Report = new LogisticReportDocument
        {
            Status = Report.Status.ToString(),
            Iterations = Report.Iterations,
            LogLikelihood = OrNull(Report.LogLikelihood),
            NullLogLikelihood = OrNull(Report.NullLogLikelihood),
            GradientNorm = OrNull(Report.GradientNorm),
            Rows = Report.Rows,
            YesRows = Report.YesRows,
            TotalWeight = Report.TotalWeight,
            Penalty = Report.Penalty,
            Dropped = Report.Dropped.Select(each => new LogisticDroppedDocument
            {
                Feature = each.Feature,
                IsMissingIndicator = each.IsMissingIndicator,
                Reason = each.Reason.ToString(),
            }).ToArray(),
        },
    };

    private static double? OrNull(double value) => double.IsFinite(value) ? value : null;
}
