using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Assessment;

namespace MemberValue.Tests.Members;

/// <summary>A row of a table knows whose it is: what is known of one member never comes out as another one's.</summary>
public class RowOwnerTests
{
    private static readonly MemberTable<string> Now = Table(new DateOnly(2024, 6, 30), StringComparer.OrdinalIgnoreCase, "ann", "bob");
    private static readonly MemberTable<string> Then = Table(new DateOnly(2024, 3, 31), null, "bob", "ANN", "ann");

    [Fact]
    public void An_earlier_row_of_another_member_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => Now["ann"].WithEarlier(Then["bob"]));
        Assert.Contains("'bob'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'ann'", error.Message, StringComparison.Ordinal);
        Assert.Equal("earlier", error.ParamName);
        Assert.Throws<ArgumentException>(() => Now["ann"].With(new MemberColumn<int>("complaints"), 3).WithEarlier(Then["bob"]));
        Assert.True(Now["bob"].WithEarlier(Then["bob"]).ToColumns().HasEarlier);
    }

    [Fact]
    public void Keys_are_compared_as_the_later_table_compares_them()
    {
        Assert.True(Now["ann"].WithEarlier(Then["ANN"]).ToColumns().HasEarlier);
        var exact = Table(new DateOnly(2024, 6, 30), null, "ann");
        Assert.Throws<ArgumentException>(() => exact["ann"].WithEarlier(Then["ANN"]));
    }

    [Fact]
    public void A_row_of_a_table_with_keys_of_another_type_is_refused() =>
        Assert.Throws<ArgumentException>(() => Table(new DateOnly(2024, 6, 30), null, 1)[1].WithEarlier(Then["ann"]));

    [Fact]
    public void Rows_without_a_key_are_taken_as_they_are()
    {
        Assert.Null(Now.Columns.Row(0).Key);
        Assert.True(Now.Columns.Row(0).WithEarlier(Then["bob"]).ToColumns().HasEarlier);
        Assert.True(Now["ann"].WithEarlier(Then.Columns.Row(0)).ToColumns().HasEarlier);
    }

    [Fact]
    public void An_early_warning_compares_one_member_with_themselves()
    {
        var warning = new EarlyWarning(new ChurnRiskAssessor(new ChurnRiskOptions { Rules = [new WeightedRule(new SilenceRule(new SilenceRuleOptions { Days = 30 }))] }));
        Assert.Contains("'bob'", Assert.Throws<ArgumentException>(() => warning.Compare(Then["bob"], Now["ann"])).Message, StringComparison.Ordinal);
        _ = warning.Compare(Then["bob"], Now["bob"]);
    }

    [Fact]
    public void The_key_costs_a_row_no_box_and_goes_with_it()
    {
        var table = Table(new DateOnly(2024, 6, 30), null, 7, 8);
        Assert.Equal(8, table[8].With(new MemberColumn<int>("complaints"), 3).Key);
        Assert.InRange(Allocations.Of(() => _ = table[8]), 1, 128);
        Assert.InRange(Allocations.Of(() => _ = table[8].WithEarlier(table[8])), 1, 400);
    }

    [Fact]
    public void An_assessment_keeps_whose_it_is_and_values_have_a_currency()
    {
        var options = new MemberValuatorOptions { Clv = new ClvOptions { Method = ClvMethod.Historic, Model = PurchaseModel.None }, Playbook = null };
        var valuator = MemberValuator.Create(options);
        var all = valuator.Assess(Now);
        Assert.Equal("ann", all["ann"].Row.Key);
        Assert.Equal("Value so far: 20.00 EUR.", all["ann"].Text.English);
        Assert.Equal("累计价值：20.00 EUR。", valuator.Assess(Now["ann"]).Text.Chinese);
        Assert.Equal("Value so far: 20.00.", valuator.Assess(Then["ann"]).Text.English);
        var rules = LogRules.From(new MemberTableOptions { Currency = "EUR" });
        var state = MemberState.Empty(rules).With(new Transaction<string>("ann", new DateTime(2024, 3, 1), 20m), rules);
        Assert.Equal("Value so far: 20.00 EUR.", valuator.Assess(state, new DateOnly(2024, 6, 30)).Text.English);
    }

    private static MemberTable<TKey> Table<TKey>(DateOnly last, IEqualityComparer<TKey>? comparer, params TKey[] keys)
        where TKey : notnull
    {
        var columns = MemberColumns.FromColumns(ObservationWindow.OfDays(new DateOnly(2024, 1, 1), last), new MemberColumnData
        {
            Purchases = [.. keys.Select(_ => 2)],
            FirstPurchaseCell = [.. keys.Select(_ => new DateOnly(2024, 1, 5).DayNumber)],
            LastPurchaseCell = [.. keys.Select(_ => new DateOnly(2024, 3, 1).DayNumber)],
            Net = [.. keys.Select(_ => 20m)],
        });
        return MemberTable.FromColumns(keys, columns, comparer, comparer is null ? null : "EUR");
    }
}
