using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    private const int Bins = 24;

    /// <summary>How values are spread over members, up to the value that 99 of 100 do not exceed; the rest stands in the last bar.</summary>
    /// <param name="distribution">The values.</param>
    /// <param name="name">What a value is, such as the name of a calculator's values.</param>
    /// <param name="id">A name of its own where a report has several distributions.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Figure Distribution(ValueDistribution distribution, Text name, string id = "value-distribution")
    {
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(name);
        return Histogram(
            distribution, id, name, FigureUnit.Money, name,
            distribution.Count == 0
                ? Text.Of("No member has a value.", "没有会员有该数值。")
                : Text.Of(
                    $"Half of the members are below {Printer.Number(distribution.Quantile(0.5))}, the mean is {Printer.Number(distribution.Mean)}. The "
                        + "last bar holds the highest 1%.",
                    $"一半会员低于{Printer.Number(distribution.Quantile(0.5))}，平均为{Printer.Number(distribution.Mean)}。最后一柱是最高的1%。"));
    }

    /// <summary>How much of the total the best members have: the Lorenz curve.</summary>
    /// <param name="distribution">The values.</param>
    /// <param name="name">What a value is.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Figure Concentration(ValueDistribution distribution, Text name)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(name);
        var points = distribution.Lorenz();
        var description = points.Count == 0
            ? Text.Of(
                "Shares of the total have no meaning here: there is no value, or some are below zero.", "此处无法计算占比：没有数值，或有数值为负。")
            : Text.Of(
                $"The best 10% of the members have {Printer.Percent(distribution.ShareOfBest(0.1))} of the total, the best 20% have "
                    + $"{Printer.Percent(distribution.ShareOfBest(0.2))}. The further the line hangs below the diagonal, the more depends on few (Gini "
                        + $"{Printer.Number(distribution.Gini)}).",
                $"最好的10%会员占总额的{Printer.Percent(distribution.ShareOfBest(0.1))}，最好的20%占{Printer.Percent(distribution.ShareOfBest(0.2))}。"
                    + $"曲线离对角线越远，价值越集中在少数人（基尼系数{Printer.Number(distribution.Gini)}）。");
        double[] x = [.. points.Select(point => point.Members)];
        return new Figure(
            "concentration", Text.Of("Concentration", "价值集中度"), description,
            new FigureTable(
                [Text.Of("Lowest members", "最低的会员"), Text.Of("Share of the total", "占总额")],
                [.. points.Where((_, at) => at % 10 == 0).Select(
                    point => (IReadOnlyList<FigureCell>)[FigureCell.Share(point.Members), FigureCell.Share(point.Total)])]),
            ShareChart(
                Text.Of("Share of the total", "占总额"), Text.Of("Share of members, lowest first", "会员占比（从低到高）"),
                [
                    new LineSeries(name, x, [.. points.Select(point => point.Total)], 0),
                    new LineSeries(Text.Of("All the same", "人人相同"), x, x, 5, LineKind.Dashed),
                ]));
    }

    private static List<double> LimitsOf(ValueDistribution distribution)
    {
        if (distribution.Count == 0)
            return [0, 1];
        var (lowest, high, highest) = (Math.Min(distribution.Quantile(0), 0), distribution.Quantile(0.99), distribution.Quantile(1));
        if (!(high > lowest))
            high = highest > lowest ? highest : lowest + 1;
        var axis = Drawing.Axis.Linear(lowest, high, 0, 1, Bins);
        var limits = axis.Ticks.ToList();
        if (limits[^1] < highest)
            limits.Add(highest);
        return limits;
    }

    private static Figure Histogram(ValueDistribution distribution, string id, Text title, FigureUnit unit, Text horizontal, Text description)
    {
        var limits = LimitsOf(distribution);
        var bins = distribution.Count == 0 ? [] : distribution.Bins(limits);
        return new Figure(
            id, title, description,
            new FigureTable(
                [Text.Of("From", "从"), Text.Of("To", "到"), MembersText, Text.Of("Sum", "合计")],
                [.. bins.Select(bin => (IReadOnlyList<FigureCell>)
                    [FigureCell.Of(bin.Lower, unit), FigureCell.Of(bin.Upper, unit), FigureCell.Count(bin.Members), FigureCell.Of(bin.Sum, unit)])]),
            new ColumnChart
            {
                Categories = [.. limits.Select((limit, at) => (Func<Printer, string>)(printer => at == limits.Count - 1 ? "" : printer.Short(limit, unit)))],
                Series = [new ColumnSeries(MembersText, [.. bins.Select(bin => (double)bin.Members)], 0)],
                Vertical = MembersText,
                Horizontal = horizontal,
                IsHistogram = true,
                From = Math.Max(limits.IndexOf(0), 0),
            });
    }
}
