using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks.Guard;

/// <summary>Value so far and to come.</summary>
internal static class ValueLoops
{
    private const int Rows = 1_024;

    public static GammaGammaModel Spend { get; } = new(new GammaGammaParameters(6.25, 3.74, 15.44));

    public static ReturnModel Returns { get; } = new(share: 0.1, credibility: 8);

    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("ModelValueCalculator.Calculate", "the scalar functions, member by member", Rows, Model),
        new("PredictiveDraws.Purchases", "the scalar function, member by member", 64, rows => Predictive(
            rows, (draws, history, _) => draws.Purchases(history), (draws, columns, to) => draws.Purchases(columns, to))),
        new("PredictiveDraws.Values", "the scalar function, member by member", 64, rows => Predictive(
            rows, (draws, history, spend) => draws.Value(history, spend), (draws, columns, to) => draws.Values(columns, to))),
        new("HistoricValueCalculator.Calculate", "decimals, member by member", Rows, rows => Calculator(rows, new HistoricValueCalculator(), 1)),
        new("FormulaValueCalculator.Calculate", "decimals, member by member", Rows, rows => Calculator(rows, FormulaValueCalculator.Create(Formula), 12)),
        new("RetentionValueCalculator.Calculate", "decimals, member by member", Rows, rows => Calculator(
            rows, new RetentionValueCalculator(new RetentionValueOptions { Retention = 0.8 }), 5)),
        new("ContractValueCalculator.Calculate", "the discounted sum of payments, member by member", 256, Contracts),
        new("ContributionCalculator.Calculate", "decimals, member by member", Rows, rows => Calculator(rows, Contribution, 1)),
        new("ValueQuadrantMap.Classify", "one member at a time", Rows, Quadrants),
    ];

    private static ContributionCalculator Contribution => new(
    [
        CostLine.Rate(Text.Of("goods"), 0.6, "Net"), CostLine.PerUnit(Text.Of("shipping"), 5, "Purchases"), CostLine.PerMember(Text.Of("card"), 1),
    ]);

    private static FormulaValueOptions Formula => new()
    {
        OrderValueFrom = ValueSource.Member,
        FrequencyFrom = ValueSource.Given,
        Frequency = 4,
        LifespanFrom = LifespanSource.Given,
        Lifespan = 3,
    };

    /// <summary>Members of a shop with purchases and spend, who each bought.</summary>
    public static MemberColumns Members(int rows) => ShopBenchmarkData.Table(rows).Columns;

    private static GuardPair Model(int rows)
    {
        var (columns, values) = (Members(rows), new double[rows]);
        var model = new MbgNbdModel(new BetaGeometricParameters(0.525, 6.183, 0.891, 1.614), TimeUnit.Week);
        var calculator = new ModelValueCalculator(model, Spend, Returns, new ModelValueOptions { Discount = DiscountRate.Annual(0.15) });
        var horizon = 12 * TimeUnit.Month.Seconds / TimeUnit.Week.Seconds;
        return new GuardPair(() =>
        {
            var members = columns.In(TimeUnit.Week);
            for (var i = 0; i < values.Length; i++)
            {
                var history = new PurchaseHistory(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i));
                values[i] = model.DiscountedExpectedPurchases(history, DiscountRate.Annual(0.15), horizon)
                    * Spend.ExpectedMeanSpend(history.RepeatPurchases, columns.MeanRepeatPurchaseSpend(i))
                    * (1 - Returns.ExpectedShare(history.RepeatPurchases + 1, Math.Max(0, 1 - columns.Net.ToDouble(i) / columns.PurchaseSpend.ToDouble(i))));
            }
        }, () => calculator.Calculate(columns, values));
    }

    private delegate void PredictiveSpan(PredictiveDraws draws, MemberColumns columns, Span<PredictiveInterval> destination);

    private static GuardPair Predictive(int rows, Func<PredictiveDraws, PurchaseHistory, double, PredictiveInterval> one, PredictiveSpan span)
    {
        var (columns, results) = (Members(rows), new PredictiveInterval[rows]);
        var model = new MbgNbdModel(new BetaGeometricParameters(0.525, 6.183, 0.891, 1.614), TimeUnit.Week);
        var draws = new PredictiveDraws(new ModelValueCalculator(model, Spend, options: new ModelValueOptions { NetOfReturns = false }), draws: 200, seed: 1);
        return new GuardPair(() =>
        {
            var members = columns.In(TimeUnit.Week);
            for (var i = 0; i < results.Length; i++)
            {
                var history = new PurchaseHistory(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i));
                results[i] = one(draws, history, columns.MeanRepeatPurchaseSpend(i));
            }
        }, () => span(draws, columns, results));
    }

    /// <summary>Net spend over purchases or days, times a factor: what a reader writes with decimals.</summary>
    private static GuardPair Calculator(int rows, IClvCalculator calculator, decimal factor)
    {
        var (columns, values) = (Members(rows), new double[rows]);
        return new GuardPair(() =>
        {
            var end = columns.Window.LastCell;
            for (var i = 0; i < values.Length; i++)
                values[i] = (double)(columns.Net[i] / Math.Max(30, end - columns.FirstPurchaseCell[i] + 1) * factor);
        }, () => calculator.Calculate(columns, values));
    }

    private static GuardPair Contracts(int rows)
    {
        var (renewals, values) = (new int[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
            renewals[i] = i * 7 % 60;
        var columns = Members(rows).With(ContractColumns.Renewals, renewals);
        var model = new ContractModel(ContractFamily.ShiftedBetaGeometric, [0.7, 1.2], TimeUnit.Month);
        var calculator = new ContractValueCalculator(model, new ContractValueOptions { MarginPerPeriod = 10, Discount = DiscountRate.Annual(0.15) });
        return new GuardPair(() =>
        {
            var factor = DiscountRate.Annual(0.15).Factor(1, TimeUnit.Month);
            for (var i = 0; i < values.Length; i++)
            {
                var (sum, payment) = (0.0, 10.0);
                for (var t = renewals[i] + 1; payment > 1e-3; t++)
                    sum += payment *= factor * (1.2 + t - 1) / (1.9 + t - 1);
                values[i] = sum;
            }
        }, () => calculator.Calculate(columns, values));
    }

    private static GuardPair Quadrants(int rows)
    {
        var random = new Random(1);
        var (current, potential, quadrants) = (Numbers(), Numbers(), new ValueQuadrant[rows]);
        var map = ValueQuadrantMap.Fit(current, potential);
        return new GuardPair(() =>
        {
            for (var i = 0; i < quadrants.Length; i++)
                quadrants[i] = map.Classify(current[i], potential[i]);
        }, () => map.Classify(current, potential, quadrants));

        double[] Numbers() => Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray();
    }
}
