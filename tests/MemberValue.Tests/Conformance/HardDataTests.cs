using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Conformance;

/// <summary>Data on which fits of other packages fail: every fit ends with a status, finite parameters and predictions inside their ranges.</summary>
public class HardDataTests
{
    private static readonly Dictionary<string, Func<PurchaseHistories, AttritionModel>> Fits = new()
    {
        ["NBD"] = rows => NbdModel.Fit(rows),
        ["BG/NBD"] = rows => BgNbdModel.Fit(rows),
        ["MBG/NBD"] = rows => MbgNbdModel.Fit(rows),
        ["Pareto/NBD"] = rows => ParetoNbdModel.Fit(rows),
        ["BG/BB"] = rows => BgBbModel.Fit(rows),
    };

    private static readonly Dictionary<string, Func<PurchaseHistories>> Data = new()
    {
        ["nobody came back"] = () => Rows(500, (random, _) => (0, 0, 20 + random.Next(20))),
        ["everybody came back once"] = () => Rows(500, (random, _) => (1, 1 + random.Next(19), 20 + random.Next(20))),
        ["everybody bought on the last day"] = () => Rows(500, (random, _) => (1 + random.Next(5), 30, 30)),
        ["one member"] = () => Rows(1, (_, _) => (3, 10, 20)),
        ["one member without a repeat"] = () => Rows(1, (_, _) => (0, 0, 20)),
        ["two kinds of members"] = () => Rows(400, (_, i) => i % 2 == 0 ? (0, 0, 40) : (20, 39, 40)),
        ["all of no age"] = () => Rows(50, (_, _) => (0, 0, 0)),
        ["a purchase in every week"] = () => Rows(300, (random, _) => random.Next(10, 40) is var age ? (age, age, age) : default),
        ["a very long past"] = () => Rows(300, (random, _) => random.Next(4) is var x && x == 0 ? (0, 0, 200) : (x, random.Next(x, 190), 200)),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var model in Fits.Keys)
            {
                foreach (var data in Data.Keys)
                    cases.Add(model, data);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fit_ends_with_a_status_and_usable_predictions(string name, string data) => Usable(Fits[name](Data[data]()), Data[data]());

    [Theory]
    [InlineData("NBD")]
    [InlineData("BG/NBD")]
    [InlineData("MBG/NBD")]
    [InlineData("Pareto/NBD")]
    public void Seconds_and_years_give_the_same_predictions(string name)
    {
        var expected = CdnowData.Expected();
        PurchaseHistories In(TimeUnit unit, double perWeek) => PurchaseHistories.From(
            [.. expected.Select(row => row.RepeatPurchases)], [.. expected.Select(row => row.TimeOfLastPurchase * perWeek)],
            [.. expected.Select(row => row.Age * perWeek)], unit);
        var weeks = Fits[name](In(TimeUnit.Week, 1));
        foreach (var (unit, perWeek) in new[] { (TimeUnit.Second, 604_800.0), (TimeUnit.Year, 7 / 365.25) })
        {
            var other = Fits[name](In(unit, perWeek));
            Assert.Equal(FitStatus.Converged, other.Report!.Status);
            // A density changes with its unit: by ln(factor) for each of the 2,457 repeat purchases.
            Assert.Equal(weeks.Report!.LogLikelihood - 2_457 * Math.Log(perWeek), other.Report.LogLikelihood, 1e-6);
            for (var i = 0; i < expected.Count; i += 50)
            {
                var a = new PurchaseHistory(expected[i].RepeatPurchases, expected[i].TimeOfLastPurchase, expected[i].Age);
                var b = new PurchaseHistory(a.RepeatPurchases, a.TimeOfLastPurchase * perWeek, a.Age * perWeek);
                Assert.Equal(weeks.ProbabilityAlive(a), other.ProbabilityAlive(b), 1e-6);
                Assert.Equal(weeks.ExpectedPurchases(a, 39), other.ExpectedPurchases(b, 39 * perWeek), 1e-6 * (1 + weeks.ExpectedPurchases(a, 39)));
            }
        }
    }

    public static TheoryData<string> HeavyBuyers => ["BG/NBD", "MBG/NBD", "Pareto/NBD"];

    /// <summary>A hundred purchases a week, and hardly anybody leaves.</summary>
    [Theory]
    [MemberData(nameof(HeavyBuyers))]
    public void Heavy_buyers_are_fitted(string name)
    {
        AttritionModel truth = name switch
        {
            "BG/NBD" => new BgNbdModel(new BetaGeometricParameters(5, .05, .5, 200), TimeUnit.Week),
            "MBG/NBD" => new MbgNbdModel(new BetaGeometricParameters(5, .05, .5, 200), TimeUnit.Week),
            _ => new ParetoNbdModel(new ParetoNbdParameters(5, .05, .6, 12), TimeUnit.Week),
        };
        var rows = Simulated(truth, members: 400, age: 39, seed: 11);
        Assert.True(rows.RepeatPurchases[^1] > 2_000);
        var model = Fits[name](rows);
        Assert.Equal(FitStatus.Converged, model.Report!.Status);
        for (var k = 0; k < 4; k++)
        {
            var error = Math.Log(model.ParameterValues[k] / truth.ParameterValues[k]) / Math.Sqrt(model.Report.LogCovariance[k][k]);
            Assert.InRange(error, -4.5, 4.5);
        }

        Usable(model, rows);
    }

    /// <summary>Nearly nobody leaves: one in a hundred thousand purchases.</summary>
    [Theory]
    [MemberData(nameof(HeavyBuyers))]
    public void Very_low_churn_is_a_fit_or_a_named_limit(string name)
    {
        var rows = Simulated(new BgNbdModel(new BetaGeometricParameters(1.5, 3, 1, 100_000), TimeUnit.Week), members: 2_000, age: 52, seed: 3);
        var model = Fits[name](rows);
        Assert.True(model.Report!.Status == FitStatus.Converged || model.Report.Limit is { English.Length: > 0 }, model.ToString());
        Assert.InRange(model.ProbabilityAlive(new PurchaseHistory(20, 50, 52)), 0.98, 1);
        Usable(model, rows);
    }

    [Theory]
    [InlineData(52)]
    [InlineData(200)]
    public void BGBB_takes_many_opportunities(int opportunities)
    {
        var truth = new BgBbModel(new BgBbParameters(1.2, 8, .66, 20), TimeUnit.Week);
        var rows = Simulated(truth, members: 3_000, age: opportunities, seed: 5);
        var model = BgBbModel.Fit(rows);
        Assert.Equal(FitStatus.Converged, model.Report!.Status);
        for (var k = 0; k < 4; k++)
        {
            Assert.InRange(
                Math.Log(model.ParameterValues[k] / truth.ParameterValues[k]) / Math.Sqrt(model.Report.LogCovariance[k][k]), -4.5, 4.5);
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(500)]
    [InlineData(1_000)]
    [InlineData(2_357)]
    public void Gamma_Gamma_fits_of_200_resamples_all_end_with_a_status(int size)
    {
        var customers = CdnowData.Expected();
        Parallel.For(0, 200, seed =>
        {
            var random = new Random(seed);
            var drawn = Enumerable.Range(0, size).Select(_ => customers[random.Next(customers.Count)])
                .Where(row => row.RepeatPurchases > 0 && row.MeanRepeatSpend > 0).ToList();
            if (drawn.Count == 0)
                return;
            var money = seed % 2 == 0 ? 1 : 1e7;
            var model = GammaGammaModel.Fit(
                SpendHistories.From([.. drawn.Select(row => row.RepeatPurchases)], [.. drawn.Select(row => row.MeanRepeatSpend * money)]));
            Assert.NotEqual(FitStatus.Failed, model.Report!.Status);
            Assert.Equal(model.Report.Status == FitStatus.AtLimit, model.Report.Limit is { English.Length: > 0 });
            foreach (var row in drawn.Take(20))
            {
                var spend = model.ExpectedMeanSpend(row.RepeatPurchases, row.MeanRepeatSpend * money) / money;
                Assert.True(double.IsNaN(spend) ? model.Parameters.P * row.RepeatPurchases + model.Parameters.Q <= 1 : spend is > 0 and < 1e5,
                    $"{model}: {spend}");
            }
        });
    }

    private static void Usable(AttritionModel model, PurchaseHistories rows)
    {
        var report = model.Report!;
        Assert.NotEqual(FitStatus.Failed, report.Status);
        Assert.Equal(report.Status == FitStatus.AtLimit, report.Limit is { English.Length: > 0 });
        Assert.All(model.ParameterValues, value => Assert.True(value > 0 && double.IsFinite(value), model.ToString()));
        Assert.True(double.IsFinite(report.LogLikelihood));
        for (var i = 0; i < rows.Rows; i++)
        {
            Assert.InRange(model.ProbabilityAlive(rows[i]), 0, 1);
            Assert.InRange(model.ProbabilityOfPurchase(rows[i], 13), 0, 1);
            Assert.InRange(model.ExpectedPurchases(rows[i], 13), 0, 1e5);
        }
    }

    private static PurchaseHistories Rows(int members, Func<Random, int, (int X, int Tx, int Age)> of)
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, members).Select(i => of(random, i)).ToList();
        return PurchaseHistories.From(
            [.. rows.Select(row => row.X)], [.. rows.Select(row => (double)row.Tx)], [.. rows.Select(row => (double)row.Age)], TimeUnit.Week);
    }

    private static PurchaseHistories Simulated(AttritionModel model, int members, double age, int seed)
    {
        var random = new Random(seed);
        var (x, tx, ages) = (new int[members], new double[members], new double[members]);
        var purchases = new List<double>();
        for (var i = 0; i < members; i++)
        {
            purchases.Clear();
            model.Simulate(random, age, purchases);
            (x[i], tx[i], ages[i]) = (purchases.Count, purchases.Count == 0 ? 0 : purchases[^1], age);
        }

        return PurchaseHistories.From(x, tx, ages, model.Unit);
    }
}
