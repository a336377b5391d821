using MemberValue.Assessment;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    /// <summary>The receiver operating characteristic: which share of the cases is found, and which share of the others is alarmed without need.</summary>
    /// <exception cref="ArgumentNullException">The evaluation is null.</exception>
    public static Figure Roc(BinaryEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var points = evaluation.HasBothClasses ? evaluation.Points() : [];
        return new Figure(
            "roc", Text.Of("Found, and alarmed without need", "命中与误报（ROC曲线）"),
            evaluation.HasBothClasses
                ? Text.Of(
                    $"Of a case and another member, drawn at random, the case has the higher prediction in {Printer.Percent(evaluation.RocAuc)} of all pairs.",
                    $"随机取一位目标会员和一位其他会员，有{Printer.Percent(evaluation.RocAuc)}的情形目标会员的预测更高。")
                : OneClass,
            PointTable(
                points, Text.Of("Alarmed without need", "误报率"), Text.Of("Found", "命中率"), point => point.FalsePositiveRate,
                point => point.TruePositiveRate),
            ShareChart(
                Text.Of("Share of cases found", "找到的目标比例"), Text.Of("Share of others alarmed", "误报的其他会员比例"),
                [
                    new LineSeries(
                        Text.Of("By prediction", "按预测"), [.. points.Select(point => point.FalsePositiveRate)],
                        [.. points.Select(point => point.TruePositiveRate)], 0),
                    new LineSeries(Text.Of("At random", "随机"), [0, 1], [0, 1], 5, LineKind.Dashed),
                ]));
    }

    /// <summary>Precision and recall: how many of those named are cases, by which share of the cases is found.</summary>
    /// <exception cref="ArgumentNullException">The evaluation is null.</exception>
    public static Figure PrecisionRecall(BinaryEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var points = evaluation.HasBothClasses ? evaluation.Points().Skip(1).ToList() : [];
        var rate = evaluation.BaseRate.Rate;
        return new Figure(
            "precision-recall", Text.Of("How many alarms are right", "预警有多少是对的"),
            evaluation.HasBothClasses
                ? Text.Of(
                    $"Going down the list by prediction. Without a model {Printer.Percent(rate)} of the alarms would be right.",
                    $"按预测从高到低。没有模型时，预警的准确率为{Printer.Percent(rate)}。")
                : OneClass,
            PointTable(points, Text.Of("Found", "命中率"), Text.Of("Right", "准确率"), point => point.TruePositiveRate, point => point.Precision),
            ShareChart(
                Text.Of("Share of alarms that are right", "预警的准确率"), Text.Of("Share of cases found", "找到的目标比例"),
                [
                    new LineSeries(
                        Text.Of("By prediction", "按预测"), [.. points.Select(point => point.TruePositiveRate)], [.. points.Select(point => point.Precision)],
                        0, LineKind.Steps),
                    new LineSeries(Text.Of("At random", "随机"), [0, 1], [rate, rate], 5, LineKind.Dashed),
                ]));
    }

    /// <summary>What was fitted, when, to how many members, and with which warnings.</summary>
    /// <exception cref="ArgumentNullException">The models are null.</exception>
    public static Figure Fitted(MemberModels models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var items = models.Names.Select(name => (Name: name, Item: models[name]!)).ToList();
        var bad = items.Count(item => !item.Item.Status.IsUsable());
        Text Note(IFitted item) => Text.Join(item.Warnings.Count == 0 ? [Text.Of("–")] : item.Warnings);
        return new Figure(
            "fitted", Text.Of("What was learned from the base", "从会员数据中学到了什么"),
            Text.Join(
            [
                items.Count == 0
                    ? Text.Of("Nothing was fitted.", "没有拟合任何模型。")
                    : bad > 0
                        ? Invariant($"{bad} of {items.Count} fits should not be used.", $"{items.Count}项拟合中有{bad}项不宜使用。")
                        : Invariant($"All {items.Count} fits can be used.", $"全部{items.Count}项拟合均可使用。"),
                .. models.NotFitted,
            ]),
            new FigureTable(
                [Text.Of("What", "内容"), Text.Of("Status", "状态"), Text.Of("As of", "截至"), MembersText, Text.Of("Warnings", "提示")],
                [.. items.Select(item => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Of(models.TitleOf(item.Name)), FigureCell.Of(FitStatuses.NameOf(item.Item.Status)), FigureCell.Of(AsOf(item.Item)),
                    FigureCell.Count(item.Item.Origin?.Members ?? double.NaN), FigureCell.Of(Note(item.Item)),
                ])]),
            new BarList(
                [.. items.Select(item => new Bar(
                    models.TitleOf(item.Name), item.Item.Origin?.Members ?? double.NaN,
                    printer => printer.In(item.Item.Origin is null ? FitStatuses.NameOf(item.Item.Status) : FittedNote(item.Item)),
                    item.Item.Status.IsUsable() ? 0 : 7))],
                FigureUnit.Count));
    }

    private static Text OneClass => Text.Of(
        "All members ended the same way: there is nothing to tell apart.", "所有会员的结果相同，没有可区分的对象。");

    private static FigureTable PointTable(
        IReadOnlyList<RankingPoint> points, Text first, Text second, Func<RankingPoint, double> firstOf, Func<RankingPoint, double> secondOf) => new(
        [first, second],
        [.. points.Where((_, at) => at % 5 == 0 || at == points.Count - 1).Select(
            point => (IReadOnlyList<FigureCell>)[FigureCell.Share(firstOf(point)), FigureCell.Share(secondOf(point))])]);

    private static Text FittedNote(IFitted item)
    {
        var (status, day) = (FitStatuses.NameOf(item.Status), AsOf(item));
        return Text.Of($"members, {status.English}, as of {day.English}", $"位会员，{status.Chinese}，截至{day.Chinese}");
    }

    private static Text AsOf(IFitted item) =>
        item.Origin?.AsOf is { } day ? ReportTexts.Day(day) : Text.Of("–");
}
