using FsCheck;
using FsCheck.Fluent;
using MemberValue.Churn;
using MemberValue.Members;
using static MemberValue.Tests.Churn.ChurnData;

namespace MemberValue.Tests.Churn;

/// <summary>Laws of every rule and every combination.</summary>
public class ChurnLawTests
{
    public static TheoryData<RiskCombination> Combinations => [.. Enum.GetValues<RiskCombination>()];

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Risks_are_from_0_through_1_for_any_severities_and_weights(RiskCombination combination) => Law.Holds(Cases(), rules =>
    {
        var risk = Risk(combination, rules);
        return risk >= 0 && risk <= 1 && (rules.All(rule => !(rule.Severity > 0 && rule.Weight > 0)) == (risk == 0) || risk < 1e-15);
    });

    [Theory]
    [MemberData(nameof(Combinations))]
    public void The_order_of_the_rules_changes_no_bit(RiskCombination combination) => Law.Holds(Cases(), rules =>
        Risk(combination, rules).Equals(Risk(combination, rules.AsEnumerable().Reverse().ToArray()))
        && Risk(combination, rules).Equals(Risk(combination, rules.OrderBy(rule => rule.Severity).ToArray())));

    [Theory]
    [InlineData(RiskCombination.NoisyOr)]
    [InlineData(RiskCombination.Maximum)]
    public void A_rule_more_never_lowers_the_risk(RiskCombination combination) => Law.Holds(Cases(), rules =>
    {
        var all = Risk(combination, rules);
        return rules.Length == 1 || Enumerable.Range(0, rules.Length).All(left =>
        {
            var fewer = rules.Where((_, i) => i != left).ToArray();
            return fewer.All(rule => rule.Weight == 0) || Risk(combination, fewer) <= all;
        });
    });

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_stronger_signal_never_lowers_the_risk(RiskCombination combination) => Law.Holds(Cases(), rules =>
        Enumerable.Range(0, rules.Length).All(i =>
        {
            var more = rules.ToArray();
            more[i] = more[i] with { Severity = double.IsNaN(more[i].Severity) ? 0.5 : Math.Min(1, more[i].Severity + 0.25) };
            return Risk(combination, rules) <= Risk(combination, more);
        }));

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Spans_tables_and_single_members_agree_to_the_last_bit(RiskCombination combination)
    {
        var assessor = Assessor(combination);
        foreach (var n in Enumerable.Range(1, 20).Concat([63, 64, 65, 1_023, 1_024, 1_025, 70_000]))
        {
            var columns = WithEarlier(n, n);
            var risks = Risks(assessor, columns);
            var table = assessor.Assess(Table(columns));
            Assert.Equal(risks, table.Risks.Values.ToArray().Select(risk => risk.Value));
            Assert.All(table.Risks.Values.ToArray(), risk => Assert.Equal(assessor.LevelOf(risk.Value), risk.Level));
            for (var row = 0; row < n; row += n < 100 ? 1 : n / 40)
            {
                Assert.Equal(risks[row], assessor.Assess(columns.Row(row)).Value);
                Assert.Equal(risks[row], assessor.Explain(columns, row).Risk.Value);
            }
        }
    }

    [Fact]
    public void An_explanation_has_the_severity_of_the_column_and_there_is_one_exactly_where_it_is_above_0()
    {
        var columns = WithEarlier(3_000, 7);
        foreach (var rule in Rules())
        {
            var severities = Severities(rule, columns);
            Assert.Contains(severities, severity => severity > 0);
            Assert.Contains(severities, severity => severity == 0);
            for (var row = 0; row < severities.Length; row++)
            {
                var signal = rule.Explain(columns, row);
                Assert.Equal(severities[row] > 0, signal is not null);
                Assert.Equal(double.IsNaN(severities[row]), rule.Remark(columns, row) is not null);
                if (signal is null)
                    continue;
                Assert.Equal(severities[row], signal.Severity);
                Assert.True(signal.Severity <= 1);
                Assert.Equal(rule.Id, signal.RuleId);
                Assert.DoesNotContain("{", signal.Text.English + signal.Text.Chinese, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_rule_says_what_it_needs_also_of_an_empty_range_and_allocates_nothing()
    {
        var columns = WithEarlier(65, 11);
        var severities = new double[65];
        var bare = MemberColumns.FromColumns(Days, new MemberColumnData { Purchases = [1] });
        foreach (var rule in Rules())
        {
            Assert.Equal(0, Allocations.Of(() => rule.Evaluate(columns, 0, severities)));
            var error = Assert.ThrowsAny<InvalidOperationException>(() => rule.Evaluate(bare, 0, []));
            Assert.NotEmpty(error.Message);
            Assert.Equal(error.Message, Assert.ThrowsAny<InvalidOperationException>(() => rule.Evaluate(bare, 0, new double[1])).Message);
            rule.Evaluate(WithEarlier(0, 1), 0, []);
            Assert.Throws<ArgumentNullException>(() => rule.Evaluate(null!, 0, []));
        }
    }

    [Fact]
    public void Any_split_of_the_rows_gives_the_same_severities()
    {
        var columns = WithEarlier(200, 9);
        foreach (var rule in Rules())
        {
            var whole = Severities(rule, columns);
            var parts = new double[200];
            for (var (start, size) = (0, 1); start < 200; start += size, size = Math.Min(size + 1, 200 - start))
                rule.Evaluate(columns, start, parts.AsSpan(start, Math.Min(size, 200 - start)));
            Assert.Equal(whole, parts);
            Assert.Throws<ArgumentOutOfRangeException>(() => rule.Evaluate(columns, 150, new double[51]));
            Assert.Throws<ArgumentOutOfRangeException>(() => rule.Evaluate(columns, -1, new double[1]));
            Assert.Throws<ArgumentOutOfRangeException>(() => rule.Explain(columns, 200));
        }
    }

    [Fact]
    public void A_severity_never_falls_as_a_value_gets_worse() => Law.Holds(
        (from limit in Gen.Choose(-100, 100)
         from range in Gen.Elements(0, 1, 7, 1_000)
         from at in Gen.Elements(0.1, 0.5, 0.7, 1.0)
         from values in Gen.Choose(-2_000, 2_000).Select(value => value / 7.0).ArrayOf()
         select (limit, range, at, values)).ToArbitrary(),
        x =>
        {
            var ramp = new SeverityRamp(x.limit, x.limit + x.range, x.at, 1, 0);
            var sorted = x.values.Append(x.limit).Append(x.limit + x.range).Append(double.PositiveInfinity).Append(double.NegativeInfinity).Order().ToArray();
            var severities = sorted.ToArray();
            ramp.Apply(severities);
            return severities.SequenceEqual(sorted.Select(ramp.Of)) && severities.SequenceEqual(severities.Order()) && severities[^1] == 1
                && ramp.Of(x.limit) == (x.range == 0 ? 1 : x.at) && ramp.Of(x.limit + x.range) == 1 && ramp.Of(Math.BitDecrement(x.limit)) == 0
                && double.IsNaN(ramp.Of(double.NaN));
        });

    private static double Risk(RiskCombination combination, GivenCase[] rules) => Risks(
        new ChurnRiskAssessor(new ChurnRiskOptions
        {
            Combination = combination,
            Rules = rules.Select(rule => new WeightedRule(new GivenRule(rule.Id, rule.Severity), rule.Weight)).ToArray(),
        }),
        Bought([1]))[0];

    private static Arbitrary<GivenCase[]> Cases()
    {
        var severity = Gen.OneOf(Gen.Elements(0, 1, double.NaN, double.Epsilon), Gen.Choose(0, 1_000).Select(value => value / 1_000.0));
        var weight = Gen.OneOf(Gen.Elements(1.0, 0.0, 1e-300), Gen.Choose(0, 1_000).Select(value => value / 1_000.0));
        return (from size in Gen.Choose(1, 9)
                from severities in severity.ArrayOf(size)
                from weights in weight.ArrayOf(size)
                select severities.Zip(weights, (s, w) => (s, w)).Select((pair, i) => new GivenCase($"rule {(i * 5) % 9}", pair.s, pair.w)).ToArray())
            .Where(rules => rules.Any(rule => rule.Weight > 0)).ToArbitrary();
    }

    private sealed record GivenCase(string Id, double Severity, double Weight);
}
