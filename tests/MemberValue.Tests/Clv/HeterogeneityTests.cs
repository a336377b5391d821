using MathNet.Numerics.Distributions;
using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Conformance;

namespace MemberValue.Tests.Clv;

/// <summary>How members differ according to a model: the gamma and beta distributions that its parameters stand for.</summary>
public class HeterogeneityTests
{
    public static TheoryData<string> Models => AttritionModels.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void Two_parameters_are_one_distribution(string name)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var model = AttritionModels.Random(name, seed).Model;
            Assert.Equal(model.ParameterValues, model.Heterogeneity.SelectMany(trait => (double[])[trait.First, trait.Second]));
            Assert.All(model.Heterogeneity, Holds);
            Assert.Equal(model.CountsOpportunities, model.Heterogeneity[0].Trait == MemberTrait.PurchaseProbability);
            Assert.All(model.Heterogeneity, trait => Assert.Equal(model.Unit, trait.Unit));
        }
    }

    [Fact]
    public void The_mean_rate_is_what_a_new_member_buys_per_unit_as_long_as_they_stay()
    {
        var nbd = new NbdModel(new NbdParameters(0.385, 12.07), TimeUnit.Week);
        Assert.Equal(nbd.ExpectedPurchases(new PurchaseHistory(0, 0, 0), 40), 40 * nbd.Heterogeneity[0].Mean, 12);
        Assert.Single(nbd.Heterogeneity);

        // After a year, those are left whose leaving is slow: the gamma's transform at 52.
        var pareto = new ParetoNbdModel(new ParetoNbdParameters(0.553, 10.578, 0.606, 11.669), TimeUnit.Week);
        var leaving = pareto.Heterogeneity[1];
        var left = Enumerable.Range(0, 200_000).Average(at => Math.Exp(-52 * leaving.Quantile((at + 0.5) / 200_000)));
        Assert.Equal(Math.Pow(11.669 / (11.669 + 52), 0.606), left, 5);
    }

    [Theory]
    [InlineData(1e-6, 3, 0.5, 0)] // all but certainly 0: smaller than any number
    [InlineData(1e8, 1e8, 0.5, 1)] // all alike
    [InlineData(1, 2, 1, double.PositiveInfinity)]
    [InlineData(1, 2, 0, 0)]
    public void Extreme_members_have_a_number(double shape, double rate, double share, double expected)
    {
        var trait = new NbdModel(new NbdParameters(shape, rate), TimeUnit.Week).Heterogeneity[0];
        if (double.IsInfinity(expected))
            Assert.Equal(expected, trait.Quantile(share));
        else
            Assert.Equal(expected, trait.Quantile(share), 6);
        Assert.Equal((0, 1), (trait.ShareBelow(0), trait.ShareBelow(double.PositiveInfinity)));
        Assert.True(double.IsNaN(trait.ShareBelow(double.NaN)) && double.IsNaN(trait.Density(double.NaN)));
    }

    [Theory]
    [InlineData(1e-4, 3)]
    [InlineData(1e-6, 1e-6)]
    [InlineData(0.01, 1e6)]
    [InlineData(1e8, 1e9)]
    [InlineData(300, 700)]
    public void Probabilities_at_a_limit_have_quantiles_and_no_search_without_end(double first, double second)
    {
        var trait = new BgNbdModel(new BetaGeometricParameters(1, 1, first, second), TimeUnit.Week).Heterogeneity[1];
        foreach (var share in (double[])[0.001, 0.2, 0.5, 0.9, 0.999])
        {
            var value = trait.Quantile(share);
            Assert.InRange(value, 0, 1);
            Assert.True(trait.ShareBelow(value) <= share + 1e-6 || value is 0 or 1, $"{trait}: {share} below {value}");
            Assert.True(trait.ShareBelow(Math.Min(1, (value * (1 + 1e-6)) + 1e-300)) >= share - 1e-6, $"{trait}: {share} below {value}");
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_is_from_0_to_1(double share) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new NbdModel(new NbdParameters(1, 2), TimeUnit.Week).Heterogeneity[0].Quantile(share));

    [Fact]
    public void Ends_of_the_range_have_their_density()
    {
        var rate = new NbdModel(new NbdParameters(1, 2), TimeUnit.Week).Heterogeneity[0];
        Assert.Equal((2, 0, 0), (rate.Density(0), rate.Density(-1), rate.Density(double.PositiveInfinity)));
        var leaving = new BgNbdModel(new BetaGeometricParameters(1, 1, 0.5, 1), TimeUnit.Week).Heterogeneity[1];
        Assert.Equal((double.PositiveInfinity, 0.5, 0), (leaving.Density(0), leaving.Density(1), leaving.Density(1.5)));
    }

    private static void Holds(Heterogeneity trait)
    {
        IContinuousDistribution oracle = trait.IsProbability ? new Beta(trait.First, trait.Second) : new Gamma(trait.First, trait.Second);
        Assert.Equal(1, trait.Mean / oracle.Mean, 12);
        foreach (var share in (double[])[0.01, 0.1, 0.5, 0.9, 0.99])
        {
            var value = trait.Quantile(share);
            if (value < 1e-6 || (trait.IsProbability && value > 1 - 1e-6))
                continue; // the oracle has no digits there, and near 1 the value itself has none
            Assert.Equal(share, trait.ShareBelow(value), 9);
            Assert.Equal(oracle.CumulativeDistribution(value), trait.ShareBelow(value), 9);
            Assert.Equal(1, trait.Density(value) / oracle.Density(value), 8);
        }
    }
}
