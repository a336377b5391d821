using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using MemberValue.Common;
using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Commands;

/// <summary>The commands with their options.</summary>
internal static class CommandTree
{
    public static RootCommand Create(string language, Terminal terminal)
    {
        var options = new ToolOptions(language);
        options.Language.AcceptOnlyFromAmong("en", "zh");
        var root = new RootCommand(options.Say(
            "What is each member worth? From a shop's export of orders to segments, stages, value, churn risk and a report.",
            "每位会员值多少钱？从店铺的订单导出得到分群、生命周期阶段、价值、流失风险和一份报告。"))
        {
            options.Language,
        };
        root.HelpName = "membervalue";
        foreach (var option in root.Options)
        {
            if (option is HelpOption)
                option.Description = options.Say("Show help.", "显示帮助。");
            else if (option is VersionOption)
                option.Description = options.Say("Show the version.", "显示版本。");
        }

        root.Add(ReportCommand.Create(options, terminal));
        root.Add(ScoreCommand.Create(options, terminal));
        root.Add(FitCommand.Create(options, terminal));
        root.Add(ApplyCommand.Create(options, terminal));
        root.Add(CompareCommand.Create(options, terminal));
        root.Add(ExplainCommand.Create(options, terminal));
        root.Add(FormatsCommand.Create(options, terminal));
        return root;
    }

    /// <summary>The words that lead to a command: membervalue report.</summary>
    public static IEnumerable<string> PathOf(CommandResult command) =>
        (command.Parent is CommandResult parent ? PathOf(parent) : []).Append(command.Command is RootCommand ? "membervalue" : command.Command.Name);

    /// <summary>The words that may follow a command: its own commands and options, and those of the tool.</summary>
    public static IEnumerable<string> WordsOf(Command command) => command.Subcommands.Select(each => each.Name)
        .Concat(command.Options.SelectMany(option => option.Aliases.Append(option.Name)))
        .Append("--lang").Append("--help");

    /// <summary>A command over orders.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="options">The options of the tool.</param>
    /// <param name="own">The options of the command, besides those of reading.</param>
    /// <param name="run">Does it, and gives the exit code.</param>
    /// <param name="before">What stands before the files.</param>
    internal static Command OverOrders(
        string name, string description, ToolOptions options, IEnumerable<Option> own, Func<ParseResult, CancellationToken, int> run,
        params IEnumerable<Argument> before)
    {
        var command = new Command(name, description);
        foreach (var argument in before.Append(options.Files))
            command.Add(argument);
        foreach (var option in own.Concat(options.OfReading))
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => Task.Run(() => run(parsed, cancellationToken), cancellationToken));
        return command;
    }

    /// <summary>An option that is mistyped would otherwise be taken for a file.</summary>
    internal static void RefuseUnknownOptions(ArgumentResult result, ToolOptions options)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError(options.Say("The name of a file is empty.", "文件名为空。"));
        foreach (var word in result.Tokens.Select(token => token.Value).Where(word => word.Length > 1 && word[0] == '-'))
        {
            var near = result.Parent is CommandResult command ? NearName.Of(word.Split('=')[0], WordsOf(command.Command)) : null;
            result.AddError(options.Say(
                $"There is no option {word}.{(near is null ? "" : $" Did you mean {near}?")}", $"没有选项 {word}。{(near is null ? "" : $"是否想输入 {near}？")}"));
        }
    }
}
