namespace MemberValue.Numerics;

/// <summary>Logarithm near 1 and exponential near 0, for the special functions: .NET's own LogP1 and ExpM1 subtract first and lose the digits.</summary>
internal static class NearZero
{
    /// <summary>ln(1 + x) for x above -1; relative error of a few units in the last place, also for tiny x.</summary>
    public static double Log1p(double x)
    {
        // Kahan: the rounding error of 1 + x cancels between the logarithm and the divisor.
        var u = 1 + x;
        if (u == 1)
            return x;
        return double.IsPositiveInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>e^x - 1; relative error of a few units in the last place, also for tiny x.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.7)
            return Math.Exp(x) - 1;
        var u = Math.Exp(x);
        if (u == 1)
            return x;
        return (u - 1) * (x / Math.Log(u));
    }

    /// <summary>ln(1 + x) - x for x above -1, not positive; no cancellation near 0, where it is -x^2 / 2.</summary>
    public static double Log1pMinusX(double x)
    {
        if (x is < -0.5 or > 0.6)
            return Log1p(x) - x;

        // ln(1 + x) = 2 artanh(r) with r = x / (2 + x), and 2 r - x = -r x.
        var r = x / (2 + x);
        var y = r * r;
        double sum = 0, power = 1;
        for (var k = 3; k < 60; k += 2)
        {
            var next = sum + power / k;
            if (next == sum)
                break;
            sum = next;
            power *= y;
        }

        return r * (2 * y * sum - x);
    }
}
