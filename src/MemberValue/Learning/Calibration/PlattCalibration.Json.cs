using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class PlattCalibration : IWritesJson
{
    private static readonly StoredKind Stored = new("PlattCalibration", 1);

    /// <summary>The calibration as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the calibration as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a calibration that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The calibration, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a calibration, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static PlattCalibration FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a calibration that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The calibration, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a calibration, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static PlattCalibration FromJson(Stream stream) => Stored.Read(stream, Read);

    private static PlattCalibration Read(DocumentReader from)
    {
        var (status, scale) = (from.Name<FitStatus>("status"), from.Name<PlattScale>("scale"));
        var (slope, intercept) = (from.NumberOrNaN("slope"), from.NumberOrNaN("intercept"));
        var isEmpty = status == FitStatus.NoData;
        if (isEmpty != double.IsNaN(slope) || isEmpty != double.IsNaN(intercept))
            throw from.Damaged($"slope and intercept must be {(isEmpty ? "missing" : "there")} with the status {status}");
        return new PlattCalibration(status, scale, slope, intercept, from.Origin());
    }

    private void Write(DocumentWriter to)
    {
        to.Name("status", Status);
        to.Name("scale", Scale);
        to.Number("slope", Slope);
        to.Number("intercept", Intercept);
        to.Origin(Origin);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
