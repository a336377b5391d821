using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

public class TreePruningTests
{
    [Theory]
    [InlineData(TreeCriterion.Gini)]
    [InlineData(TreeCriterion.Entropy)]
    public void Each_price_of_a_leaf_gives_the_best_of_all_pruned_trees(TreeCriterion criterion) => Law.Holds(TreeData.Seeds, seed =>
    {
        var (features, labels) = TreeData.Coarse(60, 2, seed);
        var model = DecisionTree.Fit(features, labels, new DecisionTreeOptions { MinLeaf = 3, MaxDepth = 4, Criterion = criterion });
        var all = Subtrees(model, 0).ToList();
        var path = model.PruningPath();
        var isRight = path[0].Leaves == model.Leaves && path[0].Alpha == 0 && path[^1].Leaves == 1 && ReferenceEquals(model, model.Prune(0));
        for (var k = 0; k < path.Count; k++)
        {
            // At the step's price itself the smaller tree wins; halfway to the next price the same tree is best.
            var halfway = k + 1 < path.Count ? (path[k].Alpha + path[k + 1].Alpha) / 2 : 1;
            foreach (var price in new[] { path[k].Alpha, halfway })
            {
                var least = all.Min(tree => tree.Impurity + price * tree.Leaves);
                var fewest = all.Where(tree => tree.Impurity + price * tree.Leaves < least + 1e-12).Min(tree => tree.Leaves);
                var pruned = model.Prune(price);
                isRight &= path[k].Leaves == fewest && pruned.Leaves == fewest && Math.Abs(path[k].Impurity + price * fewest - least) < 1e-12;
                isRight &= Math.Abs(pruned.PruningPath()[0].Impurity - path[k].Impurity) < 1e-12;
            }
        }

        return isRight;
    }, runs: 60);

    [Fact]
    public void Pruning_while_fitting_and_afterwards_are_the_same()
    {
        var (features, labels) = TreeData.Curved(4000, 9, columns: 5);
        var full = DecisionTree.Fit(features, labels, new DecisionTreeOptions { MaxDepth = 8 });
        var path = full.PruningPath();
        for (var k = 0; k < path.Count; k += 7)
        {
            var pruned = DecisionTree.Fit(features, labels, new DecisionTreeOptions { MaxDepth = 8, PruningAlpha = path[k].Alpha });
            Assert.Equal(path[k].Leaves, pruned.Leaves);
            Assert.Equal(full.Prune(path[k].Alpha).ToJson(), pruned.ToJson());
        }

        Assert.Equal(path.Select(step => step.Alpha).Distinct().Order(), path.Select(step => step.Alpha));
        Assert.Equal(full.BaseRate, full.Prune(1).Predict(features).Distinct().Single());
    }

    /// <summary>Every tree that pruning of a node's branch can leave.</summary>
    private static IEnumerable<(double Impurity, int Leaves)> Subtrees(DecisionTreeModel model, int at)
    {
        var node = model.Nodes[at];
        var p = node.Probability;
        var impurity = model.Criterion == TreeCriterion.Gini ? 2 * p * (1 - p) : p is 0 or 1 ? 0 : -p * Math.Log2(p) - (1 - p) * Math.Log2(1 - p);
        yield return (impurity * node.Rows / model.Rows, 1);
        if (node.IsLeaf)
            yield break;
        var left = node.Left;
        foreach (var one in Subtrees(model, left))
        {
            foreach (var other in Subtrees(model, left + 1))
                yield return (one.Impurity + other.Impurity, one.Leaves + other.Leaves);
        }
    }
}
