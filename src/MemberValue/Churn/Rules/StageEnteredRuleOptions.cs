namespace MemberValue.Churn;

/// <summary>Severities of a <see cref="StageEnteredRule"/>.</summary>
public sealed class StageEnteredRuleOptions : ChurnRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public StageEnteredRuleOptions()
        : base("stage")
    {
    }

    /// <summary>The severity of a member who entered Dormant; above 0, at most 1, or null for no signal. 0.5 by default.</summary>
    public double? DormantSeverity { get; set; } = 0.5;

    /// <summary>The severity of a member who entered Lost; above 0, at most 1, or null for no signal. 1 by default.</summary>
    public double? LostSeverity { get; set; } = 1;

    internal void Check()
    {
        CheckSeverity(DormantSeverity, nameof(DormantSeverity));
        CheckSeverity(LostSeverity, nameof(LostSeverity));
        if (DormantSeverity is null && LostSeverity is null)
            throw Wrong(nameof(DormantSeverity), "null, and LostSeverity too", "one of them must be given");
    }
}
