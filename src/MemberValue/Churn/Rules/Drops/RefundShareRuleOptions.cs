namespace MemberValue.Churn;

/// <summary>Limits of a <see cref="RefundShareRule"/>.</summary>
public sealed class RefundShareRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public RefundShareRuleOptions()
        : base("refunds")
    {
    }

    /// <summary>A signal from this share of refunds in sales on; finite, above 0. 0.3 by default.</summary>
    public double Share { get; set; } = 0.3;

    /// <summary>The severity is 1 from this share on; finite, not below <see cref="Share"/>. 1 by default.</summary>
    public double FullShare { get; set; } = 1;

    internal SeverityRamp Ramp()
    {
        if (!(Share > 0 && Share <= double.MaxValue))
            throw Wrong(nameof(Share), Share, "it must be finite and above 0");
        return Rising(Share, FullShare, nameof(FullShare), nameof(Share));
    }
}
