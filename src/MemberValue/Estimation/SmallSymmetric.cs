namespace MemberValue.Estimation;

/// <summary>
/// Eigenvalues of the small symmetric matrices (2 to 8 rows) that a fit works with, by Jacobi's rotations: accurate to rounding, with the same bits
/// everywhere.
/// </summary>
internal static class SmallSymmetric
{
    /// <summary>Eigenvalues in ascending order; column k of the vectors belongs to value k.</summary>
    public static (double[] Values, double[,] Vectors) Eigen(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var a = (double[,])matrix.Clone();
        var v = new double[n, n];
        for (var i = 0; i < n; i++)
            v[i, i] = 1;

        var tiny = 0.0;
        foreach (var element in a)
            tiny = Math.Max(tiny, 1e-30 * Math.Abs(element));

        // Convergence is quadratic: 4 rows need about five sweeps.
        for (var sweep = 0; sweep < 60 && Rotate(a, v, n, tiny); sweep++)
        {
        }

        var values = new double[n];
        for (var i = 0; i < n; i++)
            values[i] = a[i, i];
        var order = Enumerable.Range(0, n).ToArray();
        Array.Sort(values, order);
        var vectors = new double[n, n];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < n; i++)
                vectors[i, k] = v[i, order[k]];
        }

        return (values, vectors);
    }

    /// <summary>The inverse of a positive definite matrix, or null when its smallest eigenvalue is not above <paramref name="least"/>.</summary>
    public static double[,]? Inverse(double[,] matrix, double least)
    {
        var n = matrix.GetLength(0);
        var (values, vectors) = Eigen(matrix);
        if (!(values[0] > least))
            return null;
        var inverse = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < n; k++)
                    sum += vectors[i, k] * vectors[j, k] / values[k];
                inverse[i, j] = inverse[j, i] = sum;
            }
        }

        return inverse;
    }

    public static double[] Times(double[,] matrix, double[] vector)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++)
                product[i] += matrix[i, j] * vector[j];
        }

        return product;
    }

    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    public static double MaxAbs(double[] a)
    {
        var max = 0.0;
        foreach (var value in a)
            max = Math.Max(max, Math.Abs(value));
        return max;
    }

    private static bool Rotate(double[,] a, double[,] v, int n, double tiny)
    {
        var any = false;
        for (var p = 0; p < n - 1; p++)
        {
            for (var q = p + 1; q < n; q++)
            {
                // The square root of the diagonal's product keeps small eigenvalues of graded matrices accurate relative to themselves.
                if (Math.Abs(a[p, q]) <= 1e-17 * Math.Sqrt(Math.Abs(a[p, p] * a[q, q])) || Math.Abs(a[p, q]) <= tiny)
                    continue;
                any = true;
                var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
                var t = Math.Abs(theta) > 1e150 ? 1 / (2 * theta) : Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                var c = 1 / Math.Sqrt(t * t + 1);
                var s = t * c;
                a[p, p] -= t * a[p, q];
                a[q, q] += t * a[p, q];
                a[p, q] = a[q, p] = 0;
                for (var k = 0; k < n; k++)
                {
                    if (k != p && k != q)
                    {
                        var (akp, akq) = (a[k, p], a[k, q]);
                        a[k, p] = a[p, k] = c * akp - s * akq;
                        a[k, q] = a[q, k] = s * akp + c * akq;
                    }

                    var (vkp, vkq) = (v[k, p], v[k, q]);
                    v[k, p] = c * vkp - s * vkq;
                    v[k, q] = s * vkp + c * vkq;
                }
            }
        }

        return any;
    }
}
