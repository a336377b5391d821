using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Conformance;

/// <summary>What every attrition model promises, whatever its formulas are.</summary>
public class AttritionModelTests
{
    private static readonly double[] Quantiles = [0.05, 0.5, 0.9];
    private static readonly double[] Rates = [1e-9, 0.01, 0.1, 1, 100];
    private static readonly double[] Horizons = [12, 13];

    public static TheoryData<string> Models => AttritionModels.Names;

    [Fact]
    public void Every_model_of_the_library_is_looked_at() => Assert.Equal(
        typeof(AttritionModel).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AttritionModel)) && !type.IsAbstract).Select(type => type.Name).Order(),
        AttritionModels.All.Select(entry => entry.Model.GetType().Name).Order());

    [Theory]
    [MemberData(nameof(Models))]
    public void Probabilities_lie_between_0_and_1_and_only_fall_with_silence(string name) => Holds(name, (model, history, horizon) =>
    {
        var (alive, buys) = (1.0, 1.0);
        for (var step = 0; step < 8; step++)
        {
            var silent = history with { Age = history.Age + step * 5 };
            var (nowAlive, nowBuys) = (model.ProbabilityAlive(silent), model.ProbabilityOfPurchase(silent, horizon));
            if (!(nowAlive >= 0 && nowAlive <= alive * (1 + 1e-12) && nowBuys >= 0 && nowBuys <= buys * (1 + 1e-12) && nowBuys <= nowAlive))
                return false;
            (alive, buys) = (nowAlive, nowBuys);
        }

        return model.ProbabilityAliveIfSilent(history, 35) == alive;
    });

    [Theory]
    [MemberData(nameof(Models))]
    public void The_counts_to_come_add_up_to_1_and_have_the_expected_mean(string name) => Holds(name, (model, history, horizon) =>
    {
        var expected = model.ExpectedPurchases(history, horizon);
        double sum = 0, mean = 0, last = 1;
        for (var count = 0; count < 300; count++)
        {
            last = model.ProbabilityOfCount(history, count, horizon);
            if (!(last >= 0 && last <= 1))
                return false;
            sum += last;
            mean += count * last;
            if (count > 3 * expected && last * count * count < 1e-14)
                return Math.Abs(sum - 1) < 1e-8 && Math.Abs(mean - expected) < 1e-6 * (1 + expected);
        }

        return sum <= 1 + 1e-11 && mean <= expected * (1 + 1e-11); // a heavy tail goes on beyond
    }, runs: 60);

    [Theory]
    [MemberData(nameof(Models))]
    public void A_purchase_within_the_horizon_is_what_no_count_of_0_says(string name) => Holds(name, (model, history, horizon) =>
        Near(1 - model.ProbabilityOfCount(history, 0, horizon), model.ProbabilityOfPurchase(history, horizon), 1e-12)
        && model.ProbabilityOfPurchase(history, horizon) <= 1 - model.ProbabilityOfNoFurtherPurchase(history) + 1e-12
        && model.ProbabilityOfPurchase(history, 0) == 0 && model.ExpectedPurchases(history, 0) == 0);

    [Theory]
    [MemberData(nameof(Models))]
    public void The_time_to_the_next_purchase_turns_the_probability_round(string name) => Holds(name, (model, history, _) =>
    {
        foreach (var quantile in Quantiles)
        {
            var time = model.TimeToNextPurchase(history, quantile);
            if (quantile > 1 - model.ProbabilityOfNoFurtherPurchase(history) + 1e-9)
            {
                if (!double.IsPositiveInfinity(time))
                    return false;
            }
            else if (double.IsFinite(time) && time < 1e9)
            {
                var reached = model.ProbabilityOfPurchase(history, time);
                if (model.CountsOpportunities
                    ? !(reached >= quantile - 1e-12 && (time <= 1 || model.ProbabilityOfPurchase(history, time - 1) < quantile))
                    : !Near(reached, quantile, 1e-9))
                    return false;
            }
        }

        return true;
    }, runs: name == "BG/BB" ? 10 : 200); // BG/BB walks opportunity by opportunity, up to ten million

    [Theory]
    [MemberData(nameof(Models))]
    public void A_discount_makes_purchases_worth_less_and_none_leaves_them_as_they_are(string name) => Holds(name, (model, history, horizon) =>
    {
        var expected = model.ExpectedPurchases(history, horizon);
        var undiscounted = model.DiscountedExpectedPurchases(history, DiscountRate.None, horizon);
        var last = expected;
        foreach (var rate in Rates)
        {
            var worth = model.DiscountedExpectedPurchases(history, DiscountRate.Continuous(rate, model.Unit), horizon);
            var endless = model.DiscountedExpectedPurchases(history, DiscountRate.Continuous(rate, model.Unit));
            if (!(worth >= 0 && worth <= last * (1 + 1e-11) && endless >= worth * (1 - 1e-11)))
                return false;
            last = worth;
        }

        return Near(undiscounted, expected, 1e-10 * Math.Max(1, expected));
    });

    [Theory]
    [MemberData(nameof(Models))]
    public void A_period_valued_at_its_start_and_its_end_encloses_the_continuous_value(string name) => Holds(name, (model, history, _) =>
    {
        var rate = DiscountRate.PerPeriod(0.02, TimeUnit.OfDays("three units", 3 * model.Unit.Days));
        double Worth(DiscountTiming timing, double horizon) => model.DiscountedExpectedPurchases(history, rate with { Timing = timing }, horizon);
        foreach (var horizon in Horizons)
        {
            if (!(Worth(DiscountTiming.PeriodEnd, horizon) <= Worth(DiscountTiming.Continuous, horizon) * (1 + 1e-11)
                && Worth(DiscountTiming.Continuous, horizon) <= Worth(DiscountTiming.PeriodStart, horizon) * (1 + 1e-11)))
                return false;
        }

        // A period is a factor, and a sum over halves is the whole.
        return Near(Worth(DiscountTiming.PeriodStart, 12), 1.02 * Worth(DiscountTiming.PeriodEnd, 12), 1e-11 * (1 + Worth(DiscountTiming.PeriodStart, 12)));
    }, runs: 60);

    [Theory]
    [MemberData(nameof(Models))]
    public void Another_unit_of_time_changes_no_prediction(string name)
    {
        var isTimeRate = AttritionModels.All.Single(entry => entry.Model.Name == name).IsTimeRate;
        if (!isTimeRate.Contains(true))
            return; // opportunities have no other unit
        Holds(name, (model, history, horizon) =>
        {
            var scaled = model.WithParameters([.. model.ParameterValues.Zip(isTimeRate, (value, isRate) => isRate ? 7 * value : value)]);
            var days = new PurchaseHistory(history.RepeatPurchases, 7 * history.TimeOfLastPurchase, 7 * history.Age);
            return Near(scaled.ProbabilityAlive(days), model.ProbabilityAlive(history), 1e-11)
                && Near(scaled.ExpectedPurchases(days, 7 * horizon), model.ExpectedPurchases(history, horizon), 1e-10 * (1 + model.ExpectedPurchases(history, horizon)))
                && Near(scaled.ProbabilityOfPurchase(days, 7 * horizon), model.ProbabilityOfPurchase(history, horizon), 1e-10)
                && Near(7 * scaled.MeanRate(days), model.MeanRate(history), 1e-10 * model.MeanRate(history))
                && Near(scaled.LogLikelihood(days), model.LogLikelihood(history) - history.RepeatPurchases * Math.Log(7), 1e-10 * (1 + Math.Abs(model.LogLikelihood(history))));
        });
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_bad_history_is_answered_with_NaN(string name)
    {
        var model = AttritionModels.Of(name);
        foreach (var bad in new PurchaseHistory[]
        {
            new(-1, 0, 5), new(1, 6, 5), new(1, -1, 5), new(0, 1, 5), new(1, double.NaN, 5), new(1, 2, double.NaN), new(1, 2, double.PositiveInfinity), new(0, 0, -1),
        })
        {
            Assert.Equal(double.NaN, model.LogLikelihood(bad));
            Assert.Equal(double.NaN, model.ProbabilityAlive(bad));
            Assert.Equal(double.NaN, model.ProbabilityOfPurchase(bad, 3));
            Assert.Equal(double.NaN, model.ExpectedPurchases(bad, 3));
            Assert.Equal(double.NaN, model.ProbabilityOfCount(bad, 1, 3));
            Assert.Equal(double.NaN, model.TimeToNextPurchase(bad));
            Assert.Equal(double.NaN, model.MeanRate(bad));
            Assert.Equal(double.NaN, model.ProbabilityAliveLater(bad, 3));
            Assert.Equal(double.NaN, model.ProbabilityOfNoFurtherPurchase(bad));
            Assert.Equal(double.NaN, model.DiscountedExpectedPurchases(bad, DiscountRate.Annual(0.1), 3));
            Assert.Equal(double.NaN, model.DiscountedExpectedPurchases(bad, DiscountRate.Annual(0.1) with { Timing = DiscountTiming.PeriodEnd }, 3));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_wrong_call_names_the_argument(string name)
    {
        var model = AttritionModels.Of(name);
        foreach (var bad in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Equal("horizon", Assert.Throws<ArgumentOutOfRangeException>(() => model.ExpectedPurchases(PurchaseHistory.New, bad)).ParamName);
            Assert.Equal("horizon", Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityOfPurchase(PurchaseHistory.New, bad)).ParamName);
            Assert.Equal("silence", Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityAliveIfSilent(PurchaseHistory.New, bad)).ParamName);
        }

        Assert.Equal("horizon", Assert.Throws<ArgumentOutOfRangeException>(() => model.DiscountedExpectedPurchases(PurchaseHistory.New, DiscountRate.None, -1)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityOfCount(PurchaseHistory.New, -1, 1)).ParamName);
        Assert.Equal("quantile", Assert.Throws<ArgumentOutOfRangeException>(() => model.TimeToNextPurchase(PurchaseHistory.New, 1)).ParamName);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_is_the_same_after_JSON(string name) => Holds(name, (model, history, horizon) =>
    {
        var read = AttritionModel.FromJson(model.ToJson());
        return read.GetType() == model.GetType() && read.Unit.Equals(model.Unit) && read.ParameterValues.SequenceEqual(model.ParameterValues)
            && read.ExpectedPurchases(history, horizon).Equals(model.ExpectedPurchases(history, horizon));
    }, runs: 20);

    [Theory]
    [MemberData(nameof(Models))]
    public void Damaged_JSON_says_what_is_wrong(string name)
    {
        var json = AttritionModels.Of(name).ToJson();
        foreach (var (from, to, what) in new[]
        {
            ("\"version\": 1", "\"version\": 2", "version 2"),
            ("\"AttritionModel\"", "\"RfmScale\"", "\"type\": \"AttritionModel\""),
            ($"\"{name}\"", "\"Oracle\"", "'Oracle'"),
            ("\"parameters\": {", "\"parameters\": { \"zeta\": 1,", "parameters.zeta is not a field of it"),
            ("\"seconds\": 604800", "\"seconds\": -7", "unit.seconds is -7 and must be a finite number above 0"),
        })
        {
            Assert.Contains(from.Replace("/", "/", StringComparison.Ordinal), json, StringComparison.Ordinal);
            var error = Assert.Throws<FormatException>(() => AttritionModel.FromJson(json.Replace(from, to, StringComparison.Ordinal)));
            Assert.Contains(what, error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<FormatException>(() => AttritionModel.FromJson(json[..^10]));
        Assert.Throws<FormatException>(() => AttritionModel.FromJson("[]"));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Simulated_members_buy_as_often_as_the_model_expects(string name)
    {
        var model = AttritionModels.Of(name);
        var random = new Random(20_260_101);
        const int members = 20_000;
        const double age = 39;
        double sum = 0, squares = 0, alive = 0, expectedAlive = 0;
        var purchases = new List<double>();
        for (var i = 0; i < members; i++)
        {
            purchases.Clear();
            var left = model.Simulate(random, age, purchases);
            sum += purchases.Count;
            squares += (double)purchases.Count * purchases.Count;
            alive += left > age ? 1 : 0;
            expectedAlive += model.ProbabilityAlive(new PurchaseHistory(purchases.Count, purchases.Count == 0 ? 0 : purchases[^1], age));
            Assert.All(purchases, time => Assert.InRange(time, 0, age));
            Assert.Equal(purchases.Order(), purchases);
        }

        var mean = sum / members;
        var error = Math.Sqrt((squares / members - mean * mean) / members);
        Assert.InRange(mean, model.ExpectedPurchases(PurchaseHistory.New, age) - 5 * error, model.ExpectedPurchases(PurchaseHistory.New, age) + 5 * error);
        Assert.InRange(alive / members, expectedAlive / members - 5 * 0.5 / Math.Sqrt(members), expectedAlive / members + 5 * 0.5 / Math.Sqrt(members));
    }

    private static bool Near(double a, double b, double tolerance) => Math.Abs(a - b) <= tolerance;

    private static void Holds(string name, Func<AttritionModel, PurchaseHistory, double, bool> law, int runs = 200) => Law.Holds(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var (model, history, horizon) = AttritionModels.Random(name, seed);
        return law(model, history, horizon);
    }, runs);
}
