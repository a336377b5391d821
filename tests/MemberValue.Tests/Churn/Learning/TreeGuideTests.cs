using MemberValue.Estimation;
using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>The examples of docs/churn-trees.md, and that they say what the page says of them.</summary>
public class TreeGuideTests
{
    [Fact]
    public void The_example_of_a_tree_runs()
    {
        // example: churn-tree
        var features = FeatureTable.FromColumns(
            ["days silent", "purchases"],
            [
                [5, 80, 12, 95, 30, 120, 61, 3, 70, 88],
                [6, 1, 4, 2, double.NaN, 1, 9, 1, 8, 2],
            ]);
        bool[] leaves = [false, true, false, true, false, true, false, false, false, true];

        var tree = DecisionTree.Fit(features, leaves, new DecisionTreeOptions { MinLeaf = 2 });
        var rules = tree.ToRules();
        var why = tree.Explain(features, row: 1);

        var probabilities = new double[features.Count];
        tree.Predict(features, probabilities);
        var saved = tree.ToJson();
        // example end

        Assert.Equal(["days silent <= 75: 0.0% (6 rows, 60.0% of all)", "days silent > 75: 100.0% (4 rows, 40.0% of all)"],
            rules.Select(rule => rule.Text.English));
        Assert.Equal("100.0%, as for 4 rows like it: days silent = 80 > 75: 40.0% to 100.0%.", why.Text.English);
        Assert.Equal(leaves.Select(leaf => leaf ? 1.0 : 0), probabilities);
        Assert.Equal(probabilities, DecisionTreeModel.FromJson(saved).Predict(features));
    }

    [Fact]
    public void The_example_of_pruning_runs()
    {
        var (features, labels) = TreeData.Curved(4000, 1, columns: 5);
        var (heldOut, outcomes) = TreeData.Curved(4000, 2, columns: 5);

        // example: churn-tree-pruning
        var full = DecisionTree.Fit(features, labels, new DecisionTreeOptions { MaxDepth = 10, MinLeaf = 5 });
        var best = full.PruningPath()
            .Select(step => full.Prune(step.Alpha))
            .MinBy(tree => Brier(tree, heldOut, outcomes))!;
        // example end

        Assert.InRange(best.Leaves, 2, full.Leaves / 4);
        Assert.True(Brier(best, heldOut, outcomes) < Brier(full, heldOut, outcomes) - 0.02);

        static double Brier(DecisionTreeModel tree, FeatureTable rows, bool[] happened) =>
            tree.Predict(rows).Zip(happened).Average(pair => Math.Pow(pair.First - (pair.Second ? 1 : 0), 2));
    }

    [Fact]
    public void The_example_of_a_forest_runs()
    {
        var (features, labels) = TreeData.Curved(2000, 1, columns: 6);

        // example: churn-forest
        var forest = RandomForest.Fit(features, labels, new RandomForestOptions { Seed = 7, MeasurePermutationImportance = true });
        var isTrusted = forest.Status == FitStatus.Fitted;
        var brierOnUnseenRows = forest.OutOfBag!.Brier;
        var probabilities = forest.Probabilities(features);

        var largest = forest.Explain(features, row: 0).Contributions[0]; // column, value, change of the probability
        var importances = forest.FeatureNames.Zip(forest.PermutationImportances!).OrderByDescending(pair => pair.Second);
        // example end

        Assert.True(isTrusted);
        Assert.InRange(brierOnUnseenRows, 0.18, 0.23);
        Assert.Equal(2000, probabilities.Length);
        Assert.InRange(Math.Abs(largest.Change), 0.01, 0.6);
        Assert.Equal("x0", importances.First().First);
    }
}
