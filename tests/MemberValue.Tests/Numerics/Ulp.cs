namespace MemberValue.Tests.Numerics;

/// <summary>How many doubles lie between two.</summary>
internal static class Ulp
{
    public static long Distance(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b))
            return double.IsNaN(a) && double.IsNaN(b) ? 0 : long.MaxValue;
        var (first, second) = (Ordered(a), Ordered(b));
        return Math.Abs(first - second);
    }

    public static void Equal(double expected, double actual, long most, string what = "") =>
        Assert.True(Distance(expected, actual) <= most, $"{what}: expected {expected:R}, got {actual:R}, {Distance(expected, actual)} ulp");

    /// <summary>Within a relative distance.</summary>
    public static void Near(double expected, double actual, double relative, string what = "") =>
        Assert.True(expected == actual || Math.Abs(actual - expected) <= relative * Math.Abs(expected),
            $"{what}: expected {expected:R}, got {actual:R}, off by {Math.Abs(actual - expected) / Math.Abs(expected):E2}");

    private static long Ordered(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - bits : bits;
    }
}
