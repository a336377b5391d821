using System.Text.Encodings.Web;
using System.Text.Json;
using MemberValue.Assessment;

namespace StoreBackend.Assessing;

/// <summary>A sentence in both languages.</summary>
public sealed record Sentence(string English, string Chinese);

/// <summary>A signal of leaving, the largest contribution to the risk first.</summary>
public sealed record RiskReason(string Rule, double Value, double Limit, string Unit, double Contribution, string English, string Chinese);

/// <summary>What to do, from the playbook.</summary>
public sealed record Advice(string Id, Sentence Action, Sentence Channel, Sentence Aim);

/// <summary>Why a member is assessed so: stored beside the numbers, read by people.</summary>
public sealed record Reasons(
    Sentence Summary, Sentence? Segment, Sentence? SegmentName, Sentence? Stage, IReadOnlyList<RiskReason> Risk, Advice? Advice, double? PurchaseHorizonDays, IReadOnlyList<string> Missing)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reasons Of(MemberAssessment assessment) => new(
        new Sentence(assessment.English, assessment.Chinese),
        assessment.Segment is { } segment ? new Sentence(segment.English, segment.Chinese) : null,
        assessment.Segment is { } named ? new Sentence(named.Segment.Name, named.Segment.ChineseName) : null,
        assessment.StageReason is { } stage ? new Sentence(stage.English, stage.Chinese) : null,
        [.. (assessment.Risk?.Reasons ?? []).Select(reason => new RiskReason(
            reason.Signal.RuleId, reason.Signal.Value, reason.Signal.Limit, reason.Signal.Unit, reason.Contribution, reason.Signal.Text.English, reason.Signal.Text.Chinese))],
        assessment.Action is { Action: var action }
            ? new Advice(action.Id, new(action.Action, action.ChineseAction), new(action.Channel, action.ChineseChannel), new(action.Aim, action.ChineseAim))
            : null,
        assessment.PurchaseHorizonDays,
        assessment.Missing);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static Reasons? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<Reasons>(json, Json);
}
