namespace MemberValue.Rfm;

/// <summary>A score that several rules of a map match.</summary>
/// <param name="Score">The score.</param>
/// <param name="Rules">The rules, from 0, in order; the first decides.</param>
public sealed record SegmentOverlap(RfmScore Score, IReadOnlyList<int> Rules);
