using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>
/// Which members to contact within a budget: members ranked by expected profit, probability x value - cost, until the budget is spent. Immutable and
/// thread-safe.
/// </summary>
/// <remarks>
/// <para>Rank: with a budget, by profit per unit of cost, without one by profit; the same where all contacts cost the same. Ties: the higher profit, then
/// the lower row. Members are taken in rank order; one whose cost no longer fits is skipped, and cheaper ones after it may still fit.
/// Nobody without an expected profit above 0 is taken.</para>
/// <para>With one cost for all this is the best selection. With unequal costs and a budget it is a heuristic (finding the best is the knapsack
/// problem): with no limit on contacts, what is lost is less than the profit of the first member that did not fit (Dantzig 1957, "Discrete-variable extremum
/// problems"), which is negligible for single contacts out of thousands. <see cref="UpperBound"/> bounds what any selection could bring.</para>
/// <para>The probability is the one of what the value depends on: of a response to the campaign; or, to keep members, of leaving times the save
/// rate. It must be calibrated: twice the probability is twice the profit.</para>
/// </remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class CampaignSelection : IWritesJson
{
    private readonly int[] _rows;

    private CampaignSelection(int[] rows) => _rows = rows;

    /// <summary>The rows to contact, in rank order.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>What contacting them costs, exactly.</summary>
    public decimal Spend { get; private init; }

    /// <summary>How many of them are expected to respond: the sum of their probabilities.</summary>
    public double ExpectedResponses { get; private init; }

    /// <summary>What they are expected to bring after the cost of contacts, 0 or more.</summary>
    public double ExpectedProfit { get; private init; }

    /// <summary>
    /// No selection under the same limits has an expected profit above this. Equal to <see cref="ExpectedProfit"/> where <see cref="IsExact"/>.
    /// </summary>
    public double UpperBound { get; private init; }

    /// <summary>
    /// Whether the selection is known to be the best: all contacts cost the same, or there is no budget, or no member with a profit was left out.
    /// </summary>
    public bool IsExact { get; private init; }

    /// <summary>How many rows have an expected profit above 0, taken or not.</summary>
    public int ProfitableRows { get; private init; }

    /// <summary>How many rows were skipped because their probability or value is NaN.</summary>
    public int MissingRows { get; private init; }

    /// <summary>The expected profit of the last member taken; NaN where none is.</summary>
    public double LastProfit { get; private init; }

    /// <summary>The expected profit of the first profitable member left out; NaN where none is.</summary>
    public double NextProfit { get; private init; }

    /// <summary>
    /// About what one more unit of money would bring: <see cref="NextProfit"/> over that member's cost. 0 where no member with a profit is left out,
    /// infinity where that member costs nothing.
    /// </summary>
    public double MarginalReturn { get; private init; }

    /// <summary>Selects members whose responses are all worth the same.</summary>
    /// <param name="probabilities">The probability of a response, one per member, 0 to 1; NaN skips the member.</param>
    /// <param name="value">What a response brings before the cost of the contact.</param>
    /// <param name="options">Budget, limit and cost; null for the defaults.</param>
    /// <returns>The selection.</returns>
    /// <exception cref="ArgumentException">A probability is outside 0 to 1 (the message names the row), or an option is out of its range.</exception>
    public static CampaignSelection Of(ReadOnlySpan<double> probabilities, decimal value, CampaignOptions? options = null)
    {
        var values = new double[probabilities.Length];
        Array.Fill(values, (double)value);
        return Select(probabilities, values, default, hasCosts: false, options);
    }

    /// <summary>Selects members, each with a value.</summary>
    /// <param name="probabilities">The probability of a response, one per member, 0 to 1; NaN skips the member.</param>
    /// <param name="values">What the member's response brings before the cost of the contact, as many as probabilities; finite, NaN skips the member.</param>
    /// <param name="options">Budget, limit and cost; null for the defaults.</param>
    /// <returns>The selection.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a probability is outside 0 to 1 or a value infinite (the message names the row), or an option is
    /// out of its range.</exception>
    public static CampaignSelection Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> values, CampaignOptions? options = null) =>
        Select(probabilities, values, default, hasCosts: false, options);

    /// <summary>Selects members, each with a value and a cost.</summary>
    /// <param name="probabilities">The probability of a response, one per member, 0 to 1; NaN skips the member.</param>
    /// <param name="values">What the member's response brings before the cost of the contact, as many as probabilities; finite, NaN skips the member.</param>
    /// <param name="costs">What contacting the member costs, 0 or more, as many as probabilities.</param>
    /// <param name="options">Budget and limit; its cost is not used. Null for the defaults.</param>
    /// <returns>The selection.</returns>
    /// <exception cref="ArgumentException">
    /// Lengths differ, a probability is outside 0 to 1, a value infinite or a cost negative (the message names the row), or an option is out of its range.
    /// </exception>
    public static CampaignSelection Of(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> values, ReadOnlySpan<decimal> costs, CampaignOptions? options = null) =>
        Select(probabilities, values, costs, hasCosts: true, options);

    /// <summary>The selection in short.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"contact {_rows.Length} of {ProfitableRows} profitable: spend {Spend}, expected responses {ExpectedResponses:F1}, expected profit "
            + $"{ExpectedProfit:F2}");

    private static CampaignSelection Select(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> values, ReadOnlySpan<decimal> costs, bool hasCosts, CampaignOptions? options)
    {
        var limits = (options ?? new CampaignOptions()).Checked();
        var (ranked, missing) = CampaignRank.Of(probabilities, values, costs, hasCosts, limits);
        var (budget, most) = (limits.Budget ?? decimal.MaxValue, limits.MostContacts ?? int.MaxValue);
        var chosen = new List<int>();
        CompensatedSum responses = default, profit = default;
        var (spend, next, last) = (0m, -1, double.NaN);
        for (var place = 0; place < ranked.Count; place++)
        {
            var cost = ranked.CostAt(place);
            if (chosen.Count >= most || cost > budget - spend)
            {
                next = next < 0 ? place : next;
                if (chosen.Count >= most || ranked.HasOneCost)
                    break;
                continue;
            }

            chosen.Add(ranked.Rows[place]);
            spend += cost;
            last = ranked.ProfitAt(place);
            profit.Add(last);
            responses.Add(probabilities[ranked.Rows[place]]);
        }

        var isExact = next < 0 || ranked.HasOneCost || limits.Budget is null;
        var nextProfit = next < 0 ? double.NaN : ranked.ProfitAt(next);
        return new CampaignSelection([.. chosen])
        {
            Spend = spend,
            ExpectedResponses = responses.Value,
            ExpectedProfit = profit.Value,
            UpperBound = isExact ? profit.Value : Math.Max(profit.Value, ranked.Bound(budget, most)),
            IsExact = isExact,
            ProfitableRows = ranked.Count,
            MissingRows = missing,
            LastProfit = last,
            NextProfit = nextProfit,
            MarginalReturn = next < 0 ? 0 : nextProfit / (double)ranked.CostAt(next),
        };
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, chosen) =>
    {
        to.Items(nameof(Rows), chosen._rows);
        to.Property(nameof(Spend), chosen.Spend);
        to.Property(nameof(ExpectedResponses), chosen.ExpectedResponses);
        to.Property(nameof(ExpectedProfit), chosen.ExpectedProfit);
        to.Property(nameof(LastProfit), chosen.LastProfit);
        to.Property(nameof(NextProfit), chosen.NextProfit);
        to.Property(nameof(MarginalReturn), chosen.MarginalReturn);
        to.Property(nameof(IsExact), chosen.IsExact);
        to.Property(nameof(UpperBound), chosen.UpperBound);
        to.Property(nameof(ProfitableRows), chosen.ProfitableRows);
        to.Property(nameof(MissingRows), chosen.MissingRows);
    });
}
