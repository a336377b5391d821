namespace MemberValue.Churn;

/// <summary>Limits of a <see cref="SpendDropRule"/>.</summary>
public sealed class SpendDropRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public SpendDropRuleOptions()
        : base("spend-drop")
    {
    }

    /// <summary>A signal from this drop on, as a share of the earlier net spend; above 0, at most 1. 0.5 by default.</summary>
    public double Drop { get; set; } = 0.5;

    /// <summary>The severity is 1 from this drop on; not below <see cref="Drop"/>. 1 by default: no net spend at all.</summary>
    public double FullDrop { get; set; } = 1;

    /// <summary>
    /// Only members whose earlier net spend is at least this; 0 or more, in the table's money. 0 by default; set it so that small changes do not count as a
    /// drop.
    /// </summary>
    public decimal EarlierSpendAtLeast { get; set; }

    internal SeverityRamp Ramp()
    {
        if (!(Drop > 0 && Drop <= 1))
            throw Wrong(nameof(Drop), Drop, "it must be a share above 0 and at most 1");
        if (EarlierSpendAtLeast < 0)
            throw Wrong(nameof(EarlierSpendAtLeast), EarlierSpendAtLeast, "it must be 0 or more");
        return Rising(Drop, FullDrop, nameof(FullDrop), nameof(Drop));
    }
}
