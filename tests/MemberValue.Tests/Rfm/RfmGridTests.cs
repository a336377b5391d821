using FsCheck.Fluent;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public sealed class RfmGridTests
{
    private static readonly FsCheck.Arbitrary<(int R, int F, int M, int Cents)[]> Members =
        (from r in Gen.Choose(0, 3) from f in Gen.Choose(1, 3) from m in Gen.Choose(1, 3) from cents in Gen.Choose(-500, 9_000) select (r, f, m, cents))
        .ArrayOf().ToArbitrary();

    [Fact]
    public void Cells_count_sum_and_halve_their_members()
    {
        RfmScore[] scores = [new(5, 1, 1), new(5, 1, 3), new(5, 1, 5), RfmScore.Unscored, new(2, 4, 1)];
        var grid = RfmGrid.Of(scores, [10, 40, double.NaN, 7, 3]);
        Assert.Equal(new RfmGridCell(3, 50, 25, 25), grid[1, 5]);
        Assert.Equal(new RfmGridCell(1, 3, 3, 3), grid[4, 2]);
        Assert.Equal(new RfmGridCell(0, 0, double.NaN, double.NaN), grid[5, 5]);
        Assert.Equal((5, 5, 1), (grid.RowLevels, grid.ColumnLevels, grid.Unscored));
        Assert.Equal("Frequency by Recency, 5 x 5, 4 members", grid.ToString());
    }

    [Fact]
    public void Every_member_stands_in_the_cell_of_their_levels() => Law.Holds(Members, members =>
    {
        var levels = RfmLevels.Of(3);
        var scores = members.Select(member => member.R == 0 ? RfmScore.Unscored : new RfmScore(member.R, member.F, member.M, levels)).ToArray();
        if (scores.All(score => !score.IsScored))
            return RfmGrid.Of(scores, new double[scores.Length]).Unscored == scores.Length;
        var grid = RfmGrid.Of(scores, [.. members.Select(member => (double)member.Cents)], RfmDimension.Recency, RfmDimension.Monetary);
        return grid.Unscored == members.Count(member => member.R == 0) && Enumerable.Range(1, 3).All(r => Enumerable.Range(1, 3).All(m =>
        {
            double[] values = [.. members.Where(member => member.R == r && member.M == m).Select(member => (double)member.Cents).Order()];
            var median = values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
            return grid[r, m].Equals(new RfmGridCell(values.Length, values.Sum(), values.Length == 0 ? double.NaN : values.Sum() / values.Length, median));
        }));
    });

    [Fact]
    public void Wrong_arguments_are_named()
    {
        RfmScore[] scores = [new(5, 1, 1)];
        Assert.Contains("2 values for 1 scores", Assert.Throws<ArgumentException>(() => RfmGrid.Of(scores, [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "two dimensions",
            Assert.Throws<ArgumentException>(() => RfmGrid.Of(scores, [1], RfmDimension.Recency, RfmDimension.Recency)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "one scale",
            Assert.Throws<ArgumentException>(() => RfmGrid.Of([new(5, 1, 1), new(3, 1, 1, RfmLevels.Of(3))], [1, 1])).Message, StringComparison.Ordinal);
        Assert.Equal((5, 10), (RfmGrid.Of([new(10, 1, 1), new(5, 1, 1)], [1, 1]).RowLevels, RfmGrid.Of([new(10, 1, 1), new(5, 1, 1)], [1, 1]).ColumnLevels));
        var grid = RfmGrid.Of(scores, [1]);
        Assert.Contains("from 1 to 5", Assert.Throws<ArgumentOutOfRangeException>(() => grid[0, 1]).Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 5", Assert.Throws<ArgumentOutOfRangeException>(() => grid[1, 6]).Message, StringComparison.Ordinal);
    }
}
