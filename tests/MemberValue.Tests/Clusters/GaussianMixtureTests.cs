using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MemberValue.Clusters;
using MemberValue.Estimation;
using MemberValue.Learning;
using static MemberValue.Tests.Composite.CompositeData;

namespace MemberValue.Tests.Clusters;

public class GaussianMixtureTests
{
    private static readonly ClusterFeature[] Measures4 = [.. Iris.Names.Select(name => new ClusterFeature(name))];

    private static readonly ClusterFeature[] Rfm = [.. Ten.Names.Select(name => new ClusterFeature(name, isLogged: true))];

    /// <summary>Iris by scikit-learn 1.2.1, the best of 10 starts, which adds 0.000001 to every variance; two and three full components are mclust's
    /// VVV.</summary>
    [Theory]
    [InlineData(MixtureCovariance.Full, 1, -379.9146301960233, 829.9781545093942, 787.8292603920466)]
    [InlineData(MixtureCovariance.Full, 2, -214.3547045959773, 574.017832720746, 486.7094091919546)]
    [InlineData(MixtureCovariance.Full, 3, -180.18547759250404, 580.8389081252433, 448.3709551850081)]
    [InlineData(MixtureCovariance.Full, 4, -163.061844417398, 621.7511711864751, 444.123688834796)]
    [InlineData(MixtureCovariance.Diagonal, 1, -741.0175351865876, 1522.1201527259452, 1498.0350703731751)]
    [InlineData(MixtureCovariance.Diagonal, 2, -386.1853470588303, 857.5514941172969, 806.3706941176606)]
    [InlineData(MixtureCovariance.Diagonal, 3, -307.1775717368763, 744.6316611202552, 666.3551434737526)]
    [InlineData(MixtureCovariance.Diagonal, 4, -264.8475658468726, 705.0673669871142, 599.6951316937452)]
    [InlineData(MixtureCovariance.Spherical, 1, -889.5161307079356, 1804.0854378863526, 1789.0322614158713)]
    [InlineData(MixtureCovariance.Spherical, 2, -478.5590957786076, 1012.235179792274, 979.1181915572153)]
    [InlineData(MixtureCovariance.Spherical, 3, -384.3140950777196, 853.8089901550757, 802.6281901554393)]
    [InlineData(MixtureCovariance.Spherical, 4, -334.2860771492243, 783.8167660626625, 714.5721542984486)]
    [InlineData(MixtureCovariance.Tied, 1, -379.9146301960233, 829.9781545093942, 787.8292603920466)]
    [InlineData(MixtureCovariance.Tied, 2, -296.44757484552827, 688.0972202788854, 630.8951496910565)]
    [InlineData(MixtureCovariance.Tied, 3, -256.3540432260125, 632.9633335103351, 560.708086452025)]
    [InlineData(MixtureCovariance.Tied, 4, -223.04863992437123, 591.4057033775339, 504.09727984874246)]
    public void Iris_has_the_log_likelihoods_of_the_table(MixtureCovariance covariance, int clusters, double logLikelihood, double bic, double aic)
    {
        var model = Fit(covariance, clusters);
        Assert.True(model.LogLikelihood >= logLikelihood - 1e-4, $"{model.LogLikelihood:R} of {logLikelihood:R}");
        Assert.True(model.Bic <= bic + 2e-4 && model.Aic <= aic + 2e-4, $"{model.Bic:R}, {model.Aic:R}");
        Assert.Equal(bic - aic, model.Bic - model.Aic, 1e-9); // the number of parameters
        if (clusters <= 2 || (covariance == MixtureCovariance.Full && clusters == 3))
            Assert.Equal(logLikelihood, model.LogLikelihood, 1e-3); // elsewhere better optima are found
        Assert.Equal(FitStatus.Converged, model.Status);
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void The_reference_of_two_and_three_components_is_met_from_any_seed()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            Assert.Equal(-214.35470, Fit(MixtureCovariance.Full, 2, seed).LogLikelihood, 1e-4);
            Assert.Equal(574.0178, Fit(MixtureCovariance.Full, 2, seed).Bic, 1e-3);
            Assert.Equal(-180.18548, Fit(MixtureCovariance.Full, 3, seed).LogLikelihood, 1e-3);
            Assert.Equal(580.8389, Fit(MixtureCovariance.Full, 3, seed).Bic, 2e-3);
        }
    }

    /// <summary>The log-likelihood and the probabilities of the members, by the formula of the normal density with the model's own numbers.</summary>
    [Theory]
    [InlineData(MixtureCovariance.Full)]
    [InlineData(MixtureCovariance.Diagonal)]
    [InlineData(MixtureCovariance.Spherical)]
    [InlineData(MixtureCovariance.Tied)]
    public void Probabilities_and_log_likelihood_are_those_of_the_formula(MixtureCovariance covariance)
    {
        var model = Fit(covariance, 3);
        var (columns, probabilities, total) = (MembersOf(Iris), new double[150 * 3], 0.0);
        model.Probabilities(columns, probabilities);
        var (numbers, located) = (new int[150], new MixtureAssignment[150]);
        model.Assign(columns, numbers);
        model.Locate(columns, located);
        double[] shares = [.. JsonDocument.Parse(model.ToJson()).RootElement.GetProperty("clusters").EnumerateArray()
            .Select(cluster => cluster.GetProperty("share").GetDouble())];
        Near(shares, model.Profiles.Select(profile => profile.Share), 1e-4);
        for (var i = 0; i < 150; i++)
        {
            double[] densities = [.. Enumerable.Range(1, 3).Select(number => shares[number - 1] * Density(model, number, i))];
            total += Math.Log(densities.Sum());
            Near([.. densities.Select(density => density / densities.Sum())], probabilities[(3 * i)..(3 * i + 3)], 1e-9);
            Assert.Equal(1, probabilities[(3 * i)..(3 * i + 3)].Sum(), 1e-12);
            Assert.Equal(1 + Array.IndexOf(densities, densities.Max()), numbers[i]);
            Assert.Equal((numbers[i], probabilities[3 * i + numbers[i] - 1]), (located[i].Cluster, located[i].Probability));
            Assert.Equal(densities.OrderDescending().ElementAt(1) / densities.Sum(), located[i].SecondProbability, 1e-9);
            Assert.Equal(probabilities[(3 * i)..(3 * i + 3)], model.Probabilities(columns.Row(i)));
        }

        Assert.Equal(total, model.LogLikelihood, 1e-6);
        Assert.DoesNotContain(located, each => each.IsOutlier); // 99.9% of 150 are all
    }

    [Fact]
    public void The_vector_form_has_the_bits_of_the_definition() => Law.Holds(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (d, k, n) = (random.Next(1, 7), random.Next(1, 4), random.Next(1, 40));
        double[][] covariances = [.. Enumerable.Range(0, k).Select(_ => Covariance(random, d, isDiagonal: seed % 2 == 0))];
        var mixture = Mixture.Of(
            [.. Enumerable.Repeat(1.0 / k, k)], [.. Enumerable.Range(0, k * d).Select(_ => random.NextDouble())], covariances, d)!;
        double[] points = [.. Enumerable.Range(0, n * d).Select(_ => random.Next(20) == 0 ? double.NaN : 3 * random.NextDouble())];
        var logs = new double[k * n];
        mixture.LogDensities(points, n, n, logs);
        return Enumerable.Range(0, k * n).All(at => logs[at].Equals(mixture.LogDensity(points, n, at % n, at / n)));
    });

    [Fact]
    public void The_log_likelihood_never_falls_in_an_iteration() => Law.Holds(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (d, k, n) = (random.Next(1, 4), random.Next(1, 4), 60);
        var points = new ClusterPoints(
            [.. Enumerable.Range(0, n * d).Select(_ => Math.Round(random.NextDouble() * 4, seed % 3))], n, d,
            seed % 2 == 0 ? null : [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(1, 4))]);
        var options = new GaussianMixtureOptions
        {
            Clusters = k,
            Covariance = (MixtureCovariance)random.Next(4),
            Tolerance = 0,
            LeastVariance = Math.Pow(10, -random.Next(1, 8)),
        };
        var used = ExpectationMaximisation.Differing(points);
        var mixture = Mixture.Of(
            [.. Enumerable.Repeat(1.0 / k, k)], [.. Enumerable.Range(0, k * d).Select(_ => random.NextDouble() * 4)],
            [.. Enumerable.Range(0, k).Select(_ => Covariance(random, d, isDiagonal: false))], d)!;
        // the first step reaches the shapes and the floor; from there on it must rise
        var before = ExpectationMaximisation.Iterate(points, mixture, used, 2, options, CancellationToken.None);
        for (var step = 0; step < 15; step++)
        {
            var end = ExpectationMaximisation.Iterate(points, before.Mixture, used, 2, options, CancellationToken.None);
            if (end.Mixture.Count == before.Mixture.Count && end.LogLikelihood < before.LogLikelihood - 1e-7 * (1 + Math.Abs(before.LogLikelihood)))
                return false;
            before = end;
        }

        return true;
    });

    [Fact]
    public void The_order_and_the_repetition_of_rows_change_nothing() => Law.Holds(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (order, times) = (Enumerable.Range(0, 10).ToArray(), Enumerable.Range(0, 10).Select(_ => random.Next(1, 4)).ToArray());
        random.Shuffle(order);
        var options = new GaussianMixtureOptions { Covariance = (MixtureCovariance)random.Next(4), LeastVariance = 0.01, Tolerance = 0 };
        var (_, weighted) = ClusterSpace.Fit(Ten, Rfm, ClusterScaling.Standard, [.. times.Select(time => (double)time)]);
        var (_, copies) = ClusterSpace.Fit(
            Ten.Rows([.. order.SelectMany(row => Enumerable.Repeat(row, times[row]))]), Rfm, ClusterScaling.Standard, []);
        var start = Mixture.Of(
            [0.3, 0.7], [.. Enumerable.Range(0, 6).Select(_ => random.NextDouble())],
            [Covariance(random, 3, isDiagonal: false), Covariance(random, 3, isDiagonal: false)], 3)!;
        MixtureEnd End(ClusterPoints points) => ExpectationMaximisation.Iterate(points, start, [0, 1, 2], 8, options, CancellationToken.None);
        return Math.Abs(End(weighted).LogLikelihood - End(copies).LogLikelihood) < 1e-8
            && Math.Abs(End(weighted).Mixture.Means.Sum() - End(copies).Mixture.Means.Sum()) < 1e-8;
    }, runs: 40);

    [Fact]
    public void The_bits_do_not_depend_on_the_threads()
    {
        var random = new Random(5);
        var columns = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 50_000).Select(_ => random.NextDouble() + random.Next(3)).ToArray()).ToArray();
        var values = FeatureTable.FromColumns(["a", "b", "c"], columns);
        ClusterFeature[] features = [new("a"), new("b"), new("c")];
        var options = new GaussianMixtureOptions { Clusters = 3, Starts = 2, MaxIterations = 20 };
        var first = GaussianMixtureModel.Fit(values, features, options).ToJson();
        string? busy = null;
        Parallel.For(0, 4, i =>
        {
            var again = GaussianMixtureModel.Fit(values, features, options).ToJson();
            if (i == 0)
                busy = again;
        });
        Assert.Equal(first, busy);
        Assert.Equal(first, GaussianMixtureModel.FromJson(first).ToJson());
    }

    [Fact]
    public void Heaps_are_found_and_numbered_by_value()
    {
        var members = FeatureTable.FromColumns(["Purchases", "Net"], [.. Enumerable.Range(1, 2).Select(j => Ten.Column(j).ToArray())]);
        ClusterFeature[] features = [.. members.Names.Select(name => new ClusterFeature(name, isLogged: true))];
        var model = GaussianMixtureModel.Fit(members, features, new GaussianMixtureOptions { Clusters = 2, Covariance = MixtureCovariance.Spherical });
        var labels = new int[10];
        model.Assign(members, labels);
        Assert.Equal([2, 2, 2, 1, 1, 1, 2, 2, 2, 2], labels);
        Assert.Equal("Cluster 1: high net spend, high purchases", model.Profiles[0].Name.English);
        Assert.Equal(3, model.Profiles[0].Members, 1e-3);
        Assert.Equal([1, 2], model.Match(model));
    }

    [Fact]
    public void A_cluster_at_the_least_variance_is_told()
    {
        // half of the members have the same value: without a floor the log-likelihood has no limit
        var values = FeatureTable.FromColumns(["a"], [[.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 1.0 : 2 + i * i / 40.0)]]);
        var model = GaussianMixtureModel.Fit(values, [new("a")], new GaussianMixtureOptions { Clusters = 2 });
        Assert.Equal(FitStatus.AtLimit, model.Status);
        Assert.StartsWith("A cluster has shrunk to the least variance", Assert.Single(model.Warnings).English, StringComparison.Ordinal);
        Assert.Contains(1e-4, Enumerable.Range(1, 2).Select(number => Math.Round(model.CovarianceOf(number)[0][0], 9)));
        var few = GaussianMixtureModel.Fit(values, [new("a")], new GaussianMixtureOptions { Clusters = 2, MaxIterations = 1 });
        Assert.Equal((FitStatus.Failed, "The iterations ran out before the clusters stopped changing."), (few.Status, few.Warnings[0].English));
    }

    [Fact]
    public void Features_that_do_not_differ_and_too_few_members_are_told()
    {
        var values = FeatureTable.FromColumns(["a", "b"], [[1, 1, 2, 2, 1], [4, 4, 4, 4, 4]]);
        var model = GaussianMixtureModel.Fit(values, [new("a"), new("b")], new GaussianMixtureOptions { Clusters = 3 });
        Assert.Equal((FitStatus.TooFewRows, 2), (model.Status, model.Clusters));
        Assert.Contains("All members have the same b: it does not count.", model.Warnings.Select(warning => warning.English));
        Assert.Equal(5, model.Parameters); // a share, two means and two variances of the one feature that differs
        var labels = new int[2];
        model.Assign(FeatureTable.FromColumns(["a", "b"], [[1, 2], [9, double.NaN]]), labels);
        Assert.Equal(0, labels[1]);
        Assert.NotEqual(0, labels[0]);
        var nothing = GaussianMixtureModel.Fit(FeatureTable.FromColumns(["a"], [[double.NaN]]), [new("a")]);
        Assert.Equal((FitStatus.NoData, 0, 0), (nothing.Status, nothing.Clusters, nothing.Parameters));
        labels[0] = 7;
        nothing.Assign(FeatureTable.FromColumns(["a"], [[3]]), labels);
        Assert.Equal(0, labels[0]);
        Assert.Equal(nothing.ToJson(), GaussianMixtureModel.FromJson(nothing.ToJson()).ToJson());
    }

    [Fact]
    public void Members_like_none_of_the_clusters_are_outliers()
    {
        var model = GaussianMixtureModel.Fit(Ten, Rfm, new GaussianMixtureOptions { Clusters = 2, LeastVariance = 0.05 });
        var located = new MixtureAssignment[12];
        model.Locate(MembersOf(Table([.. TenRows, [7, double.NaN, 3], [1, 500, 90_000]])), located);
        Assert.Equal(new MixtureAssignment(0, double.NaN, 0, double.NaN, false), located[10]);
        Assert.True(located[11].IsOutlier && located[..10].All(each => !each.IsOutlier));
    }

    [Fact]
    public void The_choice_by_bic_is_shown_beside_the_other_measures()
    {
        var count = ClusterCount.Of(
            Iris, Measures4, new ClusterCountOptions { Scaling = ClusterScaling.None, To = 4, Starts = 4, References = 2, Halvings = 1 });
        Assert.Equal(2, count.BicChoice);
        Near([574.0178, 580.8389], count.Rows.Take(2).Select(row => row.Bic), 5e-3);
    }

    [Fact]
    public void Wrong_features_weights_and_clusters_are_errors()
    {
        Assert.Throws<ArgumentException>(() => GaussianMixtureModel.Fit(Ten, []));
        Assert.Throws<ArgumentException>(() => GaussianMixtureModel.Fit(Ten, [new("x")]));
        Assert.Throws<ArgumentException>(() => GaussianMixtureModel.Fit(Ten, Rfm, new GaussianMixtureOptions { OrderBy = "x" }));
        Assert.Throws<ArgumentException>(() => GaussianMixtureModel.Fit(Ten, Rfm, weights: [1, 2]));
        var model = GaussianMixtureModel.Fit(Ten, Rfm, new GaussianMixtureOptions { Clusters = 2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => model.CentreOf(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.CovarianceOf(0));
        Assert.Throws<ArgumentException>(() => model.Probabilities(MembersOf(Ten), new double[19]));
    }

    private static GaussianMixtureModel Fit(MixtureCovariance covariance, int clusters, int seed = 1) => GaussianMixtureModel.Fit(
        Iris, Measures4, new GaussianMixtureOptions
        {
            Clusters = clusters,
            Covariance = covariance,
            Scaling = ClusterScaling.None,
            Tolerance = 1e-9,
            LeastVariance = 1e-6,
            MaxIterations = 5_000,
            Starts = 20,
            Seed = seed,
        });

    /// <summary>The normal density by Gauss's elimination.</summary>
    private static double Density(GaussianMixtureModel model, int cluster, int row)
    {
        var (matrix, centre) = (model.CovarianceOf(cluster).Select(line => line.ToArray()).ToArray(), model.CentreOf(cluster));
        double[] difference = [.. Enumerable.Range(0, 4).Select(j => Iris.Column(j)[row] - centre[j])];
        var (solved, determinant) = ((double[])difference.Clone(), 1.0);
        for (var a = 0; a < 4; a++)
        {
            determinant *= matrix[a][a];
            for (var b = a + 1; b < 4; b++)
            {
                var factor = matrix[b][a] / matrix[a][a];
                for (var c = 0; c < 4; c++)
                    matrix[b][c] -= factor * matrix[a][c];
                solved[b] -= factor * solved[a];
            }
        }

        for (var a = 3; a >= 0; a--)
        {
            for (var c = a + 1; c < 4; c++)
                solved[a] -= matrix[a][c] * solved[c];
            solved[a] /= matrix[a][a];
        }

        return Math.Exp(-0.5 * difference.Zip(solved).Sum(pair => pair.First * pair.Second)) / Math.Sqrt(Math.Pow(2 * Math.PI, 4) * determinant);
    }

    /// <summary>A random covariance: a matrix times its transpose, and some more on the diagonal.</summary>
    private static double[] Covariance(Random random, int d, bool isDiagonal)
    {
        var root = Enumerable.Range(0, d).Select(_ => Enumerable.Range(0, d).Select(_ => random.NextDouble()).ToArray()).ToArray();
        return [.. from row in Enumerable.Range(0, d)
                   from column in Enumerable.Range(0, row + 1)
                   select row == column ? 0.2 + root[row].Sum(x => x * x) : isDiagonal ? 0 : root[row].Zip(root[column]).Sum(pair => pair.First * pair.Second)];
    }
}
