using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// BG/NBD and MBG/NBD for blocks of members: P(alive) eight rows at a time, expected purchases from a curve for each x. Compared with the scalar forms in
/// BetaGeometricSpanTests. Immutable but for curves that are made when first needed. The vector loops are compiled with full optimisation from the first
/// call: without it, a program that scores a million members once would take 20 times as long.
/// </summary>
internal sealed class BetaGeometricSpans(double r, double alpha, double a, double b, int firstChance)
{
    /// <summary>Rows with more repeat purchases take the scalar form.</summary>
    public const int CurvesUpTo = 1_024;

    private const int Lanes = 8;
    private const int Chunk = 256;

    private readonly PurchaseCurves?[] _curves = new PurchaseCurves?[CurvesUpTo + 1];

    /// <summary>P(alive), as <see cref="BetaGeometric.ProbabilityAlive"/>; NaN for an invalid history.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillAlive(in HistoryBlock block, Span<double> destination)
    {
        Span<double> rest = stackalloc double[3 * Lanes];
        for (var i = 0; i < destination.Length; i += Lanes)
        {
            var x = Read(block.X, i, rest);
            var age = Read(block.Age, i, rest[(2 * Lanes)..]);
            Write(Alive(x, Read(block.Tx, i, rest[Lanes..]), age), destination, i);
        }
    }

    /// <summary>P(alive) times P(X(t) > 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillPurchase(in HistoryBlock block, double horizon, Span<double> destination)
    {
        var t = Vector512.Create(horizon);
        Span<double> rest = stackalloc double[3 * Lanes];
        for (var i = 0; i < destination.Length; i += Lanes)
        {
            var x = Read(block.X, i, rest);
            var age = Read(block.Age, i, rest[(2 * Lanes)..]);
            var log = VectorMath.Log1p(t / (Vector512.Create(alpha) + age));
            var none = VectorMath.Expm1(Vector512<double>.Zero - (Vector512.Create(r) + x) * log);
            Write(Vector512<double>.Zero - Alive(x, Read(block.Tx, i, rest[Lanes..]), age) * none, destination, i);
        }
    }

    /// <summary>P(alive) times E[X(t)].</summary>
    public void FillExpected(in HistoryBlock block, double horizon, Span<double> destination)
    {
        FillAlive(block, destination);
        Span<double> ratios = stackalloc double[Chunk];
        Span<double> logs = stackalloc double[Chunk];
        for (var start = 0; start < destination.Length; start += Chunk)
        {
            var part = destination.Slice(start, Math.Min(Chunk, destination.Length - start));
            Ratios(block.Age[start..], horizon, part.Length, ratios, logs);
            for (var i = 0; i < part.Length; i++)
            {
                if (!double.IsNaN(part[i]))
                    part[i] *= Expected(block.X[start + i], block.Age[start + i], horizon, ratios[i], logs[i]);
            }
        }
    }

    /// <summary>P(alive) times the discounted purchases; the horizon may be infinite.</summary>
    public void FillDiscounted(in HistoryBlock block, double delta, double horizon, Span<double> destination)
    {
        if (delta == 0 && !double.IsPositiveInfinity(horizon))
        {
            FillExpected(block, horizon, destination);
            return;
        }

        FillAlive(block, destination);
        var curve = new DiscountedCurve(delta, horizon);
        Span<double> ratios = stackalloc double[Chunk];
        Span<double> logs = stackalloc double[Chunk];
        for (var start = 0; start < destination.Length; start += Chunk)
        {
            var part = destination.Slice(start, Math.Min(Chunk, destination.Length - start));
            Ratios(block.Age[start..], curve.End, part.Length, ratios, logs);
            for (var i = 0; i < part.Length; i++)
            {
                if (double.IsNaN(part[i]))
                    continue;
                var (x, age) = (block.X[start + i], block.Age[start + i]);
                var value = double.NaN;
                if (delta > 0 && x <= CurvesUpTo)
                {
                    var curves = Curves((int)x);
                    value = curve.Of(curves, alpha + age, ratios[i], curves.Stretch == 1 ? logs[i] : Elementary.Log1p(curves.Stretch * ratios[i]));
                }

                part[i] *= double.IsNaN(value) ? BetaGeometricProcess.Discounted(After(x, age), delta, horizon) : value;
            }
        }
    }

    /// <summary>y = t / (alpha + T) and ln(1 + y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Ratios(ReadOnlySpan<double> ages, double t, int count, Span<double> ratios, Span<double> logs)
    {
        Span<double> rest = stackalloc double[Lanes];
        for (var i = 0; i < count; i += Lanes)
        {
            var ratio = Vector512.Create(t) / (Vector512.Create(alpha) + Read(ages, i, rest));
            ratio.CopyTo(ratios[i..]);
            VectorMath.Log1p(ratio).CopyTo(logs[i..]);
        }
    }

    private double Expected(double x, double age, double t, double ratio, double log)
    {
        if (x <= CurvesUpTo)
        {
            var curves = Curves((int)x);
            if (curves.Stretch != 1)
                log = Elementary.Log1p(curves.Stretch * ratio);
            if (log < PurchaseCurves.Length * PurchaseCurves.Pieces)
            {
                var index = (int)(log / PurchaseCurves.Length);
                var piece = curves.Piece(index);
                if (piece.Length > 0)
                    return ratio * PurchaseCurves.Polynomial(piece, (log - index * PurchaseCurves.Length) * (2 / PurchaseCurves.Length) - 1);
            }
        }

        return BetaGeometricProcess.Expected(After(x, age), t);
    }

    private PurchaseCurves Curves(int x) =>
        Volatile.Read(ref _curves[x]) is { } curves
            ? curves
            : Interlocked.CompareExchange(ref _curves[x], new PurchaseCurves(r + x, a, b + (x + firstChance)), null) ?? _curves[x]!;

    private AliveProcess After(double x, double age) => new(r + x, alpha + age, a, b + (x + firstChance));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Alive(Vector512<double> x, Vector512<double> tx, Vector512<double> age)
    {
        var zero = Vector512<double>.Zero;
        var one = Vector512.Create(1.0);
        var chances = x + Vector512.Create((double)firstChance);
        var log = VectorMath.Log1p((age - tx) / (Vector512.Create(alpha) + tx));
        var odds = Vector512.Create(a) / (Vector512.Create(b) + (chances - one)) * VectorMath.Exp((Vector512.Create(r) + x) * log);
        var alive = Vector512.ConditionalSelect(Vector512.Equals(chances, zero), one, one / (one + odds));
        var valid = Vector512.GreaterThanOrEqual(x, zero) & Vector512.GreaterThanOrEqual(tx, zero) & Vector512.LessThanOrEqual(tx, age)
            & Vector512.LessThanOrEqual(age, Vector512.Create(double.MaxValue)) & (Vector512.GreaterThan(x, zero) | Vector512.Equals(tx, zero));
        return Vector512.ConditionalSelect(valid, alive, Vector512.Create(double.NaN));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Read(ReadOnlySpan<double> column, int start, Span<double> buffer)
    {
        if (start + Lanes <= column.Length)
            return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(column), (nuint)start);
        buffer[..Lanes].Clear();
        column[start..].CopyTo(buffer);
        return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(buffer));
    }

    private static void Write(Vector512<double> values, Span<double> destination, int start)
    {
        if (start + Lanes <= destination.Length)
        {
            values.StoreUnsafe(ref MemoryMarshal.GetReference(destination), (nuint)start);
            return;
        }

        for (var i = start; i < destination.Length; i++)
            destination[i] = values[i - start];
    }
}
