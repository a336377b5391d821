using MemberValue.Clv;
using MemberValue.Members;

/// <summary>What members will bring: the models are compared on a holdout, and the best one is fitted to the whole log.</summary>
internal sealed record Forecast(
    ModelComparison Comparison, ObservationWindow Holdout, AttritionModel Purchases, GammaGammaModel Spend,
    MemberResults<string, double> ProbabilityOfPurchase, MemberResults<string, ResidualValue> Values, NewMemberValue NewMember)
{
    public const int HorizonDays = 90;

    private const int HoldoutDays = 91; // 13 weeks

    /// <summary>Null for a log too short to keep a quarter of a year back.</summary>
    public static Forecast? Make(MemberLog<string> log, MemberTable<string> table)
    {
        if (table.Window.Cells < 3 * HoldoutDays)
            return null;
        var split = log.Holdout(table.Window.Calendar.StartOf(table.Window.LastCell - HoldoutDays));
        var weeks = PurchaseHistories.From(split.Calibration.In(TimeUnit.Week));
        var comparison = ModelComparison.Of(
            split, NbdModel.Fit(weeks), BgNbdModel.Fit(weeks), MbgNbdModel.Fit(weeks), ParetoNbdModel.Fit(weeks),
            BgBbModel.Fit(split.Calibration.Opportunities()));

        var purchases = Refit(comparison.Best.Model, table);
        var spend = GammaGammaModel.Fit(table.Columns);
        var value = new ModelValueCalculator(purchases, spend, ReturnModel.Fit(table.Columns), new ModelValueOptions { Discount = DiscountRate.Annual(0.15) });
        return new Forecast(
            comparison, split.HoldoutWindow, purchases, spend,
            purchases.ProbabilityOfPurchase(table, HorizonDays / purchases.Unit.Days), value.Residuals(table), value.NewMember());
    }

    /// <summary>The value that hangs on members who may well stay away: value times the probability of no purchase in the next 90 days.</summary>
    /// <remarks>Not by P(alive): a model in which nobody leaves has that at 1 for everyone, and the silence of a good member is a risk all the same.</remarks>
    public double AtRisk(int row) => Values.Values[row].Amount * (1 - ProbabilityOfPurchase.Values[row]);

    private static AttritionModel Refit(AttritionModel best, MemberTable<string> table) => best switch
    {
        BgNbdModel => BgNbdModel.Fit(table.In(best.Unit)),
        MbgNbdModel => MbgNbdModel.Fit(table.In(best.Unit)),
        ParetoNbdModel => ParetoNbdModel.Fit(table.In(best.Unit)),
        BgBbModel => BgBbModel.Fit(table.Opportunities()),
        _ => NbdModel.Fit(table.In(best.Unit)),
    };
}
