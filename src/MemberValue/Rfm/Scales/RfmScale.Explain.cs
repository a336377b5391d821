using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

public sealed partial class RfmScale
{
    private const string Named = "#,##0.##########";

    private static readonly Text Levels3 = Text.Of(
        "R {r}: last purchase {recency} ago; F {f}: {frequency}; M {m}: {money} {monetary}.", "R{r}：距最近消费{recency}；F{f}：购买{frequency}；M{m}：{money}{monetary}。");

    private static readonly Text NotScored = Text.Of(
        "Not scored: no purchase, or no margin where the scale needs one.", "未评分：没有消费，或缺少评分所需的毛利。");

    private static readonly Text Within = Text.Of("up to {b} days", "{b}天以内");
    private static readonly Text BeyondWithin = Text.Of("more than {a} and up to {b} days", "超过{a}天、{b}天以内");
    private static readonly Text Beyond = Text.Of("more than {a} days", "超过{a}天");

    private static readonly Text From = Text.Of("from {a}{unit} on", "{a}{unit}及以上");
    private static readonly Text FromBelow = Text.Of("from {a} to below {b}{unit}", "{a}{unit}及以上、不足{b}{unit}");
    private static readonly Text Less = Text.Of("below {b}{unit}", "不足{b}{unit}");

    private static readonly Text Above = Text.Of("above {a}{unit}", "高于{a}{unit}");
    private static readonly Text AboveThrough = Text.Of("above {a} and up to {b}{unit}", "高于{a}{unit}、不超过{b}{unit}");
    private static readonly Text Through = Text.Of("up to {b}{unit}", "不超过{b}{unit}");

    /// <summary>
    /// What a score of this scale says: for each dimension the level and the limits between which it lies, in the words in which they were named, such as
    /// <c>R 5: last purchase up to 30 days ago; F 2: from 2 to below 5 purchases; M 3: net spend from 500 on.</c>
    /// </summary>
    /// <param name="score">The score; unscored is a sentence too.</param>
    /// <returns>The sentence. Days have two decimals at most where cut points were learned; named limits stand as they were named.</returns>
    /// <exception cref="ArgumentException">The score is of a scale with other levels.</exception>
    public Text Explain(RfmScore score)
    {
        if (!score.IsScored)
            return NotScored;
        if (score.R > Levels.Recency || score.F > Levels.Frequency || score.M > Levels.Monetary || (score.Tag != 0 && score.Tag != _tag))
            throw Error.Argument($"The score {score} is of another scale; this one has {Levels} levels.", nameof(score));
        var days = TimeConversion.ToDays(Calendar);
        var (longest, shortest) = Between([.. _recency.Select(cut => days.Of(cut))], Levels.Recency + 1 - score.R);
        var (orders, chineseOrders) = Definitions.Frequency == FrequencyBasis.Orders ? (" orders", "单") : (" purchases", "次");
        return Levels3.Fill(
            Level("r", score.R), Level("f", score.F), Level("m", score.M),
            new TextValue("recency", Fill(longest is null ? Within : shortest is null ? Beyond : BeyondWithin, longest, shortest, Text.Empty)),
            new TextValue("frequency", Range(FrequencyCutsOf(score.R), score.F, Text.Of(orders, chineseOrders))),
            new TextValue("money", Money()),
            new TextValue("monetary", Range(MonetaryCutsOf(score.R, score.F), score.M, Text.Empty)));
    }

    private static TextValue Level(string place, int level) => new(place, level.ToString(CultureInfo.InvariantCulture));

    /// <summary>The limits on both sides of a level that counts from the smallest values up.</summary>
    private static (double? Under, double? Over) Between(double[] cuts, int ascending) =>
        (ascending == 1 ? null : cuts[ascending - 2], ascending > cuts.Length ? null : cuts[ascending - 1]);

    private Text Range(double[] cuts, int level, Text unit)
    {
        var (under, over) = Between(cuts, level);
        var text = (under, over) switch
        {
            (null, _) => LineIsHigh ? Less : Through,
            (_, null) => LineIsHigh ? From : Above,
            _ => LineIsHigh ? FromBelow : AboveThrough,
        };
        return Fill(text, under, over, unit);
    }

    private Text Fill(Text text, double? under, double? over, Text unit) =>
        text.Fill(new TextValue("a", Limit(under)), new TextValue("b", Limit(over)), new TextValue("unit", unit));

    private string Limit(double? limit) => limit is not { } cut ? ""
        : Origin is null ? cut.ToString(Named, CultureInfo.InvariantCulture) : Wording.Number(cut);

    private Text Money() => Definitions.Monetary switch
    {
        RfmMonetary.Sales => Text.Of("sales", "销售额"),
        RfmMonetary.MeanSpend => Text.Of("net spend per purchase", "净客单价"),
        RfmMonetary.Margin => Text.Of("margin", "毛利"),
        _ => Text.Of("net spend", "净消费"),
    };
}
