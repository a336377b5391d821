using MemberValue.Members;

namespace MemberValue.Playbooks;

/// <summary>What to do about a member: action, channel and aim, in English, Chinese and any other languages. Plain data; nothing is sent.</summary>
public sealed record PlaybookAction
{
    /// <summary>The id that rules use, such as <c>wake-up</c>; unique in its playbook.</summary>
    public required string Id { get; init; }

    /// <summary>What to do, in one line.</summary>
    public required Text Action { get; init; }

    /// <summary>The channel, such as <c>e-mail, app push</c>.</summary>
    public required Text Channel { get; init; }

    /// <summary>The intended effect, by which to measure it.</summary>
    public required Text Aim { get; init; }

    /// <summary>Action, channel and aim in English.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Action}{(Channel == Text.Empty ? "" : $" Channel: {Channel}.")}{(Aim == Text.Empty ? "" : $" Aim: {Aim}")}";
}
