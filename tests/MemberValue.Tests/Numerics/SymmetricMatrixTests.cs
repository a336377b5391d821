using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class SymmetricMatrixTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Of_the_identity_everything_is_the_identity(int n)
    {
        var identity = Make(n, (i, j) => i == j ? 1 : 0);
        Assert.True(SymmetricMatrix.TryCholesky(identity, out var lower));
        Assert.Equal(identity, lower);
        Assert.True(SymmetricMatrix.TryInverse(identity, out var inverse));
        Assert.Equal(identity, inverse);
    }

    [Theory]
    // Exact inverses are whole numbers; condition numbers by mpmath 1.2.1 (mp.cond of the 2-norm by eigsy, 30 digits).
    [InlineData(2, 19.281470067903971448)]
    [InlineData(3, 524.05677758606081787)]
    [InlineData(4, 15513.738738932588223)]
    [InlineData(5, 476607.25024256080938)]
    [InlineData(6, 14951058.640131216775)]
    public void The_Hilbert_matrix_loses_only_its_condition(int n, double condition)
    {
        var hilbert = Make(n, (i, j) => 1.0 / (i + j + 1));
        Assert.True(SymmetricMatrix.TryInverse(hilbert, out var inverse));
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var exact = ((i + j) % 2 == 0 ? 1 : -1) * (i + j + 1) * Choose(n + i, n - j - 1) * Choose(n + j, n - i - 1) * Choose(i + j, i) * Choose(
                    i + j, i);
                Ulp.Near(exact, inverse[i, j], condition * 1e-15, $"{i}, {j}");
                Assert.Equal(inverse[i, j], inverse[j, i]);
            }
        }

        // b = H (1, 2, 3, ...) gives it back.
        var b = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => hilbert[i, j] * (j + 1))).ToArray();
        Assert.True(SymmetricMatrix.TrySolve(hilbert, b, b));
        for (var i = 0; i < n; i++)
            Ulp.Near(i + 1, b[i], condition * 1e-15);
    }

    [Fact]
    public void What_is_not_positive_definite_is_reported()
    {
        double[,] singular = { { 1, 2 }, { 2, 4 } };
        double[,] almost = { { 0.1, 0.3 }, { 0.3, 0.9 } }; // singular but for rounding
        double[,] indefinite = { { 1, 2 }, { 2, 1 } };
        double[,] negative = { { -1, 0 }, { 0, -1 } };
        double[,] unknown = { { 1, 0 }, { double.NaN, 1 } };
        double[,] infinite = { { double.PositiveInfinity, 0 }, { 0, 1 } };
        double[,] zero = { { 0, 0 }, { 0, 0 } };
        foreach (var matrix in new[] { singular, almost, indefinite, negative, unknown, infinite, zero })
        {
            Assert.False(SymmetricMatrix.TryCholesky(matrix, out var lower));
            Assert.Empty(lower);
            Assert.False(SymmetricMatrix.TryInverse(matrix, out var inverse));
            Assert.Empty(inverse);
            double[] solution = [7, 8];
            Assert.False(SymmetricMatrix.TrySolve(matrix, [1, 2], solution));
            Assert.Equal([7, 8], solution);
        }
    }

    [Fact]
    public void Scale_is_no_obstacle()
    {
        double[,] wide = { { 1e-200, 0 }, { 0, 1e200 } };
        Assert.True(SymmetricMatrix.TryInverse(wide, out var inverse));
        Ulp.Near(1e200, inverse[0, 0], 1e-15);
        Ulp.Near(1e-200, inverse[1, 1], 1e-15);
    }

    [Fact]
    public void Shapes_are_checked()
    {
        Assert.Throws<ArgumentException>(() => SymmetricMatrix.TryCholesky(new double[2, 3], out _));
        Assert.Throws<ArgumentException>(() => SymmetricMatrix.TrySolve(new double[2, 2], [1], new double[2]));
    }

    private static double[,] Make(int n, Func<int, int, double> element)
    {
        var matrix = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                matrix[i, j] = element(i, j);
        }

        return matrix;
    }

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
}
