using System.Globalization;
using MemberValue.Members;
using MemberValue.Rfm;

/// <summary>The tables on the screen.</summary>
internal static class Print
{
    private static readonly Text NoPurchase = Text.Of("(no purchase)", "未评分（没有购买）");

    public static void Distribution(MemberResults<string, RfmScore> scores, RfmScale scale)
    {
        Console.WriteLine("Members by level (5 is best)");
        Console.WriteLine($"{"level",-12}{"R",8}{"F",8}{"M",8}");
        var scored = scores.Select(pair => pair.Value).Where(score => score.IsScored).ToList();
        for (var level = scale.Levels.Recency; level >= 1; level--)
        {
            var (r, f, m) = (scored.Count(s => s.R == level), scored.Count(s => s.F == level), scored.Count(s => s.M == level));
            Console.WriteLine($"{level,-12}{r,8:N0}{f,8:N0}{m,8:N0}");
        }

        Console.WriteLine($"{"unscored",-12}{scores.Count - scored.Count,8:N0}");
        foreach (var dimension in Enum.GetValues<RfmDimension>())
        {
            if (scale.EmptyLevels(dimension).Count > 0)
                Console.WriteLine($"No member can have {dimension} level {string.Join(", ", scale.EmptyLevels(dimension))}: cut points coincide.");
        }

        Console.WriteLine();
    }

    public static void Segments(SegmentSummary summary, string language)
    {
        Console.WriteLine($"{Pad("Segment", 22)}{"members",9}{"share",8}{"orders",9}{"revenue",16}{"share",8}{"median R",10}{"median F",10}{"median M",11}");
        foreach (var row in summary.Rows)
        {
            var name = (row.Segment?.Name ?? NoPurchase).In(language);
            Console.WriteLine($"{Pad(name, 22)}{row.Members,9:N0}{row.MemberShare,8:P1}{row.Orders,9:N0}{row.Revenue,16:N2}{row.RevenueShare,8:P1}"
                + $"{Number(row.MedianRecency, "N0"),10}{Number(row.MedianFrequency, "N0"),10}{Number(row.MedianMonetary, "N2"),11}");
        }

        Console.WriteLine();
        foreach (var segment in summary.Rows.Where(row => row.Segment is not null && row.Members > 0).Select(row => row.Segment!))
            Console.WriteLine($"{Pad(segment.Name.In(language), 22)}{segment.Action.In(language)}");
        Console.WriteLine();
    }

    public static void MostValuable(
        MemberTable<string> table, MemberResults<string, RfmScore> scores, MemberResults<string, Segment?> segments, string language)
    {
        var net = table.Columns.Net;
        Console.WriteLine($"{Pad("Ten most valuable", 22)}{"net",16}{"orders",9}{"last",14}{"score",8}  segment");
        foreach (var i in Enumerable.Range(0, table.Count).OrderByDescending(i => net[i]).ThenBy(i => table.Keys[i], StringComparer.Ordinal).Take(10))
        {
            var row = table.Columns.Row(i);
            var last = row.LastPurchaseCell is { } cell ? table.Window.Calendar.Format(cell) : "";
            var name = segments.Values[i]?.Name.In(language);
            Console.WriteLine($"{Pad(table.Keys[i], 22)}{row.Net,16:N2}{row.Orders,9:N0}{last,14}{scores.Values[i],8}  {name}");
        }
    }

    private static string Number(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Fills a text up to a width on the screen, where a Chinese character takes two places.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(1, width - text.Length - text.Count(character => character >= 0x2E80)));
}
