using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// E[X(t)] / y of the members alive with x repeat purchases, as a function of y = t / (alpha + T) alone: the age enters in no other way. Polynomials on
/// pieces of s = ln(1 + k y), made when first needed.
/// </summary>
/// <remarks>
/// In s the function has no singularity within a distance of pi, so a polynomial of degree 23 on a length of 2.5 is exact to rounding (Trefethen 2013,
/// "Approximation Theory and Approximation Practice", theorem 8.2: the error falls as 0.18^n). k is 1 unless members leave so fast that the function turns
/// before y = 1; a piece whose coefficients do not fall off is marked unusable and its rows take the scalar form. The result depends on the parameters and x
/// alone, so neither the order of the calls nor threads change a bit.
/// </remarks>
internal sealed class PurchaseCurves(double r, double a, double b)
{
    /// <summary>The length of a piece in s.</summary>
    public const double Length = 2.5;

    /// <summary>Pieces per curve: y up to e^15 / k.</summary>
    public const int Pieces = 6;

    private const int Points = 24;
    private const double Rounding = 1e-15;

    // cos(pi j (2 i + 1) / (2 Points)) at [j, i].
    private static readonly double[] Cosines = MakeCosines();

    private readonly double[]?[] _pieces = new double[Pieces][];
    private double _stretch; // 0: not yet known

    /// <summary>k.</summary>
    public double Stretch
    {
        get
        {
            var stretch = Volatile.Read(ref _stretch);
            if (stretch == 0)
                Volatile.Write(ref _stretch, stretch = FindStretch());
            return stretch;
        }
    }

    /// <summary>
    /// The coefficients of a piece, from degree 0 on, in the variable from -1 to 1; empty where the piece is unusable. Two threads at the same time make it
    /// twice, with equal results.
    /// </summary>
    public ReadOnlySpan<double> Piece(int index)
    {
        var piece = Volatile.Read(ref _pieces[index]);
        if (piece is null)
            Volatile.Write(ref _pieces[index], piece = Make(index, Stretch));
        return piece;
    }

    /// <summary>The value of a piece at a place from -1 to 1; even and odd powers apart, two chains of half the length.</summary>
    public static double Polynomial(ReadOnlySpan<double> powers, double x)
    {
        var square = x * x;
        double even = 0, odd = 0;
        for (var k = powers.Length - 2; k >= 0; k -= 2)
        {
            even = even * square + powers[k];
            odd = odd * square + powers[k + 1];
        }

        return even + x * odd;
    }

    private double FindStretch()
    {
        for (var stretch = 1.0; stretch <= 64 * (r + 1); stretch *= 8)
        {
            if (Make(0, stretch).Length > 0)
                return stretch;
        }

        return 1;
    }

    private double[] Make(int index, double stretch)
    {
        Span<double> values = stackalloc double[Points];
        var (least, greatest) = (double.PositiveInfinity, 0.0);
        for (var i = 0; i < Points; i++)
        {
            var s = (index + (1 + Cosines[Points + i]) / 2) * Length;
            var y = Elementary.Expm1(s) / stretch;
            values[i] = BetaGeometricProcess.Expected(new AliveProcess(r, 1, a, b), y) / y;
            (least, greatest) = (Math.Min(least, values[i]), Math.Max(greatest, values[i]));
        }

        // The coefficients of Chebyshev's polynomials.
        Span<double> series = stackalloc double[Points];
        for (var j = 0; j < Points; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < Points; i++)
                sum += values[i] * Cosines[j * Points + i];
            series[j] = sum * (j == 0 ? 1 : 2) / Points;
        }

        // What is left out, and the rounding of the greatest value, must be negligible beside the least value.
        var last = Math.Abs(series[Points - 1]) + Math.Abs(series[Points - 2]) + Math.Abs(series[Points - 3]);
        return last <= 10 * Rounding * greatest && greatest <= 100 * least ? ToPowers(series) : [];
    }

    /// <summary>From Chebyshev's polynomials to powers; harmless, because the coefficients fall faster than those of the polynomials grow.</summary>
    private static double[] ToPowers(ReadOnlySpan<double> series)
    {
        var powers = new double[series.Length];
        Span<double> before = stackalloc double[series.Length];
        Span<double> now = stackalloc double[series.Length];
        Span<double> next = stackalloc double[series.Length];
        before.Clear();
        now.Clear();
        before[0] = 1;
        now[1] = 1;
        powers[0] = series[0];
        for (var j = 1; j < series.Length; j++)
        {
            for (var k = 0; k < series.Length; k++)
                powers[k] += series[j] * now[k];
            for (var k = 0; k < series.Length; k++)
                next[k] = (k > 0 ? 2 * now[k - 1] : 0) - before[k];
            now.CopyTo(before);
            next.CopyTo(now);
        }

        return powers;
    }

    private static double[] MakeCosines()
    {
        var cosines = new double[Points * Points];
        for (var j = 0; j < Points; j++)
        {
            for (var i = 0; i < Points; i++)
                cosines[j * Points + i] = Math.Cos(Math.PI * (j * (2 * i + 1) % (4 * Points)) / (2 * Points));
        }

        return cosines;
    }
}
