using MemberValue.Composite;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    /// <summary>How profit is spread over members: it rises with the best members, and falls again by those who lose money.</summary>
    /// <param name="curve">The curve.</param>
    /// <exception cref="ArgumentNullException">The curve is null.</exception>
    public static Figure WhaleCurve(WhaleCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var points = curve.Count == 0 ? [] : curve.Points();
        double[] x = [.. points.Select(point => point.Members)];
        var peak = curve.Count == 0 ? double.NaN : 1 - curve.LosingShare;
        return new Figure(
            "whale-curve", Text.Of("Who brings the profit, and who costs it", "利润来自谁，又被谁消耗"),
            curve.Count == 0
                ? curve.Text
                : Text.Of(
                    $"{Printer.Percent(curve.LosingShare)} of the members lose money: together {Printer.Number(Math.Round(curve.Losses, 2))}. The others bring "
                        + $"{Printer.Number(Math.Round(curve.Peak, 2))}, so that {Printer.Number(Math.Round(curve.Total, 2))} is left.",
                    $"{Printer.Percent(curve.LosingShare)}的会员带来亏损，合计{Printer.Number(Math.Round(curve.Losses, 2))}；"
                        + $"其余会员贡献{Printer.Number(Math.Round(curve.Peak, 2))}，净利润{Printer.Number(Math.Round(curve.Total, 2))}。"),
            new FigureTable(
                [Text.Of("Best members", "最好的会员"), Text.Of("Their profit together", "合计利润")],
                [.. points.Where((_, at) => at % 10 == 0).Select(
                    point => (IReadOnlyList<FigureCell>)[FigureCell.Share(point.Members), FigureCell.Money(point.Profit)])]),
            new LineChart
            {
                Series = [new LineSeries(Text.Of("Profit of the best members together", "最好会员的合计利润"), x, [.. points.Select(point => point.Profit)], 0)],
                Vertical = Text.Of("Profit of the best members together", "最好会员的合计利润"),
                Horizontal = Text.Of("Share of members, most profitable first", "会员占比（利润从高到低）"),
                Unit = FigureUnit.Money,
                HorizontalUnit = FigureUnit.Share,
                Marks = curve.Losing == 0 ? [] : [new Mark(peak, Text.Of("losses from here on", "由此开始亏损"), IsVertical: true)],
            });
    }

    /// <summary>How much each criterion of a composite value counts, and which values are the worst and the best.</summary>
    /// <param name="scorer">The composite value.</param>
    /// <exception cref="ArgumentNullException">The scorer is null.</exception>
    public static Figure CriterionWeights(CompositeScorer scorer)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        var criteria = scorer.AllCriteria.Select((criterion, at) => (Criterion: criterion, At: at, Weight: scorer.Weights.Values[at]))
            .OrderByDescending(each => each.Weight).ToList();
        return new Figure(
            "criterion-weights", Text.Of("What counts in the composite value", "综合价值看重什么"),
            Text.Join(
            [
                Text.Of("The composite value goes from 0 to 100.", "综合价值满分100分。"), Origin(scorer.Weights.Method), .. scorer.Warnings,
            ]),
            new FigureTable(
                [
                    Text.Of("Criterion", "指标"), Text.Of("Weight", "权重"), Text.Of("Better", "越…越好"), Text.Of("Worst value", "最差值"),
                    Text.Of("Best value", "最好值"),
                ],
                [.. criteria.Select(each => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Of(each.Criterion.Label), FigureCell.Share(each.Weight), FigureCell.Of(Direction(each.Criterion)),
                    FigureCell.Of(InUnit(each.Criterion, scorer.WorstOf(each.At))), FigureCell.Of(InUnit(each.Criterion, scorer.BestOf(each.At))),
                ])]),
            new BarList(
                [.. criteria.Select(each => new Bar(
                    each.Criterion.Label, each.Weight, each.Criterion.IsCost ? printer => printer.In(Text.Of("(less is better)", "（越低越好）")) : null))],
                FigureUnit.Share));
    }

    /// <summary>Where one member's composite value comes from, criterion by criterion.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <exception cref="ArgumentNullException">The explanation is null.</exception>
    public static Figure Contributions(CompositeExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        Func<Printer, string>? Note(CompositeContribution each) => double.IsNaN(each.Most) ? null
            : printer => printer.In(Text.Of($"of {Printer.Number(Math.Round(each.Most, 1))} points", $"分，满分{Printer.Number(Math.Round(each.Most, 1))}分"));
        return new Figure(
            "contributions", Text.Of("Where the composite value comes from", "综合价值由哪些指标构成"), explanation.Text,
            new FigureTable(
                [Text.Of("Criterion", "指标"), Text.Of("Value", "数值"), Text.Of("Points", "得分"), Text.Of("At most", "满分")],
                [.. explanation.Contributions.Select(each => (IReadOnlyList<FigureCell>)
                    [FigureCell.Of(each.Label), FigureCell.Of(each.Value), FigureCell.Of(each.Points), FigureCell.Of(each.Most)])]),
            new BarList([.. explanation.Contributions.Select(each => new Bar(each.Label, Math.Round(each.Points, 1), Note(each)))], FigureUnit.Number));
    }

    private static double InUnit(Criterion criterion, double value) =>
        criterion.IsLogged && double.IsFinite(value) ? Math.CopySign(Math.Exp(Math.Abs(value)) - 1, value) : value;

    private static Text Direction(Criterion criterion) => criterion.IsCost ? Text.Of("less", "低") : Text.Of("more", "高");

    private static Text Origin(CriterionWeightMethod method) => method switch
    {
        CriterionWeightMethod.Given => Text.Of("The weights were given.", "权重由人给定。"),
        CriterionWeightMethod.Equal => Text.Of("All criteria weigh the same.", "各指标权重相同。"),
        CriterionWeightMethod.Judgements => Text.Of("The weights come from judgements of pairs.", "权重来自两两比较的判断。"),
        CriterionWeightMethod.Entropy => Text.Of("The weights come from how unequally members share each criterion.", "权重取决于各指标在会员之间分布的不均程度（熵权法）。"),
        CriterionWeightMethod.Critic => Text.Of(
            "The weights come from how much criteria differ between members, and from each other.", "权重取决于各指标的差异及彼此之间的冲突。"),
        CriterionWeightMethod.PrincipalComponents => Text.Of("The weights come from what the criteria have in common.", "权重来自各指标的共同变化（主成分）。"),
        CriterionWeightMethod.Product => Text.Of("The weights are the product of two sets of weights.", "权重由两组权重相乘得到。"),
        _ => Text.Of("The weights are the mean of two sets of weights.", "权重由两组权重平均得到。"),
    };
}
