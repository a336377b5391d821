using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <content>The model as JSON.</content>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class ContractModel : IWritesJson
{
    private static readonly StoredKind Stored = new("ContractModel", 1);

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
    public static ContractModel FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a model that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The model, whose predictions are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not such a model, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static ContractModel FromJson(Stream stream) => Stored.Read(stream, Read);

    private static ContractModel Read(DocumentReader from)
    {
        var law = ContractLaw.Of(from.Name<ContractFamily>("family"));
        var (unit, values, report, origin) = (from.Unit("unit"), from.Parameters(law.ParameterNames), from.ReportOrNull(), from.OriginOrNull());
        from.CheckReport(report, origin, law.ParameterNames, values);
        return new ContractModel(law, values, unit, report, origin);
    }

    private void Write(DocumentWriter to)
    {
        to.Name("family", Family);
        to.Unit("unit", Unit);
        to.Parameters(ParameterNames, ParameterValues);
        to.Origin(Origin);
        to.Report(Report);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
