using FsCheck;
using FsCheck.Fluent;
using MemberValue.Clusters;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Members;
using static MemberValue.Tests.Composite.CompositeData;

namespace MemberValue.Tests.Clusters;

public class KMeansTests
{
    private static readonly ClusterFeature[] Measures4 = [.. Iris.Names.Select(name => new ClusterFeature(name))];

    private static readonly ClusterFeature[] Rfm = [.. Ten.Names.Select(name => new ClusterFeature(name, isLogged: true))];

    /// <summary>Iris by scikit-learn 1.2.1, the best of 300 starts; z-scores by the deviation of the population.</summary>
    [Theory]
    [InlineData(2, ClusterScaling.None, 152.3479517603579)]
    [InlineData(3, ClusterScaling.None, 78.851441426146)]
    [InlineData(4, ClusterScaling.None, 57.22847321428572)]
    [InlineData(5, ClusterScaling.None, 46.446182051282065)]
    [InlineData(6, ClusterScaling.None, 39.03998724608726)]
    [InlineData(7, ClusterScaling.None, 34.29822966507178)]
    [InlineData(8, ClusterScaling.None, 29.99042640692641)]
    [InlineData(2, ClusterScaling.Standard, 222.36170496502302)]
    [InlineData(3, ClusterScaling.Standard, 139.82049635974982)]
    [InlineData(4, ClusterScaling.Standard, 114.09223843568273)]
    [InlineData(5, ClusterScaling.Standard, 90.80728315078542)]
    [InlineData(6, ClusterScaling.Standard, 79.99855804596771)]
    [InlineData(7, ClusterScaling.Standard, 70.69664814695253)]
    [InlineData(8, ClusterScaling.Standard, 62.213746857857586)]
    public void Iris_has_the_sum_of_squares_of_the_table(int clusters, ClusterScaling scaling, double within) => Assert.InRange(
        KMeansModel.Fit(Iris, Measures4, new KMeansOptions { Clusters = clusters, Scaling = scaling, Starts = 300 }).WithinSum, 0, within + 1e-9);

    [Fact]
    public void Three_clusters_of_iris_are_the_same_from_any_seed()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var raw = KMeansModel.Fit(
                Iris, Measures4, new KMeansOptions { Clusters = 3, Scaling = ClusterScaling.None, Seed = seed, OrderBy = "sepal_length" });
            Assert.Equal(78.851441426146, raw.WithinSum, 1e-9);
            Assert.Equal([38.0, 62, 50], raw.Profiles.Select(profile => profile.Members));
            Near([6.85, 3.0736842105263156, 5.742105263157894, 2.0710526315789473], raw.CentreOf(1), 1e-12);
            Near([5.901612903225806, 2.7483870967741937, 4.393548387096774, 1.4338709677419355], raw.CentreOf(2), 1e-12);
            Near([5.006, 3.428, 1.462, 0.246], raw.CentreOf(3), 1e-12);
            var scaled = KMeansModel.Fit(Iris, Measures4, new KMeansOptions { Clusters = 3, Seed = seed });
            Assert.Equal(139.82049635974982, scaled.WithinSum, 1e-9);
            Assert.Equal([47.0, 50, 53], scaled.Profiles.Select(profile => profile.Members).Order());
            Assert.Equal((FitStatus.Converged, 0), (scaled.Status, scaled.Warnings.Count));
        }
    }

    /// <summary>The optimum by enumeration of all partitions.</summary>
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 13.693997279377035)]
    [InlineData(3, 3.0623932075116214)]
    [InlineData(4, 1.1463288992280551)]
    public void Ten_members_have_the_optimum(int clusters, double within)
    {
        for (var seed = 1; seed <= 20; seed++)
            Assert.Equal(within, KMeansModel.Fit(Ten, Rfm, new KMeansOptions { Clusters = clusters, Seed = seed }).WithinSum, 1e-9);
    }

    [Fact]
    public void Clusters_are_numbered_by_value_and_described()
    {
        var members = FeatureTable.FromColumns(
            [Measures.DaysSinceLastPurchase, "Purchases", "Net"], [.. Enumerable.Range(0, 3).Select(j => Ten.Column(j).ToArray())]);
        ClusterFeature[] features = [.. members.Names.Select(name => new ClusterFeature(name, isLogged: true))];
        var model = KMeansModel.Fit(members, features, new KMeansOptions { Clusters = 3 });
        var labels = new int[10];
        model.Assign(members, labels);
        Assert.Equal([3, 3, 3, 1, 1, 1, 2, 2, 2, 2], labels);
        var best = model.Profiles[0];
        Assert.Equal((1, 3.0, 0.3), (best.Number, best.Members, best.Share));
        Assert.Equal("Cluster 1: high net spend, high purchases", best.Name.English);
        Assert.Equal("30% of the members; on average net spend 436.67 (all members: 157.7), purchases 9 (all members: 4.1).", best.Text.English);
        Assert.Equal("第1类：净消费额高、购买次数高", best.Name.Chinese);
        var cheapFirst = KMeansModel.Fit(members, features, new KMeansOptions { Clusters = 3, OrderBy = Measures.DaysSinceLastPurchase });
        cheapFirst.Assign(members, labels);
        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3, 3], labels); // the most recent first
    }

    [Fact]
    public void The_order_and_the_repetition_of_rows_change_nothing() => Law.Holds(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (order, times) = (Enumerable.Range(0, 10).ToArray(), Enumerable.Range(0, 10).Select(_ => random.Next(1, 4)).ToArray());
        random.Shuffle(order);
        var options = new KMeansOptions { Clusters = random.Next(1, 5), Scaling = (ClusterScaling)random.Next(3), Seed = seed };
        var repeated = Ten.Rows([.. order.SelectMany(row => Enumerable.Repeat(row, times[row]))]);
        var (copies, weighted) = (KMeansModel.Fit(repeated, Rfm, options), KMeansModel.Fit(Ten, Rfm, options, [.. times.Select(time => (double)time)]));
        return Math.Abs(copies.WithinSum - weighted.WithinSum) < 1e-9 && copies.Origin.Members == weighted.Origin.Members
            && copies.Profiles.Select(profile => profile.Members).SequenceEqual(weighted.Profiles.Select(profile => profile.Members));
    }, runs: 60);

    [Fact]
    public void The_unit_of_a_column_changes_nothing_with_a_scale() => Law.Holds(Gen.Choose(-30, 30).ToArbitrary(), power =>
    {
        var factor = Math.Pow(2, power);
        var other = FeatureTable.FromColumns(Iris.Names, [.. Enumerable.Range(0, 4).Select(j =>
            Array.ConvertAll(Iris.Column(j).ToArray(), value => value * (j == 2 ? factor : 1)))]);
        var options = new KMeansOptions { Clusters = 3 };
        var (first, second) = (new int[150], new int[150]);
        KMeansModel.Fit(Iris, Measures4, options).Assign(Iris, first);
        KMeansModel.Fit(other, Measures4, options).Assign(other, second);
        return first.SequenceEqual(second);
    }, runs: 30);

    [Fact]
    public void The_sum_of_squares_never_rises_in_an_iteration() => Law.Holds(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var points = new ClusterPoints([.. Enumerable.Range(0, 120).Select(_ => Math.Round(random.NextDouble() * 10, 1))], 60, 2, null);
        double[] centres = [.. Enumerable.Range(0, 10).Select(_ => random.NextDouble() * 10)];
        var before = double.PositiveInfinity;
        for (var step = 0; step < 8; step++)
        {
            var end = KMeans.Lloyd(points, centres, 1, 0, CancellationToken.None);
            if (end.Within > before + 1e-9)
                return false;
            (before, centres) = (end.Within, end.Centres);
        }

        return true;
    });

    [Fact]
    public void The_bits_do_not_depend_on_the_threads()
    {
        var random = new Random(5);
        var columns = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 100_000).Select(_ => random.NextDouble() + random.Next(3)).ToArray()).ToArray();
        var values = FeatureTable.FromColumns(["a", "b", "c"], columns);
        ClusterFeature[] features = [new("a"), new("b"), new("c")];
        var options = new KMeansOptions { Clusters = 5, Starts = 2 };
        var first = KMeansModel.Fit(values, features, options).ToJson();
        string? busy = null;
        Parallel.For(0, 4, i =>
        {
            var again = KMeansModel.Fit(values, features, options).ToJson();
            if (i == 0)
                busy = again;
        });
        Assert.Equal(first, busy);
        var labels = new int[100_000];
        var model = KMeansModel.FromJson(first);
        model.Assign(values, labels);
        Assert.Equal(
            model.Profiles.Select(profile => profile.Members), Enumerable.Range(1, 5).Select(number => (double)labels.Count(label => label == number)));
    }

    [Fact]
    public void Mini_batches_come_near_and_report_the_sum_of_all()
    {
        var random = new Random(6);
        var columns = Enumerable.Range(0, 2).Select(j =>
            Enumerable.Range(0, 5_000).Select(i => random.NextDouble() + 4 * (i % 4 >> j & 1)).ToArray()).ToArray();
        var values = FeatureTable.FromColumns(["a", "b"], columns);
        ClusterFeature[] features = [new("a"), new("b")];
        var whole = KMeansModel.Fit(values, features, new KMeansOptions { Clusters = 4, Starts = 3 });
        var batches = KMeansModel.Fit(values, features, new KMeansOptions { Clusters = 4, Starts = 3, BatchSize = 200, MaxIterations = 100 });
        Assert.InRange(batches.WithinSum, whole.WithinSum - 1e-9, 1.02 * whole.WithinSum);
        Assert.Equal(5_000, batches.Profiles.Sum(profile => profile.Members));
    }

    [Fact]
    public void Members_without_a_feature_and_far_away_ones_are_told()
    {
        var values = Table([.. TenRows, [7, double.NaN, 3]]);
        var model = KMeansModel.Fit(values, Rfm, new KMeansOptions { Clusters = 3 });
        Assert.Equal((10.0, "1 members lack a feature and were left out."), (model.Origin.Members, Assert.Single(model.Warnings).English));
        var columns = MembersOf(Table([.. TenRows, [7, double.NaN, 3], [1, 500, 90_000]]));
        var located = new ClusterAssignment[12];
        model.Locate(columns, located);
        Assert.Equal((0, true), (located[10].Cluster, double.IsNaN(located[10].Distance)));
        Assert.True(located[11].IsOutlier && !located[3].IsOutlier);
        Assert.All(located[..10], each => Assert.True(each.Distance <= model.OutlierDistance && each.Second != each.Cluster && each.Clarity is > 0 and <= 1));
        Assert.Equal(located[4], model.Locate(columns.Row(4)));
    }

    [Fact]
    public void Features_that_do_not_differ_and_too_few_members_are_told()
    {
        var values = FeatureTable.FromColumns(["a", "b"], [[1, 1, 2, 2, 1], [4, 4, 4, 4, 4]]);
        var model = KMeansModel.Fit(values, [new("a"), new("b")], new KMeansOptions { Clusters = 3 });
        Assert.Equal((FitStatus.TooFewRows, 2), (model.Status, model.Clusters));
        Assert.Equal(["All members have the same b: it does not count.", "Only 2 of 3 clusters were found: fewer members differ."],
            model.Warnings.Select(warning => warning.English));
        Assert.Equal(0, model.WithinSum, 1e-20);
        var nothing = KMeansModel.Fit(FeatureTable.FromColumns(["a"], [[double.NaN]]), [new("a")]);
        Assert.Equal((FitStatus.NoData, 0), (nothing.Status, nothing.Clusters));
        var labels = new int[] { 7 };
        nothing.Assign(FeatureTable.FromColumns(["a"], [[3]]), labels);
        Assert.Equal([0], labels);
    }

    [Fact]
    public void An_empty_cluster_gets_the_farthest_member()
    {
        var points = new ClusterPoints([0, 1, 2, 50], 4, 1, null);
        var end = KMeans.Lloyd(points, [1, 100, 200], 50, 0, CancellationToken.None);
        Assert.Equal(3, end.Labels.Distinct().Count());
        Assert.Equal(0.5, end.Within, 1e-12);
    }

    [Fact]
    public void A_robust_scale_is_not_moved_by_one_extreme_member()
    {
        double[] plain = [.. Enumerable.Range(0, 101).Select(i => (double)i)];
        double[] extreme = [.. plain[..100], 1e9];
        string Json(double[] values, ClusterScaling scaling) =>
            KMeansModel.Fit(FeatureTable.FromColumns(["a"], [values]), [new("a")], new KMeansOptions { Clusters = 1, Scaling = scaling }).ToJson();
        Assert.Contains("\"factor\": 0.02,", Json(plain, ClusterScaling.Robust), StringComparison.Ordinal); // quartiles 25 and 75
        Assert.Contains("\"factor\": 0.02,", Json(extreme, ClusterScaling.Robust), StringComparison.Ordinal);
        Assert.DoesNotContain("\"factor\": 0.02,", Json(extreme, ClusterScaling.Standard), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refit_is_matched_with_the_earlier_model()
    {
        var options = new KMeansOptions { Clusters = 3, OrderBy = "sepal_length" };
        var (earlier, later) = (
            KMeansModel.Fit(Iris, Measures4, options), KMeansModel.Fit(Iris, Measures4, new KMeansOptions { Clusters = 3, OrderBy = "sepal_width" }));
        var match = later.Match(earlier);
        for (var number = 1; number <= 3; number++)
            Near([.. earlier.CentreOf(number)], later.CentreOf(match[number - 1]), 1e-9);
        Assert.Equal([1, 2, 3], earlier.Match(earlier));
        var two = KMeansModel.Fit(Iris, Measures4, new KMeansOptions { Clusters = 2 });
        Assert.Equal([0, 1, 2], two.Match(earlier).Order());
        Assert.Throws<ArgumentException>(() => later.Match(KMeansModel.Fit(Ten, Rfm)));
    }

    [Fact]
    public void A_pairing_costs_least_of_all() => Law.Holds(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (rows, columns) = (random.Next(1, 6), random.Next(1, 6));
        var costs = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                costs[i, j] = random.Next(20);
        }

        double Least(int row, int used)
        {
            if (row == rows)
                return 0;
            var least = rows - row > columns - System.Numerics.BitOperations.PopCount((uint)used) ? Least(row + 1, used) : double.PositiveInfinity;
            for (var j = 0; j < columns; j++)
                least = (used >> j & 1) == 1 ? least : Math.Min(least, costs[row, j] + Least(row + 1, used | 1 << j));
            return least;
        }

        var found = Pairing.Of(costs);
        var paired = found.Where(column => column >= 0).ToList();
        return paired.Count == Math.Min(rows, columns) && paired.Distinct().Count() == paired.Count
            && Math.Abs(found.Select((column, row) => column < 0 ? 0 : costs[row, column]).Sum() - Least(0, 0)) < 1e-9;
    });

    [Fact]
    public void Wrong_features_and_weights_are_errors()
    {
        Assert.Throws<ArgumentException>(() => KMeansModel.Fit(Ten, []));
        Assert.Throws<ArgumentException>(() => KMeansModel.Fit(Ten, [Rfm[0], Rfm[0]]));
        Assert.Throws<ArgumentException>(() => KMeansModel.Fit(Ten, [new("x")]));
        Assert.Throws<ArgumentException>(() => KMeansModel.Fit(Ten, Rfm, new KMeansOptions { OrderBy = "x" }));
        Assert.Throws<ArgumentException>(() => KMeansModel.Fit(Ten, Rfm, weights: [1, 2]));
        Assert.Throws<ArgumentException>(() => KMeansModel.Fit(Ten, Rfm, weights: [-1, 2, 1, 1, 1, 1, 1, 1, 1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClusterFeature("a") { Weight = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => KMeansModel.Fit(Ten, Rfm).CentreOf(5));
    }
}
