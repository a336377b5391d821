using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// Discounted purchases from a curve of expected ones, by parts: e^(-delta t) E(t) plus delta times the integral over (0, t] of e^(-delta u) E(u) du. Both
/// parts are positive where delta is.
/// </summary>
/// <remarks>
/// The integral by Gauss and Legendre's rule in the curve's own variable s, on panels of at most 1.25 that do not cross a piece, and over which e^(-delta u)
/// falls by e^-10 at most (by e^-30 more once it is that small); 8 nodes, one vector, where it falls by less than e^-0.7,
/// else 16. Compared with the scalar form in BetaGeometricSpanTests.
/// </remarks>
internal readonly struct DiscountedCurve
{
    private const double PanelLength = PurchaseCurves.Length / 2;
    private const double Folds = 10;
    private const double Negligible = 40; // e^-40 is 4e-18

    private static readonly QuadratureRule Eight = QuadratureRule.GaussLegendre(8);
    private static readonly QuadratureRule Sixteen = QuadratureRule.GaussLegendre(16);

    // e^s - 1 at the panels' ends.
    private static readonly double[] Ends = [.. Enumerable.Range(1, 2 * PurchaseCurves.Pieces).Select(i => Elementary.Expm1(i * PanelLength))];

    private readonly double _delta;
    private readonly double _factor;

    public DiscountedCurve(double delta, double horizon)
    {
        _delta = delta;
        End = Math.Min(horizon, Negligible / delta);
        _factor = Math.Exp(-delta * End);
    }

    /// <summary>The time up to which discounted purchases count.</summary>
    public double End { get; }

    /// <summary>
    /// The discounted purchases of members alive with this curve; NaN where the curve does not reach so far.
    /// </summary>
    /// <param name="curves">The curve of their x.</param>
    /// <param name="rate">alpha + T.</param>
    /// <param name="last">y at the end: <see cref="End"/> / rate.</param>
    /// <param name="length">s at the end.</param>
    public double Of(PurchaseCurves curves, double rate, double last, double length)
    {
        if (!(length < PurchaseCurves.Length * PurchaseCurves.Pieces))
            return double.NaN;
        var inverse = 1 / curves.Stretch;
        var fold = 1 / (_delta * rate); // over so much of y, e^(-delta u) falls by a factor e
        var (panel, from, fromY, integral) = (0, 0.0, 0.0, 0.0);
        while (true)
        {
            var piece = curves.Piece(panel / 2);
            if (piece.Length == 0)
                return double.NaN;
            var (to, toY) = ((panel + 1) * PanelLength, Ends[panel] * inverse);
            if (to >= length)
                (to, toY) = (length, last);
            var reach = Folds * fold + 3 * fromY;
            if (reach < toY)
                (to, toY) = (Elementary.Log1p(reach * curves.Stretch), reach);
            var start = panel / 2 * PurchaseCurves.Length;
            integral += Panel(piece, start, from, to - from, inverse, fold, toY - fromY <= 0.7 * fold ? Eight : Sixteen);
            if (toY == last)
                return integral + _factor * last * PurchaseCurves.Polynomial(piece, (length - start) * (2 / PurchaseCurves.Length) - 1);
            panel += to < (panel + 1) * PanelLength ? 0 : 1;
            (from, fromY) = (to, toY);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Panel(ReadOnlySpan<double> piece, double pieceStart, double from, double length, double inverse, double fold, QuadratureRule rule)
    {
        var sum = Vector512<double>.Zero;
        ref var nodes = ref MemoryMarshal.GetReference(rule.Nodes);
        ref var weights = ref MemoryMarshal.GetReference(rule.Weights);
        for (var i = 0; i < rule.Count; i += Vector512<double>.Count)
        {
            var s = Vector512.Create(from) + Vector512.LoadUnsafe(ref nodes, (nuint)i) * Vector512.Create(length);
            var y = VectorMath.Expm1(s) * Vector512.Create(inverse);
            var place = (s - Vector512.Create(pieceStart)) * Vector512.Create(2 / PurchaseCurves.Length) - Vector512.Create(1.0);
            var value = VectorMath.Exp(y * Vector512.Create(-1 / fold)) * y * (y + Vector512.Create(inverse)) * Polynomial(piece, place);
            sum += value * Vector512.LoadUnsafe(ref weights, (nuint)i);
        }

        return Vector512.Sum(sum) * length / fold;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Polynomial(ReadOnlySpan<double> powers, Vector512<double> x)
    {
        var square = x * x;
        var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var k = powers.Length - 2; k >= 0; k -= 2)
        {
            even = even * square + Vector512.Create(powers[k]);
            odd = odd * square + Vector512.Create(powers[k + 1]);
        }

        return even + x * odd;
    }
}
