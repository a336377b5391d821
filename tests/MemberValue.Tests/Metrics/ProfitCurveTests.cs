using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class ProfitCurveTests
{
    [Fact]
    public void The_best_threshold_is_the_best_of_all() => Law.Holds(Predicted.Rows(), rows =>
    {
        var options = new ProfitOptions { ContactCost = 3, SaveRate = 0.25, Value = 24 }; // whole numbers and a quarter: exact
        var curve = BinaryEvaluation.Of(rows.Labels, rows.Predictions).Profit(options);
        double Profit(double threshold) => rows.Labels.Zip(rows.Predictions).Where(row => row.Second >= threshold).Sum(row => (row.First ? 6.0 : 0) - 3);
        var best = rows.Predictions.Append(double.PositiveInfinity).Distinct().Select(threshold => (Threshold: threshold, Profit: Profit(threshold)))
            .OrderByDescending(pair => pair.Profit).ThenByDescending(pair => pair.Threshold).First();
        return (best.Threshold, best.Profit) == (curve.Best.Threshold, curve.Best.Profit)
            && rows.Predictions.All(threshold => curve.At(threshold).Profit == Profit(threshold) && curve.At(threshold).Threshold == threshold);
    });

    [Fact]
    public void With_values_the_best_threshold_is_the_best_of_all() => Law.Holds(Predicted.Rows(), rows =>
    {
        var values = rows.Predictions.Select((p, row) => (double)(row * 7 % 50)).ToArray();
        var curve = ProfitCurve.Of(rows.Labels, rows.Predictions, values, new ProfitOptions { ContactCost = 2, SaveRate = 0.5 });
        double Profit(double threshold) =>
            Enumerable.Range(0, values.Length).Where(row => rows.Predictions[row] >= threshold).Sum(row => (rows.Labels[row] ? values[row] / 2 : 0) - 2);
        return curve.Best.Profit == Math.Max(0, rows.Predictions.Max(Profit)) && rows.Predictions
            .All(threshold => curve.At(threshold).Profit == Profit(threshold));
    });

    [Fact]
    public void Equal_values_as_a_column_are_one_value()
    {
        var (labels, predictions) = Predicted.Many(5_000, 4);
        var column = ProfitCurve.Of(labels, predictions, Enumerable.Repeat(32.0, 5_000).ToArray(), new ProfitOptions { SaveRate = 0.25, ContactCost = 3 });
        var constant = BinaryEvaluation.Of(labels, predictions).Profit(new ProfitOptions { SaveRate = 0.25, ContactCost = 3, Value = 32 });
        Assert.Equal(constant.Points(37), column.Points(37));
        Assert.Equal(constant.Best, column.Best);
    }

    [Fact]
    public void The_order_of_rows_moves_no_bit()
    {
        var (labels, predictions) = Predicted.Many(20_000, 5, digits: 50);
        var random = new Random(6);
        var values = labels.Select(_ => random.NextDouble() * Math.Pow(10, random.Next(6))).ToArray();
        var (otherLabels, otherPredictions, order) = Predicted.Shuffled(labels, predictions, 7);
        var options = new ProfitOptions { SaveRate = 0.1, ContactCost = 1.5m };
        Assert.Equal(
            ProfitCurve.Of(labels, predictions, values, options).Points(),
            ProfitCurve.Of(otherLabels, otherPredictions, Array.ConvertAll(order, row => values[row]), options).Points());
    }

    [Fact]
    public void Points_go_from_nobody_to_everybody()
    {
        var curve = BinaryEvaluation.Of([true, false, true, false], [0.9, 0.8, 0.8, 0.1]).Profit(
            new ProfitOptions { ContactCost = 1, SaveRate = 0.5, Value = 10 });
        Assert.Equal([0, 1, 3, 4], curve.Points(4).Select(point => point.Contacted));
        Assert.Equal([0, 4], curve.Points(1).Select(point => point.Contacted));
        Assert.Equal(new ProfitPoint(0.8, 3, 2, 3, 10), curve.Best);
        Assert.Equal("contact 3 of 4, from 0.8 on: profit 7.00", curve.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Points(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.At(double.NaN));
    }

    [Fact]
    public void Nobody_is_contacted_where_nothing_is_earned()
    {
        var curve = BinaryEvaluation.Of([true, false], [0.9, 0.8]).Profit(new ProfitOptions { ContactCost = 2, SaveRate = 0.5, Value = 4 });
        Assert.Equal(new ProfitPoint(double.PositiveInfinity, 0, 0, 0, 0), curve.Best);
        Assert.Equal("contact nobody: no threshold earns anything", curve.ToString());
    }

    [Fact]
    public void A_calibrated_prediction_pays_from_the_break_even_probability_on()
    {
        var options = new ProfitOptions { ContactCost = 2, SaveRate = 0.1, Value = 50 };
        Assert.Equal(0.4, options.BreakEvenProbability, 1e-15);
        Assert.True(double.IsNaN(new ProfitOptions().BreakEvenProbability));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var evaluation = BinaryEvaluation.Of([true, false], [0.9, 0.8]);
        void Wrong(ProfitOptions options, string start) =>
            Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => evaluation.Profit(options)).Message, StringComparison.Ordinal);
        Wrong(new() { ContactCost = -1, Value = 1 }, "ProfitOptions.ContactCost is -1;");
        Wrong(new() { SaveRate = 0, Value = 1 }, "ProfitOptions.SaveRate is 0;");
        Wrong(new() { SaveRate = double.NaN, Value = 1 }, "ProfitOptions.SaveRate is not a number;");
        Wrong(new(), "ProfitOptions.Value is null;");
        Wrong(new() { Value = 0 }, "ProfitOptions.Value is 0;");
        Assert.Throws<ArgumentException>(() => ProfitCurve.Of([true], [0.5], [1], new ProfitOptions { Value = 1 }));
        Assert.Contains("value of row 1", Assert.Throws<ArgumentException>(
            () => ProfitCurve.Of([true, true], [0.5, 0.5], [1, double.NaN], new ProfitOptions())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ProfitCurve.Of([true], [0.5], [], new ProfitOptions()));
        Assert.Throws<ArgumentNullException>(() => evaluation.Profit(null!));
    }
}
