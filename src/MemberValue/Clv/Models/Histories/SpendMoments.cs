using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The moments that starting points and warnings of a spend fit need.</summary>
internal sealed record SpendMoments(double Mean, double SquaredVariation, double MeanReciprocal, double MostPurchases)
{
    public static SpendMoments Of(SpendHistories histories)
    {
        var x = histories.Purchases;
        var m = histories.MeanSpends;
        var weight = histories.Weights;
        double mean = 0, reciprocal = 0;
        for (var i = 0; i < x.Length; i++)
        {
            mean += weight[i] / histories.Members * m[i];
            reciprocal += weight[i] / histories.Members / x[i];
        }

        var variation = 0.0;
        for (var i = 0; i < x.Length; i++)
            variation += weight[i] / histories.Members * (m[i] / mean - 1) * (m[i] / mean - 1);
        return new SpendMoments(mean, variation, reciprocal, x[^1]);
    }

    /// <summary>
    /// Log-parameters for money with a mean of 1. The squared variation c of the members' means is 1 / (q - 2), and (1 + c) / (p x) comes on top.
    /// </summary>
    public double[][] Starts()
    {
        var half = Math.Clamp(SquaredVariation / 2, 1e-4, 100);
        var p = (1 + half) * MeanReciprocal / half;
        return [At(p, 2 + 1 / half), At(2, 4), At(10, 2.2), At(0.7, 1.5)];
    }

    public IEnumerable<Text> Warnings(SpendHistories histories, SpendIndependence independence, double q)
    {
        if (histories.MembersWithoutSpend > 0)
        {
            var count = histories.MembersWithoutSpend.ToString(CultureInfo.InvariantCulture);
            yield return Text.Of(
                $"{count} members whose purchases add up to 0 or less were left out; the model is for spends above 0.",
                $"{count}位会员的购买金额合计不大于0，未参与拟合；该模型只适用于大于0的金额。");
        }

        if (MostPurchases == 1)
        {
            yield return Text.Of(
                "Every member has one purchase only: how purchases of one member differ and how members differ is told apart by the form of the "
                    + "distribution alone.",
                "所有会员都只买过一次：同一会员各次购买的差异与会员之间的差异，只能靠分布形式区分。");
        }

        if (SquaredVariation < 1e-20)
            yield return Text.Of("All members have the same mean spend: there is nothing to fit.", "所有会员的平均消费金额相同，没有差异可以拟合。");
        if (q <= 1)
        {
            yield return Text.Of(
                "q is not above 1: the population has no mean spend, and members without a purchase get NaN.",
                "q不大于1：总体没有平均消费金额，没有购买的会员得到NaN。");
        }

        if (Math.Abs(independence.Correlation) >= 0.1 && independence.PValue < 0.05)
            yield return independence.Verdict;
    }

    private static double[] At(double p, double q) => [Math.Log(p), Math.Log(q), Math.Log(q > 1.2 ? (q - 1) / p : 0.2 / p)];
}
