using System.CommandLine;
using MemberValue.Assessment;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Commands;

/// <summary>Says everything about one member in words.</summary>
internal static class ExplainCommand
{
    private const int MostMembers = 100_000; // among which the key that was meant is searched

    /// <summary>What stands before sentences that do not name their subject.</summary>
    private static readonly Dictionary<string, Text> Subjects = new(StringComparer.Ordinal)
    {
        ["stage"] = Text.Of("Stage: ", "阶段："),
        ["purchases"] = Text.Of("Purchases to come: ", "未来购买："),
    };

    public static Command Create(ToolOptions options, Terminal terminal) => CommandTree.OverOrders(
        "explain",
        options.Say("Say everything about one member: numbers, reasons, contradictions, what to do.", "说明一位会员的全部情况：数字、原因、相互矛盾的信号和建议的动作。"),
        options, [options.Member, .. options.OfModels, options.Clusters, .. options.OfGroups],
        (parsed, cancellationToken) => Run(options, parsed, terminal, cancellationToken));

    private static int Run(ToolOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var language = options.Spoken;
        var screen = new Screen.Screen(terminal, language);
        var shop = Shop.Open(options.Input(parsed), options.Model(parsed), models: null, terminal, language, cancellationToken);
        var key = parsed.GetValue(options.Member)!.Trim();
        if (!shop.Assessments.TryGetValue(key, out var member))
            throw Unknown(key, shop.Table);
        Numbers(screen, member, shop.Notes.Unit);
        if (shop.Table.Has(LineColumns.PreferredCategory))
            Lines(screen, member.Row);
        foreach (var reason in member.Reasons)
        {
            screen.Blank();
            var subject = Subjects.GetValueOrDefault(reason.About) ?? Text.Empty;
            screen.Line(subject.English + reason.Text.English, subject.Chinese + reason.Text.Chinese);
        }

        if (member.Missing.Count > 0)
        {
            screen.Heading("Please note", "请注意");
            foreach (var sentence in member.Missing)
                screen.Line(sentence);
        }

        return ToolProgram.Ok;
    }

    private static void Numbers(Screen.Screen screen, MemberAssessment member, string unit)
    {
        var row = member.Row;
        var calendar = row.Window.Calendar;
        var asOf = calendar.Format(row.Window.LastCell);
        screen.Line($"{row.Key}, as of {asOf}", $"{row.Key}，截至 {asOf}");
        if (row.LastPurchaseCell is { } last && row.FirstPurchaseCell is { } first)
        {
            screen.Line(
                $"Purchases: {Screen.Screen.Count(row.Purchases)} on different days, orders: {Screen.Screen.Count(row.Orders ?? 0)}; "
                    + $"first {calendar.Format(first)}, last {calendar.Format(last)}, {Screen.Screen.Count(row.Recency ?? 0)} days ago"
                    + $"{(row.MeanGap is { } gap ? $"; {Screen.Screen.Number(gap, "0.#")} days between purchases on average" : "")}.",
                $"购买：{Screen.Screen.Count(row.Purchases)}天，订单{Screen.Screen.Count(row.Orders ?? 0)}个；"
                    + $"首次{calendar.Format(first)}，最近{calendar.Format(last)}，距今{Screen.Screen.Count(row.Recency ?? 0)}天"
                    + $"{(row.MeanGap is { } space ? $"；平均间隔{Screen.Screen.Number(space, "0.#")}天" : "")}。");
        }
        else
        {
            screen.Line("No purchase that stayed.", "没有留存的购买。");
        }

        screen.Line(
            $"Money: sales {Screen.Screen.Money(row.Sales ?? 0)}{unit}, refunds {Screen.Screen.Money(row.Refunds ?? 0)}{unit}, "
                + $"net {Screen.Screen.Money(row.Net ?? 0)}{unit}.",
            $"金额：销售{Screen.Screen.Money(row.Sales ?? 0)}{unit}，退款{Screen.Screen.Money(row.Refunds ?? 0)}{unit}，"
                + $"净消费{Screen.Screen.Money(row.Net ?? 0)}{unit}。");
        if (member.Score is { IsScored: true } score)
            screen.Line($"Score: {score} (recency {score.R}, frequency {score.F}, money {score.M}).", $"评分：{score}（最近{score.R}，频次{score.F}，金额{score.M}）。");
    }

    /// <summary>What the member buys, where the export says so.</summary>
    private static void Lines(Screen.Screen screen, MemberRow row)
    {
        if (row.TextOf(LineColumns.PreferredCategory) is not { } preferred || !row.TryGet(LineColumns.PreferredCategoryShare, out var share))
            return;
        var (last, count) = (row.TextOf(LineColumns.LastCategory), row.TryGet(LineColumns.Categories, out var categories) ? categories : 0);
        var items = row.TryGet(LineColumns.Items, out var different) ? different : 0;
        var percent = Screen.Screen.Number(100 * share, "0");
        screen.Line(
            $"Buys: mostly {preferred}, {percent}% of the net spend on known categories; last {last}; categories: {Screen.Screen.Count(count)}"
                + $"{(items > 0 ? $", different items: {Screen.Screen.Count(items)}" : "")}.",
            $"品类：最常购买“{preferred}”，占已知品类净消费的{percent}%；最近购买“{last}”；共{Screen.Screen.Count(count)}个品类"
                + $"{(items > 0 ? $"、{Screen.Screen.Count(items)}种商品" : "")}。");
    }

    private static UserError Unknown(string key, MemberTable<string> table)
    {
        var near = table.Count <= MostMembers ? NearName.Of(key, table.Keys) : null;
        return new UserError(
            $"There is no member '{key}' among {Screen.Screen.Count(table.Count)}.{(near is null ? "" : $" Did you mean '{near}'?")}",
            $"在{Screen.Screen.Count(table.Count)}位会员中没有“{key}”。{(near is null ? "" : $"是否想查“{near}”？")}");
    }
}
