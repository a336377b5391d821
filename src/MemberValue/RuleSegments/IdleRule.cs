using MemberValue.Common;

namespace MemberValue.RuleSegments;

/// <summary>A rule that never decides, because earlier ones hold wherever it does, or because nothing meets its conditions.</summary>
/// <param name="Rule">The rule, from 0.</param>
/// <param name="CoveredBy">The earlier rules that cover it, from 0: one that does so alone where there is one, otherwise all that overlap with it. Empty where
/// no value meets its conditions.</param>
public sealed record IdleRule(int Rule, IReadOnlyList<int> CoveredBy)
{
    /// <summary>The rule and those that cover it.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => CoveredBy.Count == 0
        ? FormattableString.Invariant($"rule {Rule} never decides: no value meets its conditions")
        : FormattableString.Invariant($"rule {Rule} never decides: {ErrorText.List(CoveredBy)} before it");

    /// <summary>Whether both are the same rule, covered by the same.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when rule and list are equal.</returns>
    public bool Equals(IdleRule? other) => other is not null && Rule == other.Rule && CoveredBy.SequenceEqual(other.CoveredBy);

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => Rule;
}
