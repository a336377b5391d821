using System.CommandLine;
using System.Globalization;
using MemberValue.Contribution;
using MemberValue.RuleSegments;
using MemberValue.Tool.Profiles;
using MemberValue.Tool.Reading;

namespace MemberValue.Tool.Commands;

/// <summary>The options that several commands share, with their words in one language.</summary>
internal sealed class ToolOptions
{
    public ToolOptions(string language)
    {
        Spoken = language;
        Files = new Argument<string[]>("FILES")
        {
            Description = Say(
                "Exports of orders: CSV, also packed with gzip; patterns such as orders-*.csv; - for standard input.",
                "订单导出文件：CSV，也可以是 gzip 压缩文件；可用 orders-*.csv 这样的通配符；- 表示标准输入。"),
            Arity = ArgumentArity.OneOrMore,
        };
        Files.Validators.Add(result => CommandTree.RefuseUnknownOptions(result, this));
        Language = Text("--lang", "LANGUAGE", "The language of the output: en (default) or zh.", "输出语言：en（默认）或 zh。");
        Language.Recursive = true;
        Profile = Text(
            "--profile", "NAME|FILE",
            "How the files are read: a profile's name (see membervalue formats) or a JSON file of your own. Recognised from the header by default.",
            "文件的读取方式：格式名称（见 membervalue formats）或您自己的 JSON 规则文件。默认由表头识别。", "--format");
        Column = List("--column", "ROLE=NAME", $"The column of a role: {ColumnRoles.Names}. May be repeated.", $"某一用途对应的列，用途有：{ColumnRoles.Names}。可重复使用。");
        Encoding = Text("--encoding", "NAME", "The encoding, such as gb18030. UTF-8 by default; UTF-16 is seen by its mark.",
            "文件编码，例如 gb18030。默认为 UTF-8；带标记的 UTF-16 会自动识别。");
        Delimiter = Text("--delimiter", "MARK", "The mark between columns: a character or tab. Seen in the header by default.", "列分隔符：一个字符，或 tab。默认由表头判断。");
        Decimal = Text("--decimal", "MARK", "The decimal mark of amounts: . or , (default: the profile's).", "金额的小数点：. 或 ,（默认按格式）。");
        Thousands = Text("--thousands", "MARK", "The mark between thousands: , . ' or a blank (default: the profile's).", "金额的千位分隔符：, . ' 或空格（默认按格式）。");
        DateOrder = Text("--date-order", "ORDER", "The order of dates such as 05/01/2024: dmy or mdy. Settled by the whole column by default.",
            "05/01/2024 这类日期的顺序：dmy 或 mdy。默认由整列判断。");
        TimeZone = Text("--time-zone", "ID", "The shop's time zone, such as Europe/Berlin: where a day begins (default: what the file says, or UTC).",
            "店铺所在时区，例如 Asia/Shanghai，决定一天从何时开始（默认按文件，否则为 UTC）。");
        Currency = Text("--currency", "CODE", "The currency whose rows count; where the file names none, the currency of its amounts.",
            "只计入该币种的行；文件没有币种时，表示其金额的币种。");
        Keys = Text(
            "--key", "COMPARISON",
            "When two keys are the same member: exact, trim (without blanks around them) or ignore-case (default: the profile's).",
            "两个标识何时视为同一会员：exact（完全相同）、trim（忽略首尾空格）或 ignore-case（还忽略大小写）。默认按格式。");
        Keep = List("--keep-status", "STATUS", "A further status of orders that count. May be repeated.", "另一种计入的订单状态。可重复使用。");
        Skip = List("--skip-status", "STATUS", "A further status of orders that do not count. May be repeated.", "另一种不计入的订单状态。可重复使用。");
        AsOf = Text("--as-of", "DATE", "The day that all numbers are as of, such as 2024-12-31; later rows do not count (default: the day of the last row).",
            "所有数字的截止日期，例如 2024-12-31；之后的行不计入（默认为最后一行的日期）。");
        Strict = new Option<bool>("--strict") { Description = Say("A row that names no member or cannot be used is an error.", "没有会员标识或无法使用的行视为错误。") };
        Horizon = Text("--horizon", "DAYS", "How many days ahead the value looks (default: 365.25).", "价值预测的天数（默认 365.25）。");
        Margin = Text("--margin", "SHARE", "The share of spend that is margin, such as 0.4; the value is then margin (default: 1, the value is revenue).",
            "毛利占消费的比例，例如 0.4，此时价值为毛利（默认 1，价值为收入）。");
        Clusters = Text(
            "--clusters", "NUMBER", "Group the members into so many clusters of alike ones, 2 to 256 (default: none).", "把会员聚成多少类，2 至 256（默认不聚类）。");
        Cost = List(
            "--cost", "NAME=COST*COLUMN",
            "A cost for the profit of members: a share of money (goods=0.6*Net), per activity (shipping=4.5*Orders), or per member (card=1). May be repeated.",
            "计算利润贡献的一项成本：金额的比例（goods=0.6*Net）、每次行为的金额（shipping=4.5*Orders）或每位会员的金额（card=1）。可重复使用。");
        Segments = Text(
            "--segments", "FILE", "Rules of segments of your own over any columns, as JSON (see docs/segments.md).", "自定义的分群规则 JSON 文件（见 docs/segments.md）。");
        Dimensions = List(
            "--dimensions", "WORDS",
            $"Dimensions beside R, F and M, with commas between them: {FurtherDimensions.Words}. The column dimensions has scores such as R5 F3 M4 L2.",
            $"R、F、M 之外的评分维度，用逗号分隔：{FurtherDimensions.Words}。dimensions 列给出 R5 F3 M4 L2 这样的评分。");
        Output = Text(
            "--output", "FILE",
            "The file to write, by its ending (default: report.html, scores.csv, models.json; compare writes none); - is standard output.",
            "要写入的文件，形式由扩展名决定（默认 report.html、scores.csv、models.json；compare 默认不写文件）；- 表示标准输出。", "-o");
        ShowKeys = new Option<bool>("--show-keys")
        {
            Description = Say("Name members by their keys in the report; keys are personal data.",
            "在报告中显示会员标识；会员标识属于个人信息。")
        };
        Verbose = new Option<bool>("--verbose") { Description = Say("Print every warning about the fitted models.", "显示关于拟合模型的全部警告。") };
        Models = new Argument<string>("MODELS") { Description = Say("The models that fit wrote.", "由 fit 写出的模型文件。") };
        Member = Text("--member", "ID", "The member's key.", "会员标识。");
        Member.Required = true;
        From = Text("--from", "DATE", "The earlier day of the same files, such as 2024-06-30.", "同一文件中较早的日期，例如 2024-06-30。");
        Earlier = List("--earlier", "FILE", "An earlier export, which holds all orders until its day. May be repeated.", "较早的导出文件，包含截至当日的全部订单。可重复使用。");
        Title = Text("--title", "TEXT", "The title of the report.", "报告的标题。");
    }

    /// <summary>The language that the arguments ask for.</summary>
    public string Spoken { get; }

    public Argument<string[]> Files { get; }

    public Option<string?> Language { get; }

    public Option<string?> Profile { get; }

    public Option<string[]> Column { get; }

    public Option<string?> Encoding { get; }

    public Option<string?> Delimiter { get; }

    public Option<string?> Decimal { get; }

    public Option<string?> Thousands { get; }

    public Option<string?> DateOrder { get; }

    public Option<string?> TimeZone { get; }

    public Option<string?> Currency { get; }

    public Option<string?> Keys { get; }

    public Option<string[]> Keep { get; }

    public Option<string[]> Skip { get; }

    public Option<string?> AsOf { get; }

    public Option<bool> Strict { get; }

    public Option<string?> Horizon { get; }

    public Option<string?> Margin { get; }

    public Option<string?> Clusters { get; }

    public Option<string[]> Cost { get; }

    public Option<string?> Segments { get; }

    public Option<string[]> Dimensions { get; }

    public Option<string?> Output { get; }

    public Option<bool> ShowKeys { get; }

    public Option<bool> Verbose { get; }

    public Argument<string> Models { get; }

    public Option<string?> Member { get; }

    public Option<string?> From { get; }

    public Option<string[]> Earlier { get; }

    public Option<string?> Title { get; }

    /// <summary>What a command that reads orders takes.</summary>
    public IReadOnlyList<Option> OfReading =>
        [Profile, Column, Encoding, Delimiter, Decimal, Thousands, DateOrder, TimeZone, Currency, Keys, Keep, Skip, AsOf, Strict];

    /// <summary>What a command that values members takes.</summary>
    public IReadOnlyList<Option> OfModels => [Horizon, Margin];

    /// <summary>What a command that writes more about members takes.</summary>
    public IReadOnlyList<Option> OfGroups => [Cost, Segments];

    public string Say(string english, string chinese) => Spoken == "zh" ? chinese : english;

    /// <summary>What the user says about the files.</summary>
    /// <exception cref="UserError">An option has a value that it cannot have.</exception>
    public InputSettings Input(ParseResult parsed) => new()
    {
        Files = parsed.GetValue(Files)!,
        Profile = parsed.GetValue(Profile),
        Columns = ColumnsOf(parsed.GetValue(Column) ?? []),
        Encoding = parsed.GetValue(Encoding),
        Delimiter = DelimiterOf(parsed.GetValue(Delimiter)),
        Decimal = MarkOf("--decimal", parsed.GetValue(Decimal), ProfileReader.DecimalMarks),
        Thousands = MarkOf("--thousands", parsed.GetValue(Thousands), ProfileReader.ThousandsMarks),
        DateOrder = WordOf("--date-order", parsed.GetValue(DateOrder), ("dmy", Profiles.DateOrder.DayMonth), ("mdy", Profiles.DateOrder.MonthDay)),
        TimeZone = parsed.GetValue(TimeZone),
        Currency = parsed.GetValue(Currency),
        Keys = WordOf("--key", parsed.GetValue(Keys), ("exact", KeyComparison.Exact), ("trim", KeyComparison.Trim), ("ignore-case", KeyComparison.IgnoreCase)),
        KeepStatuses = parsed.GetValue(Keep) ?? [],
        SkipStatuses = parsed.GetValue(Skip) ?? [],
        AsOf = DayOf("--as-of", parsed.GetValue(AsOf)),
        IsStrict = parsed.GetValue(Strict),
    };

    /// <summary>How members are valued.</summary>
    /// <exception cref="UserError">An option has a value that it cannot have.</exception>
    public ModelSettings Model(ParseResult parsed) => new()
    {
        HorizonDays = NumberOf("--horizon", parsed.GetValue(Horizon), 1, 36_525) ?? 365.25,
        MarginRate = NumberOf("--margin", parsed.GetValue(Margin), 0.0001, 1) ?? 1,
        Clusters = ClustersOf(parsed),
        Costs = parsed.GetValue(Cost) is { Length: > 0 } costs ? [.. costs.Select(CostOf)] : null,
        Rules = parsed.GetValue(Segments) is { } file ? RulesOf(file) : null,
        Dimensions = FurtherDimensions.Of("--dimensions", parsed.GetValue(Dimensions) ?? []),
    };

    /// <summary>How many clusters are asked for.</summary>
    /// <exception cref="UserError">It is not a number of clusters.</exception>
    public int? ClustersOf(ParseResult parsed) => NumberOf("--clusters", parsed.GetValue(Clusters), 2, 256) is not { } number ? null
        : number == Math.Floor(number) ? (int)number
        : throw new UserError($"--clusters is '{number}'; it must be a whole number.", $"--clusters 是“{number}”；应为整数。");

    private static CostLineOptions CostOf(string text)
    {
        var (cut, times) = (text.IndexOf('=', StringComparison.Ordinal), text.IndexOf('*', StringComparison.Ordinal));
        var number = cut < 1 ? "" : times < 0 ? text[(cut + 1)..] : times > cut ? text[(cut + 1)..times] : "";
        var column = times < 0 ? null : text[(times + 1)..].Trim();
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) || !(cost >= 0 && cost <= double.MaxValue) || column == "")
        {
            throw new UserError(
                $"--cost is '{text}'; it must be NAME=COST or NAME=COST*COLUMN, such as goods=0.6*Net or shipping=4.5*Orders.",
                $"--cost 是“{text}”；应为 名称=成本 或 名称=成本*列名，例如 goods=0.6*Net、shipping=4.5*Orders。");
        }

        return new CostLineOptions { Label = Members.Text.Of(text[..cut].Trim()), Cost = cost, Measure = column };
    }

    private static RuleSegmentMap RulesOf(string file)
    {
        if (!File.Exists(file))
            throw new UserError($"There is no file {file}.", $"没有文件 {file}。");
        try
        {
            using var stream = File.OpenRead(file);
            return RuleSegmentMap.FromJson(stream);
        }
        catch (FormatException error)
        {
            throw new UserError($"{file} holds no rules of segments: {error.Message}", $"{file} 不是分群规则：{error.Message}");
        }
    }

    /// <summary>A day such as 2024-12-31.</summary>
    public static DateOnly? DayOf(string option, string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UserError($"{option} is '{text}'; it must be a day such as 2024-12-31.", $"{option} 是“{text}”；应为 2024-12-31 这样的日期。");

    internal static T? WordOf<T>(string option, string? text, params (string Word, T Value)[] words)
        where T : struct
    {
        if (text is null)
            return null;
        foreach (var (word, value) in words)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        var names = words.Select(each => each.Word).ToList();
        throw new UserError(
            $"{option} is '{text}'; it must be {string.Join(", ", names.SkipLast(1))} or {names[^1]}.", $"{option} 是“{text}”；应为 {string.Join("、", names)} 之一。");
    }

    private static Dictionary<ColumnRole, string> ColumnsOf(string[] texts)
    {
        var columns = new Dictionary<ColumnRole, string>();
        foreach (var text in texts)
        {
            var cut = text.IndexOf('=', StringComparison.Ordinal);
            if (cut < 1 || cut == text.Length - 1 || !ColumnRoles.TryParse(text[..cut].Trim(), out var role))
            {
                throw new UserError(
                    $"--column is '{text}'; it must be ROLE=NAME, with one of the roles {ColumnRoles.Names}.",
                    $"--column 是“{text}”；应为 用途=列名，用途有：{ColumnRoles.Names}。");
            }

            if (!columns.TryAdd(role, text[(cut + 1)..].Trim()))
                throw new UserError($"--column names {ColumnRoles.NameOf(role)} twice.", $"--column 两次指定了 {ColumnRoles.NameOf(role)}。");
        }

        return columns;
    }

    private static char? DelimiterOf(string? text) => text switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        { Length: 1 } when text[0] is not ('"' or '\n' or '\r') => text[0],
        _ => throw new UserError($"--delimiter is '{text}'; it must be one character, or tab.", $"--delimiter 是“{text}”；应为一个字符，或 tab。"),
    };

    private static char? MarkOf(string option, string? text, string allowed)
    {
        if (text is null)
            return null;
        if (text.Length == 1 && allowed.Contains(text[0], StringComparison.Ordinal))
            return text[0];
        var (marks, hasBlank) = (string.Join(' ', allowed.AsEnumerable()).TrimEnd(), allowed.Contains(' ', StringComparison.Ordinal));
        throw new UserError(
            $"{option} is '{text}'; it must be one of the characters {marks}{(hasBlank ? " or a blank" : "")}.",
            $"{option} 是“{text}”；应为以下字符之一：{marks}{(hasBlank ? " 或空格" : "")}。");
    }

    private static double? NumberOf(string option, string? text, double from, double through) => text is null ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= from && number <= through ? number
        : throw new UserError($"{option} is '{text}'; it must be a number from {from} through {through}.", $"{option} 是“{text}”；应为 {from} 至 {through} 的数。");

    private Option<string?> Text(string name, string helpName, string english, string chinese, params string[] aliases) =>
        new(name, aliases) { HelpName = helpName, Description = Say(english, chinese) };

    private Option<string[]> List(string name, string helpName, string english, string chinese) =>
        new(name) { HelpName = helpName, Description = Say(english, chinese), Arity = ArgumentArity.OneOrMore };
}
