using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Benchmarks.Guard;

/// <summary>What every attrition model says of members, and the likelihood that its fit climbs.</summary>
internal static class ModelLoops
{
    private const int Rows = 1_024;
    private const string OneByOne = "the scalar function, member by member";

    private static readonly DiscountRate Rate = DiscountRate.Annual(0.15);

    public static IEnumerable<GuardLoop> All { get; } =
    [
        .. Of(new NbdModel(new NbdParameters(0.385, 12.07), TimeUnit.Week), histories => HistoryLikelihood<NbdLikelihood>.Scaled(histories, 1)),
        .. Of(new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week),
            histories => HistoryLikelihood<BetaGeometricLikelihood<NoFirstChance>>.Scaled(histories, 1)),
        .. Of(new MbgNbdModel(new BetaGeometricParameters(0.525, 6.183, 0.891, 1.614), TimeUnit.Week),
            histories => HistoryLikelihood<BetaGeometricLikelihood<FirstChance>>.Scaled(histories, 1)),
        .. Of(ParetoNbdBenchmarkData.Model, histories => HistoryLikelihood<ParetoNbdLikelihood>.Scaled(histories, 1)),
        .. Of(new BgBbModel(new BgBbParameters(1.204, 0.750, 0.657, 2.783), TimeUnit.Week), BgBbLikelihood.Of),
        new("GammaGammaModel.ExpectedMeanSpend", OneByOne, Rows, MeanSpend),
        new("GammaGammaModel.Fit (likelihood)", OneByOne, Rows, SpendLikelihood),
        new("ReturnModel.ExpectedShare", OneByOne, Rows, ReturnShares),
        new("AttritionDraws.ProbabilityAlive", OneByOne, 64, rows => Draws(
            rows, (draws, history) => draws.ProbabilityAlive(history), (draws, members, to) => draws.ProbabilityAlive(members, to))),
        new("AttritionDraws.ExpectedPurchases", OneByOne, 64, rows => Draws(
            rows, (draws, history) => draws.ExpectedPurchases(history, 13), (draws, members, to) => draws.ExpectedPurchases(members, 13, to))),
    ];

    private delegate void Span(MemberTimeView members, Span<double> destination);

    private static IEnumerable<GuardLoop> Of(AttritionModel model, Func<PurchaseHistories, ILikelihood> likelihood)
    {
        var name = model.GetType().Name;
        yield return Loop(nameof(model.ProbabilityAlive), model.ProbabilityAlive, model.ProbabilityAlive);
        yield return Loop(
            nameof(model.ProbabilityOfPurchase), history => model.ProbabilityOfPurchase(history, 13),
            (members, to) => model.ProbabilityOfPurchase(members, 13, to));
        yield return Loop(
            nameof(model.ExpectedPurchases), history => model.ExpectedPurchases(history, 39), (members, to) => model.ExpectedPurchases(members, 39, to));
        yield return Loop(
            nameof(model.DiscountedExpectedPurchases), history => model.DiscountedExpectedPurchases(history, Rate, 52),
            (members, to) => model.DiscountedExpectedPurchases(members, Rate, 52, to));
        yield return new GuardLoop($"{name}.Fit (likelihood)", OneByOne, Rows, rows =>
        {
            var histories = PurchaseHistories.From(View(model, Columns(model, rows)));
            var function = likelihood(histories);
            var logs = model.ParameterValues.Select(value => Math.Log(value)).ToArray();
            var gradient = new double[logs.Length];
            return new GuardPair(() => model.LogLikelihood(histories), () => function.Evaluate(logs, gradient));
        });

        GuardLoop Loop(string method, Func<PurchaseHistory, double> one, Span span) => new($"{name}.{method}", OneByOne, Rows, rows =>
        {
            var (columns, results) = (Columns(model, rows), new double[rows]);
            return new GuardPair(() =>
            {
                var view = View(model, columns);
                for (var i = 0; i < results.Length; i++)
                    results[i] = one(History(view, i));
            }, () => span(View(model, columns), results));
        });
    }

    private static MemberColumns Columns(AttritionModel model, int rows) =>
        model is BgBbModel counting ? AttritionBenchmarkData.Opportunities(counting, rows, weeks: 52) : AttritionBenchmarkData.Columns(model, rows);

    private static MemberTimeView View(AttritionModel model, MemberColumns columns) =>
        model.CountsOpportunities ? columns.Opportunities() : columns.In(model.Unit);

    private static PurchaseHistory History(in MemberTimeView members, int i) => new(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i));

    private static GuardPair MeanSpend(int rows)
    {
        var (columns, model, results) = (ValueLoops.Members(rows), ValueLoops.Spend, new double[rows]);
        return new GuardPair(() =>
        {
            for (var i = 0; i < results.Length; i++)
                results[i] = model.ExpectedMeanSpend(columns.Purchases[i] - 1, columns.MeanRepeatPurchaseSpend(i));
        }, () => model.ExpectedMeanSpend(columns, results));
    }

    private static GuardPair ReturnShares(int rows)
    {
        var (columns, model, results) = (ValueLoops.Members(rows), ValueLoops.Returns, new double[rows]);
        return new GuardPair(() =>
        {
            for (var i = 0; i < results.Length; i++)
                results[i] = model.ExpectedShare(columns.Purchases[i], (double)(1 - columns.Net[i] / columns.PurchaseSpend[i]));
        }, () => model.ExpectedShare(columns, results));
    }

    private static GuardPair SpendLikelihood(int rows)
    {
        var (histories, model) = (SpendHistories.From(ValueLoops.Members(rows)), ValueLoops.Spend);
        var function = GammaGammaLikelihood.Of(histories, 1);
        var (logs, gradient) = (model.ParameterValues.Select(value => Math.Log(value)).ToArray(), new double[3]);
        return new GuardPair(() =>
        {
            var sum = 0.0;
            for (var i = 0; i < histories.Rows; i++)
                sum += histories.Weights[i] * model.LogLikelihood((int)histories.Purchases[i], histories.MeanSpends[i]);
            GC.KeepAlive(sum);
        }, () => function.Evaluate(logs, gradient));
    }

    private static GuardPair Draws(int rows, Func<AttritionDraws, PurchaseHistory, ParameterInterval> one, DrawSpan span)
    {
        var (model, results) = (new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week), new ParameterInterval[rows]);
        var columns = AttritionBenchmarkData.Columns(model, rows);
        var histories = AttritionBenchmarkData.Histories(model, 2_000);
        var draws = new AttritionDraws(BgNbdModel.Fit(histories), histories, draws: 100, seed: 1);
        return new GuardPair(() =>
        {
            var view = View(model, columns);
            for (var i = 0; i < results.Length; i++)
                results[i] = one(draws, History(view, i));
        }, () => span(draws, View(model, columns), results));
    }

    private delegate void DrawSpan(AttritionDraws draws, MemberTimeView members, Span<ParameterInterval> destination);
}
