using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>Reading and writing of the pillar's files: the same checks and the same words for each.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RfmScaleDocument))]
[JsonSerializable(typeof(SegmentMapDocument))]
[JsonSerializable(typeof(SegmentDocument))]
[JsonSerializable(typeof(SegmentRuleDocument))]
internal sealed partial class RfmJson : JsonSerializerContext
{
    /// <summary>The context with Chinese left readable, instead of escaped.</summary>
    public static RfmJson Context => Readable.Value;

    public static T Read<T>(Stream stream, string type, int version, JsonTypeInfo<T> info) => VersionedJson.Read(stream, type, version, info);

    public static FormatException Damaged(string type, string what, Exception? inner = null) => VersionedJson.Damaged(type, what, inner);

    public static TEnum Name<TEnum>(string type, string property, string? name)
        where TEnum : struct, Enum => VersionedJson.Name<TEnum>(type, property, name);

    // In a class of its own, because it needs Default to be there: initializers of partial classes have no order among files.
    private static class Readable
    {
        public static readonly RfmJson Value = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }
}
