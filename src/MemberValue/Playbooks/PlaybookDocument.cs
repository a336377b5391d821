using System.Text.Json;
using MemberValue.Members;

namespace MemberValue.Playbooks;

/// <summary>What a <see cref="Playbook"/> looks like in JSON, version 1.</summary>
internal sealed class PlaybookDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string? Name { get; set; }

    public JsonElement[]? Actions { get; set; }

    public JsonElement[]? Rules { get; set; }
}

/// <summary>One action of it.</summary>
internal sealed class PlaybookActionDocument
{
    public string? Id { get; set; }

    public Text? Action { get; set; }

    public Text? Channel { get; set; }

    public Text? Aim { get; set; }
}

/// <summary>One rule of it.</summary>
internal sealed class PlaybookRuleDocument
{
    public string? Stage { get; set; }

    public string? Segment { get; set; }

    public string? Risk { get; set; }

    public string? Action { get; set; }
}
