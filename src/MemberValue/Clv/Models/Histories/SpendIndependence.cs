using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// How far members' mean spend is related to their number of purchases. The Gamma-Gamma model, and every CLV made of purchases times spend, assumes that
/// they are independent.
/// </summary>
/// <param name="Correlation">Pearson's correlation of number of purchases and mean spend over the members of the fit, -1 to 1; NaN where one of the
/// two does not vary.</param>
/// <param name="Members">Members in it: a sum of weights.</param>
public sealed record SpendIndependence(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Correlation,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Members)
{
    /// <summary>
    /// The probability of a correlation at least as far from 0 if there were none (two-sided t test with Members - 2 degrees of freedom); NaN
    /// with fewer than three members. Among many members it is small for correlations that do not matter: read it with the size.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double PValue
    {
        get
        {
            if (!(Members > 2) || double.IsNaN(Correlation))
                return double.NaN;
            // t^2 = r^2 (n - 2) / (1 - r^2), and P(|T| > t) is the incomplete beta function at (n - 2) / (n - 2 + t^2) = 1 - r^2.
            return Math.Exp(IncompleteBeta.LogRegularized((Members - 2) / 2, 0.5, Math.Max(0, (1 - Correlation) * (1 + Correlation))));
        }
    }

    /// <summary>What that means for the model.</summary>
    public Text Verdict => Correlation switch
    {
        double.NaN => Text.Of(
            "This cannot be judged: mean spend or number of purchases is the same for all members.", "无法判断：所有会员的平均消费金额或购买次数都相同。"),
        _ when !(Members > 2) => Text.Of("There are too few members to say.", "会员太少，无法判断。"),
        _ when PValue >= 0.05 => Text.Of(
            $"No sign that spend is related to frequency (correlation {Size}); independence may be assumed.",
            $"没有迹象表明消费金额与购买频次相关（相关系数{Size}），可以视为相互独立。"),
        > -0.1 and < 0.1 => Text.Of(
            $"Spend is hardly related to frequency (correlation {Size}); independence may be assumed.",
            $"消费金额与购买频次几乎无关（相关系数{Size}），可以视为相互独立。"),
        > -0.3 and < 0.3 => Text.Of(
            $"Frequent buyers spend a little {Direction} per purchase (correlation {Size}); independence holds roughly, and values of the "
                + $"most frequent members are somewhat too {Bias}.",
            $"购买频次高的会员客单价略{DirectionChinese}（相关系数{Size}）；独立性大致成立，购买最频繁的会员的价值会略被{BiasChinese}。"),
        _ => Text.Of(
            $"Frequent buyers spend clearly {Direction} per purchase (correlation {Size}); independence does not hold: fit groups of members apart, or "
                + $"expect values of the most frequent members that are too {Bias}.",
            $"购买频次高的会员客单价明显{DirectionChinese}（相关系数{Size}）；独立性不成立：请把会员分组后分别拟合，否则购买最频繁的会员的价值会被{BiasChinese}。"),
    };

    private string Size => Correlation.ToString("0.00", CultureInfo.InvariantCulture);

    private string Direction => Correlation > 0 ? "more" : "less";

    private string DirectionChinese => Correlation > 0 ? "偏高" : "偏低";

    private string Bias => Correlation > 0 ? "low" : "high";

    private string BiasChinese => Correlation > 0 ? "低估" : "高估";

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Correlation = {Correlation}, Members = {Members}, PValue = {PValue}, Verdict = {Verdict.English}");
}
