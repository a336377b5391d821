using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

/// <summary>What holds for any BG/BB parameters.</summary>
public class BgBbLawTests
{
    [Fact]
    public void Any_parameters_in_twelve_decades_give_probabilities_and_finite_means()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 3_000; i++)
        {
            var model = Draw(random, i % 2 == 0 ? 6 : 2);
            var history = History(random, i % 50 == 0 ? 20_000 : 300);
            var what = $"{model} {history}";
            Assert.True(model.LogLikelihood(history) <= 0 && double.IsFinite(model.LogLikelihood(history)), what);
            Probability(model.ProbabilityAlive(history), what);
            Probability(model.MeanRate(history), what);
            var t = random.Next(0, 200);
            var purchase = model.ProbabilityOfPurchase(history, t);
            Probability(purchase, what);
            Probability(model.ProbabilityOfNoFurtherPurchase(history), what);
            Assert.InRange(model.ExpectedPurchases(history, t), purchase * (1 - 1e-12), t);
            Assert.InRange(model.ExpectedPurchases(history, 1_000_000), model.ExpectedPurchases(history, 999) * (1 - 1e-9), 1e6);
            Probability(model.ProbabilityOfCount(history, random.Next(0, 250), t), what);
            Assert.True(model.DiscountedPurchases(history, Math.Exp(-20 * random.NextDouble()), double.PositiveInfinity) is >= 0 and < 1e9, what);
            Assert.Equal(model.Parameters.Gamma <= 1, double.IsNaN(model.DiscountedPurchases(history, 0, double.PositiveInfinity)));
        }
    }

    [Fact]
    public void Counts_sum_to_one_and_have_the_expected_mean()
    {
        var random = new Random(2);
        for (var i = 0; i < 200; i++)
        {
            var model = Draw(random, 2);
            var history = History(random, 60);
            var t = random.Next(0, 40);
            double sum = 0, mean = 0;
            for (var count = 0; count <= t + 1; count++)
            {
                var probability = model.ProbabilityOfCount(history, count, t);
                (sum, mean) = (sum + probability, mean + count * probability);
            }

            Assert.Equal(1, sum, 1e-12);
            Assert.Equal(model.ExpectedPurchases(history, t), mean, 1e-11);
        }
    }

    [Fact]
    public void The_likelihoods_of_all_histories_of_some_opportunities_sum_to_one()
    {
        // x purchases, the last at t_x: binomial(t_x - 1, x - 1) orders for the others.
        var random = new Random(3);
        for (var i = 0; i < 100; i++)
        {
            var model = Draw(random, 3);
            const int n = 9;
            var sum = Math.Exp(model.LogLikelihood(new PurchaseHistory(0, 0, n)));
            for (var tx = 1; tx <= n; tx++)
            {
                var orders = 1.0;
                for (var x = 1; x <= tx; orders *= (tx - x) / (double)x, x++)
                    sum += orders * Math.Exp(model.LogLikelihood(new PurchaseHistory(x, tx, n)));
            }

            Assert.Equal(1, sum, 1e-12);
        }
    }

    [Fact]
    public void A_history_read_one_opportunity_at_a_time_is_the_history()
    {
        // P(history of n + 1) = P(history of n) x P(silent or bought next).
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            var model = Draw(random, 3);
            var history = History(random, 80);
            var buys = model.ProbabilityOfPurchase(history, 1);
            var bought = new PurchaseHistory(history.RepeatPurchases + 1, history.Age + 1, history.Age + 1);
            var silent = history with { Age = history.Age + 1 };
            Near.Relative(model.LogLikelihood(history) + Math.Log(buys), model.LogLikelihood(bought), 1e-11);
            Assert.Equal(model.LogLikelihood(history) + Math.Log(1 - buys), model.LogLikelihood(silent), 1e-9);
            Near.Relative(model.ProbabilityAliveLater(history, 1), model.ProbabilityOfPurchase(history, 1) + (1 - buys) * model.ProbabilityAlive(silent),
                1e-11);
            Assert.Equal(1, model.ProbabilityAlive(bought));
            // The mean over what may come is what is expected from here on.
            Near.Relative(
                model.ExpectedPurchases(history, 13) - model.ExpectedPurchases(history, 1),
                buys * model.ExpectedPurchases(bought, 12) + (1 - buys) * model.ExpectedPurchases(silent, 12), 1e-10);
        }
    }

    [Fact]
    public void A_sum_and_its_closed_form_meet()
    {
        var random = new Random(6);
        for (var i = 0; i < 400; i++)
        {
            var (gamma, delta) = (Math.Exp(12 * random.NextDouble() - 6), Math.Exp(27 * random.NextDouble() - 13.5));
            if (i % 10 == 0)
                gamma = 1 + (random.Next(3) - 1) * Math.Pow(10, -random.Next(1, 16));
            var t = random.Next(1_001, 5_000);
            double survival = 1, sum = 0;
            for (var k = 0; k < t; k++)
            {
                survival *= (delta + k) / (gamma + delta + k);
                sum += survival;
            }

            Near.Relative(sum, BetaSurvival.Sum(gamma, delta, t), 1e-12, $"gamma {gamma:R} delta {delta:R} t {t}");
            if (survival > 1e-200)
                Assert.Equal(1, BetaSurvival.At(gamma, delta, t) / survival, 2e-11);
        }
    }

    [Fact]
    public void A_discount_that_fades_leaves_the_expected_purchases()
    {
        var model = new BgBbModel(new BgBbParameters(1.2, 0.75, 1.7, 3), TimeUnit.Year);
        var history = new PurchaseHistory(3, 4, 6);
        Near.Relative(model.ExpectedPurchases(history, 40), model.DiscountedPurchases(history, 1e-14, 40), 1e-12);
        Assert.Equal(model.ExpectedPurchases(history, 40), model.DiscountedPurchases(history, 0, 40));
        Near.Relative(model.ExpectedPurchases(history, 10_000_000), model.DiscountedPurchases(history, 0, double.PositiveInfinity), 1e-4);
    }

    [Theory]
    [InlineData(1.204, 0.750, 0.657, 2.783)]
    [InlineData(0.3, 20, 0.05, 8)]
    [InlineData(40, 10, 3, 90)]
    public void The_time_of_the_next_purchase_inverts_its_probability(double alpha, double beta, double gamma, double delta)
    {
        var model = new BgBbModel(new BgBbParameters(alpha, beta, gamma, delta), TimeUnit.Week);
        foreach (var history in (ReadOnlySpan<PurchaseHistory>)[new(0, 0, 6), new(3, 4, 6), new(6, 6, 6), PurchaseHistory.New])
        {
            foreach (var quantile in (ReadOnlySpan<double>)[0.01, 0.1, 0.5, 0.8, 0.99])
            {
                var time = model.TimeToNextPurchase(history, quantile);
                if (double.IsPositiveInfinity(time))
                {
                    Assert.True(1 - model.ProbabilityOfNoFurtherPurchase(history) <= quantile + 1e-9);
                    continue;
                }

                Assert.Equal(time, Math.Floor(time));
                Assert.True(model.ProbabilityOfPurchase(history, time) >= quantile * (1 - 1e-12));
                Assert.True(model.ProbabilityOfPurchase(history, time - 1) < quantile);
            }

            Assert.Equal(1 - model.ProbabilityOfPurchase(history, 1_000_000), model.ProbabilityOfNoFurtherPurchase(history), 0.02);
        }
    }

    [Fact]
    public void Members_drawn_from_the_model_do_what_it_says()
    {
        var model = new BgBbModel(new BgBbParameters(1.2, 2.5, 0.7, 8), TimeUnit.Week);
        const int members = 200_000;
        double alive = 0, expected = 0, purchases = 0, counts = 0, aliveVariance = 0, square = 0, next = 0, nextVariance = 0, actualNext = 0;
        int zero = 0, there = 0;
        foreach (var member in Simulated.Members(model, members, i => 10 + i % 5, ahead: 12, seed: 77))
        {
            var p = model.ProbabilityAlive(member.History);
            (alive, aliveVariance) = (alive + p, aliveVariance + p * (1 - p));
            there += member.Left > member.History.Age ? 1 : 0;
            var e = model.ExpectedPurchases(member.History, 12);
            (expected, purchases, square) = (expected + e, purchases + member.Later.Count, square + (member.Later.Count - e) * (member.Later.Count - e));
            counts += model.ProbabilityOfCount(PurchaseHistory.New, 0, member.History.Age);
            zero += member.History.RepeatPurchases == 0 ? 1 : 0;
            var q = model.ProbabilityOfPurchase(member.History, 3);
            (next, nextVariance) = (next + q, nextVariance + q * (1 - q));
            actualNext += member.Later.Count > 0 && member.Later[0] <= 3 ? 1 : 0;
        }

        Assert.True(Math.Abs(there - alive) < 5 * Math.Sqrt(aliveVariance), $"{there} {alive}");
        Assert.True(Math.Abs(purchases - expected) < 5 * Math.Sqrt(square), $"{purchases} {expected}");
        Assert.True(Math.Abs(zero - counts) < 5 * Math.Sqrt(counts), $"{zero} {counts}");
        Assert.True(Math.Abs(actualNext - next) < 5 * Math.Sqrt(nextVariance), $"{actualNext} {next}");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-1)]
    [InlineData(10_000_001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_horizon_counts_opportunities(double horizon)
    {
        var model = Draw(new Random(1), 1);
        foreach (var call in (Action[])
            [
                () => model.ExpectedPurchases(PurchaseHistory.New, horizon), () => model.ProbabilityOfPurchase(PurchaseHistory.New, horizon),
                () => model.ProbabilityOfCount(PurchaseHistory.New, 1, horizon), () => model.ProbabilityAliveIfSilent(PurchaseHistory.New, horizon),
                () => model.ProbabilityAliveLater(PurchaseHistory.New, horizon),
            ])
        {
            Assert.StartsWith("BG/BB counts opportunities, one per cell: the ", Assert.Throws<ArgumentOutOfRangeException>(call).Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, 0.5, 3)]
    [InlineData(2, 1, 3)]
    [InlineData(1, 1, 2.5)]
    [InlineData(0, 1, 2)]
    [InlineData(1, 3, 2)]
    [InlineData(1, 1, 10_000_001)]
    public void A_history_that_does_not_count_opportunities_is_NaN(int x, double tx, double n)
    {
        var model = Draw(new Random(1), 1);
        var history = new PurchaseHistory(x, tx, n);
        Assert.True(double.IsNaN(model.LogLikelihood(history)) && double.IsNaN(model.ProbabilityAlive(history)) && double.IsNaN(model.MeanRate(history)));
        Assert.True(double.IsNaN(model.ExpectedPurchases(history, 3)) && double.IsNaN(model.ProbabilityAliveLater(history, 1))
            && double.IsNaN(model.TimeToNextPurchase(history)));
    }

    [Fact]
    public void A_hundred_thousand_opportunities_are_no_matter()
    {
        // mpmath is too slow here; the recursion over opportunities must hold all the same.
        var model = new BgBbModel(new BgBbParameters(1.2, 40, 0.8, 3_000), TimeUnit.Hour);
        var history = new PurchaseHistory(1_000, 40_000, 100_000);
        var buys = model.ProbabilityOfPurchase(history, 1);
        Assert.InRange(model.ProbabilityAlive(history), 0, 1e-300);
        var long1 = new PurchaseHistory(3, 40_000, 100_000);
        Near.Relative(
            model.LogLikelihood(long1) + Math.Log(model.ProbabilityOfPurchase(long1, 1)), model.LogLikelihood(new PurchaseHistory(4, 100_001, 100_001)), 1e-12);
        Assert.True(buys >= 0);
    }

    [Fact]
    public void The_blocks_have_the_bits_of_one_member()
    {
        var random = new Random(12);
        foreach (var model in (BgBbModel[])[Draw(random, 1), Draw(random, 2), Draw(random, 6)])
        {
            for (var count = 0; count <= 300; count += count < 66 ? 1 : 117)
            {
                var rows = Enumerable.Range(0, count).Select(i => i % 11 == 5 ? new PurchaseHistory(2, 1, 3) : History(random, 180)).ToArray();
                var block = new HistoryBlock(
                    [.. rows.Select(row => (double)row.RepeatPurchases)], [.. rows.Select(row => row.TimeOfLastPurchase)], [.. rows.Select(row => row.Age)]);
                var results = new double[4][];
                for (var k = 0; k < 4; k++)
                    results[k] = new double[count];
                model.FillAlive(block, results[0]);
                model.FillPurchase(block, 7, results[1]);
                model.FillExpected(block, 7, results[2]);
                model.FillDiscounted(block, 0.01, double.PositiveInfinity, results[3]);
                for (var i = 0; i < count; i++)
                {
                    Assert.Equal(model.ProbabilityAlive(rows[i]), results[0][i]);
                    Assert.Equal(model.ProbabilityOfPurchase(rows[i], 7), results[1][i]);
                    Assert.Equal(model.ExpectedPurchases(rows[i], 7), results[2][i]);
                    Assert.Equal(model.DiscountedPurchases(rows[i], 0.01, double.PositiveInfinity), results[3][i]);
                }
            }
        }
    }

    private static void Probability(double value, string what) => Assert.True(value is >= 0 and <= 1, $"{what}: {value:R}");

    private static BgBbModel Draw(Random random, double decades)
    {
        double Next() => Math.Pow(10, decades * (2 * random.NextDouble() - 1));
        return new BgBbModel(new BgBbParameters(Next(), Next(), Next(), Next()), TimeUnit.Week);
    }

    private static PurchaseHistory History(Random random, int most)
    {
        var n = random.Next(0, most + 1);
        var tx = random.Next(3) == 0 ? 0 : random.Next(0, n + 1);
        return new PurchaseHistory(tx == 0 ? 0 : random.Next(1, tx + 1), tx, n);
    }
}
