using FsCheck;
using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Members;
using static MemberValue.Tests.Clv.Models.ParetoNbdData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>What holds at all parameters, the corners of the domain included.</summary>
public class ParetoNbdLawTests
{
    [Fact]
    public void No_prediction_leaves_its_range_for_any_parameters_and_histories() => Law.Holds(
        Cases(),
        c =>
        {
            var (model, history, t) = (c.Model, c.History, c.Horizon);
            var alive = model.ProbabilityAlive(history);
            var bought = model.ProbabilityOfPurchase(history, t);
            var never = model.ProbabilityOfNoFurtherPurchase(history);
            return double.IsFinite(model.LogLikelihood(history))
                && IsProbability(alive) && IsProbability(bought) && IsProbability(never) && bought <= alive && bought <= 1 - never + 1e-12
                && IsProbability(model.ProbabilityOfCount(history, 0, t)) && IsProbability(model.ProbabilityOfCount(history, 1, t))
                && IsProbability(model.ProbabilityOfCount(history, 7, t)) && IsProbability(model.ProbabilityOfCount(history, 1_000, t))
                && IsMean(model.ExpectedPurchases(history, t)) && model.ExpectedPurchases(history, t) >= bought * (1 - 1e-12)
                && IsMean(model.MeanRate(history))
                && IsMean(model.DiscountedPurchases(history, c.Delta, t)) && IsMean(model.DiscountedPurchases(history, c.Delta, double.PositiveInfinity));
        },
        2_000);

    [Fact]
    public void Spans_give_what_one_member_gives_for_any_parameters() => Law.Holds(
        Cases(),
        c =>
        {
            var block = new HistoryBlock([c.History.RepeatPurchases], [c.History.TimeOfLastPurchase], [c.History.Age]);
            var actual = new double[1];
            c.Model.FillAlive(block, actual);
            var good = IsNear(c.Model.ProbabilityAlive(c.History), actual[0]);
            c.Model.FillExpected(block, c.Horizon, actual);
            good &= IsNear(c.Model.ExpectedPurchases(c.History, c.Horizon), actual[0]);
            c.Model.FillPurchase(block, c.Horizon, actual);
            good &= IsNear(c.Model.ProbabilityOfPurchase(c.History, c.Horizon), actual[0]);
            c.Model.FillDiscounted(block, c.Delta, c.Horizon, actual);
            return good && IsNear(c.Model.DiscountedPurchases(c.History, c.Delta, c.Horizon), actual[0]);
        },
        2_000);

    [Fact]
    public void Silence_lowers_the_probability_alive_and_time_raises_what_is_bought() => Law.Holds(
        Cases(),
        c =>
        {
            var (model, history, t) = (c.Model, c.History, c.Horizon);
            return model.ProbabilityAliveIfSilent(history, t) <= model.ProbabilityAlive(history) * (1 + 1e-12)
                && model.ExpectedPurchases(history, t) <= model.ExpectedPurchases(history, 1.5 * t) * (1 + 1e-12)
                && model.ProbabilityOfPurchase(history, t) <= model.ProbabilityOfPurchase(history, 1.5 * t) * (1 + 1e-12)
                && model.DiscountedPurchases(history, c.Delta, t) <= model.ExpectedPurchases(history, t) * (1 + 1e-12)
                && model.DiscountedPurchases(history, c.Delta, t) <= model.DiscountedPurchases(history, c.Delta, double.PositiveInfinity) * (1 + 1e-12);
        },
        1_000);

    [Fact]
    public void A_change_of_time_unit_changes_no_prediction() => Law.Holds(
        Cases(),
        c =>
        {
            var p = c.Model.Parameters;
            var days = new ParetoNbdModel(new ParetoNbdParameters(p.R, 8 * p.Alpha, p.S, 8 * p.Beta), TimeUnit.Day);
            var history = c.History with { TimeOfLastPurchase = 8 * c.History.TimeOfLastPurchase, Age = 8 * c.History.Age };
            return IsNear(c.Model.ProbabilityAlive(c.History), days.ProbabilityAlive(history))
                && IsNear(c.Model.ExpectedPurchases(c.History, c.Horizon), days.ExpectedPurchases(history, 8 * c.Horizon))
                && IsNear(c.Model.DiscountedPurchases(c.History, c.Delta, c.Horizon), days.DiscountedPurchases(history, c.Delta / 8, 8 * c.Horizon))
                && IsNear(c.Model.MeanRate(c.History), 8 * days.MeanRate(history));
        },
        500);

    [Fact]
    public void The_time_to_the_next_purchase_inverts_its_probability() => Law.Holds(
        Cases(),
        c =>
        {
            var share = 0.5 * (1 - c.Model.ProbabilityOfNoFurtherPurchase(c.History));
            if (!(share > 1e-9))
                return true;
            var time = c.Model.TimeToNextPurchase(c.History, share);
            // A time beyond the range of doubles stands for itself.
            return double.IsPositiveInfinity(time) || time > 1e300 || Math.Abs(c.Model.ProbabilityOfPurchase(c.History, time) - share) <= 1e-9 * share;
        },
        100);

    [Theory]
    [InlineData(0.553, 10.578, 0.606, 11.669, 39)]
    [InlineData(2, 40, 0.9, 0.5, 52)]
    [InlineData(0.05, 0.5, 2, 4_000, 20)]
    [InlineData(3, 7, 1, 7, 30)]
    public void Counts_sum_to_one_and_their_mean_is_the_expectation(double r, double alpha, double s, double beta, double t)
    {
        var model = Of(r, alpha, s, beta);
        var history = new PurchaseHistory(2, 10, 13);
        double sum = 0, mean = 0;
        for (var n = 0; n < 4_000; n++)
        {
            var probability = model.ProbabilityOfCount(history, n, t);
            sum += probability;
            mean += n * probability;
            if (n > 20 && probability < 1e-18)
                break;
        }

        Near(1, sum, 1e-12);
        Near(model.ExpectedPurchases(history, t), mean, 1e-11);
    }

    // The probability of a history is alpha^r beta^s ... with the order of the purchases free: over all moments of the last, x purchases have the count's
    // probability.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Likelihoods_over_all_histories_add_up_to_the_probability_of_the_count(int x)
    {
        const double Age = 39;
        var rule = MemberValue.Numerics.QuadratureRule.GaussLegendre(60);
        double sum = 0;
        for (var i = 0; i < rule.Count; i++)
        {
            // x - 1 purchases lie anywhere before the last: t_x^(x-1) / (x-1)!.
            var tx = Age * rule.Nodes[i];
            var free = Math.Pow(tx, x - 1) / (x == 3 ? 2 : 1);
            sum += Age * rule.Weights[i] * free * Math.Exp(Model.LogLikelihood(new PurchaseHistory(x, tx, Age)));
        }

        Near(Model.ProbabilityOfCount(PurchaseHistory.New, x, Age), sum, 1e-12);
    }

    [Fact]
    public void Without_a_discount_the_discounted_purchases_are_the_expected_ones()
    {
        var history = new PurchaseHistory(3, 20, 39);
        Assert.Equal(Model.ExpectedPurchases(history, 52), Model.DiscountedPurchases(history, 0, 52));
        Near(Model.ExpectedPurchases(history, 52), Model.DiscountedPurchases(history, 1e-9, 52), 1e-7);
        Assert.True(double.IsNaN(Model.DiscountedPurchases(history, 0, double.PositiveInfinity)), "an infinite mean");
        var ends = Of(0.5, 10, 2.5, 11);
        Near(ends.ProbabilityAlive(history) * 3.5 / 49 * 50 / 1.5, ends.DiscountedPurchases(history, 0, double.PositiveInfinity), 1e-13);
        Near(ends.DiscountedPurchases(history, 0, double.PositiveInfinity), ends.DiscountedPurchases(history, 1e-10, double.PositiveInfinity), 1e-6);
    }

    [Fact]
    public void A_member_who_bought_on_the_last_day_is_alive_for_certain() =>
        Assert.Equal(1, Model.ProbabilityAlive(new PurchaseHistory(3, 39, 39)));

    [Fact]
    public void A_history_that_breaks_the_rules_gives_NaN()
    {
        foreach (var bad in (PurchaseHistory[])[new(-1, 0, 3), new(0, 1, 3), new(2, 4, 3), new(1, double.NaN, 3), new(1, 1, double.PositiveInfinity)])
        {
            Assert.True(double.IsNaN(Model.LogLikelihood(bad)));
            Assert.True(double.IsNaN(Model.ProbabilityAlive(bad)));
            Assert.True(double.IsNaN(Model.ExpectedPurchases(bad, 3)));
        }
    }

    [Theory]
    [InlineData(0, 1, 1, 1, "r")]
    [InlineData(1, -1, 1, 1, "alpha")]
    [InlineData(1, 1, double.NaN, 1, "s")]
    [InlineData(1, 1, 1, double.PositiveInfinity, "beta")]
    public void A_parameter_out_of_range_is_named(double r, double alpha, double s, double beta, string name) => Assert.Contains(
        $"The parameter {name} is ", Assert.Throws<ArgumentOutOfRangeException>(() => new ParetoNbdParameters(r, alpha, s, beta)).Message);

    private static bool IsProbability(double value) => value is >= 0 and <= 1;

    private static bool IsMean(double value) => value >= 0 && double.IsFinite(value);

    private static bool IsNear(double expected, double actual) => Math.Abs(actual - expected) <= 2e-12 * Math.Abs(expected) + 1e-290;

    private sealed record Case(ParetoNbdModel Model, PurchaseHistory History, double Horizon, double Delta)
    {
        public override string ToString() => FormattableString.Invariant(
            $"{Model.Parameters.R:R}, {Model.Parameters.Alpha:R}, {Model.Parameters.S:R}, {Model.Parameters.Beta:R}; {History}; {Horizon:R}; {Delta:R}");
    }

    // Log-uniform over the whole domain; a third of the cases at its corners.
    private static Arbitrary<Case> Cases() => Gen.Choose(0, int.MaxValue - 1).Select(seed =>
    {
        var random = new Random(seed);
        double Log(double low, double high) => random.Next(3) == 0
            ? Math.Pow(10, random.Next(2) == 0 ? low : high)
            : Math.Pow(10, low + (high - low) * random.NextDouble());
        var s = random.Next(8) == 0 ? 1 + (random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(16)) : Log(-6, 6);
        var model = Of(Log(-6, 6), Log(-6, 6), s, Log(-6, 6));
        var age = random.Next(10) == 0 ? 0 : Log(-3, 6);
        var x = random.Next(4) == 0 ? 0 : (int)Log(0, 5);
        var tx = x == 0 ? 0 : random.Next(5) == 0 ? age : age * random.NextDouble();
        return new Case(model, new PurchaseHistory(x, tx, age), random.Next(10) == 0 ? 0 : Log(-6, 6), Log(-6, 1));
    }).ToArbitrary();
}
