using System.Text;
using System.Text.Json;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Playbooks;

public sealed partial class Playbook
{
    private const string JsonType = "Playbook";
    private const int JsonVersion = 1;

    /// <summary>The playbook as JSON text, the same in every culture; Chinese stays readable.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), PlaybookJson.Context.PlaybookDocument);

    /// <summary>Writes the playbook as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), PlaybookJson.Context.PlaybookDocument);
    }

    /// <summary>Reads a playbook.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The playbook.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no playbook, an action or rule is wrong (the message names it), or a newer version wrote it.</exception>
    public static Playbook FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads a playbook.</summary>
    /// <param name="stream">Where from, UTF-8; read to its end, stays open.</param>
    /// <returns>The playbook.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no playbook, an action or rule is wrong (the message names it), or a newer version wrote it.</exception>
    public static Playbook FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, PlaybookJson.Context.PlaybookDocument);
        try
        {
            return Create(new PlaybookOptions
            {
                Name = document.Name ?? "",
                Actions = (document.Actions ?? throw StoredJson.Damaged(JsonType, "\"actions\" is missing")).Select(ActionOf).ToList(),
                Rules = (document.Rules ?? throw StoredJson.Damaged(JsonType, "\"rules\" is missing")).Select(RuleOf).ToList(),
            });
        }
        catch (ArgumentException error)
        {
            throw StoredJson.Damaged(JsonType, error.Message, error);
        }
    }

    private static PlaybookAction ActionOf(JsonElement json, int index)
    {
        try
        {
            var action = json.Deserialize(PlaybookJson.Context.PlaybookActionDocument) ?? throw StoredJson.Damaged(JsonType, $"action {index} is null");
            return new PlaybookAction
            {
                Id = action.Id ?? "",
                Action = action.Action ?? Text.Empty,
                Channel = action.Channel ?? Text.Empty,
                Aim = action.Aim ?? Text.Empty,
            };
        }
        catch (JsonException error)
        {
            throw StoredJson.Damaged(JsonType, $"action {index}: {error.Message}", error);
        }
    }

    private static PlaybookRule RuleOf(JsonElement json, int index)
    {
        try
        {
            var rule = json.Deserialize(PlaybookJson.Context.PlaybookRuleDocument) ?? throw StoredJson.Damaged(JsonType, $"rule {index} is null");
            return new PlaybookRule
            {
                Stage = rule.Stage is null ? null : StoredJson.Name<LifecycleStage>(JsonType, $"\"stage\" of rule {index}", rule.Stage),
                Segment = rule.Segment,
                Risk = rule.Risk is null ? null : StoredJson.Name<RiskLevel>(JsonType, $"\"risk\" of rule {index}", rule.Risk),
                Action = rule.Action ?? "",
            };
        }
        catch (JsonException error)
        {
            throw StoredJson.Damaged(JsonType, $"rule {index}: {error.Message}", error);
        }
    }

    private PlaybookDocument Document() => new()
    {
        Type = JsonType,
        Version = JsonVersion,
        Name = Name,
        Actions = Actions.Select(action => JsonSerializer.SerializeToElement(
            new PlaybookActionDocument
            {
                Id = action.Id,
                Action = action.Action,
                Channel = action.Channel,
                Aim = action.Aim,
            },
            PlaybookJson.Context.PlaybookActionDocument)).ToArray(),
        Rules = Rules.Select(rule => JsonSerializer.SerializeToElement(
            new PlaybookRuleDocument
            {
                Stage = rule.Stage?.ToString(),
                Segment = rule.Segment,
                Risk = rule.Risk?.ToString(),
                Action = rule.Action,
            },
            PlaybookJson.Context.PlaybookRuleDocument)).ToArray(),
    };
}
