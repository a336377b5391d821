using System.Text.Json.Serialization;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Playbooks;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class Playbook : IWritesJson
{
    private static readonly StoredKind Stored = new("Playbook", 1);

    /// <summary>The playbook as JSON text, the same in every culture; Chinese stays readable.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the playbook as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a playbook.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The playbook.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a playbook, an action or rule is wrong (the message names it), or a newer version wrote
    /// it.</exception>
    public static Playbook FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a playbook.</summary>
    /// <param name="stream">The stream to read, in UTF-8, to its end; it stays open.</param>
    /// <returns>The playbook.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a playbook, an action or rule is wrong (the message names it), or a newer version wrote
    /// it.</exception>
    public static Playbook FromJson(Stream stream) => Stored.Read(stream, Read);

    private static Playbook Read(DocumentReader from) => Create(new PlaybookOptions
    {
        Name = from.TextOrNull("name") ?? "",
        Actions = from.Parts("actions", static part => new PlaybookAction
        {
            Id = part.TextOrNull("id") ?? "",
            Action = part.Words("action"),
            Channel = part.Words("channel"),
            Aim = part.Words("aim"),
        }),
        Rules = from.Parts("rules", static part => new PlaybookRule
        {
            Stage = part.NameOrNull<LifecycleStage>("stage"),
            Segment = part.TextOrNull("segment"),
            Risk = part.NameOrNull<RiskLevel>("risk"),
            Action = part.TextOrNull("action") ?? "",
        }),
        Lead = from.NameOrNull<JudgedBy>("lead"),
        LikelyFrom = from.NumberOrNull("likelyFrom") ?? new PlaybookOptions().LikelyFrom,
        GoneBelow = from.NumberOrNull("goneBelow") ?? new PlaybookOptions().GoneBelow,
    });

    private void Write(DocumentWriter to)
    {
        to.Text("name", Name);
        to.Parts("actions", Actions, static (part, action) =>
        {
            part.Text("id", action.Id);
            part.Words("action", action.Action);
            part.Words("channel", action.Channel);
            part.Words("aim", action.Aim);
        });
        to.Parts("rules", Rules, static (part, rule) =>
        {
            part.Text("stage", rule.Stage?.ToString());
            part.Text("segment", rule.Segment);
            part.Text("risk", rule.Risk?.ToString());
            part.Text("action", rule.Action);
        });
        to.Text("lead", Lead?.ToString());
        to.Number("likelyFrom", LikelyFrom);
        to.Number("goneBelow", GoneBelow);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
