using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    /// <summary>How many members made how many repeat purchases, and how many a model says.</summary>
    /// <exception cref="ArgumentNullException">The histogram is null.</exception>
    public static Figure Counts(FrequencyHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return new Figure(
            "counts", Text.Of("Repeat purchases: actual and by the model", "复购次数：实际与模型"),
            Text.Of(
                "Members by the number of purchases after their first. Where the bars agree, the model knows how often members buy.",
                "按首购之后的购买次数统计会员。两组柱越接近，模型越了解会员的购买频次。"),
            new FigureTable(
                [Text.Of("Repeat purchases", "复购次数"), Text.Of("Actual", "实际"), Text.Of("Model", "模型")],
                [.. histogram.Rows.Select(row => (IReadOnlyList<FigureCell>)
                    [FigureCell.Of(CountText(row.RepeatPurchases, row.IsOrMore)), FigureCell.Count(row.Actual), FigureCell.Count(row.Expected)])]),
            new ColumnChart
            {
                Categories = [.. histogram.Rows.Select(row => (Func<Printer, string>)(printer => printer.In(CountText(row.RepeatPurchases, row.IsOrMore))))],
                Series =
                [
                    new ColumnSeries(Text.Of("Actual", "实际"), [.. histogram.Rows.Select(row => row.Actual)], 0),
                    new ColumnSeries(Text.Of("Model", "模型"), [.. histogram.Rows.Select(row => row.Expected)], 1),
                ],
                Vertical = MembersText,
                Horizontal = Text.Of("Repeat purchases", "复购次数"),
            });
    }

    /// <summary>What members bought in the holdout, by their purchases before it, and what a model expected.</summary>
    /// <exception cref="ArgumentNullException">The rows are null.</exception>
    public static Figure Expectation(IReadOnlyList<ConditionalExpectationRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] x = [.. rows.Select(row => (double)row.RepeatPurchases)];
        return new Figure(
            "conditional-expectation", Text.Of("Later purchases by earlier ones", "按既往购买次数看后续购买"),
            Text.Of(
                "Mean purchases in the time that was held back, for members with the same number of repeat purchases before it.",
                "按留出期之前的复购次数分组，每组会员在留出期内的平均购买次数。"),
            new FigureTable(
                [Text.Of("Repeat purchases", "复购次数"), MembersText, Text.Of("Actual", "实际"), Text.Of("Model", "模型")],
                [.. rows.Select(row => (IReadOnlyList<FigureCell>)
                    [FigureCell.Of(CountText(row.RepeatPurchases, row.IsOrMore)), FigureCell.Count(row.Members), FigureCell.Of(row.Actual),
                        FigureCell.Of(row.Expected)])]),
            new LineChart
            {
                Series =
                [
                    new LineSeries(Text.Of("Actual", "实际"), x, [.. rows.Select(row => row.Actual)], 0, LineKind.Points),
                    new LineSeries(Text.Of("Model", "模型"), x, [.. rows.Select(row => row.Expected)], 1),
                ],
                Vertical = Text.Of("Mean purchases", "平均购买次数"),
                Horizontal = Text.Of("Repeat purchases before", "此前的复购次数"),
                HorizontalUnit = FigureUnit.Count,
            });
    }

    /// <summary>Purchases week after week (or whatever a period is): actual, and by one or more models.</summary>
    /// <param name="tracks">Rows of tracking by the name of their model.</param>
    /// <param name="isCumulative">Whether purchases are added up.</param>
    /// <param name="calendar">The calendar of the log, for the dates at which periods end; null to number the periods.</param>
    /// <exception cref="ArgumentNullException">The tracks are null.</exception>
    /// <exception cref="ArgumentException">There is no track, or they have different periods.</exception>
    public static Figure Tracking(
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<TrackingRow>>> tracks, bool isCumulative = false, CellCalendar? calendar = null)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        if (tracks.Count == 0 || tracks.Any(track => track.Value.Count != tracks[0].Value.Count))
            throw new ArgumentException("There must be one track or more, all with the same periods.", nameof(tracks));
        var first = tracks[0].Value;
        double[] x = [.. first.Select(row => calendar is null ? row.Period : (double)row.LastCell)];
        var every = Math.Max(1, (int)Math.Ceiling(first.Count / 5.0));
        var period = calendar is null ? Text.Of("Period", "期") : Text.Of("Period up to", "截至");
        FigureCell PeriodOf(TrackingRow row) => calendar is null ? FigureCell.Count(row.Period) : FigureCell.Of(calendar.Format(row.LastCell));
        double Actual(TrackingRow row) => (isCumulative ? row.ActualCumulative : row.Actual) is { } actual ? actual : double.NaN;
        double Expected(TrackingRow row) => isCumulative ? row.ExpectedCumulative : row.Expected;
        return new Figure(
            isCumulative ? "tracking-cumulative" : "tracking",
            isCumulative ? Text.Of("Repeat purchases so far", "累计复购次数") : Text.Of("Repeat purchases by period", "各期复购次数"),
            Text.Of("Actual purchases, and what each model says they would be.", "实际购买次数，以及各模型给出的预期。"),
            new FigureTable(
                [period, Text.Of("Actual", "实际"), .. tracks.Select(track => Text.Of(track.Key))],
                [.. first.Select((row, at) => (IReadOnlyList<FigureCell>)
                    [PeriodOf(row), FigureCell.Count(Actual(row)), .. tracks.Select(track => FigureCell.Of(Expected(track.Value[at])))])]),
            new LineChart
            {
                Series =
                [
                    new LineSeries(Text.Of("Actual", "实际"), x, [.. first.Select(Actual)], 0),
                    .. tracks.Select((track, at) =>
                        new LineSeries(Text.Of(track.Key), x, [.. track.Value.Select(Expected)], 1 + (at % (Chart.Colours - 1)), LineKind.Dashed)),
                ],
                Vertical = Text.Of("Purchases", "购买次数"),
                Horizontal = period,
                Unit = FigureUnit.Count,
                HorizontalUnit = FigureUnit.Count,
                NameOf = calendar is null ? null : (cell, _) => calendar.Format((int)Math.Round(cell)),
                Named = [.. x.Where((_, at) => at % every == 0)],
            });
    }

    /// <summary>Whether probabilities come true: predicted shares against observed ones, with 95% intervals.</summary>
    /// <exception cref="ArgumentNullException">The evaluation is null.</exception>
    public static Figure Calibration(BinaryEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var bins = evaluation.Calibration.Where(bin => bin.Observed.Of > 0).ToList();
        double[] x = [.. bins.Select(bin => bin.MeanPrediction)];
        return new Figure(
            "calibration", Text.Of("Do probabilities come true?", "概率是否应验"),
            Text.Of(
                "Members in groups of like predictions. On the diagonal, a prediction of 30% comes true for 30 of 100.",
                "把预测相近的会员分组。落在对角线上，说明预测30%的会员里确有30%发生。"),
            new FigureTable(
                [Text.Of("Predicted", "预测"), Text.Of("Observed", "实际"), Text.Of("Lower", "下限"), Text.Of("Upper", "上限"), MembersText],
                [.. bins.Select(bin => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Share(bin.MeanPrediction), FigureCell.Share(bin.Observed.Rate), FigureCell.Share(bin.Observed.Wilson().Lower),
                    FigureCell.Share(bin.Observed.Wilson().Upper), FigureCell.Count(bin.Observed.Of),
                ])]),
            ShareChart(
                Text.Of("Observed share", "实际占比"), Text.Of("Predicted probability", "预测概率"),
                [
                    new LineSeries(Text.Of("Observed", "实际"), x, [.. bins.Select(bin => bin.Observed.Rate)], 0)
                    {
                        Lower = [.. bins.Select(bin => bin.Observed.Wilson().Lower)],
                        Upper = [.. bins.Select(bin => bin.Observed.Wilson().Upper)],
                    },
                    new LineSeries(Text.Of("As predicted", "与预测一致"), [0, 1], [0, 1], 5, LineKind.Dashed),
                ]));
    }

    /// <summary>How many of the leavers are found when the members with the highest risk are contacted first.</summary>
    /// <exception cref="ArgumentNullException">The evaluation is null.</exception>
    public static Figure Gain(BinaryEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var bands = evaluation.Lift;
        double[] x = [0, .. bands.Select(band => (double)band.CumulativeRows / Math.Max(evaluation.Count, 1))];
        double[] y = [0, .. bands.Select(band => band.Gain)];
        return new Figure(
            "gain", Text.Of("Gain", "增益曲线"),
            Text.Of("Contacting members from the highest prediction down: which share of all cases is found.", "按预测从高到低联系会员：能找到全部目标的多大比例。"),
            new FigureTable(
                [Text.Of("Contacted", "已联系"), Text.Of("Found", "已找到"), Text.Of("Lift", "提升度")],
                [.. bands.Select(band => (IReadOnlyList<FigureCell>)
                    [FigureCell.Share((double)band.CumulativeRows / Math.Max(evaluation.Count, 1)), FigureCell.Share(band.Gain),
                        FigureCell.Of(band.CumulativeLift)])]),
            ShareChart(
                Text.Of("Share found", "找到的比例"), Text.Of("Share contacted", "联系的比例"),
                [new LineSeries(Text.Of("By prediction", "按预测"), x, y, 0),
                    new LineSeries(Text.Of("At random", "随机"), [0, 1], [0, 1], 5, LineKind.Dashed)]));
    }

    /// <summary>One member's purchases and the probability that they are still there, day after day.</summary>
    /// <param name="explanation">The member's path.</param>
    /// <param name="name">What the page calls the member; null for "This member".</param>
    /// <exception cref="ArgumentNullException">The explanation is null.</exception>
    public static Figure Path(MemberExplanation explanation, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var path = explanation.Path;
        double[] x = [.. path.Select(point => (double)point.Cell)];
        string NameOf(double cell, Printer printer) => explanation.Calendar.Format((int)Math.Round(cell));
        var every = Math.Max(1, path.Count / 6);
        var marks = LinesOf(explanation, x[0], x[^1]);
        return new Figure(
            "member-path", name is null ? Text.Of("This member", "这位会员") : Text.Of(name), Text.Join(explanation.Reasons),
            new FigureTable(
                [Text.Of("Date", "日期"), Text.Of("Purchase", "购买"), Text.Of("Still there", "仍活跃的概率"), Text.Of("Buys again", "再次购买的概率")],
                [.. path.Select(point => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Of(explanation.Calendar.Format(point.Cell)), FigureCell.Of(point.IsPurchase ? Text.Of("yes", "是") : Text.Of("–")),
                    FigureCell.Share(point.ProbabilityAlive), FigureCell.Share(point.ProbabilityOfPurchase),
                ])]),
            new LineChart
            {
                Series =
                [
                    new LineSeries(Text.Of("Still there", "仍活跃的概率"), x, [.. path.Select(point => point.ProbabilityAlive)], 0),
                    new LineSeries(Text.Of("Buys again", "再次购买的概率"), x, [.. path.Select(point => point.ProbabilityOfPurchase)], 1),
                    new LineSeries(
                        Text.Of("Purchase", "购买"), [.. path.Where(point => point.IsPurchase).Select(point => (double)point.Cell)],
                        [.. path.Where(point => point.IsPurchase).Select(point => point.ProbabilityAlive)], 2, LineKind.Points),
                ],
                Vertical = Text.Of("Probability", "概率"),
                Horizontal = Text.Of("Date", "日期"),
                Unit = FigureUnit.Share,
                Most = 1,
                NameOf = NameOf,
                Named = [.. x.Where((_, at) => at % every == 0), .. marks.Select(mark => mark.Value).Where(cell => cell > x[^1])],
                Marks = marks,
            });
    }

    /// <summary>The days on which a silent member's probabilities fall below the line, as far as the future may be as long as the past.</summary>
    private static List<Mark> LinesOf(MemberExplanation explanation, double first, double last)
    {
        var level = Printer.Percent(explanation.Level);
        (int? Cell, Text Name)[] lines =
        [
            (explanation.AliveFallsBelow, Text.Of($"still there: below {level}", $"仍活跃的概率低于{level}")),
            (explanation.PurchaseFallsBelow, Text.Of($"buys again: below {level}", $"再次购买的概率低于{level}")),
        ];
        return [.. lines.Where(line => line.Cell is { } cell && cell >= first && cell <= last + Math.Max(last - first, 90))
            .Select(line => new Mark(line.Cell!.Value, line.Name, IsVertical: true)).OrderBy(mark => mark.Value)];
    }

    private static Text CountText(int count, bool isOrMore) => isOrMore ? Invariant($"{count} or more", $"{count}次以上") : Invariant($"{count}", $"{count}");
}
