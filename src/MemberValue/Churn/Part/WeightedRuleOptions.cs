using MemberValue.Churn;

namespace MemberValue.Churn;

/// <summary>A built-in rule of churn with its weight, as configuration can bind it.</summary>
/// <typeparam name="TOptions">The rule's options.</typeparam>
public sealed class WeightedRuleOptions<TOptions>
    where TOptions : ChurnRuleOptions, new()
{
    /// <summary>How much the rule counts; see <see cref="WeightedRule.Weight"/>. 1 by default.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>The rule's limits.</summary>
    public TOptions Rule { get; set; } = new();
}
