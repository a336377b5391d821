using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class ChainSystemTests
{
    [Theory]
    [InlineData(1, 1e-3)]
    [InlineData(2, 1.0)]
    [InlineData(3, 1e-300)]
    [InlineData(5, 1e-12)]
    [InlineData(8, 1e-6)]
    [InlineData(8, 0.1)]
    public void Every_digit_is_right_however_small_the_slack(int n, double slack)
    {
        var random = new Random(n);
        for (var round = 0; round < 10; round++)
        {
            var (rates, sums, b) = (new double[n, n], new double[n], new double[n]);
            for (var i = 0; i < n; i++)
            {
                sums[i] = i == 0 || random.Next(3) > 0 ? slack * (0.5 + random.NextDouble()) : 0;
                b[i] = random.NextDouble();
                for (var j = 0; j < n; j++)
                    rates[i, j] = j == i ? double.NaN : j == (i + n - 1) % n ? 0.5 : random.Next(2) * random.NextDouble();
            }

            var matrix = new Rational[n, n];
            for (var i = 0; i < n; i++)
            {
                matrix[i, i] = sums[i];
                for (var j = 0; j < n; j++)
                {
                    if (j == i)
                        continue;
                    matrix[i, j] = Rational.Zero - rates[i, j];
                    matrix[i, i] += rates[i, j];
                }
            }

            var expected = Rational.Solve(matrix, [.. b.Select(value => (Rational)value)]);
            new ChainSystem(rates, sums).Solve(b);
            for (var i = 0; i < n; i++)
                Ulp.Near(expected[i].ToDouble(), b[i], 4 * n * 2.2e-16, $"{n}, round {round}, row {i}");
        }
    }

    [Fact]
    public void Of_the_identity_the_solution_is_the_right_hand_side()
    {
        double[] x = [3, -4, 5.5];
        new ChainSystem(new double[3, 3], [1, 1, 1]).Solve(x);
        Assert.Equal([3, -4, 5.5], x);
    }

    [Fact]
    public void What_it_is_given_stays_as_it_is()
    {
        double[,] rates = { { 0, 0.5 }, { 0.25, 0 } };
        double[] slack = [0.1, 0.2];
        _ = new ChainSystem(rates, slack);
        Assert.Equal(new[,] { { 0, 0.5 }, { 0.25, 0 } }, rates);
        Assert.Equal([0.1, 0.2], slack);
    }

    [Fact]
    public void Misfits_and_singular_systems_are_errors()
    {
        Assert.Contains("2 by 2 and the slack has 3 rows", Assert.Throws<ArgumentException>(() => new ChainSystem(new double[2, 2], [1, 1, 1])).Message,
            StringComparison.Ordinal);
        Assert.Contains("singular", Assert.Throws<ArgumentException>(() => new ChainSystem(new double[,] { { 0, 1 }, { 1, 0 } }, [0, 0])).Message,
            StringComparison.Ordinal);
        Assert.Contains("singular", Assert.Throws<ArgumentException>(() => new ChainSystem(new double[1, 1], [double.NaN])).Message, StringComparison.Ordinal);
    }
}
