using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace MemberValue.Learning;

/// <summary>How logistic regressions and calibrations are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(LogisticModelDocument))]
[JsonSerializable(typeof(PlattDocument))]
[JsonSerializable(typeof(IsotonicDocument))]
internal sealed partial class ProbabilityJson : JsonSerializerContext
{
    /// <summary>The context with Chinese left readable, instead of escaped.</summary>
    public static ProbabilityJson Context => Readable.Value;

    // In a class of its own, because it needs Default to be there: initializers of partial classes have no order among files.
    private static class Readable
    {
        public static readonly ProbabilityJson Value = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }
}
