namespace MemberValue.Lifecycle;

/// <summary>What a <see cref="PurchaseRhythm"/> is worth.</summary>
public enum RhythmStatus
{
    /// <summary>Mean gap and credibility were given by the caller.</summary>
    Given = 0,

    /// <summary>Both were fitted to a table.</summary>
    Fitted = 1,

    /// <summary>Fitted, and the members' own gaps differ no more than chance makes gaps differ: everyone has the population's mean gap.</summary>
    AllAlike = 2,

    /// <summary>Not fitted: no member of the table has two purchases, so there is no gap. Nothing can be classified by it.</summary>
    NoGaps = 3,
}
