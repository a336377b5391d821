using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class LogisticModel : IWritesJson
{
    private static readonly StoredKind Stored = new("LogisticModel", 1);

    /// <summary>The model as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the model as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a model that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The model, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static LogisticModel FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a model that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The model, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static LogisticModel FromJson(Stream stream) => Stored.Read(stream, Read);

    private static LogisticModel Read(DocumentReader from)
    {
        var names = from.Features();
        var report = from.Part("report", part => ReadReport(part, names));
        var origin = from.Origin();
        if (report.Rows != origin.Rows)
            throw from.Damaged($"origin.rows is {origin.Rows} and report.rows {report.Rows}; they must be equal");
        var atMeans = from.NumberOrNaN("logOddsAtMeans");
        var terms = from.Parts("terms", part => ReadTerm(part, names, report.Status == FitStatus.Failed));
        var isEmpty = report.Status is FitStatus.SingleClass or FitStatus.TooFewRows || (report.Status == FitStatus.Failed && double.IsNaN(atMeans));
        if (isEmpty != double.IsNaN(atMeans) || (isEmpty && terms.Length > 0))
            throw from.Damaged($"logOddsAtMeans and terms do not go with the status {report.Status}");
        var dropped = report.Dropped.Select(each => (each.Feature, each.IsMissingIndicator));
        var places = terms.Select(term => (term.Feature, term.IsMissingIndicator)).Concat(dropped).ToArray();
        if (places.Distinct().Count() != places.Length)
            throw from.Damaged("a term is given twice, or stands in terms and in report.dropped");
        return new LogisticModel(names, terms, atMeans, from.NumberOrNaN("interceptStandardError", NumberRange.ZeroOrMore), report, origin)
        {
            Encodings = from.Encodings(names),
        };
    }

    private static LogisticTerm ReadTerm(DocumentReader from, string[] names, bool isFailed)
    {
        double Number(string name, NumberRange range) => isFailed ? from.NumberOrNaN(name, range) : from.Number(name, range);
        var feature = from.Text("feature");
        return new LogisticTerm
        {
            Feature = feature,
            Column = Array.IndexOf(names, feature) is >= 0 and var column ? column : throw from.Damaged($"feature is '{feature}' and must be one of features"),
            IsMissingIndicator = from.Flag("isMissingIndicator"),
            Coefficient = Number("coefficient", NumberRange.Finite),
            StandardError = from.NumberOrNaN("standardError", NumberRange.ZeroOrMore),
            Mean = Number("mean", NumberRange.Finite),
            StandardDeviation = Number("standardDeviation", NumberRange.AboveZero),
        };
    }

    private static LogisticFitReport ReadReport(DocumentReader from, string[] names)
    {
        var status = from.Status(FitStatus.Converged, FitStatus.Failed, FitStatus.Separated, FitStatus.SingleClass, FitStatus.TooFewRows);
        var rows = from.Whole("rows", 0);
        return new LogisticFitReport
        {
            Status = status,
            Iterations = from.Whole("iterations", 0),
            LogLikelihood = from.NumberOrNaN("logLikelihood"),
            NullLogLikelihood = from.NumberOrNaN("nullLogLikelihood"),
            GradientNorm = from.NumberOrNaN("gradientNorm"),
            Rows = rows,
            YesRows = from.Whole("yesRows", 0, rows),
            TotalWeight = status == FitStatus.Failed ? from.NumberOrNaN("totalWeight") : from.Number("totalWeight", NumberRange.ZeroOrMore),
            Penalty = from.Number("penalty", NumberRange.ZeroOrMore),
            Dropped = from.Parts("dropped", part =>
            {
                var feature = part.Text("feature");
                return names.Contains(feature, StringComparer.Ordinal)
                    ? new LogisticDroppedTerm(feature, part.Flag("isMissingIndicator"), part.Name<LogisticDropReason>("reason"))
                    : throw part.Damaged($"feature is '{feature}' and must be one of features");
            }),
        };
    }

    private void Write(DocumentWriter to)
    {
        to.Texts("features", _names);
        to.Encodings(Encodings);
        to.Number("logOddsAtMeans", _atMeans);
        to.Number("interceptStandardError", InterceptStandardError);
        to.Parts("terms", _terms, static (part, term) =>
        {
            part.Text("feature", term.Feature);
            part.Flag("isMissingIndicator", term.IsMissingIndicator);
            part.Number("coefficient", term.Coefficient);
            part.Number("standardError", term.StandardError);
            part.Number("mean", term.Mean);
            part.Number("standardDeviation", term.StandardDeviation);
        });
        to.Origin(Origin);
        to.Part("report", Report, static (part, report) =>
        {
            part.Name("status", report.Status);
            part.Whole("iterations", report.Iterations);
            part.Number("logLikelihood", report.LogLikelihood);
            part.Number("nullLogLikelihood", report.NullLogLikelihood);
            part.Number("gradientNorm", report.GradientNorm);
            part.Whole("rows", report.Rows);
            part.Whole("yesRows", report.YesRows);
            part.Number("totalWeight", report.TotalWeight);
            part.Number("penalty", report.Penalty);
            part.Parts("dropped", report.Dropped, static (part, each) =>
            {
                part.Text("feature", each.Feature);
                part.Flag("isMissingIndicator", each.IsMissingIndicator);
                part.Name("reason", each.Reason);
            });
        });
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
