using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MemberValue.Members;

/// <summary>Reads transactions from a CSV file with CsvHelper; a value that is none is an error that names line and column.</summary>
internal static class LogFile
{
    public static IEnumerable<Transaction<string>> Read(Arguments arguments)
    {
        if (!File.Exists(arguments.Input))
            throw new UserError($"There is no file {arguments.Input}.");
        using var reader = new StreamReader(arguments.Input);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        if (!csv.Read() || !csv.ReadHeader())
            throw new UserError($"{arguments.Input} is empty; it must begin with a line of column names.");
        var columns = new List<string> { arguments.Member, arguments.Time, arguments.Amount };
        if (arguments.Order != "-")
            columns.Add(arguments.Order);
        foreach (var column in columns)
        {
            if (!csv.HeaderRecord!.Contains(column, StringComparer.Ordinal))
                throw new UserError($"{arguments.Input} has no column '{column}'; it has {string.Join(", ", csv.HeaderRecord!)}. Options name the columns, "
                    + $"see --help.");
        }

        while (csv.Read())
        {
            yield return new Transaction<string>(csv.GetField(arguments.Member), Time(csv, arguments), Amount(csv, arguments))
            {
                OrderId = arguments.Order == "-" ? null : csv.GetField(arguments.Order),
            };
        }
    }

    private static EventTime Time(CsvReader csv, Arguments arguments)
    {
        var text = csv.GetField(arguments.Time);
        // RoundtripKind keeps a Z or an offset; a time without either is the shop's own.
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            return time.Kind == DateTimeKind.Unspecified ? time : instant;
        }

        throw Bad(csv, arguments.Time, text, "a time such as 2011-12-09 12:50:00");
    }

    private static decimal Amount(CsvReader csv, Arguments arguments)
    {
        var text = csv.GetField(arguments.Amount);
        return decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw Bad(csv, arguments.Amount, text, "an amount such as 12.50");
    }

    private static UserError Bad(CsvReader csv, string column, string? text, string expected) =>
        new($"Line {csv.Parser.RawRow}: {column} is '{text}'; it must be {expected}.");
}
