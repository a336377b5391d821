using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MemberValue.Members;

/// <summary>
/// Joins columns of your own from a CSV file to a table by key. A column whose values are all numbers is one of numbers, any other one of texts.
/// </summary>
internal static class OwnColumns
{
    public static MemberTable<string> Join(MemberTable<string> table, string path)
    {
        if (!File.Exists(path))
            throw new UserError($"There is no file {path}.");
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { Length: > 1 } header)
            throw new UserError($"{path} must begin with a line of column names: the member's key, then your columns.");
        var values = Array.ConvertAll(header, _ => new string?[table.Count]);
        while (csv.Read())
        {
            if (!table.TryGetIndex(csv.GetField(0) ?? "", out var row))
                continue; // not a member of the log
            for (var j = 1; j < header.Length; j++)
                values[j][row] = csv.GetField(j) is { Length: > 0 } text ? text : null;
        }

        for (var j = 1; j < header.Length; j++)
        {
            table = Array.TrueForAll(values[j], text => text is null || Number(text) is not null)
                ? table.With(new MemberColumn<double>(header[j]), Array.ConvertAll(values[j], text => text is null ? double.NaN : Number(text)!.Value))
                : table.With(new MemberColumn<string?>(header[j]), values[j]);
        }

        return table;
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
