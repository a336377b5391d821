namespace MemberValue.RuleSegments;

/// <summary>One rule: the segment of the members for whom all conditions hold. A plain class that configuration can bind.</summary>
/// <remarks>For "this or that" give two rules of the same segment.</remarks>
public sealed class SegmentRuleOptions
{
    /// <summary>The <see cref="NamedSegmentOptions.Id"/> of the segment.</summary>
    public string? Segment { get; set; }

    /// <summary>The conditions, all of which must hold; at least one. For the rest of the members name a fallback.</summary>
    public IReadOnlyList<SegmentConditionOptions>? When { get; set; }
}
