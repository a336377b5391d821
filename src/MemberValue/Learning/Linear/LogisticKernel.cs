using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>
/// The operations of <see cref="LogisticRows"/> on one block of standardised rows, eight lanes at a time; column t of the design begins at t × Block.
/// </summary>
internal static class LogisticKernel
{
    public const int Block = 128;
    public const int Lanes = 8;
    public const int Tile = 4;

    /// <summary>Adds a block to the lanes of a column's sum, missing weight, least and greatest value.</summary>
    public static void AddMoments(ref double x, ref double c, ref double sums)
    {
        var sum = Vector512.LoadUnsafe(ref sums);
        var missing = Vector512.LoadUnsafe(ref sums, Lanes);
        var least = Vector512.LoadUnsafe(ref sums, 2 * Lanes);
        var greatest = Vector512.LoadUnsafe(ref sums, 3 * Lanes);
        var zero = Vector512<double>.Zero;
        for (nuint i = 0; i < Block; i += Lanes)
        {
            var value = Vector512.LoadUnsafe(ref x, i);
            var weight = Vector512.LoadUnsafe(ref c, i);
            var known = Vector512.Equals(value, value);
            sum += Vector512.ConditionalSelect(known, value * weight, zero);
            missing += Vector512.ConditionalSelect(known, zero, weight);
            var used = known & Vector512.GreaterThan(weight, zero);
            least = Vector512.ConditionalSelect(used & Vector512.LessThan(value, least), value, least);
            greatest = Vector512.ConditionalSelect(used & Vector512.GreaterThan(value, greatest), value, greatest);
        }

        sum.StoreUnsafe(ref sums);
        missing.StoreUnsafe(ref sums, Lanes);
        least.StoreUnsafe(ref sums, 2 * Lanes);
        greatest.StoreUnsafe(ref sums, 3 * Lanes);
    }

    /// <summary>Writes w = c p (1 - p) and r = c (y - p), and adds c ln(probability of the label).</summary>
    public static void AddLikelihood(double[] z, double[] beta, ReadOnlySpan<double> c, ReadOnlySpan<double> y, Span<double> w, Span<double> r, ref double sum)
    {
        ref var design = ref z[0];
        var one = Vector512.Create(1.0);
        var zero = Vector512<double>.Zero;
        var likelihood = Vector512.LoadUnsafe(ref sum);
        for (nuint i = 0; i < Block; i += 2 * Lanes)
        {
            var (eta0, eta1) = (zero, zero);
            for (var t = 0; t < beta.Length; t++)
            {
                var b = Vector512.Create(beta[t]);
                eta0 += b * Vector512.LoadUnsafe(ref design, (nuint)(t * Block) + i);
                eta1 += b * Vector512.LoadUnsafe(ref design, (nuint)(t * Block) + i + Lanes);
            }

            for (nuint half = 0; half < 2; half++)
            {
                var eta = half == 0 ? eta0 : eta1;
                var at = i + half * Lanes;
                var weight = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(c), at);
                var label = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(y), at);
                // e^-|eta| never overflows, and both tails keep their relative accuracy.
                var e = VectorMath.Exp(zero - Vector512.Abs(eta));
                var near = one / (one + e);
                var far = e * near;
                var isYes = Vector512.GreaterThan(label, zero);
                var isHigh = Vector512.GreaterThanOrEqual(eta, zero);
                // The probability of the other label: the small tail where the prediction agrees with the row's label, the large one where it does not.
                var miss = Vector512.ConditionalSelect(Vector512.Equals(isYes.AsInt64(), isHigh.AsInt64()).AsDouble(), far, near);
                var signed = Vector512.ConditionalSelect(isYes, eta, zero - eta);
                likelihood += weight * (Vector512.ConditionalSelect(Vector512.LessThan(signed, zero), signed, zero) - VectorMath.Log1p(e));
                (weight * far * near).StoreUnsafe(ref MemoryMarshal.GetReference(w), at);
                (weight * Vector512.ConditionalSelect(isYes, miss, zero - miss)).StoreUnsafe(ref MemoryMarshal.GetReference(r), at);
            }
        }

        likelihood.StoreUnsafe(ref sum);
    }

    /// <summary>Adds Z'r of a block.</summary>
    public static void AddGradient(double[] z, int groups, ref double r, ref double sums)
    {
        for (var a = 0; a < groups; a++)
        {
            ref var rows = ref z[a * Tile * Block];
            ref var to = ref Unsafe.Add(ref sums, a * Tile * Lanes);
            var s0 = Vector512.LoadUnsafe(ref to);
            var s1 = Vector512.LoadUnsafe(ref to, Lanes);
            var s2 = Vector512.LoadUnsafe(ref to, 2 * Lanes);
            var s3 = Vector512.LoadUnsafe(ref to, 3 * Lanes);
            for (nuint i = 0; i < Block; i += Lanes)
            {
                var residual = Vector512.LoadUnsafe(ref r, i);
                s0 += residual * Vector512.LoadUnsafe(ref rows, i);
                s1 += residual * Vector512.LoadUnsafe(ref rows, Block + i);
                s2 += residual * Vector512.LoadUnsafe(ref rows, 2 * Block + i);
                s3 += residual * Vector512.LoadUnsafe(ref rows, 3 * Block + i);
            }

            s0.StoreUnsafe(ref to);
            s1.StoreUnsafe(ref to, Lanes);
            s2.StoreUnsafe(ref to, 2 * Lanes);
            s3.StoreUnsafe(ref to, 3 * Lanes);
        }
    }

    /// <summary>Adds the lower triangle of Z'WZ of a block, tile by tile.</summary>
    public static void AddInformation(double[] z, int groups, ref double w, ref double sums)
    {
        var tile = 0;
        for (var a = 0; a < groups; a++)
        {
            for (var b = 0; b <= a; b++, tile++)
                AddTile(ref z[a * Tile * Block], ref z[b * Tile * Block], ref w, ref Unsafe.Add(ref sums, tile * Tile * Tile * Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddTile(ref double left, ref double right, ref double w, ref double to)
    {
        var s00 = Vector512.LoadUnsafe(ref to);
        var s01 = Vector512.LoadUnsafe(ref to, Lanes);
        var s02 = Vector512.LoadUnsafe(ref to, 2 * Lanes);
        var s03 = Vector512.LoadUnsafe(ref to, 3 * Lanes);
        var s10 = Vector512.LoadUnsafe(ref to, 4 * Lanes);
        var s11 = Vector512.LoadUnsafe(ref to, 5 * Lanes);
        var s12 = Vector512.LoadUnsafe(ref to, 6 * Lanes);
        var s13 = Vector512.LoadUnsafe(ref to, 7 * Lanes);
        var s20 = Vector512.LoadUnsafe(ref to, 8 * Lanes);
        var s21 = Vector512.LoadUnsafe(ref to, 9 * Lanes);
        var s22 = Vector512.LoadUnsafe(ref to, 10 * Lanes);
        var s23 = Vector512.LoadUnsafe(ref to, 11 * Lanes);
        var s30 = Vector512.LoadUnsafe(ref to, 12 * Lanes);
        var s31 = Vector512.LoadUnsafe(ref to, 13 * Lanes);
        var s32 = Vector512.LoadUnsafe(ref to, 14 * Lanes);
        var s33 = Vector512.LoadUnsafe(ref to, 15 * Lanes);
        for (nuint i = 0; i < Block; i += Lanes)
        {
            var b0 = Vector512.LoadUnsafe(ref right, i);
            var b1 = Vector512.LoadUnsafe(ref right, Block + i);
            var b2 = Vector512.LoadUnsafe(ref right, 2 * Block + i);
            var b3 = Vector512.LoadUnsafe(ref right, 3 * Block + i);
            var weight = Vector512.LoadUnsafe(ref w, i);
            var a = weight * Vector512.LoadUnsafe(ref left, i);
            s00 += a * b0;
            s01 += a * b1;
            s02 += a * b2;
            s03 += a * b3;
            a = weight * Vector512.LoadUnsafe(ref left, Block + i);
            s10 += a * b0;
            s11 += a * b1;
            s12 += a * b2;
            s13 += a * b3;
            a = weight * Vector512.LoadUnsafe(ref left, 2 * Block + i);
            s20 += a * b0;
            s21 += a * b1;
            s22 += a * b2;
            s23 += a * b3;
            a = weight * Vector512.LoadUnsafe(ref left, 3 * Block + i);
            s30 += a * b0;
            s31 += a * b1;
            s32 += a * b2;
            s33 += a * b3;
        }

        s00.StoreUnsafe(ref to);
        s01.StoreUnsafe(ref to, Lanes);
        s02.StoreUnsafe(ref to, 2 * Lanes);
        s03.StoreUnsafe(ref to, 3 * Lanes);
        s10.StoreUnsafe(ref to, 4 * Lanes);
        s11.StoreUnsafe(ref to, 5 * Lanes);
        s12.StoreUnsafe(ref to, 6 * Lanes);
        s13.StoreUnsafe(ref to, 7 * Lanes);
        s20.StoreUnsafe(ref to, 8 * Lanes);
        s21.StoreUnsafe(ref to, 9 * Lanes);
        s22.StoreUnsafe(ref to, 10 * Lanes);
        s23.StoreUnsafe(ref to, 11 * Lanes);
        s30.StoreUnsafe(ref to, 12 * Lanes);
        s31.StoreUnsafe(ref to, 13 * Lanes);
        s32.StoreUnsafe(ref to, 14 * Lanes);
        s33.StoreUnsafe(ref to, 15 * Lanes);
    }
}
