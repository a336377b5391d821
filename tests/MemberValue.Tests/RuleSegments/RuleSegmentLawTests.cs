using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;
using MemberValue.RuleSegments;
using static MemberValue.Tests.RuleSegments.RuleSegmentData;

namespace MemberValue.Tests.RuleSegments;

/// <summary>Random rules over random members, compared with the same rules written down once more, one member at a time.</summary>
public class RuleSegmentLawTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 1_000_000).ToArbitrary();

    [Fact]
    public void Every_member_gets_the_segment_of_the_first_rule_that_holds() => Law.Holds(Seeds, seed =>
    {
        var random = new Random(seed);
        var (options, members) = (Rules(random), People(random, random.Next(1, 700)));
        var map = RuleSegmentMap.Create(options);
        var (columns, places) = (Columns(members), new int[members.Length]);
        map.Apply(columns, places);
        var table = MemberTable.FromColumns([.. Enumerable.Range(0, members.Length)], columns);
        var results = map.Apply(table);
        for (var i = 0; i < members.Length; i++)
        {
            var rule = RuleOf(options, members[i]);
            var segment = rule < 0 ? "c" : options.Rules![rule].Segment;
            if (map.Segments[places[i]].Id != segment || results.Values[i]!.Id != segment)
                return false;
        }

        var match = map.Match(table[0])!; // one member: the scalar form
        return (match.RuleIndex ?? -1) == RuleOf(options, members[0]) && map.Find(table[0]) == match.Segment
            && match.Text.English.Length > 0 && !match.Text.English.Contains('{', StringComparison.Ordinal);
    });

    [Fact]
    public void The_order_of_members_and_what_else_is_in_the_table_change_nothing() => Law.Holds(Seeds, seed =>
    {
        var random = new Random(seed);
        var (options, members) = (Rules(random), People(random, 300));
        var map = RuleSegmentMap.Create(options);
        var order = Enumerable.Range(0, members.Length).ToArray();
        random.Shuffle(order);
        var (places, shuffled, part) = (new int[300], new int[300], new int[41]);
        map.Apply(Columns(members), places);
        map.Apply(Columns([.. order.Select(row => members[row])]).With(new MemberColumn<int>("other"), new int[300]), shuffled);
        map.Apply(Columns(members).Slice(259, 41), part);
        return order.Select(row => places[row]).SequenceEqual(shuffled) && places.AsSpan(259).SequenceEqual(part);
    }, runs: 60);

    [Fact]
    public void A_map_that_is_stored_and_read_is_the_same() => Law.Holds(Seeds, seed =>
    {
        var random = new Random(seed);
        var options = Rules(random);
        var map = RuleSegmentMap.Create(options);
        var read = RuleSegmentMap.FromJson(map.ToJson());
        var (columns, places, again) = (Columns(People(random, 100)), new int[100], new int[100]);
        map.Apply(columns, places);
        read.Apply(columns, again);
        return read.ToJson() == map.ToJson() && places.SequenceEqual(again) && RuleSegmentMap.Create(map.ToOptions()).ToJson() == map.ToJson();
    });

    /// <summary>
    /// The check is exact: over a grid with a value inside and on the ends of every part, there is a member without a rule exactly where it lists a hole, a
    /// rule decides nowhere exactly where it is listed as idle, and two rules hold for one member exactly where they are listed as an overlap.
    /// </summary>
    [Fact]
    public void The_check_finds_what_a_search_over_all_values_finds() => Law.Holds(Seeds, seed =>
    {
        var options = Rules(new Random(seed), most: 5);
        var columns = options.Rules!.SelectMany(rule => rule.When!).Select(condition => condition.Column!).Distinct().ToList();
        if (columns.Count > 3)
            return true;
        var check = RuleSegmentMap.Inspect(options);
        var (isCovered, decides, overlaps) = (true, new HashSet<int>(), new SortedSet<(int, int)>());
        foreach (var point in Grid(options))
        {
            var holding = Enumerable.Range(0, options.Rules!.Count).Where(rule => Holds(options.Rules[rule], point)).ToArray();
            isCovered &= holding.Length > 0 || columns.Exists(column => point(column) is null);
            if (holding.Length > 0)
                decides.Add(holding[0]);
            overlaps.UnionWith(holding.SelectMany(first => holding.Where(second => second > first).Select(second => (first, second))));
        }

        return check.IsComplete && isCovered == (check.Holes.Count == 0)
            && Enumerable.Range(0, options.Rules!.Count).Where(rule => !decides.Contains(rule)).SequenceEqual(check.IdleRules.Select(idle => idle.Rule))
            && overlaps.SequenceEqual(check.Overlaps.Select(overlap => (overlap.First, overlap.Second)));
    }, runs: 300);

    /// <summary>Points with a value inside and on the ends of every part of each column that the rules look at, as if columns were independent.</summary>
    private static IEnumerable<Func<string, object?>> Grid(RuleSegmentMapOptions options)
    {
        var used = options.Rules!.SelectMany(rule => rule.When!).GroupBy(condition => condition.Column!).ToList();
        var values = used.Select(group => group.Key switch
        {
            "country" => ["DE", "AT", "FR", "zz", null],
            "day" => ["Monday", "Sunday", "Friday", "Tuesday", null],
            "newsletter" => ["true", "false", "neither", null],
            var column => Numbers(column, group).Cast<object?>().Append(column is "Purchases" or "Net" ? 0.0 : null).ToArray(),
        }).ToArray();
        var at = new int[values.Length];
        while (true)
        {
            var point = at.ToArray();
            yield return column => values[used.FindIndex(group => group.Key == column)][point[used.FindIndex(group => group.Key == column)]];
            var digit = 0;
            while (digit < at.Length && ++at[digit] == values[digit].Length)
                at[digit++] = 0;
            if (digit == at.Length)
                yield break;
        }
    }

    private static IEnumerable<double> Numbers(string column, IEnumerable<SegmentConditionOptions> conditions)
    {
        var (step, least) = column switch { "Purchases" => (1.0, 0.0), "DaysSinceLastPurchase" => (0.25, 0.0), _ => (0.25, -1e9) };
        return conditions.SelectMany(each => new[] { each.AtLeast, each.AtMost, each.Below, -each.WithinDays }).OfType<double>().Append(0)
            .SelectMany(end => new[] { end - step, end, end + step }).Where(value => value >= least).Distinct();
    }
}
