namespace MemberValue.Lifecycle;

/// <summary>
/// Rules in units of a member's own rhythm. A plain class that configuration can bind; checked and copied when a classifier is created from it. The windows
/// of FirstTime and Returned are days as everywhere; one that is longer than a member's Dormant limit ends with it, because silence decides first.
/// </summary>
public sealed class RhythmStageOptions : StageOptions
{
    /// <summary>Dormant from this many expected gaps of silence on; finite, above 0. 2 by default.</summary>
    public double DormantFromGaps { get; set; } = 2;

    /// <summary>Lost from this many expected gaps of silence on; finite, not below <see cref="DormantFromGaps"/>. 4 by default.</summary>
    public double LostFromGaps { get; set; } = 4;

    /// <summary>
    /// A shorter expected gap counts as this many days, so that a member who buys twice a day is not Dormant after one day. Finite, above 0; null: no
    /// bound. 7 by default: Dormant after two weeks at the earliest.
    /// </summary>
    public double? GapAtLeastDays { get; set; } = 7;

    /// <summary>
    /// A longer expected gap counts as this many days, so that a member who buys once in ten years becomes Lost eventually. Finite, not below
    /// <see cref="GapAtLeastDays"/>; null: no bound. 365 by default: Lost after four years at the latest.
    /// </summary>
    public double? GapAtMostDays { get; set; } = 365;

    internal StageTerms CheckedRules()
    {
        CheckGaps(DormantFromGaps, nameof(DormantFromGaps));
        CheckGaps(LostFromGaps, nameof(LostFromGaps));
        if (LostFromGaps < DormantFromGaps)
            throw Wrong(nameof(LostFromGaps), LostFromGaps, $"it must not be below DormantFromGaps, {DormantFromGaps}");
        CheckDays(GapAtLeastDays, nameof(GapAtLeastDays));
        CheckDays(GapAtMostDays, nameof(GapAtMostDays));
        if (GapAtMostDays < GapAtLeastDays)
            throw Wrong(nameof(GapAtMostDays), GapAtMostDays!.Value, $"it must not be below GapAtLeastDays, {GapAtLeastDays}");
        return Checked();
    }

    private void CheckGaps(double gaps, string name)
    {
        if (!(gaps > 0 && gaps <= double.MaxValue))
            throw Wrong(name, gaps, "it must be a finite number of gaps above 0");
    }
}
