using System.CommandLine;
using MemberValue.Assessment;
using MemberValue.Estimation;
using MemberValue.Tool.Screen;
using MemberValue.Tool.Writing;

namespace MemberValue.Tool.Commands;

/// <summary>Fits what a valuation needs, and keeps it as JSON for later files.</summary>
internal static class FitCommand
{
    public static Command Create(ToolOptions options, Terminal terminal) => CommandTree.OverOrders(
        "fit",
        options.Say("Fit the models and write them as JSON, for apply on later files.", "拟合模型并写成 JSON，供 apply 用于之后的文件。"),
        options, [options.Output, options.Verbose, options.Clusters],
        (parsed, cancellationToken) => Run(options, parsed, terminal, cancellationToken));

    private static int Run(ToolOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var language = options.Spoken;
        var target = OutputFile.Of(parsed.GetValue(options.Output) ?? "models.json", parsed.GetValue(options.Files)!, ".json");
        var screen = new Screen.Screen(terminal, language, target.IsStandardOutput);
        var settings = new ModelSettings { Clusters = options.ClustersOf(parsed) };
        var shop = Shop.Open(options.Input(parsed), settings, models: null, terminal, language, cancellationToken);
        ReadingScreen.Show(screen, shop.Notes);
        Fitted(screen, shop.Models);
        SummaryScreen.Warnings(screen, shop.Assessments, parsed.GetValue(options.Verbose));
        target.Write(terminal, shop.Models.ToJson, cancellationToken);
        screen.Blank();
        screen.Line(
            $"The models {shop.Models.Id} as of {shop.Models.AsOf:yyyy-MM-dd} are in {target.Name}.",
            $"截至 {shop.Models.AsOf:yyyy-MM-dd} 的模型 {shop.Models.Id} 已写入 {target.Name}。");
        return ToolProgram.Ok;
    }

    private static void Fitted(Screen.Screen screen, MemberModels models)
    {
        screen.Heading("Fitted", "已拟合");
        screen.Table(
            [screen.Say("what", "内容"), screen.Say("status", "状态")],
            models.Names.Select(name => (IReadOnlyList<string>)[screen.Say(models.TitleOf(name)), screen.Say(FitStatuses.NameOf(models[name]!.Status))]));
    }
}
