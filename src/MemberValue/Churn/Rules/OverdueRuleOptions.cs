namespace MemberValue.Churn;

/// <summary>Limits of an <see cref="OverdueRule"/>, in multiples of the member's own expected gap. The defaults are those of stages by rhythm.</summary>
public sealed class OverdueRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public OverdueRuleOptions()
        : base("overdue")
    {
    }

    /// <summary>Overdue from this many expected gaps of silence on; finite, above 0. 2 by default.</summary>
    public double Gaps { get; set; } = 2;

    /// <summary>The severity is 1 from this many on; finite, not below <see cref="Gaps"/>. 4 by default.</summary>
    public double FullGaps { get; set; } = 4;

    /// <summary>An expected gap below this counts as this; finite, above 0, or null for no bound. 7 by default.</summary>
    public double? GapAtLeastDays { get; set; } = 7;

    /// <summary>An expected gap above this counts as this; finite, not below <see cref="GapAtLeastDays"/>, or null for no bound. 365 by default.</summary>
    public double? GapAtMostDays { get; set; } = 365;

    internal SeverityRamp Ramp()
    {
        if (!(Gaps > 0 && Gaps <= double.MaxValue))
            throw Wrong(nameof(Gaps), Gaps, "it must be finite and above 0");
        if (GapAtLeastDays is { } least)
            CheckDays(least, nameof(GapAtLeastDays));
        if (GapAtMostDays is { } most)
            CheckDays(most, nameof(GapAtMostDays));
        if (GapAtMostDays < GapAtLeastDays)
            throw Wrong(nameof(GapAtMostDays), GapAtMostDays.Value, $"it must not be below GapAtLeastDays, {GapAtLeastDays}");
        return Rising(Gaps, FullGaps, nameof(FullGaps), nameof(Gaps), SeverityRamp.Slack);
    }
}
