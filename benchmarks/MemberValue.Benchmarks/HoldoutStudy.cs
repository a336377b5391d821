using System.Globalization;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>
/// How often predictive intervals hold what the members of a real shop did: Online Retail, fitted to the days through a cut and asked about those after it.
/// docs/numerics.md has the result.
/// </summary>
internal static class HoldoutStudy
{
    private static readonly double[] Levels = [0.5, 0.8, 0.95];
    private static readonly DateOnly First = new(2010, 12, 1);
    private static readonly DateOnly Last = new(2011, 12, 9);

    public static int Run(string[] arguments)
    {
        var draws = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000;
        var log = MemberLog.Read(BundledShop.Rows(), new MemberTableOptions
        {
            WindowFirst = First.ToDateTime(TimeOnly.MinValue),
            WindowLast = Last.ToDateTime(TimeOnly.MinValue),
        });
        foreach (var cut in new[] { new DateOnly(2011, 6, 9), new DateOnly(2011, 8, 9), new DateOnly(2011, 10, 9) })
            Study(log.Holdout(cut), draws);
        return 0;
    }

    private static void Study(CalibrationHoldout<string> split, int draws)
    {
        var table = split.Calibration;
        var weeks = table.In(TimeUnit.Week);
        var buyers = Enumerable.Range(0, table.Count).Where(row => table.Columns.Purchases[row] > 0).ToArray();
        var purchases = split.HoldoutPurchases.ToArray();
        Print($"through {table.Window.LastDay:yyyy-MM-dd}, {split.HoldoutWindow.Cells} days ahead: {buyers.Length} members bought before,");
        Print($"{buyers.Count(row => purchases[row] > 0)} of them after; share inside (and above) at 50 / 80 / 95%");
        var spend = GammaGammaModel.Fit(table.Columns);
        var options = new ModelValueOptions { Horizon = split.HoldoutWindow.Cells, HorizonUnit = TimeUnit.Day };
        foreach (var model in new AttritionModel[] { NbdModel.Fit(weeks), BgNbdModel.Fit(weeks), MbgNbdModel.Fit(weeks), ParetoNbdModel.Fit(weeks) })
        {
            var calculator = new ModelValueCalculator(model, spend, ReturnModel.Fit(table.Columns), options);
            var future = new PredictiveDraws(new ValueDraws(calculator, table.Columns, 400, seed: 1), draws, seed: 1);
            Print($"  {model.Name}, purchases {Row(level => future.Purchases(table, level), row => purchases[row])}");
            Print($"  {model.Name}, value     {Row(level => future.Values(table, level), row => split.HoldoutNet.ToDouble(row))}");
            var (bought, brought) = (buyers.Sum(row => (double)purchases[row]), buyers.Sum(split.HoldoutNet.ToDouble));
            foreach (var level in Levels)
            {
                var (count, value) = (future.TotalPurchases(table.Columns, level), future.TotalValue(table.Columns, level));
                Print($"    the base at {level}: {count.Lower:0} to {count.Upper:0} purchases, really {bought:0};");
                Print($"      value {value.Lower:0} to {value.Upper:0}, really {brought:0}");
            }
        }

        string Row(Func<double, MemberResults<string, PredictiveInterval>> of, Func<int, double> actual) => string.Join(" / ", Levels.Select(level =>
        {
            var intervals = of(level).Values.ToArray();
            var inside = buyers.Count(row => actual(row) >= intervals[row].Lower && actual(row) <= intervals[row].Upper);
            var above = buyers.Count(row => actual(row) > intervals[row].Upper);
            return FormattableString.Invariant($"{(double)inside / buyers.Length:0.000} ({(double)above / buyers.Length:0.000})");
        }));
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
