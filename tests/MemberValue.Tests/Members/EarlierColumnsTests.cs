using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Members;

/// <summary>An earlier snapshot beside the columns, and one member as columns of one row.</summary>
public class EarlierColumnsTests
{
    private static readonly MemberColumn<double> Complaints = new("complaints");
    private static readonly double[] Alive = [0.1, 0.9];

    [Fact]
    public void A_members_row_has_what_was_fed_and_nothing_else()
    {
        var columns = Columns(new DateOnly(2024, 12, 31), 3, 4).With(LifecycleColumns.Stage, new[] { LifecycleStage.Lost, LifecycleStage.Loyal })
            .With(ClvColumns.ProbabilityAlive, Alive, new ColumnNote { Model = "model" });
        var fed = columns.Row(1).ToColumns();
        Assert.Equal([LifecycleStage.Loyal], fed.Values(LifecycleColumns.Stage).ToArray());
        Assert.Equal([0.9], fed.Values(ClvColumns.ProbabilityAlive).ToArray());
        Assert.Equal("model", fed.Note(ClvColumns.ProbabilityAlive)!.Model);
        Assert.False(fed.HasEarlier || fed.Has(RfmColumns.Score) || fed.Has(ClvColumns.ProbabilityOfPurchase));
    }

    [Fact]
    public void An_earlier_snapshot_is_checked()
    {
        var (now, then) = (Columns(new DateOnly(2024, 12, 31), 1, 2, 3, 4), Columns(new DateOnly(2024, 11, 30), 1, 2, 3));
        Assert.Throws<ArgumentException>(() => now.WithEarlier(then, [0, 1, 2]));
        Assert.Throws<ArgumentException>(() => now.WithEarlier(then, [0, 1, 2, 3]));
        Assert.Throws<ArgumentException>(() => now.WithEarlier(then, [0, 1, 2, -2]));
        Assert.Throws<ArgumentException>(() => then.WithEarlier(now, [0, 1, 2])); // the wrong way round
        var weeks = MemberColumns.FromColumns(new ObservationWindow(CellCalendar.Weeks(DayOfWeek.Monday), 0, 1), new MemberColumnData { Purchases = [1] });
        var other = Assert.Throws<ArgumentException>(() => now.WithEarlier(weeks, [0, 0, 0, 0]));
        Assert.StartsWith("The earlier snapshot has cells of", other.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => now.WithEarlier(null!, [0]));
        Assert.False(now.HasEarlier);
        var error = Assert.Throws<InvalidOperationException>(() => now.Earlier);
        Assert.Equal("There is no earlier snapshot. Give it with table.WithEarlier(earlierTable).", error.Message);
        Assert.Equal(error.Message, Assert.Throws<InvalidOperationException>(() => now.EarlierRows.Length).Message);
    }

    [Fact]
    public void An_earlier_table_is_joined_by_key_and_stays_when_columns_are_added()
    {
        var then = Table(0, Columns(new DateOnly(2024, 11, 30), 1, 2, 3).With(Complaints, [7, 8, 9]));
        var now = Table(1, Columns(new DateOnly(2024, 12, 31), 1, 2, 3, 4)).WithEarlier(then).With(Complaints, [1, 2, 3, 4]);
        Assert.Equal([1, 2, -1, -1], now.Columns.EarlierRows.ToArray());
        Assert.Same(then.Columns, now.Columns.Earlier);
        Assert.Equal([1, 2, 3, 4], now.Columns.Values(Complaints).ToArray());

        // A part of the table, and one member, keep it.
        Assert.Equal([2, -1], now.Columns.Slice(1, 2).EarlierRows.ToArray());
        Assert.Equal([-1], now.Columns.Slice(1, 3).Slice(2, 1).EarlierRows.ToArray());
        var one = now[2].With(Complaints, 6).ToColumns();
        Assert.Equal([2], one.EarlierRows.ToArray());
        Assert.Equal(9, one.Earlier.Values(Complaints)[one.EarlierRows[0]]);
        Assert.Equal([-1], now[4].ToColumns().EarlierRows.ToArray());
    }

    [Fact]
    public void An_earlier_row_is_joined_to_a_row()
    {
        var then = Columns(new DateOnly(2024, 11, 30), 1, 2, 3).With(Complaints, [7, 8, 9]);
        var now = Columns(new DateOnly(2024, 12, 31), 5).Row(0).WithEarlier(then.Row(1)).With(Complaints, 1).ToColumns();
        Assert.Equal([0], now.EarlierRows.ToArray());
        Assert.Equal([8], now.Earlier.Values(Complaints).ToArray());
        Assert.Throws<ArgumentNullException>(() => then.Row(0).WithEarlier(null!));
        Assert.Throws<ArgumentException>(() => then.Row(0).WithEarlier(Columns(new DateOnly(2024, 12, 31), 5).Row(0)));
    }

    [Fact]
    public void The_snapshot_before_the_earlier_one_is_let_go()
    {
        var first = Table(0, Columns(new DateOnly(2024, 10, 31), 1));
        var second = Table(0, Columns(new DateOnly(2024, 11, 30), 1)).WithEarlier(first).With(Complaints, [5]);
        var third = Table(0, Columns(new DateOnly(2024, 12, 31), 1)).WithEarlier(second);
        Assert.False(third.Columns.Earlier.HasEarlier);
        Assert.Equal([5], third.Columns.Earlier.Values(Complaints).ToArray());
        Assert.True(second.Columns.HasEarlier);
    }

    private static MemberTable<int> Table(int firstKey, MemberColumns columns) =>
        MemberTable.FromColumns(Enumerable.Range(firstKey, columns.Count).ToArray(), columns);

    private static MemberColumns Columns(DateOnly last, params int[] purchases) =>
        MemberColumns.FromColumns(ObservationWindow.OfDays(new DateOnly(2024, 1, 1), last), new MemberColumnData { Purchases = purchases });
}
