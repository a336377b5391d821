using System.CommandLine;
using MemberValue.Tool.Profiles;
using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Commands;

/// <summary>Lists the profiles and what each reads.</summary>
internal static class FormatsCommand
{
    public static Command Create(ToolOptions options, Terminal terminal)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = options.Say("One profile, with all that it reads.", "某一种格式，显示其全部内容。"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.Validators.Add(result => CommandTree.RefuseUnknownOptions(result, options));
        var json = new Option<bool>("--json")
        {
            Description = options.Say("Print the profile's own file, as a start for one of yours.", "输出该格式的规则文件，可作为您自己的规则文件的起点。"),
        };
        var command = new Command("formats", options.Say("List the exports that are read, and their columns.", "列出可以读取的导出格式及其列。")) { name, json };
        command.SetAction(parsed =>
        {
            var screen = new Screen.Screen(terminal, options.Spoken);
            if (parsed.GetValue(name) is not { } one)
            {
                if (parsed.GetValue(json))
                    throw new UserError("--json needs the name of a profile.", "--json 需要格式名称。");
                List(screen);
                return ToolProgram.Ok;
            }

            var profile = BuiltInProfiles.Find(one) ?? throw new UserError(
                $"There is no profile '{one}'. The profiles are {string.Join(", ", BuiltInProfiles.Names)}.",
                $"没有名为“{one}”的格式。可用的格式有：{string.Join("、", BuiltInProfiles.Names)}。");
            if (parsed.GetValue(json))
                terminal.Out.Write(BuiltInProfiles.DocumentOf(profile.Name));
            else
                One(screen, profile);
            return ToolProgram.Ok;
        });
        return command;
    }

    private static void List(Screen.Screen screen)
    {
        screen.Table(
            [screen.Say("profile", "格式"), screen.Say("reads", "读取"), screen.Say("member", "会员"), screen.Say("time", "时间"), screen.Say("amount", "金额")],
            BuiltInProfiles.All.Select(profile => (IReadOnlyList<string>)
            [
                profile.Name, screen.Say(profile.Title), First(profile, ColumnRole.Member),
                profile.Columns.ContainsKey(ColumnRole.Time)
                    ? First(profile, ColumnRole.Time)
                    : $"{First(profile, ColumnRole.Date)}, {First(profile, ColumnRole.Clock)}",
                First(profile, ColumnRole.Amount),
            ]));
        screen.Blank();
        screen.Line(
            "membervalue formats NAME says all about one; with --json it prints a file to start your own from: --profile FILE.",
            "membervalue formats 名称 显示某一格式的全部内容；加 --json 输出规则文件，可修改后用 --profile 文件 使用。");
    }

    private static string First(ExportProfile profile, ColumnRole role) => profile.Columns.TryGetValue(role, out var names) ? names[0] : "";

    private static void One(Screen.Screen screen, ExportProfile profile)
    {
        screen.Line($"{profile.Name}: {profile.Title.English}", $"{profile.Name}：{profile.Title.Chinese}");
        if (profile.RecognizedBy.Count > 0)
            screen.Line($"Recognised by the columns {string.Join(", ", profile.RecognizedBy)}.", $"由以下列识别：{string.Join("、", profile.RecognizedBy)}。");
        else if (profile.IsGeneral)
            screen.Line("Used where no other profile is recognised.", "其他格式都无法识别时使用。");
        screen.Blank();
        screen.Table(
            [screen.Say("role", "用途"), screen.Say("columns, the first that is there", "列（取第一个存在的）")],
            profile.Columns.OrderBy(each => each.Key).Select(each => (IReadOnlyList<string>)
                [NameOf(each.Key, screen.Language), string.Join(", ", each.Value)]));
        screen.Blank();
        foreach (var (english, chinese, statuses) in new[]
        {
            ("Statuses that count", "计入的状态", profile.Keep), ("given back in full", "全额退款的状态", profile.Refunded),
            ("not counted", "不计入的状态", profile.Skip),
        })
        {
            if (statuses.Count > 0)
                screen.Line($"{english}: {string.Join(", ", statuses)}.", $"{chinese}：{string.Join("、", statuses)}。");
        }

        screen.Line(
            $"Amounts: decimal mark '{profile.Decimal}', {(profile.Thousands is { } mark ? $"thousands '{mark}'" : "no mark between thousands")}.",
            $"金额：小数点为“{profile.Decimal}”，{(profile.Thousands is { } sign ? $"千位分隔符为“{sign}”" : "没有千位分隔符")}。");
        screen.Line(profile.Note);
        screen.Line(ClockOf(profile.Clock));
        if (profile.IgnoreCase)
            screen.Line("Keys in upper and lower case are the same member.", "会员标识不区分大小写。");
        if (profile.Guests.Count > 0)
            screen.Line($"Keys that stand for no member: {string.Join(", ", profile.Guests)}.", $"不代表会员的标识：{string.Join("、", profile.Guests)}。");
    }

    private static string NameOf(ColumnRole role, string language) =>
        language == "zh" ? $"{ColumnRoles.NameOf(role)}（{ColumnRoles.WordsOf(role).Chinese}）" : ColumnRoles.NameOf(role);

    private static Members.Text ClockOf(ClockKind clock) => clock switch
    {
        ClockKind.Utc => Members.Text.Of("Times are in UTC.", "时间为 UTC。"),
        ClockKind.Written => Members.Text.Of(
            "Times have the offset of the shop's own clock, and their day is the shop's day.", "时间带有店铺当地的时区偏移，按书写的日期划分。"),
        _ => Members.Text.Of("Times without an offset are on the shop's clock.", "不带时区偏移的时间为店铺当地时间。"),
    };
}
