namespace MemberValue.Numerics;

/// <summary>
/// Logarithms and exponentials where the plain form loses digits: near 1, near 0, and for differences of nearly equal powers. The runtime's
/// <c>double.LogP1</c> and <c>double.ExpM1</c> are the plain forms: at 1e-17 they give 0.
/// </summary>
internal static class Elementary
{
    /// <summary>ln(1 + x) with full relative accuracy.</summary>
    /// <param name="x">Any number of at least -1.</param>
    /// <returns>ln(1 + x); x itself where tiny; negative infinity at -1, NaN below, infinity at infinity.</returns>
    public static double Log1p(double x)
    {
        if (Math.Abs(x) < 1e-300 || !(x > -1) || double.IsPositiveInfinity(x))
            return x == -1 ? double.NegativeInfinity : x < -1 ? double.NaN : x;
        var u = 1 + x;
        // The rounding error of the addition; one of the two differences is exact.
        var lost = x >= 1 ? 1 - (u - x) : x - (u - 1);
        return Math.Log(u) + lost / u;
    }

    /// <summary>e^x - 1 with full relative accuracy.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>e^x - 1; x itself where tiny; -1 at negative infinity, infinity beyond 709.78.</returns>
    public static double Expm1(double x)
    {
        if (x is > 1 or < -1)
            return Math.Exp(x) - 1;
        // As the vector form: x = n ln 2 + r, here with n from -1 to 1, and e^x - 1 = 2^n ((1 - 2^-n) + (e^r - 1)).
        var n = Math.Round(x * 1.4426950408889634);
        var high = x - n * VectorMath.Ln2High;
        var low = n * VectorMath.Ln2Low;
        var r = high - low;
        var q = VectorMath.E9;
        q = q * r + VectorMath.E8;
        q = q * r + VectorMath.E7;
        q = q * r + VectorMath.E6;
        q = q * r + VectorMath.E5;
        q = q * r + VectorMath.E4;
        q = q * r + VectorMath.E3;
        q = q * r + VectorMath.E2;
        q = q * r + VectorMath.E1;
        q = q * r + VectorMath.E0;
        q = q * r + 0.5;
        var power = high - (low - r * r * q);
        return n > 0 ? 2 * (0.5 + power) : n < 0 ? 0.5 * (power - 1) : power;
    }

    /// <summary>(e^x - 1) / x, 1 at 0.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>The ratio, positive: 0 at negative infinity, infinity at infinity.</returns>
    /// <remarks>
    /// Removes poles such as (1 - u^(s-1)) / (s - 1) at s = 1, which is -ln(u) · Expm1Ratio((s - 1) ln(u)).
    /// </remarks>
    public static double Expm1Ratio(double x)
    {
        if (Math.Abs(x) < 1e-300)
            return 1;
        return double.IsPositiveInfinity(x) ? x : Expm1(x) / x;
    }
}
