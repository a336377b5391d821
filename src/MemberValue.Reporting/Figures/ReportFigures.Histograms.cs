using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    /// <summary>How long ago members bought last, in cells of the table: those who have bought.</summary>
    /// <exception cref="ArgumentNullException">The columns are null.</exception>
    /// <exception cref="InvalidOperationException">The last purchase was not fed.</exception>
    public static Figure Recency(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var last = columns.LastPurchaseCell;
        var silence = new double[last.Length];
        for (var row = 0; row < last.Length; row++)
            silence[row] = last[row] == MemberColumns.NoCell ? double.NaN : columns.Window.LastCell - last[row];
        return Histogram(
            ValueDistribution.Of(silence), "recency", Text.Of("Time since the last purchase", "距上次购买的时间"), FigureUnit.Count,
            columns.Window.Calendar == CellCalendar.Days ? Text.Of("Days", "天") : Text.Of("Cells of the calendar", "时间单位"),
            Text.Of("The further to the right, the longer members have been silent.", "越靠右，会员沉默得越久。"));
    }

    /// <summary>How often members bought: those who have bought.</summary>
    /// <exception cref="ArgumentNullException">The columns are null.</exception>
    /// <exception cref="InvalidOperationException">Purchases were not fed.</exception>
    public static Figure Frequency(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return CountsOf(columns.Purchases, "frequency", Text.Of("Purchases per member", "每位会员的购买次数"), Text.Of("Purchases", "购买次数"));
    }

    /// <summary>How many orders members made: those who have any.</summary>
    /// <exception cref="ArgumentNullException">The columns are null.</exception>
    /// <exception cref="InvalidOperationException">Orders were not fed.</exception>
    public static Figure Orders(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return CountsOf(columns.Orders, "orders", Text.Of("Orders per member", "每位会员的订单数"), Text.Of("Orders", "订单数"));
    }

    /// <summary>How much members have spent, less refunds.</summary>
    /// <exception cref="ArgumentNullException">The columns are null.</exception>
    /// <exception cref="InvalidOperationException">Net spend was not fed.</exception>
    public static Figure Monetary(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var net = new double[columns.Count];
        columns.Net.CopyTo(net);
        return Distribution(ValueDistribution.Of(net), Text.Of("Net spend per member", "每位会员的净消费金额"), "monetary");
    }

    private static Figure CountsOf(ReadOnlySpan<int> counts, string id, Text title, Text unit)
    {
        const int last = 10; // and more, in one bar
        var members = new double[last];
        var (bought, once) = (0, 0);
        foreach (var count in counts)
        {
            if (count < 1)
                continue;
            members[Math.Min(count, last) - 1]++;
            bought++;
            once += count == 1 ? 1 : 0;
        }

        static string NameOf(int at, Printer printer) => at < last - 1 ? printer.In(CountText(at + 1, false)) : "10+";
        return new Figure(
            id, title,
            bought == 0
                ? Text.Of("No member has bought yet.", "还没有会员购买过。")
                : Text.Of(
                    $"{Printer.Percent(once / (double)bought)} of those who have bought did so once.",
                    $"购买过的会员中，{Printer.Percent(once / (double)bought)}只有一次。"),
            new FigureTable(
                [unit, MembersText, ShareText],
                [.. members.Select((number, at) => (IReadOnlyList<FigureCell>)
                    [FigureCell.Of(CountText(at + 1, at == last - 1)), FigureCell.Count(number), FigureCell.Share(number / Math.Max(bought, 1))])]),
            new ColumnChart
            {
                Categories = [.. Enumerable.Range(0, last).Select(at => (Func<Printer, string>)(printer => NameOf(at, printer)))],
                Series = [new ColumnSeries(MembersText, members, 0)],
                Vertical = MembersText,
                Horizontal = unit,
            });
    }
}
