using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>A group of members that the business treats alike: a name and a recommended action, in as many languages as wanted. Data, not code.</summary>
public sealed record Segment
{
    /// <summary>What rules call it, such as <c>champions</c>; unique in its map.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required Text Name { get; init; }

    /// <summary>Recommended action, one line; may be empty.</summary>
    public Text Action { get; init; } = Text.Empty;

    /// <summary>Whether its members count as staying or as gone; None, the default, where the segment implies neither.</summary>
    public SegmentOutlook Outlook { get; init; }

    /// <summary>The English name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name.English;
}
