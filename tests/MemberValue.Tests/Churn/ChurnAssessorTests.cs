using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using static MemberValue.Tests.Churn.ChurnData;

namespace MemberValue.Tests.Churn;

public class ChurnAssessorTests
{
    [Theory]
    [InlineData(RiskCombination.NoisyOr, 1 - (1 - 0.5 * 0.4) * (1 - 0.8 * 0.75))]
    [InlineData(RiskCombination.Maximum, 0.8 * 0.75)]
    [InlineData(RiskCombination.WeightedSum, (0.5 * 0.4 + 0.8 * 0.75) / 1.5)]
    public void Signals_are_combined_as_the_formula_says(RiskCombination combination, double risk)
    {
        var assessor = Of(combination, (new GivenRule("a", 0.4), 0.5), (new GivenRule("b", 0.75), 0.8), (new GivenRule("c", double.NaN), 0.2));
        Assert.Equal(risk, Risks(assessor, Bought([1]))[0], 15);
    }

    [Fact]
    public void Levels_begin_on_their_limits()
    {
        var assessor = Of(RiskCombination.Maximum, (new GivenRule("a", 1), 1));
        Assert.Equal([RiskLevel.Low, RiskLevel.Low, RiskLevel.Medium, RiskLevel.Medium, RiskLevel.High, RiskLevel.High],
            new[] { 0, Math.BitDecrement(1 / 3.0), 1 / 3.0, Math.BitDecrement(2 / 3.0), 2 / 3.0, 1 }.Select(assessor.LevelOf));
    }

    [Fact]
    public void Reasons_come_by_contribution_and_then_by_id_and_what_was_not_judged_is_named()
    {
        var assessor = Of(
            RiskCombination.WeightedSum, (new GivenRule("d", 0.2), 1), (new GivenRule("b", 0.4), 2), (new GivenRule("a", 0.8), 1), (new GivenRule("c", 0), 1),
            (new GivenRule("e", double.NaN), 1), (new GivenRule("f", 1), 0));
        var why = assessor.Explain(Bought([1]), 0);
        Assert.Equal(["a", "b", "d", "f"], why.Reasons.Select(reason => reason.Signal.RuleId)); // a and b contribute 0.8/6 both
        Assert.Equal([0.8 / 6, 0.8 / 6, 0.2 / 6, 0], why.Reasons.Select(reason => reason.Contribution), (x, y) => Math.Abs(x - y) < 1e-15);
        Assert.Equal(["e"], why.Remarks.Select(remark => remark.RuleId));
        Assert.Equal("Churn risk is low (30 of 100). Given. Given. Given. Given. One check was not possible: a value is missing.", why.Text.English);
        Assert.Equal("流失风险低（30分，满分100分）。给定。给定。给定。给定。一项检查缺少数据，无法判断。", why.Text.Chinese);
        Assert.Equal("Churn risk is low (0 of 100). No warning signs.",
            Of(RiskCombination.NoisyOr, (new GivenRule("x", 0), 1)).Explain(Bought([1]), 0).Text.English);
    }

    [Fact]
    public void A_member_who_never_bought_has_no_churn_risk_unless_a_rule_gives_a_signal()
    {
        var none = Of(RiskCombination.NoisyOr, (new GivenRule("x", double.NaN), 1), (new GivenRule("y", 0), 1)).Explain(Bought(Array.Empty<int>()), 0);
        Assert.True(none.NeverBought);
        Assert.Equal(("No purchase yet, so there is no churn risk to judge.", "尚未购买，无需判断流失风险。"), (none.Text.English, none.Text.Chinese));
        Assert.Equal(["x"], none.Remarks.Select(remark => remark.RuleId));
        var some = Of(RiskCombination.NoisyOr, (new GivenRule("x", 0.5), 1)).Explain(Bought(Array.Empty<int>()), 0);
        Assert.Equal("Churn risk is medium (50 of 100). Given.", some.Text.English);
        Assert.NotEqual(none, none with { NeverBought = false });
    }

    [Fact]
    public void Signals_and_members_not_judged_are_counted()
    {
        var columns = WithEarlier(150_000, 3);
        var assessor = Assessor();
        var assessment = assessor.Assess(Table(columns));
        foreach (var (rule, count) in assessor.Rules.Zip(assessment.Rules))
        {
            var severities = Severities(rule.Rule, columns);
            Assert.Equal((rule.Rule.Id, rule.Weight), (count.RuleId, count.Weight));
            Assert.Equal((severities.Count(severity => severity > 0), severities.Count(double.IsNaN)), (count.Signals, count.NotJudged));
        }

        Assert.Equal(150_000, Enum.GetValues<RiskLevel>().Sum(assessment.CountOf));
        Assert.Equal(assessment.Risks[77], assessment.Explain(77).Risk);
    }

    [Fact]
    public void The_same_kind_of_rule_may_stand_twice_with_two_limits()
    {
        var assessor = Of(
            RiskCombination.Maximum, (new SilenceRule(new SilenceRuleOptions { Id = "silence-30", Days = 30, FullDays = 30 }), 0.4),
            (new SilenceRule(new SilenceRuleOptions { Id = "silence-90", Days = 90, FullDays = 90 }), 0.9));
        Assert.Equal([0, 0.4, 0.9], Risks(assessor, Bought([10], [40], [100])));
    }

    [Theory]
    [InlineData(1.0000001)]
    [InlineData(-0.1)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_severity_outside_0_to_1_is_an_error_that_names_rule_row_and_value(double severity)
    {
        for (var row = 0; row < 9; row++)
        {
            var severities = new double[70_000];
            severities[^(row + 1)] = severity;
            var columns = Bought(Make(70_000, row => new[] { 1 + row % 9 }));
            var assessor = Of(RiskCombination.NoisyOr, (new GivenRule("mine", severities), 1));
            var span = Assert.Throws<InvalidOperationException>(() => Risks(assessor, columns));
            var worded = MemberValue.Common.ErrorText.Of(severity);
            Assert.StartsWith(
                FormattableString.Invariant($"The rule 'mine' gave a severity of {worded} in row {69_999 - row};"), span.Message, StringComparison.Ordinal);
            Assert.Equal(span.Message, Assert.Throws<InvalidOperationException>(() => assessor.Assess(Table(columns))).Message);
        }
    }

    [Fact]
    public void A_rule_that_does_not_explain_its_signal_is_an_error() => Assert.Contains(
        "no signal that explains it",
        Assert.Throws<InvalidOperationException>(
            () => Of(RiskCombination.NoisyOr, (new GivenRule("mute", 1) { Explains = false }, 1)).Explain(Bought([1]), 0)).Message,
        StringComparison.Ordinal);

    public static TheoryData<string, ChurnRiskOptions> WrongOptions => new()
    {
        { "ChurnRiskOptions.Rules.Count is 0", new ChurnRiskOptions() },
        { "ChurnRiskOptions.Rules[1].Rule.Id is 'a'", Options(("a", 1), ("a", 1)) },
        { "ChurnRiskOptions.Rules[0].Rule.Id is ' '", Options((" ", 1)) },
        { "ChurnRiskOptions.Rules[0].Weight (a) is -1", Options(("a", -1)) },
        { "ChurnRiskOptions.Rules[0].Weight (a) is not a number", Options(("a", double.NaN)) },
        { "ChurnRiskOptions.Rules[0].Weight (a) is 1.5; it must be 0 to 1 for the combination NoisyOr", Options(("a", 1.5)) },
        { "ChurnRiskOptions.Rules, the sum of their weights, is 0", Options(("a", 0), ("b", 0)) },
        { "ChurnRiskOptions.Rules[0] is null", new ChurnRiskOptions { Rules = [null!] } },
        { "ChurnRiskOptions.MediumFrom is 0;", With(options => options.MediumFrom = 0) },
        { "ChurnRiskOptions.MediumFrom is not a number", With(options => options.MediumFrom = double.NaN) },
        { "ChurnRiskOptions.HighFrom is 0.2", With(options => options.HighFrom = 0.2) },
        { "ChurnRiskOptions.HighFrom is 1;", With(options => options.HighFrom = 1) },
        { "ChurnRiskOptions.Combination is 7", With(options => options.Combination = (RiskCombination)7) },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void An_error_names_the_option_and_its_value(string start, ChurnRiskOptions options) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => new ChurnRiskAssessor(options)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_weighted_sum_takes_any_weights() => Assert.Equal(1, Risks(Of(RiskCombination.WeightedSum, (new GivenRule("a", 1), 7)), Bought([1]))[0]);

    [Fact]
    public void Assessing_allocates_nothing()
    {
        foreach (var combination in Enum.GetValues<RiskCombination>())
        {
            var (assessor, columns, risks) = (Assessor(combination), WithEarlier(5_000, 4), new double[5_000]);
            Assert.Equal(0, Allocations.Of(() => assessor.Assess(columns, risks)));
        }
    }

    [Fact]
    public void Wrong_calls_are_refused_and_leave_the_destination_alone()
    {
        var (assessor, columns) = (Assessor(), WithEarlier(10, 4));
        var risks = new double[9];
        Assert.Throws<ArgumentException>(() => assessor.Assess(columns, risks));
        risks = new double[10];
        Assert.Throws<InvalidOperationException>(() => assessor.Assess(ChurnData.Random(10, 4), risks)); // no earlier snapshot
        Assert.All(risks, risk => Assert.Equal(0, risk));
        Assert.Throws<ArgumentNullException>(() => assessor.Assess((MemberRow)null!));
        Assert.Throws<ArgumentNullException>(() => assessor.Assess(null!, risks));
        Assert.Throws<ArgumentNullException>(() => new ChurnRiskAssessor(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => assessor.Explain(columns, 10));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => assessor.Assess(Table(columns), stop.Token));
        var none = WithEarlier(0, 1);
        Assert.Empty(assessor.Assess(Table(none)).Risks);
    }

    [Fact]
    public void Advice_is_what_the_playbook_has_for_stage_segment_and_level()
    {
        var high = Of(RiskCombination.Maximum, (new GivenRule("a", 1), 1)).Explain(Bought([1]), 0);
        var advice = ChurnAdvice.Of(Playbook.Default, high, LifecycleStage.Loyal);
        Assert.Equal(Playbook.Default.Find(LifecycleStage.Loyal, risk: RiskLevel.High), advice.Match);
        Assert.Equal($"{high.Text.English} To do: {advice.Match!.Action.Action}", advice.Text.English);
        Assert.Equal($"{high.Text.Chinese}建议：{advice.Match.Action.Action.Chinese}", advice.Text.Chinese);
        var newOnly = Playbook.Create(new PlaybookOptions
        {
            Name = "new",
            Actions = Playbook.Default.Actions,
            Rules = Playbook.Default.Rules.Where(rule => rule.Stage == LifecycleStage.New).ToArray(),
        });
        Assert.Null(ChurnAdvice.Of(newOnly, high, LifecycleStage.Loyal).Match);
    }

    private static ChurnRiskAssessor Of(RiskCombination combination, params (IChurnRule Rule, double Weight)[] rules) => new(new ChurnRiskOptions
    {
        Combination = combination,
        Rules = rules.Select(each => new WeightedRule(each.Rule, each.Weight)).ToArray(),
    });

    private static ChurnRiskOptions Options(params (string Id, double Weight)[] rules) =>
        new() { Rules = rules.Select(rule => new WeightedRule(new GivenRule(rule.Id, 0), rule.Weight)).ToArray() };

    private static ChurnRiskOptions With(Action<ChurnRiskOptions> change)
    {
        var options = Options(("a", 1));
        change(options);
        return options;
    }
}
