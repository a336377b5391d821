using System.Globalization;
using CsvHelper;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

/// <summary>Writes one row per member as CSV, with all columns that were joined to the table. Texts that a spreadsheet would run as a
/// formula get an apostrophe in front.</summary>
internal static class ResultFile
{
    public static void Write(
        string path, MemberTable<string> table, MemberResults<string, RfmScore> scores, MemberResults<string, Segment?> segments, Stages? stages,
        string language)
    {
        using var writer = new StreamWriter(path);
        using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture);
        var own = table.Columns.Keys.Except(LogColumns.All).ToList(); // what was joined to the table
        string[] names = ["member", "purchases", "orders", "firstPurchase", "lastPurchase", "net", "score", "segment", "stage", "action"];
        foreach (var name in names.Concat(own.Select(key => key.Name)))
            csv.WriteField(name);
        csv.NextRecord();
        for (var i = 0; i < table.Count; i++)
        {
            var row = table.Columns.Row(i);
            var segment = segments.Values[i];
            csv.WriteField(Text(table.Keys[i]));
            csv.WriteField(row.Purchases);
            csv.WriteField(row.Orders);
            csv.WriteField(row.FirstPurchaseCell is { } first ? table.Window.Calendar.Format(first) : "");
            csv.WriteField(row.LastPurchaseCell is { } last ? table.Window.Calendar.Format(last) : "");
            csv.WriteField(row.Net);
            csv.WriteField(scores.Values[i].IsScored ? scores.Values[i].ToString() : "");
            csv.WriteField(Text(segment?.Name.In(language) ?? ""));
            csv.WriteField(stages is null ? "" : LifecycleStages.NameOf(stages.Now.Values[i]).In(language));
            csv.WriteField(Text(segment?.Action.In(language) ?? ""));
            foreach (var key in own)
                csv.WriteField(key.ValueType == typeof(string) ? Text(row.TextOf(key) ?? "") : row.TextOf(key));
            csv.NextRecord();
        }
    }

    // CsvHelper's own protection does not tell a negative number, which is no formula, from a text that begins with a minus sign.
    private static string Text(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
}
