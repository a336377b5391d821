using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>Why a score belongs to its segment.</summary>
/// <param name="Score">The score.</param>
/// <param name="Segment">The segment.</param>
/// <param name="RuleIndex">The rule that decided, from 0; null when the fallback took what no rule matched.</param>
/// <param name="Text">The reason, such as <c>Champions, by rule 0: R 5 is in 5 and F 4 is in 4-5.</c></param>
public sealed record SegmentMatch(RfmScore Score, Segment Segment, int? RuleIndex, Text Text)
{
    private static readonly Text Fallback = Text.Of("{segment}, the fallback: no rule matches {score}.", "{segment}：没有规则与 {score} 匹配，归入默认分群。");
    private static readonly Text ByRule = Text.Of("{segment}, by rule {rule}: {why}.", "{segment}（规则 {rule}）：{why}。");
    private static readonly Text IsOnList = Text.Of("the code {score} is on its list", "编码 {score} 在该规则的列表中");
    private static readonly Text IsInRange = Text.Of("{what} {value} is in {range}", "{what} {value} 在 {range} 之内");
    private static readonly Text MeanOfFAndM = Text.Of("the mean of F and M", "F 与 M 的均值");
    private static readonly Text Both = Text.Of("{first} and {second}", "{first}，{second}");

    internal static SegmentMatch Of(RfmScore score, Segment segment, int? ruleIndex, SegmentRule? rule)
    {
        var (name, code) = (new TextValue("segment", segment.Name), new TextValue("score", score.ToString()));
        if (rule is null)
            return new SegmentMatch(score, segment, null, Fallback.Fill(name, code));
        var why = rule.Codes is null ? Ranges(score, rule) : IsOnList.Fill(code);
        return new SegmentMatch(score, segment, ruleIndex, ByRule.Fill(name, TextValue.Number("rule", ruleIndex!.Value), new TextValue("why", why)));
    }

    /// <summary>The reason in English.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Text.English;

    private static Text Ranges(RfmScore score, SegmentRule rule)
    {
        var parts = new List<Text>();
        void Add(Text name, double value, LevelRange? range)
        {
            if (range is { } known)
                parts.Add(IsInRange.Fill(new TextValue("what", name), TextValue.Number("value", value), new TextValue("range", known.ToString())));
        }

        Add(Text.Of("R"), score.R, rule.R);
        Add(Text.Of("F"), score.F, rule.F);
        Add(Text.Of("M"), score.M, rule.M);
        Add(MeanOfFAndM, (score.F + score.M) / 2.0, rule.MeanOfFAndM);
        return parts.Aggregate((first, second) => Both.Fill(new TextValue("first", first), new TextValue("second", second)));
    }
}
