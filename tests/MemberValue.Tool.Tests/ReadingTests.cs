using System.IO.Compression;
using System.Text;

namespace MemberValue.Tool.Tests;

/// <summary>The same orders in every form give the same numbers.</summary>
public class ReadingTests
{
    private const string Orders = "member,time,amount\nann,2024-01-05,12.50\nann,2024-02-05,1000\nbob,2024-01-31,-7\nbob,2024-01-30,20\n";

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public async Task Every_encoding_is_read(string encoding, bool hasMark)
    {
        using var folder = new TestFolder();
        Encoding used = encoding switch
        {
            "utf-16" => new UnicodeEncoding(bigEndian: false, hasMark),
            "utf-16BE" => new UnicodeEncoding(bigEndian: true, hasMark),
            _ => new UTF8Encoding(hasMark),
        };
        var scores = await Scores.Of(folder.File("orders.csv", Orders.Replace("ann", "安妮", StringComparison.Ordinal), used));
        Assert.Equal(("1012.5", "13"), (scores["安妮", "net"], scores["bob", "net"]));
    }

    [Fact]
    public async Task A_packed_file_standard_input_and_a_pattern_are_read()
    {
        using var folder = new TestFolder();
        using (var packed = new GZipStream(File.Create(folder["orders.csv.gz"]), CompressionMode.Compress))
            packed.Write(Encoding.UTF8.GetBytes(Orders));
        Assert.Equal("1012.5", (await Scores.Of(folder["orders.csv.gz"]))["ann", "net"]);

        var run = await ToolRun.Of(["score", "-", "-o", folder["scores.csv"]], Encoding.UTF8.GetBytes(Orders));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("standard input: Plain CSV", run.Out, StringComparison.Ordinal);
        Assert.Equal("1012.5", Scores.Read(folder["scores.csv"])["ann", "net"]);

        folder.File("part-1.csv", "member,time,amount\nann,2024-01-05,12.50\n");
        folder.File("part-2.csv", "amount,member,time\n1000,ann,2024-02-05\n");
        Assert.Equal("1012.5", (await Scores.Of(folder["part-*.csv"]))["ann", "net"]);
    }

    [Theory]
    [InlineData("member;time;amount\nann;05.01.2024;1.012,50\nbob;13.01.2024;5,00\n", "--decimal , --thousands .")]
    [InlineData("member\ttime\tamount\nann\t1/5/2024\t$1,012.50\nbob\t1/13/2024\t$5\n", "--thousands ,")]
    [InlineData("member|time|amount\nann|5 Jan 2024|1'012.50 CHF\nbob|Jan 13, 2024|5\n", "--thousands '")]
    [InlineData("Customer ID,Order Date,Total\nann,2024-01-05T10:00:00.123Z,1012.50\nbob,2024-01-13T23:59:59+00:00,5\n", "")]
    [InlineData("member,day,clock,pieces,each\nann,2024-01-05,4:15 PM,2,506.25\nbob,2024-01-13,12:00:00 AM,5,1\n",
        "--column date=day --column clock=clock --column quantity=pieces --column price=each")]
    public async Task The_marks_and_forms_of_other_countries_are_read(string orders, string options)
    {
        using var folder = new TestFolder();
        var scores = await Scores.Of([folder.File("orders.csv", orders), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(
            ("1012.5", "2024-01-05", "5", "2024-01-13"),
            (scores["ann", "net"], scores["ann", "lastPurchaseCell"], scores["bob", "net"], scores["bob", "lastPurchaseCell"]));
    }

    [Theory]
    [InlineData("exact", 4)]
    [InlineData("trim", 3)]
    [InlineData("ignore-case", 2)]
    public async Task Keys_are_the_same_member_as_the_option_says(string keys, int members)
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", "member,time,amount\nann,2024-01-05,1\n ann ,2024-01-06,1\nAnn,2024-01-07,1\nbob,2024-01-08,1\n");
        Assert.Equal(members, (await Scores.Of(file, "--key", keys)).Members.Count);
    }

    [Fact]
    public async Task An_order_in_two_files_counts_once()
    {
        var export = ToolRun.Export("woo_tiny");
        Assert.Equal("65", (await Scores.Of(export, export))["k01@shop.invalid", "net"]);
    }

    [Fact]
    public async Task Days_are_those_of_the_time_zone_that_is_said()
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", "member,time,amount\nann,2024-01-05T23:30:00Z,1\n");
        Assert.Equal("2024-01-05", (await Scores.Of(file))["ann", "lastPurchaseCell"]);
        Assert.Equal("2024-01-06", (await Scores.Of(file, "--time-zone", "Asia/Shanghai"))["ann", "lastPurchaseCell"]);
    }

    [Fact]
    public async Task Rows_after_the_day_that_is_asked_for_do_not_count()
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", Orders);
        Assert.Equal("12.5", (await Scores.Of(file, "--as-of", "2024-01-31"))["ann", "net"]);
        var run = await ToolRun.Of("score", file, "-o", folder["scores.csv"], "--as-of", "2023-01-01");
        Assert.Equal((2, "No row counts: 4 outside the window.\n"), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("sep=;\nmember;time;amount\nann;2024-01-05;1.5\n", 3)]
    [InlineData("\uFEFF\"sep=;\"\r\nmember;time;amount\r\nann;2024-01-05;1.5\r\n", 3)]
    [InlineData("member;\"time, as sold\";amount\nann;2024-01-05;1.5\n", 2)]
    [InlineData("sep=|\nmember|time|amount, net\nann|2024-01-05|1.5\n", 3)]
    public async Task The_delimiter_is_what_a_first_line_names_or_what_the_header_has(string text, int line)
    {
        using var folder = new TestFolder();
        string[] columns = ["--column", "time=time, as sold", "--column", "amount=amount, net"];
        var asked = columns.Where((_, at) => text.Contains(columns[at | 1].Split('=')[1], StringComparison.Ordinal)).ToArray();
        Assert.Equal("1.5", (await Scores.Of([folder.File("orders.csv", text), .. asked]))["ann", "net"]);
        var bad = folder.File("bad.csv", text.Replace("1.5", "one", StringComparison.Ordinal));
        var run = await ToolRun.Of(["score", bad, "-o", folder["scores.csv"], .. asked]);
        Assert.Contains($"bad.csv, line {line}", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-01-05T09:30:00,2024-01-06T18:00:00", "activity")]
    [InlineData("2024-01-05,2024-01-06", "weekdays")]
    public async Task The_report_shows_the_hours_of_rows_that_have_them(string times, string figure)
    {
        using var folder = new TestFolder();
        var rows = times.Split(',').Select((time, at) => $"m{at},{time},10\n");
        var run = await ToolRun.Of("report", folder.File("orders.csv", "member,time,amount\n" + string.Concat(rows)), "-o", folder["report.html"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"id=\"{figure}\"", await File.ReadAllTextAsync(folder["report.html"]), StringComparison.Ordinal);
    }
}
