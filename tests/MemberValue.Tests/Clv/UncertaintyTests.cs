using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

/// <summary>Draws have the distribution that the fit's report states, and intervals are their quantiles.</summary>
public class UncertaintyTests
{
    private static readonly Lazy<BgNbdModel> Bg = new(() => BgNbdModel.Fit(CdnowTables.Split.Calibration.In(TimeUnit.Week)));

    private static readonly PurchaseHistories Histories = PurchaseHistories.From(CdnowTables.Split.Calibration.In(TimeUnit.Week));

    private static readonly PurchaseHistory Ann = new(2, 30.43, 38.86);

    [Fact]
    public void Draws_scatter_about_as_the_standard_errors_say()
    {
        var draws = new AttritionDraws(Bg.Value, Histories, 4_000, seed: 7);
        var report = Bg.Value.Report!;
        for (var k = 0; k < 4; k++)
        {
            var logs = draws.Models.Select(model => Math.Log(model.ParameterValues[k] / report.Estimates[k])).ToArray();
            var spread = Math.Sqrt(logs.Sum(value => value * value) / logs.Length);
            Assert.Equal(1, spread / Math.Sqrt(report.LogCovariance[k][k]), 0.25); // the likelihood is not symmetric, and has heavier tails
            Assert.Equal(0, logs.Average() / spread, 0.3);
        }

        double Product(int i, int j) => draws.Models.Average(model =>
            Math.Log(model.ParameterValues[i] / report.Estimates[i]) * Math.Log(model.ParameterValues[j] / report.Estimates[j]));
        Assert.Equal(1, Product(2, 3) / report.LogCovariance[2][3], 0.4); // a and b go together
    }

    [Fact]
    public void The_interval_agrees_with_the_delta_method_where_that_holds()
    {
        var draws = new AttritionDraws(Bg.Value, Histories, 4_000, seed: 3);
        var interval = draws.ExpectedPurchases(Ann, 39, 0.9);
        var report = Bg.Value.Report!;
        var gradient = new double[4];
        for (var k = 0; k < 4; k++)
        {
            double At(double step) =>
                Bg.Value.WithParameters([.. report.Estimates.Select((value, i) => i == k ? value * Math.Exp(step) : value)]).ExpectedPurchases(Ann, 39);
            gradient[k] = (At(1e-5) - At(-1e-5)) / 2e-5;
        }

        var variance = 0.0;
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
                variance += gradient[i] * gradient[j] * report.LogCovariance[i][j];
        }

        Assert.InRange(Bg.Value.ExpectedPurchases(Ann, 39), interval.Lower, interval.Upper);
        Assert.Equal(2 * 1.6449 * Math.Sqrt(variance), interval.Upper - interval.Lower, 0.08 * (interval.Upper - interval.Lower));
        Assert.Equal(0.9, interval.Level);
    }

    [Fact]
    public void Many_members_have_the_intervals_of_each_one()
    {
        var draws = new AttritionDraws(Bg.Value, Histories, 40, seed: 1);
        var weeks = CdnowTables.Split.Calibration.In(TimeUnit.Week);
        var (alive, expected) = (new ParameterInterval[weeks.Count], new ParameterInterval[weeks.Count]);
        draws.ProbabilityAlive(weeks, alive, 0.5);
        draws.ExpectedPurchases(weeks, 13, expected);
        for (var i = 0; i < weeks.Count; i += 97)
        {
            var history = new PurchaseHistory(weeks.RepeatPurchases(i), weeks.TimeOfLastPurchase(i), weeks.Age(i));
            Close(draws.ProbabilityAlive(history, 0.5), alive[i]);
            Close(draws.ExpectedPurchases(history, 13), expected[i]);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_draws_and_another_one_others()
    {
        double First(int seed) => new AttritionDraws(Bg.Value, Histories, 3, seed).Models[2].ParameterValues[0];
        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));
    }

    [Fact]
    public void Predictive_counts_are_the_quantiles_of_the_counts()
    {
        var model = Bg.Value;
        foreach (var probability in new[] { 0.1, 0.5, 0.9, 0.999 })
        {
            var quantile = Assert.NotNull(PredictiveCount.Quantile(model, Ann, 39, probability));
            double Upto(int count) => Enumerable.Range(0, count + 1).Sum(n => model.ProbabilityOfCount(Ann, n, 39));
            Assert.True(Upto(quantile) >= probability);
            Assert.True(quantile == 0 || Upto(quantile - 1) < probability);
        }

        Assert.Null(PredictiveCount.Quantile(model, new PurchaseHistory(1, 9, 3), 39, 0.5));
        Assert.InRange(new AttritionDraws(model, Histories, 50, 1).CountQuantile(Ann, 39, 0.9)!.Value, 2, 6);
    }

    [Fact]
    public void A_value_has_an_interval_too()
    {
        var columns = CdnowTables.Split.Calibration.Columns;
        var (spend, returns) = (GammaGammaModel.Fit(columns), ReturnModel.Fit(columns));
        var calculator = new ModelValueCalculator(Bg.Value, spend, returns, new ModelValueOptions { Discount = DiscountRate.Annual(0.15) });
        var draws = new ValueDraws(calculator, columns, 200, seed: 5);
        var (known, stranger) = (draws.ExpectedResidual(Ann, 22.35), draws.ExpectedNewMember());
        Assert.InRange(calculator.Residual(Ann, 22.35).Amount, known.Lower, known.Upper);
        Assert.InRange(calculator.NewMember().Amount, stranger.Lower, stranger.Upper);
        Assert.True(known.Lower > 0.7 * known.Upper);
    }

    [Fact]
    public void Named_parameters_have_no_uncertainty()
    {
        var named = new BgNbdModel(Bg.Value.Parameters, TimeUnit.Week);
        Assert.Contains(
            "was not fitted", Assert.Throws<ArgumentException>(() => new AttritionDraws(named, Histories, 10, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttritionDraws(Bg.Value, Histories, 0, 1));
        Assert.Contains(
            "1 to 100000", Assert.Throws<ArgumentOutOfRangeException>(() => new AttritionDraws(Bg.Value, Histories, 100_001, 1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttritionDraws(Bg.Value, Histories, 3, 1).ProbabilityAlive(Ann, 1));
    }

    private static void Close(ParameterInterval a, ParameterInterval b)
    {
        Assert.Equal(a.Lower, b.Lower, 1e-11 * (1 + a.Lower));
        Assert.Equal(a.Median, b.Median, 1e-11 * (1 + a.Median));
        Assert.Equal(a.Upper, b.Upper, 1e-11 * (1 + a.Upper));
    }
}
