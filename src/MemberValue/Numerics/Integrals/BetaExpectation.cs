using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemberValue.Numerics;

/// <summary>A positive function of a probability, for <see cref="BetaExpectation"/>.</summary>
internal interface IBetaIntegrand
{
    /// <summary>
    /// A number s of at least 1: below p = e / s, and above 1 - e / s, the relative change of the function is less than about e. It determines where the
    /// tails begin.
    /// </summary>
    double Sharpness { get; }

    /// <summary>The function at eight probabilities.</summary>
    Vector512<double> At(Vector512<double> p);
}

/// <summary>The expectation of a positive function of a Beta(a, b) variable, for any a and b above 0.</summary>
/// <remarks>
/// The trapezoidal rule in u = ln(p / (1 - p)), where the density is e^(a u) (1 + e^u)^-(a + b), has one mode, and falls as e^(a u) to the left and e^(-b u)
/// to the right; its error falls exponentially (Trefethen and Weideman 2014). Every term is positive, so nothing cancels. The same sum over the density
/// alone is the divisor, so no beta function is needed. Where a or b is small the far terms are a geometric series, summed in closed form. For functions
/// that decrease in p, and no faster than 1 / p. Eight terms at a time, no allocation.
/// </remarks>
internal static class BetaExpectation
{
    private const double Rounding = 1e-17;

    /// <summary>E f(P), P from Beta(a, b).</summary>
    public static double Of<T>(double a, double b, in T f)
        where T : struct, IBetaIntegrand
    {
        var c = a + b;
        // As in LogTrapezoid: 4.2 points per unit for tails such as exp(-e^u), more for the peak's curvature.
        var step = 1 / (4.2 + 1.45 * Math.Sqrt(a / c * b));
        var sums = default(Sums);
        Side(f, slope: a, c, b / c, a / c, toZero: true, step, first: 0, ref sums);
        Side(f, slope: b, c, a / c, b / c, toZero: false, step, first: 1, ref sums);
        return sums.Product / sums.Weight;
    }

    /// <summary>One side of the mode; v is the distance from it. The odds of the mode are near : far or far : near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // otherwise the first calls take 80 times as long, with vectors that are not optimised yet
    private static void Side<T>(in T f, double slope, double c, double near, double far, bool toZero, double step, int first, ref Sums sums)
        where T : struct, IBetaIntegrand
    {
        var lanes = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        var straight = Math.Log(Math.Max(c / near, f.Sharpness) * (far / near) / Rounding);
        var tail = Math.Exp(-slope * step) / -Elementary.Expm1(-slope * step);
        for (var k = first; ; k += Vector512<double>.Count)
        {
            var v = (lanes + Vector512.Create((double)k)) * Vector512.Create(step);
            var shrunk = VectorMath.Exp(Vector512<double>.Zero - v) * Vector512.Create(far);
            var sum = shrunk + Vector512.Create(near);
            // ln(near + far e^-v): the second form keeps the digits where the sum is near 1.
            var log = far > 0.5 && k * step > 1
                ? VectorMath.Log(sum)
                : VectorMath.Log1p(VectorMath.Expm1(Vector512<double>.Zero - v) * Vector512.Create(far));
            var weight = VectorMath.Exp(Vector512<double>.Zero - v * Vector512.Create(slope) - log * Vector512.Create(c));
            var product = weight * f.At((toZero ? shrunk : Vector512.Create(near)) / sum);
            sums.Weight += Vector512.Sum(weight);
            sums.Product += Vector512.Sum(product);

            if (IsNothing(weight, sums.Weight) && IsNothing(product, sums.Product))
                return;
            if (v[7] > straight)
            {
                sums.Weight += weight[7] * tail;
                sums.Product += product[7] * tail;
                return;
            }
        }
    }

    /// <summary>Whether all remaining terms are below rounding: they fall at least as fast as the last two did.</summary>
    private static bool IsNothing(Vector512<double> terms, double sum)
    {
        var (before, last) = (terms[6], terms[7]);
        return last * last <= Rounding * sum * (before - last);
    }

    private struct Sums
    {
        public double Weight;
        public double Product;
    }
}
