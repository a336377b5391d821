using System.Text.Json;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Texts in JSON: a string where there is English alone, or an object with a string per language.</summary>
internal static class StoredText
{
    public static void Write(Utf8JsonWriter json, Text text)
    {
        if (text.Languages.Count == 1)
        {
            json.WriteStringValue(text.English);
            return;
        }

        json.WriteStartObject();
        foreach (var (language, words) in text)
            json.WriteString(language, words);
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">It is not a text; the message says why.</exception>
    public static Text Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return Text.Of(Whole(json));
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException("A text is a string, or an object with a string per language.");
        var languages = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in json.EnumerateObject())
        {
            var language = JsonTexts.NameOrNull(field) ?? throw new FormatException("A language has half a character in its name.");
            if (field.Value.ValueKind != JsonValueKind.String)
                throw Error.Format($"The text in '{language}' is not a string.");
            if (!languages.TryAdd(language, Whole(field.Value)))
                throw Error.Format($"The language '{language}' is given twice.");
        }

        try
        {
            return Text.Of(languages);
        }
        catch (ArgumentException error)
        {
            throw new FormatException(error.Message, error);
        }
    }

    private static string Whole(JsonElement json) =>
        JsonTexts.ReadOrNull(json) ?? throw Error.Format($"The text {json.GetRawText()} has half a character in it.");

    public static void Words(this DocumentWriter to, string name, Text? text) => to.Value(name, text, Write);

    /// <summary>A list of texts.</summary>
    public static void Words(this DocumentWriter to, string name, IReadOnlyList<Text> texts) => to.Value(name, texts, static (json, texts) =>
    {
        json.WriteStartArray();
        foreach (var text in texts)
            Write(json, text);
        json.WriteEndArray();
    });

    /// <summary>A list of texts, which must be there.</summary>
    public static IReadOnlyList<Text> WordsList(this DocumentReader from, string name) => Array.AsReadOnly(from.List(name, Read));

    /// <summary>A text; empty where it is missing.</summary>
    public static Text Words(this DocumentReader from, string name)
    {
        if (from.JsonOrNull(name) is not { } json)
            return Text.Empty;
        try
        {
            return Read(json);
        }
        catch (FormatException error)
        {
            throw from.Damaged($"{name}: {error.Message.TrimEnd('.')}", error);
        }
    }
}
