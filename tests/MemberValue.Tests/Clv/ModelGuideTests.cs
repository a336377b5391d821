using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Tests.Clv.Models;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

/// <summary>The examples of docs/models/README.md and of the models' part of docs/clv.md.</summary>
public class ModelGuideTests
{
    [Fact]
    public void A_model_is_fitted_and_applied()
    {
        var table = CdnowTables.Split.Calibration;
        // example: models-fit
        BgNbdModel model = BgNbdModel.Fit(table.In(TimeUnit.Week));
        FitReport report = model.Report!; // Status, LogLikelihood, Aic, Bic, StandardErrors, Warnings ...
        string json = model.ToJson();     // store it; AttritionModel.FromJson reads it

        MemberResults<int, double> alive = model.ProbabilityAlive(table);
        MemberResults<int, double> buys = model.ProbabilityOfPurchase(table, horizon: 13);  // within 13 weeks
        MemberResults<int, double> expected = model.ExpectedPurchases(table, horizon: 13);

        var ann = new PurchaseHistory(RepeatPurchases: 2, TimeOfLastPurchase: 30.43, Age: 38.86);
        double annExpects = model.ExpectedPurchases(ann, 39); // one member, the same numbers
        // example end
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(model.ParameterValues, AttritionModel.FromJson(json).ParameterValues);
        Assert.Equal(2_357, alive.Count);
        Assert.True(buys[1] < alive[1] && expected[1] > buys[1]);
        Assert.Equal(1.226, annExpects, 0.001);
    }

    [Fact]
    public void One_member_is_explained()
    {
        var model = new BgNbdModel(new BetaGeometricParameters(.243, 4.414, .793, 2.426), TimeUnit.Week);
        // example: models-explain
        DateOnly[] purchases = [new(2024, 1, 3), new(2024, 1, 24), new(2024, 2, 12)];
        MemberExplanation why = MemberExplanation.Of(model, purchases, asOf: new DateOnly(2024, 6, 30), new MemberExplanationOptions { Level = 0.2 });
        string text = why.ToString();
        // example end
        Assert.StartsWith("Bought 3 times, every 20 days on average; last on 2024-02-12.", text, StringComparison.Ordinal);
        Assert.Contains("No purchase for 139 days, 7.0 times the usual gap.", text, StringComparison.Ordinal);
        Assert.Contains(why.PurchaseFallsBelow <= new DateOnly(2024, 6, 30).DayNumber ? "has been below" : "falls below", text, StringComparison.Ordinal);
    }

    /// <summary>A shop whose returns come a month later: a year's share lacks those of the last month.</summary>
    [Fact]
    public void Returns_that_have_not_come_yet_are_made_up_for()
    {
        var members = ReturnShop.Members(20_000, seed: 5, partial: 1);
        var rows = ReturnShop.Rows(members, RefundPath.LaterCell, lag: 30);
        var log = MemberLog.Read(rows, new MemberTableOptions { WindowLast = ReturnShop.Middle.ToDateTime(default) });
        // example: clv-late-returns
        var table = log.Table();
        var settled = log.Table(table.Window.LastDay.AddDays(-30)); // returns come 30 days after their sale, on average
        var returns = ReturnModel.Fit(table.Columns);
        var missing = (double)(table.Columns.PurchaseSpend.Total / settled.Columns.PurchaseSpend.Total);
        var complete = new ReturnModel(Math.Min(1, returns.Share * missing), returns.Credibility);
        // example end
        var bought = members.SelectMany(member => member.Purchases.Moments
            .Zip(member.Purchases.Amounts, member.Returned).Where(purchase => purchase.First.Date <= ReturnShop.Middle.ToDateTime(default))
            .Select(purchase => (Amount: purchase.Second, Back: purchase.Third))).ToList();
        var truth = (double)(bought.Sum(purchase => purchase.Back) / bought.Sum(purchase => purchase.Amount));
        Assert.True(returns.Share < 0.95 * truth, $"{returns.Share} of {truth}");
        Assert.Equal(truth, complete.Share, 0.02 * truth);
    }

    [Fact]
    public void A_value_is_made_of_two_models()
    {
        var table = CdnowTables.Split.Calibration;
        // example: clv-model
        var purchases = MbgNbdModel.Fit(table.In(TimeUnit.Week));
        var spend = GammaGammaModel.Fit(table.Columns);
        var returns = ReturnModel.Fit(table.Columns);
        var calculator = new ModelValueCalculator(purchases, spend, returns, new ModelValueOptions
        {
            Horizon = 12,
            HorizonUnit = TimeUnit.Month,
            Discount = DiscountRate.Annual(0.15),
            MarginRate = 0.3,
        });
        MemberResults<int, double> values = calculator.Calculate(table);
        MemberResults<int, ResidualValue> factors = calculator.Residuals(table); // P(alive), purchases, spend, returns, amount
        NewMemberValue stranger = calculator.NewMember();
        // example end
        Assert.Equal(values[5], factors[5].Amount);
        Assert.InRange(stranger.Amount, 0.3 * 35, 0.3 * 35 * 3);
    }

    [Fact]
    public void A_value_has_a_predictive_interval()
    {
        var table = CdnowTables.Split.Calibration;
        // example: clv-predictive
        var purchases = MbgNbdModel.Fit(table.In(TimeUnit.Week));
        var spend = GammaGammaModel.Fit(table.Columns);
        var calculator = new ModelValueCalculator(purchases, spend, ReturnModel.Fit(table.Columns), new ModelValueOptions { Horizon = 12 });

        var parameters = new ValueDraws(calculator, table.Columns, draws: 200, seed: 1); // the data that both models were fitted to
        var future = new PredictiveDraws(parameters, draws: 400, seed: 1);
        MemberResults<int, PredictiveInterval> values = future.Values(table, level: 0.8);
        PredictiveInterval ofTheBase = future.TotalValue(table.Columns, level: 0.8);
        IReadOnlyList<Text> leftOut = future.Warnings; // a fit at a limit, too few draws, the chance in returns
        // example end
        Assert.Contains("chance in returns", Assert.Single(leftOut).English, StringComparison.Ordinal);
        double expected = 0, lower = 0;
        foreach (var (value, interval) in calculator.Calculate(table).Values.ToArray().Zip(values.Values.ToArray()))
            (expected, lower) = (expected + value, lower + interval.Lower);
        Assert.InRange(expected, ofTheBase.Lower, ofTheBase.Upper);
        Assert.True(lower < 0.2 * ofTheBase.Lower); // most members may be gone, but not all of them
    }
}
