using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Rfm;

/// <summary>The forecast on the screen.</summary>
internal static class PrintForecast
{
    public static void Comparison(Forecast forecast)
    {
        Console.WriteLine($"\nModels of purchases, fitted to the time before {forecast.Holdout.Calendar.Format(forecast.Holdout.FirstCell)}, tested on the {forecast.Holdout.Cells} days from there");
        Console.WriteLine($"{"model",-12}{"log-lik.",12}{"AIC",12}{"BIC",12}{"expected",10}{"actual",8}{"bias",8}{"MAE",7}{"RMSE",7}{"log score",11}  fit");
        foreach (var score in forecast.Comparison.Scores)
        {
            var holdout = score.Holdout!;
            Console.WriteLine($"{score.Model.Name,-12}{Number(score.LogLikelihood),12}{Number(score.Aic),12}{Number(score.Bic),12}"
                + $"{holdout.Expected,10:N0}{holdout.Actual,8:N0}{holdout.Bias,8:P1}{holdout.MeanAbsoluteError,7:N3}{holdout.RootMeanSquareError,7:N3}{holdout.LogScore,11:N4}  {Status(score.Model.Report!)}");
        }
    }

    public static void Parameters(Forecast forecast)
    {
        Console.WriteLine($"\nThe best by log score, fitted to the whole log: {forecast.Purchases}");
        var report = forecast.Purchases.Report!;
        for (var i = 0; i < report.ParameterNames.Count; i++)
            Console.WriteLine($"  {report.ParameterNames[i],-8}{report.Estimates[i],10:G5}   standard error {report.StandardErrors[i]:G3}");
        foreach (var warning in report.Warnings.Concat(forecast.Spend.Report!.Warnings).Where(text => text != forecast.Spend.Independence!.Verdict))
            Console.WriteLine($"  note: {warning}");
        Console.WriteLine($"Spend per purchase: {forecast.Spend}");
        Console.WriteLine($"  {forecast.Spend.Independence!.Verdict}");
        Console.WriteLine($"A new member brings {forecast.NewMember.Amount:N2} in 12 months, the first purchase included (15% a year).");
    }

    public static void Segments(Forecast forecast, MemberResults<string, Segment?> segments, string language)
    {
        Console.WriteLine($"\n{Print.Pad("Segment", 22)}{"members",9}{$"P(buys in {Forecast.HorizonDays} d)",18}{"12-month value",16}{"a member",12}");
        var groups = Enumerable.Range(0, segments.Count)
            .Where(row => segments.Values[row] is not null && !double.IsNaN(forecast.Values.Values[row].Amount))
            .GroupBy(row => segments.Values[row]!)
            .OrderByDescending(group => group.Average(row => forecast.Values.Values[row].Amount));
        foreach (var group in groups)
        {
            var value = group.Sum(row => forecast.Values.Values[row].Amount);
            Console.WriteLine($"{Print.Pad(group.Key.Name.In(language), 22)}{group.Count(),9:N0}"
                + $"{group.Average(row => forecast.ProbabilityOfPurchase.Values[row]),18:P1}{value,16:N2}{value / group.Count(),12:N2}");
        }
    }

    public static void MostAtRisk(Forecast forecast, MemberTable<string> table, MemberResults<string, Segment?> segments, string language)
    {
        Console.WriteLine($"\n{Print.Pad("Most value at risk", 22)}{"at risk",12}{"12-month value",16}{"P(alive)",10}{$"P(buys in {Forecast.HorizonDays} d)",18}{"last",14}  segment");
        var rows = Enumerable.Range(0, table.Count).Where(row => forecast.AtRisk(row) > 0)
            .OrderByDescending(forecast.AtRisk).ThenBy(row => table.Keys[row], StringComparer.Ordinal).Take(10);
        foreach (var row in rows)
        {
            var value = forecast.Values.Values[row];
            var name = segments.Values[row]?.Name.In(language);
            Console.WriteLine($"{Print.Pad(table.Keys[row], 22)}{forecast.AtRisk(row),12:N2}{value.Amount,16:N2}{value.ProbabilityAlive,10:P1}"
                + $"{forecast.ProbabilityOfPurchase.Values[row],18:P1}{table.Window.Calendar.Format(table.Columns.LastPurchaseCell[row]),14}  {name}");
        }
    }

    private static string Status(FitReport report) => report.Status == FitStatus.AtLimit ? $"at a limit: {report.Limit}" : report.Status.ToString().ToLowerInvariant();

    private static string Number(double? value) => value is { } known ? $"{known:N1}" : "-";
}
