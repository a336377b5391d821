using System.Globalization;
using MemberValue.Members;
using MemberValue.Rfm;

/// <summary>The tables on the screen.</summary>
internal static class Print
{
    private static readonly Text NoPurchase = Text.Of("(no purchase)", "未评分（没有购买）");

    public static void Report(IngestionReport report, Screen screen)
    {
        if (screen.Language != "zh")
        {
            Console.WriteLine(report);
            return;
        }

        void Line(string label, long count) => Console.WriteLine($"{Screen.Pad(label, 34)}{count,14:N0}");
        Line("读入行数", report.Read);
        Line("采用行数", report.Used);
        Line("  销售行", report.SaleRows);
        Line("    并入同一次购买", report.MergedRows);
        Line("  退款行", report.RefundRows);
        Line("跳过行数", report.Skipped);
        foreach (var (reason, count) in report.SkippedByReason)
            Line("  " + IngestionReport.NameOfReason(reason).Chinese, count);
        foreach (var warning in report.Warnings)
            Console.WriteLine($"注意：{warning.Chinese}");
        Console.WriteLine();
    }

    public static void Distribution(MemberResults<string, RfmScore> scores, RfmScale scale, Screen screen)
    {
        screen.Line("Members by level (5 is best)", "各分值的会员数（5分最好）");
        Console.WriteLine($"{screen.Pad("level", "分值", 12)}{"R",8}{"F",8}{"M",8}");
        var scored = scores.Select(pair => pair.Value).Where(score => score.IsScored).ToList();
        for (var level = scale.Levels.Recency; level >= 1; level--)
        {
            var (r, f, m) = (scored.Count(s => s.R == level), scored.Count(s => s.F == level), scored.Count(s => s.M == level));
            Console.WriteLine($"{level,-12}{r,8:N0}{f,8:N0}{m,8:N0}");
        }

        Console.WriteLine($"{screen.Pad("unscored", "未评分", 12)}{scores.Count - scored.Count,8:N0}");
        foreach (var dimension in Enum.GetValues<RfmDimension>())
        {
            if (scale.EmptyLevels(dimension) is { Count: > 0 } empty)
            {
                var levels = string.Join(", ", empty);
                screen.Line($"No member can have {dimension} level {levels}: cut points coincide.", $"没有会员能得到{dimension}的{levels}分：分界点重合。");
            }
        }

        Console.WriteLine();
    }

    public static void Segments(SegmentSummary summary, Screen screen)
    {
        Console.WriteLine(
            screen.Pad("Segment", "分群", 22) + screen.Head("members", "会员数", 9) + screen.Head("share", "占比", 8) + screen.Head("orders", "订单数", 9)
            + screen.Head("revenue", "净消费", 16) + screen.Head("share", "占比", 8) + screen.Head("median R", "R中位数", 10)
            + screen.Head("median F", "F中位数", 10) + screen.Head("median M", "M中位数", 11));
        foreach (var row in summary.Rows)
        {
            var name = screen.Say(row.Segment?.Name ?? NoPurchase);
            Console.WriteLine($"{Screen.Pad(name, 22)}{row.Members,9:N0}{row.MemberShare,8:P1}{row.Orders,9:N0}{row.Revenue,16:N2}{row.RevenueShare,8:P1}"
                + $"{Number(row.MedianRecency, "N0"),10}{Number(row.MedianFrequency, "N0"),10}{Number(row.MedianMonetary, "N2"),11}");
        }

        Console.WriteLine();
        foreach (var segment in summary.Rows.Where(row => row.Segment is not null && row.Members > 0).Select(row => row.Segment!))
            Console.WriteLine($"{Screen.Pad(screen.Say(segment.Name), 22)}{screen.Say(segment.Action)}");
        Console.WriteLine();
    }

    public static void MostValuable(
        MemberTable<string> table, MemberResults<string, RfmScore> scores, MemberResults<string, Segment?> segments, Screen screen)
    {
        var net = table.Columns.Net;
        Console.WriteLine(
            screen.Pad("Ten most valuable", "消费最高的十位会员", 22) + screen.Head("net", "净消费", 16) + screen.Head("orders", "订单数", 9)
            + screen.Head("last", "最近购买", 14) + screen.Head("score", "评分", 8) + screen.Say("  segment", "  分群"));
        foreach (var i in Enumerable.Range(0, table.Count).OrderByDescending(i => net[i]).ThenBy(i => table.Keys[i], StringComparer.Ordinal).Take(10))
        {
            var row = table.Columns.Row(i);
            var last = row.LastPurchaseCell is { } cell ? table.Window.Calendar.Format(cell) : "";
            var name = segments.Values[i]?.Name.In(screen.Language);
            Console.WriteLine($"{Screen.Pad(table.Keys[i], 22)}{row.Net,16:N2}{row.Orders,9:N0}{last,14}{scores.Values[i],8}  {name}");
        }
    }

    private static string Number(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);
}
