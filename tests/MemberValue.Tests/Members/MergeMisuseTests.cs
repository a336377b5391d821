using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>States and builders that do not belong together are refused, and nothing is lost.</summary>
public class MergeMisuseTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);

    [Fact]
    public void Whole_states_merge_in_any_order_and_summaries_that_overlap_in_time_do_not()
    {
        var (early, late) = (State(0, 5), State(3, 9));
        Assert.Equal(4, early.Merge(late).AsOf(Day.AddDays(9)).Purchases);
        Assert.False(early.Merge(late).IsSummary);
        foreach (var (one, two) in new[] { (early.ToSummary(), late), (early, late.ToSummary()), (late.ToSummary(), early.ToSummary()) })
        {
            var before = (one.ToJson(), two.ToJson());
            Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => one.Merge(two)).Message, StringComparison.Ordinal);
            Assert.Equal(before, (one.ToJson(), two.ToJson()));
        }

        var joined = State(0, 5).ToSummary().Merge(State(5, 7, 9));
        Assert.Equal((true, 4), (joined.IsSummary, joined.AsOf(Day.AddDays(9)).Purchases));
        Assert.Throws<ArgumentNullException>(() => early.Merge(null!));
    }

    [Fact]
    public void States_of_another_reading_do_not_merge_or_update()
    {
        foreach (var (options, says) in new (MemberTableOptions, string)[]
        {
            (new() { Grain = EventGrain.Week }, "Week from Monday"), (new() { RecentCells = 3 }, "RecentCells is 3"),
            (new() { GapOrdinals = 3 }, "GapOrdinals is 3"),
        })
        {
            var rules = LogRules.From(options);
            Assert.Contains(says, Assert.Throws<ArgumentException>(() => State(0).Merge(MemberState.Empty(rules))).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => State(0).With(Row(1), rules));
            Assert.Throws<ArgumentException>(() => new MemberTableBuilder<int>(rules).Add(1, State(0)));
        }

        var sundays = LogRules.From(new() { Grain = EventGrain.Week, FirstDayOfWeek = DayOfWeek.Sunday });
        var mondays = LogRules.From(new() { Grain = EventGrain.Week });
        Assert.Throws<ArgumentException>(() => MemberState.Empty(sundays).Merge(MemberState.Empty(mondays)));
    }

    [Fact]
    public void A_row_that_cannot_be_used_leaves_the_state_and_says_why()
    {
        var rules = LogRules.From(new MemberTableOptions { WindowLast = new DateTime(2024, 5, 20), ZeroAmounts = ZeroAmountPolicy.Skip });
        var state = MemberState.Empty(rules).With(Row(0), rules).With(Row(3), rules).With(Row(6), rules).ToSummary();
        foreach (var (row, reason) in new[]
        {
            (Row(3), SkipReasons.Late), (Row(-1), SkipReasons.Late), (Row(30), SkipReasons.OutsideWindow),
            (Row(7) with { Amount = 0 }, SkipReasons.ZeroAmount), (Row(7) with { Amount = decimal.MaxValue }, SkipReasons.AmountOutOfRange),
        })
        {
            Assert.Same(state, state.With(row, rules, out var skipped));
            Assert.Equal(reason, skipped);
            Assert.Contains(reason, Assert.Throws<ArgumentException>(() => state.With(row, rules)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(2m, state.With(Row(0), rules).AsOf(Day.AddDays(6)).FirstPurchaseSpend);
    }

    [Fact]
    public void A_summary_cannot_be_asked_for_a_day_before_what_it_knows()
    {
        Assert.Equal((1, 4), (State(0, 5).AsOf(Day.AddDays(4)).Purchases, State(0, 5).AsOf(Day.AddDays(4)).Recency));
        Assert.Equal(1, State(0, 5).AsOf(ObservationWindow.OfDays(Day.AddDays(1), Day.AddDays(9))).Purchases);
        Assert.Equal(0, State(0, 5).AsOf(Day.AddDays(-9)).Purchases);
        var state = State(0, 5).ToSummary();
        Assert.Throws<ArgumentException>(() => state.AsOf(Day.AddDays(4)));
        Assert.Throws<ArgumentException>(() => state.AsOf(ObservationWindow.OfDays(Day.AddDays(1), Day.AddDays(9))));
        Assert.Throws<ArgumentException>(() => state.AsOf(new ObservationWindow(CellCalendar.Hours, 0, 1)));
        Assert.Throws<ArgumentNullException>(() => state.AsOf((ObservationWindow)null!));
        Assert.Equal((5, 0), (state.AsOf(Day.AddDays(5)).TimeOfLastPurchase, state.AsOf(Day.AddDays(5)).Recency));
    }

    [Fact]
    public void Builders_of_ordered_logs_that_overlap_do_not_merge()
    {
        var options = new MemberTableOptions { Order = LogOrder.TimeOrderedPerMember };
        var (one, two) = (new MemberTableBuilder<int>(options), new MemberTableBuilder<int>(options));
        one.AddRange([Row(0), Row(5)]);
        two.AddRange([Row(3) with { Member = 2 }, Row(3), Row(9), Row(9) with { Member = 3 }]);
        var before = StateLawTests.Saved(one);
        var error = Assert.Throws<ArgumentException>(() => one.Merge(two));
        Assert.Contains("'1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("neither before nor after", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => one.Add(1, State(3)));
        two.Add(Row(20) with { Member = 2 });
        before += StateLawTests.Saved(two);
        Assert.Throws<ArgumentException>(() => two.MergeMembers(2, 1));
        Assert.Throws<ArgumentException>(() => two.MergeMembers(1, 2));
        before = before[..^StateLawTests.Saved(two).Length];
        Assert.Equal(before, StateLawTests.Saved(one));
        Assert.Equal((1, 2, 2m, 2L), (one.Count, one.Build()[1].Purchases, one.Build()[1].Net!.Value, one.Build().Report!.Read));
    }

    [Fact]
    public void A_builder_merges_neither_itself_nor_another_reading()
    {
        var builder = new MemberTableBuilder<int>();
        Assert.Throws<ArgumentException>(() => builder.Merge(builder));
        Assert.Throws<ArgumentNullException>(() => builder.Merge(null!));
        foreach (var other in new MemberTableOptions[]
        {
            new() { Grain = EventGrain.Hour }, new() { TimeZone = "Europe/London" }, new() { Order = LogOrder.TimeOrderedPerMember }, new() { RecentCells = 1 },
            new() { GapOrdinals = 1 }, new() { Refunds = RefundPolicy.Ignore }, new() { WindowLast = new DateTime(2024, 1, 1) },
            new() { RowsWithoutId = RowsWithoutIdPolicy.Reject },
        })
        {
            Assert.Throws<ArgumentException>(() => builder.Merge(new MemberTableBuilder<int>(other)));
        }
    }

    [Fact]
    public void A_loaded_state_takes_rows_of_any_time_and_a_builder_of_any_order_no_summary()
    {
        var builder = new MemberTableBuilder<int>();
        builder.Add(1, State(2, 4, 6));
        builder.AddRange([Row(4), Row(3), Row(2), Row(6), Row(9), Row(0)]);
        var table = builder.Build(Day.AddDays(9));
        Assert.Empty(table.Report!.SkippedByReason);
        Assert.Equal((6, 9m, 9), (table[1].Purchases, table[1].Net!.Value, table[1].Orders!.Value));
        Assert.Equal(3, table.Report.MergedRows);
        builder.Add(1, State(5));
        Assert.Equal(7, builder.Build(Day.AddDays(9))[1].Purchases);
        var error = Assert.Throws<ArgumentException>(() => builder.Add(2, State(5).ToSummary()));
        Assert.Contains("is a summary", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, builder.Count);
    }

    [Fact]
    public void A_state_outside_the_window_of_a_builder_is_refused()
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { WindowFirst = new DateTime(2024, 5, 11), WindowLast = new DateTime(2024, 5, 20) });
        Assert.Throws<ArgumentException>(() => builder.Add(1, State(0, 3)));
        Assert.Throws<ArgumentException>(() => builder.Add(1, State(3, 11)));
        builder.Add(1, State(1, 10));
        Assert.Equal(2, builder.Build()[1].Purchases);
    }

    private static Transaction<int> Row(int day) => new(1, Day.AddDays(day), 1);

    private static MemberState State(params int[] days)
    {
        var rules = LogRules.From(new MemberTableOptions());
        return days.Aggregate(MemberState.Empty(rules), (state, day) => state.With(Row(day), rules));
    }
}
