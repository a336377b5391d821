using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Baseline;

/// <summary>What every model of purchases and of spend says of the members.</summary>
internal static class PredictionBaseline
{
    private const double HorizonDays = 90;

    public static void Predictions<TKey>(Sheet sheet, BaselineLog<TKey> log)
        where TKey : notnull
    {
        var (table, columns) = (log.Table, log.Table.Columns);
        var spend = GammaGammaModel.Fit(columns);
        sheet.Column("Gamma-Gamma.meanSpend", spend.ExpectedMeanSpend(table).Values);
        var returns = ReturnModel.Fit(columns);
        sheet.Column("Returns.share", returns.ExpectedShare(table).Values);
        foreach (var model in FitBaseline.Models(columns))
        {
            var members = model.CountsOpportunities ? table.Opportunities() : table.In(model.Unit);
            var horizon = HorizonDays / model.Unit.Days;
            var annual = DiscountRate.Annual(0.15);
            double[] Filled(Action<double[]> fill)
            {
                var values = new double[table.Count];
                fill(values);
                return values;
            }

            sheet.Column($"{model.Name}.alive", Filled(values => model.ProbabilityAlive(members, values)));
            sheet.Column($"{model.Name}.purchase", Filled(values => model.ProbabilityOfPurchase(members, horizon, values)));
            sheet.Column($"{model.Name}.expected", Filled(values => model.ExpectedPurchases(members, horizon, values)));
            sheet.Column($"{model.Name}.discounted", Filled(values => model.DiscountedExpectedPurchases(members, annual, 4 * horizon, values)), every: 3);
            sheet.Column(
                $"{model.Name}.discountedForEver", Filled(values => model.DiscountedExpectedPurchases(members, annual, double.PositiveInfinity, values)),
                every: 10);
            OneByOne(sheet, model, columns, horizon);

            var calculator = new ModelValueCalculator(model, spend, returns, new ModelValueOptions
            {
                Discount = annual,
                MarginRate = 0.3,
                HorizonUnit = model.Unit,
                Horizon = 364 / model.Unit.Days,
            });
            sheet.Column($"{model.Name}.value", calculator.Calculate(table).Values, every: 3);
            var fresh = calculator.NewMember();
            sheet.Line($"{model.Name}.newMember", fresh.DiscountedPurchases, fresh.SpendPerPurchase, fresh.Amount);
            if (model.Report!.Status != FitStatus.Converged)
                continue; // no standard errors to draw from
            var interval = new ValueDraws(calculator, table.Columns, 200, seed: 7).ExpectedNewMember();
            sheet.Line($"{model.Name}.newMemberDraws", interval.Lower, interval.Median, interval.Upper);
        }
    }

    /// <summary>The functions of one member, of some members.</summary>
    private static void OneByOne(Sheet sheet, AttritionModel model, MemberColumns columns, double horizon)
    {
        var histories = PurchaseHistories.From(model.CountsOpportunities ? columns.Opportunities() : columns.In(model.Unit));
        var some = Enumerable.Range(0, histories.Rows).Where(row => row % 40 == 0).Select(row => histories[row]).ToArray();
        void Column(string name, Func<PurchaseHistory, double> of) => sheet.Column($"{model.Name}.one.{name}", some.Select(of));

        sheet.Line($"{model.Name}.logLikelihood", model.LogLikelihood(histories), histories.Rows, histories.Members, histories.MembersWithoutPurchase);
        Column("logLikelihood", model.LogLikelihood);
        Column("alive", model.ProbabilityAlive);
        Column("expected", history => model.ExpectedPurchases(history, horizon));
        Column("purchase", history => model.ProbabilityOfPurchase(history, horizon));
        Column("count2", history => model.ProbabilityOfCount(history, 2, horizon));
        Column("noFurther", model.ProbabilityOfNoFurtherPurchase);
        Column("meanRate", model.MeanRate);
        Column("aliveIfSilent", history => model.ProbabilityAliveIfSilent(history, horizon));
        Column("timeToNext", history => model.TimeToNextPurchase(history));
        sheet.Column($"{model.Name}.one.q90", some.Select(history => PredictiveCount.Quantile(model, history, horizon, 0.9)));
        if (model.Report!.Status != FitStatus.Converged)
            return; // no standard errors to draw from
        var draws = new AttritionDraws(model, histories, 100, seed: 5);
        var intervals = some.Where((_, i) => i % 8 == 0).Select(history => draws.ExpectedPurchases(history, horizon)).ToArray();
        sheet.Column($"{model.Name}.one.draws", intervals.SelectMany(interval => new[] { interval.Lower, interval.Median, interval.Upper }));
    }
}
