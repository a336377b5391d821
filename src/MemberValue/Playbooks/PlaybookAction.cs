using MemberValue.Members;

namespace MemberValue.Playbooks;

/// <summary>What to do about a member: action, channel and aim, in as many languages as wanted. Data, not code; nothing is sent.</summary>
public sealed record PlaybookAction
{
    /// <summary>What rules call it, such as <c>wake-up</c>; unique in its playbook.</summary>
    public required string Id { get; init; }

    /// <summary>What to do, one line.</summary>
    public required Text Action { get; init; }

    /// <summary>Where to do it, such as <c>e-mail, app push</c>.</summary>
    public required Text Channel { get; init; }

    /// <summary>What it is to bring about: what to measure it by.</summary>
    public required Text Aim { get; init; }

    /// <summary>Action, channel and aim in English.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Action}{(Channel == Text.Empty ? "" : $" Channel: {Channel}.")}{(Aim == Text.Empty ? "" : $" Aim: {Aim}")}";
}
