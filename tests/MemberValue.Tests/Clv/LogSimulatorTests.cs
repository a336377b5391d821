using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Clv.Models;

namespace MemberValue.Tests.Clv;

public class LogSimulatorTests
{
    private static readonly NbdModel Nbd = new(new NbdParameters(0.9, 6), TimeUnit.Week);
    private static readonly BgBbModel BgBb = new(new BgBbParameters(1.2, 4, 0.8, 20), TimeUnit.Week);

    public static TheoryData<AttritionModel> ModelsOfTime =>
    [
        Nbd,
        new ParetoNbdModel(new ParetoNbdParameters(0.9, 6, 0.8, 20), TimeUnit.Week),
        new BgNbdModel(new BetaGeometricParameters(0.9, 6, 0.8, 2.5), TimeUnit.Week),
        new MbgNbdModel(new BetaGeometricParameters(0.9, 6, 0.8, 2.5), TimeUnit.Week),
    ];

    [Theory]
    [MemberData(nameof(ModelsOfTime))]
    public void A_log_read_and_fitted_gives_the_model_back(AttritionModel model)
    {
        var table = Read(new LogSimulator(model, Options(6_000)).Log(17), EventGrain.Instant);
        Assert.Equal(6_000, table.Count);
        var members = table.In(TimeUnit.Week);
        Simulated.AssertWithinErrors(model, model switch
        {
            NbdModel => NbdModel.Fit(members),
            ParetoNbdModel => ParetoNbdModel.Fit(members),
            BgNbdModel => BgNbdModel.Fit(members),
            _ => MbgNbdModel.Fit(members),
        });
    }

    [Fact]
    public void A_log_of_opportunities_gives_the_model_back()
    {
        var simulator = new LogSimulator(BgBb, Options(6_000));
        var table = Read(simulator.Log(3), EventGrain.Week);
        foreach (var member in simulator.Members(3))
        {
            Assert.True(table.TryGetIndex(member.Key, out var row));
            var view = table.Opportunities();
            Assert.Equal(member.History, new PurchaseHistory(view.RepeatPurchases(row), view.TimeOfLastPurchase(row), view.Age(row)));
        }

        Simulated.AssertWithinErrors(BgBb, BgBbModel.Fit(table.Opportunities()));
    }

    [Fact]
    public void The_table_of_a_log_has_the_members_histories_to_the_second()
    {
        var simulator = new LogSimulator(Nbd, Options(500));
        var view = Read(simulator.Log(5), EventGrain.Instant).In(TimeUnit.Second);
        var row = 0;
        foreach (var member in simulator.Members(5))
        {
            var week = TimeUnit.Week.Seconds;
            Assert.Equal(member.Moments.Distinct().Count() - 1, view.RepeatPurchases(row));
            Assert.Equal(member.History.TimeOfLastPurchase * week, view.TimeOfLastPurchase(row), 1.001);
            Assert.Equal(member.History.Age * week, view.Age(row), 1.001);
            Assert.Equal(member.PurchaseTimes.Count + 1, member.Amounts.Count);
            row++;
        }
    }

    [Theory]
    [MemberData(nameof(ModelsOfTime))]
    public void As_many_members_are_alive_as_the_model_says(AttritionModel model) => AssertAlive(model);

    [Fact]
    public void As_many_members_are_there_as_a_model_of_opportunities_says() => AssertAlive(BgBb);

    [Fact]
    public void Drawn_amounts_give_the_model_of_spend_back()
    {
        var spend = new GammaGammaModel(new GammaGammaParameters(6.25, 3.74, 15.44));
        var options = Options(6_000);
        options.Spend = spend;
        var table = Read(new LogSimulator(Nbd, options).Log(9), EventGrain.Instant);
        var model = GammaGammaModel.Fit(table.Columns);
        for (var k = 0; k < 3; k++)
        {
            var distance = Math.Log(model.ParameterValues[k] / spend.ParameterValues[k]) / Math.Sqrt(model.Report!.LogCovariance[k][k]);
            Assert.True(Math.Abs(distance) < 4, $"{model}: {distance} standard errors");
        }

        Assert.True(Math.Abs(model.Independence!.Correlation) < 0.06);
    }

    [Fact]
    public void A_seed_draws_one_log_and_another_seed_another()
    {
        var simulator = new LogSimulator(Nbd, new LogSimulationOptions { Members = 50 });
        Assert.Equal(simulator.Log(1), simulator.Log(1));
        Assert.NotEqual(simulator.Log(1), simulator.Log(2));
        Assert.Equal(Enumerable.Range(1, 50), simulator.Log(1).Select(row => row.Member).Distinct());
        Assert.All(simulator.Log(1), row => Assert.Equal(10m, row.Amount));
    }

    [Fact]
    public void A_log_stays_in_its_days_and_in_the_order_of_time()
    {
        var options = new LogSimulationOptions { Members = 300, FirstDay = new(2024, 2, 1), LastDay = new(2024, 2, 29), JoinDays = 29 };
        foreach (var model in (AttritionModel[])[Nbd, new BgBbModel(BgBb.Parameters, TimeUnit.Day)])
        {
            foreach (var member in new LogSimulator(model, options).Members(4))
            {
                Assert.InRange(member.Moments[0], new DateTimeOffset(2024, 2, 1, 0, 0, 1, default), new DateTimeOffset(2024, 2, 29, 23, 59, 59, default));
                Assert.True(member.Moments[^1] < new DateTimeOffset(2024, 3, 1, 0, 0, 0, default));
                Assert.Equal(member.Moments.Order(), member.Moments);
                Assert.Equal(member.FirstPurchase, member.Moments[0]);
                Assert.True(member.History.IsValid);
                Assert.Equal(member.History.RepeatPurchases, member.PurchaseTimes.Count);
                Assert.All(member.PurchaseTimes, time => Assert.True(time < member.LeftAt));
            }
        }
    }

    [Fact]
    public void Options_are_copied_and_checked_early()
    {
        var options = new LogSimulationOptions { Members = 2 };
        var simulator = new LogSimulator(Nbd, options);
        options.Members = 5;
        Assert.Equal(2, simulator.Members(1).Count());
        Refused(new() { Members = 0 }, "LogSimulationOptions.Members is 0; it must be 1 or more");
        Refused(new() { LastDay = new(2023, 12, 31) }, "LogSimulationOptions.LastDay is 2023-12-31; it must not be before FirstDay, 2024-01-01");
        Refused(new() { JoinDays = 367 }, "LogSimulationOptions.JoinDays is 367; it must be 1 to the log's 366 days");
        Refused(new() { Amount = -1 }, "LogSimulationOptions.Amount is -1; it must be 0 to 1,000,000,000,000");
        Refused(new() { Decimals = 11 }, "LogSimulationOptions.Decimals is 11; it must be 0 to 10");
        Assert.Throws<ArgumentNullException>(() => new LogSimulator(null!));
        Assert.Throws<ArgumentException>(() => new LogSimulator(BgBb, new() { LastDay = new(2024, 1, 6), JoinDays = 1 }));

        static void Refused(LogSimulationOptions options, string message) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => new LogSimulator(Nbd, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_that_no_shop_has_are_an_error_and_no_endless_log()
    {
        foreach (var model in (AttritionModel[])
        [
            new NbdModel(new NbdParameters(5, 1e-9), TimeUnit.Week), new BgNbdModel(new BetaGeometricParameters(1, 1e-300, 1e-9, 1), TimeUnit.Week),
            new ParetoNbdModel(new ParetoNbdParameters(9, 1e-8, 1, 1e9), TimeUnit.Week),
        ])
        {
            var error = Assert.Throws<InvalidOperationException>(() => new LogSimulator(model).Log(1).Count());
            Assert.Contains("more than 100000 purchases", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cancelled_log_ends_before_the_next_member()
    {
        using var stop = new CancellationTokenSource();
        var drawn = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var member in new LogSimulator(Nbd, new LogSimulationOptions { Members = int.MaxValue }).Members(1, stop.Token))
            {
                if (++drawn == 3)
                    stop.Cancel();
            }
        });
        Assert.Equal(3, drawn);
    }

    private static void AssertAlive(AttritionModel model)
    {
        double expected = 0, variance = 0;
        var alive = 0;
        foreach (var member in new LogSimulator(model, Options(20_000)).Members(23))
        {
            var p = model.ProbabilityAlive(member.History);
            (expected, variance) = (expected + p, variance + p * (1 - p));
            alive += member.IsAlive ? 1 : 0;
        }

        Assert.True(Math.Abs(alive - expected) <= 5 * Math.Sqrt(variance), $"{alive} are alive, {expected:F0} expected");
    }

    private static LogSimulationOptions Options(int members) => new() { Members = members, JoinDays = 140 };

    private static MemberTable<int> Read(IEnumerable<Transaction<int>> log, EventGrain grain)
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions
        {
            Grain = grain,
            WindowFirst = new DateTime(2024, 1, 1),
            // With instants the end of the last day; 52 whole weeks from the Monday that the log begins on.
            WindowLast = grain == EventGrain.Instant ? new DateTime(2025, 1, 1) : new DateTime(2024, 12, 29),
            Order = LogOrder.TimeOrderedPerMember,
        });
        builder.AddRange(log);
        return builder.Build();
    }
}
