using MemberValue.Clv;
using MemberValue.Members;

namespace PackageConsumer;

/// <summary>Every probability model: fitted, kept as JSON, applied; value, intervals, one member explained.</summary>
internal static class Models
{
    private const double Quarter = 13; // weeks, or days for the model of opportunities

    public static void Run(Shop shop)
    {
        var (table, weeks) = (shop.Table, shop.Table.In(TimeUnit.Week));
        AttritionModel[] models =
        [
            NbdModel.Fit(weeks), BgNbdModel.Fit(weeks), MbgNbdModel.Fit(weeks), ParetoNbdModel.Fit(weeks), BgBbModel.Fit(table.Opportunities()),
        ];
        foreach (var model in models)
            Apply(model, table);
        Output.Line("best", ModelComparison.Of(table.Columns, models.Where(model => !model.CountsOpportunities).ToArray()).Best.Model);

        var spend = Output.RoundTrip(GammaGammaModel.Fit(table.Columns), it => it.ToJson(), GammaGammaModel.FromJson);
        Report(spend.Name, spend.ParameterValues, spend.Report!);
        Output.Line("independence", spend.Independence);
        Output.Results("spend per purchase", spend.ExpectedMeanSpend(table));
        Output.Line("quantile of spend", spend.MeanSpendQuantile(3, 40, 0.9));

        var returns = Output.RoundTrip(ReturnModel.Fit(table.Columns), it => it.ToJson(), ReturnModel.FromJson);
        Output.Line("returns", returns);
        Output.Results("share of returns", returns.ExpectedShare(table));
        var value = new ModelValueCalculator(models[2], spend, returns, new ModelValueOptions { Discount = DiscountRate.Annual(0.15), MarginRate = 0.3 });
        Output.Results("value", value.Calculate(table));
        Output.Line("new member", value.NewMember().Amount);
        Uncertainty(models[2], value, table.Columns);
        Explain(models[1]);
    }

    private static void Apply(AttritionModel fitted, MemberTable<string> table)
    {
        var model = Output.RoundTrip(fitted, it => it.ToJson(), AttritionModel.FromJson);
        Report(model.Name, model.ParameterValues, fitted.Report!);
        Output.Results("P(alive)", model.ProbabilityAlive(table));
        Output.Results("P(purchase)", model.ProbabilityOfPurchase(table, Quarter));
        Output.Results("expected purchases", model.ExpectedPurchases(table, Quarter));
        Output.Results("discounted", model.DiscountedExpectedPurchases(table, DiscountRate.Annual(0.15), 52));
        var history = model.CountsOpportunities ? new PurchaseHistory(2, 40, 60) : new PurchaseHistory(2, 20.5, 38.86);
        Output.Line("counts", [.. Enumerable.Range(0, 6).Select(count => model.ProbabilityOfCount(history, count, Quarter))]);
        Output.Line("alive if silent", model.ProbabilityAliveIfSilent(history, 4));
        Output.Line("no further purchase", model.ProbabilityOfNoFurtherPurchase(history));
        Output.Line("median time to the next", model.TimeToNextPurchase(history));
    }

    private static void Report(string name, IReadOnlyList<double> parameters, MemberValue.Estimation.FitReport report)
    {
        Output.Line(name, $"{report.Status} {report.Limit} {string.Join(' ', report.Warnings)}");
        Output.Line("parameters", [.. parameters]);
        Output.Line("standard errors", [.. report.StandardErrors]);
        Output.Line("log-likelihood, AIC, condition", report.LogLikelihood, report.Aic, report.ConditionNumber);
    }

    private static void Uncertainty(AttritionModel model, ModelValueCalculator value, MemberColumns columns)
    {
        var history = new PurchaseHistory(2, 20.5, 38.86);
        var histories = PurchaseHistories.From(columns.In(model.Unit));
        var draws = new AttritionDraws(model, histories, draws: 50, seed: 1);
        foreach (var parameter in model.ParameterIntervals(histories))
            Output.Line(parameter.Name, parameter.Lower, parameter.Upper);
        Output.Line("P(alive), interval", draws.ProbabilityAlive(history));
        Output.Line("purchases, interval", draws.ExpectedPurchases(history, Quarter));
        Output.Line("purchases, quantile", PredictiveCount.Quantile(model, history, Quarter, 0.9));
        var both = new ValueDraws(value, columns, draws: 50, seed: 1);
        Output.Line("expected value, interval", both.ExpectedResidual(history, 40));
        var future = new PredictiveDraws(both, draws: 200, seed: 1);
        Output.Line("purchases to come, interval", future.Purchases(history));
        Output.Line("value to come, interval", future.Value(history, 40));
        Output.Line("value of the base, interval", future.TotalValue(columns));
    }

    private static void Explain(AttritionModel model)
    {
        DateOnly[] purchases = [new(2024, 1, 3), new(2024, 1, 24), new(2024, 2, 12)];
        Output.Line("one member", MemberExplanation.Of(model, purchases, Shop.LastDay, new MemberExplanationOptions { Level = 0.2 }));
    }
}
