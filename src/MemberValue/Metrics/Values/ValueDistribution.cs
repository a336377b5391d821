using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>
/// How values are spread over members and how much of their sum the best members have: bins, quantiles, the Lorenz curve and its Gini coefficient.
/// Immutable.
/// </summary>
public sealed class ValueDistribution
{
    private readonly double[] _sorted;
    private readonly double[] _sums; // of the i lowest

    private ValueDistribution(double[] sorted, int missing)
    {
        (_sorted, Missing) = (sorted, missing);
        _sums = new double[sorted.Length + 1];
        var sum = new CompensatedSum();
        for (var i = 0; i < sorted.Length; i++)
        {
            sum.Add(sorted[i]);
            _sums[i + 1] = sum.Value;
        }
    }

    /// <summary>The members with a value.</summary>
    public int Count => _sorted.Length;

    /// <summary>The members without a value (NaN), who are in none of the numbers.</summary>
    public int Missing { get; }

    /// <summary>The sum of all values.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Total => _sums[^1];

    /// <summary>The mean; NaN without members.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Mean => Total / Count;

    /// <summary>
    /// The Gini coefficient: 0 when all have the same, towards 1 when one has all. Twice the area between the Lorenz curve and the diagonal, ties included,
    /// without a correction for small samples. NaN where it has no meaning: without members, with a value below 0, or with a total of 0.
    /// </summary>
    /// <remarks>G = sum of (2i - n - 1) x_i / (n sum of x), i the rank from the lowest: Dixon et al. 1987, equation 1, without n/(n - 1).</remarks>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Gini
    {
        get
        {
            if (!HasShares)
                return double.NaN;
            var below = 0.0; // the area below the curve times 2 n total
            for (var i = 0; i < Count; i++)
                below += _sums[i] + _sums[i + 1];
            return 1 - (below / (Count * Total));
        }
    }

    private bool HasShares => Count > 0 && _sorted[0] >= 0 && Total > 0;

    /// <summary>Makes the distribution of values.</summary>
    /// <param name="values">One value per member; NaN for a member without one. Infinite values are refused.</param>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    /// <remarks>Sorts a copy: n log n. The order of members changes nothing.</remarks>
    public static ValueDistribution Of(ReadOnlySpan<double> values)
    {
        var sorted = new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (double.IsInfinity(value))
                throw Error.Argument($"A value is {value}; values must be finite, or NaN for a member without one.", nameof(values));
            if (!double.IsNaN(value))
                sorted[count++] = value;
        }

        Array.Resize(ref sorted, count);
        Array.Sort(sorted);
        return new ValueDistribution(sorted, values.Length - count);
    }

    /// <summary>The value that a share of the members does not exceed, interpolated between neighbours (type 7 of Hyndman and Fan 1996).</summary>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    /// <returns>The value; NaN without members.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public double Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw Error.OutOfRange(nameof(share), $"The share is {share}; it must be from 0 to 1.");
        return Count == 0 ? double.NaN : Type7.At(_sorted, share);
    }

    /// <summary>The share of the total that the best members have, a part of a member included.</summary>
    /// <param name="share">Which share of the members: 0.2 for the best fifth.</param>
    /// <returns>0 to 1; NaN where <see cref="Gini"/> is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public double ShareOfBest(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw Error.OutOfRange(nameof(share), $"The share is {share}; it must be from 0 to 1.");
        return HasShares ? 1 - (SumOfLowest((1 - share) * Count) / Total) : double.NaN;
    }

    /// <summary>Points of the Lorenz curve: the share of the total that the lowest share of the members has.</summary>
    /// <param name="steps">How many steps of equal width; 1 or more.</param>
    /// <returns>One point more than steps, from (0, 0) to (1, 1); empty where <see cref="Gini"/> is NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    public IReadOnlyList<LorenzPoint> Lorenz(int steps = 100)
    {
        if (steps < 1)
            throw Error.OutOfRange(nameof(steps), $"There are {steps} steps; there must be 1 or more.");
        if (!HasShares)
            return [];
        var points = new LorenzPoint[steps + 1];
        for (var i = 0; i <= steps; i++)
            points[i] = new LorenzPoint((double)i / steps, i == steps ? 1 : SumOfLowest((double)i / steps * Count) / Total);
        return Array.AsReadOnly(points);
    }

    /// <summary>Counts members between limits.</summary>
    /// <param name="limits">Two limits or more, rising. A bin has its lower limit and not its upper one, the last bin has both.</param>
    /// <returns>One bin fewer than limits. Values outside are in none.</returns>
    /// <exception cref="ArgumentNullException">The limits are null.</exception>
    /// <exception cref="ArgumentException">There are fewer than two limits, or they do not rise.</exception>
    public IReadOnlyList<ValueBin> Bins(IReadOnlyList<double> limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.Count < 2)
            throw Error.Argument($"There are {limits.Count} limits; bins need 2 or more.", nameof(limits));
        var bins = new ValueBin[limits.Count - 1];
        for (var i = 0; i < bins.Length; i++)
        {
            if (!(limits[i] < limits[i + 1]))
                throw Error.Argument($"Limit {i + 2} is {limits[i + 1]} after {limits[i]}; limits must rise.", nameof(limits));
            var (from, to) = (First(limits[i], isAbove: false), First(limits[i + 1], isAbove: i == bins.Length - 1));
            bins[i] = new ValueBin(limits[i], limits[i + 1], to - from, _sums[to] - _sums[from]);
        }

        return Array.AsReadOnly(bins);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count} members, mean {Mean:0.##}, median {Quantile(0.5):0.##}, Gini {Gini:0.###}");

    private double SumOfLowest(double members)
    {
        var whole = Math.Min((int)members, Count);
        return _sums[whole] + (whole < Count ? (members - whole) * _sorted[whole] : 0);
    }

    /// <summary>How many values lie below a limit, or at most at it.</summary>
    private int First(double value, bool isAbove)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle] < value || (isAbove && _sorted[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
