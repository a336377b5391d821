using MemberValue.Members;
using MemberValue.RuleSegments;

namespace MemberValue.Tests.RuleSegments;

/// <summary>Holes, overlaps, rules that never decide, and rules that are wrong; <see cref="RuleSegmentLawTests"/> compares the check with a search.</summary>
public class RuleSegmentCheckTests
{
    [Fact]
    public void A_hole_is_named_with_an_example()
    {
        Assert.Equal(
            ["age 17", "age 27"], Of(When([new() { Column = "age", AtLeast = 18, AtMost = 26 }]), When([new() { Column = "age", AtLeast = 30 }])).Holes);
        Assert.Equal(["age 25.5"], Of(When([new() { Column = "age", AtMost = 25 }]), When([new() { Column = "age", AtLeast = 26 }])).Holes);
        Assert.Empty(Of(When([new() { Column = "age", Below = 26 }]), When([new() { Column = "age", AtLeast = 26 }])).Holes);
        Assert.Equal(
            ["country DE, plan other than pro", "country other than DE, plan pro"],
            Of(When([new() { Column = "country", OneOf = ["DE"] }, new() { Column = "plan", OneOf = ["pro"] }]),
                When([new() { Column = "country", NoneOf = ["DE"] }, new() { Column = "plan", NoneOf = ["pro"] }])).Holes);
        var error = Assert.Throws<ArgumentException>(() => RuleSegmentMap.Create(Options(When([new() { Column = "age", AtLeast = 18 }]))));
        Assert.Equal(
            "The rules of segments are wrong: no rule holds for a member with age 17; add a rule, or give a Fallback. (Parameter 'options')", error.Message);
    }

    [Fact]
    public void A_count_of_the_log_is_whole_and_not_below_0()
    {
        Assert.Empty(Of(When([new() { Column = "Purchases", AtMost = 1 }]), When([new() { Column = "Purchases", AtLeast = 2 }])).Holes);
        Assert.Empty(Of(When([new() { Column = "Purchases", AtLeast = 0 }])).Holes);
        Assert.Equal(["purchases 0"], Of(When([new() { Column = "Purchases", AtLeast = 1 }])).Holes);
        Assert.Empty(Of(When([new() { Column = Measures.DaysSinceLastPurchase, AtLeast = 0 }])).Holes);
        Assert.Equal(["net spend -1"], Of(When([new() { Column = "Net", AtLeast = 0 }])).Holes);
        Assert.Empty(Of(When([new() { Column = "Sales", AtLeast = 0 }])).Holes);
    }

    [Fact]
    public void A_rule_that_an_earlier_one_covers_is_named_with_it()
    {
        var check = Of(
            When([new() { Column = "Net", AtLeast = 100 }]), When([new() { Column = "Net", AtLeast = 500 }]), When([new() { Column = "Net", AtLeast = 0 }]),
            When([new() { Column = "Net", AtLeast = 50 }, new() { Column = "country", OneOf = ["DE"] }]));
        Assert.Equal([new IdleRule(1, [0]), new IdleRule(3, [2])], check.IdleRules);
        Has("rule 1 never decides: 0 before it", check.ToString());
        check = Of( // by two together
            When([new() { Column = "country", OneOf = ["DE"] }]), When([new() { Column = "country", NoneOf = ["DE"] }]),
            When([new() { Column = "country", IsMissing = false }]), When([new() { Column = "country", IsMissing = true }]));
        Assert.Equal([new IdleRule(2, [0, 1])], check.IdleRules);
        Assert.Equal([new IdleRule(0, [])], Of(When([new() { Column = "Purchases", AtLeast = 1.2, AtMost = 1.8 }])).IdleRules);
        Assert.Equal([new IdleRule(0, [])], Of(When([new() { Column = "a", AtLeast = 2 }, new() { Column = "a", AtMost = 1 }])).IdleRules);
    }

    [Fact]
    public void Overlaps_have_an_example_and_are_legal()
    {
        var check = Of(When([new() { Column = "Net", AtLeast = 100 }]), When([new() { Column = "country", OneOf = ["DE"] }]));
        Assert.Equal([new RuleOverlap(0, 1, "net spend 100, country DE")], check.Overlaps);
        Assert.Empty(Of(When([new() { Column = "Net", AtLeast = 100 }]), When([new() { Column = "Net", Below = 100 }])).Overlaps);
    }

    [Fact]
    public void Rules_that_cross_in_too_many_columns_need_a_fallback()
    {
        SegmentRuleOptions[] rules = [.. Enumerable.Range(0, 40).Select(i => When(
            [new() { Column = $"x{i}", AtLeast = 1 }, new() { Column = $"y{i}", AtLeast = 1 }]))];
        Assert.True(Of(rules).IsComplete); // one after the other: no rule is open when the next begins
        rules = [.. rules.Prepend(When([.. Enumerable.Range(0, 40).Select(i => new SegmentConditionOptions { Column = $"x{i}", AtLeast = 9 })]))];
        Assert.False(Of(rules).IsComplete);
        Has("give a Fallback", Assert.Throws<ArgumentException>(() => RuleSegmentMap.Create(Options(rules))).Message);
        var options = Options(rules);
        options.Fallback = "a";
        Assert.NotNull(RuleSegmentMap.Create(options));
    }

    [Fact]
    public void A_mistake_names_rule_option_and_value()
    {
        Has("rule 0 ('a'): AtMost is 1; it must not be below AtLeast, 2.", Wrong([new() { Column = "x", AtLeast = 2, AtMost = 1 }]));
        Has("rule 0 ('a'): Below is 2; it must be above AtLeast, 2.", Wrong([new() { Column = "x", AtLeast = 2, Below = 2 }]));
        Has("AtLeast is not a number; it must be finite", Wrong([new() { Column = "x", AtLeast = double.NaN }]));
        Has("WithinDays is -1; it must be 0 or more", Wrong([new() { Column = "x", WithinDays = -1 }]));
        Has("the condition on x has no limit; give AtLeast", Wrong([new() { Column = "x" }]));
        Has("has AtLeast 1 and OneOf; give", Wrong([new() { Column = "x", AtLeast = 1, OneOf = ["a"] }]));
        Has("has AtMost 1 and Below 2; give", Wrong([new() { Column = "x", AtMost = 1, Below = 2 }]));
        Has("has AtMost 1 and WithinDays 2; give", Wrong([new() { Column = "x", AtMost = 1, WithinDays = 2 }]));
        Has("OneOf is []; it must have at least one text", Wrong([new() { Column = "x", OneOf = [] }]));
        Has("Column is ''; it must be the name", Wrong([new() { AtLeast = 1 }]));
        Has("with a limit and rule 0 ('a') with a list", Wrong([new() { Column = "x", AtLeast = 1 }, new() { Column = "x", OneOf = ["a"] }]));
        Has("When has no condition", Wrong([]));
        var options = Options(When([new SegmentConditionOptions { Column = "x", AtLeast = 1 }]));
        options.Rules![0].Segment = "b";
        Has("rule 0 ('b'): Segment is 'b'; it must be the id", Assert.Throws<ArgumentException>(() => RuleSegmentMap.Inspect(options)).Message);
        var error = Assert.Throws<FormatException>(() => RuleSegmentMap.FromJson("""
            {"type": "RuleSegmentMap", "version": 1, "name": "x", "segments": [{"id": "a"}],
             "rules": [{"segment": "a", "when": [{"column": "age", "atLeast": 18}]}]}
            """));
        Has("no rule holds for a member with age 17", error.Message);
    }

    private static void Has(string expected, string actual) => Assert.Contains(expected, actual, StringComparison.Ordinal);

    private static string Wrong(SegmentConditionOptions[] conditions) =>
        Assert.Throws<ArgumentException>(() => RuleSegmentMap.Inspect(Options(When(conditions)))).Message;

    private static SegmentRuleOptions When(SegmentConditionOptions[] conditions) => new() { Segment = "a", When = conditions };

    private static RuleSegmentMapOptions Options(params IReadOnlyList<SegmentRuleOptions> rules) => new() { Segments = [new() { Id = "a" }], Rules = rules };

    private static RuleSegmentCheck Of(params IReadOnlyList<SegmentRuleOptions> rules) => RuleSegmentMap.Inspect(Options(rules));
}
