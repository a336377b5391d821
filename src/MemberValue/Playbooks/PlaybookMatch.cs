using MemberValue.Members;

namespace MemberValue.Playbooks;

/// <summary>The recommendation of a playbook, and its rule.</summary>
/// <param name="Action">The action.</param>
/// <param name="Rule">The rule: the most specific one that matches.</param>
public sealed record PlaybookMatch(PlaybookAction Action, PlaybookRule Rule)
{
    /// <summary>The action that a segment has itself; null where it has none.</summary>
    internal static PlaybookMatch? OfSegment(string segment, Text? action) => string.IsNullOrWhiteSpace(action?.English)
        ? null
        : new PlaybookMatch(
            new PlaybookAction { Id = segment, Action = action, Channel = Text.Empty, Aim = Text.Empty },
            new PlaybookRule { Segment = segment, Action = segment });

    /// <summary>The action as the last sentence of a text.</summary>
    internal Text Text => ToDo.Fill(new TextValue("action", Action.Action));

    private static readonly Text ToDo = Text.Of("To do: {action}", "建议：{action}");
}
