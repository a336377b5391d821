namespace MemberValue.Rfm;

/// <summary>Means that do not depend on row order.</summary>
internal static class MeanOf
{
    /// <summary>The mean of a dimension over the scorable members, of whom there is at least one.</summary>
    public static double Column(RfmInputs inputs, RfmDimension dimension)
    {
        if (dimension == RfmDimension.Monetary && !inputs.MoneyIsScaled)
        {
            var values = new double[inputs.Count];
            var n = 0;
            for (var row = 0; row < inputs.Count; row++)
            {
                values[n] = inputs.Monetary(row);
                n += double.IsNaN(values[n]) ? 0 : 1;
            }

            var known = values.AsSpan(0, n);
            known.Sort();
            return Sorted(known);
        }

        Int128 sum = 0;
        var count = 0L;
        for (var row = 0; row < inputs.Count; row++)
        {
            if (!inputs.IsScorable(row))
                continue;
            sum += dimension switch
            {
                RfmDimension.Recency => (long)inputs.LastCell - inputs.LastPurchase[row],
                RfmDimension.Frequency => inputs.FrequencyCounts[row],
                _ => inputs.Money.Scaled[row],
            };
            count++;
        }

        return Exact(sum, count, dimension == RfmDimension.Monetary ? inputs.Money.Divisor : 1);
    }

    /// <summary>An exact sum over a count; the whole part apart, so that the mean of equal values is that value.</summary>
    public static double Exact(Int128 sum, long count, double divisor)
    {
        var (whole, rest) = Int128.DivRem(sum, count);
        return ((double)whole + (double)rest / count) / divisor;
    }

    /// <summary>The mean of sorted values; equal values give that value.</summary>
    public static double Sorted(ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty)
            return double.NaN;
        var first = sorted[0];
        var beyond = 0.0; // sums of differences: exactly 0 where all are equal
        foreach (var value in sorted)
            beyond += value - first;
        return first + beyond / sorted.Length;
    }
}
