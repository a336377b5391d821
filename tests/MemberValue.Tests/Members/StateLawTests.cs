using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Member states, saved builders and tables tell the same story, wherever a log is cut.</summary>
public class StateLawTests
{
    [Fact]
    public void A_state_brought_up_to_date_row_by_row_is_the_member_of_the_table() => Law.Holds(LogCase.Any, log =>
        EachMember(log, (rules, lines, expected) =>
        {
            var state = StateOf(lines, rules);
            TableCheck.SameRow(expected, state.AsOf(expected.Window));
            TableCheck.SameRow(expected, MemberState.FromJson(state.ToJson()).AsOf(expected.Window));
        }), runs: 400);

    [Fact]
    public void States_of_three_parts_merge_to_the_whole_in_either_grouping_and_direction() => Law.Holds(LogCase.Any, log =>
        EachMember(log, (rules, lines, expected) =>
        {
            var random = log.Random(lines.Count);
            var cuts = new[] { random.Next(lines.Count + 1), random.Next(lines.Count + 1) }.Order().ToArray();
            var a = Through(StateOf(lines.Take(cuts[0]), rules));
            var b = Through(StateOf(lines.Take(cuts[1]).Skip(cuts[0]), rules));
            var c = Through(StateOf(lines.Skip(cuts[1]), rules));
            TableCheck.SameRow(expected, a.Merge(b).Merge(c).AsOf(expected.Window));
            TableCheck.SameRow(expected, a.Merge(Through(b.Merge(c))).AsOf(expected.Window));
            TableCheck.SameRow(expected, c.Merge(b).Merge(a).AsOf(expected.Window));
        }), runs: 400);

    [Fact]
    public void Updating_and_merging_leave_a_state_as_it_was() => Law.Holds(LogCase.Any, log =>
        EachMember(log, (rules, lines, expected) =>
        {
            var first = StateOf(lines.Take(lines.Count / 2), rules);
            var second = StateOf(lines.Skip(lines.Count / 2), rules);
            var (firstBefore, secondBefore) = (first.ToJson(), second.ToJson());
            _ = first.Merge(second);
            _ = StateOf(lines.Skip(lines.Count / 2), rules, first);
            Assert.Equal((firstBefore, secondBefore), (first.ToJson(), second.ToJson()));
            TableCheck.SameRow(expected, first.Merge(second).AsOf(expected.Window));
        }));

    [Fact]
    public void The_states_in_a_builder_are_those_of_its_rows() => Law.Holds(LogCase.Any, log =>
    {
        foreach (var order in Enum.GetValues<LogOrder>())
        {
            var options = log.With(o => o.Order = order);
            var builder = TableCheck.BuilderOf(order == LogOrder.Any ? log.Shuffled(6) : log.Sorted, options);
            EachMember(log, (_, lines, expected) =>
                TableCheck.SameRow(expected, builder.StateOf(lines[0].Member)!.AsOf(expected.Window)));
            Assert.Null(builder.StateOf(99));
        }

        return true;
    });

    [Theory]
    [InlineData(LogOrder.Any)]
    [InlineData(LogOrder.TimeOrderedPerMember)]
    public void Yesterdays_saved_builder_and_todays_rows_are_the_whole(LogOrder order) => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => o.Order = order);
        var builder = new MemberTableBuilder<int>(options);
        foreach (var part in log.CutByTime(3))
        {
            foreach (var line in part)
                line.AddTo(builder);
            builder = SaveAndLoad(builder);
        }

        return SameTable(log, options, builder);
    }, runs: 400);

    [Fact]
    public void Loaded_builders_of_parts_merge_to_the_whole_in_any_direction() => Law.Holds(LogCase.Any, log =>
    {
        var parts = log.CutByTime(3).Select(part => SaveAndLoad(TableCheck.BuilderOf(part, log.Options))).ToArray();
        log.Random(7).Shuffle(parts);
        var builder = parts[0];
        builder.Merge(parts[1]);
        builder.Merge(parts[2]);
        return SameTable(log, log.Options, builder);
    });

    [Fact]
    public void Earlier_rows_may_come_after_the_load_under_any() => Law.Holds(LogCase.Any, log =>
    {
        var parts = log.CutByTime(3);
        var builder = SaveAndLoad(TableCheck.BuilderOf(parts[1], log.Options));
        var rows = parts[0].Concat(parts[2]).ToArray();
        log.Random(8).Shuffle(rows);
        foreach (var line in rows)
            line.AddTo(builder);
        return SameTable(log, log.Options, builder) && SameTable(log, log.Options, SaveAndLoad(builder));
    });

    [Theory]
    [InlineData(LogOrder.Any)]
    [InlineData(LogOrder.TimeOrderedPerMember)]
    public void A_builder_of_states_that_were_updated_outside_it_has_the_gaps_of_the_log(LogOrder order) => Law.Holds(LogCase.Any, log =>
    {
        var (rules, oracle, table) = OfStates(log, order, state => Through(state));
        TableCheck.SameNumbers(oracle, table);
        TableCheck.SameGaps(oracle, table.Gaps!);
        return true;
    });

    [Fact]
    public void A_builder_of_summaries_counts_the_gaps_it_cannot_know() => Law.Holds(LogCase.Any, log =>
    {
        var (rules, oracle, table) = OfStates(log, LogOrder.TimeOrderedPerMember, state => Through(state.ToSummary()));
        TableCheck.SameNumbers(oracle, table);
        long Total(Func<int, IEnumerable<GapCount>> gaps) => Enumerable.Range(1, rules.GapOrdinals).Sum(k => gaps(k).Sum(gap => gap.Count));
        for (var ordinal = 1; ordinal < rules.GapOrdinals; ordinal++)
            Assert.Equal(oracle.Completed(ordinal), table.Gaps!.Completed(ordinal));
        Assert.Equal(Total(oracle.Completed), Total(table.Gaps!.Completed) + table.Gaps.Unrecorded);
        Assert.Equal(Total(oracle.Open), Total(table.Gaps.Open));
        return true;
    });

    internal static string Saved(MemberTableBuilder<int> builder)
    {
        using var stream = new MemoryStream();
        builder.Save(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static MemberTableBuilder<int> SaveAndLoad(MemberTableBuilder<int> builder)
    {
        using var stream = new MemoryStream();
        builder.Save(stream);
        stream.Position = 0;
        return MemberTableBuilder.Load<int>(stream, builder.Rules);
    }

    private static bool SameTable(LogCase log, MemberTableOptions options, MemberTableBuilder<int> builder)
    {
        var oracle = new LogOracle(log.Lines, options);
        if (oracle.Window is null)
            return true;
        var table = builder.BuildWhole();
        TableCheck.SameNumbers(oracle, table);
        TableCheck.SameGaps(oracle, table.Gaps!);
        return true;
    }

    internal static MemberState StateOf(IEnumerable<LogLine> lines, LogRules rules, MemberState? from = null)
    {
        var state = from ?? MemberState.Empty(rules);
        foreach (var line in lines)
        {
            state = line.AddTo(state, rules, out var skipped);
            Assert.NotEqual(SkipReasons.Late, skipped);
        }

        return state;
    }

    internal static MemberState Through(MemberState state) => MemberState.FromJson(state.ToJson());

    private static (LogRules Rules, LogOracle Oracle, MemberTable<int> Table) OfStates(LogCase log, LogOrder order, Func<MemberState, MemberState> stored)
    {
        var options = log.With(o => (o.WindowFirst, o.WindowLast, o.Order) = (new DateTime(2024, 2, 1), new DateTime(2024, 3, 31), order));
        var rules = LogRules.From(options);
        var builder = new MemberTableBuilder<int>(rules);
        foreach (var member in Used(log, rules).GroupBy(line => line.Member))
            builder.Add(member.Key, stored(StateOf(member, rules)));
        return (rules, new LogOracle(log.Lines, options), builder.BuildWhole());
    }

    private static IEnumerable<LogLine> Used(LogCase log, LogRules rules) => log.Sorted.Where(line =>
    {
        _ = line.AddTo(MemberState.Empty(rules), rules, out var skipped);
        return skipped is null;
    });

    internal static bool EachMember(LogCase log, Action<LogRules, List<LogLine>, MemberRow> check)
    {
        var oracle = new LogOracle(log.Lines, log.Options);
        foreach (var (key, expected) in oracle.Members)
        {
            var lines = log.Sorted.Where(line => line.Member == key).ToList();
            // A state speaks of its member alone: it has no margin column because others have one, and its visits are known to be none.
            var alone = new LogOracle(lines, log.Options).Members[key].Row;
            var row = MemberColumns.Of(
                expected.Row.Window, 1, expected.Row.ToColumns().Columns.Where(column => column.Key != LogColumns.Margin), log.Options.RecentCells).Row(0);
            row = alone.Margin is { } margin ? row.With(LogColumns.Margin, margin) : row;
            foreach (var visits in log.Options.RecentCells > 0 ? [LogColumns.RecentVisits, LogColumns.EarlierVisits] : Array.Empty<MemberColumn<int>>())
                row = row.With(visits, row.TryGet(visits, out var known) ? known : 0);
            check(LogRules.From(log.Options), lines, row);
        }

        return true;
    }
}
