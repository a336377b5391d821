using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

/// <summary>
/// The value of the whole CDNOW cohort: Fader, Hardie and Lee 2005 (JMR 42), Tables 2 and 3. 78 weeks, 15% a year of 52 weeks, 30% margin,
/// without the ten customers who spent most (p. 422).
/// </summary>
public class CdnowCohortTests
{
    private static readonly Lazy<(int X, int Silence, double MeanSpend, double Value)[]> Cohort = new(() =>
    {
        var builder = new MemberTableBuilder<int>(CdnowTables.Options);
        builder.AddRange(CdnowData.FullLog().Select(row => new Transaction<int>(row.Id, row.Day, row.Amount)));
        var table = builder.Build();
        var calculator = new ModelValueCalculator(
            new ParetoNbdModel(new ParetoNbdParameters(.5630, 12.5586, .4081, 10.5141), TimeUnit.Week),
            new GammaGammaModel(new GammaGammaParameters(4.6833, 4.1899, 24.3918)), new ReturnModel(share: 0),
            new ModelValueOptions { Horizon = double.PositiveInfinity, Discount = DiscountRate.Annual(0.15, TimeUnit.Week, 52), MarginRate = 0.3 });
        var values = calculator.Calculate(table);
        Assert.Equal(23_570, table.Count);
        return Enumerable.Range(0, table.Count).OrderByDescending(i => table.Columns.Net[i]).Skip(10)
            .Select(i => (table.Columns.Purchases[i] - 1, table.Window.LastCell - table.Columns.LastPurchaseCell[i], table.Columns.MeanRepeatPurchaseSpend(i),
                values.Values[i]))
            .ToArray();
    });

    [Fact]
    public void The_cohort_is_worth_47_dollars_a_customer()
    {
        Assert.Equal(23_560, Cohort.Value.Length);
        Assert.Equal(47, Cohort.Value.Average(row => row.Value), 0.5);
        Assert.InRange(Cohort.Value.Sum(row => row.Value), 1_100_000, 1_110_000);
    }

    [Fact]
    public void Customers_who_bought_once_are_worth_4_dollars_40()
    {
        var once = Cohort.Value.Where(row => row.X == 0).ToList();
        Assert.Equal(12_054, once.Count);
        Assert.Equal(4.40, once.Average(row => row.Value), 0.005);
        Assert.InRange(once.Sum(row => row.Value), 52_900, 53_100);
    }

    [Theory]
    [InlineData("R", 10, 62, 201)]
    [InlineData("F", 18, 50, 205)]
    [InlineData("M", 31, 81, 160)]
    public void The_terciles_of_repeat_buyers_have_the_means_of_the_paper(string dimension, double low, double middle, double high)
    {
        // The paper does not say where ties go, so its groups are ours but for some members on the borders: within a dollar and 3%.
        var repeaters = Cohort.Value.Where(row => row.X > 0)
            .OrderBy(row => dimension switch { "R" => -row.Silence, "F" => row.X, _ => row.MeanSpend }).ToList();
        double Key((int X, int Silence, double MeanSpend, double Value) row) => dimension switch { "R" => -row.Silence, "F" => row.X, _ => row.MeanSpend };
        var (first, second) = (Key(repeaters[repeaters.Count / 3]), Key(repeaters[2 * repeaters.Count / 3]));
        double Mean(Func<double, bool> inside) => repeaters.Where(row => inside(Key(row))).Average(row => row.Value);
        Assert.Equal(low, Mean(key => key <= first), 1 + 0.03 * low);
        Assert.Equal(middle, Mean(key => key > first && key <= second), 1 + 0.03 * middle);
        Assert.Equal(high, Mean(key => key > second), 1 + 0.03 * high);
    }

    [Fact]
    public void The_best_of_all_three_are_954_customers_of_435_dollars()
    {
        var repeaters = Cohort.Value.Where(row => row.X > 0).ToList();
        double Tercile(Func<(int X, int Silence, double MeanSpend, double Value), double> key) =>
            repeaters.Select(key).Order().ElementAt(2 * repeaters.Count / 3);
        var (r, f, m) = (Tercile(row => -row.Silence), Tercile(row => row.X), Tercile(row => row.MeanSpend));
        var best = repeaters.Where(row => -row.Silence > r && row.X > f && row.MeanSpend > m).ToList();
        Assert.Equal(954, best.Count, 0.04 * 954);
        Assert.InRange(best.Average(row => row.Value), 425, 445);
        Assert.Equal(.38, best.Sum(row => row.Value) / Cohort.Value.Sum(row => row.Value), 0.015);
    }
}
