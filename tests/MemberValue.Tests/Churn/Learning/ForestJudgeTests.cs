using MemberValue.Estimation;
using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>What a forest says of the rows that its trees did not see, where it turns: at 0.5, at certainty, at a fair deal.</summary>
public class ForestJudgeTests
{
    [Fact]
    public void A_probability_of_0_5_is_a_yes()
    {
        // Trees without a split say the share of yes of their sample: of two rows drawn from one yes and one no, often exactly 0.5.
        var (yesAtHalf, noAtHalf) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            bool[] labels = [true, false, true, false];
            var model = RandomForest.Fit(TreeData.Table([1, 2, 3, 4]), labels, new RandomForestOptions { Trees = 3, Seed = seed, MinLeaf = 4 });
            var probabilities = model.OutOfBagProbabilities.ToArray();
            var judged = Enumerable.Range(0, 4).Where(row => !double.IsNaN(probabilities[row])).ToArray();
            yesAtHalf += judged.Count(row => probabilities[row] == 0.5 && labels[row]);
            noAtHalf += judged.Count(row => probabilities[row] == 0.5 && !labels[row]);
            var wrong = judged.Count(row => labels[row] ? probabilities[row] < 0.5 : probabilities[row] >= 0.5);
            Assert.Equal(judged.Length == 0 ? double.NaN : (double)wrong / judged.Length, model.OutOfBag!.Error);
        }

        Assert.True(yesAtHalf > 5 && noAtHalf > 5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Log_loss_of_a_certain_and_wrong_answer_is_that_of_1e_15(bool weighted)
    {
        // One tree with pure leaves is certain of everything: each row that it did not see costs nothing or -ln(1e-15).
        var certainAndWrong = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            double[] column = [.. Enumerable.Range(0, 30).Select(i => (double)i)];
            bool[] labels = [.. column.Select(_ => random.Next(2) == 0)];
            double[] weights = weighted ? [.. column.Select(_ => (double)random.Next(4))] : [];
            var model = RandomForest.Fit(
                TreeData.Table(column), labels, new RandomForestOptions { Trees = 1, Seed = seed, MinLeaf = 1, MaxDepth = 60 }, weights);
            double loss = 0, all = 0;
            for (var row = 0; row < 30; row++)
            {
                var (p, weight) = (model.OutOfBagProbabilities.Span[row], weighted ? weights[row] : 1);
                if (double.IsNaN(p) || weight == 0)
                    continue;
                Assert.True(p is 0 or 1);
                var wrong = (p == 1) != labels[row];
                certainAndWrong += wrong ? 1 : 0;
                loss += wrong ? weight * 15 * Math.Log(10) : 0;
                all += weight;
            }

            Assert.Equal(loss / all, model.OutOfBag!.LogLoss, 1e-12);
        }

        Assert.True(certainAndWrong > 100);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_column_is_dealt_out_evenly_among_all_orders_of_its_rows(int rows)
    {
        // One tree: a row is judged exactly if it has an out-of-bag probability. Over many seeds the importance is on average that over all orders of the
        // column,
        // each as likely as the others; so is its square.
        double[] column = [.. Enumerable.Range(0, rows).Select(i => (double)i)];
        bool[] labels = [.. column.Select(i => i >= rows / 2)];
        var orders = Orders(rows).ToArray();
        double first = 0, firstVariance = 0, second = 0, secondVariance = 0, last = 0, lastVariance = 0;
        for (var seed = 0; seed < 3_000; seed++)
        {
            var model = RandomForest.Fit(
                TreeData.Table(column), labels,
                new RandomForestOptions { Trees = 1, Seed = seed, MinLeaf = 1, MaxThreads = 1, MeasurePermutationImportance = true });
            var judged = Enumerable.Range(0, rows).Where(row => !double.IsNaN(model.OutOfBagProbabilities.Span[row])).ToArray();
            if (judged.Length == 0)
                continue;
            var predicted = model.Probabilities(TreeData.Table(column));
            double Brier(int[] order) => judged.Average(row => Math.Pow(predicted[order[row]] - (labels[row] ? 1 : 0), 2));
            var before = Brier([.. Enumerable.Range(0, rows)]);
            var importances = orders.Select(order => Brier(order) - before).ToArray();
            var found = model.PermutationImportances![0];
            Assert.Contains(importances, importance => Math.Abs(importance - found) < 1e-12);
            Add(importances, found, x => x, ref first, ref firstVariance);
            Add(importances, found, x => x * x, ref second, ref secondVariance);
            Add(importances, found, x => x == importances.Min() || Math.Abs(x) < 1e-12 ? 1 : 0, ref last, ref lastVariance);
        }

        // Sums of independent terms with mean 0: four standard deviations, for the seeds are fixed.
        Assert.InRange(first / Math.Sqrt(firstVariance), -4, 4);
        Assert.InRange(second / Math.Sqrt(secondVariance), -4, 4);
        Assert.InRange(last / Math.Sqrt(lastVariance), -4, 4);

        static void Add(double[] all, double found, Func<double, double> of, ref double sum, ref double variance)
        {
            var mean = all.Average(of);
            sum += of(found) - mean;
            variance += all.Average(x => Math.Pow(of(x) - mean, 2));
        }
    }

    [Fact]
    public void A_forest_in_which_some_trees_have_a_split_is_fitted()
    {
        // One yes among twelve: a tree whose sample lacks it, every third, has nothing to split.
        double[] column = [.. Enumerable.Range(0, 12).Select(i => (double)i)];
        var model = RandomForest.Fit(TreeData.Table(column), [.. column.Select(x => x == 5)], new RandomForestOptions { Trees = 20, MinLeaf = 1 });
        Assert.Contains(model.AllTrees, tree => tree.Length == 1);
        Assert.Contains(model.AllTrees, tree => tree.Length > 1);
        Assert.Equal(FitStatus.Fitted, model.Status);
        Assert.Equal(FitStatus.Fitted, RandomForestModel.FromJson(model.ToJson()).Status);
    }

    private static IEnumerable<int[]> Orders(int length) => length == 0
        ? [[]]
        : Orders(length - 1).SelectMany(order => Enumerable.Range(0, length).Select(place => (int[])[.. order[..place], length - 1, .. order[place..]]));
}
