using MemberValue.Clv;
using MemberValue.Common;

namespace MemberValue.Contribution;

/// <summary>Which profit contribution a valuator gives. A plain class that configuration can bind; checked and copied when it is used.</summary>
public sealed class ContributionOptions
{
    /// <summary>The column of revenue; net spend by default, which has returns taken off. With <c>Sales</c>, returns are a cost of the column
    /// <c>Refunds</c>.</summary>
    public string Revenue { get; set; } = "Net";

    /// <summary>The costs, in the order in which they are told. Null or empty: none, and profit is revenue.</summary>
    public IReadOnlyList<CostLineOptions>? Costs { get; set; }

    internal ContributionCalculator Frozen()
    {
        OptionError.Require(this, !string.IsNullOrWhiteSpace(Revenue), nameof(Revenue), $"'{Revenue}'", "it must be the name of a column");
        if (Costs?.Contains(null!) == true)
            throw OptionError.Of(this, nameof(Costs), "a list with null", "it must not have a cost that is null");
        return new ContributionCalculator([.. (Costs ?? []).Select(cost => cost.ToLine())], Revenue);
    }
}
