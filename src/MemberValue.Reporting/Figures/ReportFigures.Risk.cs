using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    /// <summary>How long something lasts, such as the time to the next purchase: the share that still lasts after each length, with 95% intervals.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="title">What is shown; null for "Time to the next purchase".</param>
    /// <param name="unit">What lengths are counted in; null for days.</param>
    /// <exception cref="ArgumentNullException">The curve is null.</exception>
    public static Figure Survival(KaplanMeier curve, Text? title = null, Text? unit = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var steps = curve.Steps.Where(step => step.Ended > 0).ToList();
        var intervals = steps.ConvertAll(step => curve.Interval(step.Time));
        var (median, end) = (curve.Quantile(0.5), curve.Steps.Count == 0 ? 0 : curve.Steps[^1].Time);
        double[] x = [0, .. steps.Select(step => step.Time), .. steps.Count == 0 || end > steps[^1].Time ? [end] : Array.Empty<double>()];
        double[] Line(Func<int, double> at) =>
            [1, .. steps.Select((_, step) => at(step)), .. x.Length > steps.Count + 1 ? [steps.Count == 0 ? 1 : at(steps.Count - 1)] : Array.Empty<double>()];
        return new Figure(
            "survival", title ?? Text.Of("Time to the next purchase", "距下一次购买的时间"),
            median.Time is { } time
                ? Invariant(
                    $"Half have ended after {LengthOf(time, unit).English}. What has not ended yet is counted for as long as it has lasted.",
                    $"一半在{LengthOf(time, unit).Chinese}之内结束。尚未结束的按已持续的时间计入。")
                : Text.Of(
                    "Fewer than half have ended yet. What has not ended is counted for as long as it has lasted.", "结束的还不到一半。尚未结束的按已持续的时间计入。"),
            new FigureTable(
                [unit ?? Text.Of("Days", "天"), Text.Of("At risk", "仍在观察"), Text.Of("Ended", "结束"), Text.Of("Still lasting", "仍在持续"),
                    Text.Of("Lower", "下限"), Text.Of("Upper", "上限")],
                [.. steps.Select((step, at) => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Of(step.Time), FigureCell.Count(step.AtRisk), FigureCell.Count(step.Ended), FigureCell.Share(step.Survival),
                    FigureCell.Share(intervals[at].Lower), FigureCell.Share(intervals[at].Upper),
                ])]),
            new LineChart
            {
                Series =
                [
                    new LineSeries(Text.Of("Still lasting", "仍在持续"), x, Line(at => steps[at].Survival), 0, LineKind.Steps)
                    {
                        Lower = Line(at => intervals[at].Lower), Upper = Line(at => intervals[at].Upper),
                    },
                ],
                Vertical = Text.Of("Share that still lasts", "仍在持续的比例"),
                Horizontal = unit ?? Text.Of("Days", "天"),
                Unit = FigureUnit.Share,
                Most = 1,
            });
    }

    private static Text LengthOf(double time, Text? unit) => unit is null
        ? ReportTexts.Amount(time, TimeUnit.Day)
        : Text.Of($"{Printer.Number(time)} ({unit.English})", $"{Printer.Number(time)}（{unit.Chinese}）");

    /// <summary>The library's own steps in words; a host's stay as they are.</summary>
    private static Text StepName(string step) => step switch
    {
        "registered" => Text.Of("Registered", "注册"),
        "first purchase" => Text.Of("First purchase", "首次购买"),
        "repeat purchase" => Text.Of("Repeat purchase", "再次购买"),
        _ => Text.Of(step),
    };

    /// <summary>How many members took each step after the one before it.</summary>
    /// <exception cref="ArgumentNullException">The funnel is null.</exception>
    public static Figure Funnel(Funnel funnel)
    {
        ArgumentNullException.ThrowIfNull(funnel);
        var units = ReportTexts.Units(funnel.Unit);
        var worst = funnel.Steps.Skip(1).Where(step => step.StepRate.Of > 0).MinBy(step => step.StepRate.Rate);
        return new Figure(
            "funnel", Text.Of("From step to step", "逐步转化"),
            worst is null
                ? Text.Of("Nobody has come as far as the second step.", "还没有会员走到第二步。")
                : Text.Of(
                    $"Most are lost before the step \u201C{StepName(worst.Name).English}\u201D: {Printer.Percent(worst.StepRate.Rate)} of those before it "
                        + "take it.",
                    $"流失最多的是“{StepName(worst.Name).Chinese}”之前：上一步的会员中有{Printer.Percent(worst.StepRate.Rate)}走到这一步。"),
            new FigureTable(
                [Text.Of("Step", "步骤"), MembersText, Text.Of("Of the step before", "占上一步"), Text.Of("Of the first step", "占第一步"),
                    Text.Of($"Median time since the step before ({units.English})", $"距上一步的时间中位数（{units.Chinese}）")],
                [.. funnel.Steps.Select(step => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Of(StepName(step.Name)), FigureCell.Count(step.Members), FigureCell.Share(step.StepRate.Rate),
                    FigureCell.Share(step.OverallRate.Rate), FigureCell.Of(step.TimeSinceStepBefore?.Median ?? double.NaN),
                ])]),
            new BarList(
                [.. funnel.Steps.Select(step => new Bar(
                    StepName(step.Name), step.Members,
                    printer => printer.In(Text.Of($"({Printer.Percent(step.OverallRate.Rate)})", $"（{Printer.Percent(step.OverallRate.Rate)}）"))))],
                FigureUnit.Count));
    }

    /// <summary>What contacting the members with the highest risk earns, by how many are contacted.</summary>
    /// <exception cref="ArgumentNullException">The curve is null.</exception>
    public static Figure Profit(ProfitCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var points = curve.Points();
        double[] x = [.. points.Select(point => (double)point.Contacted)];
        var best = curve.Best;
        return new Figure(
            "profit", Text.Of("Profit by members contacted", "联系人数与利润"),
            best.Contacted == 0
                ? Text.Of("No number of contacts earns its cost.", "无论联系多少会员，都收不回成本。")
                : Invariant(
                    $"Contacting the {best.Contacted:#,0} members with the highest risk earns most; beyond them each contact costs more than it brings.",
                    $"联系风险最高的{best.Contacted:#,0}位会员利润最高；再多联系，成本就超过收益。"),
            new FigureTable(
                [Text.Of("Contacted", "联系人数"), Text.Of("Leavers among them", "其中会流失"), Text.Of("Cost", "成本"), Text.Of("Saved", "挽回"), Text.Of("Profit", "利润")],
                [.. points.Where((_, at) => at % 5 == 0 || at == points.Count - 1).Select(point => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Count(point.Contacted), FigureCell.Count(point.Leavers), FigureCell.Money(point.Cost), FigureCell.Money(point.Saved),
                    FigureCell.Money(point.Profit),
                ])]),
            new LineChart
            {
                Series = [new LineSeries(Text.Of("Profit", "利润"), x, [.. points.Select(point => point.Profit)], 0)],
                Vertical = Text.Of("Profit", "利润"),
                Horizontal = Text.Of("Members contacted", "联系人数"),
                Unit = FigureUnit.Money,
                HorizontalUnit = FigureUnit.Count,
                Marks = best.Contacted == 0 ? [] : [new Mark(best.Contacted, Text.Of("most profit", "利润最高"), IsVertical: true)],
            });
    }
}
