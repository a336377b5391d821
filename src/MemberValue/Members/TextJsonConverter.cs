using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemberValue.Members;

/// <summary>
/// Reads and writes a <see cref="Text"/>: <c>{"en": "Loyal", "zh": "忠诚会员"}</c>, or a string where there is English alone. The serializer finds it without
/// registration.
/// </summary>
public sealed class TextJsonConverter : JsonConverter<Text>
{
    private readonly string? _language;

    /// <summary>Writes texts in all their languages.</summary>
    public TextJsonConverter()
    {
    }

    /// <summary>Writes texts in one language, as strings.</summary>
    /// <param name="language">The tag of the language, such as <c>zh</c>; a text that is not there in it is written as <see cref="Text.In(string)"/> has
    /// it.</param>
    /// <exception cref="ArgumentException"><paramref name="language"/> is null or empty.</exception>
    public TextJsonConverter(string language)
    {
        ArgumentException.ThrowIfNullOrEmpty(language);
        _language = language;
    }

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
        if (_language is null)
            StoredText.Write(writer, value);
        else
            writer.WriteStringValue(value.In(_language));
    }
}
