using MemberValue.Clv;
using MemberValue.Numerics;

namespace MemberValue.Tests.Clv.Models;

/// <summary>The Gamma-Gamma formulas at fixed parameters.</summary>
public class GammaGammaFormulaTests
{
    private static readonly GammaGammaModel Cdnow = new(new GammaGammaParameters(6.25, 3.74, 15.44));

    [Fact]
    public void Likelihood_and_mean_have_their_values_of_fifty_digits()
    {
        var grid = GoldenGrid.Read("gamma_gamma.csv");
        Assert.Equal(137, grid.Rows.Count);
        foreach (var row in grid.Rows)
        {
            var model = new GammaGammaModel(new GammaGammaParameters(row[0], row[1], row[2]));
            var (x, m) = ((int)row[3], row[4]);
            var what = $"{model} {x} {m}";
            Near.Relative(row[5], model.LogLikelihood(x, m), 1e-12, what);
            if (double.IsNaN(row[6]))
                Assert.True(double.IsNaN(model.ExpectedMeanSpend(x, m)), what);
            else
                Near.Relative(row[6], model.ExpectedMeanSpend(x, m), 1e-14, what);
        }
    }

    [Theory] // Fader and Hardie, note 025: the first ten customers of the CDNOW sample
    [InlineData(2, 22.35, 24.65)]
    [InlineData(1, 11.77, 18.91)]
    [InlineData(0, 0, 35.17)]
    [InlineData(7, 73.74, 71.46)]
    [InlineData(2, 25.55, 27.28)]
    public void Expected_mean_spends_are_as_published(int x, double m, double published) =>
        Assert.Equal(published, new GammaGammaModel(new GammaGammaParameters(6.250, 3.744, 15.442)).ExpectedMeanSpend(x, m), 0.012);

    [Fact] // Another implementation, at its own fit of the same data
    public void Three_purchases_of_35_hardly_move() =>
        Assert.Equal(35.02177, new GammaGammaModel(new GammaGammaParameters(6.250, 3.744, 15.442)).ExpectedMeanSpend(3, 35), 0.001);

    [Fact]
    public void Without_a_purchase_the_mean_is_that_of_all_members()
    {
        Assert.Equal(6.25 * 15.44 / 2.74, Cdnow.PopulationMean, 1e-12);
        Assert.Equal(Cdnow.PopulationMean, Cdnow.ExpectedMeanSpend(0, 0));
        Assert.Equal(Cdnow.PopulationMean, Cdnow.ExpectedMeanSpend(0, double.NaN));
        Assert.Equal(0, Cdnow.LogLikelihood(0, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.4)]
    public void A_population_without_a_mean_says_so_and_members_with_purchases_keep_theirs(double q)
    {
        var model = new GammaGammaModel(new GammaGammaParameters(2, q, 10));
        Assert.True(double.IsNaN(model.PopulationMean));
        Assert.Equal(2 * (10 + 3 * 20) / (6 + q - 1), model.ExpectedMeanSpend(3, 20), 1e-12);
        Assert.True(double.IsNaN(new GammaGammaModel(new GammaGammaParameters(0.1, q, 10)).ExpectedMeanSpend(1, 20)) == (0.1 + q <= 1));
        Assert.True(double.IsFinite(model.MeanSpendQuantile(0, 0, 0.5)));
    }

    [Fact]
    public void The_mean_is_exact_next_to_its_pole()
    {
        // q - 1 = 1e-9 has 7 digits in q; what is left of them must come through.
        var q = 1 + 1e-9;
        Near.Relative(6.25 * 15.44 / (q - 1), new GammaGammaModel(new GammaGammaParameters(6.25, q, 15.44)).PopulationMean, 1e-15);
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(1, -3)]
    [InlineData(2, double.NaN)]
    [InlineData(2, double.PositiveInfinity)]
    public void A_spend_that_the_model_does_not_know_is_NaN(int x, double m)
    {
        Assert.True(double.IsNaN(Cdnow.LogLikelihood(x, m)));
        Assert.True(double.IsNaN(Cdnow.ExpectedMeanSpend(x, m)));
        Assert.True(double.IsNaN(Cdnow.MeanSpendQuantile(x, m, 0.5)));
    }

    [Fact]
    public void A_free_purchase_is_a_small_spend()
    {
        Assert.Equal(6.25 * 15.44 / (6.25 + 3.74 - 1), Cdnow.ExpectedMeanSpend(1, 0), 1e-13);
        Assert.True(Cdnow.ExpectedMeanSpend(1, 0) < Cdnow.ExpectedMeanSpend(1, 1e-9));
        Assert.True(double.IsNaN(Cdnow.LogLikelihood(1, 0)));
    }

    [Theory] // mpmath, 30 digits, by bisection on the regularized incomplete gamma function
    [InlineData(6.25, 3.74, 15.44, 0, 0, 0.5, 28.278640252101781)]
    [InlineData(6.25, 3.74, 15.44, 3, 35, 0.05, 24.426949973412177)]
    [InlineData(6.25, 3.74, 15.44, 3, 35, 0.95, 49.206190028539907)]
    [InlineData(0.3, 0.2, 2, 1, 10, 0.01, 1.0851713949682059)]
    [InlineData(500, 800, 3, 40, 2, 0.999, 2.0385939065792245)]
    public void Quantiles_of_a_members_mean_have_their_values(double p, double q, double v, int x, double m, double quantile, double expected) =>
        Near.Relative(expected, new GammaGammaModel(new GammaGammaParameters(p, q, v)).MeanSpendQuantile(x, m, quantile), 1e-12);

    [Theory]
    [InlineData(1e5)]
    [InlineData(1e6)]
    [InlineData(1e7)]
    public void The_quantile_of_a_large_shape_turns_the_incomplete_gamma_function_round(double shape)
    {
        // The expansion is used from 1e8 on; here its next term, z^5 / k^1.5, can still be seen.
        foreach (var quantile in (double[])[1e-9, 0.001, 0.2, 0.5, 0.9, 0.9999])
        {
            var z = NormalDistribution.Quantile(quantile);
            var at = GammaGamma.NearlyNormal(shape, z);
            Near.Relative(Math.Log(quantile), IncompleteGamma.LogP(shape, at), 1e-10 + 50 / (shape * shape));
        }
    }

    [Theory]
    [InlineData(0.99e8)]
    [InlineData(1.01e8)]
    [InlineData(1e16)]
    [InlineData(1e300)]
    public void A_quantile_of_members_who_hardly_differ_comes_at_once(double q)
    {
        var model = new GammaGammaModel(new GammaGammaParameters(6, q, q));
        Near.Relative(6, model.MeanSpendQuantile(0, 0, 0.5), 1e-7);
        Near.Relative(6 * (1 - 2.3263478740408408 / Math.Sqrt(q)), model.MeanSpendQuantile(0, 0, 0.01), 1e-7);
        Assert.True(model.MeanSpendQuantile(3, 5, 0.01) <= model.MeanSpendQuantile(3, 5, 0.99));
    }

    [Fact]
    public void The_density_of_a_mean_integrates_to_one_and_has_the_mean_of_the_population()
    {
        // The mean of two purchases; trapezoid over ln m.
        double mass = 0, mean = 0;
        const double step = 0.01;
        for (var log = -12.0; log < 22; log += step)
        {
            var density = Math.Exp(Cdnow.LogLikelihood(2, Math.Exp(log)) + log) * step;
            (mass, mean) = (mass + density, mean + density * Math.Exp(log));
        }

        Assert.Equal(1, mass, 1e-12);
        Assert.Equal(Cdnow.PopulationMean, mean, 1e-9);
    }

    [Fact]
    public void Members_drawn_from_the_model_have_its_conditional_mean()
    {
        var random = new Random(8);
        double sum = 0, expected = 0, square = 0;
        const int members = 200_000;
        for (var i = 0; i < members; i++)
        {
            var rate = Cdnow.SimulateRate(random);
            var seen = (Cdnow.SimulateSpend(random, rate) + Cdnow.SimulateSpend(random, rate)) / 2;
            var next = Cdnow.SimulateSpend(random, rate);
            var guess = Cdnow.ExpectedMeanSpend(2, seen);
            (sum, expected, square) = (sum + next, expected + guess, square + (next - guess) * (next - guess));
        }

        Assert.True(Math.Abs(sum - expected) < 5 * Math.Sqrt(square), $"{sum / members} against {expected / members}");
    }

    [Fact]
    public void A_quantile_outside_0_to_1_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Cdnow.MeanSpendQuantile(1, 10, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cdnow.MeanSpendQuantile(1, 10, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GammaGammaModel(new GammaGammaParameters(1, 2, 3), (SpendBasis)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GammaGammaParameters(1, 0, 3));
    }
}
