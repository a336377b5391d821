namespace MemberValue.Numerics;

/// <summary>Roots of functions of one variable; nothing is allocated.</summary>
internal static class RootFinding
{
    /// <summary>A root between two points with values of opposite sign.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="function">Continuous from <paramref name="lo"/> to <paramref name="hi"/>.</param>
    /// <param name="lo">One end.</param>
    /// <param name="hi">The other end.</param>
    /// <param name="tolerance">The absolute width to which the root is enclosed, on top of 4 ulp of the root; 0 for the full accuracy.</param>
    /// <returns>
    /// The root; NaN where the values at the ends have the same sign or one is NaN, or a value between is NaN. After 300 steps, the point reached: only a
    /// root thousands of times nearer to 0 than the bracket's width takes so many (<see cref="PositiveRoot"/> does not).
    /// </returns>
    /// <remarks>Brent (1973), "Algorithms for Minimization without Derivatives", chapter 4, procedure zero.</remarks>
    public static double Brent<TFunction>(in TFunction function, double lo, double hi, double tolerance = 0)
        where TFunction : struct, IScalarFunction
    {
        var (a, b) = (lo, hi);
        var (fa, fb) = (function.Value(a), function.Value(b));
        if (fa == 0)
            return a;
        if (fb == 0)
            return b;
        if (!(fa < 0 && fb > 0) && !(fa > 0 && fb < 0))
            return double.NaN;
        var (c, fc) = (a, fa);
        var step = b - a;
        var previous = step;
        for (var i = 0; i < 300; i++)
        {
            if (Math.Abs(fc) < Math.Abs(fb))
                (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
            var near = 2 * double.BitIncrement(0) + 2 * 2.220446049250313e-16 * Math.Abs(b) + tolerance / 2;
            var half = (c - b) / 2;
            if (Math.Abs(half) <= near || fb == 0)
                return b;
            if (Math.Abs(previous) >= near && Math.Abs(fa) > Math.Abs(fb))
            {
                var (p, q) = Interpolate(a, b, c, fa, fb, fc, half);
                (previous, step) = 2 * p < Math.Min(3 * half * q - Math.Abs(near * q), Math.Abs(previous * q)) ? (step, p / q) : (half, half);
            }
            else
            {
                (previous, step) = (half, half);
            }

            (a, fa) = (b, fb);
            b += Math.Abs(step) > near ? step : Math.CopySign(near, half);
            fb = function.Value(b);
            if (double.IsNaN(fb))
                return double.NaN;
            if (fb > 0 == fc > 0)
            {
                (c, fc) = (a, fa);
                previous = step = b - a;
            }
        }

        return b;
    }

    /// <summary>The root of an increasing function on (0, infinity), anywhere between the least and the greatest double.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="function">Increasing and continuous on (0, infinity).</param>
    /// <param name="start">The first point, positive.</param>
    /// <param name="relativeTolerance">The relative width to which the root is enclosed, on top of the rounding of its logarithm.</param>
    /// <returns>The root; NaN where there is none or a value is NaN.</returns>
    /// <remarks>Brent's method in ln(x): the bracket can span many orders of magnitude.</remarks>
    public static double PositiveRoot<TFunction>(in TFunction function, double start = 1, double relativeTolerance = 0)
        where TFunction : struct, IScalarFunction
    {
        if (!TryBracketIncreasing(function, start, out var lo, out var hi))
            return double.NaN;
        // Within a factor of 2^20 plain steps are as fast and keep the last digits.
        return hi / lo < 1e6
            ? Brent(function, lo, hi, relativeTolerance * lo)
            : Math.Exp(Brent(new OfLogarithm<TFunction>(function), Math.Log(lo), Math.Log(hi), relativeTolerance));
    }

    /// <summary>Two points of (0, infinity) around the root of an increasing function.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="function">Increasing on (0, infinity).</param>
    /// <param name="start">The first point, positive.</param>
    /// <param name="lo">A point with a value of at most 0.</param>
    /// <param name="hi">A point with a value of at least 0.</param>
    /// <returns>False where no positive double has a value of the other sign than that at <paramref name="start"/>, or a value is NaN.</returns>
    /// <remarks>Steps in ln(x) that double: at most 22 evaluations from 1 to either end of the range of doubles.</remarks>
    public static bool TryBracketIncreasing<TFunction>(in TFunction function, double start, out double lo, out double hi)
        where TFunction : struct, IScalarFunction
    {
        lo = hi = start;
        var value = function.Value(start);
        if (value == 0)
            return true;
        if (double.IsNaN(value) || !(start > 0) || double.IsPositiveInfinity(start))
            return false;
        var upward = value < 0;
        for (var factor = 2.0; ; factor *= factor)
        {
            var next = upward ? Math.Min(hi * factor, double.MaxValue) : Math.Max(lo / factor, double.Epsilon);
            if (next == (upward ? hi : lo))
                return false;
            value = function.Value(next);
            if (double.IsNaN(value))
                return false;
            if (upward)
                (lo, hi) = (hi, next);
            else
                (lo, hi) = (next, lo);
            if (value == 0 || value > 0 == upward)
                return true;
        }
    }

    /// <summary>The step p / q, q positive: inverse quadratic through three different points, else linear through two.</summary>
    private static (double P, double Q) Interpolate(double a, double b, double c, double fa, double fb, double fc, double half)
    {
        double p, q;
        var s = fb / fa;
        if (a == c)
        {
            p = 2 * half * s;
            q = 1 - s;
        }
        else
        {
            var (t, r) = (fa / fc, fb / fc);
            p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
            q = (t - 1) * (r - 1) * (s - 1);
        }

        return p > 0 ? (p, -q) : (-p, q);
    }

    private readonly struct OfLogarithm<TFunction>(TFunction function) : IScalarFunction
        where TFunction : struct, IScalarFunction
    {
        public double Value(double x) => function.Value(Math.Exp(x));
    }
}
