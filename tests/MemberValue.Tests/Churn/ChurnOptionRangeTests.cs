using MemberValue.Churn;
using MemberValue.Members;
using static MemberValue.Tests.Churn.ChurnData;

namespace MemberValue.Tests.Churn;

/// <summary>The ends of the ranges of an assessor's and a warning's options, and what both print.</summary>
public class ChurnOptionRangeTests
{
    public static TheoryData<string, ChurnRiskOptions> Refused => new()
    {
        { "ChurnRiskOptions.MediumFrom is 1;", new ChurnRiskOptions { Rules = Equal(1, 1), MediumFrom = 1 } },
        {
            "ChurnRiskOptions.HighFrom is 0.5; it must be above MediumFrom, 0.5,",
            new ChurnRiskOptions { Rules = Equal(1, 1), MediumFrom = 0.5, HighFrom = 0.5 }
        },
        { "ChurnRiskOptions.Rules.Count is 257; it must be 1 to 256", new ChurnRiskOptions { Rules = Equal(257, 1) } },
        { "ChurnRiskOptions.Rules.Count is 0;", new ChurnRiskOptions { Rules = null! } },
        { "ChurnRiskOptions.Rules[0] is null;", new ChurnRiskOptions { Rules = [new WeightedRule(null!, 1)] } },
        {
            "ChurnRiskOptions.Rules[0].Weight (r000) is ",
            new ChurnRiskOptions { Rules = Equal(1, double.PositiveInfinity), Combination = RiskCombination.WeightedSum }
        },
        {
            "ChurnRiskOptions.Rules[0].Weight (r000) is -0.1; it must be finite and 0 or more",
            new ChurnRiskOptions { Rules = Equal(1, -0.1), Combination = RiskCombination.WeightedSum }
        },
        {
            "ChurnRiskOptions.Rules, the sum of their weights, is ",
            new ChurnRiskOptions { Rules = Equal(2, double.MaxValue), Combination = RiskCombination.WeightedSum }
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void The_first_value_beyond_a_range_is_refused_by_name(string start, ChurnRiskOptions options) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => new ChurnRiskAssessor(options)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_assessor_takes_256_rules_and_weights_up_to_the_end()
    {
        Assert.Equal(256, new ChurnRiskAssessor(new ChurnRiskOptions { Rules = Equal(256, 1) }).Rules.Count);
        Assert.Equal(0.5, Risks(new ChurnRiskAssessor(new ChurnRiskOptions
        {
            Rules = [new WeightedRule(new GivenRule("a", 0.5), double.MaxValue)],
            Combination = RiskCombination.WeightedSum,
        }), Bought([1]))[0]);
    }

    [Fact]
    public void A_warning_may_be_raised_at_certainty_and_cleared_where_it_is_raised()
    {
        var assessor = Small();
        Assert.Equal((1.0, 1.0), Lines(new EarlyWarningOptions { Raise = 1 }));
        Assert.Equal((0.6, 0.6), Lines(new EarlyWarningOptions { Raise = 0.6, Clear = 0.6 }));
        Assert.Equal((2 / 3.0, 2 / 3.0), Lines(null));
        Assert.StartsWith("EarlyWarningOptions.Raise is 1.01;", Error(new EarlyWarningOptions { Raise = 1.01 }), StringComparison.Ordinal);
        Assert.StartsWith("EarlyWarningOptions.Clear is 0;", Error(new EarlyWarningOptions { Clear = 0 }), StringComparison.Ordinal);
        Assert.Equal("assessor", Assert.Throws<ArgumentNullException>(() => new EarlyWarning(null!)).ParamName);

        (double, double) Lines(EarlyWarningOptions? options) => new EarlyWarning(assessor, options) is var warning ? (warning.Raise, warning.Clear) : default;
        string Error(EarlyWarningOptions options) => Assert.Throws<ArgumentException>(() => new EarlyWarning(assessor, options)).Message;
    }

    [Fact]
    public void An_assessor_and_a_warning_print_their_settings()
    {
        var assessor = Small();
        Assert.Equal("Maximum of 0.5 a, 1 b; Medium from 0.25, High from 0.5", assessor.ToString());
        Assert.Equal(
            "Alarm from 0.6, clear below 0.4; Maximum of 0.5 a, 1 b; Medium from 0.25, High from 0.5",
            new EarlyWarning(assessor, new EarlyWarningOptions { Raise = 0.6, Clear = 0.4 }).ToString());
    }

    [Fact]
    public void Assessments_of_one_day_can_be_compared_and_those_of_two_calendars_or_another_assessor_cannot()
    {
        var assessor = Small();
        var warning = new EarlyWarning(assessor, new EarlyWarningOptions { Raise = 0.9 });
        var (quiet, loud) = (assessor.Assess(Table(Bought([1]))), assessor.Assess(Table(Bought([400]))));
        var report = warning.Compare(quiet, loud, [10]);
        Assert.Equal((1, 10.0, 0, 0), (report.Alarms.Count, report.ValueAtRisk, report.AlarmsWithoutValue, report.Cleared));
        Assert.Equal("b", report.Alarms[0].Warning.RuleId);
        Assert.Equal(1, warning.Compare(loud, quiet, [10]).Cleared);
        var weeks = MemberColumns.FromColumns(
            new ObservationWindow(CellCalendar.Weeks(DayOfWeek.Monday), 0, 9), new MemberColumnData { Purchases = [1], LastPurchaseCell = [3] });
        Assert.Equal("before", Assert.Throws<ArgumentException>(() => warning.Compare(assessor.Assess(Table(weeks)), loud, [10])).ParamName);
        Assert.Equal("before", Assert.Throws<ArgumentException>(() => warning.Compare(Small().Assess(Table(Bought([1]))), loud, [10])).ParamName);
        Assert.Equal("now", Assert.Throws<ArgumentException>(() => warning.Compare(quiet, Small().Assess(Table(Bought([1]))), [10])).ParamName);
        Assert.Equal("before", Assert.Throws<ArgumentNullException>(() => warning.Compare<int>(null!, loud, [10])).ParamName);
        Assert.Equal("now", Assert.Throws<ArgumentNullException>(() => warning.Compare(quiet, null!, [10])).ParamName);
        Assert.ThrowsAny<OperationCanceledException>(() => warning.Compare(quiet, loud, [10], null, new CancellationToken(true)));
    }

    private static ChurnRiskAssessor Small() => new(new ChurnRiskOptions
    {
        Rules = [new WeightedRule(new SilenceRule(new SilenceRuleOptions { Id = "b" }), 1), new WeightedRule(new GivenRule("a", 0.5), 0.5)],
        Combination = RiskCombination.Maximum,
        MediumFrom = 0.25,
        HighFrom = 0.5,
    });

    private static WeightedRule[] Equal(int count, double weight) => Make(count, i => new WeightedRule(new GivenRule($"r{i:D3}", 0), weight));
}
