using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using static MemberValue.Tests.Clv.Models.ParetoNbdData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>Fits: the published one, the limits, and data that say little.</summary>
public class ParetoNbdFitTests
{
    // Fader, Hardie and Lee 2005 (Marketing Science), Table 2: .553, 10.578, .606, 11.669, LL -9595.0; standard errors from a package's test.
    [Fact]
    public void The_fit_to_the_CDNOW_sample_is_the_published_one()
    {
        var model = ParetoNbdModel.Fit(Cdnow());
        Assert.Equal(FitStatus.Converged, model.Report!.Status);
        Assert.Equal(-9594.976, model.Report.LogLikelihood, 5e-4);
        var p = model.Parameters;
        Assert.Equal(0.553, p.R, 5e-4);
        Assert.Equal(10.578, p.Alpha, 5e-3);
        Assert.Equal(0.606, p.S, 5e-4);
        Assert.Equal(11.669, p.Beta, 2e-2);
        double[] errors = [0.0476264, 0.8427222, 0.1872594, 6.2105448];
        for (var k = 0; k < 4; k++)
            Near(errors[k], model.Report.StandardErrors[k], 5e-3);
    }

    [Fact]
    public void A_change_of_time_unit_changes_no_prediction()
    {
        var weeks = Cdnow();
        double[] Days(ReadOnlySpan<double> times) => Array.ConvertAll(times.ToArray(), t => Math.Round(t * 7));
        var x = Array.ConvertAll(weeks.RepeatPurchases.ToArray(), v => (int)v);
        var days = PurchaseHistories.From(x, Days(weeks.TimesOfLastPurchase), Days(weeks.Ages), TimeUnit.Day, weeks.Weights);
        var (inWeeks, inDays) = (ParetoNbdModel.Fit(weeks), ParetoNbdModel.Fit(days));
        Near(inWeeks.ExpectedPurchases(new PurchaseHistory(3, 20, 39), 52), inDays.ExpectedPurchases(new PurchaseHistory(3, 140, 273), 364), 1e-7);
        Near(inWeeks.Parameters.Beta * 7, inDays.Parameters.Beta, 1e-6);
    }

    [Fact]
    public void Parameters_of_simulated_members_are_found_again()
    {
        var truth = Of(1.2, 6, 0.9, 20);
        var histories = Simulated(truth, members: 60_000, age: 52, seed: 4);
        var model = ParetoNbdModel.Fit(histories);
        Assert.Equal(FitStatus.Converged, model.Report!.Status);
        for (var k = 0; k < 4; k++)
            Assert.InRange((model.ParameterValues[k] - truth.ParameterValues[k]) / model.Report.StandardErrors[k], -4, 4);
    }

    [Fact]
    public void Heavy_buyers_are_fitted()
    {
        var truth = Of(5, 0.05, 0.8, 30);
        var model = ParetoNbdModel.Fit(Simulated(truth, members: 3_000, age: 26, seed: 5));
        Assert.Equal(FitStatus.Converged, model.Report!.Status);
        for (var k = 0; k < 4; k++)
            Assert.InRange((model.ParameterValues[k] - truth.ParameterValues[k]) / model.Report.StandardErrors[k], -4, 4);
    }

    [Fact]
    public void Members_who_never_leave_lead_to_a_named_limit_with_the_NBD_s_likelihood()
    {
        var random = new Random(6);
        var nbd = new NbdModel(new NbdParameters(0.8, 9), TimeUnit.Week);
        var histories = Simulated(nbd, members: 5_000, age: 39, seed: 6);
        var (model, plain) = (ParetoNbdModel.Fit(histories), NbdModel.Fit(histories));
        Assert.True(model.Report!.LogLikelihood >= plain.Report!.LogLikelihood - 1e-6,
            $"{model} {model.Report.LogLikelihood:R} against {plain.Report.LogLikelihood:R}");
        if (model.Report.Status == FitStatus.AtLimit)
            Assert.Contains("nobody leaves", model.Report.Limit!.English);
        Assert.True(double.IsFinite(model.ExpectedPurchases(new PurchaseHistory(3, 20, 39), 52)));
    }

    [Fact]
    public void Members_who_all_leave_at_the_same_rate_lead_to_a_named_limit()
    {
        var truth = Of(0.9, 4, 4_000, 80_000);
        var model = ParetoNbdModel.Fit(Simulated(truth, members: 20_000, age: 39, seed: 8));
        Assert.NotEqual(FitStatus.Failed, model.Report!.Status);
        if (model.Report.Status == FitStatus.AtLimit)
            Assert.Equal("s and beta grow without bound at a fixed ratio: every member leaves at the same rate", model.Report.Limit!.English);
        Near(0.05, model.Parameters.S / model.Parameters.Beta, 0.1);
    }

    [Fact]
    public void Data_without_a_repeat_purchase_are_no_error_and_never_pass_as_a_good_fit()
    {
        var model = ParetoNbdModel.Fit(PurchaseHistories.From([0, 0, 0], [0, 0, 0], [3, 10, 39], TimeUnit.Week, [5, 2, 100]));
        Assert.NotEqual(FitStatus.Converged, model.Report!.Status);
        Assert.Contains(model.Report.Warnings, warning => warning.English.StartsWith("No member has a repeat purchase", StringComparison.Ordinal));
        Assert.InRange(model.ExpectedPurchases(PurchaseHistory.New, 39), 0, 0.1);
    }

    [Theory]
    [InlineData(1, 0.0, 0.0)]
    [InlineData(0, 0.0, 0.0)]
    [InlineData(7, 30.0, 39.0)]
    public void One_member_is_no_error(int x, double tx, double age)
    {
        var model = ParetoNbdModel.Fit(PurchaseHistories.From([x], [tx], [age], TimeUnit.Week, allowTies: true));
        Assert.NotNull(model.Report);
        Assert.All(model.ParameterValues, value => Assert.True(value > 0 && double.IsFinite(value)));
    }

    [Fact]
    public void The_fitted_model_comes_back_from_JSON()
    {
        var model = ParetoNbdModel.Fit(Cdnow());
        var again = Assert.IsType<ParetoNbdModel>(AttritionModel.FromJson(model.ToJson()));
        Assert.Equal(model.Parameters, again.Parameters);
        Assert.Equal(model.Report, again.Report);
        Assert.Equal(model.Origin, again.Origin);
    }

    private static PurchaseHistories Simulated(AttritionModel model, int members, double age, int seed)
    {
        var random = new Random(seed);
        var purchases = new List<double>();
        var (x, tx, ages) = (new int[members], new double[members], new double[members]);
        for (var i = 0; i < members; i++)
        {
            purchases.Clear();
            ages[i] = age * (0.75 + 0.25 * ((i % 12) / 12.0));
            model.Simulate(random, ages[i], purchases);
            (x[i], tx[i]) = (purchases.Count, purchases.Count == 0 ? 0 : purchases[^1]);
        }

        return PurchaseHistories.From(x, tx, ages, TimeUnit.Week);
    }
}
