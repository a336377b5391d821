using System.Text.Encodings.Web;
using System.Text.Json;
using MemberValue.Assessment;
using MemberValue.Members;

namespace StoreBackend.Assessing;

/// <summary>A signal of leaving, the largest contribution to the risk first.</summary>
public sealed record RiskReason(string Rule, double Value, double Limit, string Unit, double Contribution, Text Text);

/// <summary>What to do, from the playbook.</summary>
public sealed record Advice(string Id, Text Action, Text Channel, Text Aim);

/// <summary>Why a member is assessed so: stored beside the numbers, read by people.</summary>
public sealed record Reasons(
    Text Summary, Text? Segment, Text? SegmentName, Text? Stage,
    IReadOnlyList<RiskReason> Risk, Advice? Advice, double? PurchaseHorizonDays, IReadOnlyList<Text> Missing)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reasons Of(MemberAssessment assessment) => new(
        assessment.Text,
        assessment.Segment?.Text,
        assessment.Segment?.Segment.Name,
        assessment.StageReason?.Text,
        [.. (assessment.Risk?.Reasons ?? []).Select(reason => new RiskReason(
            reason.Signal.RuleId, reason.Signal.Value, reason.Signal.Limit, reason.Signal.Unit, reason.Contribution, reason.Signal.Text))],
        assessment.Action is { Action: var action } ? new Advice(action.Id, action.Action, action.Channel, action.Aim) : null,
        assessment.PurchaseHorizonDays,
        assessment.Missing);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static Reasons? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<Reasons>(json, Json);
}
