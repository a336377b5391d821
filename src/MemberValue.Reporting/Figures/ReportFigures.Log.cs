using MemberValue.Members;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    private static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    private static readonly Text NoSales = Text.Of("There are no sales.", "没有销售。");

    /// <summary>What became of the rows of the log: how many were used, and how many were skipped for which reason.</summary>
    /// <exception cref="ArgumentNullException">The report is null.</exception>
    public static Figure LogRows(IngestionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<Bar> bars =
        [
            new(Text.Of("Sales", "销售行"), report.SaleRows),
            new(Text.Of("Refunds", "退款行"), report.RefundRows),
            .. report.SkippedByReason.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new Bar(Skipped(IngestionReport.NameOfReason(pair.Key)), pair.Value, null, 7)),
        ];
        var skipped = report.Read == 0 ? 0 : report.Skipped / (double)report.Read;
        var sentence = report.Skipped == 0
            ? Invariant($"All {report.Read:#,0} rows were used.", $"全部{report.Read:#,0}行都被采用。")
            : Invariant(
                $"{report.Read:#,0} rows were read; {Printer.Percent(skipped)} of them could not be used, for the reasons below.",
                $"读入{report.Read:#,0}行，其中{Printer.Percent(skipped)}无法采用，原因如下。");
        return new Figure(
            "log-rows", Text.Of("Rows of the log", "流水的行数"), Text.Join([sentence, .. report.Warnings]),
            new FigureTable(
                [Text.Of("Rows", "行"), Text.Of("Number", "行数")],
                [.. bars.Select(bar => (IReadOnlyList<FigureCell>)[FigureCell.Of(bar.Name), FigureCell.Count(bar.Value)])]),
            new BarList(bars, FigureUnit.Count));
    }

    /// <summary>When members buy: by weekday and hour of the day, or by weekday where the log has no hours.</summary>
    /// <exception cref="ArgumentNullException">The activity is null.</exception>
    public static Figure Activity(WeekActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var total = activity.Total.Sales;
        var sales = Text.Of("Sales", "销售笔数");
        if (!activity.HasHours)
        {
            var day = Week.MaxBy(day => activity.On(day).Sales);
            return new Figure(
                "weekdays", Text.Of("On which days members buy", "会员在星期几购买"),
                total == 0 ? NoSales : Text.Of(
                    $"Most sales, {Printer.Percent(activity.On(day).Sales / (double)total)} of them, fall on {day}s.",
                    $"{DayText(day).Chinese}的销售最多，占{Printer.Percent(activity.On(day).Sales / (double)total)}。"),
                new FigureTable(
                    [Text.Of("Weekday", "星期"), sales, Text.Of("Share", "占比"), RevenueText],
                    [.. Week.Select(day => (IReadOnlyList<FigureCell>)
                    [
                        FigureCell.Of(DayText(day)), FigureCell.Count(activity.On(day).Sales),
                        FigureCell.Share(activity.On(day).Sales / (double)Math.Max(total, 1)), FigureCell.Money(activity.On(day).Net),
                    ])]),
                new ColumnChart
                {
                    Categories = [.. Week.Select(day => (Func<Printer, string>)(printer => printer.In(ShortText(day))))],
                    Series = [new ColumnSeries(sales, [.. Week.Select(day => (double)activity.On(day).Sales)], 0)],
                    Vertical = sales,
                });
        }

        var hours = Enumerable.Range(0, 24).ToList();
        var (busiest, at) = Week.SelectMany(day => hours.Select(hour => (day, hour))).MaxBy(slot => activity.At(slot.day, slot.hour).Sales);
        var share = Printer.Percent(activity.At(busiest, at).Sales / (double)total);
        return new Figure(
            "activity", Text.Of("When members buy", "会员在什么时候购买"),
            Invariant(
                $"The busiest hour of the week begins on {busiest} at {at}:00 and has {share} of all sales. Times are those of the zone {activity.TimeZone}.",
                $"一周中最忙的一小时是{DayText(busiest).Chinese}{at}点，占全部销售的{share}。时刻按时区{activity.TimeZone}。"),
            new FigureTable(
                [Text.Of("Hour", "小时"), .. Week.Select(DayText), Text.Of("All days", "全周"), RevenueText],
                [
                    .. hours.Select(hour => (IReadOnlyList<FigureCell>)
                    [
                        FigureCell.Of(Invariant($"{hour}:00", $"{hour}点")), .. Week.Select(day => FigureCell.Count(activity.At(day, hour).Sales)),
                        FigureCell.Count(activity.At(hour).Sales), FigureCell.Money(activity.At(hour).Net),
                    ]),
                    [
                        FigureCell.Of(Text.Of("All hours", "全天")), .. Week.Select(day => FigureCell.Count(activity.On(day).Sales)), FigureCell.Count(total),
                        FigureCell.Money(activity.Total.Net),
                    ],
                ]),
            new HeatMap
            {
                Rows = [.. Week.Select(ShortText)],
                Columns = hours.ConvertAll(hour => Invariant($"{hour}", $"{hour}")),
                ColumnTitle = Text.Of("Hour of the day", "小时"),
                RowTitle = sales,
                Values = [.. Week.SelectMany(day => hours.Select(hour => (double)activity.At(day, hour).Sales))],
                Unit = FigureUnit.Count,
            });
    }

    private static Text DayText(DayOfWeek day) => Text.Of($"{day}", "周" + "日一二三四五六"[(int)day]);

    private static Text ShortText(DayOfWeek day) => Text.Of($"{day}"[..3], DayText(day).Chinese);

    private static Text Skipped(Text reason) => Text.Of($"Skipped: {reason.English}", $"跳过：{reason.Chinese}");
}
