using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace MemberValue.Playbooks;

/// <summary>How reports are written: unlike settings, with every number that does not exist there as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LifecycleReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>The context with Chinese left readable, instead of escaped.</summary>
    public static ReportJson Context => Readable.Value;

    // In a class of its own, because it needs Default to be there: initializers of partial classes have no order among files.
    private static class Readable
    {
        public static readonly ReportJson Value = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }
}
