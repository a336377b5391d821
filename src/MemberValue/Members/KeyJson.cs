using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Writes and reads keys in saved states and tables without reflection: texts, whole numbers and GUIDs; others by a given type info.</summary>
internal sealed class KeyJson<TKey>
    where TKey : notnull
{
    private readonly JsonTypeInfo<TKey>? _typeInfo;

    public KeyJson(JsonTypeInfo<TKey>? typeInfo)
    {
        _typeInfo = typeInfo;
        if (typeInfo is null && typeof(TKey) != typeof(string) && typeof(TKey) != typeof(long) && typeof(TKey) != typeof(int) && typeof(TKey) != typeof(Guid))
            throw Error.Argument($"Give keyJson, the JsonTypeInfo of {typeof(TKey).Name}: only string, int, long and Guid keys do without.", "keyJson");
    }

    public void Write(Utf8JsonWriter json, TKey key)
    {
        if (_typeInfo is not null)
            JsonSerializer.Serialize(json, key, _typeInfo);
        else if (key is string text)
            JsonTexts.Write(json, text);
        else if (key is long wide)
            json.WriteNumberValue(wide);
        else if (key is int number)
            json.WriteNumberValue(number);
        else if (key is Guid guid)
            json.WriteStringValue(guid);
    }

    /// <exception cref="FormatException">It is not such a key; the message names the place.</exception>
    public TKey Read(DocumentReader from, string place, JsonElement element)
    {
        try
        {
            object? key = _typeInfo is not null ? element.Deserialize(_typeInfo)
                : typeof(TKey) == typeof(string) ? JsonTexts.ReadOrNull(element)
                : typeof(TKey) == typeof(long) ? element.GetInt64()
                : typeof(TKey) == typeof(int) ? element.GetInt32()
                : element.GetGuid();
            return key is TKey typed ? typed : throw new FormatException("It is null.");
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw from.Damaged($"{place} is {element.GetRawText()} and must be a key of type {typeof(TKey).Name}", error);
        }
    }
}
