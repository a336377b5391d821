using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>Why a member is in their stage: the rule, what it compared, and when the stage changes next if the member stays silent.</summary>
public sealed record StageExplanation
{
    /// <summary>The stage.</summary>
    public required LifecycleStage Stage { get; init; }

    /// <summary>The window whose last cell the stage is as of.</summary>
    public required ObservationWindow Window { get; init; }

    /// <summary>The rule that decided.</summary>
    public required StageRule Rule { get; init; }

    /// <summary>What the rule compared, the deciding comparison first; empty for <see cref="StageRule.NoPurchase"/> without limits.</summary>
    public required IReadOnlyList<StageFact> Facts { get; init; }

    /// <summary>What else a reader should know.</summary>
    public required StageNotes Notes { get; init; }

    /// <summary>The next stage if the member stays silent; null if silence never changes it, or not before the end of the calendar (year 9999,
    /// for instants 2068) or, by a probability, within a hundred years.</summary>
    public required StageChange? Next { get; init; }

    /// <summary>When silence makes the stage Dormant or, for a dormant member, Lost: <see cref="Next"/> itself, or what follows where a window ends before
    /// (First-time, Returned); null if never.</summary>
    public required StageChange? NextDecline { get; init; }

    /// <summary>The explanation in sentences, the same in every culture.</summary>
    public required Text Text { get; init; }

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;

    /// <summary>Whether all values and all list elements are equal.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(StageExplanation? other) =>
        other is not null && Stage == other.Stage && Window == other.Window && Rule == other.Rule && Facts.SequenceEqual(other.Facts)
        && Notes == other.Notes && Equals(Next, other.Next) && Equals(NextDecline, other.NextDecline) && Text == other.Text;

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Stage, Window, Rule, Next);
}
