using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class BinaryComparisonTests
{
    [Fact]
    public void The_difference_of_areas_has_delong_s_variance() => Law.Holds(Predicted.Rows(), rows =>
    {
        var (labels, first) = rows;
        var second = first.Select((p, row) => (row * 5 % 11 + 4 * p) / 20).ToArray();
        var comparison = BinaryComparison.Of(labels, [new("first", first), new("second", second)]);
        var difference = comparison["second"].AgainstBaseline!.Value;
        var (yes, no) = Predicted.Components(labels, first);
        if (yes.Length < 2 || no.Length < 2)
            return double.IsNaN(difference.StandardError) && double.IsNaN(difference.PValue);
        var (otherYes, otherNo) = Predicted.Components(labels, second);
        // var(first) + var(second) - 2 cov, each with its share of positive and of negative rows
        var variance =
            (Predicted.Covariance(yes, yes) + Predicted.Covariance(otherYes, otherYes) - 2 * Predicted.Covariance(yes, otherYes)) / yes.Length +
            (Predicted.Covariance(no, no) + Predicted.Covariance(otherNo, otherNo) - 2 * Predicted.Covariance(no, otherNo)) / no.Length;
        return Math.Abs(variance - difference.StandardError * difference.StandardError) < 1e-14
            && Math.Abs(Predicted.Auc(labels, second) - Predicted.Auc(labels, first) - difference.Difference) < 1e-14;
    });

    [Fact]
    public void Methods_stand_in_one_table()
    {
        bool[] labels = [true, false, true, false, true, false];
        var comparison = BinaryComparison.Of(
            labels,
            [Named("recency", 30, 20, 25, 10, 5, 1), Named("model", 0.9, 0.4, 0.6, 0.1, 0.5, 0.2), Named("same", 0.9, 0.4, 0.6, 0.1, 0.05, 0.01)],
            options: new BinaryEvaluationOptions { LiftBands = 3 });
        Assert.Equal("recency", comparison.Baseline);
        Assert.Null(comparison["recency"].AgainstBaseline);
        Assert.Equal(2.0 / 9, comparison["model"].AgainstBaseline!.Value.Difference, 1e-15);
        Assert.Equal((0, 0, 1.0), (comparison["same"].AgainstBaseline!.Value.Difference, comparison["same"].AgainstBaseline!.Value.StandardError, comparison["same"].AgainstBaseline!.Value.PValue));
        Assert.Equal(
            """
            method   ROC AUC    s.e.  avg. precision  log loss   Brier  lift 1  gain 1      KS  AUC - recency       p
            recency   0.7778  0.2485          0.8667         -       -    2.00    0.67  0.6667
            model     1.0000  0.0000          1.0000    0.3581  0.1050    2.00    0.67  1.0000        +0.2222  0.3711
            same      0.7778  0.2485          0.8667    0.7064  0.2071    2.00    0.67  0.6667         0.0000  1.0000

            """.ReplaceLineEndings("\n"),
            string.Join('\n', comparison.ToString().Split('\n').Select(line => line.TrimEnd())));
    }

    [Fact]
    public void The_order_of_rows_moves_no_bit()
    {
        var (labels, predictions) = Predicted.Many(9_000, 8);
        var other = predictions.Select((p, row) => p + row % 10 / 10.0).ToArray();
        var (sl, sp, order) = Predicted.Shuffled(labels, predictions, 9);
        var so = Array.ConvertAll(order, row => other[row]);
        Assert.Equal(
            BinaryComparison.Of(labels, [new("a", predictions), new("b", other)])["b"].AgainstBaseline,
            BinaryComparison.Of(sl, [new("a", sp), new("b", so)])["b"].AgainstBaseline);
    }

    [Fact]
    public void Nearly_equal_methods_are_told_apart_as_often_as_the_level_says()
    {
        // Two noisy copies of one score: no true difference, so about 5% of comparisons have p below 0.05.
        var random = new Random(10);
        var rejected = 0;
        for (var run = 0; run < 400; run++)
        {
            var truth = Enumerable.Range(0, 300).Select(_ => random.NextDouble()).ToArray();
            double[] Noisy() => truth.Select(p => p + 0.5 * random.NextDouble()).ToArray();
            var labels = truth.Select(p => random.NextDouble() < p).ToArray();
            var difference = BinaryComparison.Of(labels, [new("a", Noisy()), new("b", Noisy())])["b"].AgainstBaseline!.Value;
            rejected += difference.PValue < 0.05 ? 1 : 0;
            Assert.Equal(difference.PValue < 0.05, difference.Interval().Lower > 0 || difference.Interval().Upper < 0);
        }

        Assert.InRange(rejected, 8, 36); // 20 expected, 4.4 a standard deviation
    }

    [Fact]
    public void Bad_input_is_named()
    {
        bool[] labels = [true, false];
        NamedPredictions good = Named("good", 0.1, 0.2);
        string Message(params NamedPredictions[] methods) => Assert.Throws<ArgumentException>(() => BinaryComparison.Of(labels, methods)).Message;
        Assert.Contains("no method", Message(), StringComparison.Ordinal);
        Assert.Contains("place 1 has no name", Message(good, Named(" ", 0.1, 0.2)), StringComparison.Ordinal);
        Assert.Contains("'good' is given twice", Message(good, good), StringComparison.Ordinal);
        Assert.Contains("The method 'bad': The prediction of row 0 is NaN", Message(good, Named("bad", double.NaN, 0.2)), StringComparison.Ordinal);
        Assert.Contains("The method 'short'", Message(good, Named("short", 0.2)), StringComparison.Ordinal);
        Assert.Contains("no method 'other'", Assert.Throws<ArgumentException>(() => BinaryComparison.Of(labels, [good], "other")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BinaryComparison.Of(labels, [good])["other"]);
        Assert.StartsWith("BinaryEvaluationOptions.Bins", Assert.Throws<ArgumentException>(
            () => BinaryComparison.Of(labels, [good], options: new BinaryEvaluationOptions { Bins = 0 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => BinaryComparison.Of(labels, null!));
    }

    private static NamedPredictions Named(string name, params double[] predictions) => new(name, predictions);
}
