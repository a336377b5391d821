using System.Text.Json;

namespace MemberValue.Common;

/// <summary>
/// Texts in JSON that are read back unchanged. A text with half of a surrogate pair is not Unicode, and no JSON text can hold it: it is written as the list
/// of the
/// numbers of its characters.
/// </summary>
internal static class JsonTexts
{
    public static void Write(Utf8JsonWriter json, string text)
    {
        if (IsUnicode(text))
        {
            json.WriteStringValue(text);
            return;
        }

        json.WriteStartArray();
        foreach (var character in text)
            json.WriteNumberValue(character);
        json.WriteEndArray();
    }

    /// <summary>The text, or null if the element is not one.</summary>
    public static string? ReadOrNull(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var characters = new List<char>();
            foreach (var number in element.EnumerateArray())
            {
                if (number.ValueKind != JsonValueKind.Number || !number.TryGetUInt16(out var character))
                    return null;
                characters.Add((char)character);
            }

            var text = new string([.. characters]);
            return IsUnicode(text) ? null : text; // each text has one form only
        }

        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // an escape of half a surrogate pair
        }
    }

    /// <summary>The name of a field, or null if it is not Unicode.</summary>
    public static string? NameOrNull(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null; // an escape of half a pair
        }
    }

    public static bool IsUnicode(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return false;
            at++;
        }

        return true;
    }
}
