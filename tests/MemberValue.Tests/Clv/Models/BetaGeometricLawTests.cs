using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Numerics;
using static MemberValue.Tests.Clv.Models.BetaGeometricData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>What must hold whatever the formulas are: limits, sums, derivatives, and simulated members.</summary>
public class BetaGeometricLawTests
{
    [Fact]
    public void No_parameters_and_no_history_break_a_function()
    {
        var random = new Random(1);
        for (var run = 0; run < 3_000; run++)
        {
            var model = Random(random, 6);
            var history = History(random, 6);
            var t = random.Next(8) == 0 ? 0 : Math.Pow(10, 12 * random.NextDouble() - 6);
            var what = $"{model} {history} {t:R}";
            Finite(model.LogLikelihood(history), what);
            Finite(model.MeanRate(history), what);
            Probability(model.ProbabilityAlive(history), what);
            Probability(model.ProbabilityOfPurchase(history, t), what);
            Probability(model.ProbabilityOfNoFurtherPurchase(history), what);
            Probability(model.ProbabilityOfCount(history, random.Next(4) switch { 0 => 0, 1 => 1, 2 => random.Next(100), _ => random.Next(100_000) }, t), what);
            Finite(model.ExpectedPurchases(history, t), what);
            Assert.True(model.ExpectedPurchases(history, t) >= 0, what);
            if (run % 10 == 0)
            {
                var delta = Math.Pow(10, 8 * random.NextDouble() - 6);
                var (some, all) = (model.DiscountedPurchases(history, delta, t), model.DiscountedPurchases(history, delta, double.PositiveInfinity));
                Finite(all, what);
                Assert.True(some >= 0 && some <= model.ExpectedPurchases(history, t) * (1 + 1e-12) && all >= some * (1 - 1e-12), what);
            }

            Assert.Equal(double.NaN, model.DiscountedPurchases(history, -1e-3, double.PositiveInfinity));
            Assert.Equal(!(model.ParameterValues[2] > 1), double.IsNaN(model.DiscountedPurchases(history, 0, double.PositiveInfinity)));
            var median = model.TimeToNextPurchase(history);
            Assert.True(median >= 0, what);
        }
    }

    [Fact]
    public void Without_a_repeat_purchase_BG_NBD_holds_everyone_for_alive_and_MBG_NBD_does_not()
    {
        foreach (var age in new[] { 0, 10, 1000, 1e6 })
        {
            Assert.Equal(1, Bg.ProbabilityAlive(new PurchaseHistory(0, 0, age)));
            Assert.InRange(Mbg.ProbabilityAlive(new PurchaseHistory(0, 0, age)), 1e-9, 1.614 / 2.505 + 1e-15);
        }

        Near.Relative(1.614 / (0.891 + 1.614), Mbg.ProbabilityAlive(PurchaseHistory.New), 1e-15);
        // So decide by the probability of a purchase, which falls in both.
        Assert.True(Bg.ProbabilityOfPurchase(new PurchaseHistory(0, 0, 100), 13) < 0.1 * Bg.ProbabilityOfPurchase(PurchaseHistory.New, 13));
    }

    [Theory]
    [InlineData(0.243, 4.414, 0.793, 2.426)]
    [InlineData(2, 5, 3.5, 1.2)]
    [InlineData(0.7, 12, 0.4, 30)]
    public void Expected_purchases_are_those_of_the_paper_where_its_formula_holds(double r, double alpha, double a, double b)
    {
        foreach (var t in new[] { 5, 20, 100 })
        {
            var z = t / (alpha + t);
            var series = (a + b - 1) / (a - 1) * (1 - Math.Pow(alpha / (alpha + t), r) * Hypergeometric.F(r, b, a + b - 1, z));
            Near.Relative(series, BetaGeometricProcess.Expected(new AliveProcess(r, alpha, a, b), t), 1e-11);
            // The MBG/NBD's new member is still there with probability b / (a + b), and has survived one chance to leave.
            Near.Relative(
                b / (a + b) * BetaGeometricProcess.Expected(new AliveProcess(r, alpha, a, b + 1), t),
                MbgOf(r, alpha, a, b).ExpectedPurchases(PurchaseHistory.New, t), 1e-14);
        }
    }

    [Fact]
    public void Expected_purchases_grow_at_the_rate_of_purchases()
    {
        foreach (var (r, alpha, a, b) in new[] { (0.243, 4.414, 0.793, 2.426), (3.0, 2, 1, 4), (0.5, 10, 2.5, 0.7) })
        {
            var process = new AliveProcess(r, alpha, a, b);
            foreach (var t in new[] { 0.5, 5, 60 })
            {
                double Slope(double h) => (BetaGeometricProcess.Expected(process, t + h) - BetaGeometricProcess.Expected(process, t - h)) / (2 * h);
                var h = 0.01 * t;
                var slope = (16 * ((4 * Slope(h / 2) - Slope(h)) / 3) - (4 * Slope(h) - Slope(2 * h)) / 3) / 15;
                Near.Relative(r / alpha * Hypergeometric.F(r + 1, a, a + b, -t / alpha), slope, 1e-10);
            }
        }
    }

    [Fact]
    public void At_a_equal_to_1_nothing_happens()
    {
        foreach (var t in new[] { 0.1, 39, 1e5 })
        {
            double E(double a) => BetaGeometricProcess.Expected(new AliveProcess(0.243, 4.414, a, 2.426), t);
            double D(double a) => BetaGeometricProcess.Discounted(new AliveProcess(0.243, 4.414, a, 2.426), 0.01, t);
            // A straight line through the neighbours meets the value; its bend is of the order of the distance squared.
            Near.Relative((E(1 - 1e-6) + E(1 + 1e-6)) / 2, E(1), 1e-10);
            Near.Relative((D(1 - 1e-6) + D(1 + 1e-6)) / 2, D(1), 1e-10);
        }
    }

    [Fact]
    public void Members_who_hardly_ever_leave_are_those_of_the_NBD()
    {
        var nbd = new NbdModel(new NbdParameters(0.7, 8), TimeUnit.Week);
        var history = new PurchaseHistory(3, 20, 30);
        foreach (var model in new AttritionModel[] { BgOf(0.7, 8, 1e-6, 1e6), MbgOf(0.7, 8, 1e-6, 1e6) })
        {
            Near.Relative(nbd.LogLikelihood(history), model.LogLikelihood(history), 1e-10);
            Near.Relative(nbd.ExpectedPurchases(history, 50), model.ExpectedPurchases(history, 50), 1e-10);
            Near.Relative(nbd.ProbabilityOfCount(history, 4, 50), model.ProbabilityOfCount(history, 4, 50), 1e-10);
            Near.Relative(nbd.DiscountedPurchases(history, 0.02, 80), model.DiscountedPurchases(history, 0.02, 80), 1e-10);
        }
    }

    [Theory]
    [InlineData(0.243, 4.414, 0.793, 2.426)]
    [InlineData(2, 50, 1.7, 3)]
    [InlineData(0.5, 1, 1, 1)]
    public void A_discount_is_worth_the_integral_of_the_rate(double r, double alpha, double a, double b)
    {
        var process = new AliveProcess(r, alpha, a, b);
        foreach (var (delta, t) in new[] { (0.01, 30.0), (0.3, 50), (-0.02, 25) })
        {
            // Simpson's rule on e^(-delta u) times the paper's rate.
            var sum = 0.0;
            const int Steps = 4_000;
            for (var i = 0; i <= Steps; i++)
            {
                var u = t * i / Steps;
                sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-delta * u) * r / alpha * Hypergeometric.F(r + 1, a, a + b, -u / alpha);
            }

            Near.Relative(sum * t / Steps / 3, BetaGeometricProcess.Discounted(process, delta, t), 1e-8);
        }

        Near.Relative(BetaGeometricProcess.Expected(process, 40), BetaGeometricProcess.Discounted(process, 1e-13, 40), 1e-11);
        if (a > 1)
            Near.Relative((a + b - 1) / (a - 1), BetaGeometricProcess.Discounted(process, 0, double.PositiveInfinity), 1e-15);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Simulated_members_do_what_the_model_says(bool isModified)
    {
        var model = Of(isModified, 0.8, 3, 0.9, 2.2);
        var members = Simulated.Members(model, 200_000, i => 10 + i % 40, ahead: 20, seed: 11).ToList();
        var (x, tx, age) = (members.ConvertAll(m => (double)m.History.RepeatPurchases), members.ConvertAll(m => m.History.TimeOfLastPurchase),
            members.ConvertAll(m => m.History.Age));
        var (alive, expected) = (new double[members.Count], new double[members.Count]);
        var block = new HistoryBlock([.. x], [.. tx], [.. age]);
        model.FillAlive(block, alive);
        model.FillExpected(block, 20, expected);

        // Who has left by the age, and how much the others buy, in all and by x.
        foreach (var group in Enumerable.Range(0, members.Count).GroupBy(i => Math.Min(members[i].History.RepeatPurchases, 8)).Append(
            Enumerable.Range(0, members.Count).GroupBy(_ => -1).Single()))
        {
            var truly = group.Count(i => members[i].Left > members[i].History.Age);
            Within(group.Sum(i => alive[i]), truly, group.Sum(i => alive[i] * (1 - alive[i])), "alive");
            var bought = group.Sum(i => members[i].Later.Count);
            Within(group.Sum(i => expected[i]), bought, group.Sum(i => Math.Pow(members[i].Later.Count - expected[i], 2)), "purchases");
        }

        // Counts of new members until the first age.
        var young = members.Where(m => m.History.Age == 10).ToList();
        for (var n = 0; n < 8; n++)
        {
            var p = model.ProbabilityOfCount(PurchaseHistory.New, n, 10);
            Within(young.Count * p, young.Count(m => m.History.RepeatPurchases == n), young.Count * p * (1 - p), $"{n} purchases");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_mean_over_histories_of_what_follows_is_the_difference_of_expectations(bool isModified)
    {
        var model = Of(isModified, 0.8, 3, 0.9, 2.2);
        var histories = Simulated.Members(model, 200_000, _ => 30, ahead: 0, seed: 12).Select(m => m.History).ToList();
        var expected = new double[histories.Count];
        model.FillExpected(
            new HistoryBlock([.. histories.Select(h => (double)h.RepeatPurchases)], [.. histories.Select(h => h.TimeOfLastPurchase)],
                [.. histories.Select(h => h.Age)]), 15, expected);
        var mean = expected.Average();
        Within(
            model.ExpectedPurchases(PurchaseHistory.New, 45) - model.ExpectedPurchases(PurchaseHistory.New, 30), mean,
            expected.Sum(value => Math.Pow(value - mean, 2)) / expected.Length / expected.Length, "mean");
    }

    private static void Within(double expected, double actual, double variance, string what) => Assert.True(
        Math.Abs(actual - expected) <= 5 * Math.Sqrt(variance) + 1e-9,
        FormattableString.Invariant($"{what}: {actual:G6}, expected {expected:G6} with {Math.Sqrt(variance):G3}"));

    private static void Finite(double value, string what) => Assert.True(double.IsFinite(value), $"{value} for {what}");

    private static void Probability(double value, string what) => Assert.True(value is >= 0 and <= 1, $"{value:R} for {what}");
}
