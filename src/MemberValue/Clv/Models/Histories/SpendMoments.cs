using System.Globalization;

namespace MemberValue.Clv;

/// <summary>What starting points and warnings of a spend fit are made of.</summary>
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

    public IEnumerable<string> Warnings(SpendHistories histories, SpendIndependence independence, double q)
    {
        if (histories.MembersWithoutSpend > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{histories.MembersWithoutSpend} members whose purchases add up to nothing or less were left out; the model knows spends above 0 only.");
        }

        if (MostPurchases == 1)
            yield return "Every member has one purchase only: how purchases of one member differ and how members differ is told apart by the form of the "
                + "distribution alone.";
        if (SquaredVariation < 1e-20)
            yield return "All members have the same mean spend: there is nothing to fit.";
        if (q <= 1)
            yield return "q is not above 1: the population has no mean spend, and members without a purchase get NaN.";
        if (Math.Abs(independence.Correlation) >= 0.1 && independence.PValue < 0.05)
            yield return independence.Verdict;
    }

    private static double[] At(double p, double q) => [Math.Log(p), Math.Log(q), Math.Log(q > 1.2 ? (q - 1) / p : 0.2 / p)];
}
