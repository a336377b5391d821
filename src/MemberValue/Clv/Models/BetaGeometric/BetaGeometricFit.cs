using System.Globalization;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What a fit needs to know about BG/NBD and MBG/NBD.</summary>
internal static class BetaGeometricFit
{
    public static readonly string[] Letters = ["r", "alpha", "a", "b"];

    public static AttritionFitSpec Spec(string model, bool leavesAtOnce)
    {
        var (after, afterChinese) = leavesAtOnce
            ? ("right after the first purchase", "首购之后立即")
            : ("right after the first repeat purchase", "首次复购之后立即");
        return new AttritionFitSpec
        {
            Model = model,
            ParameterNames = Letters,
            IsTimeRate = [false, true, false, false],
            Starts = Starts,
            Limits =
            [
                new FitLimit(Text.Of("a shrinks to zero: nobody leaves, as in the NBD", "a趋近于零：没有会员流失，与NBD相同"), [0, 0, -1, 0]),
                new FitLimit(Text.Of("b grows without bound: nobody leaves, as in the NBD", "b无限增大：没有会员流失，与NBD相同"), [0, 0, 0, 1]),
                new FitLimit(
                    Text.Of("a and b grow without bound at a fixed ratio: every member leaves with the same probability", "a和b按固定比例无限增大：所有会员的流失概率相同"),
                    [0, 0, 1, 1]),
                new FitLimit(
                    Text.Of($"a and b shrink to zero: a share of the members leaves {after}, the others never", $"a和b趋近于零：一部分会员{afterChinese}流失，其余会员从不流失"),
                    [0, 0, -1, -1]),
                new FitLimit(Text.Of($"a grows without bound: everyone leaves {after}", $"a无限增大：所有会员{afterChinese}流失"), [0, 0, 1, 0]),
                new FitLimit(Text.Of($"b shrinks to zero: everyone leaves {after}", $"b趋近于零：所有会员{afterChinese}流失"), [0, 0, 0, -1]),
                new FitLimit(
                    Text.Of("r and alpha grow without bound at a fixed ratio: every member buys at the same rate", "r和alpha按固定比例无限增大：所有会员的购买频率相同"),
                    [1, 1, 0, 0]),
                new FitLimit(Text.Of("r shrinks to zero: nobody buys again", "r趋近于零：没有会员再次购买"), [-1, 0, 0, 0]),
                new FitLimit(Text.Of("alpha grows without bound: nobody buys again", "alpha无限增大：没有会员再次购买"), [0, 1, 0, 0]),
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

    private static IEnumerable<Text> Warnings(HistoryMoments moments, bool leavesAtOnce)
    {
        if (moments.TotalRepeatPurchases == 0)
        {
            yield return leavesAtOnce
                ? Text.Of("No member has a repeat purchase: leaving at once cannot be told from buying rarely.", "没有会员复购：无法区分“立即流失”和“购买很少”。")
                : Text.Of(
                    "No member has a repeat purchase: nothing is known of leaving, because in this model it follows a repeat purchase.",
                    "没有会员复购：该模型假设流失只发生在复购之后，因此无法了解流失情况。");
        }
        else if (!leavesAtOnce && moments.ShareWithoutRepeat > 0.5)
        {
            var share = (100 * moments.ShareWithoutRepeat).ToString("F0", CultureInfo.InvariantCulture);
            yield return Text.Of(
                $"{share}% of the members have one purchase only; this model's P(alive) is 1 for them, forever. Use the probability of a purchase, or MBG/NBD.",
                $"{share}%的会员只买过一次；对这些会员，该模型的P(alive)永远是1。请改用购买概率，或改用MBG/NBD。");
        }
        else if (moments.ShareWithoutRepeat == 0)
        {
            yield return HistoryMoments.EveryoneCameBack;
        }
    }
}
