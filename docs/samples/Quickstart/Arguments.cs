using System.Globalization;

/// <summary>A mistake of the user's: the message is all they see, and the exit code is 2.</summary>
internal sealed class UserError(string message) : Exception(message);

/// <summary>The command line.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        usage: Quickstart [--input FILE] [--out FILE] [--lang en|zh] [--time-zone ID] [--last yyyy-MM-dd]
                          [--columns FILE] [--member COLUMN] [--time COLUMN] [--amount COLUMN] [--order COLUMN]
          --input      a CSV file with a header; by default the bundled invoices of an online shop
          --columns    a CSV file of columns of your own, such as country and complaints: one row per member, the key first
          --member     the column of the member's key (Customer)
          --time       the column of the time, such as 2011-12-09 12:50:00 (Time)
          --amount     the column of the amount, negative for a refund (NetAmount)
          --order      the column of the order id, or - for none (Invoice)
          --time-zone  the shop's time zone, for times with an offset (UTC)
          --last       the day that all numbers are as of (the last in the file)
          --lang       the language of the output (en)
          --out        write one row per member to this CSV file, columns of your own among them
        """;

    public string Input { get; private set; } = Path.Combine(AppContext.BaseDirectory, "data", "online-retail-invoices.csv");

    public string? Out { get; private set; }

    public string? Columns { get; private set; }

    public string Language { get; private set; } = "en";

    public string TimeZone { get; private set; } = "UTC";

    public DateTime? Last { get; private set; }

    public string Member { get; private set; } = "Customer";

    public string Time { get; private set; } = "Time";

    public string Amount { get; private set; } = "NetAmount";

    public string Order { get; private set; } = "Invoice";

    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new UserError($"{args[i]} needs a value.\n{Usage}");
            switch (args[i])
            {
                case "--input": parsed.Input = value; break;
                case "--out": parsed.Out = value; break;
                case "--columns": parsed.Columns = value; break;
                case "--lang": parsed.Language = value is "en" or "zh" ? value : throw new UserError($"--lang is '{value}'; it must be en or zh."); break;
                case "--time-zone": parsed.TimeZone = value; break;
                case "--last":
                    parsed.Last = DateTime.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
                        ? last
                        : throw new UserError($"--last is '{value}'; it must be a day such as 2011-12-09.");
                    break;
                case "--member": parsed.Member = value; break;
                case "--time": parsed.Time = value; break;
                case "--amount": parsed.Amount = value; break;
                case "--order": parsed.Order = value; break;
                default: throw new UserError($"There is no option {args[i]}.\n{Usage}");
            }
        }

        return parsed;
    }
}
