using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Strict mode throws on the first bad row, and leaves a builder that goes on as if the caller had counted the row itself.</summary>
public class StrictModeTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);

    public static TheoryData<Transaction<string>, string> BadRows => new()
    {
        { new("", Day, 1), SkipReasons.NoMember },
        { new("a", Day.AddDays(-1), 1), SkipReasons.Late },
        { new("a", Day, -1), SkipReasons.RefundRejected },
        { new("a", Day, decimal.MaxValue), SkipReasons.AmountOutOfRange },
        { new("a", Day, 1) { Margin = 1e-20m }, SkipReasons.AmountOutOfRange },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void The_first_bad_row_throws_with_its_number_and_reason(Transaction<string> bad, string reason)
    {
        var builder = New();
        var error = Assert.Throws<BadRowException>(() => builder.AddRange([new("a", Day, 1), new("b", Day, 1), bad, new("c", Day, 1)]));
        Assert.Equal((3, reason), (error.Row, error.Reason));
        Assert.Equal($"Row 3 cannot be used: {reason}.", error.Message);
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
            SkipDuplicateLines = true,
            ZeroAmounts = ZeroAmountPolicy.Skip,
            WindowFirst = new DateTime(2024, 5, 1),
        });
        var line = new Transaction<string>("a", Day, 1) { OrderId = "o" };
        builder.AddRange([line, line, line with { Amount = 0 }, line with { Time = new DateOnly(2024, 4, 30) }]);
        Assert.Equal(3, builder.Build().Report!.Skipped);
    }

    [Fact]
    public void Without_strict_mode_nothing_throws()
    {
        var builder = New(strict: false);
        foreach (var row in BadRows)
            builder.Add((Transaction<string>)row[0]);
        builder.Skip("no date");
        Assert.Equal(6, builder.RowsRead);
    }

    private static MemberTableBuilder<string> New(bool strict = true) => new(new MemberTableOptions
    {
        Strict = strict,
        Refunds = RefundPolicy.Reject,
        Order = LogOrder.TimeOrderedPerMember,
    });
}
