using System.CommandLine;
using MemberValue.Assessment;
using MemberValue.Tool.Screen;
using MemberValue.Tool.Writing;

namespace MemberValue.Tool.Commands;

/// <summary>Values the members of a later file by models that were fitted before.</summary>
internal static class ApplyCommand
{
    public static Command Create(ToolOptions options, Terminal terminal) => CommandTree.OverOrders(
        "apply",
        options.Say(
            "Value the members of a later file by models that fit wrote: scores (.csv, .jsonl, .parquet) or a report (.html).",
            "用 fit 写出的模型评估之后的文件：写出评分（.csv、.jsonl、.parquet）或报告（.html）。"),
        options, [options.Output, options.Title, options.ShowKeys, options.Verbose, .. options.OfModels, .. options.OfGroups],
        (parsed, cancellationToken) => Run(options, parsed, terminal, cancellationToken), options.Models);

    private static int Run(ToolOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var language = options.Spoken;
        var name = parsed.GetValue(options.Models)!;
        var target = OutputFile.Of(
            parsed.GetValue(options.Output) ?? "scores.csv", [name, .. parsed.GetValue(options.Files)!], [.. ScoreFile.Endings, ".html"]);
        var screen = new Screen.Screen(terminal, language, target.IsStandardOutput);
        var models = ModelsOf(name);
        var shop = Shop.Open(options.Input(parsed), options.Model(parsed), models, terminal, language, cancellationToken);
        ReadingScreen.Show(screen, shop.Notes);
        if (models.AsOf is { } asOf)
            screen.Line($"Models {models.Id}, as of {asOf:yyyy-MM-dd}.", $"模型 {models.Id}，截至 {asOf:yyyy-MM-dd}。");
        if (target.Ending == ".html")
        {
            SummaryScreen.Show(screen, shop.Assessments, shop.Notes.Unit, parsed.GetValue(options.Verbose));
            ReportCommand.Write(shop, target, language, parsed.GetValue(options.Title), parsed.GetValue(options.ShowKeys), terminal, cancellationToken);
            screen.Line($"The report is in {target.Name}.", $"报告已写入 {target.Name}。");
        }
        else
        {
            SummaryScreen.Warnings(screen, shop.Assessments, parsed.GetValue(options.Verbose));
            ScoreFile.Write(shop, target, language, terminal, cancellationToken);
            screen.Line(
                $"{Screen.Screen.Count(shop.Table.Count)} members are in {target.Name}.",
                $"已将{Screen.Screen.Count(shop.Table.Count)}位会员写入 {target.Name}。");
        }

        return ToolProgram.Ok;
    }

    private static MemberModels ModelsOf(string name)
    {
        if (!File.Exists(name))
            throw new UserError($"There is no file {name}.", $"没有文件 {name}。");
        try
        {
            using var stream = File.OpenRead(name);
            return MemberModels.FromJson(stream);
        }
        catch (FormatException error)
        {
            throw new UserError($"{name} holds no models that fit wrote: {error.Message}", $"{name} 不是由 fit 写出的模型：{error.Message}");
        }
    }
}
