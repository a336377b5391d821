namespace MemberValue.Rfm;

/// <summary>Why a score belongs to its segment.</summary>
/// <param name="Score">The score.</param>
/// <param name="Segment">The segment.</param>
/// <param name="RuleIndex">The rule that decided, from 0; null when the fallback took what no rule matched.</param>
/// <param name="English">The reason in English, such as <c>Champions, by rule 0: R 5 is in 5 and F 4 is in 4-5.</c></param>
/// <param name="Chinese">The reason in Chinese.</param>
public sealed record SegmentMatch(RfmScore Score, Segment Segment, int? RuleIndex, string English, string Chinese)
{
    internal static SegmentMatch Of(RfmScore score, Segment segment, int? ruleIndex, SegmentRule? rule)
    {
        if (rule is null)
        {
            return new SegmentMatch(score, segment, null,
                $"{segment.Name}, the fallback: no rule matches {score}.", $"{segment.ChineseName}：没有规则与 {score} 匹配，归入默认分群。");
        }

        var (english, chinese) = rule.Codes is not null
            ? ($"the code {score} is on its list", $"编码 {score} 在该规则的列表中")
            : Ranges(score, rule);
        return new SegmentMatch(score, segment, ruleIndex,
            FormattableString.Invariant($"{segment.Name}, by rule {ruleIndex}: {english}."),
            FormattableString.Invariant($"{segment.ChineseName}（规则 {ruleIndex}）：{chinese}。"));
    }

    private static (string English, string Chinese) Ranges(RfmScore score, SegmentRule rule)
    {
        var english = new List<string>();
        var chinese = new List<string>();
        void Add(string name, string chineseName, double value, LevelRange? range)
        {
            if (range is not { } known)
                return;
            english.Add(FormattableString.Invariant($"{name} {value} is in {known}"));
            chinese.Add(FormattableString.Invariant($"{chineseName} {value} 在 {known} 之内"));
        }

        Add("R", "R", score.R, rule.R);
        Add("F", "F", score.F, rule.F);
        Add("M", "M", score.M, rule.M);
        Add("the mean of F and M", "F 与 M 的均值", (score.F + score.M) / 2.0, rule.MeanOfFAndM);
        return (string.Join(" and ", english), string.Join("，", chinese));
    }
}
