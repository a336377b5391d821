namespace MemberValue.Numerics;

/// <summary>A positive function on the whole line, given by its logarithm, which has one mode near 0 and is linear far out on both sides.</summary>
internal interface ILogIntegrand
{
    /// <summary>ln g(v) - ln g(0).</summary>
    double At(double v);

    /// <summary>The second derivative of ln g near the mode, as an absolute value; it determines the step.</summary>
    double Curvature { get; }

    /// <summary>Left of this, ln g is a straight line to rounding.</summary>
    double StraightLeft { get; }

    /// <summary>Right of this, ln g is a straight line to rounding, or g is 0 to rounding.</summary>
    double StraightRight { get; }

    /// <summary>The slope of ln g far left, above 0.</summary>
    double SlopeLeft { get; }

    /// <summary>The slope of ln g far right, below 0, or negative infinity.</summary>
    double SlopeRight { get; }
}

/// <summary>
/// ln of the integral of g / g(0) over the whole line by the trapezoid rule, whose error falls exponentially for an analytic g (Trefethen and
/// Weideman 2014, "The Exponentially Convergent Trapezoidal Rule"). A slow exponential tail is a geometric series and is summed in closed form.
/// </summary>
internal static class LogTrapezoid
{
    public static double LogIntegral<T>(in T integrand)
        where T : struct, ILogIntegrand
    {
        // A Gaussian peak of curvature k needs 1.42 sqrt(k) points per unit for e^-39; a peak like that of a gamma density up to 4 more.
        var step = 1 / (4.2 + 1.45 * Math.Sqrt(integrand.Curvature));
        var sum = 1.0;
        sum += Side(integrand, -step, integrand.StraightLeft, integrand.SlopeLeft, sum);
        sum += Side(integrand, step, integrand.StraightRight, -integrand.SlopeRight, sum);
        return Math.Log(sum * step);
    }

    private static double Side<T>(in T integrand, double step, double straight, double fall, double other)
        where T : struct, ILogIntegrand
    {
        var geometric = fall * Math.Abs(step);
        var negligible = 1e-17 * Math.Min(1, geometric);
        double sum = 0;
        for (var k = 1; ; k++)
        {
            var v = k * step;
            var value = Math.Exp(integrand.At(v));
            sum += value;
            if (value <= negligible * (sum + other))
                return sum;
            if (Math.Abs(v) > Math.Abs(straight) && v > 0 == straight > 0)
                return sum - value / NearZero.Expm1(-geometric) - value;
        }
    }
}
