using System.CommandLine;
using MemberValue.Tool.Screen;
using MemberValue.Tool.Writing;

namespace MemberValue.Tool.Commands;

/// <summary>From files of orders to a file with every column per member.</summary>
internal static class ScoreCommand
{
    public static Command Create(ToolOptions options, Terminal terminal) => CommandTree.OverOrders(
        "score",
        options.Say(
            "Write one row per member with every column: CSV, JSON lines (.jsonl) or Parquet, by the ending of the file.",
            "为每位会员写出一行，包含全部列：按文件扩展名写成 CSV、JSON 行（.jsonl）或 Parquet。"),
        options, [options.Output, options.Verbose, .. options.OfModels, options.Clusters, options.Dimensions, .. options.OfGroups],
        (parsed, cancellationToken) => Run(options, parsed, terminal, cancellationToken));

    private static int Run(ToolOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var language = options.Spoken;
        var target = OutputFile.Of(parsed.GetValue(options.Output) ?? "scores.csv", parsed.GetValue(options.Files)!, ScoreFile.Endings);
        var screen = new Screen.Screen(terminal, language, target.IsStandardOutput);
        var shop = Shop.Open(options.Input(parsed), options.Model(parsed), models: null, terminal, language, cancellationToken);
        ReadingScreen.Show(screen, shop.Notes);
        SummaryScreen.Warnings(screen, shop.Assessments, parsed.GetValue(options.Verbose));
        ScoreFile.Write(shop, target, language, terminal, cancellationToken);
        screen.Line(
            $"{Screen.Screen.Count(shop.Table.Count)} members are in {target.Name}.", $"已将{Screen.Screen.Count(shop.Table.Count)}位会员写入 {target.Name}。");
        return ToolProgram.Ok;
    }
}
