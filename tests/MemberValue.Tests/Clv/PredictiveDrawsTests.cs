using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Tests.Conformance;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

/// <summary>Predictive intervals hold what really happens, and are the same in every overload.</summary>
public class PredictiveDrawsTests
{
    private static readonly GammaGammaModel Spend = new(new GammaGammaParameters(6.25, 3.74, 15.44));

    public static TheoryData<string> Models => AttritionModels.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void The_mean_of_the_draws_is_the_expected_value(string name)
    {
        var model = AttritionModels.Of(name);
        foreach (var discount in (DiscountRate[])[DiscountRate.None, DiscountRate.Annual(0.5), DiscountRate.PerPeriod(0.05, TimeUnit.OfDays("month", 28))
            with { Timing = DiscountTiming.PeriodMiddle }])
        {
            var calculator = new ModelValueCalculator(
                model, Spend, null,
                    new ModelValueOptions { Horizon = 52, HorizonUnit = TimeUnit.Week, Discount = discount, MarginRate = 0.4, NetOfReturns = false });
            var draws = new PredictiveDraws(calculator, 40_000, seed: 3);
            foreach (var history in (PurchaseHistory[])[new(0, 0, 20), new(6, 25, 30)])
            {
                var count = draws.Purchases(history, 0.95);
                Assert.Equal(1, count.Mean / model.ExpectedPurchases(history, 52), 0.08);
                Assert.Equal(1, draws.Value(history, 30, level: 0.95).Mean / calculator.Residual(history, 30).Amount, 0.08);
                // Chance in one member's purchases, told by the probabilities of the counts.
                double Upto(double most) => Enumerable.Range(0, (int)most + 1).Sum(n => model.ProbabilityOfCount(history, n, 52));
                Assert.True(Upto(count.Upper) >= 0.97 && (count.Upper == 0 || Upto(count.Upper - 1) < 0.98), $"{history}: {count}");
                Assert.True(Upto(count.Lower) >= 0.02 && (count.Lower == 0 || Upto(count.Lower - 1) < 0.03), $"{history}: {count}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Without_an_end_there_is_an_interval_where_members_leave(string name)
    {
        var model = AttritionModels.Of(name);
        var history = new PurchaseHistory(3, 20, 30);
        var endless = new ModelValueCalculator(model, Spend, null, new ModelValueOptions { Horizon = double.PositiveInfinity, NetOfReturns = false });
        Assert.Equal(model is NbdModel, double.IsNaN(new PredictiveDraws(endless, 200, 1).Value(history, 20).Upper));
        var discounted = new ModelValueCalculator(
            model, Spend, null, new ModelValueOptions { Horizon = double.PositiveInfinity, Discount = DiscountRate.Annual(0.3), NetOfReturns = false });
        var value = new PredictiveDraws(discounted, 20_000, 1).Value(history, 20);
        Assert.Equal(1, value.Mean / discounted.Residual(history, 20).Amount, 0.1);
        Assert.True(value.Lower <= value.Median && value.Median < value.Mean && value.Mean < value.Upper);
    }

    [Theory] // small and seeded; the study with hundreds of bases is in docs/numerics.md
    [MemberData(nameof(Models))]
    public void Members_end_up_inside_as_often_as_the_level_says(string name)
    {
        var truth = AttritionModels.Of(name);
        var random = new Random(11);
        var draws = new PredictiveDraws(
            new ModelValueCalculator(truth, Spend, null,
                new ModelValueOptions { Horizon = 26, HorizonUnit = TimeUnit.Week, NetOfReturns = false }), 300, seed: 1);
        const int members = 1_500;
        double[] levels = [0.5, 0.8, 0.95];
        var inside = new double[3];
        var purchases = new List<double>();
        for (var i = 0; i < members; i++)
        {
            purchases.Clear();
            truth.Simulate(random, 30 + 26, purchases);
            var seen = purchases.Count(time => time <= 30);
            var rate = Spend.SimulateRate(random);
            var past = Enumerable.Range(0, seen).Sum(_ => Spend.SimulateSpend(random, rate));
            var future = Enumerable.Range(0, purchases.Count - seen).Sum(_ => Spend.SimulateSpend(random, rate));
            var history = new PurchaseHistory(seen, seen > 0 ? purchases[seen - 1] : 0, 30);
            for (var level = 0; level < 3; level++)
            {
                var interval = draws.Value(history, seen > 0 ? past / seen : 0, level: levels[level]);
                // Nothing spent is often a quarter of all draws and more: who lies on such an end counts by the share that the level asks for.
                inside[level] += future > interval.Lower && future < interval.Upper ? 1
                    : future == 0 && interval.Lower == 0 ? ShareAtZero(truth, history, levels[level]) : 0;
            }
        }

        for (var level = 0; level < 3; level++)
            Assert.Equal(levels[level], inside[level] / members, 0.035);
    }

    // Of those who spend nothing, the part that lies within the level when all of them are spread over the probability of nothing.
    private static double ShareAtZero(AttritionModel model, PurchaseHistory history, double level)
    {
        var none = 1 - model.ProbabilityOfPurchase(history, 26);
        return Math.Max(0, Math.Min(none, (1 + level) / 2) - (1 - level) / 2) / none;
    }

    [Fact]
    public void One_member_many_members_and_a_table_have_the_same_bits()
    {
        var table = CdnowTables.Split.Calibration;
        var columns = table.Columns;
        var weeks = columns.In(TimeUnit.Week);
        foreach (var spend in (GammaGammaModel?[])[Spend, null])
        {
            var calculator = new ModelValueCalculator(AttritionModels.Of("MBG/NBD"), spend, null,
                new ModelValueOptions { Discount = DiscountRate.Annual(0.1), NetOfReturns = false });
            var draws = new PredictiveDraws(calculator, 60, seed: 9);
            var (counts, values) = (new PredictiveInterval[columns.Count], new PredictiveInterval[columns.Count]);
            draws.Purchases(columns, counts);
            draws.Values(columns, values);
            Assert.Equal(counts, draws.Purchases(table).Values.ToArray());
            Assert.Equal(values, draws.Values(table).Values.ToArray());
            for (var i = 0; i < columns.Count; i += 61)
            {
                var history = new PurchaseHistory(weeks.RepeatPurchases(i), weeks.TimeOfLastPurchase(i), weeks.Age(i));
                Assert.Equal(draws.Purchases(history), counts[i]);
                var slice = new PredictiveInterval[1];
                draws.Values(columns.Slice(i, 1), slice);
                Assert.Equal(slice[0], values[i]);
            }

            var few = MemberLog.Read(CdnowTables.Log.Where(row => row.Member % 60 == 0), CdnowTables.Options).Table().Columns;
            Assert.Equal(0, Allocations.Of(() => draws.Values(few, values)));
            Assert.Equal(0, Allocations.Of(() => draws.Purchases(few, values)));
            Assert.Equal(draws.TotalValue(columns), draws.TotalValue(columns));
            Assert.NotEqual(draws.TotalValue(columns), new PredictiveDraws(calculator, 60, seed: 10).TotalValue(columns));
        }

        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var stopped = new PredictiveDraws(new ModelValueCalculator(AttritionModels.Of("NBD"), Spend, new ReturnModel(0)), 10, 1);
        Assert.ThrowsAny<OperationCanceledException>(() => stopped.Values(table, 0.8, stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => stopped.TotalValue(columns, 0.8, stop.Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => stopped.TotalValue(columns, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredictiveDraws(stopped.Calculator, 100_001, 1));
        Assert.Throws<ArgumentException>(() => stopped.Values(columns, new PredictiveInterval[3]));
    }

    [Fact]
    public void The_purchases_of_CDNOW_lie_where_the_page_says()
    {
        var split = CdnowTables.Split;
        var columns = split.Calibration.Columns;
        var calculator = new ModelValueCalculator(
            ParetoNbdModel.Fit(columns.In(TimeUnit.Week)), GammaGammaModel.Fit(columns), null,
                new ModelValueOptions { Horizon = 39, HorizonUnit = TimeUnit.Week, NetOfReturns = false });
        var parameters = new ValueDraws(calculator, columns, 200, seed: 1);
        Assert.Empty(parameters.Warnings);
        var draws = new PredictiveDraws(parameters, 400, seed: 1);
        var values = draws.Values(split.Calibration).Values;
        var (inside, narrow) = (0, 0);
        for (var i = 0; i < columns.Count; i++)
        {
            var spent = split.HoldoutPurchaseSpend.ToDouble(i);
            inside += spent >= values[i].Lower && spent <= values[i].Upper ? 1 : 0;
        }

        for (var i = 0; i < columns.Count; i += 10)
        {
            var history = new PurchaseHistory(
                columns.In(TimeUnit.Week).RepeatPurchases(i), columns.In(TimeUnit.Week).TimeOfLastPurchase(i), columns.In(TimeUnit.Week).Age(i));
            var mean = calculator.Spend!.ExpectedMeanSpend(0, 0);
            var interval = parameters.ExpectedResidual(history, mean, level: 0.8);
            var spent = split.HoldoutPurchaseSpend.ToDouble(i);
            narrow += spent >= interval.Lower && spent <= interval.Upper ? 1 : 0;
        }

        Assert.Equal(0.865, (double)inside / columns.Count, 0.02);
        Assert.InRange(narrow / (columns.Count / 10.0), 0, 0.1); // what the parameters alone leave open holds hardly anybody
        var total = draws.TotalPurchases(columns, 0.95);
        var actual = 0;
        foreach (var count in split.HoldoutPurchases)
            actual += count;
        Assert.InRange(actual, total.Lower, total.Upper);
        Assert.InRange(total.Upper / total.Lower, 1.1, 1.5);
    }

    [Fact]
    public void A_fit_at_a_limit_has_intervals_that_say_what_they_leave_out()
    {
        var random = new Random(1);
        var nbd = AttritionModels.Of("NBD");
        var (x, tx, age) = (new int[400], new double[400], new double[400]);
        for (var i = 0; i < x.Length; i++)
        {
            var times = new List<double>();
            nbd.Simulate(random, age[i] = 20 + 20 * random.NextDouble(), times);
            (x[i], tx[i]) = (times.Count, times.Count > 0 ? times[^1] : 0);
        }

        var histories = PurchaseHistories.From(x, tx, age, TimeUnit.Week);
        var model = ParetoNbdModel.Fit(histories);
        Assert.Equal(FitStatus.AtLimit, model.Status); // nobody leaves
        var draws = new AttritionDraws(model, histories, 100, 1);
        Assert.Contains("kept at the fitted values: ", draws.Warnings[0].English, StringComparison.Ordinal);
        Assert.Contains($"(limit: {model.Report!.Limit!.English})", draws.Warnings[0].English, StringComparison.Ordinal);
        Assert.Contains($"（趋向极限：{model.Report.Limit.Chinese}）", draws.Warnings[0].Chinese, StringComparison.Ordinal);
        var interval = draws.ExpectedPurchases(new PurchaseHistory(2, 20, 30), 26);
        Assert.True(interval.Lower < interval.Upper);
        var profiles = model.ParameterIntervals(histories);
        Assert.All(profiles, profile => Assert.True(profile.Lower <= profile.Estimate * (1 + 1e-9) && profile.Upper >= profile.Estimate * (1 - 1e-9)));
        Assert.Contains(profiles, profile => double.IsPositiveInfinity(profile.Upper) || profile.Lower == 0);
        Assert.Equal("histories", Assert.Throws<ArgumentException>(
            () => new AttritionDraws(model, PurchaseHistories.From(x.AsSpan(1), tx.AsSpan(1), age.AsSpan(1), TimeUnit.Week), 10, 1)).ParamName);
        Assert.Contains("known exactly",
            new PredictiveDraws(new ModelValueCalculator(model, Spend, new ReturnModel(0)), 10, 1).Warnings[0].English, StringComparison.Ordinal);
        var certain = new PredictiveDraws(new ModelValueCalculator(model), 10, 1);
        Assert.Contains("leave out how much purchases differ", certain.Warnings[1].English, StringComparison.Ordinal);
        Assert.All(draws.Warnings.Concat(certain.Warnings), warning => Assert.Equal(["en", "zh"], warning.Languages));
    }

    /// <summary>
    /// A base whose likelihood runs along a bent ridge of s and beta: few of 800 weighted points have most of the weight, and without steps most draws are
    /// copies of these.
    /// </summary>
    [Fact]
    public void Draws_along_a_ridge_are_many_and_as_far_below_the_top_as_four_parameters_are()
    {
        var (truth, random) = (new ParetoNbdModel(new ParetoNbdParameters(0.553, 10.578, 0.606, 11.669), TimeUnit.Week), new Random(10));
        var (x, tx, age) = (new int[2_000], new double[2_000], new double[2_000]);
        for (var i = 0; i < x.Length; i++)
        {
            var times = new List<double>();
            age[i] = 26 + 13 * random.NextDouble();
            truth.Simulate(random, age[i] + 26, times);
            x[i] = times.Count(time => time <= age[i]);
            tx[i] = x[i] > 0 ? times[x[i] - 1] : 0;
        }

        var histories = PurchaseHistories.From(x, tx, age, TimeUnit.Week);
        var model = ParetoNbdModel.Fit(histories);
        var top = model.LogLikelihood(histories);
        var draws = new AttritionDraws(model, histories, 400, seed: 1);
        Assert.Empty(draws.Warnings);
        Assert.InRange(draws.EffectiveSize, 100, 400);
        var values = draws.Models.Select(each => each.ParameterValues[2]).Distinct().Count();
        Assert.True(values > 300, $"{values} different draws");
        Assert.InRange(draws.Models.Average(each => 2 * (top - each.LogLikelihood(histories))), 3.2, 5); // chi-square of four on average
    }

    [Fact]
    public void The_ends_of_a_profile_are_where_a_likelihood_ratio_test_begins_to_refuse()
    {
        var histories = PurchaseHistories.From(CdnowTables.Split.Calibration.In(TimeUnit.Week));
        var model = NbdModel.Fit(histories);
        var top = model.LogLikelihood(histories);
        foreach (var (interval, k) in model.ParameterIntervals(histories, 0.9).Select((interval, k) => (interval, k)))
        {
            foreach (var end in (double[])[interval.Lower, interval.Upper])
            {
                // The other parameter at its best, by a search that knows nothing of slopes.
                double At(double log)
                {
                    double[] values = k == 0 ? [end, Math.Exp(log)] : [Math.Exp(log), end];
                    return model.WithParameters(values).LogLikelihood(histories);
                }

                var (low, high) = (Math.Log(model.ParameterValues[1 - k]) - 1, Math.Log(model.ParameterValues[1 - k]) + 1);
                while (high - low > 1e-7)
                {
                    var (a, b) = (low + (high - low) * 0.382, low + (high - low) * 0.618);
                    (low, high) = At(a) > At(b) ? (low, b) : (a, high);
                }

                Assert.Equal(1.6448536269514722, Math.Sqrt(2 * (top - At((low + high) / 2))), 1e-3);
            }

            Assert.InRange(Math.Log(interval.Upper / interval.Lower) / 3.2897 / Math.Sqrt(model.Report!.LogCovariance[k][k]), 0.9, 1.1);
        }
    }
}
