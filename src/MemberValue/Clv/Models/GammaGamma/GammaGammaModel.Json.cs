using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class GammaGammaModel : IWritesJson
{
    private static readonly StoredKind Stored = new("GammaGammaModel", 1);

    /// <summary>The model as JSON text, one or two thousand bytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the model as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a model that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The model, whose predictions are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not such a model, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static GammaGammaModel FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a model that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The model, whose predictions are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not such a model, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static GammaGammaModel FromJson(Stream stream) => Stored.Read(stream, Read);

    private static GammaGammaModel Read(DocumentReader from)
    {
        if (from.Text("model") is not ModelName and var model)
            throw from.Damaged($"model is '{model}' and must be {ModelName}");
        var (values, basis) = (from.Parameters(Letters), from.Name<SpendBasis>("basis"));
        var independence = from.PartOrNull("independence", static part => new SpendIndependence(
            part.NumberOrNaN("correlation", NumberRange.Between(-1, 1)), part.Number("members", NumberRange.AboveZero)));
        var (report, origin) = (from.ReportOrNull(), from.OriginOrNull());
        from.CheckReport(report, origin, Letters, values);
        return Of(values, basis, independence, report, origin);
    }

    private void Write(DocumentWriter to)
    {
        to.Text("model", ModelName);
        to.Parameters(ParameterNames, ParameterValues);
        to.Name("basis", Basis);
        to.Part("independence", Independence, static (part, independence) =>
        {
            part.Number("correlation", independence.Correlation);
            part.Number("members", independence.Members);
        });
        to.Origin(Origin);
        to.Report(Report);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
