using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemberValue.Rfm;

/// <summary>
/// Writes a score as its text, such as <c>"555"</c> or <c>"10-5-3"</c>, and one that is unscored as <c>"-"</c>; reads such texts. The serializer finds it by
/// itself.
/// </summary>
public sealed class RfmScoreJsonConverter : JsonConverter<RfmScore>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">It is not the text of a score.</exception>
    public override RfmScore Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && RfmScore.TryParse(reader.GetString(), out var score)
            ? score
            : throw new JsonException("A score is a text: three levels 1 to 9 such as 543, levels 1 to 10 with dashes such as 10-5-3, or - for unscored.");

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public override void Write(Utf8JsonWriter writer, RfmScore value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
