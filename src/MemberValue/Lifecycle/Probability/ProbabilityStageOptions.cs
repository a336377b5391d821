namespace MemberValue.Lifecycle;

/// <summary>
/// Rules over a model's probability. A plain class that configuration can bind; checked and copied when used. The limits are starting
/// points: what is low depends on the horizon and on how often your members buy.
/// </summary>
public sealed class ProbabilityStageOptions : StageOptions
{
    /// <summary>Which probability decides. That of a purchase within the horizon by default.</summary>
    public ProbabilityBasis Basis { get; set; }

    /// <summary>
    /// How far ahead the probability of a purchase looks, in days, turned into the model's unit by a fixed ratio; finite, above 0. 90 by default. A model
    /// of opportunities takes the nearest whole number of them, and looks at least one ahead.
    /// </summary>
    public double HorizonDays { get; set; } = 90;

    /// <summary>Dormant below this probability; above 0, at most 1. 0.3 by default.</summary>
    public double DormantBelow { get; set; } = 0.3;

    /// <summary>Lost below this probability; above 0, not above <see cref="DormantBelow"/>. 0.1 by default.</summary>
    public double LostBelow { get; set; } = 0.1;

    internal StageTerms CheckedRules()
    {
        if (!Enum.IsDefined(Basis))
            throw Wrong(nameof(Basis), Basis, "it must be Purchase or Alive");
        CheckDays(HorizonDays, nameof(HorizonDays));
        CheckProbability(DormantBelow, nameof(DormantBelow));
        CheckProbability(LostBelow, nameof(LostBelow));
        if (LostBelow > DormantBelow)
            throw Wrong(nameof(LostBelow), LostBelow, $"it must not be above DormantBelow, {DormantBelow}");
        return Checked();
    }

    private void CheckProbability(double probability, string name)
    {
        if (!(probability > 0 && probability <= 1))
            throw Wrong(name, probability, "it must be above 0 and at most 1");
    }
}
