using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

public sealed partial class RfmScale
{
    private static readonly Text Levels3 = Text.Of(
        "R {r}: last purchase {recency} ago; F {f}: {frequency}; M {m}: {money} {monetary}.", "R{r}：距最近消费{recency}；F{f}：购买{frequency}；M{m}：{money}{monetary}。");

    private static readonly Text NotScored = Text.Of(
        "Not scored: no purchase, or no margin where the scale needs one.", "未评分：没有消费，或缺少评分所需的毛利。");

    private static readonly Text Within = Text.Of("up to {b} days", "{b}天以内");
    private static readonly Text BeyondWithin = Text.Of("more than {a} and up to {b} days", "超过{a}天、{b}天以内");
    private static readonly Text Beyond = Text.Of("more than {a} days", "超过{a}天");

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
        var (longest, shortest) = RfmWords.Between([.. _recency.Select(cut => days.Of(cut))], Levels.Recency + 1 - score.R);
        var (orders, chineseOrders) = Definitions.Frequency == FrequencyBasis.Orders ? (" orders", "单") : (" purchases", "次");
        return Levels3.Fill(
            Level("r", score.R), Level("f", score.F), Level("m", score.M),
            new TextValue("recency", RfmWords.Fill(
                longest is null ? Within : shortest is null ? Beyond : BeyondWithin, longest, shortest, Text.Empty, Origin is null)),
            new TextValue("frequency", RfmWords.Range(FrequencyCutsOf(score.R), score.F, LineIsHigh, Origin is null, Text.Of(orders, chineseOrders))),
            new TextValue("money", Money()),
            new TextValue("monetary", RfmWords.Range(MonetaryCutsOf(score.R, score.F), score.M, LineIsHigh, Origin is null, Text.Empty)));
    }

    private static TextValue Level(string place, int level) => new(place, level.ToString(CultureInfo.InvariantCulture));

    private Text Money() => Definitions.Monetary switch
    {
        RfmMonetary.Sales => Text.Of("sales", "销售额"),
        RfmMonetary.MeanSpend => Text.Of("net spend per purchase", "净客单价"),
        RfmMonetary.Margin => Text.Of("margin", "毛利"),
        _ => Text.Of("net spend", "净消费"),
    };
}
