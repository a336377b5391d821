using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

/// <summary>What an evaluation says where predictions, or distances, are equal.</summary>
public class BinaryEvaluationTieTests
{
    [Theory]
    // The distance of the two rates from the top: the share of positives so far less that of negatives.
    [InlineData(new[] { true, false, true, false }, 0.9)] // 1/2, 0, 1/2, 0: reached at 0.9 and at 0.7
    [InlineData(new[] { false, true, false, true }, 0.9)] // upside down
    [InlineData(new[] { true, false, false, true }, 0.9)] // 1/2, 0, -1/2, 0: one above, one below
    [InlineData(new[] { true, true, false, false }, 0.8)] // 1/2, 1, 1/2, 0: once only
    public void Of_several_thresholds_with_the_greatest_ks_distance_the_highest_is_named(bool[] labels, double threshold)
    {
        double[] predictions = [0.9, 0.8, 0.7, 0.6];
        Assert.Equal(threshold, BinaryEvaluation.Of(labels, predictions).KolmogorovSmirnovThreshold);
        Assert.Equal(threshold, BinaryEvaluation.Of([.. labels.AsEnumerable().Reverse()], [.. predictions.AsEnumerable().Reverse()]).KolmogorovSmirnovThreshold);
    }

    [Fact]
    public void The_ks_threshold_is_the_highest_of_all_that_reach_the_distance() => Law.Holds(Predicted.Rows(), rows =>
    {
        long yes = rows.Labels.Count(label => label), no = rows.Labels.Length - yes;
        long Distance(double threshold) => Math.Abs(
            no * rows.Labels.Zip(rows.Predictions).Count(row => row.First && row.Second >= threshold)
            - yes * rows.Labels.Zip(rows.Predictions).Count(row => !row.First && row.Second >= threshold));
        return yes == 0 || no == 0
            || BinaryEvaluation.Of(rows.Labels, rows.Predictions).KolmogorovSmirnovThreshold == rows.Predictions.GroupBy(Distance).MaxBy(group => group.Key)!.Max();
    });

    [Theory]
    [InlineData(new[] { true, true, true, false }, false)] // a tie of positives alone: whichever stands first, the band holds as many
    [InlineData(new[] { false, false, false, true }, false)]
    [InlineData(new[] { true, false, true, false }, true)]
    [InlineData(new[] { false, true, false, false }, true)]
    public void A_band_splits_a_tie_only_where_the_tie_has_both_labels(bool[] labels, bool splits)
    {
        // Two bands of two rows: the border lies within the tie of the first three.
        var lift = BinaryEvaluation.Of(labels, [0.5, 0.5, 0.5, 0.1], new BinaryEvaluationOptions { LiftBands = 2 }).Lift;
        Assert.Equal([splits, false], lift.Select(band => band.SplitsTie));
        Assert.Equal(2.0 * labels[..3].Count(label => label) / 3, lift[0].CumulativePositives, 1e-15);
    }

    [Fact]
    public void A_band_splits_a_tie_where_rows_of_both_labels_lie_on_both_sides_of_its_border() => Law.Holds(Predicted.Rows(), rows =>
        BinaryEvaluation.Of(rows.Labels, rows.Predictions, new BinaryEvaluationOptions { LiftBands = 7 }).Lift.All(band =>
            band.SplitsTie == rows.Predictions.Distinct().Any(p =>
                rows.Predictions.Count(q => q > p) < band.CumulativeRows && band.CumulativeRows < rows.Predictions.Count(q => q >= p)
                && rows.Labels.Where((_, row) => rows.Predictions[row] == p).Distinct().Count() == 2)));
}
