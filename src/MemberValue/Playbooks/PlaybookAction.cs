namespace MemberValue.Playbooks;

/// <summary>What to do about a member: action, channel and aim, in English and Chinese. Data, not code; nothing is sent.</summary>
public sealed record PlaybookAction
{
    /// <summary>What rules call it, such as <c>wake-up</c>; unique in its playbook.</summary>
    public required string Id { get; init; }

    /// <summary>What to do, one line of English.</summary>
    public required string Action { get; init; }

    /// <summary>Where to do it, such as <c>e-mail, app push</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>What it is to bring about: what to measure it by.</summary>
    public required string Aim { get; init; }

    /// <summary>What to do, one line of Chinese.</summary>
    public required string ChineseAction { get; init; }

    /// <summary>Where to do it, in Chinese.</summary>
    public required string ChineseChannel { get; init; }

    /// <summary>What it is to bring about, in Chinese.</summary>
    public required string ChineseAim { get; init; }

    /// <summary>Action, channel and aim in English.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Action} Channel: {Channel}. Aim: {Aim}";
}
