using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Numerics;

namespace MemberValue.Tests.Churn.Learning;

public class RandomForestTests
{
    [Fact]
    public void The_number_of_threads_changes_nothing() => Law.Holds(TreeData.Seeds, seed =>
    {
        var (features, labels) = seed % 2 == 0 ? TreeData.Curved(800, seed, columns: 6) : TreeData.Coarse(600, 4, seed);
        double[] weights = seed % 3 == 0 ? [.. labels.Select((_, i) => i % 5 / 3.0)] : [];
        RandomForestModel Fit(int threads) => RandomForest.Fit(
            features, labels, new RandomForestOptions { Trees = 13, Seed = seed, MaxThreads = threads, MeasurePermutationImportance = true, YesWeight = 1.7 },
            weights);
        var (one, other) = (Fit(1), Fit(3));
        return one.ToJson() == other.ToJson() && one.OutOfBagProbabilities.Span.SequenceEqual(other.OutOfBagProbabilities.Span)
            && one.Probabilities(features).AsSpan().SequenceEqual(TreeData.Predict(other, features));
    }, runs: 12);

    [Fact]
    public void Probabilities_are_0_to_1_and_are_the_mean_of_the_trees() => Law.Holds(TreeData.Seeds, seed =>
    {
        var (features, labels) = TreeData.Coarse(300, 1 + seed % 5, seed);
        var model = RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 7, Seed = seed, MinLeaf = 1, MaxDepth = 1 + seed % 15 });
        // Other rows than those of the fit, with values between and beyond, and every length of a rest behind whole groups of rows.
        var random = new Random(seed);
        var rows = seed % 100;
        var others = TreeData.Table(
            [.. features.Arrays.Select(_ => Enumerable.Range(0, rows).Select(i => i % 4 == 0 ? double.NaN : 6 * random.NextDouble() - 3).ToArray())]);
        var predicted = TreeData.Predict(model, others);
        return Enumerable.Range(0, rows).All(row =>
        {
            var sum = 0.0;
            foreach (var tree in model.AllTrees)
            {
                var at = 0;
                while (!tree[at].IsLeaf)
                    at = tree[at].Next(others.Arrays[tree[at].Feature][row]);
                sum += tree[at].Probability;
            }

            return predicted[row] == sum / 7 && predicted[row] is >= 0 and <= 1;
        });
    }, runs: 60);

    [Fact]
    public void Long_tables_are_predicted_like_their_rows()
    {
        // More rows than a block of the engine, and a chunk of the parallel door.
        var (features, labels) = TreeData.Curved(70_000, 3, columns: 5);
        var model = RandomForest.Fit(features.Rows([.. Enumerable.Range(0, 2000)]), labels.AsSpan(0, 2000), new RandomForestOptions { Trees = 5 });
        var all = TreeData.Predict(model, features);
        Assert.Equal(all, model.Probabilities(features, default)); // one meaning to the compiler: no other overload takes a default
        foreach (var row in new[] { 0, 511, 512, 65_535, 65_536, 69_999 })
            Assert.Equal(all[row], TreeData.Predict(model, features.Rows([row]))[0]);
    }

    [Fact]
    public void Without_bootstrap_and_with_all_columns_every_tree_is_the_decision_tree()
    {
        var (features, labels) = TreeData.Coarse(400, 3, 6);
        var forest = RandomForest.Fit(
            features, labels, new RandomForestOptions { Trees = 2, Bootstrap = false, FeaturesPerSplit = 3, MaxDepth = 5, MinLeaf = 4 });
        var tree = DecisionTree.Fit(features, labels, new DecisionTreeOptions { MaxDepth = 5, MinLeaf = 4 });
        Assert.Equal(tree.Predict(features), TreeData.Predict(forest, features));
        Assert.Null(forest.OutOfBag);
        Assert.True(forest.OutOfBagProbabilities.IsEmpty);
        for (var j = 0; j < 3; j++)
            Assert.Equal(tree.GainImportances[j], forest.GainImportances[j], 1e-12);
    }

    [Fact]
    public void Out_of_bag_error_is_near_that_on_new_rows()
    {
        var (features, labels) = TreeData.Curved(6000, 1, columns: 8);
        var (others, outcomes) = TreeData.Curved(6000, 2, columns: 8);
        var model = RandomForest.Fit(features, labels);
        var predicted = TreeData.Predict(model, others);
        var error = predicted.Zip(outcomes).Average(pair => (pair.First >= 0.5) == pair.Second ? 0.0 : 1);
        var brier = predicted.Zip(outcomes).Average(pair => Math.Pow(pair.First - (pair.Second ? 1 : 0), 2));
        var logLoss = predicted.Zip(outcomes).Average(pair => -Math.Log(pair.Second ? pair.First : 1 - pair.First));
        // Each error is a mean of 6,000 rows: its standard error is sqrt(0.3 * 0.7 / 6000) = 0.006, of the difference of two 0.0084. Squares (standard
        // deviation
        // about 0.17 a row) and logarithms (about 0.36) have 0.0031 and 0.0066. Three of each, for the seeds are fixed.
        Assert.Equal(6000, model.OutOfBag!.Rows);
        Assert.Equal(error, model.OutOfBag.Error, 0.025);
        Assert.Equal(brier, model.OutOfBag.Brier, 0.0093);
        Assert.Equal(logLoss, model.OutOfBag.LogLoss, 0.02);
        // Seen rows look far better: what out-of-bag is for.
        Assert.True(TreeData.Predict(model, features).Zip(labels).Average(pair => Math.Pow(pair.First - (pair.Second ? 1 : 0), 2)) < brier - 0.03);
    }

    [Fact]
    public void Out_of_bag_figures_are_those_of_its_probabilities()
    {
        var (features, labels) = TreeData.Curved(500, 7, columns: 6);
        double[] weights = [.. labels.Select((_, i) => (double)(i % 3))];
        var model = RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 3 }, weights);
        var probabilities = model.OutOfBagProbabilities.ToArray();
        var judged = Enumerable.Range(0, 500).Where(i => weights[i] > 0 && !double.IsNaN(probabilities[i])).ToArray();
        Assert.Equal(judged.Length, model.OutOfBag!.Rows);
        Assert.InRange(judged.Length, 333 * (1 - 0.632 * 0.632 * 0.632) - 40, 333 * (1 - 0.632 * 0.632 * 0.632) + 40); // a tree holds a row with 1 - 1/e
        var all = judged.Sum(i => weights[i]);
        Assert.Equal(judged.Sum(i => weights[i] * Math.Pow(probabilities[i] - (labels[i] ? 1 : 0), 2)) / all, model.OutOfBag.Brier, 1e-12);
        Assert.Equal(judged.Sum(i => (probabilities[i] >= 0.5) == labels[i] ? 0 : weights[i]) / all, model.OutOfBag.Error, 1e-12);
    }

    [Fact]
    public void Ranking_new_rows_is_close_to_the_best_possible()
    {
        var (features, labels) = TreeData.Curved(20_000, 1);
        var (others, outcomes) = TreeData.Curved(4000, 2);
        var best = TreeData.Auc([.. Enumerable.Range(0, 4000).Select(i =>
            others.Arrays[0][i] - 0.5 * others.Arrays[1][i] + 0.8 * others.Arrays[2][i] * others.Arrays[3][i] + 0.3 * Math.Sin(3 * others.Arrays[4][i]))],
            outcomes);
        var model = RandomForest.Fit(features, labels);
        Assert.InRange(TreeData.Auc(TreeData.Predict(model, others), outcomes), best - 0.06, best);
    }

    [Fact]
    public void Importances_find_the_columns_that_count()
    {
        var (features, labels) = TreeData.Curved(6000, 5, columns: 8);
        var model = RandomForest.Fit(features, labels, new RandomForestOptions { MeasurePermutationImportance = true });
        var (gains, permuted) = (model.GainImportances, model.PermutationImportances!);
        Assert.Equal(1, gains.Sum(), 1e-12);
        Assert.Equal(gains.Max(), gains[0]);
        Assert.Equal(permuted.Max(), permuted[0]);
        Assert.True(permuted.Take(4).Min() > 0.004);
        Assert.All(permuted.Skip(5), importance => Assert.InRange(importance, -0.001, 0.001));
        Assert.Null(RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 1 }).PermutationImportances);
    }

    [Fact]
    public void Contributions_add_up_to_the_probability()
    {
        var (features, labels) = TreeData.Coarse(500, 5, 3);
        var model = RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 30 });
        var predicted = TreeData.Predict(model, features);
        for (var row = 0; row < 500; row++)
        {
            var why = model.Explain(features, row);
            Assert.Equal(predicted[row], why.Probability);
            Assert.Equal(predicted[row] - model.BaseRate, why.Contributions.Sum(contribution => contribution.Change), 1e-13);
            Assert.Equal(why.Contributions.OrderByDescending(contribution => Math.Abs(contribution.Change)), why.Contributions);
        }
    }

    [Fact]
    public void A_seed_is_a_forest()
    {
        var (features, labels) = TreeData.Curved(500, 1, columns: 5);
        string Json(long seed) => RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 4, Seed = seed }).ToJson();
        Assert.Equal(Json(17), Json(17));
        Assert.NotEqual(Json(17), Json(18));
        var model = RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 4, Seed = -5 });
        Assert.Equal(4, model.AllTrees.Select(tree => tree[0].Probability).Distinct().Count()); // no two trees share a sample
    }

    [Fact]
    public void Draws_below_a_bound_are_even_and_streams_are_unrelated()
    {
        var counts = new int[7];
        var agree = 0;
        var (one, other) = (new CounterRandom(1, 0), new CounterRandom(1, 1));
        for (var i = 0; i < 70_000; i++)
        {
            var drawn = one.Below(7);
            counts[drawn]++;
            agree += drawn == other.Below(7) ? 1 : 0;
        }

        // A count of 70,000 draws of 1/7 has a standard deviation of 93; five of them.
        Assert.All(counts.Append(agree), count => Assert.InRange(count, 10_000 - 465, 10_000 + 465));
    }

    [Fact]
    public void Statuses_say_why_there_is_no_split()
    {
        double[] ramp = [1, 2, 3, 4, 5, 6];
        bool[] mixed = [true, false, true, false, true, false];
        RandomForestModel Fit(double[] column, bool[] labels, int minLeaf = 1, double minGain = 0) =>
            RandomForest.Fit(TreeData.Table(column), labels, new RandomForestOptions { Trees = 3, MinLeaf = minLeaf, MinGain = minGain });
        Assert.Equal(FitStatus.Fitted, Fit(ramp, mixed).Status);
        Assert.Equal(FitStatus.SingleClass, Fit(ramp, [true, true, true, true, true, true]).Status);
        Assert.Equal([1.0], TreeData.Predict(Fit(ramp, [true, true, true, true, true, true]), TreeData.Table([9.0])));
        Assert.Equal(FitStatus.TooFewRows, Fit(ramp, mixed, minLeaf: 4).Status);
        Assert.Equal(FitStatus.ConstantColumns, Fit([2, 2, 2, 2, 2, 2], mixed).Status);
        Assert.Equal(FitStatus.NoSplit, Fit(ramp, mixed, minGain: 1).Status);
        Assert.Equal(FitStatus.SingleClass, Fit([1], [true]).Status);
        // always in the bag
        Assert.Equal(0, RandomForest.Fit(TreeData.Table([1.0]), [true], new RandomForestOptions { MeasurePermutationImportance = true }).OutOfBag!.Rows);
    }

    [Fact]
    public void Wrong_calls_say_what_is_wrong()
    {
        var (features, labels) = TreeData.Coarse(50, 2, 1);
        Says("There are 1 labels for 50 rows", () => RandomForest.Fit(features, [true]));
        Says("RandomForestOptions.Trees is 0; it must be 1 to 10000", () => RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 0 }));
        Says("RandomForestOptions.FeaturesPerSplit is 3; it must be 1 to 2",
            () => RandomForest.Fit(features, labels, new RandomForestOptions { FeaturesPerSplit = 3 }));
        Says("RandomForestOptions.MaxThreads is 0; it must be 1 or more", () => RandomForest.Fit(features, labels, new RandomForestOptions { MaxThreads = 0 }));
        Says("RandomForestOptions.MeasurePermutationImportance is true; it needs Bootstrap",
            () => RandomForest.Fit(features, labels, new RandomForestOptions { Bootstrap = false, MeasurePermutationImportance = true }));
        var model = RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 2 });
        Says("The destination has 49 elements for 50 rows", () => model.Predict(features, new double[49]));
        Says("The row is -1 and must be 0 to 49", () => model.Explain(features, -1));
        Assert.Throws<OperationCanceledException>(() => RandomForest.Fit(features, labels, cancellationToken: new CancellationToken(true)));

        static void Says(string message, Action call) =>
            Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predicting_allocates_nothing()
    {
        var (features, labels) = TreeData.Curved(1500, 2, columns: 6);
        var model = RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 5 });
        var destination = new double[1500];
        Assert.Equal(0, Allocations.Of(() => model.Predict(features, destination)));
    }

    [Fact]
    public void A_saved_forest_predicts_the_same_bits()
    {
        var (features, labels) = TreeData.Coarse(800, 4, 4);
        var model = RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 9, MeasurePermutationImportance = true });
        var loaded = RandomForestModel.FromJson(model.ToJson());
        Assert.Equal(TreeData.Predict(model, features), TreeData.Predict(loaded, features));
        Assert.Equal(model.ToJson(), loaded.ToJson());
        Assert.Equal((model.OutOfBag, model.BaseRate, model.ToString()), (loaded.OutOfBag, loaded.BaseRate, loaded.ToString()));
        using var stream = new MemoryStream();
        model.ToJson(stream);
        stream.Position = 0;
        Assert.Equal(model.ToJson(), RandomForestModel.FromJson(stream).ToJson());
    }

    [Theory]
    [InlineData("\"trees\":[{", "\"trees\":[null,{", "trees[0] is null and must be an object")]
    [InlineData("\"probability\":[0", "\"probability\":[1", "trees[0].probability[0] is 1")]
    [InlineData("\"rows\":6,", "\"rows\":0,", "rows must be 1 or more")]
    [InlineData("\"gainImportances\":[1]", "\"gainImportances\":[]", "gainImportances")]
    [InlineData("\"left\":[1", "\"left\":[7", "children of node 0")]
    public void A_damaged_file_says_what_is_wrong(string from, string to, string message)
    {
        var json = RandomForest.Fit(
            TreeData.Table([1, 2, 3, 4, 5, 6]), [false, false, true, true, true, true],
            new RandomForestOptions { MinLeaf = 1, Trees = 1, Bootstrap = false }).ToJson();
        Assert.Contains(from, json, StringComparison.Ordinal);
        var error = Assert.Throws<FormatException>(() => RandomForestModel.FromJson(json.Replace(from, to, StringComparison.Ordinal)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
