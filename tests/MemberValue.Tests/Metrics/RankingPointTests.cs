using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

/// <summary>The points of the ROC curve and of precision and recall, against the areas and counts that are computed without them.</summary>
public class RankingPointTests
{
    private static readonly BinaryEvaluation Evaluation = Evaluate(500);

    [Fact]
    public void The_area_under_all_points_is_the_area_under_the_curve()
    {
        var points = Evaluation.Points(1_000);
        var (area, precision) = (0.0, 0.0);
        for (var i = 1; i < points.Count; i++)
        {
            area += (points[i].FalsePositiveRate - points[i - 1].FalsePositiveRate) * (points[i].TruePositiveRate + points[i - 1].TruePositiveRate) / 2;
            precision += (points[i].TruePositiveRate - points[i - 1].TruePositiveRate) * points[i].Precision;
        }

        Assert.Equal(Evaluation.RocAuc, area, 1e-12);
        Assert.Equal(Evaluation.AveragePrecision, precision, 1e-12);
    }

    [Fact]
    public void A_point_is_what_its_threshold_finds()
    {
        foreach (var point in Evaluation.Points(20).Skip(1))
        {
            var confusion = Evaluation.ConfusionAt(point.Threshold);
            Assert.Equal(confusion.TruePositives / (double)Evaluation.Positives, point.TruePositiveRate, 1e-15);
            Assert.Equal(confusion.FalsePositives / (double)(Evaluation.Count - Evaluation.Positives), point.FalsePositiveRate, 1e-15);
            Assert.Equal(confusion.TruePositives / (double)(confusion.TruePositives + confusion.FalsePositives), point.Precision, 1e-15);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Points_run_from_nobody_to_everybody(int steps)
    {
        var points = Evaluation.Points(steps);
        Assert.InRange(points.Count, 2, steps + 1);
        Assert.Equal((double.PositiveInfinity, 0.0, 0.0), (points[0].Threshold, points[0].TruePositiveRate, points[0].FalsePositiveRate));
        Assert.True(double.IsNaN(points[0].Precision));
        Assert.Equal((1.0, 1.0), (points[^1].TruePositiveRate, points[^1].FalsePositiveRate));
    }

    [Fact]
    public void Without_one_class_its_rate_is_not_a_number()
    {
        Assert.All(BinaryEvaluation.Of([true, true], [0.2, 0.4]).Points(), point => Assert.True(double.IsNaN(point.FalsePositiveRate)));
        Assert.All(BinaryEvaluation.Of([false, false], [0.2, 0.4]).Points(), point => Assert.True(double.IsNaN(point.TruePositiveRate)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Evaluation.Points(0));
    }

    private static BinaryEvaluation Evaluate(int rows)
    {
        var (labels, predictions) = (new bool[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
            (predictions[row], labels[row]) = (row * 37 % 90 / 100.0, row * 61 % 97 < row * 37 % 90);
        return BinaryEvaluation.Of(labels, predictions);
    }
}
