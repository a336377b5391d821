using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;
using static MemberValue.Tests.Churn.ChurnData;

namespace MemberValue.Tests.Churn;

/// <summary>The rule about a column of the host's own, of every type that it takes.</summary>
public class ColumnRuleTests
{
    private static readonly DateOnly Last = DateOnly.FromDateTime(CellCalendar.Days.StartOf(Today));

    private static readonly MemberColumn<DateOnly?> PlanEnd = new("planEnd", "", "Read it from the contracts.");

    private static readonly MemberColumn<string?> Country = new("country");

    [Fact]
    public void Numbers_of_any_type_are_compared_alike()
    {
        double[] expected = [0, 0.5, 1];
        Holds(new MemberColumn<double>("x"), [1, 2, 3]);
        Holds(new MemberColumn<int>("x"), [1, 2, 3]);
        Holds(new MemberColumn<long>("x"), [1, 2, 3]);
        Holds(new MemberColumn<float>("x"), [1, 2, 3]);
        Holds<short>(new MemberColumn<short>("x"), [1, 2, 3]);
        Holds<byte>(new MemberColumn<byte>("x"), [1, 2, 3]);
        Holds(new MemberColumn<decimal>("x"), [1, 2, 3]);
        Holds(new MemberColumn<double?>("x"), [1, 2, 3]);
        Holds(new MemberColumn<int?>("x"), [1, 2, 3]);
        Holds(new MemberColumn<long?>("x"), [1, 2, 3]);
        Holds(new MemberColumn<decimal?>("x"), [1, 2, 3]);

        void Holds<T>(MemberColumn<T> key, T[] values)
        {
            var options = new ColumnRuleOptions { AtLeast = 2, FullAt = 3 };
            Assert.Equal(expected, Severities(ColumnRule.Of(key, options), Three.With(key, values)));
            options.Column = "x";
            Assert.Equal(expected, Severities(new ColumnRule(options), Three.With(key, values)));
            Assert.Equal(expected[1..], Severities(new ColumnRule(options), Three.With(key, values).Slice(1, 2)));
        }
    }

    [Fact]
    public void A_missing_value_of_any_type_cannot_be_judged()
    {
        var number = new ColumnRuleOptions { AtMost = 0 };
        Assert.Equal(double.NaN, One(new MemberColumn<double>("x"), double.NaN, number));
        Assert.Equal(double.NaN, One(new MemberColumn<int?>("x"), null, number));
        Assert.Equal(double.NaN, One(new MemberColumn<decimal?>("x"), null, number));
        Assert.Equal(double.NaN, One(new MemberColumn<bool?>("x"), null, number));
        Assert.Equal(double.NaN, One(PlanEnd, null, new ColumnRuleOptions { WithinDays = 1 }));
        Assert.Equal(double.NaN, One(Country, null, new ColumnRuleOptions { OneOf = ["DE"] }));
        Assert.Equal(double.NaN, One(new MemberColumn<DayOfWeek?>("x"), null, new ColumnRuleOptions { OneOf = ["Monday"] }));
        var rule = ColumnRule.Of(Country, new ColumnRuleOptions { OneOf = ["DE"], Label = Text.Of("Country", "国家") });
        Assert.Equal("Country: not known, so it could not be checked.", rule.Remark(Bought([1]).With(Country, new string?[1]), 0)!.Text.English);
    }

    [Fact]
    public void True_and_false_are_1_and_0_or_the_words()
    {
        var key = new MemberColumn<bool>("renews");
        Assert.Equal([1, 0], Severities(ColumnRule.Of(key, new ColumnRuleOptions { AtMost = 0 }), Two.With(key, [false, true])));
        Assert.Equal([0, 1], Severities(ColumnRule.Of(key, new ColumnRuleOptions { AtLeast = 1 }), Two.With(key, [false, true])));
        Assert.Equal([1, 0], Severities(ColumnRule.Of(key, new ColumnRuleOptions { OneOf = ["false"] }), Two.With(key, [false, true])));
    }

    [Fact]
    public void A_plan_that_ends_within_days_of_the_last_day_is_a_signal_and_one_that_has_ended_too()
    {
        var rule = ColumnRule.Of(PlanEnd, new ColumnRuleOptions { WithinDays = 30, FullAt = 0, Label = Text.Of("Plan ends", "套餐到期") });
        var columns = Bought([1], [1], [1], [1], [1], [1])
            .With(PlanEnd, new DateOnly?[] { Last.AddDays(31), Last.AddDays(30), Last.AddDays(15), Last, Last.AddDays(-3), null });
        Assert.Equal([0, 0.5, 0.75, 1, 1, double.NaN], Severities(rule, columns));
        Assert.Equal($"Plan ends: {Last.AddDays(15):yyyy-MM-dd}, in 15 days (warning level: 30 days before).", rule.Explain(columns, 2)!.Text.English);
        Assert.Equal($"套餐到期：{Last.AddDays(15):yyyy-MM-dd}，15天后（预警线：提前30天）。", rule.Explain(columns, 2)!.Text.Chinese);
        Assert.Contains(", the same day (", rule.Explain(columns, 3)!.Text.English, StringComparison.Ordinal);
        Assert.Contains(", 3 days ago (", rule.Explain(columns, 4)!.Text.English, StringComparison.Ordinal);
        Assert.Equal(15, rule.Explain(columns, 2)!.Value);
        var plain = new MemberColumn<DateOnly>("d");
        Assert.Equal([1, 0], Severities(ColumnRule.Of(plain, new ColumnRuleOptions { WithinDays = 0 }), Two.With(plain, [Last, Last.AddDays(1)])));
    }

    [Fact]
    public void A_text_or_a_name_is_one_of_a_list_letter_by_letter()
    {
        var rule = ColumnRule.Of(Country, new ColumnRuleOptions { OneOf = ["DE", "AT"], Label = Text.Of("Country", "国家") });
        var columns = Bought([1], [1], [1]).With(Country, ["AT", "de", "FR"]);
        Assert.Equal([1, 0, 0], Severities(rule, columns));
        Assert.Equal("Country: AT (warning values: DE, AT).", rule.Explain(columns, 0)!.Text.English);
        var stage = new ColumnRule(new ColumnRuleOptions { Column = "LifecycleStage", OneOf = ["Lost", "Dormant"] });
        Assert.Equal([1, 0], Severities(stage, Two.With(LifecycleColumns.Stage, [LifecycleStage.Lost, LifecycleStage.Active])));
        var day = new MemberColumn<DayOfWeek?>("day");
        Assert.Equal([0, 1], Severities(ColumnRule.Of(day, new ColumnRuleOptions { OneOf = ["Sunday"] }), Two.With(day, new DayOfWeek?[] { DayOfWeek.Monday, DayOfWeek.Sunday })));
    }

    [Fact]
    public void A_column_that_the_limit_does_not_suit_is_an_error()
    {
        var texts = new ColumnRuleOptions { Column = "x", OneOf = ["1"] };
        var error = Assert.Throws<InvalidOperationException>(() => Severities(new ColumnRule(texts), Two.With(new MemberColumn<int>("x"), [1, 2])));
        Assert.Equal(
            "The rule column compares texts, and the column x has values of type Int32. Numbers take AtLeast or AtMost, dates WithinDays, texts and names OneOf.",
            error.Message);
        Assert.Contains("Int32", Assert.Throws<ArgumentException>(() => ColumnRule.Of(new MemberColumn<int>("x"), texts)).Message, StringComparison.Ordinal);
        var typo = ColumnRule.Of(LifecycleColumns.Stage, new ColumnRuleOptions { OneOf = ["Lsot"] });
        error = Assert.Throws<InvalidOperationException>(() => typo.Evaluate(Two.With(LifecycleColumns.Stage, new LifecycleStage[2]), 0, []));
        Assert.Equal("The rule column has OneOf 'Lsot', and no value of the column LifecycleStage can be that.", error.Message);
        var missing = ColumnRule.Of(PlanEnd, new ColumnRuleOptions { WithinDays = 1 });
        error = Assert.Throws<InvalidOperationException>(() => missing.Evaluate(Two, 0, []));
        Assert.Equal("The column planEnd was not fed. Read it from the contracts.", error.Message);
        Assert.Throws<ArgumentException>(() => ColumnRule.Of(PlanEnd, new ColumnRuleOptions { Column = "other", WithinDays = 1 }));
        Assert.Throws<ArgumentException>(() => ColumnRule.Of(PlanEnd, new ColumnRuleOptions { WithinDays = -1 }));
        Assert.Throws<ArgumentException>(() => ColumnRule.Of(Country, new ColumnRuleOptions { OneOf = [] }));
        Assert.Throws<ArgumentException>(() => ColumnRule.Of(Country, new ColumnRuleOptions { OneOf = ["a"], FullAt = 1 }));
    }

    [Fact]
    public void Evaluating_allocates_nothing_for_the_common_types()
    {
        var columns = Two.With(PlanEnd, new DateOnly?[] { Last, null }).With(Country, ["DE", null]).With(LifecycleColumns.Stage, new LifecycleStage[2]);
        var severities = new double[2];
        foreach (var rule in new[]
        {
            ColumnRule.Of(PlanEnd, new ColumnRuleOptions { WithinDays = 3 }),
            ColumnRule.Of(Country, new ColumnRuleOptions { OneOf = ["DE"] }),
            ColumnRule.Of(LifecycleColumns.Stage, new ColumnRuleOptions { OneOf = ["Lost"] }),
        })
        {
            Assert.Equal(0, Allocations.Of(() => rule.Evaluate(columns, 0, severities)));
        }
    }

    private static MemberColumns Two => Bought([1], [1]);

    private static MemberColumns Three => Bought([1], [1], [1]);

    private static double One<T>(MemberColumn<T> key, T value, ColumnRuleOptions options) =>
        Severity(ColumnRule.Of(key, options), Bought([1]).With(key, new[] { value }));
}
