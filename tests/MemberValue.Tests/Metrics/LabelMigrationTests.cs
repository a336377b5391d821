using System.Globalization;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class LabelMigrationTests
{
    private static readonly string[] Stages = ["new", "active", "lost"];

    /// <summary>Worked by hand. January: a new, b new, c active, d active, e active. February: b, then a and two strangers, no e.</summary>
    private static readonly MemberResults<string, string> January =
        Labelled.Of(("a", "new"), ("b", "new"), ("c", "active"), ("d", "active"), ("e", "active"));

    private static readonly MemberResults<string, string> February =
        Labelled.Of(("d", "lost"), ("b", "active"), ("a", "new"), ("x", "new"), ("c", "active"), ("y", "active"));

    [Fact]
    public void Counts_and_shares_are_those_worked_by_hand()
    {
        var migration = LabelMigration.Between(Stages, January, February);
        Assert.Equal((1, 1, 0), (migration.Count("new", "new"), migration.Count("new", "active"), migration.Count("new", "lost")));
        Assert.Equal((0, 1, 1), (migration.Count("active", "new"), migration.Count("active", "active"), migration.Count("active", "lost")));
        Assert.Equal((0, 1, 0), (migration.LeaverCount("new"), migration.LeaverCount("active"), migration.LeaverCount("lost")));
        Assert.Equal((1, 1, 0), (migration.EntrantCount("new"), migration.EntrantCount("active"), migration.EntrantCount("lost")));
        Assert.Equal((2, 3, 0), (migration.EarlierCount("new"), migration.EarlierCount("active"), migration.EarlierCount("lost")));
        Assert.Equal((2, 3, 1), (migration.LaterCount("new"), migration.LaterCount("active"), migration.LaterCount("lost")));
        Assert.Equal((5, 6, 2, 1), (migration.EarlierTotal, migration.LaterTotal, migration.TotalEntrants, migration.TotalLeavers));
        Assert.Equal(new Proportion(1, 3), migration.Share("active", "lost"));
        Assert.Equal(new Proportion(1, 3), migration.LeaverShare("active"));
        Assert.Equal(new Proportion(1, 2), migration.EntrantShare("new"));
        Assert.Equal(new Proportion(1, 3).Wilson(), migration.Share("active", "lost").Wilson());
        Assert.Equal((1, null, null), (migration.Pairs, migration.Earlier, migration.Later));
    }

    [Fact]
    public void A_row_without_members_is_empty_and_flagged()
    {
        var migration = LabelMigration.Between(Stages, January, February);
        Assert.False(migration.IsObserved("lost"));
        Assert.True(migration.IsObserved("new"));
        Assert.Equal(["lost"], migration.UnobservedRows);
        Assert.Equal(new Proportion(0, 0), migration.Share("lost", "active"));
        Assert.Equal(double.NaN, migration.Share("lost", "active").Rate);
        Assert.Equal(double.NaN, migration.LeaverShare("lost").Wilson().Upper);
        Assert.Equal(double.NaN, migration.WeightShare("lost", "active"));
    }

    [Fact]
    public void Conversions_have_their_names_and_counts()
    {
        var migration = LabelMigration.Between(Stages, January, February);
        var conversions = migration.Conversions(("new", "active"), ("active", "lost"));
        Assert.Equal([new("new", "active", new Proportion(1, 2)), new("active", "lost", new Proportion(1, 3))], conversions);
        Assert.Equal("active -> lost: 33.3% (1 of 3)", conversions[1].ToString());
    }

    [Fact]
    public void Money_flows_at_both_ends()
    {
        var migration = LabelMigration.Between(
            Stages, January, Labelled.Money(1m, 2m, 10m, 20m, 70.30m), February, Labelled.Money(0m, 3.5m, null, 4m, 11m, 6.25m));
        Assert.True(migration.HasWeights);
        Assert.Equal(new LabelFlow(1, 2, 3.5), migration.Flow("new", "active"));
        Assert.Equal(new LabelFlow(1, 1, 0), migration.Flow("new", "new")); // a's later amount is missing
        Assert.Equal(new LabelFlow(1, 20, 0), migration.Flow("active", "lost"));
        Assert.Equal(new LabelFlow(1, 70.3, 0), migration.LeaverFlow("active"));
        Assert.Equal(new LabelFlow(1, 0, 6.25), migration.EntrantFlow("active"));
        Assert.Equal(20 / 100.3, migration.WeightShare("active", "lost"), 1e-16);
        Assert.Equal(70.3 / 100.3, migration.LeaverWeightShare("active"), 1e-16);
        var none = LabelMigration.Between(Stages, January, February);
        Assert.Equal(new LabelFlow(1, double.NaN, double.NaN), none.Flow("new", "active"));
        Assert.False(none.HasWeights);
    }

    [Fact]
    public void The_matrix_reads_as_a_table_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(
                """
                from \ to    new  active   lost  (left)  members
                new        50.0%   50.0%   0.0%    0.0%        2
                active      0.0%   33.3%  33.3%   33.3%        3
                lost           -       -      -       -        0
                (entered)  50.0%   50.0%   0.0%                2

                """.ReplaceLineEndings("\n"),
                LabelMigration.Between(Stages, January, February).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Pooled_migrations_add_cell_by_cell()
    {
        var there = LabelMigration.Between(Stages, January, [1, 1, 1, 1, 1], February, [2, 2, 2, 2, 2, 2]);
        var back = LabelMigration.Between(Stages, February, [1, 1, 1, 1, 1, 1], January, [3, 3, 3, 3, 3]);
        var pooled = LabelMigration.Pool([there, back]);
        Assert.Equal(2, pooled.Pairs);
        foreach (var from in Stages)
        {
            foreach (var to in Stages)
            {
                Assert.Equal(there.Count(from, to) + back.Count(from, to), pooled.Count(from, to));
                Assert.Equal(there.Flow(from, to).EarlierWeight + back.Flow(from, to).EarlierWeight, pooled.Flow(from, to).EarlierWeight);
                Assert.Equal(there.Flow(from, to).LaterWeight + back.Flow(from, to).LaterWeight, pooled.Flow(from, to).LaterWeight);
            }
        }

        Assert.Equal(11, pooled.EarlierTotal);
        Assert.Equal(there.TotalLeavers + back.TotalLeavers, pooled.TotalLeavers);
        Assert.False(LabelMigration.Pool([there, LabelMigration.Between(Stages, January, February)]).HasWeights);
        Assert.StartsWith("There is no migration", Assert.Throws<ArgumentException>(() => LabelMigration.Pool<string>([])).Message, StringComparison.Ordinal);
        var others = LabelMigration.Between(["new", "lost", "active"], January, February);
        Assert.StartsWith("Migrations can be pooled over the same labels", Assert.Throws<ArgumentException>(() => LabelMigration.Pool([there, others])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_calls_say_what_is_wrong()
    {
        string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;
        Assert.StartsWith("The label 'lost' of the member 'd' is not among the labels: new, active.", Message(() => LabelMigration.Between(["new", "active"], January, February)), StringComparison.Ordinal);
        Assert.StartsWith("The label 'active' of the member 'c' is not among the labels: new.", Message(() => LabelMigration.Between(["new"], January, February)), StringComparison.Ordinal);
        Assert.StartsWith("The label 'new' is given twice.", Message(() => LabelMigration.Between(["new", "lost", "new"], January, February)), StringComparison.Ordinal);
        Assert.StartsWith("There are 0 labels; there must be 1 to 1024.", Message(() => LabelMigration.Between([], January, February)), StringComparison.Ordinal);
        Assert.StartsWith("There are 2 weights for 5 members.", Message(() => LabelMigration.Between(Stages, January, Labelled.Money(1m, 2m), February, Labelled.Money(1m))), StringComparison.Ordinal);
        Assert.StartsWith("There are 1 weights for 6 members.", Message(() => LabelMigration.Between(Stages, January, new double[5], February, new double[1])), StringComparison.Ordinal);
        var migration = LabelMigration.Between(Stages, January, February);
        Assert.StartsWith("The label 'loyal' is not among the labels: new, active, lost. (Parameter 'to')", Message(() => migration.Count("new", "loyal")), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => LabelMigration.Between(Stages, null!, February));
        Assert.Throws<ArgumentNullException>(() => LabelMigration.Between(null!, January, February));
    }

    [Fact]
    public void Tables_that_compare_keys_differently_are_an_error()
    {
        var earlier = Labelled.Keyed([("ann", "new"), ("bo", "new")], StringComparer.OrdinalIgnoreCase);
        var later = Labelled.Keyed([("ann", "new"), ("ANN", "new")]);
        var error = Assert.Throws<ArgumentException>(() => LabelMigration.Between(Stages, earlier, later));
        Assert.StartsWith("Two members of the later date are the member 'ann' of the earlier one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_compare_as_the_caller_says()
    {
        var migration = LabelMigration.Between(Stages, Labelled.Of(("a", "NEW")), Labelled.Of(("a", "Active")), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(1, migration.Count("New", "active"));
        Assert.Equal(0, migration.Count("active", "New"));
    }

    [Fact]
    public void Any_type_can_be_a_label()
    {
        Same(DayOfWeek.Sunday, DayOfWeek.Saturday, DayOfWeek.Monday);
        Same(-3, 2_000_000_000, 7);
        Same((byte)0, (byte)255, (byte)9);
        Same((short)-5, (short)5, (short)0);
        Same('a', '中', 'b');
        Same(long.MinValue, long.MaxValue, 0L);
        Same(Far.Away, Far.Here, Far.There);
        Same(true, false, (bool?)null);
        Same("x", null, "y");
        Same((1, "a"), (2, "b"), (1, "b"));
        Same(new string('n', 3), "new", "old"); // equal objects and one that is the same
        Same(0.1, double.NaN, -0.5);
    }

    private enum Far : ulong
    {
        Here = 3,
        There = 4,
        Away = ulong.MaxValue,
    }

    private static void Same<TLabel>(TLabel first, TLabel second, TLabel third)
    {
        TLabel[] labels = [third, first, second];
        var migration = LabelMigration.Between(
            labels, Labelled.Of(("a", first), ("b", second), ("c", first), ("d", third)), Labelled.Of(("a", second), ("b", second), ("c", third), ("d", third)));
        Assert.Equal((1, 1, 1, 1), (migration.Count(first, second), migration.Count(second, second), migration.Count(first, third), migration.Count(third, third)));
        var error = Assert.Throws<ArgumentException>(() => LabelMigration.Between(labels[1..], Labelled.Of(("d", third)), Labelled.Of(("d", first))));
        Assert.Contains("of the member 'd' is not among the labels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_without_members_are_no_error()
    {
        var nobody = Labelled.Of<string>();
        var founding = LabelMigration.Between(Stages, nobody, January);
        Assert.Equal((0, 5, 5, 0), (founding.EarlierTotal, founding.LaterTotal, founding.TotalEntrants, founding.TotalLeavers));
        Assert.Equal(Stages, founding.UnobservedRows);
        Assert.Equal(5, LabelMigration.Between(Stages, January, nobody).TotalLeavers);
    }

    [Fact]
    public void Counts_and_flows_are_those_of_a_plain_join() => Law.Holds(Labelled.TwoDates(), dates =>
    {
        int[] labels = [0, 1, 2, 3, 4];
        var (earlier, later) = dates;
        var migration = LabelMigration.Between(
            labels,
            Labelled.Keyed(earlier.Select(member => (member.Key, member.Label))), Labelled.Money([.. earlier.Select(member => (decimal?)member.Cents / 100)]),
            Labelled.Keyed(later.Select(member => (member.Key, member.Label))), Labelled.Money([.. later.Select(member => (decimal?)member.Cents / 100)]));
        var numbers = LabelMigration.Between(
            labels,
            Labelled.Keyed(earlier.Select(member => (member.Key, member.Label))), [.. earlier.Select(member => member.Cents / 100.0)],
            Labelled.Keyed(Enumerable.Reverse(later).Select(member => (member.Key, member.Label))), [.. Enumerable.Reverse(later).Select(member => member.Cents / 100.0)]);
        var now = later.ToDictionary(member => member.Key);
        var then = earlier.ToDictionary(member => member.Key);
        foreach (var from in labels)
        {
            var row = earlier.Where(member => member.Label == from).ToList();
            foreach (var to in labels)
            {
                var moved = row.Where(member => now.TryGetValue(member.Key, out var after) && after.Label == to).ToList();
                Check(migration.Flow(from, to), numbers.Flow(from, to), moved.Count, moved.Sum(member => member.Cents), moved.Sum(member => now[member.Key].Cents));
            }

            var left = row.Where(member => !now.ContainsKey(member.Key)).ToList();
            Check(migration.LeaverFlow(from), numbers.LeaverFlow(from), left.Count, left.Sum(member => member.Cents), 0);
            var entered = later.Where(member => member.Label == from && !then.ContainsKey(member.Key)).ToList();
            Check(migration.EntrantFlow(from), numbers.EntrantFlow(from), entered.Count, 0, entered.Sum(member => member.Cents));
            Assert.Equal(row.Count, migration.EarlierCount(from));
            Assert.Equal(later.Count(member => member.Label == from), migration.LaterCount(from));
            Assert.Equal(row.Count > 0, migration.IsObserved(from));
            Assert.Equal(row.Count == 0, migration.UnobservedRows.Contains(from));
            if (row.Count > 0)
                Assert.Equal(1, labels.Sum(to => migration.Share(from, to).Rate) + migration.LeaverShare(from).Rate, 1e-15);
        }

        Assert.Equal((earlier.Length, later.Length), (migration.EarlierTotal, migration.LaterTotal));
        return true;
    });

    private static void Check(LabelFlow money, LabelFlow numbers, int members, int earlierCents, int laterCents)
    {
        Assert.Equal(new LabelFlow(members, (double)(earlierCents / 100m), (double)(laterCents / 100m)), money);
        Assert.Equal(members, numbers.Members);
        Assert.Equal(money.EarlierWeight, numbers.EarlierWeight, 1e-13);
        Assert.Equal(money.LaterWeight, numbers.LaterWeight, 1e-13);
    }
}
