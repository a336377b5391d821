using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class LabelHistoryTests
{
    private static readonly string[] Stages = ["new", "active", "lost"];

    [Fact]
    public void A_series_of_dates_is_counted_pair_by_pair()
    {
        var builder = new LabelHistoryBuilder<string, string>(Stages);
        Assert.Empty(builder.ToHistory().Dates);
        builder.Add(Labelled.Through(2024, 1, 31), Labelled.Of(("a", "new"), ("b", "active")), Labelled.Money(5m, null));
        var first = builder.ToHistory();
        builder.Add(Labelled.Through(2024, 2, 29), Labelled.Of(("a", "active"), ("b", "active"), ("c", "new")), [1.5, 2, double.NaN]);
        builder.Add(Labelled.Through(2024, 3, 31), Labelled.Of(("c", "active"), ("a", "lost")), [7.0, 8.0]);
        var history = builder.ToHistory();

        Assert.Equal((1, 0), (first.Dates.Count, first.Migrations.Count)); // what was given out does not change
        Assert.Equal((3, 2), (history.Dates.Count, history.Migrations.Count));
        Assert.Equal([1L, 2, 0], history.Dates[1].MembersByLabel);
        Assert.Equal((3, 2, new Proportion(2, 3)), (history.Dates[1].Total, history.Dates[1].Members("active"), history.Dates[1].Share("active")));
        Assert.Equal((3.5, 0.0, 1), (history.Dates[1].Weight("active"), history.Dates[1].Weight("lost"), history.Dates[1].MissingWeights));
        Assert.Equal((5.0, 0.0, 1), (history.Dates[0].Weight("new"), history.Dates[0].Weight("active"), history.Dates[0].MissingWeights));
        Assert.Equal(new LabelFlow(1, 5, 1.5), history.Migrations[0].Flow("new", "active"));
        Assert.Equal(1, history.Migrations[0].EntrantCount("new"));
        Assert.Equal((1, 1, 1), (
            history.Migrations[1].Count("active", "lost"), history.Migrations[1].LeaverCount("active"), history.Migrations[1].Count("new", "active")));
        Assert.Equal(history.Dates[1].Window, history.Migrations[1].Earlier);
        Assert.Equal(history.Dates[2].Window, history.Migrations[1].Later);

        var pooled = history.Pooled();
        Assert.Equal((2, 2, 1), (pooled.Pairs, pooled.Count("new", "active"), pooled.Count("active", "active")));
        Assert.Equal((history.Dates[0].Window, history.Dates[2].Window), (pooled.Earlier, pooled.Later));
        Assert.Equal(history.Migrations[1].ToString(), history.Pooled(1, 1).ToString());
        Assert.Equal(
            """
            date        new  active  lost  members
            2024-01-31    1       1     0        2
            2024-02-29    1       2     0        3
            2024-03-31    0       1     1        2

            """.ReplaceLineEndings("\n"), history.ToString());
        Assert.Equal(
            """
            2024-02-29  members  share  weight
            new               1  33.3%    0.00
            active            2  66.7%    3.50
            lost              0   0.0%    0.00

            """.ReplaceLineEndings("\n"), history.Dates[1].ToString());
    }

    [Fact]
    public void Wrong_dates_are_refused_and_change_nothing()
    {
        var builder = new LabelHistoryBuilder<string, string>(Stages);
        builder.Add(Labelled.Through(2024, 1, 31), Labelled.Of(("a", "new")));
        string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;
        var labels = Labelled.Of(("a", "active"));
        Assert.StartsWith("The date 2024-01-31 must be later than the one before, 2024-01-31.",
            Message(() => builder.Add(Labelled.Through(2024, 1, 31), labels)), StringComparison.Ordinal);
        Assert.StartsWith("The date 2023-12-31 must be later", Message(() => builder.Add(Labelled.Through(2023, 12, 31), labels)), StringComparison.Ordinal);
        Assert.StartsWith(
            "The date's calendar is Hour and must be Day, that of the dates before.",
            Message(() => builder.Add(new ObservationWindow(CellCalendar.Hours, 0, 80_000_000), labels)), StringComparison.Ordinal);
        Assert.StartsWith("The label 'loyal' of the member 'a'", Message(() => builder.Add(Labelled.Through(2024, 2, 29), Labelled.Of(("a", "loyal")))),
            StringComparison.Ordinal);
        Assert.StartsWith("The dates before had no weights", Message(() => builder.Add(Labelled.Through(2024, 2, 29), labels, [1.0])),
            StringComparison.Ordinal);
        Assert.StartsWith("There are 2 weights for 1 members.", Message(() => builder.Add(Labelled.Through(2024, 2, 29), labels, [1.0, 2.0])),
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => builder.Add(null!, labels));
        Assert.Throws<ArgumentNullException>(() => builder.Add(Labelled.Through(2024, 2, 29), null!));
        Assert.Throws<ArgumentNullException>(() => builder.Add(Labelled.Through(2024, 2, 29), labels, (MoneyColumn)null!));
        Assert.Throws<InvalidOperationException>(() => builder.ToHistory().Pooled());

        builder.Add(Labelled.Through(2024, 2, 29), labels);
        var history = builder.ToHistory();
        Assert.Equal((2, 1), (history.Dates.Count, history.Migrations[0].Count("new", "active")));
        Assert.Equal(double.NaN, history.Dates[0].Weight("new"));
        Assert.Null(history.Dates[0].WeightByLabel);
        Assert.Equal("first", Assert.Throws<ArgumentOutOfRangeException>(() => history.Pooled(1, 1)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => history.Pooled(0, 2)).ParamName);

        var weighted = new LabelHistoryBuilder<string, string>(Stages);
        weighted.Add(Labelled.Through(2024, 1, 31), Labelled.Of(("a", "new")), [1.0]);
        Assert.StartsWith("The dates before had weights", Message(() => weighted.Add(Labelled.Through(2024, 2, 29), labels)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_is_the_migrations_between_its_dates() => Law.Holds(Labelled.TwoDates(), dates =>
    {
        int[] labels = [0, 1, 2, 3];
        MemberResults<int, int> Of((int Key, int Label, int Cents)[] date) => Labelled.Keyed(date.Select(member => (member.Key, member.Label)));
        var builder = new LabelHistoryBuilder<int, int>(labels);
        builder.Add(Labelled.Through(2024, 1, 31), Of(dates.Earlier));
        builder.Add(Labelled.Through(2024, 2, 29), Of(dates.Later));
        builder.Add(Labelled.Through(2024, 3, 31), Of(dates.Earlier));
        var history = builder.ToHistory();
        Assert.Equal(LabelMigration.Between(labels, Of(dates.Earlier), Of(dates.Later)).ToString(), history.Migrations[0].ToString());
        foreach (var (date, number) in history.Dates.Select((date, number) => (date, number)))
        {
            foreach (var label in labels)
            {
                if (number > 0)
                    Assert.Equal(date.Members(label), history.Migrations[number - 1].LaterCount(label));
                if (number < 2)
                    Assert.Equal(date.Members(label), history.Migrations[number].EarlierCount(label));
            }
        }

        return true;
    });

    [Fact]
    public void Sums_of_money_are_exact_where_doubles_are_not()
    {
        var builder = new LabelHistoryBuilder<string, string>(Stages);
        var labels = Labelled.Of(("a", "new"), ("b", "new"), ("c", "new"));
        builder.Add(Labelled.Through(2024, 1, 31), labels, Labelled.Money(90_000_000_000_000_000.01m, -90_000_000_000_000_000m, 0.02m)); // as 64-bit cents
        builder.Add(Labelled.Through(2024, 2, 29), labels, Labelled.Money(1e20m, -1e20m, 0.25m)); // as decimals
        builder.Add(Labelled.Through(2024, 3, 31), labels, [1e20, -1e20, 0.25]);
        Assert.Equal([0.03, 0.25, 0.25], builder.ToHistory().Dates.Select(date => date.Weight("new")));
    }
}
