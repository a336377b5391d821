namespace MemberValue.Numerics;

/// <summary>
/// The type-7 quantile (Hyndman and Fan 1996, "Sample Quantiles in Statistical Packages", definition 7): p = k / parts of n sorted values
/// lies at position h = (n - 1) p from 0, linear between its neighbours.
/// </summary>
internal static class Type7
{
    /// <summary>The whole part of h and its fraction. Computed in whole numbers: (n - 1) * 0.6 in doubles can miss a whole h by an ulp.</summary>
    public static (long Lower, double Fraction) Position(long n, int k, int parts)
    {
        var (lower, rest) = Math.DivRem((n - 1) * k, parts);
        return (lower, (double)rest / parts);
    }

    /// <summary>The value between two neighbours; <paramref name="upper"/> is not used where the position is whole.</summary>
    public static double Between(double lower, double upper, double fraction) => fraction == 0 ? lower : lower + fraction * (upper - lower);

    /// <summary>The quantiles 1/parts to (parts - 1)/parts of sorted values, at least one.</summary>
    public static double[] Cuts(ReadOnlySpan<double> sorted, int parts)
    {
        var cuts = new double[parts - 1];
        for (var k = 1; k < parts; k++)
        {
            var (lower, fraction) = Position(sorted.Length, k, parts);
            cuts[k - 1] = Between(sorted[(int)lower], fraction == 0 ? 0 : sorted[(int)lower + 1], fraction);
        }

        return cuts;
    }

    /// <summary>The quantile p, 0 to 1, of sorted values, at least one.</summary>
    public static double At(ReadOnlySpan<double> sorted, double p)
    {
        var position = (sorted.Length - 1) * p;
        var lower = (int)position;
        return Between(sorted[lower], lower + 1 < sorted.Length ? sorted[lower + 1] : 0, lower + 1 < sorted.Length ? position - lower : 0);
    }

    /// <summary>The same quantiles of a column, by selection.</summary>
    public static double[] Cuts(OrderStatistics values, Func<long, double> valueOf, int parts)
    {
        Span<int> positions = stackalloc int[2 * (parts - 1)];
        Span<long> keys = stackalloc long[positions.Length];
        for (var k = 1; k < parts; k++)
        {
            var (lower, fraction) = Position(values.Count, k, parts);
            positions[2 * k - 2] = (int)lower;
            positions[2 * k - 1] = (int)lower + (fraction == 0 ? 0 : 1);
        }

        values.At(positions, keys);
        var cuts = new double[parts - 1];
        for (var k = 1; k < parts; k++)
            cuts[k - 1] = Between(valueOf(keys[2 * k - 2]), valueOf(keys[2 * k - 1]), Position(values.Count, k, parts).Fraction);
        return cuts;
    }
}
