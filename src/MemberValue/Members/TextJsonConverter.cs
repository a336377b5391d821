using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemberValue.Members;

/// <summary>
/// Reads and writes a <see cref="Text"/>: <c>{"en": "Loyal", "zh": "忠诚会员"}</c>, or a string where there is English alone. The serializer finds it without
/// registration.
/// </summary>
public sealed class TextJsonConverter : JsonConverter<Text>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">It is neither a string nor an object of strings by language tag with <c>en</c> among them.</exception>
    public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return StoredText.Read(JsonElement.ParseValue(ref reader));
        }
        catch (FormatException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        StoredText.Write(writer, value);
    }
}
