namespace MemberValue.Playbooks;

/// <summary>The actions and rules of a <see cref="Playbook"/>; checked when the playbook is made.</summary>
public sealed class PlaybookOptions
{
    /// <summary>What to call the playbook.</summary>
    public string Name { get; set; } = "playbook";

    /// <summary>The actions, in the order to show them in.</summary>
    public IReadOnlyList<PlaybookAction> Actions { get; set; } = [];

    /// <summary>The rules, in any order: the most specific one that fits decides. No two with the same conditions.</summary>
    public IReadOnlyList<PlaybookRule> Rules { get; set; } = [];
}
