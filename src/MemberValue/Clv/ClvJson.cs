using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Reading and writing of the pillar's files: the same checks and the same words for each. A new document needs one line here.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DiscountRateDocument))]
[JsonSerializable(typeof(ModelDocument))]
[JsonSerializable(typeof(FormulaValueDocument))]
[JsonSerializable(typeof(ValueQuadrantMapDocument))]
internal sealed partial class ClvJson : JsonSerializerContext
{
    public static string Write<T>(T document, JsonTypeInfo<T> info) => JsonSerializer.Serialize(document, info);

    public static void Write<T>(Stream stream, T document, JsonTypeInfo<T> info)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, document, info);
    }

    public static T Read<T>(string json, string type, int version, JsonTypeInfo<T> info)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false), type, version, info);
    }

    public static T Read<T>(Stream stream, string type, int version, JsonTypeInfo<T> info)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return StoredJson.Read(stream, type, version, info);
    }

    public static FormatException Damaged(string type, string what, Exception? inner = null) => StoredJson.Damaged(type, what, inner);

    public static TEnum Name<TEnum>(string type, string property, string? name)
        where TEnum : struct, Enum => StoredJson.Name<TEnum>(type, property, name);

    public static TimeUnitDocument Document(TimeUnit unit) => new() { Name = unit.Name, Seconds = unit.Seconds };

    public static TimeUnit Unit(string type, string property, TimeUnitDocument? document) =>
        document is { Name.Length: > 0, Seconds: > 0 and < double.PositiveInfinity }
            ? TimeUnit.OfSeconds(document.Name, document.Seconds)
            : throw Damaged(type, $"{property} must have a name and a finite number of seconds above 0");
}
