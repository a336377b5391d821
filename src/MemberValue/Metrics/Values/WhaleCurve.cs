using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>
/// How profit is spread over members: the profit of the best members together, which rises to a peak and falls again by the losses of members who cost more
/// than they bring. Immutable.
/// </summary>
/// <remarks>Kaplan and Narayanan 2001, "Measuring and managing customer profitability".</remarks>
public sealed class WhaleCurve
{
    private readonly double[] _sums; // of the i best

    private WhaleCurve(double[] sorted, int missing)
    {
        (Missing, _sums) = (missing, new double[sorted.Length + 1]);
        var sum = default(CompensatedSum);
        for (var i = 0; i < sorted.Length; i++)
        {
            sum.Add(sorted[sorted.Length - 1 - i]);
            _sums[i + 1] = sum.Value;
        }

        Losing = sorted.Count(profit => profit < 0);
    }

    /// <summary>The members with a profit.</summary>
    public int Count => _sums.Length - 1;

    /// <summary>The members without one (NaN), who are in none of the numbers.</summary>
    public int Missing { get; }

    /// <summary>The profit of all members.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Total => _sums[^1];

    /// <summary>The profit of the members who do not lose money: the highest point of the curve.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Peak => _sums[Count - Losing];

    /// <summary>The members who lose money: whose profit is below 0.</summary>
    public int Losing { get; }

    /// <summary>Their share of the members, 0 to 1; NaN without members.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double LosingShare => Count == 0 ? double.NaN : (double)Losing / Count;

    /// <summary>What they lose together, as a number of 0 or more.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Losses => Peak - Total;

    /// <summary>Peak over total: 1.4 where the profitable members bring 140% of the profit; NaN where the total is not above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double PeakShare => Total > 0 ? Peak / Total : double.NaN;

    /// <summary>Makes the curve.</summary>
    /// <param name="profits">One profit per member, any sign; NaN for a member without one. Infinite values are refused.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    /// <remarks>Sorts a copy: n log n. The order of members changes nothing.</remarks>
    public static WhaleCurve Of(ReadOnlySpan<double> profits)
    {
        var sorted = new double[profits.Length];
        var count = 0;
        foreach (var profit in profits)
        {
            if (double.IsInfinity(profit))
                throw Error.Argument($"A profit is {profit}; it must be finite, or NaN for a member without one.", nameof(profits));
            if (!double.IsNaN(profit))
                sorted[count++] = profit;
        }

        Array.Resize(ref sorted, count);
        Array.Sort(sorted);
        return new WhaleCurve(sorted, profits.Length - count);
    }

    /// <summary>The profit of the best members together, a part of a member included.</summary>
    /// <param name="share">Which share of the members: 0.2 for the best fifth.</param>
    /// <returns>The profit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public double ProfitOfBest(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw Error.OutOfRange(nameof(share), $"The share is {share}; it must be from 0 to 1.");
        var members = share * Count;
        var whole = Math.Min((int)members, Count);
        return whole == Count ? Total : _sums[whole] + (members - whole) * (_sums[whole + 1] - _sums[whole]);
    }

    /// <summary>Points of the curve, for a drawing.</summary>
    /// <param name="steps">How many steps of equal width; 1 or more.</param>
    /// <returns>One point more than steps, from (0, 0) to (1, total).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    public IReadOnlyList<WhalePoint> Points(int steps = 100)
    {
        if (steps < 1)
            throw Error.OutOfRange(nameof(steps), $"There are {steps} steps; there must be 1 or more.");
        return [.. Enumerable.Range(0, steps + 1).Select(i => new WhalePoint((double)i / steps, ProfitOfBest((double)i / steps)))];
    }

    /// <summary>The curve in a sentence.</summary>
    public Text Text => Count == 0 ? Text.Of("No member has a profit.", "没有会员有利润数据。")
        : Text.Of(
            "{losing} of the members lose money, {losses} together; the others bring {peak}, so that {total} is left.",
            "{losing}的会员带来亏损，合计{losses}；其余会员贡献{peak}，净利润{total}。").Fill(
                TextValue.Percent("losing", LosingShare), TextValue.Fixed("losses", Losses), TextValue.Fixed("peak", Peak), TextValue.Fixed("total", Total));

    /// <summary>The English sentence.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Text.English;
}
