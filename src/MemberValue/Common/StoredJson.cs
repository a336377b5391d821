using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MemberValue.Common;

/// <summary>Reading of what the library stored: the same checks and the same words for every kind of file.</summary>
internal static class StoredJson
{
    /// <summary>Reads a document after a look at its type and version, which hold whatever a later version does to the rest.</summary>
    public static T Read<T>(Stream stream, string type, int version, JsonTypeInfo<T> info)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var name) || name.ValueKind != JsonValueKind.String || name.GetString() != type)
                throw Damaged(type, $"it must be an object with \"type\": \"{type}\"");
            if (!root.TryGetProperty("version", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var written) || written < 1)
                throw Damaged(type, "\"version\" must be a whole number from 1");
            if (written > version)
                throw new FormatException(FormattableString.Invariant($"The {type} was written as version {written}; this library reads up to version {version}."));
            return root.Deserialize(info)!;
        }
        catch (JsonException error)
        {
            throw Damaged(type, error.Message, error);
        }
    }

    public static FormatException Damaged(string type, string what, Exception? inner = null) => new($"The {type} cannot be read: {what}.", inner);

    /// <summary>A name of an enumeration, exactly as written.</summary>
    public static TEnum Name<TEnum>(string type, string property, string? name)
        where TEnum : struct, Enum =>
        Array.IndexOf(Enum.GetNames<TEnum>(), name) is >= 0 and var index
            ? Enum.GetValues<TEnum>()[index]
            : throw Damaged(type, $"{property} is '{name}' and must be one of {string.Join(", ", Enum.GetNames<TEnum>())}");
}
