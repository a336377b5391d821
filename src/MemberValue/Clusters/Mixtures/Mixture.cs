using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemberValue.Numerics;

namespace MemberValue.Clusters;

/// <summary>Normal densities with shares, and the one kernel of fits and assignments. A feature without variance in every component takes no part.</summary>
internal sealed class Mixture
{
    /// <summary>Points per call.</summary>
    public const int Most = 128;

    private readonly double[] _factors; // by component the inverse of Cholesky's factor, lower triangle row by row
    private readonly double[] _constants; // by component the logarithm of share and of the density at the mean
    private readonly bool _isDiagonal;

    private Mixture(double[] shares, double[] means, double[][] covariances, int dimensions, bool isDiagonal, double[] factors, double[] constants)
    {
        (Shares, Means, Covariances, Dimensions) = (shares, means, covariances, dimensions);
        (_isDiagonal, _factors, _constants) = (isDiagonal, factors, constants);
    }

    public int Count => Shares.Length;

    public int Dimensions { get; }

    /// <summary>By component, above 0; they sum to 1.</summary>
    public double[] Shares { get; }

    /// <summary>The means, one after the other.</summary>
    public double[] Means { get; }

    /// <summary>By component, the lower triangle row by row.</summary>
    public double[][] Covariances { get; }

    public static int Place(int row, int column) => row * (row + 1) / 2 + column;

    /// <summary>The mixture; null where a covariance of the features with a variance is not positive definite.</summary>
    public static Mixture? Of(double[] shares, double[] means, double[][] covariances, int dimensions)
    {
        var (d, triangle, isDiagonal) = (dimensions, Place(dimensions, 0), true);
        var (factors, constants) = (new double[covariances.Length * triangle], new double[covariances.Length]);
        for (var c = 0; c < covariances.Length; c++)
        {
            int[] used = [.. Enumerable.Range(0, d).Where(j => covariances[c][Place(j, j)] != 0)];
            constants[c] = Math.Log(shares[c]) - used.Length * (0.5 * Math.Log(2 * Math.PI));
            if (used.Length == 0)
                continue;
            var matrix = new double[used.Length, used.Length];
            for (var a = 0; a < used.Length; a++)
            {
                for (var b = 0; b <= a; b++)
                    matrix[a, b] = covariances[c][Place(used[a], used[b])];
            }

            if (!SymmetricMatrix.TryCholesky(matrix, out var lower))
                return null;
            for (var b = 0; b < used.Length; b++)
            {
                constants[c] -= Math.Log(lower[b, b]);
                var column = new double[used.Length]; // of the inverse
                for (var a = b; a < used.Length; a++)
                {
                    var sum = a == b ? 1.0 : 0.0;
                    for (var s = b; s < a; s++)
                        sum -= lower[a, s] * column[s];
                    column[a] = sum / lower[a, a];
                    factors[c * triangle + Place(used[a], used[b])] = column[a];
                    isDiagonal &= a == b || column[a] == 0;
                }
            }
        }

        return new Mixture(shares, means, covariances, d, isDiagonal, factors, constants);
    }

    /// <summary>The same with its components in another order.</summary>
    public Mixture Of(int[] places) => Of(
        [.. places.Select(c => Shares[c])], [.. places.SelectMany(c => Means.Skip(c * Dimensions).Take(Dimensions))], [.. places.Select(c => Covariances[c])],
        Dimensions)!;

    /// <summary>
    /// The logarithms of share times density of some points, by component: -(1/2) |F (x - m)|² plus a constant, F the inverse of Cholesky's factor. All are NaN
    /// for a point with a feature that is not a number.
    /// </summary>
    /// <param name="points">The features of the points one after the other, each <paramref name="stride"/> numbers after the last.</param>
    /// <param name="stride">Numbers between two features of a point.</param>
    /// <param name="count">How many points.</param>
    /// <param name="logs">Receives the logarithms, component after component, each as long as <paramref name="count"/>.</param>
    public void LogDensities(ReadOnlySpan<double> points, int stride, int count, Span<double> logs)
    {
        var (d, wide, triangle) = (Dimensions, Vector<double>.Count, Place(Dimensions, 0));
        ref var from = ref MemoryMarshal.GetReference(points);
        ref var to = ref MemoryMarshal.GetReference(logs);
        for (var c = 0; c < Count; c++)
        {
            var mean = Means.AsSpan(c * d, d);
            var factor = _factors.AsSpan(c * triangle, triangle);
            var i = 0;
            for (; i <= count - wide; i += wide)
            {
                var sum = Vector<double>.Zero;
                for (var (row, at) = (0, 0); row < d; row++)
                {
                    var y = Vector<double>.Zero;
                    if (_isDiagonal)
                        at += row;
                    for (var column = _isDiagonal ? row : 0; column <= row; column++, at++)
                    {
                        var x = Vector.LoadUnsafe(ref from, (nuint)(column * (long)stride + i));
                        y += new Vector<double>(factor[at]) * (x - new Vector<double>(mean[column]));
                    }

                    sum += y * y;
                }

                (new Vector<double>(_constants[c]) - new Vector<double>(0.5) * sum).StoreUnsafe(ref to, (nuint)(c * (long)count + i));
            }

            for (; i < count; i++)
                logs[c * count + i] = LogDensity(points, stride, i, c);
        }
    }

    /// <summary>The definition of <see cref="LogDensities"/>: one point, one component.</summary>
    public double LogDensity(ReadOnlySpan<double> points, int stride, int point, int component)
    {
        var (d, sum) = (Dimensions, 0.0);
        for (var row = 0; row < d; row++)
        {
            var y = 0.0;
            for (var column = _isDiagonal ? row : 0; column <= row; column++)
            {
                y += _factors[component * Place(d, 0) + Place(row, column)]
                    * (points[(int)(column * (long)stride + point)] - Means[component * d + column]);
            }

            sum += y * y;
        }

        return _constants[component] - 0.5 * sum;
    }

    /// <summary>The probabilities of the components from the logarithms, in their place, and the logarithm of the density of the whole mixture.</summary>
    /// <param name="logs">Component after component; receives the probabilities.</param>
    /// <param name="totals">Receives the logarithm of the sum by point, NaN for a point with a feature that is not a number.</param>
    [SkipLocalsInit]
    public static void ToProbabilities(Span<double> logs, Span<double> totals)
    {
        var count = totals.Length;
        logs[..count].CopyTo(totals);
        for (var start = count; start < logs.Length; start += count)
        {
            for (var i = 0; i < count; i++)
                totals[i] = Math.Max(totals[i], logs[start + i]);
        }

        for (var start = 0; start < logs.Length; start += count)
        {
            for (var i = 0; i < count; i++)
                logs[start + i] -= totals[i];
        }

        VectorMath.Exp(logs, logs);
        Span<double> sums = stackalloc double[Most];
        sums = sums[..count];
        logs[..count].CopyTo(sums);
        for (var start = count; start < logs.Length; start += count)
        {
            for (var i = 0; i < count; i++)
                sums[i] += logs[start + i];
        }

        for (var start = 0; start < logs.Length; start += count)
        {
            for (var i = 0; i < count; i++)
                logs[start + i] /= sums[i];
        }

        VectorMath.Log(sums, sums);
        for (var i = 0; i < count; i++)
            totals[i] += sums[i];
    }
}
