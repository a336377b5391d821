using MemberValue.Clv;
using static MemberValue.Tests.Clv.Models.ParetoNbdData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>The formulas against 200,000 simulated members, within five standard errors.</summary>
public class ParetoNbdSimulationTests
{
    private const int Members = 200_000;
    private const double Age = 39;
    private const double Horizon = 52;

    [Theory]
    [InlineData(0.553, 10.578, 0.606, 11.669)]
    [InlineData(2.5, 20, 1.4, 60)]
    public void Simulated_members_buy_and_leave_as_the_formulas_say(double r, double alpha, double s, double beta)
    {
        var model = Of(r, alpha, s, beta);
        var random = new Random(39);
        var purchases = new List<double>();
        var counts = new int[6];
        var (alive, aliveExpected, later, laterExpected, more, none, noneExpected) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        var (laterSquares, moreSquares) = (0.0, 0.0);
        for (var i = 0; i < Members; i++)
        {
            purchases.Clear();
            var life = model.Simulate(random, Age + Horizon, purchases);
            var x = purchases.Count(t => t <= Age);
            var after = purchases.Count - x;
            var history = new PurchaseHistory(x, x == 0 ? 0 : purchases[x - 1], Age);
            if (x < counts.Length)
                counts[x]++;
            alive += life > Age ? 1 : 0;
            aliveExpected += model.ProbabilityAlive(history);
            var expected = model.ExpectedPurchases(history, Horizon);
            later += after;
            laterExpected += expected;
            laterSquares += (after - expected) * (after - expected);
            more += x;
            moreSquares += x * x;
            none += after == 0 ? 1 : 0;
            noneExpected += 1 - model.ProbabilityOfPurchase(history, Horizon);
        }

        Within(aliveExpected, alive, Math.Sqrt(Members * 0.25), "alive");
        Within(laterExpected, later, Math.Sqrt(laterSquares), "purchases to come");
        Within(noneExpected, none, Math.Sqrt(Members * 0.25), "no purchase to come");
        Within(Members * model.ExpectedPurchases(PurchaseHistory.New, Age), more, Math.Sqrt(moreSquares), "purchases");
        for (var n = 0; n < counts.Length; n++)
        {
            var probability = model.ProbabilityOfCount(PurchaseHistory.New, n, Age);
            Within(Members * probability, counts[n], Math.Sqrt(Members * probability * (1 - probability)), $"{n} purchases");
        }

        // Conditional expectations add up to the unconditional ones: E[X(T+t)] - E[X(T)].
        var unconditional = model.ExpectedPurchases(PurchaseHistory.New, Age + Horizon) - model.ExpectedPurchases(PurchaseHistory.New, Age);
        Within(Members * unconditional, laterExpected, Math.Sqrt(laterSquares), "mean of the conditional expectations");
    }

    private static void Within(double expected, double actual, double error, string what) =>
        Assert.True(Math.Abs(actual - expected) <= 5 * error, $"{what}: {actual}, expected {expected}, five standard errors are {5 * error}");
}
