using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class IsotonicCalibration : IWritesJson
{
    private static readonly StoredKind Stored = new("IsotonicCalibration", 1);

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
    public static IsotonicCalibration FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a calibration that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The calibration, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a calibration, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static IsotonicCalibration FromJson(Stream stream) => Stored.Read(stream, Read);

    private static IsotonicCalibration Read(DocumentReader from)
    {
        var (status, scores, probabilities) = (from.Name<FitStatus>("status"), from.Numbers("scores"), from.Numbers("probabilities", NumberRange.Share));
        if (scores.Length != probabilities.Length)
            throw from.Damaged($"there are {scores.Length} scores and {probabilities.Length} probabilities; each score has one");
        if (status == FitStatus.NoData != (scores.Length == 0))
            throw from.Damaged($"{scores.Length} scores do not go with the status {status}");
        for (var i = 1; i < scores.Length; i++)
        {
            if (!(scores[i] > scores[i - 1]))
                throw from.Damaged($"scores[{i}] must be above the one before");
            if (probabilities[i] < probabilities[i - 1])
                throw from.Damaged($"probabilities[{i}] must not be below the one before");
        }

        return new IsotonicCalibration(status, scores, probabilities, from.Origin());
    }

    private void Write(DocumentWriter to)
    {
        to.Name("status", Status);
        to.Origin(Origin);
        to.Numbers("scores", _scores);
        to.Numbers("probabilities", _probabilities);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
