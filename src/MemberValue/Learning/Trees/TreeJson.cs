using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>How trees and forests are written: without line breaks, which would stand behind every number of a forest.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DecisionTreeDocument))]
[JsonSerializable(typeof(RandomForestDocument))]
internal sealed partial class TreeJson : JsonSerializerContext
{
    /// <summary>The context with Chinese left readable, instead of escaped.</summary>
    public static TreeJson Context => Readable.Value;

    /// <summary>The columns' names, which must be there, each once.</summary>
    public static string[] Names(string type, string[]? names)
    {
        if (names is not { Length: > 0 and <= ushort.MaxValue } || Array.Exists(names, string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw StoredJson.Damaged(type, "features must be names, at least one, none empty or twice");
        return names;
    }

    // In a class of its own, because it needs Default to be there: initializers of partial classes have no order among files.
    private static class Readable
    {
        public static readonly TreeJson Value = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }
}
