using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>A bad row is counted by its reason, and the other rows are read as if it were not there.</summary>
public class BadRowTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);

    public static TheoryData<decimal> OutOfRange =>
        new() { 1_000_000_000_000.01m, -1_000_000_000_001m, 1_000_000_000_000.0000000001m, decimal.MaxValue, decimal.MinValue };

    public static TheoryData<decimal> InRange =>
        new() { 0.0000000001m, -1_000_000_000_000m, 1_000_000_000_000.0000000000m, 0.1000000000000000000000000000m, 123_456_789_012.3456789012m };

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_row_without_a_member_is_skipped(string? key)
    {
        var builder = new MemberTableBuilder<string>(Window());
        builder.Add(new Transaction<string>(key, Day, 5));
        builder.Add(new MemberEvent<string>(key, Day, MemberEventKind.Visit));
        builder.AddRange([new Transaction<string>(key, Day, 5), new Transaction<string>("a", Day, 5)]);
        OneUsed(builder, SkipReasons.NoMember, 3);
    }

    [Fact]
    public void Zero_and_the_empty_guid_are_members()
    {
        var numbers = new MemberTableBuilder<long>();
        numbers.Add(new Transaction<long>(0, Day, 1));
        var guids = new MemberTableBuilder<Guid>();
        guids.Add(new Transaction<Guid>(Guid.Empty, Day, 1));
        Assert.Equal((1, 1), (numbers.Build()[0].Purchases, guids.Build()[Guid.Empty].Purchases));
    }

    [Fact]
    public void Rows_outside_the_window_are_skipped_and_a_window_that_starts_late_warns()
    {
        var builder = new MemberTableBuilder<string>(Window());
        builder.AddRange([Row("2024-04-30"), Row("2024-05-01"), Row("2024-05-31"), Row("2024-06-01"), Row("2024-06-02")]);
        builder.Add(new MemberEvent<string>("a", new DateOnly(2024, 4, 30), MemberEventKind.Visit));
        builder.Add(new MemberEvent<string>("a", new DateOnly(2024, 4, 1), MemberEventKind.Registration));
        builder.Add(new MemberEvent<string>("b", new DateOnly(2024, 5, 1), MemberEventKind.Registration));
        builder.Add(new MemberEvent<string>("c", new DateOnly(2024, 6, 1), MemberEventKind.Registration));
        var table = builder.Build();
        Assert.Equal(["a", "b"], table.Keys);
        Assert.Equal(2, table["a"].Purchases);
        Assert.Equal((9, 4, 5), (table.Report!.Read, table.Report.Used, table.Report.SkippedByReason[SkipReasons.OutsideWindow]));
        Assert.Equal((2, 1), (table.Report.RowsBeforeWindow, table.Report.MembersRegisteredBeforeWindow));
        Assert.Contains("left truncation", table.Report.Warnings[0].English, StringComparison.Ordinal);
        Assert.Contains("2 rows", table.Report.Warnings[0].English, StringComparison.Ordinal);
        Assert.Equal("5 of 9 rows were skipped: 5 outside the window.", table.Report.Warnings[1].English);
        Assert.Equal(new DateOnly(2024, 4, 1).DayNumber, table["a"].RegistrationCell);
    }

    [Fact]
    public void Rows_after_the_window_warn_that_they_were_skipped_and_of_no_truncation()
    {
        var builder = new MemberTableBuilder<string>(Window());
        builder.Add(Row("2024-05-01"));
        Assert.Empty(builder.Build().Report!.Warnings);
        builder.Add(Row("2024-06-01"));
        var warning = Assert.Single(builder.Build().Report!.Warnings);
        Assert.Equal(("1 of 2 rows were skipped: 1 outside the window.", "读入的2行中有1行被跳过：1行在观察窗口之外。"), (warning.English, warning.Chinese));
    }

    [Fact]
    public void In_an_ordered_log_a_row_before_its_members_last_cell_is_late()
    {
        var builder = new MemberTableBuilder<string>(Window(order: LogOrder.TimeOrderedPerMember));
        builder.AddRange((Transaction<string>[])[
            new("a", new DateTime(2024, 5, 10, 20, 0, 0), 5), new("a", new DateTime(2024, 5, 10, 8, 0, 0), 2), // the same cell is not late
            new("a", new DateTime(2024, 5, 9, 23, 59, 59), 7), new("b", new DateTime(2024, 5, 9, 23, 59, 59), 7)]);
        builder.Add(new MemberEvent<string>("a", new DateOnly(2024, 5, 2), MemberEventKind.Visit)); // events have no order
        var table = builder.Build();
        Assert.Equal(7m, table["a"].Sales);
        Assert.Equal(1, table["a"].Purchases);
        Assert.Equal(new Dictionary<string, long> { [SkipReasons.Late] = 1 }, table.Report!.SkippedByReason);
        Assert.Equal(1, table.Report.Visits);
    }

    [Fact]
    public void Zero_amounts_are_skipped_where_they_are_no_sales()
    {
        var options = Window();
        options.ZeroAmounts = ZeroAmountPolicy.Skip;
        var builder = new MemberTableBuilder<string>(options);
        builder.AddRange((Transaction<string>[])[new("a", Day, 5), new("a", Day.AddDays(1), 0.00m), new("b", Day, 0)]);
        OneUsed(builder, SkipReasons.ZeroAmount, 2);
    }

    [Fact]
    public void Refunds_are_rejected_or_ignored_on_request()
    {
        var options = Window();
        options.Refunds = RefundPolicy.Reject;
        var rejecting = new MemberTableBuilder<string>(options);
        rejecting.AddRange((Transaction<string>[])[new("a", Day, 5), new("a", Day, -5), new("b", Day, -1)]);
        OneUsed(rejecting, SkipReasons.RefundRejected, 2);
        options.Refunds = RefundPolicy.Ignore;
        var ignoring = new MemberTableBuilder<string>(options);
        ignoring.AddRange((Transaction<string>[])[new("a", Day, 5) { Margin = 1 }, new("a", Day, -5), new("a", Day.AddDays(1), -5)]);
        var table = ignoring.Build();
        Assert.Equal((1, 5m, 0m, 5m, 1m),
            (table["a"].Purchases, table["a"].Net!.Value, table["a"].Refunds!.Value, table["a"].PurchaseSpend!.Value, table["a"].Margin!.Value));
        Assert.Equal((2, 0), (table.Report!.RefundRows, table.Report.Skipped));
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Amounts_beyond_the_limit_of_a_row_are_skipped(decimal amount)
    {
        var builder = new MemberTableBuilder<string>(Window());
        builder.AddRange((Transaction<string>[])[new("a", Day, 5), new("a", Day, amount), new("b", Day, amount) { Margin = 1 }]);
        OneUsed(builder, SkipReasons.AmountOutOfRange, 2);
    }

    [Theory]
    [MemberData(nameof(InRange))]
    public void Amounts_up_to_the_limits_are_summed_exactly(decimal amount)
    {
        var builder = new MemberTableBuilder<string>(Window());
        builder.AddRange((Transaction<string>[])[new("a", Day, amount) { Margin = amount }, new("a", Day, 0.0000000001m) { Margin = amount }]);
        var row = builder.Build()["a"];
        Assert.Equal((amount + 0.0000000001m, 2 * amount), (row.Net!.Value, row.Margin!.Value));
    }

    [Theory]
    [InlineData("1931-12-13T20:45:52Z", false)]
    [InlineData("1931-12-13T20:45:53Z", true)]
    [InlineData("2068-01-19T03:14:07Z", true)]
    [InlineData("2068-01-19T03:14:07.0000001Z", false)]
    [InlineData("0001-01-01T00:00:00Z", false)]
    [InlineData("9999-12-31T23:59:59Z", false)]
    public void Instants_reach_as_far_as_32_bits_of_seconds(string time, bool used)
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { Grain = EventGrain.Instant });
        builder.Add(new Transaction<string>("a", DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), 5));
        builder.Add(new Transaction<string>("b", Day, 5));
        var report = builder.Build().Report!;
        Assert.Equal(used ? 0 : 1, report.SkippedByReason.GetValueOrDefault(SkipReasons.TimeOutOfRange));
        Assert.Equal(2, report.Read);
    }

    [Fact]
    public void Instants_may_lie_further_apart_than_an_int_of_seconds()
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { Grain = EventGrain.Instant });
        foreach (var year in new[] { 1935, 2015, 2020 })
            builder.Add(new Transaction<string>("a", new DateOnly(year, 1, 1), 5));
        var table = builder.Build();
        var years = table.In(TimeUnit.Day);
        var (first, second) = (new DateTime(2015, 1, 1) - new DateTime(1935, 1, 1), new DateTime(2020, 1, 1) - new DateTime(2015, 1, 1));
        Assert.Equal(first.TotalDays + second.TotalDays, years.TimeOfLastPurchase(0));
        Assert.Equal(Math.Log(first.TotalSeconds) + Math.Log(second.TotalSeconds), table["a"].SumOfLogGaps!.Value, 1e-12);
        Assert.Equal([new GapCount(int.MaxValue, 1)], table.Gaps!.Completed(1)); // as long as an int tells
    }

    [Fact]
    public void The_hosts_own_reasons_are_counted_by_their_words()
    {
        var builder = new MemberTableBuilder<string>(Window());
        builder.Add(new Transaction<string>("a", Day, 5));
        builder.Skip("no date");
        builder.Skip("no date");
        builder.Skip(SkipReasons.NoMember);
        builder.Add(new Transaction<string>("", Day, 5));
        var report = builder.Build().Report!;
        Assert.Equal((5, 1, 4), (report.Read, report.Used, report.Skipped));
        Assert.Equal(new Dictionary<string, long> { ["no date"] = 2, [SkipReasons.NoMember] = 2 }, report.SkippedByReason);
        Assert.ThrowsAny<ArgumentException>(() => builder.Skip(" "));
        Assert.ThrowsAny<ArgumentException>(() => builder.Skip(null!));
    }

    [Fact]
    public void An_event_of_no_defined_kind_is_a_wrong_call()
    {
        var builder = new MemberTableBuilder<string>(Window());
        var error = Assert.Throws<ArgumentException>(() => builder.Add(new MemberEvent<string>("a", Day, (MemberEventKind)7)));
        Assert.Contains("7", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, builder.RowsRead);
    }

    private static MemberTableOptions Window(LogOrder order = LogOrder.Any) =>
        new() { WindowFirst = new DateTime(2024, 5, 1), WindowLast = new DateTime(2024, 5, 31), Order = order };

    private static Transaction<string> Row(string day) => new("a", DateOnly.ParseExact(day, "yyyy-MM-dd"), 5);

    private static void OneUsed(MemberTableBuilder<string> builder, string reason, int skipped)
    {
        var table = builder.Build();
        Assert.Equal(["a"], table.Keys);
        Assert.Equal((1, 5m), (table["a"].Purchases, table["a"].Net!.Value));
        Assert.Equal(new Dictionary<string, long> { [reason] = skipped }, table.Report!.SkippedByReason);
        Assert.Equal((1 + skipped, 1), (table.Report.Read, table.Report.Used));
    }
}
