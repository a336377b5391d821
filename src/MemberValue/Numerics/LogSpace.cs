namespace MemberValue.Numerics;

/// <summary>Sums and differences of positive numbers that are given by their logarithms; negative infinity stands for 0.</summary>
internal static class LogSpace
{
    /// <summary>ln(e^a + e^b).</summary>
    /// <param name="a">A logarithm; negative infinity for 0.</param>
    /// <param name="b">A logarithm; negative infinity for 0.</param>
    /// <returns>The logarithm of the sum; NaN if one of them is NaN.</returns>
    public static double Add(double a, double b)
    {
        if (a < b)
            (a, b) = (b, a);
        if (double.IsInfinity(a) || double.IsNegativeInfinity(b))
            return double.IsNaN(b) ? b : a;
        return a + Elementary.Log1p(Math.Exp(b - a));
    }

    /// <summary>ln(e^a - e^b).</summary>
    /// <param name="a">The logarithm of the greater number.</param>
    /// <param name="b">The logarithm of the smaller number; negative infinity for 0.</param>
    /// <returns>The logarithm of the difference: negative infinity where both are equal, NaN where b is greater.</returns>
    public static double Subtract(double a, double b)
    {
        if (double.IsNegativeInfinity(b))
            return a;
        if (a == b)
            return double.IsPositiveInfinity(a) ? double.NaN : double.NegativeInfinity;
        return a + Elementary.Log1mExp(b - a);
    }

    /// <summary>ln of the sum of e^value over all values.</summary>
    /// <param name="logs">Logarithms; negative infinity for 0.</param>
    /// <returns>The logarithm of the sum: negative infinity for no values, NaN if one of them is NaN.</returns>
    public static double Sum(ReadOnlySpan<double> logs)
    {
        var largest = double.NegativeInfinity;
        var at = -1;
        for (var i = 0; i < logs.Length; i++)
        {
            if (double.IsNaN(logs[i]))
                return double.NaN;
            if (logs[i] > largest)
                (largest, at) = (logs[i], i);
        }

        if (double.IsInfinity(largest))
            return largest;
        // Without the largest, which is exactly 1: Log1p keeps what the others add to it, however little.
        var others = 0.0;
        for (var i = 0; i < logs.Length; i++)
        {
            if (i != at)
                others += Math.Exp(logs[i] - largest);
        }

        return largest + Elementary.Log1p(others);
    }
}
