using System.CommandLine;
using System.Globalization;
using MemberValue.Common;
using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Commands;

/// <summary>The command line: parses, runs a command, and turns what went wrong into a sentence and an exit code.</summary>
internal static class ToolProgram
{
    public const int Ok = 0;
    public const int Failure = 1;
    public const int Mistake = 2;
    public const int Cancelled = 130;

    /// <summary>Runs the tool.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="terminal">What it reads from and writes to.</param>
    /// <param name="cancellationToken">Stops the work, as Ctrl+C does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var language = LanguageOf(args);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = language == "zh" ? CultureInfo.GetCultureInfo("zh-Hans") : CultureInfo.InvariantCulture;
        var parsed = CommandTree.Create(language, terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
                terminal.Error.WriteLine(error);
            foreach (var word in parsed.UnmatchedTokens)
            {
                if (NearName.Of(word, CommandTree.WordsOf(parsed.CommandResult.Command)) is { } near)
                    terminal.Error.WriteLine(language == "zh" ? $"是否想输入 {near}？" : $"Did you mean {near}?");
            }

            var command = string.Join(' ', CommandTree.PathOf(parsed.CommandResult));
            terminal.Error.WriteLine(language == "zh" ? $"用法见 {command} --help。" : $"See {command} --help.");
            return Mistake;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception error)
        {
            return Explain(error, language, terminal.Error);
        }
        finally
        {
            await terminal.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The language that the arguments ask for, which the parser's own words need before anything is parsed.</summary>
    private static string LanguageOf(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--lang=zh" or "--lang:zh" || (args[i] == "--lang" && i + 1 < args.Length && args[i + 1] == "zh"))
                return "zh";
        }

        return "en";
    }

    private static int Explain(Exception error, string language, TextWriter writer)
    {
        switch (error)
        {
            case UserError mistake:
                writer.WriteLine(mistake.Text.In(language));
                return Mistake;
            case OperationCanceledException:
                writer.WriteLine(language == "zh" ? "已取消。" : "Cancelled.");
                return Cancelled;
            case IOException or UnauthorizedAccessException:
                writer.WriteLine(language == "zh" ? $"无法读写：{error.Message}" : $"Cannot read or write: {error.Message}");
                return Mistake;
            default:
                writer.WriteLine(language == "zh" ? "出现意外故障；请附上以下内容报告：" : "An unexpected failure; please report it with what follows:");
                writer.WriteLine(error);
                return Failure;
        }
    }
}
