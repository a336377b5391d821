using MemberValue.Clv;
using MemberValue.Members;

namespace PackageConsumer;

/// <summary>Values that need no model: historic, formula, retention, parts, quadrants, discount rates.</summary>
internal static class Values
{
    public static void Run(Shop shop)
    {
        var (table, columns) = (shop.Table, shop.Table.Columns);
        foreach (var rate in new[]
                 {
                     DiscountRate.None, DiscountRate.Annual(0.15), DiscountRate.Continuous(0.12, TimeUnit.Year),
                     DiscountRate.PerPeriod(0.01, TimeUnit.Month) with { Timing = DiscountTiming.PeriodMiddle },
                 })
        {
            var read = Output.RoundTrip(rate, it => it.ToJson(), DiscountRate.FromJson);
            Output.Line("a week", read.PerUnit(TimeUnit.Week));
        }

        Output.Results("historic", new HistoricValueCalculator(new HistoricValueOptions { Basis = ValueBasis.Margin, PerMonthOfTenure = true }).Calculate(table));
        var formula = FormulaValueCalculator.Fit(columns, new FormulaValueOptions { MarginRate = 0.3, LifespanFrom = LifespanSource.CohortChurn });
        Output.Results("formula", Output.RoundTrip(formula, it => it.ToJson(), FormulaValueCalculator.FromJson).Calculate(table));

        var retention = new RetentionValueOptions { Retention = 0.95, Period = TimeUnit.Month, Discount = DiscountRate.Annual(0.15), Growth = 0.01, Periods = 36 };
        var current = new RetentionValueCalculator(retention).Calculate(table);
        Output.Results("retention", current);
        Output.Line("without an end", RetentionValue.Infinite(100, 0.8, 0.1, PaymentTiming.AtEndOfPeriod));

        var parts = ValueDecomposition.Of(
            columns.Row(0), new ValueDecompositionOptions { Current = retention, CrossSellUplift = 0.2, Referrals = 0.5, ValuePerReferral = 60, ShareOfWallet = 0.4 });
        Output.Line("parts", parts.Historic.Value, parts.Current.Value, parts.PotentialValue, parts.Total);
        foreach (var reason in parts.Reasons)
            Output.Line("because", reason);

        var potential = table.WithKeys(columns.Net.Select(net => Math.Sqrt(Math.Abs((double)net))).ToArray());
        var map = ValueQuadrantMap.Fit(current.Values, potential.Values, new ValueQuadrantOptions { CurrentLine = HighLowLine.Median });
        Output.Results("quadrants", Output.RoundTrip(map, it => it.ToJson(), ValueQuadrantMap.FromJson).Classify(current, potential));
    }
}
