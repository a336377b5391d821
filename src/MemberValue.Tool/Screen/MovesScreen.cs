using MemberValue.Assessment;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Rfm;

namespace MemberValue.Tool.Screen;

/// <summary>Moves between two dates: members, segments, stages, value.</summary>
internal static class MovesScreen
{
    private const int MostMoves = 10;

    private static readonly Text NoPurchase = Text.Of("(no purchase)", "（没有购买）");
    private static readonly Text New = Text.Of("(new)", "（新增）");
    private static readonly Text Gone = Text.Of("(not in the later file)", "（较晚的文件中没有）");

    public static void Show(Screen screen, MemberAssessments<string> earlier, MemberAssessments<string> later, string unit)
    {
        var (then, now) = (earlier.Table.Window.LastDay, later.Table.Window.LastDay);
        screen.Blank();
        screen.Line($"From {then:yyyy-MM-dd} to {now:yyyy-MM-dd}, by the models of the later day", $"{then:yyyy-MM-dd}至{now:yyyy-MM-dd}，按较晚一天的模型");
        var rows = new List<IReadOnlyList<string>>
        {
            Line(screen.Say("members", "会员数"), earlier.Count, later.Count, number => Screen.Count((long)number)),
            Line(screen.Say($"net so far{unit}", $"累计净消费{unit}"), (double)earlier.Table.Columns.Net.Total, (double)later.Table.Columns.Net.Total, Screen.Money),
        };
        if (earlier.Values is { } before && later.Values is { } after)
        {
            var name = screen.Say(later.Valuator.Calculator?.ValueName ?? Text.Of("value", "价值"));
            rows.Add(Line(name + unit, ValueDistribution.Of(before.Values).Total, ValueDistribution.Of(after.Values).Total, Screen.Money));
        }

        screen.Table(["", screen.Say("#then", "#当时"), screen.Say("#now", "#现在"), screen.Say("#change", "#变化")], rows);
        if (earlier.Segments is { } segmentsThen && later.Segments is { } segmentsNow && later.Valuator.Segments is { } map)
        {
            screen.Heading("Segments", "分群");
            Moves(screen, [.. map.Segments, null], segmentsThen, segmentsNow, segment => segment?.Name ?? NoPurchase);
        }

        if (earlier.Stages is { } stagesThen && later.Stages is { } stagesNow)
        {
            screen.Heading("Stages of the lifecycle", "生命周期阶段");
            Moves(screen, [.. LifecycleStages.All, LifecycleStage.Unclassified], stagesThen, stagesNow, LifecycleStages.NameOf);
        }
    }

    private static IReadOnlyList<string> Line(string name, double then, double now, Func<double, string> words) =>
        [name, words(then), words(now), (now >= then ? "+" : "") + words(now - then)];

    private static void Moves<T>(
        Screen screen, IReadOnlyList<T> labels, MemberResults<string, T> then, MemberResults<string, T> now, Func<T, Text> nameOf)
    {
        var moves = LabelMigration.Between(labels, then, now);
        screen.Table(
            [screen.Say("label", "标签"), screen.Say("#then", "#当时"), screen.Say("#now", "#现在"), screen.Say("#change", "#变化"), screen.Say("#stayed", "#未变")],
            labels.Where(label => moves.EarlierCount(label) + moves.LaterCount(label) > 0).Select(label => (IReadOnlyList<string>)
            [
                .. Line(screen.Say(nameOf(label)), moves.EarlierCount(label), moves.LaterCount(label), number => Screen.Count((long)number)),
                Screen.Count(moves.Count(label, label)),
            ]));
        var most = (from a in labels from b in labels where !Equals(a, b) select (From: nameOf(a), To: nameOf(b), Count: moves.Count(a, b)))
            .Concat(labels.Select(label => (From: New, To: nameOf(label), Count: moves.EntrantCount(label))))
            .Concat(labels.Select(label => (From: nameOf(label), To: Gone, Count: moves.LeaverCount(label))))
            .Where(move => move.Count > 0).OrderByDescending(move => move.Count).Take(MostMoves).ToList();
        if (most.Count == 0)
            return;
        screen.Blank();
        screen.Table(
            [screen.Say("from", "从"), screen.Say("to", "到"), screen.Say("#members", "#会员数")],
            most.Select(move => (IReadOnlyList<string>)[screen.Say(move.From), screen.Say(move.To), Screen.Count(move.Count)]));
    }
}
