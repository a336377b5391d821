using MemberValue.Members;
using MemberValue.Playbooks;

namespace MemberValue.Assessment;

/// <summary>Parts of an assessment that contradict each other: some imply that the member stays, others that they have left. Immutable.</summary>
public sealed record AssessmentConflict
{
    /// <summary>The parts that imply that the member stays; at least one.</summary>
    public required IReadOnlyList<JudgedBy> Staying { get; init; }

    /// <summary>The parts that imply that the member has left or is about to; at least one.</summary>
    public required IReadOnlyList<JudgedBy> Leaving { get; init; }

    /// <summary>Which of them decides the action; see <see cref="PlaybookOptions.Lead"/>.</summary>
    public required JudgedBy Lead { get; init; }

    /// <summary>What each part implies, and which of them determines the action; the same in every culture.</summary>
    public required Text Text { get; init; }

    /// <summary>Whether the leading one implies that the member has left or is about to.</summary>
    public bool LeadIsLeaving => Leaving.Contains(Lead);

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;

    /// <summary>Whether all values and all list elements are equal.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(AssessmentConflict? other) =>
        other is not null && Lead == other.Lead && Staying.SequenceEqual(other.Staying) && Leaving.SequenceEqual(other.Leaving) && Text == other.Text;

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Lead, Staying.Count, Leaving.Count);
}
