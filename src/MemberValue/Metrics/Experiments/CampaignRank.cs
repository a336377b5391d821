using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>Members with an expected profit, in the order in which money is spent on them.</summary>
internal sealed class CampaignRank
{
    private readonly double[] _profits; // by row
    private readonly decimal[]? _costs; // by row
    private readonly decimal _cost;

    private CampaignRank(int[] rows, double[] profits, decimal[]? costs, decimal cost)
    {
        (Rows, _profits, _costs, _cost) = (rows, profits, costs, cost);
        HasOneCost = true;
        for (var place = 1; place < rows.Length && HasOneCost; place++)
            HasOneCost = CostAt(place) == CostAt(0);
    }

    /// <summary>The rows by rank.</summary>
    public int[] Rows { get; }

    public int Count => Rows.Length;

    public bool HasOneCost { get; }

    public static (CampaignRank Ranked, int Missing) Of(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> values, ReadOnlySpan<decimal> costs, bool hasCosts, CampaignOptions limits)
    {
        if (values.Length != probabilities.Length)
            throw Error.Argument($"There are {values.Length} values for {probabilities.Length} probabilities.", nameof(values));
        if (hasCosts && costs.Length != probabilities.Length)
            throw Error.Argument($"There are {costs.Length} costs for {probabilities.Length} probabilities.", nameof(costs));
        var profits = new double[probabilities.Length];
        var (profitable, missing) = (0, 0);
        for (var row = 0; row < profits.Length; row++)
        {
            var (p, value, cost) = (probabilities[row], values[row], hasCosts ? costs[row] : limits.ContactCost);
            if (p is < 0 or > 1)
                throw Error.Argument($"The probability of row {row} is {p}; it must be 0 to 1, or NaN.", nameof(probabilities));
            if (double.IsInfinity(value))
                throw Error.Argument($"The value of row {row} is {value}; it must be finite, or NaN.", nameof(values));
            if (cost < 0)
                throw Error.Argument($"The cost of row {row} is {cost}; it must be 0 or more.", nameof(costs));
            profits[row] = p * value - (double)cost;
            missing += double.IsNaN(profits[row]) ? 1 : 0;
            profitable += profits[row] > 0 ? 1 : 0;
        }

        var (keys, rows) = (new ulong[profitable], new int[profitable]);
        for (int row = 0, place = 0; row < profits.Length; row++)
        {
            if (!(profits[row] > 0))
                continue;
            // Where nothing limits the spend, members are ranked by profit, whatever the cost.
            var rank = limits.Budget is null ? profits[row] : profits[row] / (double)(hasCosts ? costs[row] : limits.ContactCost);
            (keys[place], rows[place++]) = (RankedPredictions.DescendingKey(rank), row);
        }

        RadixSort.Sort(keys, rows, 64);
        OrderTies(keys, rows, profits);
        return (new CampaignRank(rows, profits, hasCosts ? costs.ToArray() : null, limits.ContactCost), missing);
    }

    public decimal CostAt(int place) => _costs is null ? _cost : _costs[Rows[place]];

    public double ProfitAt(int place) => _profits[Rows[place]];

    /// <summary>An upper bound of any selection's profit: fractions of members allowed (Dantzig 1957), and at most the sum of the highest profits within the
    /// limit on contacts.</summary>
    public double Bound(decimal budget, int most)
    {
        CompensatedSum byBudget = default, byCount = default;
        var left = budget;
        for (var place = 0; place < Count; place++)
        {
            var cost = CostAt(place);
            if (cost > left)
            {
                byBudget.Add(ProfitAt(place) * ((double)left / (double)cost));
                break;
            }

            left -= cost;
            byBudget.Add(ProfitAt(place));
        }

        if (most >= Count)
            return byBudget.Value;
        var profits = Array.ConvertAll(Rows, row => _profits[row]);
        Array.Sort(profits);
        foreach (var profit in profits.AsSpan(Count - most))
            byCount.Add(profit);
        return Math.Min(byBudget.Value, byCount.Value);
    }

    private static void OrderTies(ulong[] keys, int[] rows, double[] profits)
    {
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];)
                end++;
            if (end - start > 1)
                rows.AsSpan(start..end).Sort((left, right) => profits[right].CompareTo(profits[left]) is not 0 and var order ? order : left.CompareTo(right));
        }
    }
}
