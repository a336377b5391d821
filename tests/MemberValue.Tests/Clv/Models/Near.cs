namespace MemberValue.Tests.Clv.Models;

/// <summary>Comparisons with a relative tolerance.</summary>
internal static class Near
{
    public static void Relative(double expected, double actual, double tolerance, string what = "")
    {
        if (double.IsNaN(expected))
            return;
        var error = Math.Abs(actual - expected) / Math.Max(Math.Abs(expected), 1e-280);
        Assert.True(error <= tolerance, FormattableString.Invariant($"{what}: {actual:R} is {error:E1} away from {expected:R}; allowed {tolerance:E1}"));
    }
}
