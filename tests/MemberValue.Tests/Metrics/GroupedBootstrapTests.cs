using MemberValue.Metrics;
using MemberValue.Numerics;

namespace MemberValue.Tests.Metrics;

public class GroupedBootstrapTests
{
    private static readonly int[] Groups = [7, 7, -2, 100, -2, 5];

    [Fact]
    public void As_many_groups_are_drawn_as_there_are_each_with_all_its_rows()
    {
        var bootstrap = new GroupedBootstrap(Groups, 1);
        Assert.Equal((6, 4), (bootstrap.Rows, bootstrap.Groups));
        var counts = new int[6];
        for (var sample = 0; sample < 100; sample++)
        {
            bootstrap.Draw(sample, counts);
            Assert.Equal((counts[0], counts[2]), (counts[1], counts[4]));
            Assert.Equal(4, counts[0] + counts[2] + counts[3] + counts[5]);
        }
    }

    [Fact]
    public void A_sample_depends_on_seed_and_number_alone()
    {
        int[] Draw(int seed, int sample, int[] groups)
        {
            var counts = new int[groups.Length];
            new GroupedBootstrap(groups, seed).Draw(sample, counts);
            return counts;
        }

        var groups = Enumerable.Range(0, 50).ToArray();
        Assert.Equal(Draw(1, 17, groups), Draw(1, 17, groups));
        Assert.NotEqual(Draw(1, 17, groups), Draw(1, 18, groups));
        Assert.NotEqual(Draw(1, 17, groups), Draw(2, 17, groups));
        Assert.Equal(Draw(1, 17, groups).AsEnumerable().Reverse(), Draw(1, 17, groups.AsEnumerable().Reverse().ToArray()));
    }

    [Fact]
    public void The_interval_of_a_mean_is_about_that_of_the_normal_distribution()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 400).Select(_ => random.NextDouble()).ToArray();
        double Mean(int[] counts) => values.Zip(counts, (value, count) => value * count).Sum() / counts.Sum();
        var interval = new GroupedBootstrap(Enumerable.Range(0, 400).ToArray(), 4).Interval(Mean, 2_000);
        var half = 1.96 * Math.Sqrt(Predicted.Covariance(values, values) / 400);
        Assert.Equal(values.Average() - half, interval.Lower, 0.1 * half);
        Assert.Equal(values.Average() + half, interval.Upper, 0.1 * half);
        Assert.Equal(interval, new GroupedBootstrap(Enumerable.Range(0, 400).ToArray(), 4).Interval(Mean, 2_000));
    }

    [Fact]
    public void Members_with_several_rows_have_a_wider_interval_than_rows_on_their_own()
    {
        // Each member five times with the same label and prediction: there is no more to know than from one row each.
        var (labels, predictions) = Predicted.Many(300, 5);
        var rows = Enumerable.Range(0, 1_500).ToArray();
        var (l, p) = (Array.ConvertAll(rows, row => labels[row / 5]), Array.ConvertAll(rows, row => predictions[row / 5]));
        double Width(ConfidenceInterval interval) => interval.Upper - interval.Lower;
        double Auc(int[] counts) => BinaryEvaluation.Of(l, p, counts).RocAuc;
        var byMember = new GroupedBootstrap(Array.ConvertAll(rows, row => row / 5), 6).Interval(Auc, 400);
        Assert.Equal(Width(BinaryEvaluation.Of(labels, predictions).RocAucInterval()), Width(byMember), 0.02);
        Assert.True(Width(byMember) > 2 * Width(BinaryEvaluation.Of(l, p).RocAucInterval()));
    }

    [Fact]
    public void A_number_that_is_missing_in_a_sample_has_no_interval() =>
        Assert.True(double.IsNaN(new GroupedBootstrap(Groups, 1).Interval(counts => counts[0] == 0 ? double.NaN : 1, 100).Lower));

    [Fact]
    public void Bad_input_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => new GroupedBootstrap([], 1));
        var bootstrap = new GroupedBootstrap(Groups, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => bootstrap.Draw(-1, new int[6]));
        Assert.Throws<ArgumentException>(() => bootstrap.Draw(0, new int[5]));
        Assert.Throws<ArgumentNullException>(() => bootstrap.Interval(null!, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => bootstrap.Interval(_ => 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => bootstrap.Interval(_ => 0, 10, 1));
    }

    [Fact]
    public void Bounded_numbers_are_even()
    {
        var random = new CounterRandom(1, 2);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.Below(7)]++;
        // Chi-squared with 6 degrees of freedom: above 22.5 once in 1,000.
        Assert.True(counts.Sum(count => (count - 10_000.0) * (count - 10_000) / 10_000) < 22.5);
        Assert.Equal(0, random.Below(1));
    }
}
