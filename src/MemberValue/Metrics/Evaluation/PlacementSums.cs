namespace MemberValue.Metrics;

/// <summary>
/// DeLong's structural components, doubled so that ties keep them whole: for a positive row twice the negatives it outranks, for a negative row
/// twice the positives that outrank it, a tie counted once. Sums of whole numbers are exact in any order.
/// </summary>
/// <remarks>
/// DeLong, DeLong and Clarke-Pearson 1988, "Comparing the Areas under Two or More Correlated Receiver Operating Characteristic Curves"; by ranks in
/// n log n as Sun and Xu 2014, "Fast Implementation of DeLong's Algorithm".
/// </remarks>
internal struct PlacementSums
{
    private long _sum; // at most twice the pairs, 2^61
    private UInt128 _squares;

    public void Add(long placement, int times)
    {
        _sum += placement * times;
        var size = (ulong)Math.Abs(placement); // below 2^32: the square fits
        var high = Math.BigMul(size * size, (ulong)times, out var low);
        _squares += new UInt128(high, low);
    }

    public readonly long Sum => _sum;

    /// <summary>The placement of a positive row in a group of equal predictions.</summary>
    public static long OfPositive(RankedPredictions ranked, int group) =>
        2L * ranked.Negatives - ranked.NegativesBefore(group) - ranked.NegativesTo[group];

    /// <summary>The placement of a negative row in a group of equal predictions.</summary>
    public static long OfNegative(RankedPredictions ranked, int group) => (long)ranked.PositivesBefore(group) + ranked.PositivesTo[group];

    /// <summary>
    /// The sample variance of <paramref name="n"/> placements that are doubled counts out of <paramref name="of"/>, over n; NaN for fewer than two.
    /// </summary>
    public readonly double VarianceOfMean(int n, int of)
    {
        if (n < 2)
            return double.NaN;
        // At most 4 n² of² < 2^124 for n + of < 2^31.
        var spread = (double)((UInt128)n * _squares - (UInt128)((Int128)_sum * _sum));
        return spread / (4.0 * of * of) / ((double)n * n * (n - 1));
    }
}
