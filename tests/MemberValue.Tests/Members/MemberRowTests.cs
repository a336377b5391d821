using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Members;

/// <summary>A row is a view of its table's columns, and a value.</summary>
public class MemberRowTests
{
    private static readonly MemberColumn<string> Plan = new("plan");
    private static readonly MemberColumn<DateOnly?> Until = new("until");
    private static readonly MemberColumn<double> Satisfaction = new("satisfaction");
    private static readonly ObservationWindow Window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 30));

    private static readonly MemberTable<string> Table = MemberTable
        .FromColumns(["ann", "ben", "cleo"], MemberColumns.FromColumns(Window, new MemberColumnData
        {
            Purchases = [3, 0, 1],
            LastPurchaseCell = [Window.LastCell - 9, null, Window.LastCell],
            Sales = [30, 0, 8],
            Refunds = [5.5m, 0, 0],
            Margin = [4m, null, 2.5m],
        }))
        .With(Plan, ["gold", null!, "basic"])
        .With(Until, [null, new DateOnly(2025, 1, 31), null])
        .With(Satisfaction, [0.5, double.NaN, 1]);

    [Fact]
    public void Any_column_is_read_by_its_key()
    {
        var (ann, ben) = (Table["ann"], Table["ben"]);
        Assert.Equal([3, "gold", 0.5, 24.5m, null], [ann[LogColumns.Purchases], ann[Plan], ann[Satisfaction], ann[LogColumns.Net], ann[Until]]);
        Assert.Equal([null, null, null, null, new DateOnly(2025, 1, 31)],
            [ben[LogColumns.LastPurchaseCell], ben[Plan], ben[Satisfaction], ben[LogColumns.Margin], ben[Until]]);
        Assert.True(ann.TryGet(Plan, out var plan));
        Assert.Equal("gold", plan);
        Assert.True(ann.TryGet(LogColumns.Margin, out var margin));
        Assert.Equal(4m, margin);
        Assert.True(ann.TryGet(LogColumns.LastPurchaseCell, out var last));
        Assert.Equal(Window.LastCell - 9, last);
        Assert.False(ben.TryGet(Plan, out _) || ben.TryGet(Satisfaction, out _) || ben.TryGet(LogColumns.Margin, out _)
            || ben.TryGet(LogColumns.LastPurchaseCell, out _));
        Assert.False(ann.TryGet(RfmColumns.Score, out _));
        Assert.False(ann.TryGet(new MemberColumn<int>("plan"), out _));
        Assert.Contains("plan has values of type String", Assert.Throws<InvalidOperationException>(() => ann[new MemberColumn<int>("plan")]).Message,
            StringComparison.Ordinal);
        Assert.Contains("RfmScore was not fed. ", Assert.Throws<InvalidOperationException>(() => ann[RfmColumns.Score]).Message.Replace(
            RfmColumns.Score.Name, "RfmScore", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_has_the_columns_of_its_table_and_copies_none()
    {
        for (var i = 0; i < Table.Count; i++)
        {
            var one = Table.Columns.Row(i).ToColumns();
            Assert.Equal(Table.Columns.Keys, one.Keys);
            Assert.True(one.Purchases == Table.Columns.Purchases.Slice(i, 1));
            Assert.True(one.Values(Plan) == Table.Columns.Values(Plan).Slice(i, 1));
            Assert.Equal(Table.Columns.Net[i], one.Net[0]);
            Assert.Equal(Table.Columns.Net[i], one.Net.Total);
            Assert.Equal(Table.Columns.Margin.GetOrNull(i), one.Margin.GetOrNull(0));
        }
    }

    [Fact]
    public void A_part_of_a_table_takes_columns_of_its_own()
    {
        var part = Table.Columns.Slice(1, 2).With(Satisfaction, [0.25, 0.75]).With(LogColumns.Net, [1m, 2m]);
        Assert.Equal([0.25, 0.75], part.Values(Satisfaction).ToArray());
        Assert.Equal([1m, 2m], part.Net);
        Assert.Equal([0, 1], part.Purchases.ToArray());
        var cleo = part.Slice(1, 1);
        Assert.Equal([0.75], cleo.Values(Satisfaction).ToArray());
        Assert.Equal([2m], cleo.Net);
        Assert.Equal("basic", cleo.Row(0)[Plan]);
        Assert.Equal([0.5, double.NaN, 1], Table.Columns.Values(Satisfaction).ToArray());
        Assert.Equal(0, Table.Columns.Slice(3, 0).Count);
        Assert.Throws<ArgumentOutOfRangeException>("start", () => Table.Columns.Slice(4, 0));
        Assert.Throws<ArgumentOutOfRangeException>("start", () => Table.Columns.Slice(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Table.Columns.Slice(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Table.Columns.Slice(1, -1));
    }

    [Fact]
    public void A_row_with_another_value_shares_the_rest()
    {
        var row = Table["cleo"];
        var later = row.With(Plan, "gold").With(LogColumns.Purchases, 2).With(new MemberColumn<int>("complaints"), 1);
        Assert.Equal(("basic", 1), (row[Plan], row.Purchases));
        Assert.Equal(("gold", 2, 1), (later[Plan], later.Purchases, later[new MemberColumn<int>("complaints")]));
        Assert.Equal(row.Net, later.Net);
        Assert.StartsWith("Purchases[0] is -1; ", Assert.Throws<ArgumentException>(() => row.With(LogColumns.Purchases, -1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("There is a column plan", Assert.Throws<ArgumentException>(() => row.With(new MemberColumn<int>("plan"), 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_equal_when_they_say_the_same()
    {
        var ann = Table["ann"];
        Assert.Equal(ann, Table.Columns.Row(0));
        Assert.Equal(ann.GetHashCode(), Table.Columns.Slice(0, 2).Row(0).GetHashCode());
        Assert.NotEqual(ann, ann.With(Plan, "basic"));
        Assert.NotEqual(ann, ann.With(new MemberColumn<int>("complaints"), 0));
        Assert.NotEqual(ann.With(new MemberColumn<int>("complaints"), 0), ann);
        Assert.NotEqual(ann, Table["cleo"]);
        Assert.Equal(ann, ann.With(new MemberColumn<string?>("nothing"), null)); // no value, as where there is no column
    }

    [Fact]
    public void A_row_prints_its_values_and_cells_as_dates() => Assert.Equal(
        "As of 2024-06-30: Purchases 0, LastPurchaseCell none, Sales 0, Refunds 0.0, Net 0.0, Margin none, plan none, until 2025-01-31, satisfaction none",
        Table["ben"].ToString());

    [Fact]
    public void A_table_prints_how_many_members_there_are_its_window_and_its_columns() => Assert.Equal(
        $"3 members, {Window}, columns Purchases, LastPurchaseCell, Sales, Refunds, Net, Margin, plan, until, satisfaction", Table.ToString());

    [Fact]
    public void Times_of_a_row_do_not_overflow_with_exact_instants_over_more_than_68_years()
    {
        var window = new ObservationWindow(CellCalendar.Instants, int.MinValue + 2, int.MaxValue);
        var row = MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = [2],
            FirstPurchaseCell = [int.MinValue + 3],
            LastPurchaseCell = [int.MaxValue - 1],
        }).Row(0);
        Assert.Equal(4_294_967_292, row.Age);
        Assert.Equal(4_294_967_291, row.TimeOfLastPurchase);
        Assert.Equal(4_294_967_291.0, row.MeanGap);
        Assert.Equal(1, row.Recency);
        var early = row.With(LogColumns.LastPurchaseCell, int.MinValue + 3);
        Assert.Equal(4_294_967_292, early.Recency);
        Assert.Null(MemberColumns.FromColumns(window, new MemberColumnData { Purchases = [0] }).Row(0).Age);
    }

    [Fact]
    public void A_row_or_key_that_is_not_there_is_an_error_that_says_what_there_is()
    {
        Assert.Contains("0 to 2", Assert.Throws<ArgumentOutOfRangeException>("index", () => Table.Columns.Row(3)).Message, StringComparison.Ordinal);
        Assert.Contains("no rows", Assert.Throws<ArgumentOutOfRangeException>("index", () => Table.Columns.Slice(0, 0).Row(0)).Message,
            StringComparison.Ordinal);
        var scores = MemberTable.FromColumns([7, 5, 3], Table.Columns).WithKeys([0.1, 0.2, 0.3]);
        var error = Assert.Throws<KeyNotFoundException>(() => scores[1]);
        Assert.Equal("No member has the key '1': there are 3, looked up by key. Rows 0 to 2 are those of Keys and of the values.", error.Message);
        Assert.Contains("'dora'", Assert.Throws<KeyNotFoundException>(() => Table["dora"]).Message, StringComparison.Ordinal);
    }
}
