using MemberValue.Assessment;
using MemberValue.Members;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    /// <summary>Why members are leaving, with the money behind each reason: value times risk of those whose main reason it is.</summary>
    /// <exception cref="ArgumentNullException">The value at risk is null.</exception>
    public static Figure RiskReasons<TKey>(ValueAtRisk<TKey> atRisk)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(atRisk);
        var first = atRisk.Reasons.Count > 0 ? atRisk.Reasons[0] : null;
        return new Figure(
            "risk-reasons", Text.Of("Why they leave, and the money behind it", "流失原因与背后的金额"),
            first is null
                ? Text.Of("No member shows a sign of leaving.", "没有会员显示流失迹象。")
                : Text.Of(
                    $"Value times risk, by the main reason of each member. Most of it: {first.Name.English}.",
                    $"价值乘以流失风险，按每位会员的主要原因汇总。占比最大的是：{first.Name.Chinese}。"),
            new FigureTable(
                [Text.Of("Reason", "原因"), MembersText, Text.Of("Value at risk", "面临流失的价值")],
                [.. atRisk.Reasons.Select(reason => (IReadOnlyList<FigureCell>)
                    [FigureCell.Of(reason.Name), FigureCell.Count(reason.Members), FigureCell.Money(reason.AtRisk)])]),
            new BarList(
                [.. atRisk.Reasons.Select(reason => new Bar(
                    reason.Name, reason.AtRisk,
                    printer => printer.In(Invariant($"({reason.Members:#,0} members)", $"（{reason.Members:#,0}位会员）")), 7))],
                FigureUnit.Money));
    }

    /// <summary>The members with most to lose: value, risk, the main reason, and what to do.</summary>
    /// <param name="atRisk">What is at risk.</param>
    /// <param name="showKeys">Whether members are named by key; numbered if not.</param>
    /// <exception cref="ArgumentNullException">The value at risk is null.</exception>
    public static Figure MembersAtRisk<TKey>(ValueAtRisk<TKey> atRisk, bool showKeys = false)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(atRisk);
        Text NameOf(int at) => showKeys
            ? Text.Of(FormattableString.Invariant($"{atRisk.Members[at].Key}"))
            : Invariant($"No. {at + 1}", $"第{at + 1}位");
        var sum = atRisk.Members.Sum(member => member.AtRisk);
        return new Figure(
            "members-at-risk", Text.Of("Whom to contact first", "先联系谁"),
            atRisk.Members.Count == 0 || !(atRisk.Total > 0)
                ? Text.Of("No value is at risk.", "没有面临流失的价值。")
                : Invariant(
                    $"The {atRisk.Members.Count} members with most at stake hold {Printer.Percent(sum / atRisk.Total)} of all value at risk.",
                    $"损失可能最大的{atRisk.Members.Count}位会员，占全部面临流失价值的{Printer.Percent(sum / atRisk.Total)}。"),
            new FigureTable(
                [Text.Of("Member", "会员"), Text.Of("Value at risk", "面临流失的价值"), Text.Of("Value", "价值"), Text.Of("Risk", "流失风险"),
                    Text.Of("Reason", "原因"), Text.Of("What to do", "该做什么")],
                [.. atRisk.Members.Select((member, at) => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Of(NameOf(at)), FigureCell.Money(member.AtRisk), FigureCell.Money(member.Value), FigureCell.Share(member.Risk),
                    FigureCell.Of(member.Reason), FigureCell.Of(member.Action ?? Text.Of("–")),
                ])]),
            new BarList(
                [.. atRisk.Members.Take(10).Select((member, at) => new Bar(
                    member.Action is { } action ? Text.Of($"{NameOf(at).English}: {action.English}", $"{NameOf(at).Chinese}：{action.Chinese}") : NameOf(at),
                    member.AtRisk))],
                FigureUnit.Money));
    }
}
