namespace MemberValue.Rfm;

/// <summary>A group of members that the business treats alike: names and a recommended action, in English and Chinese. Data, not code.</summary>
public sealed record Segment
{
    /// <summary>What rules call it, such as <c>champions</c>; unique in its map.</summary>
    public required string Id { get; init; }

    /// <summary>English name.</summary>
    public required string Name { get; init; }

    /// <summary>Chinese name.</summary>
    public required string ChineseName { get; init; }

    /// <summary>Recommended action, one line of English; may be empty.</summary>
    public string Action { get; init; } = "";

    /// <summary>Recommended action, one line of Chinese; may be empty.</summary>
    public string ChineseAction { get; init; } = "";

    /// <summary>The English name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name;
}
