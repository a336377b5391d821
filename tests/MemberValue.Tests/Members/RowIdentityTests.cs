using System.Text;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>A row with an identity counts once, in whatever batch, file or part of the log it comes again; rows that are alike without one all count.</summary>
public class RowIdentityTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);

    private static readonly Transaction<string>[] Lines =
    [
        new("a", Day, 10.00m) { OrderId = "o1", LineId = 1 }, new("a", Day, 10.00m) { OrderId = "o1", LineId = 2 },
        new("a", Day, 7.50m) { OrderId = "o1", LineId = 3 },
    ];

    [Fact]
    public void Lines_alike_of_one_order_count_each_and_once()
    {
        foreach (var deliveries in new[] { 1, 2, 3 })
        {
            var log = MemberLog.Read(Enumerable.Repeat(Lines, deliveries).SelectMany(rows => rows)).Table();
            Assert.Equal((27.50m, 1, 1), (log["a"].Net, log["a"].Orders, log["a"].Purchases));
            Assert.Equal((3, 3 * (deliveries - 1)), (log.Report!.Used, log.Report.SkippedByReason.GetValueOrDefault(SkipReasons.DeliveredBefore)));
        }

        Assert.Equal(27.50m, MemberLog.Read(Lines.Select(line => line with { LineId = default })).Table()["a"].Net);
        Assert.Equal(55.00m, MemberLog.Read(Lines.Concat(Lines).Select(line => line with { LineId = default })).Table()["a"].Net);
    }

    [Fact]
    public void An_identity_is_the_row_id_or_order_and_line_together_and_of_one_member()
    {
        var row = new Transaction<string>("a", Day, 1);
        decimal? Net(params Transaction<string>[] rows) => MemberLog.Read(rows).Table()["a"].Net;
        Assert.Equal(1m, Net(row with { RowId = 7 }, row with { RowId = 7, OrderId = "o", LineId = 2 }));
        Assert.Equal(2m, Net(row with { RowId = 7 }, row with { RowId = "7" })); // a number and a text
        Assert.Equal(2m, Net(row with { LineId = 1 }, row with { LineId = 1 })); // a line of no order
        Assert.Equal(2m, Net(row with { OrderId = "ab", LineId = "c" }, row with { OrderId = "a", LineId = "bc" }));
        Assert.Equal(2m, Net(row with { OrderId = 1, LineId = 2 }, row with { OrderId = 2, LineId = 1 }));
        Assert.Equal(1m, MemberLog.Read([row with { RowId = 7 }, row with { Member = "b", RowId = 7 }]).Table()["b"].Net);
        Assert.Equal(5m, Net(row with { RowId = 7, Amount = 5 }, row with { RowId = 7 })); // the first stands
    }

    [Fact]
    public void Rows_without_identity_are_rejected_on_request()
    {
        var options = new MemberTableOptions { RowsWithoutId = RowsWithoutIdPolicy.Reject };
        var table = MemberLog.Read(Lines.Append(new Transaction<string>("b", Day, 3) { OrderId = "o2" }), options).Table();
        Assert.Equal(["a"], table.Keys);
        Assert.Equal(new Dictionary<string, long> { [SkipReasons.NoRowId] = 1 }, table.Report!.SkippedByReason);
        options.Strict = true;
        var error = Assert.Throws<BadRowException>(() => MemberLog.Read([new Transaction<string>("b", Day, 3)], options));
        Assert.Contains("RowsWithoutId = Count", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MemberState.Empty(LogRules.From(options)).With(new Transaction<string>("b", Day, 3), LogRules.From(options)));
    }

    [Fact]
    public void Any_delivery_of_rows_with_an_identity_is_the_log_of_each_once() => Law.Holds(LogCase.Any, log =>
    {
        var random = log.Random(41);
        var unique = log.Lines.Select((line, i) => line.Kind == LineKind.Transaction ? line with { Id = i + 1 } : line).ToList();
        var twice = unique.Where(line => line.Id > 0 && random.Next(2) == 0).ToList();
        var delivered = unique.Concat(twice).Concat(twice.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(delivered);
        var options = log.Options;
        if (new LogOracle(unique, options).Window is null)
            return true;
        var expected = LogCheck.Read(unique, options).Table();
        var read = LogCheck.Read(delivered, options);
        TableCheck.Same(expected, read.Table(), reports: false);
        TableCheck.Same(expected, TableCheck.BuilderOf(delivered, options).BuildWhole(), reports: false);
        TableCheck.Same(expected, Nightly(delivered, options, random), reports: false);
        var parts = Parts(delivered, random.Next(2, 5), random);
        var merged = new MemberTableBuilder<int>(options);
        foreach (var part in parts)
            merged.Merge(TableCheck.BuilderOf(part, options));
        TableCheck.Same(expected, merged.BuildWhole(), reports: false);
        var logs = parts.Select(part => LogCheck.Read(part, options)).Aggregate((one, other) => one.Merge(other));
        TableCheck.Same(expected, logs.Table(), reports: false);
        if (options.Refunds != RefundPolicy.Ignore)
        {
            Assert.Equal(expected.Report!.Used, merged.BuildWhole().Report!.Used);
            Assert.Equal((expected.Report.MergedRows, delivered.Length), (merged.BuildWhole().Report!.MergedRows, merged.BuildWhole().Report!.Read));
            Assert.Equal(merged.BuildWhole().Report, logs.Report);
            Assert.Equal(read.Report, logs.Report);
        }

        foreach (var key in expected.Keys)
            SameState(expected[key], StateOf(parts, key, options).AsOf(expected.Window));
        return true;
    });

    [Fact]
    public void Two_rows_of_one_identity_with_other_contents_do_not_merge_and_nothing_is_changed()
    {
        var row = new Transaction<string>("a", Day, 1) { RowId = 7 };
        foreach (var other in new[] { row with { Amount = 2 }, row with { Time = Day.AddDays(1) }, row with { Margin = 1 }, row with { OrderId = "o" } })
        {
            var (here, there) = (BuilderOf(row), BuilderOf(new("b", Day, 5), other));
            var before = here.BuildWhole();
            foreach (var error in new[]
            {
                Assert.Throws<ArgumentException>(() => here.Merge(there)),
                Assert.Throws<ArgumentException>(() => here.Add("a", there.StateOf("a")!)),
                Assert.Throws<ArgumentException>(() => here.StateOf("a")!.Merge(there.StateOf("a")!)),
                Assert.Throws<ArgumentException>(() => MemberLog.Read([row]).Merge(MemberLog.Read([other]))),
            })
                Assert.Contains("one identity", error.Message, StringComparison.Ordinal);
            Assert.Equal((before.Report, 1), (here.BuildWhole().Report, here.BuildWhole().Count));
            Assert.Equal(before["a"], here.BuildWhole()["a"]);
        }

        var accounts = BuilderOf(row, row with { Member = "b", Amount = 3 });
        Assert.Contains("'b'", Assert.Throws<ArgumentException>(() => accounts.MergeMembers("b", "a")).Message, StringComparison.Ordinal);
        Assert.Equal(2, accounts.Count);
        Assert.Throws<ArgumentException>(() => MemberLog.Read([row, row with { Member = "b", Amount = 3 }]).MergeMembers("b", "a"));
        var same = BuilderOf(row, row with { Member = "b" }, new("b", Day, 4));
        Assert.True(same.MergeMembers("b", "a"));
        Assert.Equal((5m, 1), (same.BuildWhole()["a"].Net, same.BuildWhole().Report!.SkippedByReason[SkipReasons.DeliveredBefore]));
    }

    [Fact]
    public void A_log_that_is_ordered_per_member_keeps_no_identities_and_says_so_before_it_counts_the_row()
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { Order = LogOrder.TimeOrderedPerMember });
        var error = Assert.Throws<ArgumentException>(() => builder.AddRange([new("a", Day, 1), Lines[0], new("a", Day, 9)]));
        Assert.Contains("Row 2 of member 'a'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Order = Any", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1m), (builder.RowsRead, builder.BuildWhole()["a"].Net));
        var rules = LogRules.From(new MemberTableOptions());
        Assert.Throws<ArgumentException>(() => MemberState.Empty(rules).ToSummary().With(Lines[0], rules));
    }

    [Fact]
    public void Identities_are_saved_as_far_back_as_asked_and_older_rows_are_late_after_the_load()
    {
        var options = new MemberTableOptions { RowIdCells = 10 };
        var rows = Enumerable.Range(0, 40).Select(day => new Transaction<string>("a", Day.AddDays(day), 1) { RowId = day }).ToArray();
        var builder = new MemberTableBuilder<string>(options);
        builder.AddRange(rows.Concat(rows));
        Assert.Equal((40m, 40), (builder.BuildWhole()["a"].Net, builder.BuildWhole().Report!.Skipped));
        var (all, few) = (Saved(BuilderOf(rows)), Saved(builder));
        Assert.True(few.Length < all.Length - 400);
        var loaded = Loaded(few, options);
        loaded.AddRange([.. rows, new("a", Day, 1) { RowId = "never seen" }, new("a", Day.AddDays(35), 1) { RowId = "new" }, new("a", Day, 5)]);
        var table = loaded.BuildWhole();
        Assert.Equal(46m, table["a"].Net);
        Assert.Equal((31, 10), (table.Report!.SkippedByReason[SkipReasons.Late], table.Report.SkippedByReason[SkipReasons.DeliveredBefore]));
        var again = Loaded(Saved(loaded), options);
        again.AddRange(rows);
        Assert.Equal(46m, again.BuildWhole()["a"].Net);
    }

    [Fact]
    public void A_load_that_repeats_an_earlier_one_without_identities_warns()
    {
        Transaction<string>[] Night(int day) => [new("a", Day.AddDays(day), 5), new("b", Day.AddDays(day), 9.99m), new("b", Day.AddDays(day), -1)];
        var states = Saved(BuilderOf(Night(0)));
        for (var night = 1; night < 6; night++)
        {
            var tonight = Loaded(states);
            tonight.AddRange(Night(night));
            Assert.False(tonight.BuildWhole().Report!.RepeatsLoad);
            states = Saved(tonight);
        }

        foreach (var again in new[] { 5, 0 })
        {
            var tonight = Loaded(states);
            tonight.AddRange(Night(again).AsEnumerable().Reverse().ToArray());
            var report = tonight.BuildWhole().Report!;
            Assert.True(report.RepeatsLoad);
            Assert.Contains(report.Warnings, warning => warning.English.Contains("an earlier load", StringComparison.Ordinal));
        }

        var other = Loaded(states);
        other.AddRange(Night(5).Append(new("c", Day, 1)));
        Assert.False(other.BuildWhole().Report!.RepeatsLoad); // a part of it is not found
        Assert.False(Loaded(states).BuildWhole().Report!.RepeatsLoad);
    }

    [Fact]
    public void The_number_of_an_id_is_the_same_in_every_process()
    {
        Assert.Equal(Hashes, new[] { RowHash.OfRow("A-1"), RowHash.OfRow(17), RowHash.OfLine("A-1", 2), RowHash.OfOrder("A-1") });
        var all = Enumerable.Range(0, 200_000).SelectMany(i => new[] { RowHash.OfRow(i), RowHash.OfRow($"{i}"), RowHash.OfLine(i / 100, i % 100) });
        Assert.Equal(600_000, all.Distinct().Count());
    }

    private static readonly ulong[] Hashes = [14976929275221682147, 3275917117750584469, 3434644839946769841, 9052224203691125434];

    private static MemberTableBuilder<string> BuilderOf(params Transaction<string>[] rows)
    {
        var builder = new MemberTableBuilder<string>();
        builder.AddRange(rows.AsSpan());
        return builder;
    }

    private static string Saved(MemberTableBuilder<string> builder)
    {
        using var stream = new MemoryStream();
        builder.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static MemberTableBuilder<string> Loaded(string text, MemberTableOptions? options = null) =>
        MemberTableBuilder.Load<string>(new MemoryStream(Encoding.UTF8.GetBytes(text)), LogRules.From(options ?? new()));

    /// <summary>Batches, with a save and a load after each.</summary>
    internal static MemberTable<int> Nightly(LogLine[] lines, MemberTableOptions options, Random random)
    {
        var builder = new MemberTableBuilder<int>(options);
        foreach (var part in Parts(lines, random.Next(1, 5), random))
        {
            foreach (var line in part)
                line.AddTo(builder);
            using var stream = new MemoryStream();
            builder.Save(stream);
            stream.Position = 0;
            builder = MemberTableBuilder.Load<int>(stream, builder.Rules);
        }

        return builder.BuildWhole();
    }

    internal static List<LogLine[]> Parts(LogLine[] lines, int count, Random random) =>
        [.. lines.GroupBy(_ => random.Next(count)).Select(part => part.ToArray()).Append([])];

    /// <summary>A state's row has columns that a table has only where somebody fed them.</summary>
    internal static void SameState(MemberRow table, MemberRow state)
    {
        Assert.Equal(
            (table.Purchases, table.Orders, table.FirstPurchaseCell, table.LastPurchaseCell, table.PreviousPurchaseCell, table.Sales, table.Refunds),
            (state.Purchases, state.Orders, state.FirstPurchaseCell, state.LastPurchaseCell, state.PreviousPurchaseCell, state.Sales, state.Refunds));
        Assert.Equal(
            (table.Net, table.PurchaseSpend, table.RecentPurchases, table.RecentSpend, table.EarlierPurchases, table.EarlierSpend),
            (state.Net, state.PurchaseSpend, state.RecentPurchases, state.RecentSpend, state.EarlierPurchases, state.EarlierSpend));
        Assert.Equal(table.FirstPurchaseSpend, state.FirstPurchaseSpend);
        Assert.Equal(table.Margin ?? 0, state.Margin ?? 0); // that of a member without a row is 0 in a table in which others have one
        Assert.Equal(table.SumOfLogGaps!.Value, state.SumOfLogGaps!.Value, 1e-12 * Math.Max(1, table.SumOfLogGaps.Value));
    }

    internal static MemberState StateOf(IEnumerable<LogLine[]> parts, int member, MemberTableOptions options)
    {
        var rules = LogRules.From(options);
        return parts
            .Select(part => part.Where(line => line.Member == member).Aggregate(MemberState.Empty(rules), (state, line) => line.AddTo(state, rules, out _)))
            .Select(state => MemberState.FromJson(state.ToJson()))
            .Aggregate((one, other) => one.Merge(other));
    }
}
