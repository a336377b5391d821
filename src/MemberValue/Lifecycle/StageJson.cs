using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace MemberValue.Lifecycle;

/// <summary>How rules, learned limits and rhythms are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ThresholdStagesDocument))]
[JsonSerializable(typeof(LearnedLimitsDocument))]
[JsonSerializable(typeof(PurchaseRhythmDocument))]
internal sealed partial class StageJson : JsonSerializerContext
{
    /// <summary>The context with Chinese left readable, instead of escaped.</summary>
    public static StageJson Context => Readable.Value;

    // In a class of its own, because it needs Default to be there: initializers of partial classes have no order among files.
    private static class Readable
    {
        public static readonly StageJson Value = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }
}
