using System.Runtime.CompilerServices;

namespace MemberValue.Numerics;

/// <summary>The logarithm of an integral and what is known of its error.</summary>
/// <param name="LogValue">ln of the integral; negative infinity for an integrand of 0 everywhere, NaN where the integrand was NaN or infinite.</param>
/// <param name="ErrorEstimate">The difference of the last two levels: an estimate, mostly far too great, of the relative error of the integral.</param>
/// <param name="Evaluations">How often the integrand was asked.</param>
/// <param name="Converged">Whether two levels agreed to the tolerance.</param>
internal readonly record struct LogIntegral(double LogValue, double ErrorEstimate, int Evaluations, bool Converged);

/// <summary>
/// Integrals of positive functions by double-exponential substitution, computed as logarithms so that neither e^-1e6 nor e^1e6 is out of range.
/// </summary>
/// <remarks>
/// Takahasi and Mori (1974), "Double exponential formulas for numerical integration": after the substitution the trapezoidal rule doubles its
/// digits with each halving of the step. Made for integrands with one maximum in the interval, singular at the ends or not. A peak narrower
/// than about a thousandth of the interval (of the scale, on (0, infinity)) takes more levels; split the interval at it, or give the scale.
/// Nothing is allocated.
/// </remarks>
internal static class DoubleExponential
{
    /// <summary>Two levels that agree to this have an error far below it.</summary>
    public const double DefaultTolerance = 1e-12;

    private const double HalfPi = 1.5707963267948966;
    private const double Ignored = -45; // e^-45 = 3e-20 of the greatest term, several hundred of them still below 1e-16
    private const int LastLevel = 14;

    /// <summary>ln of the integral from <paramref name="lower"/> to <paramref name="upper"/> (tanh-sinh).</summary>
    /// <typeparam name="TIntegrand">The integrand.</typeparam>
    /// <param name="integrand">Positive or 0 between the ends.</param>
    /// <param name="lower">The lower end, finite.</param>
    /// <param name="upper">The upper end, finite, above the lower.</param>
    /// <param name="tolerance">The relative difference of two levels at which to stop.</param>
    /// <param name="logReach">
    /// How near the ends points may lie: down to e^-logReach of the interval. With 700 the distances are never 0; an integrand x^(s-1) with s
    /// below 0.05 needs about 37 / s and must be written with <see cref="IntegrationPoint.LogToLower"/>.
    /// </param>
    /// <returns>The logarithm of the integral, with its error.</returns>
    public static LogIntegral Integrate<TIntegrand>(in TIntegrand integrand, double lower, double upper, double tolerance = DefaultTolerance, double logReach = 700)
        where TIntegrand : struct, IIntegrand
    {
        if (!double.IsFinite(lower) || !double.IsFinite(upper) || !(lower < upper))
            throw new ArgumentOutOfRangeException(nameof(upper), upper, $"The interval from {lower:R} to {upper:R} must be finite and not empty.");
        var map = new FiniteMap(lower, upper);
        return Refine<TIntegrand, FiniteMap>(integrand, map, tolerance, Math.Asinh(logReach / (2 * HalfPi)));
    }

    /// <summary>ln of the integral from 0 to infinity (exp-sinh).</summary>
    /// <typeparam name="TIntegrand">The integrand.</typeparam>
    /// <param name="integrand">Positive or 0 on (0, infinity).</param>
    /// <param name="scale">About where the mass lies: the substitution is x = scale · e^(π/2 sinh t).</param>
    /// <param name="tolerance">The relative difference of two levels at which to stop.</param>
    /// <param name="logReach">Points lie between scale · e^-logReach and scale · e^logReach.</param>
    /// <returns>The logarithm of the integral, with its error.</returns>
    public static LogIntegral IntegrateToInfinity<TIntegrand>(in TIntegrand integrand, double scale = 1, double tolerance = DefaultTolerance, double logReach = 690)
        where TIntegrand : struct, IIntegrand
    {
        if (!(scale > 0) || double.IsPositiveInfinity(scale))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be positive and finite.");
        var map = new InfiniteMap(Math.Log(scale));
        return Refine<TIntegrand, InfiniteMap>(integrand, map, tolerance, Math.Asinh(logReach / HalfPi));
    }

    private static LogIntegral Refine<TIntegrand, TMap>(in TIntegrand integrand, in TMap map, double tolerance, double reach)
        where TIntegrand : struct, IIntegrand
        where TMap : struct, IMap
    {
        // The first level walks the whole reach and finds where the terms matter; the others stay inside.
        var step = 0.5;
        var sum = new Sum();
        var last = (int)Math.Floor(reach / step);
        for (var i = -last; i <= last; i++)
            sum.Add(Term<TIntegrand, TMap>(integrand, map, i * step));
        var (from, to) = (-last, last);
        while (from < to && Term<TIntegrand, TMap>(integrand, map, (from + 1) * step) < sum.Largest + Ignored)
            from++;
        while (to > from && Term<TIntegrand, TMap>(integrand, map, (to - 1) * step) < sum.Largest + Ignored)
            to--;

        var (low, high) = (from * step, to * step);
        var evaluations = 2 * last + 1 + (from + last + 1) + (last - to + 1);
        var value = sum.Log + Math.Log(step);
        var difference = double.PositiveInfinity;
        for (var level = 1; level <= LastLevel && !double.IsNaN(value) && !double.IsInfinity(sum.Largest); level++)
        {
            var points = (int)Math.Round((high - low) / step);
            step /= 2;
            for (var i = 0; i < points; i++)
                sum.Add(Term<TIntegrand, TMap>(integrand, map, low + (2 * i + 1) * step));
            evaluations += points;
            var next = sum.Log + Math.Log(step);
            difference = Math.Abs(next - value);
            value = next;
            // The logarithm's own rounding bounds what can be asked for.
            if (level >= 2 && difference <= Math.Max(tolerance, 4e-16 * Math.Abs(value)))
                return new LogIntegral(value, difference, evaluations, Converged: true);
        }

        var isZero = double.IsNegativeInfinity(value);
        return new LogIntegral(value, isZero ? 0 : double.IsFinite(value) ? difference : double.NaN, evaluations, isZero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Term<TIntegrand, TMap>(in TIntegrand integrand, in TMap map, double t)
        where TIntegrand : struct, IIntegrand
        where TMap : struct, IMap
    {
        var point = map.At(t, out var logWeight);
        return integrand.LogValue(point) + logWeight;
    }

    /// <summary>A sum of positive terms given by their logarithms, relative to the greatest so far.</summary>
    private struct Sum
    {
        private double _scaled;

        public Sum() => Largest = double.NegativeInfinity;

        public double Largest { get; private set; }

        public readonly double Log => Largest + Math.Log(_scaled);

        public void Add(double log)
        {
            if (log <= Largest)
            {
                _scaled += double.IsNegativeInfinity(log) ? 0 : Math.Exp(log - Largest);
                return;
            }

            // Also NaN comes here and stays.
            _scaled = double.IsNegativeInfinity(Largest) ? 1 : _scaled * Math.Exp(Largest - log) + 1;
            Largest = double.IsNaN(Largest) ? Largest : log;
        }
    }

    private interface IMap
    {
        IntegrationPoint At(double t, out double logWeight);
    }

    private readonly struct FiniteMap(double lower, double upper) : IMap
    {
        private readonly double _width = upper - lower;
        private readonly double _logWidth = Math.Log(upper - lower);

        public IntegrationPoint At(double t, out double logWeight)
        {
            // x = lower + width / (1 + e^-y) with y = π sinh t: the same as the usual tanh form, and both distances are at hand.
            var y = 2 * HalfPi * Math.Sinh(t);
            var decay = Math.Exp(-Math.Abs(y));
            var (near, far) = (_width * decay / (1 + decay), _width / (1 + decay));
            var logFar = _logWidth - Elementary.Log1p(decay);
            var logNear = logFar - Math.Abs(y);
            logWeight = logNear + logFar - _logWidth + Math.Log(2 * HalfPi * Math.Cosh(t));
            return y < 0
                ? new IntegrationPoint(lower + near, near, far, logNear, logFar)
                : new IntegrationPoint(upper - near, far, near, logFar, logNear);
        }
    }

    private readonly struct InfiniteMap(double logScale) : IMap
    {
        public IntegrationPoint At(double t, out double logWeight)
        {
            var logX = logScale + HalfPi * Math.Sinh(t);
            var x = Math.Exp(logX);
            logWeight = logX + Math.Log(HalfPi * Math.Cosh(t));
            return new IntegrationPoint(x, x, double.PositiveInfinity, logX, double.PositiveInfinity);
        }
    }
}
