using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Wrong options fail when the builder is made, with the option's name, its value and what is allowed.</summary>
public class MemberTableOptionsTests
{
    public static TheoryData<MemberTableOptions, string, string> Wrong => new()
    {
        { new() { Grain = (EventGrain)9 }, "Grain", "9" },
        { new() { FirstDayOfWeek = (DayOfWeek)7 }, "FirstDayOfWeek", "7" },
        { new() { Refunds = (RefundPolicy)5 }, "Refunds", "Net" },
        { new() { ZeroAmounts = (ZeroAmountPolicy)(-1) }, "ZeroAmounts", "Sale" },
        { new() { Order = (LogOrder)2 }, "Order", "TimeOrderedPerMember" },
        { new() { RecentCells = -1 }, "RecentCells", "0 to 100000" },
        { new() { RecentCells = 100_001 }, "RecentCells", "100001" },
        { new() { GapOrdinals = 0 }, "GapOrdinals", "1 to 32" },
        { new() { GapOrdinals = 33 }, "GapOrdinals", "33" },
        { new() { TimeZone = "Mars/Olympus" }, "TimeZone", "Mars/Olympus" },
        { new() { TimeZone = "" }, "TimeZone", "''" },
        { new() { TimeZone = null! }, "TimeZone", "''" },
        { new() { WindowFirst = new DateTime(2024, 5, 2), WindowLast = new DateTime(2024, 5, 1) }, "WindowLast", "2024-05-02" },
        { new() { Refunds = RefundPolicy.AtOrder, Order = LogOrder.TimeOrderedPerMember }, "Refunds", "Any" },
        { new() { RowsWithoutId = RowsWithoutIdPolicy.Reject, Order = LogOrder.TimeOrderedPerMember }, "RowsWithoutId", "Any" },
        { new() { RowIdCells = -1 }, "RowIdCells", "0 or more" },
        { new() { Grain = EventGrain.Instant, WindowFirst = new DateTime(1900, 1, 1) }, "WindowFirst", "1931-12-13" },
        { new() { Grain = EventGrain.Instant, WindowLast = new DateTime(2100, 1, 1) }, "WindowLast", "2100-01-01" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_option_is_refused_by_name(MemberTableOptions options, string name, string says)
    {
        var error = Assert.Throws<ArgumentException>(() => LogRules.From(options));
        Assert.Contains($"MemberTableOptions.{name} is ", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MemberTableBuilder<int>(options));
    }

    [Fact]
    public void The_limits_themselves_are_allowed()
    {
        var day = new DateTime(2024, 5, 1);
        foreach (var (recent, ordinals) in new[] { (0, 1), (100_000, 32) })
            Assert.Equal(recent, LogRules.From(new() { RecentCells = recent, GapOrdinals = ordinals, WindowFirst = day, WindowLast = day }).RecentCells);
    }

    [Fact]
    public void Options_are_frozen_when_the_builder_is_made()
    {
        var options = new MemberTableOptions();
        var builder = new MemberTableBuilder<int>(options);
        options.ZeroAmounts = ZeroAmountPolicy.Skip;
        options.WindowLast = new DateTime(2020, 1, 1);
        builder.Add(new Transaction<int>(1, new DateOnly(2024, 1, 1), 0));
        Assert.Equal(1, builder.Build()[1].Purchases);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => LogRules.From(null!));
        Assert.Throws<ArgumentNullException>(() => new MemberTableBuilder<int>((LogRules)null!));
    }

    [Fact]
    public void An_empty_log_has_a_table_only_if_the_options_name_the_window()
    {
        var day = new DateTime(2024, 5, 1);
        foreach (var (first, last) in new (DateTime?, DateTime?)[] { (null, null), (day, null), (null, day) })
        {
            var error = Assert.Throws<InvalidOperationException>(() =>
                new MemberTableBuilder<int>(new MemberTableOptions { WindowFirst = first, WindowLast = last }).Build());
            Assert.Contains("WindowFirst", error.Message, StringComparison.Ordinal);
        }

        var table = new MemberTableBuilder<int>(new MemberTableOptions { WindowFirst = day, WindowLast = day, RecentCells = 3 }).Build();
        Assert.Equal((0, 0, 0m), (table.Count, table.Report!.Read, table.Columns.Net.Total));
        Assert.Equal(1, table.Window.Cells);
        Assert.Empty(table.Gaps!.Open(1));
        Assert.False(table.TryGetIndex(1, out var index));
        Assert.Equal(-1, index);
        Assert.Throws<KeyNotFoundException>(() => table[1]);
    }

    [Fact]
    public void A_member_who_only_registered_is_a_member()
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { WindowFirst = new DateTime(2024, 5, 1), RecentCells = 3 });
        builder.Add(new MemberEvent<int>(1, new DateOnly(2024, 4, 1), MemberEventKind.Registration));
        var table = builder.Build();
        Assert.Equal("2024-05-01 through 2024-05-01", table.Window.ToString());
        var row = table[1];
        Assert.Equal((0, 0, 0m, 0), (row.Purchases, row.Orders!.Value, row.Net!.Value, row.RepeatPurchases));
        Assert.Equal((null, null, null, null, null), (row.FirstPurchaseCell, row.LastPurchaseCell, row.Age, row.Recency, row.MeanGap));
        Assert.Equal(0, row.ToColumns().MeanSpend(0));
    }
}
