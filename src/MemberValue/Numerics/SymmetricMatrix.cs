using MemberValue.Common;

namespace MemberValue.Numerics;

/// <summary>Small dense symmetric matrices (a handful of rows), given and returned as plain arrays; only the lower triangle is read.</summary>
internal static class SymmetricMatrix
{
    /// <summary>The lower triangular L with L L' = <paramref name="matrix"/>.</summary>
    /// <param name="matrix">A square matrix.</param>
    /// <param name="lower">The factor, zeros above the diagonal; empty where there is none.</param>
    /// <returns>False where the matrix is not positive definite to working precision or holds a value that is not finite.</returns>
    public static bool TryCholesky(double[,] matrix, out double[,] lower)
    {
        var n = Order(matrix);
        var factor = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            var pivot = matrix[j, j];
            for (var k = 0; k < j; k++)
                pivot -= factor[j, k] * factor[j, k];
            // A pivot within the rounding of its own diagonal element counts as 0.
            if (!(pivot > n * 2.220446049250313e-16 * matrix[j, j]) || !double.IsFinite(pivot))
            {
                lower = new double[0, 0];
                return false;
            }

            factor[j, j] = Math.Sqrt(pivot);
            for (var i = j + 1; i < n; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= factor[i, k] * factor[j, k];
                factor[i, j] = sum / factor[j, j];
                if (!double.IsFinite(factor[i, j]))
                {
                    lower = new double[0, 0];
                    return false;
                }
            }
        }

        lower = factor;
        return true;
    }

    /// <summary>Solves matrix · x = right-hand side by Cholesky's factor.</summary>
    /// <param name="matrix">A square matrix.</param>
    /// <param name="rightHandSide">One value per row.</param>
    /// <param name="solution">Receives x; may be the same span as <paramref name="rightHandSide"/>. Unchanged where the result is false.</param>
    /// <returns>False where the matrix is not positive definite.</returns>
    public static bool TrySolve(double[,] matrix, ReadOnlySpan<double> rightHandSide, Span<double> solution)
    {
        var n = Order(matrix);
        if (rightHandSide.Length != n || solution.Length < n)
            throw Error.Argument(
                $"The matrix has {n} rows, the right-hand side {rightHandSide.Length} values, the solution room for {solution.Length}.",
                nameof(rightHandSide));
        if (!TryCholesky(matrix, out var lower))
            return false;
        rightHandSide.CopyTo(solution);
        Substitute(lower, solution);
        return true;
    }

    /// <summary>The inverse by Cholesky's factor.</summary>
    /// <param name="matrix">A square matrix.</param>
    /// <param name="inverse">The inverse, exactly symmetric; empty where there is none.</param>
    /// <returns>False where the matrix is not positive definite.</returns>
    public static bool TryInverse(double[,] matrix, out double[,] inverse)
    {
        var n = Order(matrix);
        inverse = new double[0, 0];
        if (!TryCholesky(matrix, out var lower))
            return false;
        inverse = new double[n, n];
        var column = new double[n];
        for (var j = 0; j < n; j++)
        {
            Array.Clear(column);
            column[j] = 1;
            Substitute(lower, column);
            for (var i = 0; i <= j; i++)
                inverse[i, j] = inverse[j, i] = column[i];
        }

        return true;
    }

    private static int Order(double[,] matrix)
    {
        if (matrix.GetLength(0) != matrix.GetLength(1) || matrix.Length == 0)
            throw Error.Argument($"The matrix is {matrix.GetLength(0)} by {matrix.GetLength(1)}; it must be square and not empty.", nameof(matrix));
        return matrix.GetLength(0);
    }

    private static void Substitute(double[,] lower, Span<double> x)
    {
        var n = lower.GetLength(0);
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
                x[i] -= lower[i, k] * x[k];
            x[i] /= lower[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
                x[i] -= lower[k, i] * x[k];
            x[i] /= lower[i, i];
        }
    }
}
