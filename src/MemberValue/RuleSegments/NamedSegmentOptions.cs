using MemberValue.Members;

namespace MemberValue.RuleSegments;

/// <summary>A segment as configuration names it; <see cref="Rfm.Segment"/> is what results have.</summary>
public sealed class NamedSegmentOptions
{
    /// <summary>What rules call it, such as <c>vip</c>; not empty, unique.</summary>
    public string? Id { get; set; }

    /// <summary>What people call it: a <see cref="Text"/>, in configuration a string per language tag. The id where English is not given.</summary>
    public IReadOnlyDictionary<string, string>? Name { get; set; }

    /// <summary>Recommended action, one line: a <see cref="Text"/>, in configuration a string per language tag. Null for none.</summary>
    public IReadOnlyDictionary<string, string>? Action { get; set; }
}
