using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MemberValue.Members;
using MemberValue.Rfm;

/// <summary>Writes one row a member as CSV. Texts that a spreadsheet would run as a formula get an apostrophe in front.</summary>
internal static class ResultFile
{
    public static void Write(string path, MemberTable<string> table, MemberResults<string, RfmScore> scores, MemberResults<string, Segment?> segments, bool chinese)
    {
        using var writer = new StreamWriter(path);
        using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            InjectionOptions = InjectionOptions.Escape,
            InjectionCharacters = ['=', '+', '-', '@', '\t', '\r'],
            InjectionEscapeCharacter = '\'',
        });
        foreach (var name in new[] { "member", "purchases", "orders", "firstPurchase", "lastPurchase", "net", "score", "segment", "action" })
            csv.WriteField(name);
        csv.NextRecord();
        for (var i = 0; i < table.Count; i++)
        {
            var row = table.Columns.Row(i);
            var segment = segments[i].Value;
            csv.WriteField(table.Keys[i]);
            Number(csv, row.Purchases);
            Number(csv, row.Orders!.Value);
            csv.WriteField(row.FirstPurchase is { } first ? table.Window.Calendar.Format(first) : "");
            csv.WriteField(row.LastPurchase is { } last ? table.Window.Calendar.Format(last) : "");
            Number(csv, row.Net!.Value);
            csv.WriteField(scores[i].Value.IsScored ? scores[i].Value.ToString() : "");
            csv.WriteField((chinese ? segment?.ChineseName : segment?.Name) ?? "");
            csv.WriteField((chinese ? segment?.ChineseAction : segment?.Action) ?? "");
            csv.NextRecord();
        }
    }

    // A negative number begins with a minus sign and is no formula.
    private static void Number(CsvWriter csv, IFormattable number) =>
        csv.WriteConvertedField(number.ToString(null, CultureInfo.InvariantCulture), typeof(string));
}
