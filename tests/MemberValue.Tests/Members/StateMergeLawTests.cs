using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>
/// Whole states hold the log: parts that were split by member, by time or line by line merge in any order to the whole, and give it as of any day, also
/// through a save and a load. Members can become one, and be forgotten.
/// </summary>
public class StateMergeLawTests
{
    [Fact]
    public void States_of_any_lines_merge_in_any_tree_to_the_whole() => Law.Holds(LogCase.Any, log => StateLawTests.EachMember(log, (rules, lines, expected) =>
    {
        var random = log.Random(21 + lines.Count);
        var parts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => new List<LogLine>()).ToArray();
        foreach (var line in lines.OrderBy(_ => random.Next()))
            parts[random.Next(parts.Length)].Add(line);
        var states = parts.Select(part => StateLawTests.StateOf(part, rules)).ToList();
        while (states.Count > 1)
        {
            var (one, two) = (states[random.Next(states.Count - 1)], states[^1]);
            states.RemoveAt(states.Count - 1);
            states.Remove(one);
            var merged = one.Merge(two);
            states.Insert(random.Next(states.Count + 1), random.Next(2) == 0 ? merged : StateLawTests.Through(merged));
        }

        TableCheck.SameRow(expected, states[0].AsOf(expected.Window));
        Assert.Equal(StateLawTests.StateOf(lines, rules).ToJson(), states[0].ToJson());
    }), runs: 400);

    [Fact]
    public void A_state_as_of_any_day_is_the_member_of_the_logs_table_to_the_bit() => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => o.WindowLast = null);
        var read = LogCheck.Read(log.Shuffled(2), options);
        foreach (var day in LogCheck.Days(log, 12))
        {
            if (LogCheck.Alone(log.Lines, LogCheck.Through(day, options)) is null || LogCheck.StartsAfter(options, day))
                continue;
            var table = read.Table(day);
            foreach (var key in table.Keys)
            {
                var row = StateLawTests.Through(read.StateOf(key)!).AsOf(table.Window);
                Assert.Equal(Plain(table[key]), Plain(row));
            }
        }

        return true;
    }, runs: 300);

    [Theory]
    [InlineData(EventGrain.Day)]
    [InlineData(EventGrain.Hour)]
    [InlineData(EventGrain.Week)]
    [InlineData(EventGrain.Instant)]
    public void A_state_as_of_a_day_ends_where_the_logs_table_does(EventGrain grain) => Law.Holds(LogCase.Any, log =>
    {
        var options = LogCheck.Copy(SnapshotCheck.OptionsOf(log, grain), o => o.WindowFirst = null);
        var read = LogCheck.Read(log.Lines, options);
        foreach (var day in LogCheck.Days(log, 4))
        {
            if (LogCheck.Alone(log.Lines, LogCheck.Through(day, options)) is null)
                continue;
            var table = read.Table(day);
            foreach (var key in table.Keys)
            {
                var row = read.StateOf(key)!.AsOf(day);
                var expected = table[key];
                Assert.Equal(table.Window.LastCell, row.Window.LastCell);
                Assert.Equal((expected.Purchases, expected.Net, expected.SumOfLogGaps), (row.Purchases, row.Net, row.SumOfLogGaps));
            }
        }

        return true;
    }, runs: 100);

    [Fact]
    public void Accounts_become_one_member_in_logs_builders_and_states_alike() => Law.Holds(LogCase.Any, log =>
    {
        var random = log.Random(23);
        var (from, into) = (random.Next(4), random.Next(5));
        var renamed = log.Lines.Select(line => line.Member == from ? line with { Member = into } : line).ToList();
        var options = log.Options;
        var builder = TableCheck.BuilderOf(log.Shuffled(3), options);
        if (random.Next(2) == 0)
            builder = StateLawTests.SaveAndLoad(builder);
        var states = (builder.StateOf(from), builder.StateOf(into));
        Assert.Equal(states.Item1 is not null && from != into, builder.MergeMembers(from, into));
        if (states is ({ } one, { } two) && from != into)
            Assert.Equal(one.Merge(two).ToJson(), builder.StateOf(into)!.ToJson());
        var oracle = new LogOracle(renamed, options);
        var merged = LogCheck.Read(log.Shuffled(4), options).MergeMembers(from, into);
        if (oracle.Window is null)
            return true;
        foreach (var table in new[] { builder.BuildWhole(), merged.Table() })
        {
            TableCheck.SameNumbers(oracle, table);
            TableCheck.SameGaps(oracle, table.Gaps!);
        }

        TableCheck.SameReport(oracle, renamed.Count, merged.Report);
        TableCheck.SameReport(oracle, renamed.Count, merged.Table().Report!);
        return true;
    }, runs: 300);

    [Fact]
    public void Logs_of_parts_merge_to_the_log_of_the_whole() => Law.Holds(LogCase.Any, log =>
    {
        var random = log.Random(24);
        var parts = log.Lines.ToLookup(_ => random.Next(3));
        var options = log.Options;
        var merged = LogCheck.Read(parts[1], options).Merge(LogCheck.Read(parts[2], options)).Merge(LogCheck.Read(parts[0], options));
        var whole = LogCheck.Read(log.Lines, options);
        Assert.Equal(whole.Report, merged.Report);
        foreach (var day in LogCheck.Days(log, 5))
        {
            if (LogCheck.Alone(log.Lines, LogCheck.Through(day, options)) is null || LogCheck.StartsAfter(options, day) || day > Last(options))
                Assert.Throws<ArgumentOutOfRangeException>(() => merged.Table(day));
            else
                LogCheck.SameBits(whole.Table(day), merged.Table(day));
        }

        Assert.Throws<ArgumentException>(() => whole.Merge(whole));
        return true;
    }, runs: 200);

    [Theory]
    [InlineData(LogOrder.Any)]
    [InlineData(LogOrder.TimeOrderedPerMember)]
    public void Forgetting_a_member_leaves_everybody_else_as_they_were(LogOrder order) => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => o.Order = order);
        var builder = TableCheck.BuilderOf(log.Sorted, options);
        if (new LogOracle(log.Lines, options).Window is null)
            return true;
        var (gone, before) = (log.Random(25).Next(4), builder.BuildWhole());
        Assert.Equal(before.Keys.Contains(gone) ? 1 : 0, builder.Remove([gone, 99]));
        Assert.Equal(0, builder.Remove([gone]));
        foreach (var after in new[] { builder, StateLawTests.SaveAndLoad(builder) }.Select(it => it.BuildWhole()))
        {
            SameButFor(gone, before, after);
            if (order == LogOrder.Any)
                TableCheck.SameGaps(Without(log, options, gone), after.Gaps!);
        }

        Assert.Equal(before.Report, builder.BuildWhole().Report! with { MembersRegisteredBeforeWindow = before.Report!.MembersRegisteredBeforeWindow });
        Assert.DoesNotContain($"\"key\":{gone},", StateLawTests.Saved(builder), StringComparison.Ordinal);
        SameButFor(gone, before, before.Without([gone]));
        return true;
    }, runs: 300);

    [Fact]
    public void A_log_without_a_member_answers_every_question_for_the_others_as_before() => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => o.WindowLast = null);
        var read = LogCheck.Read(log.Lines, options);
        var gone = log.Random(26).Next(4);
        var rest = read.Without([gone]);
        Assert.Null(rest.StateOf(gone));
        Assert.Equal(read.Report, rest.Report with { MembersRegisteredBeforeWindow = read.Report.MembersRegisteredBeforeWindow });
        foreach (var day in LogCheck.Days(log, 8))
        {
            if (LogCheck.Alone(log.Lines, LogCheck.Through(day, options)) is null || LogCheck.StartsAfter(options, day))
                continue;
            var (before, after) = (read.Table(day), rest.Table(day));
            SameButFor(gone, before, after);
            Assert.Equal(before.Report, after.Report! with { MembersRegisteredBeforeWindow = before.Report!.MembersRegisteredBeforeWindow });
            TableCheck.SameGaps(Without(log, LogCheck.Through(day, options), gone), after.Gaps!);
        }

        return true;
    }, runs: 200);

    [Fact]
    public void Limits_learned_from_states_are_those_of_the_log()
    {
        var random = new Random(5);
        var lines = new List<LogLine>();
        for (var member = 0; member < 300; member++)
        {
            var day = new DateOnly(2022, 1, 1).AddDays(random.Next(60));
            for (var rhythm = random.Next(5, 90); day < new DateOnly(2023, 12, 31); day = day.AddDays(1 + random.Next(2 * rhythm)))
                lines.Add(new LogLine(member, day, 10));
        }

        var options = new MemberTableOptions { WindowLast = new DateTime(2023, 12, 31) };
        var rules = LogRules.From(options);
        var builder = new MemberTableBuilder<int>(rules);
        foreach (var member in lines.GroupBy(line => line.Member))
            builder.Add(member.Key, StateLawTests.Through(StateLawTests.StateOf(member, rules)));
        var (ofLog, ofStates) = (LearnedLimits.Fit(LogCheck.Read(lines, options).Table()), LearnedLimits.Fit(builder.BuildWhole()));
        Assert.Equal(0, ofStates.UnrecordedGaps);
        Assert.Equal(ofLog.ToJson(), ofStates.ToJson());
        Assert.True(ofLog.Classes.Count > 1);
    }

    private static DateOnly Last(MemberTableOptions options) => options.WindowLast is { } last ? DateOnly.FromDateTime(last) : DateOnly.MaxValue;

    private static LogOracle Without(LogCase log, MemberTableOptions options, int gone)
    {
        var window = new LogOracle(log.Lines, options).Window!;
        return new LogOracle(
            log.Lines.Where(line => line.Member != gone).ToList(),
            LogCheck.Copy(options, o => (o.WindowFirst, o.WindowLast) = (window.Calendar.StartOf(window.FirstCell), window.Calendar.StartOf(window.LastCell))));
    }

    private static void SameButFor(int gone, MemberTable<int> before, MemberTable<int> after)
    {
        Assert.Equal(before.Window, after.Window);
        Assert.Equal(before.Keys.Where(key => key != gone), after.Keys);
        foreach (var key in after.Keys)
            Assert.Equal(Plain(before[key]), Plain(after[key]));
    }

    /// <summary>The numbers of a row without those that a table has only where some member has them.</summary>
    private static (MemberRow, double?, decimal?, int?) Plain(MemberRow row) => (
        MemberColumns.Of(row.Window, 1, row.ToColumns().Rows([0]).Columns.Where(column => column.Key != LogColumns.Margin
            && column.Key != LogColumns.RegistrationCell && column.Key != LogColumns.LastVisitCell && column.Key != LogColumns.RecentVisits
            && column.Key != LogColumns.EarlierVisits)).Row(0),
        row.SumOfLogGaps, row.Margin ?? 0, row.TryGet(LogColumns.RegistrationCell, out var cell) ? cell : null);
}
