using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using MemberValue.Tests.Conventions;
using MemberValue.Tool.Commands;
using MemberValue.Tool.Profiles;
using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Tests;

/// <summary>The tool's page lists every command, option and profile as the tool has them: these parts of the page are written by the code.</summary>
public class ToolPageTests
{
    [Theory]
    [InlineData("en", "docs/tool.md")]
    [InlineData("zh", "docs/tool.zh-CN.md")]
    public async Task The_page_lists_every_command_option_and_profile(string language, string page)
    {
        var stored = await File.ReadAllTextAsync(Path.Combine(Repository.Root, page));
        var made = Replaced(stored, "commands", Commands(language));
        made = Replaced(made, "options", Options(language));
        made = Replaced(made, "profiles", Profiles(language));
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, ".artifacts", "tool-page"));
        var draft = Path.Combine(folder.FullName, Path.GetFileName(page));
        await File.WriteAllTextAsync(draft, made);
        Assert.True(stored == made, $"The page differs from the tool. Read the difference, then: cp {draft} {Path.Combine(Repository.Root, page)}");
    }

    [Theory]
    [InlineData("docs/tool.md")]
    [InlineData("docs/tool.zh-CN.md")]
    public async Task The_page_names_every_exit_code(string page)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, page));
        Assert.All(
            [ToolProgram.Ok, ToolProgram.Failure, ToolProgram.Mistake, ToolProgram.Cancelled],
            code => Assert.Contains($"\n| {code} | ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_and_command_has_words_in_both_languages()
    {
        var (english, chinese) = (Root("en"), Root("zh"));
        foreach (var (a, b) in english.Subcommands.Zip(chinese.Subcommands))
        {
            Assert.NotEqual(a.Description, b.Description);
            foreach (var (option, other) in Own(a).Zip(Own(b)))
            {
                Assert.True(option.Description is { Length: > 0 } && option.Description != other.Description, option.Name);
                Assert.Contains(other.Description!, c => c >= 0x2E80);
            }
        }
    }

    private static RootCommand Root(string language) => CommandTree.Create(language, new Terminal
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        OpenIn = () => Stream.Null,
        OpenOut = () => Stream.Null,
    });

    private static IEnumerable<Option> Own(Command command) => command.Options.Where(option => option is not HelpOption);

    private static string Replaced(string page, string part, string text)
    {
        var (begin, end) = ($"<!-- begin: {part} -->\n", $"<!-- end: {part} -->\n");
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, page.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from >= begin.Length && to >= from, $"The page has no part {part}.");
        return page[..from] + text + page[to..];
    }

    private static string Commands(string language)
    {
        var text = new StringBuilder(language == "zh" ? "| 命令 | 作用 |\n| --- | --- |\n" : "| command | what it does |\n| --- | --- |\n");
        foreach (var command in Root(language).Subcommands)
        {
            var arguments = string.Concat(command.Arguments.Select(each => each.Arity.MinimumNumberOfValues == 0 ? $" [{each.Name}]" : $" {each.Name}"));
            text.Append(CultureInfo.InvariantCulture, $"| `{command.Name}{arguments}` | {Cell(command.Description!)} |\n");
        }

        return text.ToString();
    }

    private static string Options(string language)
    {
        var root = Root(language);
        var text = new StringBuilder(language == "zh" ? "| 选项 | 含义 | 命令 |\n| --- | --- | --- |\n" : "| option | meaning | commands |\n| --- | --- | --- |\n");
        var commands = root.Subcommands.ToList();
        var names = root.Options.Where(option => option.Name == "--lang").Concat(commands.SelectMany(Own)).DistinctBy(option => option.Name);
        foreach (var option in names)
        {
            var with = commands.Where(command => Own(command).Any(each => each.Name == option.Name)).Select(command => command.Name).ToList();
            var called = string.Join(", ", option.Aliases.Prepend(option.Name).Select(name => $"`{name}`"));
            var value = option is Option<bool> ? "" : $" {Cell(option.HelpName!)}";
            var where = option.Name == "--lang" || with.Count == commands.Count ? language == "zh" ? "全部" : "all" : string.Join(", ", with);
            text.Append(CultureInfo.InvariantCulture, $"| {called}{value} | {Cell(option.Description!)} | {where} |\n");
        }

        return text.ToString();
    }

    private static string Profiles(string language)
    {
        var zh = language == "zh";
        var text = new StringBuilder();
        foreach (var profile in BuiltInProfiles.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {profile.Name}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"{profile.Title.In(language)}{(zh ? "。" : ".")}{(zh ? "" : " ")}{profile.Note.In(language)}\n\n");
            text.Append(zh ? "| 用途 | 列 |\n| --- | --- |\n" : "| role | columns |\n| --- | --- |\n");
            foreach (var (role, columns) in profile.Columns.OrderBy(each => each.Key))
                text.Append(CultureInfo.InvariantCulture, $"| {ColumnRoles.NameOf(role)} | {string.Join(", ", columns.Select(column => $"`{column}`"))} |\n");
            Line(zh ? "计入的状态" : "statuses that count", profile.Keep);
            Line(zh ? "全额退款的状态" : "statuses of orders given back in full", profile.Refunded);
            Line(zh ? "不计入的状态" : "statuses that do not count", profile.Skip);
            Line(zh ? "不代表会员的标识" : "keys that stand for no member", profile.Guests);
            text.Append('\n');
        }

        return text.ToString();

        void Line(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
                text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(", ", values.Select(value => $"`{value}`"))} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
