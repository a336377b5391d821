using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    private const int MostCohorts = 24; // of a triangle that is still read

    /// <summary>The retention triangle: which share of each cohort bought in each later period.</summary>
    /// <exception cref="ArgumentNullException">The table is null.</exception>
    public static Figure Retention(CohortTable cohorts)
    {
        ArgumentNullException.ThrowIfNull(cohorts);
        var shown = cohorts.Cohorts.Where(cohort => cohort.Members > 0).TakeLast(MostCohorts).ToList();
        var columns = shown.Count == 0 ? 1 : shown.Max(cohort => cohort.Cells.Max(cell => cell.PeriodsSince)) + 1;
        double Value(Cohort cohort, int since) =>
            cohort.Cells.FirstOrDefault(cell => cell.PeriodsSince == since) is { } cell && since > 0 ? cell.Retention.Rate : double.NaN;
        var rows = shown.SelectMany(cohort => cohort.Cells.Select(cell => (IReadOnlyList<FigureCell>)
        [
            FigureCell.Of(PeriodText(cohort.Period)), FigureCell.Count(cell.PeriodsSince), FigureCell.Count(cell.Members), FigureCell.Count(cell.ActiveMembers),
            FigureCell.Share(cell.Retention.Rate), FigureCell.Money(cell.Revenue), FigureCell.Money(cell.CumulativeRevenuePerMember),
        ])).ToList();
        var second = cohorts.Periods.Count > 1 ? cohorts.Retention(1).Rate : double.NaN;
        var later = LaterText(cohorts);
        return new Figure(
            "retention", Text.Of("Retention by cohort", "各批次会员的留存"),
            double.IsNaN(second)
                ? Text.Of("There is no later period yet in which members could come back.", "还没有后续期间，无法观察会员是否回来。")
                : Text.Of(
                    $"Each row is the members whose first purchase fell in one period; {Printer.Percent(second)} of all bought again in the period after. "
                        + $"The stronger the colour, the more came back.",
                    $"每行是同一期间首次购买的会员；其中{Printer.Percent(second)}在下一期再次购买。颜色越强，回来的越多。"),
            new FigureTable(
            [
                Text.Of("First purchase in", "首次购买"), later, Text.Of("Members", "会员数"), Text.Of("Bought", "购买人数"),
                Text.Of("Retention", "留存率"), RevenueText, Text.Of("Revenue per member so far", "人均累计收入"),
            ], rows),
            new HeatMap
            {
                Rows = shown.ConvertAll(cohort => PeriodText(cohort.Period)),
                Columns = [.. Enumerable.Range(1, Math.Max(columns - 1, 1)).Select(since => Invariant($"{since}", $"{since}"))],
                RowTitle = Text.Of("First purchase in", "首次购买"),
                ColumnTitle = later,
                Values = [.. shown.SelectMany(cohort => Enumerable.Range(1, Math.Max(columns - 1, 1)).Select(since => Value(cohort, since)))],
                Unit = FigureUnit.Share,
            });
    }

    /// <summary>What members of each cohort have brought so far, one line per cohort: the newest at most eight.</summary>
    /// <exception cref="ArgumentNullException">The table is null.</exception>
    public static Figure CohortRevenue(CohortTable cohorts)
    {
        ArgumentNullException.ThrowIfNull(cohorts);
        var all = cohorts.Cohorts.Where(cohort => cohort.Members > 0).ToList();
        var every = Math.Max(1, (int)Math.Ceiling(all.Count / (double)Chart.Colours));
        var shown = all.Where((_, at) => at % every == 0).ToList();
        return new Figure(
            "cohort-revenue", Text.Of("Revenue per member so far", "人均累计收入"),
            Text.Of(
                "Each line follows the members of one cohort. A new line above the old ones: new members are worth more than those before.",
                "每条线跟踪一批会员。新批次高于旧批次，说明新会员更有价值。"),
            new FigureTable(
                [Text.Of("First purchase in", "首次购买"), LaterText(cohorts), Text.Of("Revenue per member so far", "人均累计收入")],
                [.. shown.SelectMany(cohort => cohort.Cells.Select(cell => (IReadOnlyList<FigureCell>)
                    [FigureCell.Of(PeriodText(cohort.Period)), FigureCell.Count(cell.PeriodsSince), FigureCell.Money(cell.CumulativeRevenuePerMember)]))]),
            new LineChart
            {
                Series =
                [
                    .. shown.Select((cohort, at) => new LineSeries(
                        PeriodText(cohort.Period), [.. cohort.Cells.Select(cell => (double)cell.PeriodsSince)],
                        [.. cohort.Cells.Select(cell => cell.CumulativeRevenuePerMember)], at % Chart.Colours)),
                ],
                Vertical = Text.Of("Revenue per member", "人均收入"),
                Horizontal = IsMonthly(cohorts)
                    ? Text.Of("Months since the first purchase", "首次购买后的月数") : Text.Of("Periods since the first purchase", "首次购买后的期数"),
                Unit = FigureUnit.Money,
                HorizontalUnit = FigureUnit.Count,
            });
    }

    /// <summary>How many members stood in which stage, date after date.</summary>
    /// <exception cref="ArgumentNullException">The history is null.</exception>
    public static Figure StagesOverTime(LabelHistory<LifecycleStage> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var stages = history.Labels.Where(stage => history.Dates.Any(date => date.Members(stage) > 0)).ToList();
        var last = history.Dates.Count > 0 ? history.Dates[^1] : null;
        var lost = last is null || last.Total == 0 ? double.NaN : stages.Where(stage => stage is LifecycleStage.Dormant or LifecycleStage.Lost)
            .Sum(last.Members) / (double)last.Total;
        return new Figure(
            "stages", Text.Of("Stages over time", "各阶段会员数的变化"),
            double.IsNaN(lost)
                ? Text.Of("There is no date with members.", "没有任何日期有会员。")
                : Text.Of($"On the last date {Printer.Percent(lost)} of the members are dormant or lost.", $"在最后一天，{Printer.Percent(lost)}的会员处于沉睡或流失。"),
            new FigureTable(
                [Text.Of("Date", "日期"), .. stages.Select(LifecycleStages.NameOf)],
                [.. history.Dates.Select(date => (IReadOnlyList<FigureCell>)
                    [FigureCell.Of(DayText(date.Window)), .. stages.Select(stage => FigureCell.Count(date.Members(stage)))])]),
            new ColumnChart
            {
                Categories = [.. history.Dates.Select(date => (Func<Printer, string>)(printer => printer.In(DayText(date.Window))))],
                Series = [.. stages.Select(
                    stage => new ColumnSeries(LifecycleStages.NameOf(stage), [.. history.Dates.Select(date => (double)date.Members(stage))], ColourOf(stage)))],
                Vertical = MembersText,
                IsStacked = true,
            });
    }

    /// <summary>Who moved from which stage to which between two dates; members who came between them are a group of their own.</summary>
    /// <exception cref="ArgumentNullException">The migration is null.</exception>
    public static Figure StageFlow(LabelMigration<LifecycleStage> migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        var from = migration.Labels.Where(stage => migration.EarlierCount(stage) > 0).ToList();
        var to = migration.Labels.Where(stage => migration.LaterCount(stage) > 0).ToList();
        var entrants = migration.TotalEntrants > 0;
        var values = from.SelectMany(earlier => to.Select(later => (double)migration.Count(earlier, later)))
            .Concat(entrants ? to.Select(later => (double)migration.EntrantCount(later)) : []).ToArray();
        List<FlowNode> left = [.. from.Select(stage => new FlowNode(LifecycleStages.NameOf(stage), ColourOf(stage)))];
        if (entrants)
            left.Add(new FlowNode(Text.Of("Came since", "其后加入"), 5));
        var stayed = from.Sum(stage => migration.Count(stage, stage));
        var rows = from.SelectMany(earlier => to.Where(later => migration.Count(earlier, later) > 0).Select(later => (IReadOnlyList<FigureCell>)
        [
            FigureCell.Of(LifecycleStages.NameOf(earlier)), FigureCell.Of(LifecycleStages.NameOf(later)), FigureCell.Count(migration.Count(earlier, later)),
            FigureCell.Share(migration.Share(earlier, later).Rate),
        ])).ToList();
        return new Figure(
            "stage-flow", Text.Of("Moves between stages", "阶段之间的流动"),
            migration.EarlierTotal == 0
                ? Text.Of("Nobody was a member at the earlier date.", "较早的日期还没有会员。")
                : Text.Of(
                    $"{Printer.Percent(stayed / (double)migration.EarlierTotal)} of the members stand where they stood at the earlier date.",
                    $"{Printer.Percent(stayed / (double)migration.EarlierTotal)}的会员与较早的日期处于同一阶段。"),
            new FigureTable([Text.Of("From", "从"), Text.Of("To", "到"), MembersText, Text.Of("Share of those before", "占原阶段")], rows),
            new FlowChart(left, [.. to.Select(stage => new FlowNode(LifecycleStages.NameOf(stage), ColourOf(stage)))], values, DayText(migration.Earlier),
                DayText(migration.Later)));
    }

    private static Text LaterText(CohortTable cohorts) =>
        IsMonthly(cohorts) ? Text.Of("Months later", "其后第几个月") : Text.Of("Periods later", "其后第几期");

    private static bool IsMonthly(CohortTable cohorts) => cohorts.Periods.Count > 1 && cohorts.Periods.Skip(1).SkipLast(1).All(IsMonth);

    private static bool IsMonth(ObservationWindow period) =>
        period.FirstDay is { Day: 1 } first && period.LastDay == first.AddMonths(1).AddDays(-1);

    private static int ColourOf(LifecycleStage stage) => stage switch
    {
        LifecycleStage.New => 4,
        LifecycleStage.FirstTime => 3,
        LifecycleStage.Active => 0,
        LifecycleStage.Loyal => 2,
        LifecycleStage.Dormant => 1,
        LifecycleStage.Lost => 7,
        LifecycleStage.Returned => 6,
        _ => 5,
    };

    private static Text PeriodText(ObservationWindow period)
    {
        var first = period.FirstDay;
        if (IsMonth(period))
            return ReportTexts.Month(first);
        return Text.Of(first.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Text DayText(ObservationWindow? window) =>
        window is null ? Text.Of("–") : Text.Of(window.LastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
