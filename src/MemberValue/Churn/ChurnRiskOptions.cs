using MemberValue.Common;

namespace MemberValue.Churn;

/// <summary>Rules, weights, combination and level limits. A plain class; checked and copied when an assessor is created from it.</summary>
public sealed class ChurnRiskOptions
{
    /// <summary>The most rules of one assessor.</summary>
    public const int MostRules = 256;

    /// <summary>The rules with their weights; at least one. The same kind may be given twice under two ids. They are combined in ordinal order of their ids, so
    /// that the order of this list changes no bit of a result.</summary>
    public IReadOnlyList<WeightedRule> Rules { get; set; } = [];

    /// <summary>How severities become one risk. NoisyOr by default.</summary>
    public RiskCombination Combination { get; set; }

    /// <summary>The level is Medium from this risk on; above 0, below <see cref="HighFrom"/>. 1/3 by default.</summary>
    public double MediumFrom { get; set; } = 1 / 3.0;

    /// <summary>The level is High from this risk on; below 1. 2/3 by default.</summary>
    public double HighFrom { get; set; } = 2 / 3.0;

    /// <summary>The rules in the order of their ids.</summary>
    internal WeightedRule[] Checked()
    {
        if (!Enum.IsDefined(Combination))
            throw Wrong(nameof(Combination), Combination, "it must be NoisyOr, Maximum or WeightedSum");
        if (!(MediumFrom > 0 && MediumFrom < 1))
            throw Wrong(nameof(MediumFrom), MediumFrom, "it must be above 0 and below 1");
        if (!(HighFrom > MediumFrom && HighFrom < 1))
            throw Wrong(nameof(HighFrom), HighFrom, $"it must be above MediumFrom, {MediumFrom}, and below 1");
        if (Rules is null || Rules.Count is 0 or > MostRules)
            throw Wrong($"{nameof(Rules)}.Count", Rules?.Count ?? 0, $"it must be 1 to {MostRules}");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var total = 0.0;
        for (var i = 0; i < Rules.Count; i++)
        {
            if (Rules[i]?.Rule is not { } rule)
                throw Wrong($"{nameof(Rules)}[{i}]", "null", "it must be a rule");
            if (string.IsNullOrWhiteSpace(rule.Id))
                throw Wrong($"{nameof(Rules)}[{i}].Rule.Id", $"'{rule.Id}'", "it must not be empty");
            if (!ids.Add(rule.Id))
                throw Wrong($"{nameof(Rules)}[{i}].Rule.Id", $"'{rule.Id}'", "a rule before it has this id; give one of them another");
            CheckWeight(i, rule.Id, Rules[i].Weight);
            total += Rules[i].Weight;
        }

        if (!(total > 0 && total <= double.MaxValue))
            throw Wrong($"{nameof(Rules)}, the sum of their weights,", total, "it must be finite and above 0");
        return [.. Rules.OrderBy(each => each.Rule.Id, StringComparer.Ordinal)];
    }

    private void CheckWeight(int place, string id, double weight)
    {
        var most = Combination == RiskCombination.WeightedSum ? double.MaxValue : 1;
        if (!(weight >= 0 && weight <= most))
        {
            throw Wrong($"{nameof(Rules)}[{place}].Weight ({id})", weight, Combination == RiskCombination.WeightedSum
                ? "it must be finite and 0 or more"
                : $"it must be 0 to 1 for the combination {Combination}");
        }
    }

    private ArgumentException Wrong(ErrorText name, object value, ErrorText allowed) => OptionError.Of(this, name, value, allowed);
}
