using System.CommandLine;
using MemberValue.Members;
using MemberValue.Reporting;
using MemberValue.Tool.Screen;
using MemberValue.Tool.Writing;

namespace MemberValue.Tool.Commands;

/// <summary>From files of orders to the page, with a summary on the terminal.</summary>
internal static class ReportCommand
{
    public static Command Create(ToolOptions options, Terminal terminal) => CommandTree.OverOrders(
        "report",
        options.Say("Write a report as one HTML page, and print a summary.", "写出一页 HTML 报告，并在终端显示摘要。"),
        options, [options.Output, options.Title, options.ShowKeys, options.Verbose, .. options.OfModels],
        (parsed, cancellationToken) => Run(options, parsed, terminal, cancellationToken));

    private static int Run(ToolOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var language = options.Spoken;
        var target = OutputFile.Of(parsed.GetValue(options.Output) ?? "report.html", parsed.GetValue(options.Files)!, ".html", ".htm");
        var screen = new Screen.Screen(terminal, language, target.IsStandardOutput);
        var shop = Shop.Open(options.Input(parsed), options.Model(parsed), models: null, terminal, language, cancellationToken);
        ReadingScreen.Show(screen, shop.Notes);
        SummaryScreen.Show(screen, shop.Assessments, shop.Notes.Unit, parsed.GetValue(options.Verbose));
        Write(shop, target, language, parsed.GetValue(options.Title), parsed.GetValue(options.ShowKeys), terminal, cancellationToken);
        screen.Blank();
        screen.Line($"The report is in {target.Name}.", $"报告已写入 {target.Name}。");
        return ToolProgram.Ok;
    }

    /// <summary>Writes the page.</summary>
    public static void Write(
        Shop shop, OutputFile target, string language, string? title, bool showKeys, Terminal terminal, CancellationToken cancellationToken)
    {
        var report = MemberReport.Of(
            shop.Assessments, shop.Log,
            new ReportOptions { Language = language, Title = title is null ? null : Text.Of(title), Currency = shop.Notes.Currency, ShowKeys = showKeys },
            shop.Notes.Activity, cancellationToken);
        target.Write(terminal, report.Save, cancellationToken);
    }
}
