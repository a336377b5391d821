using MemberValue.Numerics;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Numerics;

public class QuadratureRuleTests
{
    [Fact]
    public void Nodes_and_weights_keep_their_relative_accuracy()
    {
        foreach (var group in NumericsData.Rows("gauss_rules.csv").GroupBy(row => (row[0], row[1], row[2], row[3])))
        {
            var n = int.Parse(group.Key.Item2, System.Globalization.CultureInfo.InvariantCulture);
            var (a, b) = (NumericsData.Number(group.Key.Item3), NumericsData.Number(group.Key.Item4));
            var isBeta = group.Key.Item1 == "beta";
            var rule = isBeta ? QuadratureRule.GaussJacobi(n, a, b) : QuadratureRule.GaussGamma(n, a);
            Assert.Equal(n, rule.Count);
            var i = 0;
            foreach (var row in group)
            {
                var what = $"{group.Key} {i}";
                Ulp.Near(NumericsData.Number(row[4]), rule.Nodes[i], 1e-15, what);
                if (isBeta)
                    Ulp.Near(NumericsData.Number(row[5]), rule.Complements[i], 1e-15, what);
                Ulp.Near(NumericsData.Number(row[6]), rule.Weights[i], 3e-13, what);
                i++;
            }
        }
    }

    [Theory]
    [InlineData(1, 3.0, 2.0)]
    [InlineData(7, 1.0, 1.0)]
    [InlineData(32, 0.2, 0.7)]
    [InlineData(64, 1e-6, 1e6)]
    [InlineData(64, 1e6, 1e-6)]
    [InlineData(64, 1e6, 1e6)]
    [InlineData(64, 1e-6, 1e-6)]
    [InlineData(200, 2.5, 0.01)]
    public void Moments_of_the_beta_distribution_are_exact(int n, double a, double b)
    {
        var rule = QuadratureRule.GaussJacobi(n, a, b);
        var (moment, mirrored) = (1.0, 1.0);
        for (var power = 0; power < Math.Min(2 * n, 60); power++)
        {
            var (sum, sumMirrored) = (0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                sum += rule.Weights[i] * Math.Pow(rule.Nodes[i], power);
                sumMirrored += rule.Weights[i] * Math.Pow(rule.Complements[i], power);
            }

            Ulp.Near(moment, sum, 2e-13, $"moment {power}");
            Ulp.Near(mirrored, sumMirrored, 2e-13, $"mirrored moment {power}");
            moment *= (a + power) / (a + b + power);
            mirrored *= (b + power) / (a + b + power);
        }

        for (var i = 0; i < n; i++)
        {
            Assert.True(rule.Nodes[i] > 0 && rule.Complements[i] > 0 && rule.Nodes[i] <= 1 && rule.Complements[i] <= 1 && rule.Weights[i] >= 0);
            Ulp.Near(1, rule.Nodes[i] + rule.Complements[i], 2.3e-16);
            Assert.True(i == 0 || rule.Nodes[i - 1] < rule.Nodes[i] || rule.Complements[i - 1] > rule.Complements[i]);
        }
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(10, 1e-6)]
    [InlineData(40, 0.243)]
    [InlineData(64, 1.0)]
    [InlineData(64, 1e6)]
    [InlineData(256, 4.4)]
    public void Moments_of_the_gamma_distribution_are_exact(int n, double shape)
    {
        var rule = QuadratureRule.GaussGamma(n, shape);
        Assert.True(rule.Complements.IsEmpty);
        var moment = 1.0;
        for (var power = 0; power < Math.Min(2 * n, 40); power++)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
                sum += rule.Weights[i] * Math.Pow(rule.Nodes[i], power);
            Ulp.Near(moment, sum, 2e-13, $"moment {power}");
            moment *= shape + power;
        }

        for (var i = 1; i < n; i++)
            Assert.True(rule.Nodes[i - 1] < rule.Nodes[i] && rule.Nodes[0] > 0);
    }

    [Fact]
    public void Legendre_is_the_rule_of_the_uniform_distribution()
    {
        // Abramowitz and Stegun table 25.4, n = 3, moved to [0, 1].
        var rule = QuadratureRule.GaussLegendre(3);
        double[] nodes = [(1 - 0.774596669241483377) / 2, 0.5, (1 + 0.774596669241483377) / 2];
        double[] weights = [5.0 / 18, 8.0 / 18, 5.0 / 18];
        for (var i = 0; i < 3; i++)
        {
            Ulp.Near(nodes[i], rule.Nodes[i], 4e-16);
            Ulp.Near(weights[i], rule.Weights[i], 4e-16);
        }
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => QuadratureRule.GaussLegendre(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuadratureRule.GaussLegendre(1_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuadratureRule.GaussJacobi(4, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuadratureRule.GaussJacobi(4, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuadratureRule.GaussGamma(4, 1e7));
    }
}
