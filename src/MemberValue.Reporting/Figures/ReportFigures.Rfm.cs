using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;
using MemberValue.Rfm;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    private static readonly Text NoPurchase = Text.Of("(no purchase)", "（没有购买）");

    /// <summary>Segments as a tree map: areas are members, tones are revenue per member.</summary>
    /// <exception cref="ArgumentNullException">The summary is null.</exception>
    public static Figure Segments(SegmentSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var most = summary.Rows.Where(row => row.Members > 0).Select(PerMember).DefaultIfEmpty(0).Max();
        var items = summary.Rows.Select(row => new TreeMapItem(
            NameOf(row.Segment),
            row.Members,
            [
                printer => printer.In(Invariant($"{Printer.Percent(row.MemberShare)} of members", $"会员 {Printer.Percent(row.MemberShare)}")),
                printer => printer.In(Invariant($"{Printer.Percent(row.RevenueShare)} of revenue", $"收入 {Printer.Percent(row.RevenueShare)}")),
            ],
            most > 0 ? Math.Max(PerMember(row), 0) / most : 0)).ToList();
        var rows = summary.Rows.Select(row => (IReadOnlyList<FigureCell>)
        [
            FigureCell.Of(NameOf(row.Segment)), FigureCell.Count(row.Members), FigureCell.Share(row.MemberShare), FigureCell.Money(row.Revenue),
            FigureCell.Share(row.RevenueShare), FigureCell.Of(row.MedianRecency), FigureCell.Of(row.MedianFrequency), FigureCell.Money(row.MedianMonetary),
        ]).ToList();
        return new Figure(
            "segments",
            Text.Of("Segments", "会员分群"),
            SentenceOf(summary),
            new FigureTable(
            [
                Text.Of("Segment", "分群"), MembersText, ShareText, RevenueText, RevenueShareText, Text.Of("Median recency", "最近一次消费间隔中位数"),
                Text.Of("Median frequency", "消费次数中位数"), Text.Of("Median monetary value", "消费金额中位数"),
            ], rows),
            new TreeMap(items));
    }

    /// <summary>A heat map of two dimensions of the score, with the number of members in each cell.</summary>
    /// <exception cref="ArgumentNullException">The grid is null.</exception>
    public static Figure RfmMembers(RfmGrid grid) => Grid(
        grid, "rfm-members", Text.Of("Members by level", "各等级的会员数"), cell => cell.Members, FigureUnit.Count,
        Text.Of("The stronger the colour, the more members. The best levels are at the top right.", "颜色越强，会员越多。右上角等级最好。"));

    /// <summary>A heat map of two dimensions of the score, with the mean value in each cell.</summary>
    /// <exception cref="ArgumentNullException">The grid is null.</exception>
    public static Figure RfmValue(RfmGrid grid) => Grid(
        grid, "rfm-value", Text.Of("Mean value by level", "各等级的人均价值"), cell => cell.Members == 0 ? double.NaN : cell.Mean, FigureUnit.Money,
        Text.Of("The stronger the colour, the more each member is worth. Cells without members are empty.", "颜色越强，人均价值越高。没有会员的格子留空。"));

    private static Figure Grid(RfmGrid grid, string id, Text title, Func<RfmGridCell, double> measure, FigureUnit unit, Text description)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var (rows, columns) = (Enumerable.Range(1, grid.RowLevels).Reverse().ToList(), Enumerable.Range(1, grid.ColumnLevels).ToList());
        var table = rows.SelectMany(row => columns.Select(column => (IReadOnlyList<FigureCell>)
        [
            FigureCell.Of(LevelText(grid.Rows, row)), FigureCell.Of(LevelText(grid.Columns, column)), FigureCell.Count(grid[row, column].Members),
            FigureCell.Money(grid[row, column].Sum), FigureCell.Money(grid[row, column].Mean), FigureCell.Money(grid[row, column].Median),
        ])).ToList();
        return new Figure(
            id, title, description,
            new FigureTable(
            [
                DimensionText(grid.Rows), DimensionText(grid.Columns), MembersText, Text.Of("Sum", "合计"), Text.Of("Mean", "平均"), Text.Of("Median", "中位数"),
            ], table),
            new HeatMap
            {
                Rows = rows.ConvertAll(row => LevelText(grid.Rows, row)),
                Columns = columns.ConvertAll(column => LevelText(grid.Columns, column)),
                RowTitle = DimensionText(grid.Rows),
                ColumnTitle = DimensionText(grid.Columns),
                Values = [.. rows.SelectMany(row => columns.Select(column => measure(grid[row, column])))],
                Unit = unit,
            });
    }

    private static Text SentenceOf(SegmentSummary summary)
    {
        var best = summary.Rows.Where(row => row is { Segment: not null, Members: > 0 }).MaxBy(row => row.Revenue);
        if (best is null)
            return Text.Of("No member has bought yet.", "还没有会员购买过。");
        return Text.Of(
            $"Areas are members; the stronger the colour, the more revenue per member. {NameOf(best.Segment).English} are "
                + $"{Printer.Percent(best.MemberShare)} of the members "
                + $"and bring {Printer.Percent(best.RevenueShare)} of the revenue.",
            $"面积代表会员数，颜色越强，人均收入越高。“{NameOf(best.Segment).Chinese}”占会员的{Printer.Percent(best.MemberShare)}，"
                + $"贡献了{Printer.Percent(best.RevenueShare)}的收入。");
    }

    private static double PerMember(SegmentSummaryRow row) => row.Members == 0 ? 0 : (double)row.Revenue / row.Members;

    private static Text NameOf(Segment? segment) => segment?.Name ?? NoPurchase;

    private static Text LevelText(RfmDimension dimension, int level) => Text.Of(FormattableString.Invariant($"{dimension.ToString()[0]}{level}"));

    private static Text DimensionText(RfmDimension dimension) => dimension switch
    {
        RfmDimension.Recency => Text.Of("Recency", "最近消费（R）"),
        RfmDimension.Frequency => Text.Of("Frequency", "消费频次（F）"),
        _ => Text.Of("Monetary value", "消费金额（M）"),
    };
}
