using MemberValue.Estimation;

namespace MemberValue.Tests.Estimation;

/// <summary>Eigenvalues of small matrices.</summary>
public class SmallSymmetricTests
{
    [Fact]
    public void Eigenvectors_rebuild_the_matrix()
    {
        var random = new Random(5);
        for (var n = 1; n <= 6; n++)
        {
            var a = new double[n, n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j <= i; j++)
                    a[i, j] = a[j, i] = random.NextDouble() - 0.5;
            }

            var (values, vectors) = SmallSymmetric.Eigen(a);
            Assert.Equal(values.Order(), values);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                    Assert.Equal(a[i, j], Enumerable.Range(0, n).Sum(k => vectors[i, k] * values[k] * vectors[j, k]), 1e-14);
            }
        }
    }

    [Fact]
    public void A_small_eigenvalue_beside_a_large_one_keeps_its_digits()
    {
        var (values, _) = SmallSymmetric.Eigen(new double[,] { { 1e8, 1 }, { 1, 1e-6 } });
        Assert.Equal(1, values[0] / (1e-6 - 1e-8), 1e-9); // determinant 99 over the large one
    }

    [Fact]
    public void Only_a_positive_definite_matrix_has_an_inverse_here()
    {
        Assert.Null(SmallSymmetric.Inverse(new double[,] { { 1, 2 }, { 2, 1 } }, 0));
        var inverse = SmallSymmetric.Inverse(new double[,] { { 4, 1 }, { 1, 2 } }, 0)!;
        Assert.Equal(2 / 7.0, inverse[0, 0], 1e-15);
        Assert.Equal(-1 / 7.0, inverse[0, 1], 1e-15);
    }
}
