using System.Text.Encodings.Web;
using System.Text.Json;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Members;
using MemberValue.Playbooks;

namespace StoreBackend.Assessing;

/// <summary>
/// Why a member is assessed so: stored beside the numbers, read by people. The reasons of the risk, the largest contribution first, and the action of the
/// playbook stand as the library writes them.
/// </summary>
public sealed record Reasons(
    Text Summary, Text? Segment, Text? SegmentName, Text? Stage,
    IReadOnlyList<ChurnReason> Risk, PlaybookAction? Advice, double? PurchaseHorizonDays, IReadOnlyList<Text> Missing)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reasons Of(MemberAssessment assessment) => new(
        assessment.Text,
        assessment.Segment?.Text,
        assessment.Segment?.Segment.Name,
        assessment.StageReason?.Text,
        assessment.Risk?.Reasons ?? [],
        assessment.Action?.Action,
        assessment.PurchaseHorizonDays,
        assessment.Missing);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static Reasons? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<Reasons>(json, Json);
}
