using MemberValue.Estimation;
using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>Data that cannot be learned from, columns that say nothing, and wrong calls: each named.</summary>
public class LogisticStatusTests
{
    private static readonly LogisticOptions Free = new() { Penalty = 0 };

    [Theory]
    [InlineData(1, FitStatus.TooFewRows)]
    [InlineData(5, FitStatus.SingleClass)]
    public void Nothing_to_learn_is_a_status_and_predictions_that_do_not_exist(int rows, FitStatus status)
    {
        var features = LogisticData.Table([.. Enumerable.Range(0, rows).Select(i => (double)i)]);
        foreach (var label in new[] { true, false })
        {
            var labels = Enumerable.Repeat(label, rows).ToArray();
            var model = LogisticRegression.Fit(features, labels);
            Assert.Equal(status, model.Report.Status);
            Assert.True(double.IsNaN(model.Intercept));
            var probabilities = new double[rows];
            model.Predict(features, probabilities);
            Assert.All(probabilities, p => Assert.True(double.IsNaN(p)));
            Assert.Equal(model.ToJson(), LogisticModel.FromJson(model.ToJson()).ToJson());
        }
    }

    [Fact]
    public void Fewer_rows_than_coefficients_and_one_more_need_a_penalty()
    {
        var features = LogisticData.Table([1, 5, 2], [3, 1, 7]);
        Assert.Equal(FitStatus.TooFewRows, LogisticRegression.Fit(features, [true, false, true], Free).Report.Status);
        Assert.Equal(FitStatus.Converged, LogisticRegression.Fit(features, [true, false, true]).Report.Status);
    }

    [Fact]
    public void Rows_without_weight_are_not_there()
    {
        double[] x = [1, 2, 3, 4, 5, 6];
        bool[] labels = [true, false, false, true, false, true];
        Assert.Equal(FitStatus.SingleClass, LogisticRegression.Fit(LogisticData.Table(x), labels, weights: [1, 0, 0, 1, 0, 1]).Report.Status);
        Assert.Equal(FitStatus.TooFewRows, LogisticRegression.Fit(LogisticData.Table(x), labels, weights: [1, 0, 0, 0, 0, 0]).Report.Status);
    }

    [Theory]
    [InlineData("000000111111")]
    [InlineData("000000000001")]
    [InlineData("111110000000")]
    public void Perfect_separation_is_named_without_a_penalty_and_none_with(string digits)
    {
        bool[] labels = [.. digits.Select(digit => digit == '1')];
        var features = LogisticData.Table([.. Enumerable.Range(0, 12).Select(i => i * i + 100.0)], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]);
        var model = LogisticRegression.Fit(features, labels, Free);
        Assert.Equal(FitStatus.Separated, model.Report.Status);
        Assert.All(model.Terms, term => Assert.True(double.IsNaN(term.StandardError) && double.IsNaN(term.PValue) && double.IsFinite(term.Coefficient)));
        var probabilities = new double[12];
        model.Predict(features, probabilities);
        Assert.All(probabilities.Zip(labels), pair => Assert.Equal(pair.Second, pair.First > 0.5));

        var penalised = LogisticRegression.Fit(features, labels);
        Assert.Equal(FitStatus.Converged, penalised.Report.Status);
        Assert.All(penalised.Terms, term => Assert.True(term.StandardError > 0));
    }

    [Fact]
    public void Quasi_separation_is_named()
    {
        // Where the flag is 1 all rows are yes; elsewhere the labels mix.
        var random = new Random(3);
        var flag = Enumerable.Range(0, 300).Select(i => i % 10 == 0 ? 1.0 : 0).ToArray();
        var x = flag.Select(_ => random.NextDouble()).ToArray();
        var labels = flag.Select((value, i) => value == 1 || random.NextDouble() < x[i]).ToArray();
        Assert.Equal(FitStatus.Separated, LogisticRegression.Fit(LogisticData.Table(x, flag), labels, Free).Report.Status);
        labels[10] = false;
        Assert.Equal(FitStatus.Converged, LogisticRegression.Fit(LogisticData.Table(x, flag), labels, Free).Report.Status);
    }

    [Fact]
    public void Labels_that_a_column_nearly_tells_apart_are_not_separated()
    {
        var x = Enumerable.Range(0, 400).Select(i => (double)i).ToArray();
        var labels = x.Select(value => value >= 200).ToArray();
        (labels[199], labels[201]) = (true, false);
        var model = LogisticRegression.Fit(LogisticData.Table(x), labels, Free);
        Assert.Equal(FitStatus.Converged, model.Report.Status);
        Assert.True(model.Terms[0].ZScore > 1);
    }

    [Fact]
    public void Constant_repeated_and_dependent_columns_are_dropped_and_named()
    {
        var (clean, labels) = LogisticData.Random(200, 2, 5);
        var (one, two) = (clean.Column(0).ToArray(), clean.Column(1).ToArray());
        var missing = Enumerable.Repeat(double.NaN, 200).ToArray();
        var sometimes = Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? double.NaN : 4.0).ToArray();
        var features = FeatureTable.FromColumns(
            ["one", "constant", "two", "copy", "sum", "missing", "sometimes"],
            [one, [.. one.Select(_ => 0.1)], two, [.. one.Select(x => -2 * x + 7)], [.. one.Zip(two, (x, y) => x + y)], missing, sometimes]);
        var model = LogisticRegression.Fit(features, labels, Free);
        Assert.Equal(FitStatus.Converged, model.Report.Status);
        Assert.Equal([("one", false), ("two", false), ("sometimes", true)], model.Terms.Select(term => (term.Feature, term.IsMissingIndicator)));
        Assert.Equal(
            [
                new LogisticDroppedTerm("constant", false, LogisticDropReason.Constant),
                new LogisticDroppedTerm("missing", false, LogisticDropReason.Constant),
                new LogisticDroppedTerm("sometimes", false, LogisticDropReason.Constant),
                new LogisticDroppedTerm("missing", true, LogisticDropReason.Constant),
                new LogisticDroppedTerm("copy", false, LogisticDropReason.Collinear),
                new LogisticDroppedTerm("sum", false, LogisticDropReason.Collinear),
            ],
            model.Report.Dropped);
    }

    [Fact]
    public void With_nothing_but_constant_columns_the_share_remains()
    {
        var features = LogisticData.Table([2, 2, 2, 2]);
        var model = LogisticRegression.Fit(features, [true, false, false, false], Free);
        var probabilities = new double[4];
        model.Predict(features, probabilities);
        Assert.Equal(FitStatus.Converged, model.Report.Status);
        Assert.All(probabilities, p => Assert.Equal(0.25, p, 1e-14));
        Assert.Equal(0, model.Report.PseudoRSquared, 1e-14);
    }

    [Fact]
    public void Numbers_too_extreme_to_compute_with_and_too_few_iterations_are_named()
    {
        bool[] labels = [true, false, true, false, true, true];
        Assert.Equal(FitStatus.Failed, LogisticRegression.Fit(LogisticData.Table([-1.7e308, 1.7e308, 0, 1, 2, 3]), labels).Report.Status);
        var (features, many) = LogisticData.Random(300, 3, 9);
        var model = LogisticRegression.Fit(features, many, new LogisticOptions { MaxIterations = 1, Penalty = 0 });
        Assert.Equal(FitStatus.Failed, model.Report.Status);
        Assert.All(model.Terms, term => Assert.True(double.IsNaN(term.StandardError)));
    }

    [Fact]
    public void Wrong_calls_say_what_is_wrong()
    {
        var features = LogisticData.Table([1, 2, 3]);
        bool[] labels = [true, false, true];
        Says("There are 2 labels for 3 rows.", () => LogisticRegression.Fit(features, [true, false]));
        Says("There are 1 weights for 3 rows.", () => LogisticRegression.Fit(features, labels, weights: [1]));
        Says("The weight of row 1 is not a number and must be finite and 0 or more.",
            () => LogisticRegression.Fit(features, labels, weights: [1, double.NaN, 1]));
        Says("LogisticOptions.Penalty is -1; it must be a finite number of 0 or more.",
            () => LogisticRegression.Fit(features, labels, new LogisticOptions { Penalty = -1 }));
        Says("LogisticOptions.MaxIterations is 0; it must be 1 to 1000.",
            () => LogisticRegression.Fit(features, labels, new LogisticOptions { MaxIterations = 0 }));
        Says("LogisticOptions.YesWeight is 0; it must be a finite number above 0.",
            () => LogisticRegression.Fit(features, labels, new LogisticOptions { YesWeight = 0 }));
        Says("LogisticOptions.NoWeight is not a number; it must be a finite number above 0.",
            () => LogisticRegression.Fit(features, labels, new LogisticOptions { NoWeight = double.NaN }));
        Assert.Throws<ArgumentNullException>(() => LogisticRegression.Fit(null!, labels));
    }

    private static void Says(string words, Action call) =>
        Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
}
