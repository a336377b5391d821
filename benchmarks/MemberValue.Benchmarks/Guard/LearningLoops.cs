using MemberValue.Learning;
using MemberValue.Metrics;

namespace MemberValue.Benchmarks.Guard;

/// <summary>What was learned, applied; and how well it ranks.</summary>
internal static class LearningLoops
{
    private const int Rows = 2_048;

    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("LogisticModel.Predict", "a sum of products, row by row", Rows, Logistic),
        new("DecisionTreeModel.Predict", "a walk down the tree, row by row", Rows, Tree),
        new("RandomForestModel.Predict", "a walk down each tree, row by row", Rows, Forest),
        new("PlattCalibration.Apply", "one score at a time", Rows, rows => Calibration(rows, Platt(rows))),
        new("IsotonicCalibration.Apply", "one score at a time", Rows, rows => Calibration(rows, Isotonic(rows))),
        new("CalibratedClassifier.Predict", "predictions, then one at a time", Rows, Calibrated),
        new("BinaryEvaluation.Of", "one sort and the area below the curve", Rows, Evaluation),
        new("GroupedBootstrap.Draw", "as many draws of the framework's generator", Rows, Bootstrap),
    ];

    private static GuardPair Logistic(int rows)
    {
        var (features, _) = ForestBenchmarkData.Make(rows, seed: 1);
        var (fitting, known) = ForestBenchmarkData.Make(2_000, seed: 2);
        var (model, probabilities) = (LogisticRegression.Fit(fitting, known), new double[rows]);
        var columns = features.Arrays;
        var (intercept, coefficients) = (model.Intercept, model.Terms.Select(term => term.Coefficient).ToArray());
        return new GuardPair(() =>
        {
            for (var i = 0; i < probabilities.Length; i++)
            {
                var sum = intercept;
                for (var j = 0; j < coefficients.Length; j++)
                    sum += coefficients[j] * columns[j][i];
                probabilities[i] = 1 / (1 + Math.Exp(-sum));
            }
        }, () => model.Predict(features, probabilities));
    }

    private static GuardPair Tree(int rows)
    {
        var (features, _) = ForestBenchmarkData.Make(rows, seed: 1);
        var (fitting, known) = ForestBenchmarkData.Make(5_000, seed: 2);
        var (model, probabilities) = (DecisionTree.Fit(fitting, known), new double[rows]);
        var nodes = model.Nodes.ToArray();
        return new GuardPair(() =>
        {
            for (var i = 0; i < probabilities.Length; i++)
                probabilities[i] = Leaf(nodes, features.Arrays, i);
        }, () => model.Predict(features, probabilities));
    }

    private static GuardPair Forest(int rows)
    {
        var (features, _) = ForestBenchmarkData.Make(rows, seed: 1);
        var (fitting, known) = ForestBenchmarkData.Make(2_000, seed: 2);
        var (model, probabilities) = (RandomForest.Fit(fitting, known), new double[rows]);
        return new GuardPair(() =>
        {
            for (var i = 0; i < probabilities.Length; i++)
            {
                var sum = 0.0;
                foreach (var nodes in model.AllTrees)
                    sum += Leaf(nodes, features.Arrays, i);
                probabilities[i] = sum / model.AllTrees.Count;
            }
        }, () => model.Predict(features, probabilities));
    }

    private static double Leaf(TreeNode[] nodes, double[][] columns, int row)
    {
        var at = 0;
        while (!nodes[at].IsLeaf)
            at = nodes[at].Next(columns[nodes[at].Feature][row]);
        return nodes[at].Probability;
    }

    private static GuardPair Calibration(int rows, ICalibration calibration)
    {
        var (scores, probabilities) = (Scores(rows).Scores, new double[rows]);
        Func<double, double> one = calibration is PlattCalibration platt ? platt.Apply : ((IsotonicCalibration)calibration).Apply;
        return new GuardPair(() =>
        {
            for (var i = 0; i < scores.Length; i++)
                probabilities[i] = one(scores[i]);
        }, () => calibration.Apply(scores, probabilities));
    }

    private static GuardPair Calibrated(int rows)
    {
        var (features, labels) = ForestBenchmarkData.Make(rows, seed: 1);
        var tree = DecisionTree.Fit(features, labels);
        var (platt, probabilities) = (Platt(rows), new double[rows]);
        var classifier = new CalibratedClassifier(tree, platt);
        return new GuardPair(() =>
        {
            tree.Predict(features, probabilities);
            for (var i = 0; i < probabilities.Length; i++)
                probabilities[i] = platt.Apply(probabilities[i]);
        }, () => classifier.Predict(features, probabilities));
    }

    private static GuardPair Evaluation(int rows)
    {
        var (scores, labels) = Scores(rows);
        return new GuardPair(() =>
        {
            var (predictions, sorted) = ((double[])scores.Clone(), (bool[])labels.Clone());
            Array.Sort(predictions, sorted);
            double pairs = 0, positives = 0;
            for (var i = sorted.Length - 1; i >= 0; i--)
                _ = sorted[i] ? positives++ : pairs += positives;
            GC.KeepAlive(pairs);
        }, () => BinaryEvaluation.Of(labels, scores));
    }

    private static GuardPair Bootstrap(int rows)
    {
        var groups = Enumerable.Range(0, rows).Select(row => row / 4).ToArray();
        var (bootstrap, counts, random) = (new GroupedBootstrap(groups, seed: 1), new int[rows], new Random(1));
        return new GuardPair(() =>
        {
            var times = new int[bootstrap.Groups];
            for (var i = 0; i < times.Length; i++)
                times[random.Next(times.Length)]++;
            for (var row = 0; row < counts.Length; row++)
                counts[row] = times[groups[row]];
        }, () => bootstrap.Draw(1, counts));
    }

    private static PlattCalibration Platt(int rows) => PlattCalibration.Fit(Scores(rows).Scores, Scores(rows).Labels);

    private static IsotonicCalibration Isotonic(int rows) => IsotonicCalibration.Fit(Scores(rows).Scores, Scores(rows).Labels);

    private static (double[] Scores, bool[] Labels) Scores(int rows)
    {
        var random = new Random(1);
        var scores = Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray();
        return (scores, Array.ConvertAll(scores, score => random.NextDouble() < score));
    }
}
