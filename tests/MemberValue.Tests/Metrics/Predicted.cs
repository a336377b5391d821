using FsCheck;
using FsCheck.Fluent;

namespace MemberValue.Tests.Metrics;

/// <summary>Labels with predictions, and the definitions of what is computed of them, row by row and without sorting.</summary>
internal static class Predicted
{
    /// <summary>2 to 40 rows, probabilities on a coarse grid with both ends (ties) or a fine one, labels of any mix, one class alone included.</summary>
    public static Arbitrary<(bool[] Labels, double[] Predictions)> Rows() => (
        from count in Gen.Choose(1, 40)
        from grid in Gen.Elements(4, 7, 1_000_000)
        from share in Gen.Choose(0, 10)
        from steps in Gen.ArrayOf(Gen.Choose(0, grid), count)
        from luck in Gen.ArrayOf(Gen.Choose(0, 9), count)
        select (luck.Select(l => l < share).ToArray(), steps.Select(step => (double)step / grid).ToArray())).ToArbitrary();

    /// <summary>Rows of a large data set whose labels follow the predictions, some of them tied.</summary>
    public static (bool[] Labels, double[] Predictions) Many(int count, int seed, double digits = 1000)
    {
        var random = new Random(seed);
        var predictions = Enumerable.Range(0, count).Select(_ => Math.Round(random.NextDouble() * digits) / digits).ToArray();
        return (predictions.Select(p => random.NextDouble() < 0.1 + 0.5 * p).ToArray(), predictions);
    }

    /// <summary>The same rows in another order.</summary>
    public static (bool[] Labels, double[] Predictions, int[] Order) Shuffled(bool[] labels, double[] predictions, int seed)
    {
        var order = Enumerable.Range(0, labels.Length).ToArray();
        new Random(seed).Shuffle(order);
        return (Array.ConvertAll(order, row => labels[row]), Array.ConvertAll(order, row => predictions[row]), order);
    }

    public static double[] Of(bool[] labels, double[] predictions, bool label) => predictions.Where((_, row) => labels[row] == label).ToArray();

    public static double Psi(double positive, double negative) => positive > negative ? 1 : positive == negative ? 0.5 : 0;

    /// <summary>The pair-count definition.</summary>
    public static double Auc(bool[] labels, double[] predictions)
    {
        var (yes, no) = (Of(labels, predictions, true), Of(labels, predictions, false));
        return yes.Sum(p => no.Sum(n => Psi(p, n))) / ((double)yes.Length * no.Length);
    }

    /// <summary>DeLong's structural components: of the positive rows, then of the negative ones.</summary>
    public static (double[] Yes, double[] No) Components(bool[] labels, double[] predictions)
    {
        var (yes, no) = (Of(labels, predictions, true), Of(labels, predictions, false));
        if (yes.Length == 0 || no.Length == 0)
            return ([], []);
        return (yes.Select(p => no.Average(n => Psi(p, n))).ToArray(), no.Select(n => yes.Average(p => Psi(p, n))).ToArray());
    }

    public static double Covariance(double[] left, double[] right)
    {
        var (a, b) = (left.Average(), right.Average());
        return left.Zip(right, (x, y) => (x - a) * (y - b)).Sum() / (left.Length - 1);
    }

    public static bool Near(double expected, double actual, double tolerance = 1e-12) =>
        double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
}
