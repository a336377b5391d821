using FsCheck;
using FsCheck.Fluent;
using MemberValue.Estimation;
using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>Coefficients and standard errors against Newton's method written out, published values, and laws.</summary>
public class LogisticRegressionTests
{
    private static readonly LogisticOptions Free = new() { Penalty = 0 };

    [Theory]
    [InlineData(40, 1, 1)]
    [InlineData(300, 3, 2)]
    [InlineData(1_000, 4, 3)]
    [InlineData(5_003, 9, 4)]
    public void Coefficients_and_standard_errors_are_those_of_Newton_steps_written_out(int rows, int columns, int seed)
    {
        var (features, labels) = LogisticData.Random(rows, columns, seed);
        var (beta, errors, logLikelihood) = LogisticData.Newton(Columns(features), labels);
        var model = LogisticRegression.Fit(features, labels, Free);

        Assert.Equal(FitStatus.Converged, model.Report.Status);
        Near(beta[0], model.Intercept, 1e-10);
        Near(errors[0], model.InterceptStandardError, 1e-10);
        Near(logLikelihood, model.Report.LogLikelihood, 1e-12);
        Assert.Equal(columns, model.Terms.Count);
        for (var j = 0; j < columns; j++)
        {
            Near(beta[j + 1], model.Terms[j].Coefficient, 1e-10);
            Near(errors[j + 1], model.Terms[j].StandardError, 1e-10);
            Near(Math.Exp(beta[j + 1]), model.Terms[j].OddsRatio, 1e-10);
            Near(beta[j + 1] / errors[j + 1], model.Terms[j].ZScore, 1e-10);
        }

        var share = labels.Count(label => label) / (double)rows;
        Near(rows * (share * Math.Log(share) + (1 - share) * Math.Log(1 - share)), model.Report.NullLogLikelihood, 1e-12);
        Assert.True(model.Report.GradientNorm < 1e-12);
    }

    [Fact]
    public void A_penalty_weighs_the_standardised_coefficients_and_not_the_intercept()
    {
        var (features, labels) = LogisticData.Random(400, 3, 7);
        var columns = Columns(features);
        var variances = columns.Select(column => column.Average(x => x * x) - column.Average() * column.Average()).ToArray();
        var (beta, errors, _) = LogisticData.Newton(columns, labels, [.. variances.Select(variance => 12.5 * variance)]);
        var model = LogisticRegression.Fit(features, labels, new LogisticOptions { Penalty = 12.5 });
        Near(beta[0], model.Intercept, 1e-9);
        Near(errors[0], model.InterceptStandardError, 1e-9);
        for (var j = 0; j < 3; j++)
        {
            Near(beta[j + 1], model.Terms[j].Coefficient, 1e-10);
            Near(errors[j + 1], model.Terms[j].StandardError, 1e-10);
            Near(columns[j].Average(), model.Terms[j].Mean, 1e-13);
            Near(Math.Sqrt(variances[j]), model.Terms[j].StandardDeviation, 1e-10);
        }
    }

    [Fact]
    public void Published_values_of_weight_and_transmission_of_32_cars()
    {
        // R 4, glm(am ~ wt, binomial, mtcars); the data are those of Henderson and Velleman 1981, Biometrics 37(2).
        double[] weight =
        [
            2.620, 2.875, 2.320, 3.215, 3.440, 3.460, 3.570, 3.190, 3.150, 3.440, 3.440, 4.070, 3.730, 3.780, 5.250, 5.424,
            5.345, 2.200, 1.615, 1.835, 2.465, 3.520, 3.435, 3.840, 3.845, 1.935, 2.140, 1.513, 3.170, 2.770, 3.570, 2.780,
        ];
        bool[] manual = [.. "11100000000000000111000001111111".Select(digit => digit == '1')];
        var model = LogisticRegression.Fit(LogisticData.Table(weight), manual, Free);
        Assert.Equal((12.040, 4.510), (Math.Round(model.Intercept, 3), Math.Round(model.InterceptStandardError, 3)));
        var term = model.Terms[0];
        Assert.Equal((-4.024, -2.801, 0.00509), (Math.Round(term.Coefficient, 3), Math.Round(term.ZScore, 3), Math.Round(term.PValue, 5)));
        // To 40 digits by mpmath, rounded; R prints 1.436 (1.43642), because its weights are those of the step before the last.
        Assert.Equal(-4.0239699621732015, term.Coefficient, 1e-13);
        Assert.Equal(1.4365277526235584, term.StandardError, 1e-13);
        Assert.Equal(4.5100662389667600, model.InterceptStandardError, 1e-12);
        Assert.Equal((43.230, 19.176), (Math.Round(-2 * model.Report.NullLogLikelihood, 3), Math.Round(-2 * model.Report.LogLikelihood, 3)));
    }

    [Fact]
    public void A_weight_counts_equal_rows_and_none()
    {
        var (features, labels) = LogisticData.Random(200, 2, 11);
        var random = new Random(1);
        var weights = Enumerable.Range(0, 200).Select(_ => (double)random.Next(4)).ToArray();
        var repeated = Enumerable.Range(0, 200).SelectMany(i => Enumerable.Repeat(i, (int)weights[i])).ToArray();
        var weighted = LogisticRegression.Fit(features, labels, weights: weights);
        var counted = LogisticRegression.Fit(features.Rows(repeated), [.. repeated.Select(i => labels[i])]);
        Same(counted, weighted, 1e-11);
        Assert.Equal(repeated.Length, weighted.Report.TotalWeight);
        Assert.Equal(weights.Count(weight => weight > 0), weighted.Report.Rows);
    }

    [Fact]
    public void Label_weights_multiply_the_rows_weights()
    {
        var (features, labels) = LogisticData.Random(300, 2, 12);
        var weights = labels.Select(label => label ? 3.0 : 0.5).ToArray();
        Same(LogisticRegression.Fit(features, labels, weights: weights),
            LogisticRegression.Fit(features, labels, new LogisticOptions { YesWeight = 3, NoWeight = 0.5 }), 1e-13);

        var yes = labels.Count(label => label);
        var balanced = LogisticRegression.Fit(features, labels, new LogisticOptions { BalanceLabels = true });
        Same(LogisticRegression.Fit(features, labels, new LogisticOptions { YesWeight = 150.0 / yes, NoWeight = 150.0 / (300 - yes) }), balanced, 1e-11);
        Near(300 * Math.Log(0.5), balanced.Report.NullLogLikelihood, 1e-12);
    }

    [Fact]
    public void A_missing_value_is_the_mean_and_has_an_indicator()
    {
        var (features, labels) = LogisticData.Random(600, 3, 21, missing: 0.2);
        var columns = Columns(features);
        var filled = columns.Select(column => column.Select(x => double.IsNaN(x) ? column.Where(y => !double.IsNaN(y)).Average() : x).ToArray())
            .Concat(columns.Take(2).Select(column => column.Select(x => double.IsNaN(x) ? 1.0 : 0).ToArray())).ToArray();
        var (beta, errors, _) = LogisticData.Newton(filled, labels);
        var model = LogisticRegression.Fit(features, labels, Free);
        Assert.Equal([("x0", false), ("x1", false), ("x2", false), ("x0", true), ("x1", true)],
            model.Terms.Select(term => (term.Feature, term.IsMissingIndicator)));
        Near(beta[0], model.Intercept, 1e-9);
        for (var j = 0; j < 5; j++)
        {
            Near(beta[j + 1], model.Terms[j].Coefficient, 1e-9);
            Near(errors[j + 1], model.Terms[j].StandardError, 1e-10);
        }
    }

    [Theory]
    [InlineData(130)]
    [InlineData(200_001)]
    public void Threads_do_not_change_a_bit(int rows)
    {
        var (features, labels) = LogisticData.Random(rows, 5, 31, missing: 0.1);
        var alone = LogisticRegression.Fit(features, labels, null, default, isSequential: true, default);
        Assert.Equal(alone.ToJson(), LogisticRegression.Fit(features, labels).ToJson());
        Assert.Equal(FitStatus.Converged, alone.Report.Status);
    }

    [Fact]
    public void Many_rows_started_from_a_sample_end_where_all_rows_lead()
    {
        var (features, labels) = LogisticData.Random(120_000, 3, 41);
        var (beta, errors, _) = LogisticData.Newton(Columns(features), labels);
        var model = LogisticRegression.Fit(features, labels, Free);
        Assert.InRange(model.Report.Iterations, 2, 4);
        for (var j = 0; j < 3; j++)
        {
            Near(beta[j + 1], model.Terms[j].Coefficient, 1e-9);
            Near(errors[j + 1], model.Terms[j].StandardError, 1e-9);
        }
    }

    [Fact]
    public void A_sample_without_a_yes_does_not_lead_astray()
    {
        var random = new Random(5);
        var x = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();
        var labels = new bool[x.Length];
        for (var i = 1; i < 400; i += 40) // the sample takes every fifth row
            labels[i] = true;
        var model = LogisticRegression.Fit(LogisticData.Table(x), labels, Free);
        var (beta, errors, _) = LogisticData.Newton([x], labels);
        Assert.Equal(FitStatus.Converged, model.Report.Status);
        Near(beta[1], model.Terms[0].Coefficient, 1e-8);
        Near(errors[1], model.Terms[0].StandardError, 1e-8);
    }

    [Fact]
    public void Unit_and_origin_of_a_column_do_not_matter_nor_does_the_order_of_rows() => Law.Holds(
        (from seed in Gen.Choose(0, 1_000_000)
         from scale in Gen.Elements(1e-6, 0.01, 3.0, -1.0, 1e9)
         from shift in Gen.Elements(0.0, -5.0, 1_000.0)
         from penalty in Gen.Elements(0.5, 0.0, 20.0)
         select (seed, scale, shift, penalty)).ToArbitrary(),
        input =>
        {
            var (features, labels) = LogisticData.Random(250, 3, input.seed, missing: 0.1);
            var options = new LogisticOptions { Penalty = input.penalty };
            var model = LogisticRegression.Fit(features, labels, options);
            var moved = LogisticRegression.Fit(
                LogisticData.Table([.. Columns(features).Select(column => column.Select(x => (x + input.shift) * input.scale).ToArray())]), labels, options);
            var order = Enumerable.Range(0, 250).ToArray();
            new Random(input.seed).Shuffle(order);
            var shuffled = LogisticRegression.Fit(features.Rows(order), [.. order.Select(i => labels[i])], options);
            return model.Report.Status == FitStatus.Converged
                && IsNear(model.Report.LogLikelihood, moved.Report.LogLikelihood, 1e-10)
                    && IsNear(model.Report.LogLikelihood, shuffled.Report.LogLikelihood, 1e-10)
                && model.Terms.Zip(shuffled.Terms).All(pair => IsNear(pair.First.Coefficient, pair.Second.Coefficient, 1e-10))
                && model.Terms.Zip(moved.Terms).All(pair => IsNear(
                    pair.First.Coefficient * pair.First.StandardDeviation,
                    pair.Second.Coefficient * pair.Second.StandardDeviation * (pair.First.IsMissingIndicator ? 1 : Math.Sign(input.scale)), 1e-8));
        }, runs: 40);

    private static double[][] Columns(FeatureTable features) => [.. features.Names.Select((_, j) => features.Column(j).ToArray())];

    private static void Same(LogisticModel expected, LogisticModel actual, double tolerance)
    {
        Near(expected.Intercept, actual.Intercept, tolerance);
        Assert.Equal(expected.Terms.Count, actual.Terms.Count);
        foreach (var (one, other) in expected.Terms.Zip(actual.Terms))
        {
            Near(one.Coefficient, other.Coefficient, tolerance);
            Near(one.StandardError, other.StandardError, tolerance);
        }
    }

    private static bool IsNear(double expected, double actual, double tolerance) => Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(IsNear(expected, actual, tolerance), $"{expected:R} expected, {actual:R} found");
}
