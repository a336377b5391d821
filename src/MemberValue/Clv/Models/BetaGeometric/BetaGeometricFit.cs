using System.Globalization;
using MemberValue.Estimation;

namespace MemberValue.Clv;

/// <summary>What a fit needs to know of BG/NBD and MBG/NBD.</summary>
internal static class BetaGeometricFit
{
    public static readonly string[] Letters = ["r", "alpha", "a", "b"];

    public static AttritionFitSpec Spec(string model, bool leavesAtOnce)
    {
        var after = leavesAtOnce ? "right after the first purchase" : "right after the first repeat purchase";
        return new AttritionFitSpec
        {
            Model = model,
            ParameterNames = Letters,
            IsTimeRate = [false, true, false, false],
            Starts = Starts,
            Limits =
            [
                new FitLimit("a shrinks to zero: nobody leaves, as in the NBD", [0, 0, -1, 0]),
                new FitLimit("b grows without bound: nobody leaves, as in the NBD", [0, 0, 0, 1]),
                new FitLimit("a and b grow without bound at a fixed ratio: every member leaves with the same probability", [0, 0, 1, 1]),
                new FitLimit($"a and b shrink to zero: a share of the members leaves {after}, the others never", [0, 0, -1, -1]),
                new FitLimit($"a grows without bound: everyone leaves {after}", [0, 0, 1, 0]),
                new FitLimit($"b shrinks to zero: everyone leaves {after}", [0, 0, 0, -1]),
                new FitLimit("r and alpha grow without bound at a fixed ratio: every member buys at the same rate", [1, 1, 0, 0]),
                new FitLimit("r shrinks to zero: nobody buys again", [-1, 0, 0, 0]),
                new FitLimit("alpha grows without bound: nobody buys again", [0, 1, 0, 0]),
            ],
            Warnings = moments => Warnings(moments, leavesAtOnce),
        };
    }

    // The rates by moments, raised for the time that members are gone; leaving as in most shops, seldom, often, hardly, and at once or never.
    private static double[][] Starts(HistoryMoments moments)
    {
        var shape = moments.RateShape;
        var rate = moments.Rate * 1.5;
        double[] Start(double r, double faster, double a, double b) => [Math.Log(r), Math.Log(r / (faster * rate)), Math.Log(a), Math.Log(b)];
        return
        [
            Start(shape, 1, 0.8, 2.5), Start(Math.Min(2 * shape, 50), 1, 0.5, 5), Start(shape, 1, 2, 2), Start(shape, 1, 0.1, 1),
            Start(Math.Min(2 * shape, 50), 2, 0.2, 0.15),
        ];
    }

    private static IEnumerable<string> Warnings(HistoryMoments moments, bool leavesAtOnce)
    {
        if (moments.TotalRepeatPurchases == 0)
        {
            yield return leavesAtOnce
                ? "No member has a repeat purchase: leaving at once cannot be told from buying rarely."
                : "No member has a repeat purchase: nothing is known of leaving, because in this model it follows a repeat purchase.";
        }
        else if (!leavesAtOnce && moments.ShareWithoutRepeat > 0.5)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * moments.ShareWithoutRepeat:F0}% of the members have one purchase only; this model's P(alive) is 1 for them, forever. Use the "
                    + $"probability of a purchase, or MBG/NBD.");
        }
        else if (moments.ShareWithoutRepeat == 0)
        {
            yield return "Every member has a repeat purchase: the table may hold only members who came back, and the model then underrates leaving.";
        }
    }
}
