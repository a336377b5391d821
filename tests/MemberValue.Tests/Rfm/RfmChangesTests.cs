using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Members;

namespace MemberValue.Tests.Rfm;

/// <summary>Scores of two dates, member by member.</summary>
public class RfmChangesTests
{
    private static readonly RfmLevels Five = RfmLevels.Of(5);

    [Fact]
    public void The_example_of_scores_over_time_runs()
    {
        // example: rfm-changes
        Transaction<string>[] rows =
        [
            new("ann", new DateOnly(2024, 1, 1), 80m), new("bo", new DateOnly(2024, 1, 20), 30m), new("ann", new DateOnly(2024, 2, 2), 90m),
            new("cy", new DateOnly(2024, 2, 10), 20m), new("bo", new DateOnly(2024, 3, 28), 700m), new("bo", new DateOnly(2024, 3, 30), 40m),
            new("di", new DateOnly(2024, 3, 30), 15m),
        ];

        var scale = RfmScale.FromThresholds(
            new RfmThresholdOptions { RecencyUpToDays = [7, 30], FrequencyFrom = [2, 3], MonetaryFrom = [50, 500] },
            CellCalendar.Days);
        var log = MemberLog.Read(rows);
        var months = SnapshotSchedule.MonthEnds(new DateOnly(2024, 2, 1), new DateOnly(2024, 3, 31)).Rolling(90);

        MemberResults<string, RfmScore>? before = null;
        foreach (var table in log.Tables(months))
        {
            var scores = scale.Score(table);
            if (before is not null)
            {
                var changes = RfmChanges.Of(before, scores);
                Console.WriteLine(changes); // 1 improved, 2 declined, 0 unchanged, ... 1 entered, 0 left
                foreach (var (member, change) in changes.Decliners(top: 10))
                    Console.WriteLine($"{member}: {change}"); // ann: 222 to 112, then cy: 211 to 111
            }

            before = scores;
        }
        // example end

        var both = log.Tables(months).Select(table => scale.Score(table)).ToList();
        var last = RfmChanges.Of(both[0], both[1]);
        Assert.Equal("1 improved, 2 declined, 0 unchanged, 0 gained a score, 0 lost it, 1 entered, 0 left", last.ToString());
        Assert.Equal(["ann: 222 to 112", "cy: 211 to 111"], last.Decliners(10).Select(pair => $"{pair.Key}: {pair.Value}"));
    }

    [Fact]
    public void A_change_tells_each_dimension()
    {
        var change = new RfmChange(new RfmScore(5, 4, 3), new RfmScore(3, 4, 5));
        Assert.Equal((-2, 0, 2, 0), (change.R!.Value, change.F!.Value, change.M!.Value, change.Sum!.Value));
        Assert.Equal(-2 * 0.5 + 2 * 0.25, change.Composite(new RfmWeights(0.5, 0.25, 0.25)));
        Assert.Equal("543 to 345", change.ToString());
        Assert.Throws<ArgumentNullException>(() => change.Composite(null!));
    }

    [Fact]
    public void Without_a_score_at_one_date_there_is_no_change()
    {
        foreach (var change in new[] { new RfmChange(default, new(1, 1, 1)), new RfmChange(new(1, 1, 1), default), default })
        {
            Assert.False(change.IsComparable);
            Assert.Equal((null, null, null, null), (change.R, change.F, change.M, change.Sum));
            Assert.True(double.IsNaN(change.Composite(RfmWeights.Equal)));
        }
    }

    [Fact]
    public void Members_entrants_and_leavers_stand_apart()
    {
        var earlier = Scores(("ann", "555"), ("bo", "111"), ("cy", "-"), ("di", "333"), ("eve", "222"));
        var later = Scores(("flo", "511"), ("eve", "-"), ("ann", "455"), ("cy", "511"), ("bo", "212"));
        var changes = RfmChanges.Of(earlier, later);
        Assert.Equal(["eve", "ann", "cy", "bo"], changes.Members.Keys);
        Assert.Equal(["222 to -", "555 to 455", "- to 511", "111 to 212"], changes.Members.Select(pair => pair.Value.ToString()));
        Assert.Equal(new RfmScore(5, 1, 1), changes.Entrants["flo"]);
        Assert.Equal(new RfmScore(3, 3, 3), changes.Leavers["di"]);
        Assert.Equal((1, 1, 0, 1, 1), (changes.Improved, changes.Declined, changes.Unchanged, changes.GainedScore, changes.LostScore));
        Assert.Equal(["ann"], changes.Decliners(5).Keys);
        Assert.Equal(-1, changes.Decliners(5)["ann"].Sum);
    }

    [Fact]
    public void Decliners_are_ranked_by_fall_and_equal_falls_by_the_later_row_order()
    {
        var earlier = Scores(("a", "555"), ("b", "555"), ("c", "555"), ("d", "555"), ("e", "111"));
        var later = Scores(("e", "222"), ("d", "545"), ("c", "551"), ("b", "454"), ("a", "545"));
        var changes = RfmChanges.Of(earlier, later);
        Assert.Equal(["c", "b", "d", "a"], changes.Decliners(10).Keys);
        Assert.Equal(["c", "b", "d"], changes.Decliners(3).Keys);
        Assert.Equal(["c"], changes.Decliners(1).Keys);
        Assert.Equal(["d", "b", "a"], changes.Decliners(10, new RfmWeights(0.5, 0.5, 0)).Keys); // half a level each; c's fall has no weight
    }

    [Fact]
    public void Decliners_are_those_of_sorting_all_falls() => Law.Holds(Arb.From(Gen.Choose(1, int.MaxValue)), seed =>
    {
        var random = new Random(seed);
        MemberResults<int, RfmScore> Random(int members) => Results(
            Enumerable.Range(0, members).OrderBy(_ => random.Next()).ToArray(),
            Enumerable.Range(0, members)
                .Select(_ => random.Next(8) == 0 ? default : new RfmScore(random.Next(1, 6), random.Next(1, 6), random.Next(1, 6), Five)).ToArray());
        var (earlier, later) = (Random(random.Next(40)), Random(random.Next(40)));
        var changes = RfmChanges.Of(earlier, later);
        var weights = random.Next(2) == 0 ? null : new RfmWeights(0.5, 0.25, 0.25);
        double Fall(RfmChange change) => weights is null ? -change.Sum!.Value : -change.Composite(weights);
        var expected = later.Where(pair => earlier.TryGetValue(pair.Key, out var before) && before.IsScored && pair.Value.IsScored)
            .Select(pair => (pair.Key, Change: new RfmChange(earlier[pair.Key], pair.Value)))
            .Where(pair => Fall(pair.Change) > 0).OrderByDescending(pair => Fall(pair.Change)).Select(pair => pair.Key).ToList();
        var top = random.Next(1, 50);
        Assert.Equal(expected.Take(top), changes.Decliners(top, weights).Keys);
        Assert.Equal(later.Keys.Intersect(earlier.Keys), changes.Members.Keys);
        Assert.Equal(later.Keys.Except(earlier.Keys), changes.Entrants.Keys);
        Assert.Equal(earlier.Keys.Except(later.Keys), changes.Leavers.Keys);
        Assert.All(changes.Members, pair => Assert.Equal(new RfmChange(earlier[pair.Key], later[pair.Key]), pair.Value));
        return changes.Members.Count == changes.Improved + changes.Declined + changes.Unchanged + changes.GainedScore + changes.LostScore
            + changes.Members.Count(pair => !pair.Value.Earlier.IsScored && !pair.Value.Later.IsScored);
    });

    [Fact]
    public void The_span_door_pairs_scores_and_allocates_nothing()
    {
        RfmScore[] earlier = [new(5, 4, 3), default], later = [new(5, 4, 2), new(1, 1, 1)];
        var destination = new RfmChange[3];
        RfmChanges.Compare(earlier, later, destination);
        Assert.Equal([new(earlier[0], later[0]), new(earlier[1], later[1]), default], destination);
        Assert.Equal(0, Allocations.Of(() => RfmChanges.Compare(earlier, later, destination)));
    }

    [Fact]
    public void Wrong_calls_are_refused_and_say_why()
    {
        RfmScore[] five = [new(5, 1, 1, Five)], three = [new(3, 1, 1, RfmLevels.Of(3))];
        var destination = new RfmChange[1];
        var error = Assert.Throws<ArgumentException>(() => RfmChanges.Compare(five, three, destination));
        Assert.Contains("5 x 5 x 5", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 x 3 x 3", error.Message, StringComparison.Ordinal);
        Assert.Equal(default, destination[0]);
        Assert.Throws<ArgumentException>(() => RfmChanges.Of(Results([1], five), Results([2], three)));
        Assert.Equal("later", Assert.Throws<ArgumentException>(() => RfmChanges.Compare(five, [], destination)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => RfmChanges.Compare(five, five, [])).ParamName);
        Assert.Throws<ArgumentNullException>(() => RfmChanges.Of(null!, Results([1], five)));
        Assert.Throws<ArgumentNullException>(() => RfmChanges.Of(Results([1], five), null!));
        var changes = RfmChanges.Of(Results([1], five), Results([1], five));
        Assert.Contains("0", Assert.Throws<ArgumentOutOfRangeException>(() => changes.Decliners(0)).Message, StringComparison.Ordinal);
        RfmChanges.Compare(five, [new RfmScore(4, 1, 1)], destination); // a score made by hand knows no scale
    }

    private static MemberResults<string, RfmScore> Scores(params (string Key, string Score)[] members) =>
        Results(members.Select(member => member.Key).ToArray(), members.Select(member => RfmScore.Parse(member.Score)).ToArray());

    private static MemberResults<TKey, RfmScore> Results<TKey>(TKey[] keys, RfmScore[] scores)
        where TKey : notnull => new(new MemberKeys<TKey>(keys, null), scores);
}
