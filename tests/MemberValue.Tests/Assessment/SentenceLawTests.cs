using System.Text.RegularExpressions;
using MemberValue.Assessment;
using MemberValue.Lifecycle;

namespace MemberValue.Tests.Assessment;

/// <summary>What every sentence of an assessment keeps to, over the members of a real shop.</summary>
public partial class SentenceLawTests
{
    private static readonly Lazy<MemberAssessments<string>> All = new(() => MemberValuator.Create(Shop.Everything(), MemberModels.Fit(Shop.Table, Shop.Everything())).Assess(Shop.Table));

    private static IEnumerable<MemberAssessment> Some => Enumerable.Range(0, Shop.Table.Count / 7).Select(row => All.Value[Shop.Table.Keys[7 * row]]);

    [Fact]
    public void No_sentence_names_a_rule_or_writes_a_range_in_code() => Assert.All(Some, assessment =>
        Assert.DoesNotMatch(RuleOrRange(), assessment.Text.English + assessment.Text.Chinese));

    [Fact]
    public void Every_probability_is_a_percentage() => Assert.All(Some, assessment => Assert.DoesNotMatch(ProbabilityAsNumber(), assessment.Text.English));

    [Fact]
    public void A_value_and_a_chance_have_their_horizon() => Assert.All(Some.Where(assessment => assessment.Value is { } value && double.IsFinite(value)), assessment =>
    {
        Assert.Contains("likely to buy in the next 90 days", assessment.Text.English, StringComparison.Ordinal);
        Assert.Contains("over the next 12 months at a margin of 30%: ", assessment.Text.English, StringComparison.Ordinal);
        Assert.Contains("未来90天购买概率", assessment.Text.Chinese, StringComparison.Ordinal);
        Assert.Contains("未来12个月的预期价值（毛利率30%）：", assessment.Text.Chinese, StringComparison.Ordinal);
    });

    [Fact]
    public void Silence_is_never_told_as_an_improvement() => Assert.All(Some.Where(assessment => assessment.StageReason?.Next is not null), assessment =>
    {
        var (reason, text) = (assessment.StageReason!, assessment.StageReason!.Text.English);
        var isDecline = reason.Next!.Stage is LifecycleStage.Dormant or LifecycleStage.Lost;
        Assert.Equal(reason.NextDecline is not null, text.Contains($"Without another purchase: {reason.NextDecline?.Stage} from ", StringComparison.Ordinal));
        Assert.Equal(!isDecline, text.Contains($"{LifecycleStages.NameOf(reason.Stage)} ends on ", StringComparison.Ordinal));
        Assert.Equal(isDecline, reason.Next == reason.NextDecline);
        Assert.True(reason.NextDecline is null || reason.NextDecline.Cell >= reason.Next.Cell);
    });

    [Fact]
    public void Chinese_has_full_width_punctuation_and_no_English_sentence() => Assert.All(Some, assessment =>
    {
        Assert.EndsWith("。", assessment.Text.Chinese, StringComparison.Ordinal);
        Assert.DoesNotMatch(HalfWidth(), assessment.Text.Chinese);
        Assert.DoesNotMatch(EnglishWords(), assessment.Text.Chinese);
    });

    [GeneratedRegex(@"\brule \d|规则 ?\d|\b\d-\d\b")]
    private static partial Regex RuleOrRange();

    [GeneratedRegex(@"probability|\b0\.\d{3,}")]
    private static partial Regex ProbabilityAsNumber();

    [GeneratedRegex(@"[;:!?()]|,(?!\d{3})|\.(?!\d)")]
    private static partial Regex HalfWidth();

    [GeneratedRegex(@"[a-z]{3,} [a-z]{2,}")]
    private static partial Regex EnglishWords();
}
