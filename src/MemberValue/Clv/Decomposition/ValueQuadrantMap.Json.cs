using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class ValueQuadrantMap : IWritesJson
{
    private static readonly StoredKind Stored = new("ValueQuadrantMap", 1);

    /// <summary>The map as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the map as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a map that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>A map with the same lines.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a segment map, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static ValueQuadrantMap FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a map that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>A map with the same lines.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a segment map, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static ValueQuadrantMap FromJson(Stream stream) => Stored.Read(stream, Read);

    private static ValueQuadrantMap Read(DocumentReader from) => new(
        from.Name<HighLowLine>("currentLineFrom"), from.Number("currentLine"), from.Name<HighLowLine>("potentialLineFrom"), from.Number("potentialLine"),
        from.OriginOrNull());

    private void Write(DocumentWriter to)
    {
        to.Name("currentLineFrom", CurrentLineFrom);
        to.Number("currentLine", CurrentLine);
        to.Name("potentialLineFrom", PotentialLineFrom);
        to.Number("potentialLine", PotentialLine);
        to.Origin(Origin);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
