using MemberValue.Estimation;
using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

public class DecisionTreeTests
{
    [Theory]
    [InlineData(TreeCriterion.Gini, 1, 1, 1, 0)]
    [InlineData(TreeCriterion.Entropy, 1, 1, 1, 0)]
    [InlineData(TreeCriterion.Gini, 4, 2.5, 1, 0)]
    [InlineData(TreeCriterion.Entropy, 3, 1, 7, 0)]
    [InlineData(TreeCriterion.Gini, 2, 1, 1, 0.0103)]
    public void Splits_are_those_of_an_exhaustive_search(TreeCriterion criterion, int minLeaf, double yesWeight, double noWeight, double minGain)
    {
        var options = new DecisionTreeOptions
        {
            Criterion = criterion,
            MinLeaf = minLeaf,
            YesWeight = yesWeight,
            NoWeight = noWeight,
            MinGain = minGain,
            MaxDepth = 6
        };
        Law.Holds(TreeData.Seeds, seed =>
        {
            var (features, labels) = TreeData.Coarse(20 + seed % 60, 1 + seed % 4, seed, missing: seed % 3 * 0.15);
            var random = new Random(seed);
            double[] weights = seed % 2 == 0 ? [] : [.. labels.Select(_ => (double)random.Next(4))];
            if (weights.Length > 0)
                weights[0] = 1;
            var model = DecisionTree.Fit(features, labels, options, weights);
            var oracle = new TreeOracle(features.Arrays, labels, weights.Length > 0 ? weights : [.. labels.Select(_ => 1.0)], options).Grow();
            return Same(model, oracle);
        }, runs: 60);
    }

    [Fact]
    public void Large_nodes_with_subtracted_histograms_split_like_an_exhaustive_search()
    {
        // Nodes above and below the size from which a sibling's histogram is made by subtraction.
        var (features, labels) = TreeData.Coarse(1500, 3, 11);
        var options = new DecisionTreeOptions { MinLeaf = 3, MaxDepth = 8 };
        var model = DecisionTree.Fit(features, labels, options);
        Assert.True(model.Leaves > 20);
        Assert.True(Same(model, new TreeOracle(features.Arrays, labels, [.. labels.Select(_ => 1.0)], options).Grow()));
    }

    [Fact]
    public void A_column_of_many_values_is_cut_into_255_bins_of_about_equal_size()
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, 40_000).Select(i => i % 4 == 0 ? 7.5 : i % 50 == 1 ? double.NaN : Math.Exp(3 * random.NextDouble()))];
        var binned = BinnedColumns.Of(TreeData.Table(values), 1, CancellationToken.None);
        Assert.Equal(254, binned.Cuts[0].Length);
        var bins = binned.Bins[0].Zip(values).GroupBy(pair => pair.First, pair => pair.Second).OrderBy(group => group.Key).ToList();
        Assert.Equal(256, bins.Count);
        Assert.True(bins[255].All(double.IsNaN));
        for (var bin = 0; bin < 255; bin++)
        {
            Assert.True(bin == 0 || bins[bin].Min() > binned.Cuts[0][bin - 1]);
            Assert.True(bin == 254 || bins[bin].Max() <= binned.Cuts[0][bin]);
            Assert.True(bins[bin].Contains(7.5) || bins[bin].Count() is > 60 and < 260, $"bin {bin} holds {bins[bin].Count()} of 29,200 / 255 = 115");
        }
    }

    [Fact]
    public void A_column_of_255_values_has_a_bin_each_and_neighbouring_numbers_stay_apart()
    {
        double[] values = [.. Enumerable.Range(0, 254).Select(i => (double)i * i), double.BitIncrement(0)];
        var binned = BinnedColumns.Of(TreeData.Table(values), 1, CancellationToken.None);
        Assert.Equal(254, binned.Cuts[0].Length);
        Assert.Equal(0, binned.Cuts[0][0]); // no number lies between 0 and the next one
        Assert.Equal(255, binned.Bins[0].Distinct().Count());
        Assert.Equal((double.MaxValue + double.MaxValue / 2) / 2, double.PositiveInfinity); // why a midpoint is not (a + b) / 2
        Assert.Equal(double.MaxValue / 4 * 3, BinnedColumns.Of(TreeData.Table([double.MaxValue / 2, double.MaxValue]), 1, CancellationToken.None).Cuts[0][0]);
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing() => Law.Holds(TreeData.Seeds, seed =>
    {
        var (features, labels) = seed % 2 == 0 ? TreeData.Coarse(400, 3, seed) : TreeData.Curved(700, seed, columns: 5);
        var random = new Random(seed);
        double[] weights = [.. labels.Select(_ => random.NextDouble())];
        var order = Enumerable.Range(0, labels.Length).ToArray();
        random.Shuffle(order);
        var options = new DecisionTreeOptions { MinLeaf = 2, MaxDepth = 7, Criterion = (TreeCriterion)(seed % 2) };
        var one = DecisionTree.Fit(features, labels, options, weights);
        var other = DecisionTree.Fit(features.Rows(order), [.. order.Select(i => labels[i])], options, [.. order.Select(i => weights[i])]);
        return one.ToJson() == other.ToJson();
    }, runs: 40);

    [Fact]
    public void A_rising_change_of_scale_leaves_the_partition() => Law.Holds(TreeData.Seeds, seed =>
    {
        var (features, labels) = TreeData.Curved(900, seed, columns: 5);
        var options = new DecisionTreeOptions { MinLeaf = 5, MaxDepth = 6 };
        var scaled = TreeData.Table([.. features.Arrays.Select((column, j) => column.Select(x => j % 2 == 0 ? Math.Exp(x) : x * x * x).ToArray())]);
        var one = DecisionTree.Fit(features, labels, options);
        var other = DecisionTree.Fit(scaled, labels, options);
        return one.Predict(features).SequenceEqual(other.Predict(scaled));
    }, runs: 30);

    [Fact]
    public void A_weight_of_3_is_the_row_three_times()
    {
        var (features, labels) = TreeData.Coarse(300, 3, 5);
        double[] weights = [.. Enumerable.Range(0, 300).Select(i => (double)(i % 4))];
        int[] repeated = [.. Enumerable.Range(0, 300).SelectMany(i => Enumerable.Repeat(i, i % 4))];
        var options = new DecisionTreeOptions { MinLeaf = 1, MaxDepth = 4 };
        var one = DecisionTree.Fit(features, labels, options, weights);
        var other = DecisionTree.Fit(features.Rows(repeated), [.. repeated.Select(i => labels[i])], options);
        Assert.Equal(other.Predict(features), one.Predict(features));
        Assert.Equal(225, one.Rows);
        Assert.Equal(450, other.Rows);
    }

    [Fact]
    public void Rules_part_the_rows_and_say_what_is_predicted() => Law.Holds(TreeData.Seeds, seed =>
    {
        var (features, labels) = TreeData.Coarse(200, 3, seed);
        var model = DecisionTree.Fit(features, labels, new DecisionTreeOptions { MinLeaf = 2, MaxDepth = 6 });
        var rules = model.ToRules();
        var predicted = model.Predict(features);
        var met = Enumerable.Range(0, 200)
            .Select(row => rules.Where(
                rule => rule.Conditions.All(condition => condition.IsMetBy(features.Arrays[int.Parse(condition.Feature[1..], null)][row]))).Single())
            .ToArray();
        return rules.Count == model.Leaves && met.Select(rule => rule.Probability).SequenceEqual(predicted)
            && rules.All(rule => rule.Rows == met.Count(other => other == rule)) && Math.Abs(rules.Sum(rule => rule.Share) - 1) < 1e-12;
    }, runs: 60);

    [Fact]
    public void The_way_of_a_row_adds_up_to_its_probability()
    {
        var (features, labels) = TreeData.Coarse(300, 3, 8);
        var model = DecisionTree.Fit(features, labels, new DecisionTreeOptions { MinLeaf = 5 });
        var predicted = model.Predict(features);
        for (var row = 0; row < 300; row++)
        {
            var path = model.Explain(features, row);
            Assert.Equal(predicted[row], path.Probability);
            Assert.Equal(path.Probability - path.BaseRate, path.Steps.Sum(step => step.Change), 1e-14);
        }
    }

    [Fact]
    public void Importances_are_shares_of_what_the_splits_brought()
    {
        // One useful column, one useless: all of the gain is the first one's.
        double[] useful = [1, 1, 2, 2, 3, 3, 4, 4];
        var model = DecisionTree.Fit(TreeData.Table([5, 5, 5, 5, 5, 5, 5, 5], useful), [.. useful.Select(x => x > 2)], new DecisionTreeOptions { MinLeaf = 1 });
        Assert.Equal([0, 1], model.GainImportances);
        Assert.Equal("x1 <= 2.5: 0.0% (4 rows, 50.0% of all)", model.ToRules()[0].Text.English);
        Assert.Equal("x1 <= 2.5：0.0%（4行，占全部的50.0%）", model.ToRules()[0].Text.Chinese);
    }

    [Fact]
    public void Statuses_say_why_there_is_no_split()
    {
        double[] ramp = [1, 2, 3, 4, 5, 6];
        bool[] mixed = [true, false, true, false, true, false];
        var small = new DecisionTreeOptions { MinLeaf = 1 };
        Check(FitStatus.SingleClass, 1, DecisionTree.Fit(TreeData.Table(ramp), [true, true, true, true, true, true], small));
        Check(FitStatus.SingleClass, 0, DecisionTree.Fit(TreeData.Table(ramp), mixed, small, [0, 1, 0, 1, 0, 1]));
        Check(FitStatus.TooFewRows, 0.5, DecisionTree.Fit(TreeData.Table(ramp), mixed));
        Check(FitStatus.ConstantColumns, 0.5,
            DecisionTree.Fit(TreeData.Table([3, 3, 3, 3, 3, 3], [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]), mixed, small));
        Check(FitStatus.NoSplit, 0.5, DecisionTree.Fit(TreeData.Table([0, 0, 1, 1]), [true, false, true, false], small)); // the same share on both sides
        Check(FitStatus.NoSplit, 0.5, DecisionTree.Fit(TreeData.Table([0, 0, 1, 1], [0, 1, 0, 1]), [true, false, false, true], small)); // either or
        Check(FitStatus.NoSplit, 0.5, DecisionTree.Fit(TreeData.Table(ramp), mixed, new DecisionTreeOptions { MinLeaf = 1, MinGain = 1 }));
        Assert.Equal(FitStatus.Fitted, DecisionTree.Fit(TreeData.Table(ramp), mixed, small).Status);

        static void Check(FitStatus status, double probability, DecisionTreeModel model)
        {
            Assert.Equal((status, 1, 0, probability), (model.Status, model.Leaves, model.Depth, model.BaseRate));
            Assert.Equal([0.0], model.GainImportances.Distinct());
            Assert.Equal(status, DecisionTreeModel.FromJson(model.ToJson()).Status);
        }
    }

    [Fact]
    public void Wrong_calls_say_what_is_wrong()
    {
        var (features, labels) = TreeData.Coarse(50, 2, 1);
        Says("There are 1 labels for 50 rows", () => DecisionTree.Fit(features, [true]));
        Says("There are 2 weights for 50 rows", () => DecisionTree.Fit(features, labels, null, [1, 2]));
        Says("Weight 0 is not a number; it must be finite and 0 or more", () => DecisionTree.Fit(features, labels, null, [.. labels.Select(_ => double.NaN)]));
        Says("The largest weight is 0", () => DecisionTree.Fit(features, labels, null, new double[50]));
        Says("The table has no row", () => DecisionTree.Fit(TreeData.Table(new double[1][] { [] }), []));
        Says("DecisionTreeOptions.MaxDepth is 0; it must be 1 to 60", () => DecisionTree.Fit(features, labels, new DecisionTreeOptions { MaxDepth = 0 }));
        Says("DecisionTreeOptions.MinLeaf is 0; it must be 1 or more", () => DecisionTree.Fit(features, labels, new DecisionTreeOptions { MinLeaf = 0 }));
        Says("DecisionTreeOptions.MinGain is not a number; it must be 0 to 1",
            () => DecisionTree.Fit(features, labels, new DecisionTreeOptions { MinGain = double.NaN }));
        Says("DecisionTreeOptions.PruningAlpha is -1; it must be 0 to 1",
            () => DecisionTree.Fit(features, labels, new DecisionTreeOptions { PruningAlpha = -1 }));
        Says("DecisionTreeOptions.YesWeight is 0; it must be 1e-6 to 1e6", () => DecisionTree.Fit(features, labels, new DecisionTreeOptions { YesWeight = 0 }));
        Says("DecisionTreeOptions.Criterion is 7; it must be Gini or Entropy",
            () => DecisionTree.Fit(features, labels, new DecisionTreeOptions { Criterion = (TreeCriterion)7 }));
        var model = DecisionTree.Fit(features, labels);
        Says("The destination has 49 elements for 50 rows", () => model.Predict(features, new double[49]));
        Says("The columns are x0", () => model.Predict(TreeData.Table([1.0]), new double[1]));
        Says("The row is 50 and must be 0 to 49", () => model.Explain(features, 50));
        Says("The price of a leaf is not a number and must be 0 to 1", () => model.Prune(double.NaN));

        static void Says(string message, Action call) =>
            Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predicting_allocates_nothing()
    {
        var (features, labels) = TreeData.Coarse(500, 4, 2);
        var model = DecisionTree.Fit(features, labels);
        var destination = new double[500];
        Assert.Equal(0, Allocations.Of(() => model.Predict(features, destination)));
    }

    [Fact]
    public void A_saved_tree_predicts_the_same_bits()
    {
        var (features, labels) = TreeData.Curved(3000, 4, columns: 5);
        var random = new Random(1);
        var model = DecisionTree.Fit(
            features, labels, new DecisionTreeOptions { MaxDepth = 8, YesWeight = 3.7, Criterion = TreeCriterion.Entropy },
            [.. labels.Select(_ => random.NextDouble() / 3)]);
        var loaded = DecisionTreeModel.FromJson(model.ToJson());
        Assert.Equal(model.Predict(features), loaded.Predict(features));
        Assert.Equal(model.ToJson(), loaded.ToJson());
        Assert.Equal(model.PruningPath(), loaded.PruningPath());
        Assert.Equal(model.ToRules().Select(rule => rule.Text.English), loaded.ToRules().Select(rule => rule.Text.English));
    }

    [Theory]
    [InlineData("\"left\":[1", "\"left\":[0", "children of node 0")]
    [InlineData("\"feature\":[0", "\"feature\":[9", "nodes.feature[0] is 9 and must be a whole number from -1 to 0")]
    [InlineData("\"feature\":[0", "\"feature\":[-1", "node 0 is a leaf and must have no threshold")]
    [InlineData("\"version\":1", "\"version\":2", "version 2")]
    [InlineData("\"type\":\"DecisionTree\"", "\"type\":\"Tree\"", "\"type\": \"DecisionTree\"")]
    [InlineData("\"status\":\"Fitted\"", "\"status\":\"Fit\"", "status is 'Fit'")]
    [InlineData("\"yesWeight\":1", "\"yesWeight\":-1", "yesWeight")]
    [InlineData("\"weight\":[6", "\"weight\":[1", "nodes.yes[0] is 4 and must be at most weight[0], 1")]
    [InlineData("\"features\":[\"x0\"]", "\"features\":[\"\"]", "features must be names")]
    public void A_damaged_file_says_what_is_wrong(string from, string to, string message)
    {
        var json = DecisionTree.Fit(
            TreeData.Table([1, 2, 3, 4, 5, 6]), [false, false, true, true, true, true], new DecisionTreeOptions { MinLeaf = 1 }).ToJson();
        Assert.Contains(from, json, StringComparison.Ordinal);
        var error = Assert.Throws<FormatException>(() => DecisionTreeModel.FromJson(json.Replace(from, to, StringComparison.Ordinal)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static bool Same(DecisionTreeModel model, TreeOracle.Node oracle)
    {
        var (nodes, expected) = (TreeOracle.Walk(model).ToList(), TreeOracle.Walk(oracle).ToList());
        return nodes.Count == expected.Count && nodes.Zip(expected).All(pair =>
            pair.First.Feature == pair.Second.Column && pair.First.Rows == pair.Second.Rows
            && Math.Abs(pair.First.Probability - pair.Second.Probability) < 1e-14
            && (pair.First.IsLeaf || (pair.First.Threshold.Equals(pair.Second.Threshold) && pair.First.MissingLeft == pair.Second.MissingLeft)));
    }
}
