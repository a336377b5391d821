namespace MemberValue.Churn;

/// <summary>Limits of an <see cref="EngagementRule"/>, in days.</summary>
public sealed class EngagementRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public EngagementRuleOptions()
        : base("engagement")
    {
    }

    /// <summary>A signal from this many days without a visit on; finite, above 0. 30 by default.</summary>
    public double Days { get; set; } = 30;

    /// <summary>The severity is 1 from this many on; finite, not below <see cref="Days"/>. 90 by default.</summary>
    public double FullDays { get; set; } = 90;

    internal SeverityRamp Ramp()
    {
        CheckDays(Days, nameof(Days));
        return Rising(Days, FullDays, nameof(FullDays), nameof(Days));
    }
}
