namespace MemberValue.Numerics;

/// <summary>
/// Eigenvalues of L L', L lower bidiagonal with squared diagonal q and squared subdiagonal e, and the squared first entries of the normalised
/// eigenvectors; both with relative accuracy.
/// </summary>
internal static class GaussEigen
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>How many eigenvalues lie below a point (Sylvester's law on the stationary quotient-difference transform).</summary>
    public static int CountBelow(ReadOnlySpan<double> q, ReadOnlySpan<double> e, double point)
    {
        var count = 0;
        var s = -point;
        for (var i = 0; i < q.Length; i++)
        {
            var d = NotZero(s + q[i]);
            if (d < 0)
                count++;
            s = s * (e[i] / d) - point;
        }

        return count;
    }

    /// <summary>The smallest eigenvalues, ascending, with the squared first entries of their vectors.</summary>
    /// <param name="q">Squared diagonal of L, positive.</param>
    /// <param name="e">Squared subdiagonal of L, positive; the last is not used.</param>
    /// <param name="upperBound">A point above all wanted eigenvalues.</param>
    /// <param name="values">Receives the eigenvalues; its length is the number wanted.</param>
    /// <param name="squares">Receives the squares.</param>
    public static void Smallest(ReadOnlySpan<double> q, ReadOnlySpan<double> e, double upperBound, Span<double> values, Span<double> squares)
    {
        var work = new Work(q.Length);
        for (var k = 0; k < values.Length; k++)
        {
            var low = k == 0 ? 0 : values[k - 1];
            var high = upperBound;
            var point = Middle(low, high);
            for (var iteration = 0; ; iteration++)
            {
                var count = work.Twist(q, e, point, out var correction, out var square);
                if (count > k)
                    high = point;
                else
                    low = point;
                // Rayleigh's correction while it stays inside the bracket, else bisection.
                var next = point + correction;
                var done = high - low <= 2 * Epsilon * high || iteration == 500;
                if (!done && Math.Abs(correction) <= Epsilon * point)
                {
                    // An eigenvalue, but perhaps a neighbouring one: the counts on both sides decide.
                    var (below, above) = (point * (1 - 32 * Epsilon), point * (1 + 32 * Epsilon));
                    if (CountBelow(q, e, below) > k)
                        next = high = below;
                    else if (CountBelow(q, e, above) <= k)
                        next = low = above;
                    else
                        done = true;
                }

                if (done)
                {
                    (values[k], squares[k]) = (next > 0 ? next : point, square);
                    break;
                }

                point = next > low && next < high ? next : Middle(low, high);
            }
        }
    }

    /// <summary>The factors of a symmetric tridiagonal matrix minus a shift below all its eigenvalues.</summary>
    /// <param name="diagonal">The diagonal.</param>
    /// <param name="squares">The squared subdiagonal; the last is not used.</param>
    /// <returns>q and e of the shifted matrix, the shift, and a bound above its eigenvalues.</returns>
    public static (double[] Q, double[] E, double Shift, double UpperBound) Factor(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> squares)
    {
        var n = diagonal.Length;
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < n; i++)
        {
            var radius = (i == 0 ? 0 : Math.Sqrt(squares[i - 1])) + (i == n - 1 ? 0 : Math.Sqrt(squares[i]));
            least = Math.Min(least, diagonal[i] - radius); // Gershgorin's discs
            greatest = Math.Max(greatest, diagonal[i] + radius);
        }

        var shift = least - (greatest - least) / (4 * n) - double.Epsilon;
        var (q, e) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            q[i] = diagonal[i] - shift - (i == 0 ? 0 : e[i - 1]);
            e[i] = squares[i] / q[i];
        }

        return (q, e, shift, greatest - shift + (greatest - least) / (4 * n));
    }

    private static double Middle(double low, double high) => high < 4 * low ? (low + high) / 2 : Math.Sqrt(Math.Max(low, 1e-40) * high);

    private static double NotZero(double value) => Math.Abs(value) < 1e-290 ? 1e-290 : value;

    /// <summary>One twisted factorisation of L L' - point.</summary>
    private sealed class Work(int n)
    {
        private readonly double[] _stationary = new double[n];
        private readonly double[] _down = new double[n];
        private readonly double[] _progressive = new double[n];
        private readonly double[] _up = new double[n];

        public int Twist(ReadOnlySpan<double> q, ReadOnlySpan<double> e, double point, out double correction, out double square)
        {
            var count = 0;
            var s = -point;
            for (var i = 0; i < n; i++)
            {
                _stationary[i] = s;
                var d = _down[i] = NotZero(s + q[i]);
                if (d < 0)
                    count++;
                s = s * (e[i] / d) - point;
            }

            var p = _progressive[n - 1] = q[n - 1] - point;
            for (var i = n - 2; i >= 0; i--)
            {
                var d = _up[i] = NotZero(e[i] + p);
                _progressive[i] = p = p * (q[i] / d) - point;
            }

            var (twist, gamma) = (n - 1, _stationary[n - 1] + q[n - 1]);
            for (var i = n - 2; i >= 0; i--)
            {
                var candidate = _stationary[i] + q[i] * (_progressive[i + 1] / _up[i]);
                if (Math.Abs(candidate) < Math.Abs(gamma))
                    (twist, gamma) = (i, candidate);
            }

            var (first, norm) = (1.0, 1.0);
            for (var i = twist - 1; i >= 0; i--)
            {
                first *= q[i] / _down[i] * (e[i] / _down[i]);
                norm += first;
            }

            var entry = 1.0;
            for (var i = twist; i < n - 1; i++)
            {
                entry *= q[i] / _up[i] * (e[i] / _up[i]);
                norm += entry;
            }

            correction = gamma / norm;
            square = first / norm;
            return count;
        }
    }
}
