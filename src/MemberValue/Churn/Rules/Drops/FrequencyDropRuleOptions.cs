namespace MemberValue.Churn;

/// <summary>Limits of a <see cref="FrequencyDropRule"/>.</summary>
public sealed class FrequencyDropRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public FrequencyDropRuleOptions()
        : base("frequency-drop")
    {
    }

    /// <summary>A signal from this drop on, as a share of the earlier purchases; above 0, at most 1. 0.5 by default: half or fewer.</summary>
    public double Drop { get; set; } = 0.5;

    /// <summary>The severity is 1 from this drop on; not below <see cref="Drop"/>. 1 by default: no purchases at all.</summary>
    public double FullDrop { get; set; } = 1;

    /// <summary>
    /// The largest p-value at which a drop counts: the probability of so few recent purchases for a member whose rate did not change. Above 0, at most 0.5.
    /// 0.05 by default: 5 purchases after which none came (1/32), not 4 (1/16).
    /// </summary>
    public double SignificanceLevel { get; set; } = 0.05;

    internal SeverityRamp Ramp()
    {
        if (!(Drop > 0 && Drop <= 1))
            throw Wrong(nameof(Drop), Drop, "it must be a share above 0 and at most 1");
        if (!(SignificanceLevel > 0 && SignificanceLevel <= 0.5))
            throw Wrong(nameof(SignificanceLevel), SignificanceLevel, "it must be above 0 and at most 0.5");
        return Rising(Drop, FullDrop, nameof(FullDrop), nameof(Drop));
    }
}
