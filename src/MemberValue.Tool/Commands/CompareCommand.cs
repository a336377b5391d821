using System.CommandLine;
using MemberValue.Assessment;
using MemberValue.Members;
using MemberValue.Tool.Screen;
using MemberValue.Tool.Writing;

namespace MemberValue.Tool.Commands;

/// <summary>Who moved between two dates of one log, or between two exports.</summary>
internal static class CompareCommand
{
    public static Command Create(ToolOptions options, Terminal terminal) => CommandTree.OverOrders(
        "compare",
        options.Say(
            "Compare two dates of the same files (--from) or an earlier export with a later one (--earlier): moves between segments and stages, value.",
            "比较同一文件的两个日期（--from），或较早与较晚的两份导出（--earlier）：分群和阶段的迁移、价值的变化。"),
        options, [options.From, options.Earlier, options.Output, .. options.OfModels],
        (parsed, cancellationToken) => Run(options, parsed, terminal, cancellationToken));

    private static int Run(ToolOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var language = options.Spoken;
        var (earlierFiles, from) = (parsed.GetValue(options.Earlier) ?? [], ToolOptions.DayOf("--from", parsed.GetValue(options.From)));
        if (earlierFiles.Length > 0 == from is not null)
            throw new UserError("Say what to compare with: --from DATE or --earlier FILE, one of them.", "请说明与什么比较：--from 日期 或 --earlier 文件，二者选一。");
        var target = parsed.GetValue(options.Output) is { } output
            ? OutputFile.Of(output, [.. parsed.GetValue(options.Files)!, .. earlierFiles], ScoreFile.Endings)
            : null;
        var screen = new Screen.Screen(terminal, language, target?.IsStandardOutput ?? false);
        var input = options.Input(parsed);
        var later = Shop.Open(input, options.Model(parsed), models: null, terminal, language, cancellationToken);
        ReadingScreen.Show(screen, later.Notes);
        MemberTable<string> table;
        if (from is { } day)
        {
            if (day >= later.Table.Window.LastDay)
            {
                throw new UserError(
                    $"--from is {day:yyyy-MM-dd}; it must lie before {later.Table.Window.LastDay:yyyy-MM-dd}, the later day.",
                    $"--from 是 {day:yyyy-MM-dd}；必须早于较晚的日期 {later.Table.Window.LastDay:yyyy-MM-dd}。");
            }

            table = Shop.TableOf(later.Log, day, "--from", cancellationToken);
        }
        else
        {
            var (log, notes) = Shop.Read(input with { Files = earlierFiles, AsOf = null }, terminal, language, cancellationToken);
            ReadingScreen.Show(screen, notes);
            table = log.Table(cancellationToken);
            if (table.Window.LastDay >= later.Table.Window.LastDay)
            {
                throw new UserError(
                    $"The earlier export ends on {table.Window.LastDay:yyyy-MM-dd} and the later one on {later.Table.Window.LastDay:yyyy-MM-dd}: swap them.",
                    $"较早的导出截至 {table.Window.LastDay:yyyy-MM-dd}，较晚的截至 {later.Table.Window.LastDay:yyyy-MM-dd}：请交换两者。");
            }

            if (notes.Currency is { } before && later.Notes.Currency is { } now && !string.Equals(before, now, StringComparison.OrdinalIgnoreCase))
                throw new UserError($"The earlier export is in {before} and the later one in {now}.", $"较早的导出币种为 {before}，较晚的为 {now}。");
        }

        // The models of the later day value both: what moves are the members, and not the lines between them.
        var earlier = later.Assessments.Valuator.Assess(table, cancellationToken);
        MovesScreen.Show(screen, earlier, later.Assessments, later.Notes.Unit);
        if (target is not null)
        {
            ScoreFile.Write(MoveColumns.Of(earlier, later.Assessments, language), target, terminal, cancellationToken);
            screen.Blank();
            screen.Line($"The moves of every member are in {target.Name}.", $"每位会员的迁移已写入 {target.Name}。");
        }

        return ToolProgram.Ok;
    }
}
