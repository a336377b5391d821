using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemberValue.Members;

/// <summary>
/// Reads and writes a <see cref="Text"/>: <c>{"en": "Loyal", "zh": "忠诚会员"}</c>, or a string where there is English alone. The serializer finds it by itself.
/// </summary>
public sealed class TextJsonConverter : JsonConverter<Text>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">It is neither a string nor an object of strings by language tag with <c>en</c> among them.</exception>
    public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Text.Of(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A text is a string, or an object with a string per language.");
        var languages = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var language = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                throw new JsonException($"The text in '{language}' is not a string.");
            if (!languages.TryAdd(language, reader.GetString()!))
                throw new JsonException($"The language '{language}' stands twice.");
        }

        try
        {
            return Text.Of(languages);
        }
        catch (ArgumentException error)
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
        if (value.Languages.Count == 1)
        {
            writer.WriteStringValue(value.English);
            return;
        }

        writer.WriteStartObject();
        foreach (var (language, text) in value)
            writer.WriteString(language, text);
        writer.WriteEndObject();
    }
}
