using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks.Guard;

/// <summary>One member at an event: every part of the valuator on one row.</summary>
internal static class MemberLoops
{
    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("MemberValuator.Assess (one member)", "the model's four scalar functions", 1, OneMember),
    ];

    /// <summary>The member of a base of 2,000.</summary>
    private static GuardPair OneMember(int rows)
    {
        var options = ShopBenchmarkData.AllParts();
        var table = ShopBenchmarkData.Table(2_000);
        var valuator = MemberValuator.Create(options, MemberModels.Fit(table, options));
        var at = table.Count / 2;
        var (row, model, members, spend) = (table.Columns.Row(at), (AttritionModel)valuator.Purchases!, table.In(TimeUnit.Week), valuator.Models.Spend!);
        var history = new PurchaseHistory(members.RepeatPurchases(at), members.TimeOfLastPurchase(at), members.Age(at));
        var (mean, rate) = (table.Columns.MeanRepeatPurchaseSpend(at), DiscountRate.Annual(0.15));
        return new GuardPair(() =>
        {
            for (var i = 0; i < rows; i++)
            {
                var value = model.DiscountedExpectedPurchases(history, rate, 52) * spend.ExpectedMeanSpend(history.RepeatPurchases, mean);
                var sum = value + model.ProbabilityAlive(history) + model.ProbabilityOfPurchase(history, 90 / 7.0) + model.ExpectedPurchases(history, 90 / 7.0);
                GC.KeepAlive(sum);
            }
        }, () =>
        {
            for (var i = 0; i < rows; i++)
                valuator.Assess(row);
        });
    }
}
