using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

/// <summary>Fit checks and comparison against the literature's numbers for CDNOW.</summary>
public class EvaluationTests
{
    // Estimates to the digits that the walkthrough of R's BTYD prints, and those of the paper.
    private static readonly BgNbdModel Bg = new(new BetaGeometricParameters(0.2425967, 4.413659, 0.7929869, 2.426164), TimeUnit.Week);
    private static readonly ParetoNbdModel Pareto = new(new ParetoNbdParameters(.553, 10.578, .606, 11.669), TimeUnit.Week);

    private static CalibrationHoldout<int> Split => CdnowTables.Split;

    [Fact]
    public void Conditional_expectations_are_those_of_the_walkthrough()
    {
        var actual = new[] { .237, .697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359 };
        var pareto = new[] { .138, .600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403 };
        var bg = new[] { .225, .523, 1.044, 1.520, 2.164, 2.654, 3.504, 6.157 };
        var (paretoRows, bgRows) = (ConditionalExpectation.Rows(Pareto, Split), ConditionalExpectation.Rows(Bg, Split));
        for (var x = 0; x < 8; x++)
        {
            Assert.Equal((x, x == 7), (bgRows[x].RepeatPurchases, bgRows[x].IsOrMore));
            Assert.Equal(actual[x], bgRows[x].Actual, 0.0005001);
            Assert.Equal(pareto[x], paretoRows[x].Expected, 0.0007); // made with more digits of the parameters than are printed
            Assert.Equal(bg[x], bgRows[x].Expected, 0.0005001);
        }

        Assert.Equal(2_357, bgRows.Sum(row => row.Members));
        Assert.Equal(1_411, bgRows[0].Members);
    }

    [Fact]
    public void The_histogram_has_the_chi_square_of_the_paper()
    {
        var rows = PurchaseHistories.From(Split.Calibration.In(TimeUnit.Week));
        // FHL 2005, Table 2: 4.82 (p .19) and 11.99 (p .007), with three degrees of freedom.
        var bg = FrequencyHistogram.Of(Bg, rows);
        Assert.Equal(4.82, bg.ChiSquare, 0.1);
        Assert.Equal(3, bg.DegreesOfFreedom);
        Assert.Equal(.19, bg.PValue, 0.01);
        var pareto = FrequencyHistogram.Of(Pareto, rows);
        Assert.Equal(11.99, pareto.ChiSquare, 0.1);
        Assert.Equal(.007, pareto.PValue, 0.001);
        Assert.Equal(2_357, bg.Rows.Sum(row => row.Expected), 1e-6);
        Assert.Equal(2_357, bg.Rows.Sum(row => row.Actual));
        Assert.Equal([1_411, 439, 214, 100, 62, 38, 29, 64], bg.Rows.Select(row => (int)row.Actual));
    }

    [Fact]
    public void A_histogram_without_degrees_of_freedom_has_no_p_value() =>
        Assert.Equal((0, double.NaN), FrequencyHistogram.Of(Bg, PurchaseHistories.From(Split.Calibration.In(TimeUnit.Week)), last: 3) is var histogram
            ? (histogram.DegreesOfFreedom, histogram.PValue) : default);

    [Fact]
    public void Tracking_adds_up_members_of_each_first_day()
    {
        var columns = Split.Calibration.Columns;
        var track = CdnowTables.Read.Track(7, Split.Calibration);
        var rows = ModelTracking.Rows(Bg, columns, track);
        Assert.Equal(78, rows.Count);
        foreach (var week in new[] { 1, 2, 20, 39, 78 })
        {
            var last = CdnowData.FirstDay.DayNumber + 7 * week - 1;
            var expected = columns.FirstPurchaseCell.ToArray().Sum(first => first >= last ? 0 : Bg.ExpectedPurchases(PurchaseHistory.New, (last - first) / 7.0));
            Assert.Equal(last, rows[week - 1].LastCell);
            Assert.Equal(expected, rows[week - 1].ExpectedCumulative, 1e-9 * (1 + expected));
            Assert.Equal(rows.Take(week).Sum(row => row.Expected), rows[week - 1].ExpectedCumulative, 1e-9);
            Assert.Equal(rows.Take(week).Sum(row => row.Actual), rows[week - 1].ActualCumulative);
        }

        Assert.Equal(4_339, rows[^1].ActualCumulative);
        // FHL 2005, p. 281: after 78 weeks BG/NBD is 4% below the actual repeat purchases, Pareto/NBD 2%.
        Assert.Equal(-.04, rows[^1].ExpectedCumulative / 4_339 - 1, 0.005);
        Assert.Equal(-.02, ModelTracking.Rows(Pareto, columns, track)[^1].ExpectedCumulative / 4_339 - 1, 0.005);
        var alone = ModelTracking.Rows(Bg, columns, 7, 78);
        Assert.Equal(rows.Select(row => row.Expected), alone.Select(row => row.Expected));
        Assert.All(alone, row => Assert.Null(row.Actual));
    }

    [Fact]
    public void The_comparison_has_the_likelihoods_and_the_holdout_of_the_literature()
    {
        var comparison = ModelComparison.Of(Split, Bg, Pareto, new NbdModel(new NbdParameters(0.38476588, 12.072014), TimeUnit.Week));
        ModelScore Of(string name) => comparison.Scores.Single(score => score.Model.Name == name);
        Assert.Equal(-9582.429, Of("BG/NBD").LogLikelihood!.Value, 0.005);
        Assert.Equal(-9594.976, Of("Pareto/NBD").LogLikelihood!.Value, 0.005);
        Assert.Equal(-9763.6576, Of("NBD").LogLikelihood!.Value, 0.005);
        Assert.Equal(2 * 9582.429 + 8, Of("BG/NBD").Aic!.Value, 0.01);
        Assert.Equal(2 * 9582.429 + 4 * Math.Log(2_357), Of("BG/NBD").Bic!.Value, 0.01);
        Assert.Equal(1_882, Of("BG/NBD").Holdout!.Actual);
        Assert.Equal(2_929.8, Of("NBD").Holdout!.Expected, 0.1);
        Assert.Equal(Of("BG/NBD").Holdout!.Expected / 1_882 - 1, Of("BG/NBD").Holdout!.Bias, 1e-15);
        Assert.True(comparison.Scores[0].Holdout!.LogScore > comparison.Scores[1].Holdout!.LogScore);
        Assert.Equal("NBD", comparison.Scores[^1].Model.Name);
        Assert.Same(comparison.Scores[0], comparison.Best);
    }

    [Fact]
    public void Holdout_errors_are_those_of_a_plain_loop()
    {
        var score = ModelComparison.Of(Split, Bg).Best.Holdout!;
        var weeks = Split.Calibration.In(TimeUnit.Week);
        double absolute = 0, squared = 0, log = 0;
        for (var i = 0; i < weeks.Count; i++)
        {
            var history = new PurchaseHistory(weeks.RepeatPurchases(i), weeks.TimeOfLastPurchase(i), weeks.Age(i));
            var error = Bg.ExpectedPurchases(history, 39) - Split.HoldoutPurchases[i];
            absolute += Math.Abs(error);
            squared += error * error;
            log += Math.Log(Bg.ProbabilityOfCount(history, Split.HoldoutPurchases[i], 39));
        }

        Assert.Equal(absolute / weeks.Count, score.MeanAbsoluteError, 1e-12);
        Assert.Equal(Math.Sqrt(squared / weeks.Count), score.RootMeanSquareError, 1e-12);
        Assert.Equal(log / weeks.Count, score.LogScore, 1e-12);
    }

    [Fact]
    public void Without_a_holdout_the_criterion_decides()
    {
        var comparison = ModelComparison.Of(Split.Calibration.Columns, Pareto, Bg);
        Assert.Equal("BG/NBD", comparison.Best.Model.Name);
        Assert.Null(comparison.Best.Holdout);
    }

    [Fact]
    public void Models_in_different_units_do_not_compare()
    {
        var days = new BgNbdModel(Bg.Parameters, TimeUnit.Day);
        Assert.Contains("one unit only", Assert.Throws<ArgumentException>(() => ModelComparison.Of(Split, Bg, days)).Message, StringComparison.Ordinal);
        Assert.Contains("no models", Assert.Throws<ArgumentException>(() => ModelComparison.Of(Split)).Message, StringComparison.Ordinal);
    }
}
