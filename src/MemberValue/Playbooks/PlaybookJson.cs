using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace MemberValue.Playbooks;

/// <summary>How the pillar's files are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PlaybookDocument))]
[JsonSerializable(typeof(PlaybookActionDocument))]
[JsonSerializable(typeof(PlaybookRuleDocument))]
internal sealed partial class PlaybookJson : JsonSerializerContext
{
    /// <summary>The context with Chinese left readable, instead of escaped.</summary>
    public static PlaybookJson Context => Readable.Value;

    // In a class of its own, because it needs Default to be there: initializers of partial classes have no order among files.
    private static class Readable
    {
        public static readonly PlaybookJson Value = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }
}
