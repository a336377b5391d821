using System.Diagnostics;
using MemberValue.Tool.Commands;
using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Tests;

/// <summary>Exit codes, typing mistakes, languages.</summary>
public class CommandLineTests
{
    [Fact]
    public async Task The_report_is_a_page_and_the_summary_stands_on_the_terminal()
    {
        using var folder = new TestFolder();
        var run = await ToolRun.Of("report", ToolRun.Bundled, "-o", folder["report.html"], "--title", "Spring");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("2010-12-01 to 2011-12-09: 4,372 members, 4,335 with a purchase, net 8,300,065.81 GBP\n", run.Out, StringComparison.Ordinal);
        Assert.All(
            ["\nSegments\n", "\nStages of the lifecycle\n", "\nExpected value over the next 12 months\n", "\nRisk of leaving\n"],
            heading => Assert.Contains(heading, run.Out, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001B', run.Out);
        Assert.DoesNotContain(" \n", run.Out, StringComparison.Ordinal);
        Assert.EndsWith($"The report is in {folder["report.html"]}.\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("<title>Spring</title>", await File.ReadAllTextAsync(folder["report.html"]), StringComparison.Ordinal);
        Assert.Equal([folder["report.html"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Everything_is_said_in_Chinese()
    {
        using var folder = new TestFolder();
        var run = await ToolRun.Of("report", ToolRun.Bundled, "-o", folder["report.html"], "--lang", "zh");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("4,372位会员", run.Out, StringComparison.Ordinal);
        Assert.Contains("\n分群\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-CN\"", await File.ReadAllTextAsync(folder["report.html"]), StringComparison.Ordinal);
        Assert.Equal("没有文件 none.csv。\n", (await ToolRun.Of("--lang", "zh", "report", "none.csv")).Error);
        var help = await ToolRun.Of("report", "--help", "--lang", "zh");
        Assert.Contains("用法", help.Out, StringComparison.Ordinal);
        Assert.Contains("要写入的文件", help.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reprot x.csv", "Did you mean report?")]
    [InlineData("report x.csv --curency EUR", "Did you mean --currency?")]
    [InlineData("formats --jsn", "There is no option --jsn. Did you mean --json?")]
    [InlineData("report", "Required argument 'FILES' missing for command: 'report'.")]
    [InlineData("score x.csv --lang de", "Argument 'de' not recognized.")]
    [InlineData("report x.csv --as-of 31.12.2024", "--as-of is '31.12.2024'; it must be a day such as 2024-12-31.")]
    [InlineData("report x.csv --date-order ymd", "--date-order is 'ymd'; it must be dmy or mdy.")]
    [InlineData("report x.csv --key loose", "--key is 'loose'; it must be exact, trim or ignore-case.")]
    [InlineData("report x.csv --horizon never", "--horizon is 'never'; it must be a number from 1 through 36525.")]
    [InlineData("report x.csv --margin 40", "--margin is '40'; it must be a number from 0.0001 through 1.")]
    [InlineData("report x.csv --delimiter ;;", "--delimiter is ';;'; it must be one character, or tab.")]
    [InlineData("report x.csv --decimal ;", "--decimal is ';'; it must be one of the characters . ,.")]
    [InlineData("report x.csv --thousands x", "--thousands is 'x'; it must be one of the characters , . ' or a blank.")]
    [InlineData("report x.csv --column date", "--column is 'date'; it must be ROLE=NAME, with one of the roles member, time, date, clock, zone, amount, "
        + "quantity, price, order, line, refund, status, cancelled, currency, margin, item, category.")]
    [InlineData("report x.csv --column day=x", "--column is 'day=x'; it must be ROLE=NAME")]
    [InlineData("report x.csv --profile etsy",
        "There is no profile and no file 'etsy'. The profiles are shopify, woocommerce, magento, stripe, square, square-items, plain, online-retail.")]
    [InlineData("report x.csv --time-zone Berlin", "There is no time zone 'Berlin'; give one such as Europe/Berlin.")]
    [InlineData("fit x.csv -o models.csv", "--output is 'models.csv'; its ending must be .json.")]
    [InlineData("report ", "The name of a file is empty.")]
    [InlineData("explain x.csv", "Option '--member' is required.")]
    [InlineData("apply models.json", "Required argument 'FILES' missing for command: 'apply'.")]
    [InlineData("formats etsy", "There is no profile 'etsy'.")]
    [InlineData("formats --json", "--json needs the name of a profile.")]
    public async Task A_typing_mistake_is_told_and_ends_with_2(string line, string message)
    {
        var run = await ToolRun.Of(line.Split(' '));
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_run_ends_with_130_and_leaves_no_file()
    {
        using var folder = new TestFolder();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var run = await ToolRun.Of(["report", ToolRun.Bundled, "-o", folder["report.html"]], input: null, source.Token);
        Assert.Equal((130, "Cancelled.\n"), (run.Code, run.Error));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    /// <summary>As a user or a supervisor stops it: the process gets the signal while it waits for its input.</summary>
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_process_that_is_stopped_ends_with_128_and_the_number_of_the_signal(string signal, int code)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TestFolder();
        var start = new ProcessStartInfo("dotnet", [typeof(ToolProgram).Assembly.Location, "report", "-", "-o", folder["report.html"]])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync("member,time,amount\n");
        await process.StandardInput.FlushAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        if (signal == "INT" && IgnoresInterrupts())
            (signal, code) = ("TERM", 143); // tests started in the background hand down that Ctrl+C is ignored
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(code, process.ExitCode);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static bool IgnoresInterrupts() => File.Exists("/proc/self/status")
        && (Convert.ToUInt64(File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim(), 16) & 2) != 0;

    [Fact]
    public async Task Members_are_named_in_the_page_only_where_that_is_asked_for()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, (await ToolRun.Of("report", ToolRun.Bundled, "-o", folder["without.html"])).Code);
        Assert.Equal(0, (await ToolRun.Of("report", ToolRun.Bundled, "-o", folder["with.html"], "--show-keys")).Code);
        Assert.DoesNotContain(">12415<", await File.ReadAllTextAsync(folder["without.html"]), StringComparison.Ordinal);
        Assert.Contains(">12415<", await File.ReadAllTextAsync(folder["with.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_failure_ends_with_1()
    {
        var terminal = new Terminal
        {
            Out = TextWriter.Null,
            Error = new StringWriter(),
            OpenIn = () => throw new InvalidOperationException("broken"),
            OpenOut = () => Stream.Null,
        };
        Assert.Equal(1, await ToolProgram.RunAsync(["report", "-"], terminal));
        Assert.StartsWith("An unexpected failure; please report it with what follows:", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("formats", 0)]
    [InlineData("report none.csv", 2)]
    [InlineData("nonsense", 2)]
    public async Task A_process_ends_with_the_code(string line, int code)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ToolProgram).Assembly.Location, .. line.Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(code, process.ExitCode);
        Assert.Equal(code == 0, (await output).Length > 0);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
    }
}
