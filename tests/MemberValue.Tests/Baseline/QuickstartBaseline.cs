using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Baseline;

/// <summary>The columns that the quickstart writes with --out, by the same calls.</summary>
internal static class QuickstartBaseline
{
    public static IEnumerable<string> Members(bool chinese)
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { RecentCells = 60 });
        builder.AddRange(OnlineRetailData.Invoices().Select(row => new Transaction<string>(row.Customer, row.Time, row.NetAmount) { OrderId = row.Invoice }));
        var table = builder.Build();
        var scores = RfmScale.FitQuantiles(table.Columns).Score(table);
        var segments = SegmentMaps.TenCells.Apply(scores);
        var stages = Stages(table);
        yield return "member,purchases,orders,firstPurchase,lastPurchase,net,score,segment,stage,action";
        for (var i = 0; i < table.Count; i++)
        {
            var (row, calendar, segment) = (table.Columns.Row(i), table.Window.Calendar, segments.Values[i]);
            yield return string.Join(
                ',', table.Keys[i], FormattableString.Invariant($"{row.Purchases},{row.Orders}"), row.FirstPurchaseCell is { } first ? calendar.Format(first)
                    : "",
                row.LastPurchaseCell is { } last ? calendar.Format(last) : "", FormattableString.Invariant($"{row.Net}"),
                scores.Values[i].IsScored ? scores.Values[i].ToString() : "",
                Field(segment?.Name.In(chinese ? "zh" : "en")),
                LifecycleStages.NameOf(stages.Values[i]).In(chinese ? "zh" : "en"),
                Field(segment?.Action.In(chinese ? "zh" : "en")));
        }
    }

    private static MemberResults<string, LifecycleStage> Stages(MemberTable<string> table)
    {
        var options = ThresholdStageOptions.Of(LearnedLimits.Fit(table).ToLimits());
        options.LoyalPurchases = 5;
        options.LoyalSpend = table.Columns.Net.Total / Math.Max(1, table.Columns.Purchases.Length - table.Columns.Purchases.Count(0));
        return new ThresholdStageClassifier(options).Classify(table);
    }

    private static string Field(string? text) =>
        text is null ? "" : text.Contains(',', StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal)
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
