using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

public class BgBbFitTests
{
    private static readonly BgBbModel Fitted = BgBbModel.Fit(DonationsData.Histories());

    [Fact] // Fader, Hardie and Shang 2010, table 6; the predictions are those of the paper's worksheet
    public void Donations_have_the_published_fit()
    {
        Assert.Equal(FitStatus.Converged, Fitted.Report!.Status);
        Assert.Equal(-33225.58, Fitted.Report.LogLikelihood, 2);
        Assert.Equal(11_104, Fitted.Report.Members);
        Assert.Equal(22, Fitted.Report.Rows);
        Assert.Equal([1.204, 0.750, 0.657, 2.783], Fitted.ParameterValues.Select(value => Math.Round(value, 3)));
        Near.Relative(0.1302169, Fitted.ExpectedPurchases(new PurchaseHistory(0, 0, 6), 10), 1e-4);
        Near.Relative(3.627858, Fitted.ExpectedPurchases(new PurchaseHistory(4, 5, 6), 10), 1e-4);
        Near.Relative(3.179805, Fitted.ExpectedPurchases(PurchaseHistory.New, 10), 1e-4);
    }

    [Fact] // The same
    public void Donations_of_the_next_five_years_add_up_as_published()
    {
        var histories = DonationsData.Histories();
        var sum = 0.0;
        for (var i = 0; i < histories.Rows; i++)
            sum += histories.Weights[i] * Fitted.ExpectedPurchases(histories[i], 5);
        Assert.Equal(12884.2, sum, 0);
        Assert.Equal(3454.9, 11_104 * Fitted.ProbabilityOfCount(PurchaseHistory.New, 0, 6), 0);
        Assert.Equal(1253.1, 11_104 * Fitted.ProbabilityOfCount(PurchaseHistory.New, 6, 6), 0);
    }

    [Fact]
    public void The_report_has_the_likelihood_that_the_formula_gives()
    {
        Near.Relative(Fitted.LogLikelihood(DonationsData.Histories()), Fitted.Report!.LogLikelihood, 1e-13);
        Assert.All(Fitted.Report.StandardErrors, error => Assert.True(error is > 0.01 and < 1));
    }

    [Theory]
    [InlineData(1.2, 0.75, 0.66, 2.78)]
    [InlineData(0.05, 30, 4, 0.3)]
    [InlineData(300, 2000, 170, 1900)]
    [InlineData(1e-4, 1e4, 1, 1e-3)]
    public void The_gradient_is_the_slope_of_the_formula(double alpha, double beta, double gamma, double delta)
    {
        // Weights that no symmetry could hide behind; cohorts of several lengths.
        var histories = PurchaseHistories.From(
            [0, 0, 1, 1, 1, 2, 2, 5, 40, 0], [0, 0, 1, 3, 6, 2, 7, 9, 50, 0], [1, 9, 9, 6, 6, 9, 9, 9, 120, 120], TimeUnit.Week,
            [3, 2, 1, 4, 0.5, 2, 7, 1, 1.5, 2.5]);
        double[] logs = [Math.Log(alpha), Math.Log(beta), Math.Log(gamma), Math.Log(delta)];
        var likelihood = BgBbLikelihood.Of(histories);
        var gradient = new double[4];
        var value = likelihood.Evaluate(logs, gradient);
        Near.Relative(Formula(logs), value, 1e-13);
        const double h = 1e-3;
        for (var k = 0; k < 4; k++)
        {
            // Five points: the error is h^4 times a fifth derivative.
            double At(double steps) => Formula([.. logs.Select((log, i) => i == k ? log + steps * h : log)]);
            var slope = (8 * (At(1) - At(-1)) - (At(2) - At(-2))) / (12 * h);
            Assert.True(Math.Abs(slope - gradient[k]) < 1e-9 * Math.Abs(value), $"parameter {k}: {gradient[k]:R} is not {slope:R}");
        }

        double Formula(double[] at) => new BgBbModel(
            new BgBbParameters(Math.Exp(at[0]), Math.Exp(at[1]), Math.Exp(at[2]), Math.Exp(at[3])), TimeUnit.Week).LogLikelihood(histories);
    }

    [Theory]
    [InlineData(52)]
    [InlineData(200)]
    public void Many_opportunities_are_fitted_as_well(int opportunities)
    {
        var truth = new BgBbModel(new BgBbParameters(1.5, 8, 0.9, 40), TimeUnit.Week);
        var model = BgBbModel.Fit(Simulated.Histories(truth, members: 6_000, _ => opportunities, seed: 5));
        Simulated.AssertWithinErrors(truth, model);
    }

    [Fact]
    public void Cohorts_of_different_lengths_are_fitted_together()
    {
        var truth = new BgBbModel(new BgBbParameters(1.2, 0.75, 0.66, 2.8), TimeUnit.Year);
        var model = BgBbModel.Fit(Simulated.Histories(truth, members: 20_000, member => 3 + member % 8, seed: 11));
        Simulated.AssertWithinErrors(truth, model);
    }

    [Fact]
    public void Members_who_never_leave_are_a_limit()
    {
        // Sixty of a hundred opportunities taken, one after the other forever: no silence at any end.
        var random = new Random(3);
        var truth = new BgBbModel(new BgBbParameters(3, 3, 1e-3, 1e6), TimeUnit.Week);
        var model = BgBbModel.Fit(Simulated.Histories(truth, members: 500, _ => 30, seed: random.Next()));
        Assert.NotEqual(FitStatus.Failed, model.Report!.Status);
        Assert.NotEqual(FitStatus.Converged, model.Report.Status);
        Near.Relative(3.0 / 6, model.ExpectedPurchases(PurchaseHistory.New, 1), 0.05);
    }

    [Fact]
    public void Nobody_who_bought_again_is_a_flagged_fit()
    {
        var model = BgBbModel.Fit(PurchaseHistories.From([0, 0], [0, 0], [5, 6], TimeUnit.Week, [100, 50]));
        Assert.NotEqual(FitStatus.Converged, model.Report!.Status);
        Assert.Contains(model.Report.Warnings, warning => warning.English.Contains("Nobody bought again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 0.5, 4)]
    [InlineData(1, 1, 4.5)]
    [InlineData(3, 2, 4)]
    [InlineData(1, 1, 1_000_001)]
    public void Histories_that_do_not_count_opportunities_are_refused_by_row(int x, double tx, double n)
    {
        var histories = PurchaseHistories.From([0, x], [0, tx], [4, n], TimeUnit.Week);
        var error = Assert.Throws<ArgumentException>(() => BgBbModel.Fit(histories));
        Assert.Contains("BG/BB counts opportunities, one per cell; row 1 has", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_fitted_by_its_cells()
    {
        var columns = Simulated.Columns(new BgBbModel(new BgBbParameters(1.5, 6, 0.8, 20), TimeUnit.Week), members: 3_000, seed: 2);
        var model = BgBbModel.Fit(columns.Opportunities());
        Assert.Equal(TimeUnit.Week, model.Unit);
        Assert.Equal(columns.Window, model.Origin!.Window);
        var error = Assert.Throws<ArgumentException>(() => BgBbModel.Fit(columns.In(TimeUnit.Day)));
        Assert.Contains("BG/BB counts opportunities, one per cell; the view counts in day", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fitted_model_survives_its_JSON()
    {
        var read = Assert.IsType<BgBbModel>(AttritionModel.FromJson(Fitted.ToJson()));
        Assert.Equal(Fitted.Parameters, read.Parameters);
        Assert.Equal(Fitted.Unit, read.Unit);
        Assert.Equal(Fitted.Report, read.Report);
        Assert.Equal(Fitted.Origin, read.Origin);
    }
}
