using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Tests.Golden;
using static MemberValue.Tests.Clv.Models.BetaGeometricData;

namespace MemberValue.Tests.Clv.Models;

public class BetaGeometricFitTests
{
    [Fact]
    public void BG_NBD_s_fit_of_the_cdnow_sample_is_the_published_one()
    {
        var model = BgNbdModel.Fit(ParetoNbdData.Cdnow());
        var report = model.Report!;
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(-9582.429, report.LogLikelihood, 5e-4);
        Assert.True(report.LogLikelihood > -9582.4293);
        Equal([0.243, 4.414, 0.793, 2.426], model.ParameterValues, 5e-4);
        // More digits from an R package; its optimiser stops a little short of the top.
        Equal([0.2425945, 4.4136019, 0.7929199, 2.4258881], model.ParameterValues, 3e-5);
        Assert.Contains(report.Warnings, text => text.English.StartsWith("60% of the members have one purchase only", StringComparison.Ordinal));
    }

    [Fact]
    public void MBG_NBD_s_fit_of_the_cdnow_sample_is_the_published_one()
    {
        var model = MbgNbdModel.Fit(ParetoNbdData.Cdnow());
        var report = model.Report!;
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(-9582.1357, report.LogLikelihood, 5.1e-5);
        Equal([0.525, 6.183, 0.891, 1.614], model.ParameterValues, 5e-4);
        double[] errors = [0.083264, 0.695597, 0.154785, 0.537472];
        for (var k = 0; k < 4; k++)
            Near.Relative(errors[k], report.StandardErrors[k], 1e-3);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void A_table_is_fitted_like_its_rows_and_in_days_like_in_weeks()
    {
        var table = CdnowTables.Split.Calibration;
        var weeks = BgNbdModel.Fit(table.In(TimeUnit.Week));
        Assert.Equal(BgNbdModel.Fit(ParetoNbdData.Cdnow()).ParameterValues, weeks.ParameterValues);
        var days = BgNbdModel.Fit(table.In(TimeUnit.Day));
        Equal([weeks.Parameters.R, 7 * weeks.Parameters.Alpha, weeks.Parameters.A, weeks.Parameters.B], days.ParameterValues, 1e-7);
        Near.Relative(weeks.Report!.LogLikelihood - 2457 * Math.Log(7), days.Report!.LogLikelihood, 1e-13);
        Assert.Equal(2357, weeks.Origin!.Members);
    }

    [Theory]
    [InlineData(false, 0.6, 3, 0.8, 2.5)]
    [InlineData(true, 0.6, 3, 0.8, 2.5)]
    [InlineData(false, 2, 1, 3, 9)]
    [InlineData(true, 0.3, 20, 0.5, 6)]
    public void A_fit_finds_the_parameters_of_simulated_members(bool isModified, double r, double alpha, double a, double b)
    {
        var truth = Of(isModified, r, alpha, a, b);
        var histories = Simulated.Histories(truth, 60_000, i => 20 + i % 60 * 0.7, seed: 5);
        Simulated.AssertWithinErrors(truth, isModified ? MbgNbdModel.Fit(histories) : BgNbdModel.Fit(histories));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Members_who_never_leave_end_at_the_limit_that_says_so(bool isModified)
    {
        // Everyone bought on the last day.
        var drawn = Simulated.Members(new NbdModel(new NbdParameters(5, 3), TimeUnit.Week), 3_000, i => 30 + i % 20, 0, seed: 1)
            .Select(member => member.History).Where(history => history.RepeatPurchases > 0).ToList();
        var histories = PurchaseHistories.From(
            [.. drawn.Select(history => history.RepeatPurchases)], [.. drawn.Select(history => history.Age)], [.. drawn.Select(history => history.Age)],
            TimeUnit.Week);
        AttritionModel model = isModified ? MbgNbdModel.Fit(histories) : BgNbdModel.Fit(histories);
        Assert.Equal(FitStatus.AtLimit, model.Report!.Status);
        Assert.Contains("nobody leaves", model.Report.Limit!.English, StringComparison.Ordinal);
        var limit = NbdModel.Fit(histories);
        Assert.Equal(limit.Report!.LogLikelihood, model.Report.LogLikelihood, 0.01);
        var member = new PurchaseHistory(30, 30, 30);
        Near.Relative(limit.ExpectedPurchases(member, 10), model.ExpectedPurchases(member, 10), 1e-4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Members_who_leave_alike_end_at_the_limit_that_says_so(bool isModified)
    {
        // One dropout probability for all, 0.2: a beta distribution without variance.
        var histories = Simulated.Histories(Of(isModified, 0.8, 4, 2e5, 8e5), 30_000, i => 30 + i % 20, seed: 4);
        AttritionModel model = isModified ? MbgNbdModel.Fit(histories) : BgNbdModel.Fit(histories);
        Assert.True(model.Report!.Status is FitStatus.AtLimit or FitStatus.Converged);
        if (model.Report.Status == FitStatus.AtLimit)
            Assert.Contains("every member leaves with the same probability", model.Report.Limit!.English, StringComparison.Ordinal);
        Assert.Equal(0.2, model.ParameterValues[2] / (model.ParameterValues[2] + model.ParameterValues[3]), 0.01);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_a_repeat_purchase_a_fit_says_that_it_knows_nothing(bool isModified)
    {
        var histories = PurchaseHistories.From([0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [1, 2, 5, 30, 30], TimeUnit.Week);
        AttritionModel model = isModified ? MbgNbdModel.Fit(histories) : BgNbdModel.Fit(histories);
        Assert.NotEqual(FitStatus.Converged, model.Report!.Status);
        Assert.Contains(model.Report.Warnings, text => text.English.Contains("No member has a repeat purchase", StringComparison.Ordinal));
        Assert.Equal(0, model.Report.LogLikelihood, 1e-4);
    }

    [Theory]
    [InlineData(1, 1, 1)] // one member
    [InlineData(100, 30, 31)]
    [InlineData(5, 0, 0)] // all on one day
    public void Odd_tables_end_in_a_status(int x, double tx, double age)
    {
        var histories = PurchaseHistories.From([x, x], [tx, tx / 2], [age, age], TimeUnit.Week, allowTies: true);
        foreach (var model in new AttritionModel[] { BgNbdModel.Fit(histories), MbgNbdModel.Fit(histories) })
        {
            Assert.All(model.ParameterValues, value => Assert.InRange(value, double.Epsilon, double.MaxValue));
            Assert.InRange(model.ProbabilityAlive(new PurchaseHistory(x, tx, age + 1)), 0, 1);
        }
    }

    [Fact]
    public void Members_who_all_came_back_are_warned_of()
    {
        var histories = PurchaseHistories.From([1, 2, 3], [1, 2, 3], [4, 4, 4], TimeUnit.Week);
        Assert.Contains(MbgNbdModel.Fit(histories).Report!.Warnings, text => text.English.StartsWith("Every member has a repeat purchase", StringComparison.Ordinal));
    }

    private static void Equal(double[] expected, IReadOnlyList<double> actual, double tolerance)
    {
        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], actual[k], tolerance * Math.Max(1, expected[k]));
    }
}
