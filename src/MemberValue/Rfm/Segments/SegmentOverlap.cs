using MemberValue.Common;

namespace MemberValue.Rfm;

/// <summary>A score that several rules of a map match.</summary>
/// <param name="Score">The score.</param>
/// <param name="Rules">The rules, from 0, in order; the first decides.</param>
public sealed record SegmentOverlap(RfmScore Score, IReadOnlyList<int> Rules)
{
    /// <summary>The score and its rules.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Score}: rules {ErrorText.List(Rules)}");

    /// <summary>Whether both are the same score with the same rules.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when score and rules are equal.</returns>
    public bool Equals(SegmentOverlap? other) => other is not null && Score == other.Score && Rules.SequenceEqual(other.Rules);

    /// <summary>A hash that equal overlaps share.</summary>
    /// <returns>The hash of the score.</returns>
    public override int GetHashCode() => Score.GetHashCode();
}
