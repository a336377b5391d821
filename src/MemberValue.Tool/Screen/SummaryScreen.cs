using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Rfm;

namespace MemberValue.Tool.Screen;

/// <summary>The summary on the terminal: segments, stages, value, risk.</summary>
internal static class SummaryScreen
{
    private const int MostReasons = 5;

    /// <summary>Below so many members who came back, what models say rests on chance.</summary>
    private const int FewRepeats = 100;

    private static readonly Text[] Levels = [Text.Of("low", "低"), Text.Of("medium", "中"), Text.Of("high", "高")];

    private static Text NameOf(RiskLevel level) => Levels[(int)level];

    public static void Show(Screen screen, MemberAssessments<string> assessments, string unit, bool isVerbose)
    {
        var (columns, window) = (assessments.Table.Columns, assessments.Table.Window);
        var bought = columns.Count - columns.Purchases.Count(0);
        var (first, last) = (window.Calendar.Format(window.FirstCell), window.Calendar.Format(window.LastCell));
        screen.Blank();
        screen.Line(
            $"{first} to {last}: {Screen.Count(assessments.Count)} members, {Screen.Count(bought)} with a purchase, "
                + $"net {Screen.Money(columns.Net.Total)}{unit}",
            $"{first}至{last}：{Screen.Count(assessments.Count)}位会员，其中{Screen.Count(bought)}位购买过，净消费{Screen.Money(columns.Net.Total)}{unit}");
        Segments(screen, assessments);
        Stages(screen, assessments);
        Value(screen, assessments, unit);
        Risk(screen, assessments, unit);
        Warnings(screen, assessments, isVerbose);
    }

    /// <summary>What could not be fitted, and warnings about what was.</summary>
    public static void Warnings(Screen screen, MemberAssessments<string> assessments, bool isVerbose)
    {
        var models = assessments.Valuator.Models;
        var sentences = assessments.Missing.Concat(models.NotFitted).ToList();
        var repeats = 0;
        foreach (var purchases in assessments.Table.Columns.Purchases)
            repeats += purchases > 1 ? 1 : 0;
        if (repeats < FewRepeats)
        {
            sentences.Insert(0, Text.Of(
                $"The file is short: {Screen.Count(repeats)} of {Screen.Count(assessments.Count)} members bought more than once. Read forecasts with care.",
                $"数据较少：{Screen.Count(assessments.Count)}位会员中只有{Screen.Count(repeats)}位购买过两次以上，预测结果请谨慎使用。"));
        }

        var warnings = models.Warnings.Except(sentences).ToList();
        if (isVerbose)
            sentences.AddRange(warnings);
        else if (warnings.Count > 0)
            sentences.Add(Text.Of($"Warnings about the fitted models: {warnings.Count}; --verbose prints them.",
                $"关于拟合模型的警告：{warnings.Count}条；加 --verbose 显示。"));
        if (sentences.Count == 0)
            return;
        screen.Heading("Please note", "请注意");
        foreach (var sentence in sentences)
            screen.Line(sentence);
    }

    private static void Segments(Screen screen, MemberAssessments<string> assessments)
    {
        if (assessments.Scores is not { } scores || assessments.Valuator.Segments is not { } map)
            return;
        var definitions = (assessments.Valuator.Scorer as RfmScale)?.Definitions ?? new RfmDefinitions();
        var summary = SegmentSummary.Of(assessments.Table.Columns, scores.Values, map, definitions);
        screen.Heading("Segments", "分群");
        screen.Table(
            [
                screen.Say("segment", "分群"), screen.Say("#members", "#会员数"), screen.Say("#share", "#占比"), screen.Say("#revenue", "#净消费"),
                screen.Say("#share", "#占比"), screen.Say("what to do", "怎么做"),
            ],
            summary.Rows.Where(row => row.Members > 0).Select(row => (IReadOnlyList<string>)
            [
                row.Segment is null ? screen.Say("(no purchase)", "（没有购买）") : screen.Say(row.Segment.Name),
                Screen.Count(row.Members), Screen.Share(row.MemberShare), Screen.Money(row.Revenue), Screen.Share(row.RevenueShare),
                row.Segment is null ? "" : screen.Say(row.Segment.Action),
            ]));
    }

    private static void Stages(Screen screen, MemberAssessments<string> assessments)
    {
        if (assessments.Stages is not { } stages)
            return;
        var net = assessments.Table.Columns.Net;
        var (members, money) = (new Dictionary<LifecycleStage, int>(), new Dictionary<LifecycleStage, decimal>());
        for (var row = 0; row < stages.Count; row++)
        {
            var stage = stages.Values[row];
            members[stage] = members.GetValueOrDefault(stage) + 1;
            money[stage] = money.GetValueOrDefault(stage) + net[row];
        }

        screen.Heading("Stages of the lifecycle", "生命周期阶段");
        screen.Table(
            [screen.Say("stage", "阶段"), screen.Say("#members", "#会员数"), screen.Say("#share", "#占比"), screen.Say("#revenue so far", "#累计净消费")],
            LifecycleStages.All.Append(LifecycleStage.Unclassified).Where(members.ContainsKey).Select(stage => (IReadOnlyList<string>)
            [
                screen.Say(LifecycleStages.NameOf(stage)), Screen.Count(members[stage]), Screen.Share((double)members[stage] / stages.Count),
                Screen.Money(money[stage]),
            ]));
    }

    private static void Value(Screen screen, MemberAssessments<string> assessments, string unit)
    {
        if (assessments.Values is not { } values)
            return;
        var spread = ValueDistribution.Of(values.Values);
        if (spread.Count == 0)
            return;
        var name = assessments.Valuator.Calculator?.ValueName ?? Text.Of("Value", "价值");
        screen.Heading(name.English, name.Chinese);
        screen.Line(
            $"Total {Screen.Money(spread.Total)}{unit}; mean {Screen.Money(spread.Mean)}, median {Screen.Money(spread.Quantile(0.5))}; "
                + $"the best tenth of the members have {Screen.Share(spread.ShareOfBest(0.1))} of it.",
            $"合计{Screen.Money(spread.Total)}{unit}；平均{Screen.Money(spread.Mean)}，中位数{Screen.Money(spread.Quantile(0.5))}；"
                + $"价值最高的十分之一会员占{Screen.Share(spread.ShareOfBest(0.1))}。");
    }

    private static void Risk(Screen screen, MemberAssessments<string> assessments, string unit)
    {
        if (assessments.Churn is not { } churn)
            return;
        screen.Heading("Risk of leaving", "流失风险");
        RiskLevel[] levels = [RiskLevel.High, RiskLevel.Medium, RiskLevel.Low];
        screen.Line(
            string.Join(", ", levels.Select(level => $"{NameOf(level).English} {Screen.Count(churn.CountOf(level))}")),
            string.Join("，", levels.Select(level => $"{NameOf(level).Chinese}{Screen.Count(churn.CountOf(level))}位")));
        if (ValueAtRisk.Of(assessments, most: 0) is not { Reasons.Count: > 0 } atRisk)
            return;
        screen.Line(
            $"Value at risk {Screen.Money(atRisk.Total)}{unit}, by main reason:", $"面临流失的价值{Screen.Money(atRisk.Total)}{unit}，按主要原因：");
        screen.Table(
            [screen.Say("reason", "原因"), screen.Say("#members", "#会员数"), screen.Say("#value at risk", "#面临流失的价值")],
            atRisk.Reasons.Take(MostReasons).Select(reason => (IReadOnlyList<string>)
                [screen.Say(reason.Name), Screen.Count(reason.Members), Screen.Money(reason.AtRisk)]));
    }
}
