using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Strict mode throws on the first bad row, and leaves a builder that goes on as if the caller had counted the row itself.</summary>
public class StrictModeTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);

    public static TheoryData<Transaction<string>, string, string[]> BadRows => new()
    {
        { new("", Day, 1), SkipReasons.NoMember, ["key is ''", "must name a member", "count them with Skip"] },
        { new(null, Day, 1), SkipReasons.NoMember, ["key is null", "must name a member"] },
        { new("a", Day.AddDays(-1), 1), SkipReasons.Late, ["2024-05-09", "before the member's last", "Order = Any"] },
        { new("a", Day, -1.5m), SkipReasons.RefundRejected, ["amount is -1.5", "0 or more", "Net nets refunds"] },
        { new("a", Day, decimal.MaxValue), SkipReasons.AmountOutOfRange,
            ["amount is 79228162514264337593543950335", "through 1,000,000,000,000", "larger unit"] },
        { new("a", Day, 100m / 3m), SkipReasons.LongAmount, ["amount is 33.33333333333333", "10 decimals", "LongAmounts = Round"] },
        { new("a", Day, 1) { Margin = -2_000_000_000_000m }, SkipReasons.MarginOutOfRange, ["margin is -2000000000000", "from -1,000,000,000,000", "Correct"] },
        { new("a", Day, 1) { Margin = 1e-20m }, SkipReasons.MarginOutOfRange, ["margin is 0.00000000000000000001", "10 decimals", "LongAmounts = Round"] },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void The_first_bad_row_throws_with_its_number_reason_value_limit_and_advice(Transaction<string> bad, string reason, string[] says)
    {
        var builder = New();
        var error = Assert.Throws<BadRowException>(() => builder.AddRange([new("a", Day, 1), new("b", Day, 1), bad, new("c", Day, 1)]));
        Assert.Equal((3, reason), (error.Row, error.Reason));
        Assert.StartsWith($"Row 3 cannot be used: {reason}. ", error.Message, StringComparison.Ordinal);
        Assert.All(says, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
        builder.Add(new Transaction<string>("a", Day, 2));
        var table = builder.Build();
        Assert.Equal(["a", "b"], table.Keys);
        Assert.Equal(3m, table["a"].Net);
        Assert.Equal((4, 3, 1), (table.Report!.Read, table.Report.Used, table.Report.SkippedByReason[reason]));
        Assert.Equal(1, table.Report.MergedRows);
    }

    [Fact]
    public void A_bad_row_throws_through_every_door()
    {
        var builder = New();
        var bad = new Transaction<string>(null, Day, 1);
        Assert.Equal(1, Assert.Throws<BadRowException>(() => builder.Add(bad)).Row);
        Assert.Equal(3, Assert.Throws<BadRowException>(() => builder.AddRange(new[] { new("a", Day, 1), bad, bad }.Select(row => row))).Row);
        Assert.Equal(4, Assert.Throws<BadRowException>(() => builder.Add(new MemberEvent<string>(null, Day, MemberEventKind.Visit))).Row);
        Assert.Equal(5, Assert.Throws<BadRowException>(() => builder.Skip("no date")).Row);
        Assert.Equal(5, builder.RowsRead);
    }

    [Fact]
    public void Rows_left_out_on_purpose_do_not_throw()
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions
        {
            Strict = true,
            ZeroAmounts = ZeroAmountPolicy.Skip,
            WindowFirst = new DateTime(2024, 5, 1),
        });
        var line = new Transaction<string>("a", Day, 1) { OrderId = "o", LineId = 1 };
        builder.AddRange([line, line, line with { Amount = 0 }, line with { Time = new DateOnly(2024, 4, 30) }]);
        Assert.Equal(3, builder.Build().Report!.Skipped);
    }

    [Fact]
    public void A_time_that_the_grain_cannot_count_says_how_far_it_counts()
    {
        var builder = new MemberLogBuilder<string>(new MemberTableOptions { Strict = true, Grain = EventGrain.Instant });
        var time = new DateTime(1900, 1, 2);
        foreach (var add in (Action[])[() => builder.Add(new Transaction<string>("a", time, 1)),
            () => builder.Add(new MemberEvent<string>("a", time, MemberEventKind.Visit))])
        {
            var error = Assert.Throws<BadRowException>(add);
            Assert.All(["1900-01-02", "1931-12-13", "MemberTableOptions.Grain"], text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_state_says_the_same_of_a_row_that_it_cannot_take()
    {
        var rules = LogRules.From(new MemberTableOptions { LongAmounts = LongAmountPolicy.Reject });
        var error = Assert.Throws<ArgumentException>(() => MemberState.Empty(rules).With(new Transaction<string>("a", Day, 1e-20m), rules));
        Assert.All(["0.00000000000000000001", "10 decimals", "LongAmounts = Round"], text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_strict_mode_nothing_throws()
    {
        var builder = New(strict: false);
        foreach (var row in BadRows)
            builder.Add((Transaction<string>)row[0]);
        builder.Skip("no date");
        Assert.Equal(9, builder.RowsRead);
        Assert.Equal(2, builder.Build().Report!.BadMargins);
    }

    private static MemberTableBuilder<string> New(bool strict = true) => new(new MemberTableOptions
    {
        Strict = strict,
        LongAmounts = LongAmountPolicy.Reject,
        Refunds = RefundPolicy.Reject,
        Order = LogOrder.TimeOrderedPerMember,
    });
}
