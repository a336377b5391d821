using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Members;

public class MemberColumnTests
{
    private static readonly MemberColumn<int> Complaints = new("complaints", "complaints");

    private static readonly MemberTable<string> Table = MemberTable.FromColumns(
        ["ann", "ben"],
        MemberColumns.FromColumns(
            ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 30)),
            new MemberColumnData { Purchases = [3, 0], Sales = [30, 0], Refunds = [5.5m, 0] }));

    [Fact]
    public void A_column_of_your_own_of_every_type_is_read_as_it_was_given()
    {
        void Kept<T>(T[] values)
        {
            var key = new MemberColumn<T>("own");
            var (array, memory) = (Table.With(key, values), Table.With(key, values.AsMemory()));
            Assert.False(Table.Has(key));
            Assert.True(array.Has(key) && memory.Has(key));
            Assert.Equal(values, array.Columns.Memory(key).ToArray());
            Assert.Equal(values, memory.Columns.Values(key).ToArray());
            Assert.Equal([LogColumns.Purchases, LogColumns.Sales, LogColumns.Refunds, LogColumns.Net, key], array.Columns.Keys);
        }

        Kept([1.5, double.NaN]);
        Kept([1, 2]);
        Kept([1L, 2L]);
        Kept([1.25m, -2m]);
        Kept([true, false]);
        Kept(["CN", null]);
        Kept([new DateOnly(2024, 2, 29), DateOnly.MinValue]);
        Kept([DayOfWeek.Friday, DayOfWeek.Monday]);
        Kept([RfmScore.Parse("555"), default]);
        Kept<int?>([1, null]);
    }

    [Fact]
    public void Values_are_kept_and_everything_else_is_shared()
    {
        int[] values = [1, 2];
        var with = Table.With(Complaints, values);
        Assert.True(with.Columns.Values(Complaints) == values);
        Assert.True(with.Columns.Purchases == Table.Columns.Purchases);
        Assert.Same(Table.Columns.Net, with.Columns.Net);
        Assert.Same(Table.Keys, with.Keys);
        Assert.Same(Table.Columns.Net, with.With(LogColumns.Margin, Table.Columns.Net).Columns.Margin);
    }

    [Fact]
    public void A_later_column_takes_the_place_of_one_of_the_same_key()
    {
        var with = Table.With(Complaints, [1, 2]).With(new MemberColumn<int>("complaints"), [3, 4]);
        Assert.Equal([3, 4], with.Columns.Values(Complaints).ToArray());
        Assert.Equal(Table.Columns.Keys.Count + 1, with.Columns.Keys.Count);
    }

    [Fact]
    public void A_name_stands_for_one_type()
    {
        var other = new MemberColumn<double>("complaints");
        var with = Table.With(Complaints, [1, 2]);
        Assert.False(with.Has(other));
        Assert.Equal(
            "The column complaints has values of type Int32, not Double: ask for it with a key of that type.",
            Assert.Throws<InvalidOperationException>(() => with.Columns.Memory(other)).Message);
        Assert.StartsWith(
            "There is a column complaints with values of type Int32; a column of type Double needs another name.",
            Assert.Throws<ArgumentException>(() => with.With(other, [1, 2])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "There is a column Orders with values of type Int32", // not fed here; still the name of a column of a log
            Assert.Throws<ArgumentException>(() => Table.With(new MemberColumn<string>("Orders"), ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Table.With(new MemberColumn<decimal>("plan"), [1, 2]).Columns.Memory(new MemberColumn<string>("plan")));
        Assert.Throws<InvalidOperationException>(
            () => Table.With(new MemberColumn<string>("plan"), ["a", "b"]).Columns.Values(new MemberColumn<decimal>("plan")));
    }

    [Fact]
    public void Keys_are_equal_by_name_and_type()
    {
        Assert.Equal(Complaints, new MemberColumn<int>("complaints", "other unit"));
        Assert.Equal(Complaints.GetHashCode(), new MemberColumn<int>("complaints").GetHashCode());
        Assert.NotEqual<MemberColumn>(Complaints, new MemberColumn<long>("complaints"));
        Assert.NotEqual(Complaints, new MemberColumn<int>("Complaints"));
        Assert.Equal([3, 0], Table.Columns.Values(new MemberColumn<int>("Purchases")).ToArray());
        Assert.True(Table.Columns.TryGetKey("Net", out var net));
        Assert.Same(LogColumns.Net, net);
        Assert.False(Table.Columns.TryGetKey("net", out _));
    }

    [Fact]
    public void A_wrong_call_says_what_is_wrong()
    {
        Assert.Throws<ArgumentException>(() => new MemberColumn<int>(" "));
        Assert.Contains("1 values for 2 members", Assert.Throws<ArgumentException>(() => Table.With(Complaints, [1])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "complaints was not fed. Give it with table.With(key, values).",
            Assert.Throws<InvalidOperationException>(() => Table.Columns.Memory(Complaints)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "RfmColumns.Score, scorer.Score(table)", Assert.Throws<InvalidOperationException>(() => Table.Columns.Memory(RfmColumns.Score)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColumnNote { HorizonDays = 0 });
    }

    [Fact]
    public void Results_of_the_same_table_become_a_column_and_carry_a_note()
    {
        var note = new ColumnNote { Model = "BG/NBD", HorizonDays = 90 };
        var with = Table.With(ClvColumns.ProbabilityOfPurchase, Table.WithKeys([0.25, 0.5]), note);
        Assert.Equal([0.25, 0.5], with.Columns.Values(ClvColumns.ProbabilityOfPurchase).ToArray());
        Assert.Equal(note, with.Columns.Note(ClvColumns.ProbabilityOfPurchase));
        Assert.Null(with.Columns.Note(LogColumns.Purchases));
        var twin = MemberTable.FromColumns(["ann", "ben"], Table.Columns);
        Assert.True(twin.With(ClvColumns.Value, Table.WithKeys([1.0, 2.0])).Has(ClvColumns.Value));
        var others = MemberTable.FromColumns(["ben", "ann"], Table.Columns).WithKeys([1.0, 2.0]);
        Assert.Contains("of another table", Assert.Throws<ArgumentException>(() => Table.With(ClvColumns.Value, others)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_are_read_by_key()
    {
        var results = MemberTable.FromColumns([7, 5], Table.Columns).WithKeys(["seven", null]);
        Assert.Equal("seven", results[7]);
        Assert.Throws<KeyNotFoundException>(() => results[0]); // a row, not a key
        Assert.True(results.TryGetValue(5, out var five));
        Assert.Null(five);
        Assert.False(results.TryGetValue(6, out _));
        Assert.Equal([new(7, "seven"), new(5, null)], results);
        Assert.Equal("2 results: 7 = seven, 5 = none", results.ToString());
        Assert.Equal("2 results: ann = 1.5, ben = NaN", Table.WithKeys([1.5, double.NaN]).ToString());
    }
}
