using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Rfm;

/// <summary>The forecast on the screen.</summary>
internal static class PrintForecast
{
    public static void Comparison(Forecast forecast, Screen screen)
    {
        var (first, days) = (forecast.Holdout.Calendar.Format(forecast.Holdout.FirstCell), forecast.Holdout.Cells);
        screen.Line(
            $"\nModels of purchases, fitted to the time before {first}, tested on the {days} days from there",
            $"\n购买模型比较：用{first}之前的数据拟合，用此后{days}天检验");
        Console.WriteLine(
            screen.Pad("model", "模型", 12) + screen.Head("log-lik.", "对数似然", 12) + $"{"AIC",12}{"BIC",12}" + screen.Head("expected", "预测次数", 10)
            + screen.Head("actual", "实际", 8) + screen.Head("bias", "偏差", 8) + $"{"MAE",7}{"RMSE",7}" + screen.Head("log score", "对数得分", 11)
            + screen.Say("  fit", "  拟合状态"));
        foreach (var score in forecast.Comparison.Scores)
        {
            var holdout = score.Holdout!;
            Console.WriteLine($"{score.Model.Name,-12}{Number(score.LogLikelihood),12}{Number(score.Aic),12}{Number(score.Bic),12}"
                + $"{holdout.Expected,10:N0}{holdout.Actual,8:N0}{holdout.Bias,8:P1}{holdout.MeanAbsoluteError,7:N3}{holdout.RootMeanSquareError,7:N3}"
                + $"{holdout.LogScore,11:N4}  {Status(score.Model.Report!, screen)}");
        }
    }

    public static void Parameters(Forecast forecast, Screen screen)
    {
        screen.Line(
            $"\nThe best by log score, fitted to the whole log: {forecast.Purchases}", $"\n对数得分最好的模型，用全部流水重新拟合：{forecast.Purchases.Name}（时间单位：{forecast.Purchases.Unit.Days:0.###}天）");
        var report = forecast.Purchases.Report!;
        for (var i = 0; i < report.ParameterNames.Count; i++)
        {
            Console.WriteLine($"  {report.ParameterNames[i],-8}{report.Estimates[i],10:G5}   "
                + screen.Say($"standard error {report.StandardErrors[i]:G3}", $"标准误{report.StandardErrors[i]:G3}"));
        }

        var verdict = forecast.Spend.Independence!.Verdict;
        foreach (var warning in report.Warnings.Concat(forecast.Spend.Report!.Warnings).Where(text => text != verdict))
            Console.WriteLine(screen.Say("  note: ", "  注意：") + screen.Say(warning));
        var spend = forecast.Spend.Parameters;
        var basis = forecast.Spend.Basis == SpendBasis.AllPurchases ? "全部购买" : "首购之后的购买";
        screen.Line(
            $"Spend per purchase: {forecast.Spend}",
            $"消费金额模型：{forecast.Spend.Name}（p {spend.P:G6}，q {spend.Q:G6}，v {spend.V:G6}；依据{basis}）");
        Console.WriteLine($"  {screen.Say(verdict)}");
        screen.Line(
            $"A new member brings {forecast.NewMember.Amount:N2} in 12 months, the first purchase included (15% a year).",
            $"一位新会员12个月内预计带来{forecast.NewMember.Amount:N2}（含首购，年折现率15%）。");
    }

    public static void Segments(Forecast forecast, MemberResults<string, Segment?> segments, Screen screen)
    {
        Console.WriteLine(
            "\n" + screen.Pad("Segment", "分群", 22) + screen.Head("members", "会员数", 9) + Probability(screen) + Value(screen)
            + screen.Head("per member", "人均", 12));
        var groups = Enumerable.Range(0, segments.Count)
            .Where(row => segments.Values[row] is not null && !double.IsNaN(forecast.Values.Values[row].Amount))
            .GroupBy(row => segments.Values[row]!)
            .OrderByDescending(group => group.Average(row => forecast.Values.Values[row].Amount));
        foreach (var group in groups)
        {
            var value = group.Sum(row => forecast.Values.Values[row].Amount);
            Console.WriteLine($"{Screen.Pad(screen.Say(group.Key.Name), 22)}{group.Count(),9:N0}"
                + $"{group.Average(row => forecast.ProbabilityOfPurchase.Values[row]),18:P1}{value,16:N2}{value / group.Count(),12:N2}");
        }
    }

    public static void MostAtRisk(Forecast forecast, MemberTable<string> table, MemberResults<string, Segment?> segments, Screen screen)
    {
        Console.WriteLine(
            "\n" + screen.Pad("Most value at risk", "风险价值最高的会员", 22) + screen.Head("at risk", "风险价值", 12) + Value(screen) + screen.Head("P(alive)", "存活概率", 10)
            + Probability(screen) + screen.Head("last", "最近购买", 14) + screen.Say("  segment", "  分群"));
        var rows = Enumerable.Range(0, table.Count).Where(row => forecast.AtRisk(row) > 0)
            .OrderByDescending(forecast.AtRisk).ThenBy(row => table.Keys[row], StringComparer.Ordinal).Take(10);
        foreach (var row in rows)
        {
            var value = forecast.Values.Values[row];
            var name = segments.Values[row]?.Name.In(screen.Language);
            Console.WriteLine($"{Screen.Pad(table.Keys[row], 22)}{forecast.AtRisk(row),12:N2}{value.Amount,16:N2}{value.ProbabilityAlive,10:P1}"
                + $"{forecast.ProbabilityOfPurchase.Values[row],18:P1}{table.Window.Calendar.Format(table.Columns.LastPurchaseCell[row]),14}  {name}");
        }
    }

    private static string Probability(Screen screen) =>
        screen.Head($"P(buys in {Forecast.HorizonDays} d)", $"{Forecast.HorizonDays}天购买概率", 18);

    private static string Value(Screen screen) => screen.Head("12-month value", "12个月价值", 16);

    private static string Status(FitReport report, Screen screen) => report.Limit is { } limit
        ? screen.Say("at a limit: ", "趋向极限：") + screen.Say(limit)
        : screen.Say(report.Status.ToString().ToLowerInvariant(), Chinese(report.Status));

    private static string Chinese(FitStatus status) => status switch
    {
        FitStatus.Converged => "已收敛",
        FitStatus.NotIdentified => "参数无法确定",
        _ => "拟合失败",
    };

    private static string Number(double? value) => value is { } known ? $"{known:N1}" : "-";
}
