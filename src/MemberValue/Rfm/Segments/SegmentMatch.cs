using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>Why a score belongs to its segment.</summary>
/// <param name="Score">The score.</param>
/// <param name="Segment">The segment.</param>
/// <param name="RuleIndex">The rule that decided, from 0; null when the fallback took what no rule matched.</param>
/// <param name="Text">The reason, such as <c>Champions: scores 5 of 5 for recency, 4 of 5 for frequency.</c></param>
public sealed record SegmentMatch(RfmScore Score, Segment Segment, int? RuleIndex, Text Text)
{
    private static readonly Text ByRule = Text.Of("{segment}: scores {scores}.", "{segment}：{scores}。");
    private static readonly Text Fallback = Text.Of("{segment}: no other segment fits scores of {scores}.", "{segment}：{scores}，不符合其他分群。");
    private static readonly Text First = Text.Of("{value} of {most} for {what}", "{what}{value}/{most}");
    private static readonly Text Next = Text.Of("{before}, {value} of {most} for {what}", "{before}，{what}{value}/{most}");
    private static readonly Text MeanOfFAndM = Text.Of("frequency and spend on average", "消费频次与消费金额平均");

    internal static SegmentMatch Of(RfmScore score, Segment segment, RfmLevels levels, int? ruleIndex, SegmentRule? rule) => new(
        score, segment, ruleIndex,
        (rule is null ? Fallback : ByRule).Fill(new TextValue("segment", segment.Name), new TextValue("scores", Scores(score, levels, rule))));

    /// <summary>The reason in English.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Text.English;

    /// <summary>The scores that the rule uses; all of them where it lists codes, or where there is no rule.</summary>
    private static Text Scores(RfmScore score, RfmLevels levels, SegmentRule? rule)
    {
        var all = rule?.Codes is not null || rule is null;
        Text? text = null;
        void Add(bool isSeen, double value, double most, Text what)
        {
            if (!isSeen)
                return;
            TextValue[] values = [TextValue.Number("value", value), TextValue.Number("most", most), new TextValue("what", what)];
            text = text is null ? First.Fill(values) : Next.Fill([new TextValue("before", text), .. values]);
        }

        Add(all || rule!.R is not null, score.R, levels.Recency, RfmWords.Recency);
        Add(all || rule!.F is not null, score.F, levels.Frequency, RfmWords.Frequency);
        Add(all || rule!.M is not null, score.M, levels.Monetary, RfmWords.Monetary);
        Add(rule?.MeanOfFAndM is not null, (score.F + score.M) / 2.0, (levels.Frequency + levels.Monetary) / 2.0, MeanOfFAndM);
        return text!;
    }
}
