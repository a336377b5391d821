using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class SegmentSummaryTests
{
    [Fact]
    public void A_small_summary_is_as_by_hand()
    {
        // example: rfm-summary
        Transaction<string>[] rows =
        [
            new("ann", new DateOnly(2024, 10, 4), 30m), new("ann", new DateOnly(2024, 11, 15), 20m), new("ann", new DateOnly(2024, 12, 26), 40m),
            new("bo", new DateOnly(2024, 9, 12), 50m), new("bo", new DateOnly(2024, 11, 1), 25m), new("bo", new DateOnly(2024, 12, 22), 35m),
            new("cy", new DateOnly(2024, 6, 14), 20m),
            new("di", new DateOnly(2024, 12, 31), -5m), // a refund of something bought before the log begins
        ];
        var table = MemberLog.Read(rows).Table(new DateOnly(2024, 12, 31));

        var scale = RfmScale.FitHighLow(table.Columns);
        var scores = scale.Score(table);
        var summary = SegmentSummary.Of(table.Columns, scores.Values, SegmentMaps.EightClasses, scale.Definitions);
        // example end

        Assert.Equal(["222", "222", "111", "-"], scores.Values.ToArray().Select(score => score.ToString()));
        var (best, unscored) = (summary.Rows[0], summary.Rows[^1]);
        Assert.Equal(("Important value", 2, 0.5, 6L, 200m), (best.Segment!.Name.English, best.Members, best.MemberShare, best.Orders, best.Revenue));
        Assert.Equal((7.0, 7.0, 3.0, 3.0, 100.0, 100.0), (best.MeanRecency, best.MedianRecency, best.MeanFrequency, best.MedianFrequency, best.MeanMonetary, best.MedianMonetary));
        Assert.Equal(200.0 / 215, best.RevenueShare, 1e-15);
        Assert.Equal((null, 1, -5m), (unscored.Segment, unscored.Members, unscored.Revenue));
        Assert.True(double.IsNaN(unscored.MeanMonetary) && double.IsNaN(unscored.MedianRecency));
        Assert.Equal(9, summary.Rows.Count);
        Assert.Contains("(unscored)", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_add_to_one_and_revenue_to_the_total_in_any_row_order() => Law.Holds(RfmData.Members(), members =>
    {
        var definitions = new RfmDefinitions { Monetary = RfmMonetary.MeanSpend };
        string Text((int, int, decimal)[] rows)
        {
            var columns = RfmData.Columns(rows);
            var scores = RfmScale.FitQuantiles(columns).Score(RfmData.Table(columns)).Values;
            var summary = SegmentSummary.Of(columns, scores, SegmentMaps.TenCells, definitions);
            Assert.Equal(1, summary.Rows.Sum(row => row.MemberShare), 1e-12);
            Assert.Equal(columns.Net.Total, summary.Rows.Sum(row => row.Revenue));
            Assert.Equal(rows.Length, summary.Rows.Sum(row => row.Members));
            return string.Join('\n', summary.Rows);
        }

        return Text(members) == Text(members.AsEnumerable().Reverse().ToArray());
    }, runs: 60);

    [Fact]
    public void Scores_must_fit_the_members_and_the_map()
    {
        var columns = RfmData.Columns((1, 1, 1m));
        Assert.Throws<ArgumentException>(() => SegmentSummary.Of(columns, [], SegmentMaps.TenCells, new RfmDefinitions()));
        Assert.Throws<ArgumentException>(() => SegmentSummary.Of(columns, [new RfmScore(1, 1, 1, RfmLevels.Of(5))], SegmentMaps.EightClasses, new RfmDefinitions()));
    }

    [Fact]
    public void Orders_are_unknown_where_the_table_has_none()
    {
        var columns = MemberColumns.FromColumns(
            RfmData.Year, new MemberColumnData { Purchases = [1, 2], LastPurchaseCell = [RfmData.Year.LastCell, RfmData.Year.LastCell - 9], Net = [1m, 2m] });
        var scale = RfmScale.FitQuantiles(columns);
        var scores = new RfmScore[2];
        scale.Score(columns, scores);
        Assert.All(SegmentSummary.Of(columns, scores, SegmentMaps.ElevenSegments, scale.Definitions).Rows, row => Assert.Null(row.Orders));
    }
}
