namespace MemberValue.RuleSegments;

/// <summary>
/// Which segments by rules a valuator gives: segments, rules and fallback of a <see cref="RuleSegmentMap"/>. A plain class that configuration can bind; checked
/// and copied when it is used.
/// </summary>
/// <remarks>A map of your own, such as one that was read from JSON, takes their place: give it to the valuator.</remarks>
public sealed class RuleSegmentsOptions : RuleSegmentMapOptions;
