using System.Text;

namespace MemberValue.Tool.Tests;

/// <summary>What cannot be read safely is an error with line and column, never a guess.</summary>
public class MalformedInputTests
{
    private const string UnknownComma =
        "which has ',', and the decimal mark is '.': say --decimal , if it stands before decimals, --thousands , if it groups thousands.";

    private const string NotSettled =
        "which may be day/month or month/day, and no date of the column settles it: say --date-order dmy or --date-order mdy.";

    public static TheoryData<string, string, string> Rows { get; } = new()
    {
        { "a,2024-01-05,\"399,00\"", "", $"line 2: amount is '399,00', {UnknownComma}" },
        { "a,2024-01-05,\"1,234\"", "", $"line 2: amount is '1,234', {UnknownComma}" },
        { "a,2024-01-05,5\na,2024-01-06,1.234.5", "--decimal , --thousands .",
            "line 3: amount is '1.234.5', which groups its digits by '.' in another way than by three, so that '.' may be a decimal mark: "
                + "say --decimal and --thousands." },
        { "a,2024-01-05,1 234", "", "line 2: amount is '1 234', which has a blank: say --thousands \" \" if it groups thousands." },
        { "a,2024-01-05,12.50.1", "", "line 2: amount is '12.50.1', which has '.' twice, which is the decimal mark." },
        { "a,2024-01-05,free", "", "line 2: amount is 'free', which is not an amount such as 12.50." },
        { "a,2024-01-05,1e3", "", "line 2: amount is '1e3', which is not an amount such as 12.50." },
        { "a,2024-01-05,12.", "", "line 2: amount is '12.', which is not an amount such as 12.50." },
        { "a,2024-01-05,", "", "line 2: amount is blank." },
        { "a,,5", "", "line 2: time is blank." },
        { "a,10:00,5", "", "line 2: time is '10:00', which is a time of day without a date." },
        { "a,yesterday,5", "", "line 2: time is 'yesterday', which is not a date such as 2024-01-31." },
        { "a,45291.5,5", "", "line 2: time is '45291.5', which is not a date such as 2024-01-31." },
        { "a,05.01.24,5", "", "line 2: time is '05.01.24', which has a year of two digits." },
        { "a,2024-02-30,5", "", "line 2: time is '2024-02-30', which is a day that the calendar does not have." },
        { "a,32.13.2024,5", "", "line 2: time is '32.13.2024', which is a day that the calendar does not have." },
        { "a,2024-01-05 25:00,5", "", "line 2: time is '2024-01-05 25:00', which has a time of day that cannot be read; it must be such as 16:29:00." },
        { "a,2024-01-05 10,5", "", "line 2: time is '2024-01-05 10', which has a time of day that cannot be read; it must be such as 16:29:00." },
        { "a,2024-01-05 10:00:00 CET,5", "",
            "line 2: time is '2024-01-05 10:00:00 CET', which has a time of day that cannot be read; it must be such as 16:29:00." },
        { "a,05.01.2024,5", "",
            $"line 2: time is '05.01.2024', {NotSettled}" },
        { "a,05/01/2024,5\nb,12/12/2024,5", "",
            $"line 2: time is '05/01/2024', {NotSettled}" },
        { "a,13/01/2024,5\nb,01/13/2024,5", "",
            "line 2: time is '13/01/2024' and line 3: time is '01/13/2024': in one the day comes first, in the other the month." },
        { "a,13/01/2024,5", "--date-order mdy",
            "line 2: time is '13/01/2024', which cannot be a date with the month first, and the order was given as mdy." },
        { "a,13/01/2024,5\nb,14.01.2024,5", "", "line 2: time is '13/01/2024' and line 3: time is '14.01.2024': dates of two forms are mixed." },
        { "a,2024-01-05,5\nb,14.01.2024,5", "", "line 2: time is '2024-01-05' and line 3: time is '14.01.2024': dates of two forms are mixed." },
        { "a,31/12/2024,5\nb,31/02/2024,5", "", "line 3: time is '31/02/2024', which is a day that the calendar does not have." },
        { "a,2024-01-05T10:00:00Z,5\nb,2024-01-05 11:00:00,5", "",
            "line 2: time is '2024-01-05T10:00:00Z' and line 3: time is '2024-01-05 11:00:00': times with an offset and without one are mixed, "
                + "and which clock the others are on is not said." },
        { "a,2024-01-05,5,6", "", "line 2: the row has 4 fields and the header 3. A field with ',' in it needs quotes." },
        { "a,2024-01-05", "", "line 2: the row has 2 fields and the header 3. A field with ',' in it needs quotes." },
        { "a,2024-01-05,5\"0", "", "line 2: a quote stands inside a field that does not begin with one." },
        { ",2024-01-05,5", "--strict", "line 2: member names no member, and --strict is on." },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_that_cannot_be_read_safely_is_an_error_with_its_line(string rows, string options, string message)
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", $"member,time,amount\n{rows}\n");
        var run = await ToolRun.Of(["score", file, "-o", folder["scores.csv"], .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((2, $"{file}, {message}\n", ""), (run.Code, run.Error, run.Out));
        Assert.False(File.Exists(folder["scores.csv"]));
    }

    [Theory]
    [InlineData("", "is empty; it must begin with a line of column names.")]
    [InlineData("\n\n", "is empty; it must begin with a line of column names.")]
    [InlineData("member,time,amount\n", "has a header and no rows.")]
    public async Task A_file_without_rows_is_an_error(string text, string message)
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", text);
        var run = await ToolRun.Of("report", file);
        Assert.Equal((2, $"{file} {message}\n"), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("member,time,amount,total", "Each of the columns amount, total could be the amount. Say which, such as --column \"amount=amount\".")]
    [InlineData("who,time,amount", "The file is not recognised: there is no column for member. The header has: who, time, amount. Name the column, such as "
        + "--column member=NAME, or the profile: --profile shopify, woocommerce, magento, stripe, square, square-items, plain, online-retail, or a file of "
        + "your own (membervalue formats).")]
    [InlineData("member,time,amount,amount", "The header has the column 'amount' twice.")]
    public async Task A_header_that_is_not_clear_is_an_error_that_lists_the_choices(string header, string message)
    {
        using var folder = new TestFolder();
        var run = await ToolRun.Of("report", folder.File("orders.csv", $"{header}\na,2024-01-05,5,5\n"));
        Assert.Equal((2, message + "\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task A_header_of_two_profiles_is_an_error_that_lists_them()
    {
        using var folder = new TestFolder();
        var file = folder.File(
            "orders.csv",
            "ID,Purchase Date,Grand Total (Base),Status,order_id,order_date,order_total,order_currency\n1,2024-01-05,5,paid,1,2024-01-05,5,EUR\n");
        var run = await ToolRun.Of("report", file);
        Assert.Equal((2, "The header suits several profiles: woocommerce, magento. Say which with --profile.\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task An_unknown_status_is_an_error_until_the_user_says_what_it_means()
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", "member,time,amount,status\na,2024-01-05,5,paid\nb,2024-01-06,7,shipped\n");
        var run = await ToolRun.Of("score", file, "-o", folder["scores.csv"]);
        Assert.Equal(
            (2, $"{file}, line 3: status is 'shipped', which is no status that the profile plain knows: say --keep-status \"shipped\" if such orders count, "
                + "otherwise --skip-status \"shipped\".\n"),
            (run.Code, run.Error));
        Assert.Equal(["a", "b"], (await Scores.Of(file, "--keep-status", "Shipped")).Members);
        Assert.Equal(["a"], (await Scores.Of(file, "--skip-status", "shipped")).Members);
    }

    [Fact]
    public async Task A_missing_file_a_folder_and_a_pattern_without_files_are_errors()
    {
        using var folder = new TestFolder();
        Assert.Equal($"There is no file {folder["none.csv"]}.\n", (await ToolRun.Of("report", folder["none.csv"])).Error);
        Assert.Equal(
            $"{folder.Path} is a folder; give a file, or a pattern such as {folder["*.csv"]}.\n", (await ToolRun.Of("report", folder.Path)).Error);
        Assert.Equal($"No file suits {folder["*.csv"]}.\n", (await ToolRun.Of("report", folder["*.csv"])).Error);
        Assert.Equal(2, (await ToolRun.Of("report", folder["none.csv"])).Code);
    }

    [Fact]
    public async Task Bytes_of_another_encoding_are_an_error_with_the_line_and_the_option()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", "会员,时间,金额\n张三,2024-01-05,5\n", Encoding.GetEncoding("gb18030"));
        var run = await ToolRun.Of("score", file, "-o", folder["scores.csv"]);
        Assert.Equal(
            (2, $"{file}, line 1: this is not text in UTF-8. Say how it is encoded, such as --encoding gb18030 or windows-1252.\n"), (run.Code, run.Error));
        Assert.Equal(["张三"], (await Scores.Of(file, "--encoding", "gb18030")).Members);
        Assert.Equal(
            "There is no encoding 'latin-77'. Known are utf-8, utf-16, gb18030, windows-1252 and others by their usual names.\n",
            (await ToolRun.Of("report", file, "--encoding", "latin-77")).Error);
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_is_an_error_before_anything_is_read()
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", "member,time,amount\nbroken");
        Assert.Equal(
            $"--output is '{folder["scores.xlsx"]}'; its ending must be .csv, .jsonl or .parquet.\n",
            (await ToolRun.Of("score", file, "-o", folder["scores.xlsx"])).Error);
        Assert.Equal($"--output is '{file}', which is one of the files to read.\n", (await ToolRun.Of("score", file, "-o", file)).Error);
        Assert.StartsWith(
            $"--output is '{folder["none/scores.csv"]}', and there is no folder", (await ToolRun.Of("score", file, "-o", folder["none/scores.csv"])).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_archive_is_an_error()
    {
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(folder["orders.csv.gz"], [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        var run = await ToolRun.Of("report", folder["orders.csv.gz"]);
        Assert.Equal((2, $"{folder["orders.csv.gz"]} is damaged: it cannot be unpacked.\n"), (run.Code, run.Error));
    }
}
