using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Conformance;

namespace MemberValue.Tests.Clv.Models;

/// <summary>P(alive) at a later moment: whatever the member does until then, and if they stay silent.</summary>
public class AliveLaterTests
{
    public static TheoryData<string> Models => AttritionModels.Names;

    [Theory] // numpy and scipy, from the conditional distribution of the rate of leaving
    [InlineData(5, 20, 30, 10, .606313751166543, .332249912520132, .690729662965032)]
    [InlineData(0, 0, 39, 13, .256407158591347, .233186000639182, .294467031014586)]
    [InlineData(26, 38, 39, 52, .641492623027108, 9.18158861845e-8, .984124509005081)]
    public void The_Pareto_NBD_has_its_values(int x, double tx, double age, double time, double later, double silent, double now)
    {
        var model = new ParetoNbdModel(new ParetoNbdParameters(.553, 10.578, .606, 11.669), TimeUnit.Week);
        var history = new PurchaseHistory(x, tx, age);
        Near.Relative(later, model.ProbabilityAliveLater(history, time), 1e-12);
        Near.Relative(silent, model.ProbabilityAliveIfSilent(history, time), 1e-11);
        Near.Relative(now, model.ProbabilityAlive(history), 1e-12);
    }

    [Theory]
    [InlineData(.243, 4.414, .793, 2.426)]
    [InlineData(3, 2, .05, .1)]
    [InlineData(.01, 50, 8, 30)]
    public void The_BG_models_agree_with_the_sum_over_the_counts(double r, double alpha, double a, double b)
    {
        foreach (var history in (PurchaseHistory[])[new(0, 0, 0), new(0, 0, 39), new(4, 30, 39), new(60, 38.5, 39)])
        {
            foreach (var time in (double[])[0.1, 13, 400])
            {
                Check(new BgNbdModel(new BetaGeometricParameters(r, alpha, a, b), TimeUnit.Week), history, time, history.RepeatPurchases);
                Check(new MbgNbdModel(new BetaGeometricParameters(r, alpha, a, b), TimeUnit.Week), history, time, history.RepeatPurchases + 1);
            }
        }

        // Of a member alive now: so many purchases if nobody left, and each of them survived.
        void Check(AttritionModel model, PurchaseHistory history, double time, int chances)
        {
            var (shape, rate, second) = (r + history.RepeatPurchases, alpha + history.Age, b + chances);
            double count = Math.Pow(rate / (rate + time), shape), stays = 1, sum = 0;
            for (var n = 0; n < 20_000; n++)
            {
                sum += count * stays;
                count *= (shape + n) / (n + 1) * (time / (rate + time));
                stays *= (second + n) / (a + second + n);
            }

            Near.Relative(model.ProbabilityAlive(history) * sum, model.ProbabilityAliveLater(history, time), 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Later_is_at_most_now_and_where_leaving_follows_no_purchase_at_least_if_silent(string name)
    {
        var model = AttritionModels.Of(name);
        var leavesAnyTime = model is not BetaGeometricModel; // in these who does not buy does not leave
        foreach (var history in (PurchaseHistory[])[PurchaseHistory.New, new(0, 0, 30), new(3, 12, 30), new(9, 28, 30)])
        {
            var last = model.ProbabilityAlive(history);
            Assert.Equal(last, model.ProbabilityAliveLater(history, 0));
            foreach (var time in (double[])[1, 4, 20, 100, 1_000])
            {
                var later = model.ProbabilityAliveLater(history, time);
                Assert.InRange(later, leavesAnyTime ? model.ProbabilityAliveIfSilent(history, time) * (1 - 1e-12) : 0, last * (1 + 1e-12));
                last = later;
            }
        }

        Assert.Equal("time", Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityAliveLater(PurchaseHistory.New, -1)).ParamName);
        Assert.Equal(double.NaN, model.ProbabilityAliveLater(new PurchaseHistory(1, 9, 3), 2));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void As_many_simulated_members_are_still_there_as_the_model_says(string name)
    {
        var model = AttritionModels.Of(name);
        var random = new Random(5);
        var purchases = new List<double>();
        const int members = 20_000;
        const double time = 26;
        var there = 0;
        for (var i = 0; i < members; i++)
        {
            purchases.Clear();
            there += model.Simulate(random, time, purchases) > time ? 1 : 0;
        }

        var expected = model.ProbabilityAliveLater(PurchaseHistory.New, time);
        Assert.Equal(expected, (double)there / members, 4 * Math.Sqrt(expected * (1 - expected) / members) + 1e-12);
    }
}
