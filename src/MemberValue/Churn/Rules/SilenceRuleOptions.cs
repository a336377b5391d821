using MemberValue.Clv;
using MemberValue.Lifecycle;

namespace MemberValue.Churn;

/// <summary>Limits of a <see cref="SilenceRule"/>, in days.</summary>
public sealed class SilenceRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public SilenceRuleOptions()
        : base("silence")
    {
    }

    /// <summary>A signal from this many days of silence on; finite, above 0. 60 by default.</summary>
    public double Days { get; set; } = 60;

    /// <summary>The severity is 1 from this many on; finite, not below <see cref="Days"/>. 180 by default.</summary>
    public double FullDays { get; set; } = 180;

    /// <summary>What ends a silence: a purchase (the default), or a visit too.</summary>
    public SilenceSource Silence { get; set; }

    internal SeverityRamp Ramp()
    {
        CheckDays(Days, nameof(Days));
        if (!Enum.IsDefined(Silence))
            throw Wrong(nameof(Silence), Silence, "it must be Purchase or Engagement");
        return Rising(Days, FullDays, nameof(FullDays), nameof(Days));
    }
}
