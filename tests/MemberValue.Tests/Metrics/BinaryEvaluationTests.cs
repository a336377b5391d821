using System.Globalization;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class BinaryEvaluationTests
{
    // By hand: three positives (0.9, 0.7, 0.4), two negatives (0.7, 0.2).
    private static readonly bool[] Labels = [true, false, true, false, true];
    private static readonly double[] Predictions = [0.9, 0.7, 0.7, 0.2, 0.4];

    [Fact]
    public void Ranking_numbers_by_hand()
    {
        var evaluation = BinaryEvaluation.Of(Labels, Predictions);
        Assert.Equal((5, 3, new Proportion(3, 5)), (evaluation.Count, evaluation.Positives, evaluation.BaseRate));
        Assert.Equal(4.5 / 6, evaluation.RocAuc);
        Assert.Equal((1 + 2.0 / 3 + 3.0 / 4) / 3, evaluation.AveragePrecision, 1e-15);
        Assert.Equal(0.5, evaluation.KolmogorovSmirnov); // from 0.4 on: all positives, one of two negatives
        Assert.Equal(0.4, evaluation.KolmogorovSmirnovThreshold);
        Assert.True(evaluation.HasBothClasses && evaluation.AreProbabilities);
    }

    [Fact]
    public void Probability_numbers_by_hand()
    {
        var evaluation = BinaryEvaluation.Of(Labels, Predictions, new BinaryEvaluationOptions { Bins = 2, BinRule = CalibrationBinRule.EqualWidth });
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.3) + Math.Log(0.7) + Math.Log(0.8) + Math.Log(0.4)) / 5, evaluation.LogLoss, 1e-15);
        Assert.Equal((0.01 + 0.49 + 0.09 + 0.04 + 0.36) / 5, evaluation.Brier, 1e-15);
        Assert.Equal(2.9 / 5, evaluation.MeanPrediction, 1e-15);
        Assert.Equal(2, evaluation.Calibration.Count);
        Assert.Equal(new CalibrationBin(0.2, 0.4, evaluation.Calibration[0].MeanPrediction, new Proportion(1, 2)), evaluation.Calibration[0]);
        Assert.Equal(0.3, evaluation.Calibration[0].MeanPrediction, 1e-15);
        Assert.Equal(new Proportion(2, 3), evaluation.Calibration[1].Observed);
        Assert.Equal(2.3 / 3, evaluation.Calibration[1].MeanPrediction, 1e-15);
        Assert.Equal((2 * 0.04 + 3 * 0.01) / 5, evaluation.BrierParts.Reliability, 1e-15);
        Assert.Equal((2 * 0.01 + 3 * (1.0 / 15) * (1.0 / 15)) / 5, evaluation.BrierParts.Resolution, 1e-15);
        Assert.Equal(0.24, evaluation.BrierParts.Uncertainty, 1e-15);
        Assert.Equal((2 * 0.2 + 3 * 0.1) / 5, evaluation.CalibrationError, 1e-15);
        Assert.Equal(1 - evaluation.Brier / 0.24, evaluation.BrierSkill, 1e-15);
        Assert.Equal(0, evaluation.ClippedRows);
    }

    [Fact]
    public void The_roc_area_is_the_share_of_pairs_in_order() => Law.Holds(Predicted.Rows(), rows =>
        Predicted.Near(Predicted.Auc(rows.Labels, rows.Predictions), BinaryEvaluation.Of(rows.Labels, rows.Predictions).RocAuc));

    [Fact]
    public void The_standard_error_is_that_of_the_structural_components() => Law.Holds(Predicted.Rows(), rows =>
    {
        var (yes, no) = Predicted.Components(rows.Labels, rows.Predictions);
        var evaluation = BinaryEvaluation.Of(rows.Labels, rows.Predictions);
        if (yes.Length < 2 || no.Length < 2)
            return double.IsNaN(evaluation.RocAucStandardError) && double.IsNaN(evaluation.RocAucInterval().Lower);
        var variance = Predicted.Covariance(yes, yes) / yes.Length + Predicted.Covariance(no, no) / no.Length;
        var interval = evaluation.RocAucInterval(0.9);
        return Math.Abs(variance - evaluation.RocAucStandardError * evaluation.RocAucStandardError) < 1e-14
            && Predicted.Near(Math.Max(0, evaluation.RocAuc - 1.6448536269514722 * Math.Sqrt(Math.Max(0, variance))), interval.Lower, 1e-7)
                && interval.Upper <= 1;
    });

    [Fact]
    public void Average_precision_is_the_sum_of_steps_over_thresholds() => Law.Holds(Predicted.Rows(), rows =>
    {
        var evaluation = BinaryEvaluation.Of(rows.Labels, rows.Predictions);
        if (!evaluation.HasBothClasses)
            return double.IsNaN(evaluation.AveragePrecision);
        var (area, before) = (0.0, 0.0);
        foreach (var threshold in rows.Predictions.Distinct().OrderDescending())
        {
            var yes = Enumerable.Range(0, rows.Labels.Length).Where(row => rows.Predictions[row] >= threshold).ToList();
            var recall = (double)yes.Count(row => rows.Labels[row]) / evaluation.Positives;
            area += (recall - before) * yes.Count(row => rows.Labels[row]) / yes.Count;
            before = recall;
        }

        return Predicted.Near(area, evaluation.AveragePrecision);
    });

    [Fact]
    public void The_ks_distance_is_the_greatest_over_thresholds() => Law.Holds(Predicted.Rows(), rows =>
    {
        var (yes, no) = (Predicted.Of(rows.Labels, rows.Predictions, true), Predicted.Of(rows.Labels, rows.Predictions, false));
        var evaluation = BinaryEvaluation.Of(rows.Labels, rows.Predictions);
        if (yes.Length == 0 || no.Length == 0)
            return double.IsNaN(evaluation.KolmogorovSmirnov) && double.IsNaN(evaluation.KolmogorovSmirnovThreshold);
        double Distance(double threshold) => Math.Abs((double)yes.Count(p => p >= threshold) / yes.Length - (double)no.Count(p => p >= threshold) / no.Length);
        return Predicted.Near(rows.Predictions.Max(Distance), evaluation.KolmogorovSmirnov)
            && Predicted.Near(evaluation.KolmogorovSmirnov, Distance(evaluation.KolmogorovSmirnovThreshold));
    });

    [Fact]
    public void Losses_are_averages_over_rows() => Law.Holds(Predicted.Rows(), rows =>
    {
        var options = new BinaryEvaluationOptions { LogLossClip = 0.01 };
        var evaluation = BinaryEvaluation.Of(rows.Labels, rows.Predictions, options);
        var loss = rows.Labels.Zip(rows.Predictions, (label, p) => -Math.Log(label ? Math.Clamp(p, 0.01, 0.99) : 1 - Math.Clamp(p, 0.01, 0.99))).Average();
        var brier = rows.Labels.Zip(rows.Predictions, (label, p) => (p - (label ? 1 : 0)) * (p - (label ? 1 : 0))).Average();
        return Predicted.Near(loss, evaluation.LogLoss) && Predicted.Near(brier, evaluation.Brier)
            && evaluation.ClippedRows == rows.Predictions.Count(p => p < 0.01 || 1 - p < 0.01);
    });

    /// <summary>The residual is the variance of predictions inside bins less twice their covariance with labels; nothing with one prediction a bin.</summary>
    [Theory]
    [InlineData(CalibrationBinRule.Quantile)]
    [InlineData(CalibrationBinRule.EqualWidth)]
    public void Brier_s_parts_add_up(CalibrationBinRule rule) => Law.Holds(Predicted.Rows(), rows =>
    {
        var evaluation = BinaryEvaluation.Of(rows.Labels, rows.Predictions, new BinaryEvaluationOptions { Bins = 5, BinRule = rule });
        var (parts, residual) = (evaluation.BrierParts, 0.0);
        foreach (var bin in evaluation.Calibration)
        {
            foreach (var (label, p) in rows.Labels.Zip(rows.Predictions).Where(row => row.Second >= bin.Lowest && row.Second <= bin.Highest))
            {
                var inside = p - bin.MeanPrediction;
                residual += inside * inside - 2 * inside * ((label ? 1 : 0) - bin.Observed.Rate);
            }
        }

        return evaluation.Calibration.Sum(bin => bin.Observed.Of) == rows.Labels.Length
            && Predicted.Near(residual / rows.Labels.Length, parts.Residual)
            && Predicted.Near(evaluation.Brier, parts.Reliability - parts.Resolution + parts.Uncertainty + parts.Residual)
            && parts.Reliability >= 0 && parts.Resolution >= 0 && parts.Resolution <= parts.Uncertainty + 1e-15;
    });

    [Fact]
    public void Quantile_bins_are_even_without_ties_and_never_split_one()
    {
        var predictions = Enumerable.Range(0, 20).Select(i => i / 20.0).ToArray();
        var labels = predictions.Select(p => p > 0.5).ToArray();
        Assert.All(BinaryEvaluation.Of(labels, predictions).Calibration, bin => Assert.Equal(2, bin.Observed.Of));

        predictions = [0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.9];
        var bins = BinaryEvaluation.Of([true, .. new bool[7]], predictions, new BinaryEvaluationOptions { Bins = 4 }).Calibration;
        Assert.Equal([(0.1, 1L), (0.2, 6), (0.9, 1)], bins.Select(bin => (bin.Lowest, bin.Observed.Of)));
    }

    [Fact]
    public void Bins_of_equal_width_begin_at_their_borders()
    {
        var predictions = Enumerable.Range(0, 101).Select(i => i / 100.0).ToArray(); // 0.29 * 100 is below 29 in doubles
        var bins = BinaryEvaluation.Of(
            new bool[101], predictions, new BinaryEvaluationOptions { Bins = 100, BinRule = CalibrationBinRule.EqualWidth }).Calibration;
        Assert.Equal(predictions[..100], bins.Select(bin => bin.Lowest));
        Assert.Equal(1, bins[^1].Highest);
    }

    [Fact]
    public void Deciles_by_hand()
    {
        // 20 rows; the first three tie at 0.9 with one negative among them, so the first decile (2 rows) has 4/3 positives expected.
        double[] predictions = [0.9, 0.9, 0.9, .. Enumerable.Range(0, 17).Select(i => 0.8 - i / 100.0)];
        bool[] labels = [true, false, true, true, true, .. new bool[14], true];
        var lift = BinaryEvaluation.Of(labels, predictions).Lift;
        Assert.Equal(10, lift.Count);
        Assert.Equal((1, 2, 2, true), (lift[0].Band, lift[0].Rows, lift[0].CumulativeRows, lift[0].SplitsTie));
        Assert.Equal(4.0 / 3, lift[0].Positives, 1e-15);
        Assert.Equal(4.0 / 3 / 2 / (5.0 / 20), lift[0].Lift, 1e-15);
        Assert.Equal(4.0 / 3 / 5, lift[0].Gain, 1e-15);
        Assert.Equal((5.0 / 3, 3.0, false), (lift[1].Positives, lift[1].CumulativePositives, lift[1].SplitsTie));
        Assert.Equal((1.0, 0.5, 0.8), (lift[2].Positives, lift[2].Rate, lift[2].Gain));
        Assert.Equal(4 / 6.0 / 0.25, lift[2].CumulativeLift, 1e-15);
        Assert.Equal((1.0, 1.0, 1.0), (lift[9].Positives, lift[9].Gain, lift[9].CumulativeLift));
    }

    [Fact]
    public void Bands_are_what_random_order_within_ties_gives_on_average() => Law.Holds(Predicted.Rows(), rows =>
    {
        var lift = BinaryEvaluation.Of(rows.Labels, rows.Predictions, new BinaryEvaluationOptions { LiftBands = 7 }).Lift;
        for (var band = 1; band <= 7; band++)
        {
            var depth = rows.Labels.Length * band / 7;
            var expected = 0.0;
            foreach (var (label, p) in rows.Labels.Zip(rows.Predictions))
            {
                int above = rows.Predictions.Count(q => q > p), tied = rows.Predictions.Count(q => q == p);
                expected += label ? Math.Clamp(((double)depth - above) / tied, 0, 1) : 0;
            }

            if (!Predicted.Near(expected, lift[band - 1].CumulativePositives))
                return false;
        }

        return lift.Sum(band => band.Rows) == rows.Labels.Length;
    });

    [Fact]
    public void Confusion_counts_rows_at_or_above_the_threshold() => Law.Holds(Predicted.Rows(), rows =>
    {
        var evaluation = BinaryEvaluation.Of(rows.Labels, rows.Predictions);
        return rows.Predictions.Append(-1).Append(0.5).Append(double.PositiveInfinity).All(threshold =>
        {
            var yes = rows.Labels.Zip(rows.Predictions).Where(row => row.Second >= threshold).ToList();
            var c = evaluation.ConfusionAt(threshold);
            return c.TruePositives == yes.Count(row => row.First) && c.FalsePositives == yes.Count(row => !row.First)
                && c.Precision == new Proportion(c.TruePositives, yes.Count) && c.Recall == new Proportion(c.TruePositives, evaluation.Positives)
                && c.Specificity == new Proportion(c.TrueNegatives, evaluation.Count - evaluation.Positives) && c.Accuracy.Of == evaluation.Count
                && (c.TruePositives == 0 || Predicted.Near(2 * c.Precision.Rate * c.Recall.Rate / (c.Precision.Rate + c.Recall.Rate), c.F1));
        });
    });

    [Fact]
    public void The_order_of_rows_moves_no_bit()
    {
        var (labels, predictions) = Predicted.Many(20_000, 1);
        var (otherLabels, otherPredictions, _) = Predicted.Shuffled(labels, predictions, 2);
        Assert.Equal(Bits(BinaryEvaluation.Of(labels, predictions)), Bits(BinaryEvaluation.Of(otherLabels, otherPredictions)));
    }

    [Fact]
    public void A_count_is_as_many_rows() => Law.Holds(Predicted.Rows(), rows =>
    {
        var counts = rows.Predictions.Select((p, row) => row == 0 ? 1 : (int)(p * 1000) % 4).ToArray();
        var repeated = Enumerable.Range(0, counts.Length).SelectMany(row => Enumerable.Repeat(row, counts[row])).ToList();
        return Bits(BinaryEvaluation.Of(rows.Labels, rows.Predictions, counts))
            .SequenceEqual(Bits(BinaryEvaluation.Of(
                repeated.Select(row => rows.Labels[row]).ToArray(), repeated.Select(row => rows.Predictions[row]).ToArray())));
    });

    [Fact]
    public void Large_columns_agree_with_small_ones()
    {
        // Above 2,048 keys another sort works: the same rows, each as often.
        var (labels, predictions) = Predicted.Many(900, 3);
        var counts = Enumerable.Repeat(7, 900).ToArray();
        var many = Enumerable.Range(0, 6_300).Select(i => i % 900).ToArray();
        Assert.Equal(
            Bits(BinaryEvaluation.Of(labels, predictions, counts)),
            Bits(BinaryEvaluation.Of(Array.ConvertAll(many, row => labels[row]), Array.ConvertAll(many, row => predictions[row]))));
        Assert.Equal(Predicted.Auc(labels, predictions), BinaryEvaluation.Of(labels, predictions).RocAuc, 1e-13);
    }

    [Fact]
    public void Scores_outside_0_to_1_are_ranked_and_not_taken_for_probabilities()
    {
        double[] scores = [double.PositiveInfinity, 30, 30, double.NegativeInfinity, -4];
        var evaluation = BinaryEvaluation.Of(Labels, scores);
        Assert.Equal(BinaryEvaluation.Of(Labels, [0.9, 0.7, 0.7, 0.2, 0.4]).RocAuc, evaluation.RocAuc);
        Assert.False(evaluation.AreProbabilities);
        Assert.All([evaluation.LogLoss, evaluation.Brier, evaluation.BrierSkill, evaluation.MeanPrediction, evaluation.CalibrationError,
            evaluation.BrierParts.Residual], value => Assert.True(double.IsNaN(value)));
        Assert.Empty(evaluation.Calibration);
        Assert.Equal(1, evaluation.ConfusionAt(double.PositiveInfinity).TruePositives);
        Assert.Equal(1, BinaryEvaluation.Of([true, false], [-0.0, 0.0]).ConfusionAt(0).FalsePositives); // no order between the two zeros
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_class_alone_is_flagged(bool label)
    {
        var evaluation = BinaryEvaluation.Of([label, label, label], [0.1, 0.5, 0.5]);
        Assert.False(evaluation.HasBothClasses);
        Assert.All(
            [evaluation.RocAuc, evaluation.RocAucStandardError, evaluation.AveragePrecision, evaluation.KolmogorovSmirnov, evaluation.BrierSkill,
                evaluation.Lift[9].Lift],
            value => Assert.True(double.IsNaN(value)));
        Assert.True(evaluation.LogLoss > 0 && evaluation.Brier > 0);
        Assert.Equal(0, evaluation.BrierParts.Uncertainty);
    }

    [Fact]
    public void A_certain_and_wrong_prediction_costs_what_the_clip_says()
    {
        var evaluation = BinaryEvaluation.Of([true, false], [0, 0.5]);
        Assert.Equal((-Math.Log(1e-15) - Math.Log(0.5)) / 2, evaluation.LogLoss, 1e-14);
        Assert.Equal(1, evaluation.ClippedRows);
    }

    [Fact]
    public void Bad_input_is_an_error_that_says_where()
    {
        Assert.Contains("row 1 is NaN, and 2 in all",
            Assert.Throws<ArgumentException>(() => BinaryEvaluation.Of([true, false, true], [0.1, double.NaN, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Contains("2 labels for 1 predictions", Assert.Throws<ArgumentException>(() => BinaryEvaluation.Of([true, false], [0.1])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BinaryEvaluation.Of([], []));
        Assert.Contains("count of row 1 is -1", Assert.Throws<ArgumentException>(() => BinaryEvaluation.Of([true, false], [0.1, 0.2], [1, -1])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BinaryEvaluation.Of([true, false], [0.1, 0.2], [0, 0]));
        Assert.Throws<ArgumentException>(() => BinaryEvaluation.Of([true, false], [0.1, 0.2], [int.MaxValue, 1]));
        Assert.Throws<ArgumentException>(() => BinaryEvaluation.Of([true, false], [0.1, 0.2], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinaryEvaluation.Of([true], [0.1]).ConfusionAt(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinaryEvaluation.Of([true], [0.1]).RocAucInterval(1));
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        void Wrong(BinaryEvaluationOptions options, string start) => Assert.StartsWith(
            start, Assert.Throws<ArgumentException>(() => BinaryEvaluation.Of(Labels, Predictions, options)).Message, StringComparison.Ordinal);
        Wrong(new() { Bins = 0 }, "BinaryEvaluationOptions.Bins is 0; it must be 1 to 1000.");
        Wrong(new() { LiftBands = 1001 }, "BinaryEvaluationOptions.LiftBands is 1001; it must be 1 to 1000.");
        Wrong(new() { LogLossClip = 0.5 }, "BinaryEvaluationOptions.LogLossClip is 0.5;");
        Wrong(new() { LogLossClip = double.NaN }, "BinaryEvaluationOptions.LogLossClip is not a number;");
        Wrong(new() { BinRule = (CalibrationBinRule)9 }, "BinaryEvaluationOptions.BinRule is 9;");
    }

    [Fact]
    public void Text_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var evaluation = BinaryEvaluation.Of(Labels, Predictions);
            Assert.Equal("3 of 5 positive; ROC AUC 0.7500, average precision 0.8056, log loss 0.5611, Brier 0.1980, KS 0.5000", evaluation.ToString());
            Assert.Equal("at 0.5: 2 true and 1 false yes, 1 true and 1 false no", evaluation.ConfusionAt(0.5).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Every number of an evaluation as text that tells bits apart.</summary>
    internal static string[] Bits(BinaryEvaluation e) =>
    [
        .. new[]
        {
            e.RocAuc, e.RocAucStandardError, e.AveragePrecision, e.KolmogorovSmirnov, e.KolmogorovSmirnovThreshold, e.LogLoss, e.Brier, e.MeanPrediction,
            e.BrierParts.Reliability, e.BrierParts.Resolution, e.BrierParts.Residual, e.CalibrationError, e.ClippedRows, e.Count, e.Positives,
        }.Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
        .. e.Calibration.Select(bin => bin.ToString()), .. e.Lift.Select(band => band.ToString()), e.ConfusionAt(0.4).ToString(),
    ];
}
