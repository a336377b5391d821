using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemberValue.Common;

namespace MemberValue.Numerics;

/// <summary>
/// Logarithms and exponentials of eight numbers at once. Only additions, multiplications, divisions and operations on bits are used, in one
/// fixed order and never fused: a lane's result has the same bits on every processor and does not depend on the other lanes.
/// </summary>
/// <remarks>
/// Greatest errors seen against mpmath on 80,000 random points each, 2026-11-22: logarithm 0.76 ulp, exponential 0.84, ln(1 + x) 0.76, e^x - 1
/// 1.42. Where the processor has no 512-bit registers the runtime splits each operation; the results stay the same. A column of
/// 1,000 takes a quarter of the time of a loop over the runtime's functions (VectorLogExp, .NET 10, AVX-512, on a busy machine; the least of 40 rounds by
/// stopwatch: 1.2 ns per logarithm and 1.3 per exponential against 5.5 and 5.9). A single element costs 50 ns and more: use Math for it.
/// </remarks>
internal static class VectorMath
{
    internal const double Ln2High = 6.93147180369123816490e-01; // 0x3FE62E42FEE00000: times a whole number below 2^20 it is exact
    internal const double Ln2Low = 1.90821492927058770002e-10; // ln 2 - Ln2High
    private const double Log2E = 1.4426950408889634;
    private const double RoundToWhole = 6755399441055744.0; // 1.5 · 2^52: adding it leaves the nearest whole number in the low bits
    private const double LeastNormal = 2.2250738585072014e-308;
    private const long BitsOfOne = 0x3FF0000000000000;
    private const long BitsOfSqrtHalf = 0x3FE6A09E667F3BCD;
    private const long MantissaBits = 0x000FFFFFFFFFFFFF;
    private const long BitsOfTwo52 = 0x4330000000000000;

    // (e^r - 1 - r - r²/2) / r³ = E0 + E1 r + ... + E9 r^9, interpolated at ten Chebyshev points of |r| <= 0.34675 (mpmath): the absolute error
    // of e^r is below 7e-19.
    internal const double E0 = 0.16666666666666669;
    internal const double E1 = 0.041666666666666664;
    internal const double E2 = 0.008333333333330051;
    internal const double E3 = 0.0013888888888886545;
    internal const double E4 = 0.00019841269863105968;
    internal const double E5 = 2.4801587317181886e-05;
    internal const double E6 = 2.7557268378684192e-06;
    internal const double E7 = 2.755728291148268e-07;
    internal const double E8 = 2.5100424157005067e-08;
    internal const double E9 = 2.0911264239196083e-09;

    /// <summary>The natural logarithm of each lane.</summary>
    /// <param name="x">Eight numbers.</param>
    /// <returns>ln(x): negative infinity at 0 (either sign), NaN below 0 and at NaN, infinity at infinity.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        // A vector of normal positive numbers, the usual case, takes the short path with the same operations and so the same bits.
        if (Vector512.GreaterThanOrEqualAll(x, Vector512.Create(LeastNormal)) && Vector512.LessThanOrEqualAll(x, Vector512.Create(double.MaxValue)))
            return LogOfNormal(x, Vector512.Create(1024.0), Vector512<double>.Zero, hasLow: false);
        return LogOfAny(x);
    }

    /// <summary>ln(1 + x) of each lane, with full relative accuracy near 0.</summary>
    /// <param name="x">Eight numbers.</param>
    /// <returns>ln(1 + x): negative infinity at -1, NaN below -1 and at NaN, infinity at infinity, a zero of the same sign at a zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1p(Vector512<double> x)
    {
        var one = Vector512.Create(1.0);
        var sum = one + x;
        var part = sum - one;
        var lost = (one - (sum - part)) + (x - part); // 1 + x = sum + lost exactly (Knuth's two-sum)
        // The sum is never subnormal: near -1 it is a multiple of 2^-53.
        var result = LogSpecial(sum, LogOfNormal(sum, Vector512.Create(1024.0), lost / sum, hasLow: true));
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), x, result);
    }

    /// <summary>e^x of each lane.</summary>
    /// <param name="x">Eight numbers.</param>
    /// <returns>e^x: infinity above 709.78, subnormal below -708.4, 0 below -745.13, NaN at NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        // Where all results are normal numbers one exact scaling is enough, with the same bits as the general path.
        if (Vector512.LessThanAll(Vector512.Abs(x), Vector512.Create(700.0)))
        {
            var (n, power) = Reduce(x);
            return (Vector512.Create(1.0) + power) * PowerOfTwo(n);
        }

        return ExpOfAny(x);
    }

    /// <summary>e^x - 1 of each lane, with full relative accuracy near 0.</summary>
    /// <param name="x">Eight numbers.</param>
    /// <returns>e^x - 1: infinity above 709.78, -1 at negative infinity, NaN at NaN, a zero of the same sign at a zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Expm1(Vector512<double> x)
    {
        var (n, power) = Reduce(Clamp(x, -50, 710));
        // 2^n (1 + power) - 1 = 2^n ((1 - 2^-n) + power); beyond 2^60 the 1 is below rounding.
        var shift = Clamp(n, -100, 60);
        var unit = PowerOfTwo(Vector512<double>.Zero - shift);
        var result = Scale((Vector512.Create(1.0) - unit) + power, n);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), x, result);
    }

    /// <summary>The natural logarithm of each element.</summary>
    /// <param name="source">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long; may be the same span, but must not overlap it otherwise.</param>
    public static void Log(ReadOnlySpan<double> source, Span<double> destination) => Map<LogOperator>(source, destination);

    /// <summary>e^x of each element.</summary>
    /// <inheritdoc cref="Log(ReadOnlySpan{double}, Span{double})"/>
    public static void Exp(ReadOnlySpan<double> source, Span<double> destination) => Map<ExpOperator>(source, destination);

    /// <summary>ln(1 + x) of each element.</summary>
    /// <inheritdoc cref="Log(ReadOnlySpan{double}, Span{double})"/>
    public static void Log1p(ReadOnlySpan<double> source, Span<double> destination) => Map<Log1pOperator>(source, destination);

    /// <summary>e^x - 1 of each element.</summary>
    /// <inheritdoc cref="Log(ReadOnlySpan{double}, Span{double})"/>
    public static void Expm1(ReadOnlySpan<double> source, Span<double> destination) => Map<Expm1Operator>(source, destination);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> LogOfAny(Vector512<double> x)
    {
        // Subnormal numbers are made normal first and their exponent is corrected.
        var subnormal = Vector512.LessThan(x, Vector512.Create(LeastNormal));
        var normal = Vector512.ConditionalSelect(subnormal, x * Vector512.Create(18014398509481984.0), x);
        var bias = Vector512.ConditionalSelect(subnormal, Vector512.Create(1024.0 + 54), Vector512.Create(1024.0));
        return LogSpecial(x, LogOfNormal(normal, bias, Vector512<double>.Zero, hasLow: false));
    }

    /// <summary>ln of x + x · low for positive normal x: fdlibm's e_log.c, with a low part for <see cref="Log1p(Vector512{double})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOfNormal(Vector512<double> x, Vector512<double> bias, Vector512<double> low, bool hasLow)
    {
        // x = 2^k m with m in [sqrt(1/2), sqrt(2)); the exponent stays positive by 1024 so that a logical shift is enough.
        var bits = x.AsInt64() - Vector512.Create(BitsOfSqrtHalf - (1024L << 52));
        var m = ((bits & Vector512.Create(MantissaBits)) + Vector512.Create(BitsOfSqrtHalf)).AsDouble();
        var exponent = (Vector512.ShiftRightLogical(bits, 52) | Vector512.Create(BitsOfTwo52)).AsDouble();
        var k = exponent - (Vector512.Create(4503599627370496.0) + bias);

        var f = m - Vector512.Create(1.0);
        var s = f / (Vector512.Create(2.0) + f);
        var z = s * s;
        var w = z * z;
        var even = w * (Vector512.Create(3.999999999940941908e-01)
            + w * (Vector512.Create(2.222219843214978396e-01) + w * Vector512.Create(1.531383769920937332e-01)));
        var odd = z * (Vector512.Create(6.666666666666735130e-01) + w * (Vector512.Create(2.857142874366239149e-01)
            + w * (Vector512.Create(1.818357216161805012e-01) + w * Vector512.Create(1.479819860511658591e-01))));
        var half = Vector512.Create(0.5) * f * f;
        var small = k * Vector512.Create(Ln2Low);
        if (hasLow)
            small += low;
        return k * Vector512.Create(Ln2High) - ((half - (s * (half + (even + odd)) + small)) - f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogSpecial(Vector512<double> x, Vector512<double> result)
    {
        var zero = Vector512<double>.Zero;
        var infinity = Vector512.Create(double.PositiveInfinity);
        result = Vector512.ConditionalSelect(Vector512.GreaterThan(x, zero), result, Vector512.Create(double.NaN));
        result = Vector512.ConditionalSelect(Vector512.Equals(x, zero), Vector512.Create(double.NegativeInfinity), result);
        return Vector512.ConditionalSelect(Vector512.Equals(x, infinity), infinity, result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> ExpOfAny(Vector512<double> x)
    {
        var (n, power) = Reduce(Clamp(x, -746, 710));
        return Scale(Vector512.Create(1.0) + power, n);
    }

    /// <summary>x = n ln 2 + r with |r| at most ln(2)/2, and e^r - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> N, Vector512<double> Power) Reduce(Vector512<double> x)
    {
        var round = Vector512.Create(RoundToWhole);
        var n = (x * Vector512.Create(Log2E) + round) - round;
        var high = x - n * Vector512.Create(Ln2High); // exact
        var low = n * Vector512.Create(Ln2Low);
        var r = high - low;
        var q = Vector512.Create(E9);
        q = q * r + Vector512.Create(E8);
        q = q * r + Vector512.Create(E7);
        q = q * r + Vector512.Create(E6);
        q = q * r + Vector512.Create(E5);
        q = q * r + Vector512.Create(E4);
        q = q * r + Vector512.Create(E3);
        q = q * r + Vector512.Create(E2);
        q = q * r + Vector512.Create(E1);
        q = q * r + Vector512.Create(E0);
        q = q * r + Vector512.Create(0.5);
        return (n, high - (low - r * r * q));
    }

    /// <summary>y · 2^n in two steps, because 2^n alone may be out of range where the product is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scale(Vector512<double> y, Vector512<double> n)
    {
        var round = Vector512.Create(RoundToWhole);
        var first = (n * Vector512.Create(0.5) + round) - round;
        return y * PowerOfTwo(first) * PowerOfTwo(n - first);
    }

    /// <summary>2^n for whole n from -1022 to 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<double> n)
    {
        var bits = Vector512.ShiftLeft((n + Vector512.Create(RoundToWhole)).AsInt64(), 52);
        return (bits + Vector512.Create(BitsOfOne)).AsDouble();
    }

    /// <summary>x within the bounds; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Clamp(Vector512<double> x, double least, double greatest)
    {
        var (low, high) = (Vector512.Create(least), Vector512.Create(greatest));
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, low), low, x);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, high), high, x);
    }

    private static void Map<TOperator>(ReadOnlySpan<double> source, Span<double> destination)
        where TOperator : struct, IOperator
    {
        if (destination.Length < source.Length)
            throw Error.Argument($"The destination has {destination.Length} elements, {source.Length} are needed.", nameof(destination));
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= source.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            TOperator.Apply(Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);

        if (i == source.Length)
            return;
        // The last elements in a padded vector: the same kernel, so the same bits at every position.
        Span<double> rest = stackalloc double[Vector512<double>.Count];
        rest.Fill(1);
        source[i..].CopyTo(rest);
        TOperator.Apply(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(rest))).CopyTo(rest);
        rest[..(source.Length - i)].CopyTo(destination[i..]);
    }

    private interface IOperator
    {
        static abstract Vector512<double> Apply(Vector512<double> x);
    }

    private readonly struct LogOperator : IOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Apply(Vector512<double> x) => Log(x);
    }

    private readonly struct ExpOperator : IOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Apply(Vector512<double> x) => Exp(x);
    }

    private readonly struct Log1pOperator : IOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Apply(Vector512<double> x) => Log1p(x);
    }

    private readonly struct Expm1Operator : IOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Apply(Vector512<double> x) => Expm1(x);
    }
}
