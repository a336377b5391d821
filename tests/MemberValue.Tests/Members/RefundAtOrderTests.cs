using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Refunds that are dated at their order: against a host who moves them there himself before the log is read, for every day and every way.</summary>
public class RefundAtOrderTests
{
    private static readonly MemberTableOptions AtOrder = new() { Refunds = RefundPolicy.AtOrder };

    private static readonly Transaction<string>[] Returns =
    [
        new("r1", March(4), 50) { OrderId = "o1" }, new("r1", March(5), -15) { OrderId = "o1" }, new("r1", March(13), -35) { OrderId = "o1" },
        new("r2", March(4), 40) { OrderId = "o2" }, new("r2", March(9), 70) { OrderId = "o3" }, new("r2", March(20), -70) { OrderId = "o3" },
    ];

    [Fact]
    public void An_order_that_is_given_back_wholly_is_no_purchase()
    {
        var log = MemberLog.Read(Returns, AtOrder);
        var table = log.Table();
        Assert.Equal([0m, 40m], table.Columns.Net);
        Assert.Equal([50m, 70m], table.Columns.Refunds);
        Assert.Equal([1, 2], table.Columns.Orders.ToArray());
        Assert.Equal([0, 1], table.Columns.Purchases.ToArray());
        Assert.Equal([0m, 40m], table.Columns.PurchaseSpend);
        Assert.Equal(March(4).DayNumber, table["r2"].LastPurchaseCell);
        Assert.Equal((3, 0), (table.Report!.RefundRows, table.Report.UnmatchedRefunds));
    }

    [Theory]
    [InlineData(4, 0, 1, 50)]
    [InlineData(5, 15, 1, 35)]
    [InlineData(12, 15, 1, 35)]
    [InlineData(13, 50, 0, 0)]
    public void As_of_a_day_before_the_refund_the_purchase_stands(int day, int refunds, int purchases, int spend)
    {
        var log = MemberLog.Read(Returns, AtOrder);
        Assert.Equal((refunds, purchases, spend), Of(log.Table(March(day))["r1"]));
        Assert.Equal((refunds, purchases, spend), Of(log.StateOf("r1")!.AsOf(March(day))));
        Assert.Equal((refunds, purchases, spend), Of(log.Tables(SnapshotSchedule.On([March(4), March(5), March(12), March(13)]))
            .Single(table => table.Window.LastCell == March(day).DayNumber)["r1"]));
        static (decimal, int, decimal) Of(MemberRow row) => (row.Refunds!.Value, row.Purchases, row.PurchaseSpend!.Value);
    }

    [Fact]
    public void A_refund_without_its_order_counts_on_its_own_day_and_is_counted()
    {
        Transaction<string>[] rows =
        [
            new("a", March(4), 50) { OrderId = "o1" }, new("a", March(6), 20) { OrderId = "o2" }, new("a", March(8), -20) { OrderId = "lost" },
            new("a", March(8), -5), new("b", March(9), -20) { OrderId = "o2" }, new("a", March(10), -20) { OrderId = "o2" },
        ];
        var table = MemberLog.Read(rows, AtOrder).Table();
        Assert.Equal((25m, 1, 50m), (table["a"].Net, table["a"].Purchases, table["a"].PurchaseSpend)); // another member's order is not theirs
        Assert.Equal(3, table.Report!.UnmatchedRefunds);
        Assert.Contains("3 refund rows found no order to be dated at and count on their own day.", table.Report.Warnings.Select(text => text.English));
        Assert.Equal(2, MemberLog.Read(rows, AtOrder).Table(March(8)).Report!.UnmatchedRefunds);
    }

    [Fact]
    public void What_an_order_sold_on_several_days_is_given_back_from_the_first_on()
    {
        Transaction<string>[] rows =
            [new("a", March(1), 30) { OrderId = 1 }, new("a", March(5), 20) { OrderId = 1 }, new("a", March(5), 4), new("a", March(9), -35) { OrderId = 1 }];
        var row = MemberLog.Read(rows, AtOrder).Table()["a"];
        Assert.Equal((1, 19m, March(5).DayNumber), (row.Purchases, row.PurchaseSpend, row.FirstPurchaseCell));
        row = MemberLog.Read(rows.Append(new("a", March(9), -40) { OrderId = 1 }), AtOrder).Table()["a"]; // more than was sold
        Assert.Equal((0, -21m, 0m), (row.Purchases, row.Net, row.PurchaseSpend));
    }

    [Fact]
    public void Every_way_gives_what_a_host_gets_who_moves_the_refunds() => Law.Holds(LogCase.Any, log =>
    {
        var random = log.Random(43);
        var lines = log.Shuffled(44).Select((line, i) => line.Kind == LineKind.Transaction && random.Next(2) == 0 ? line with { Id = i + 1 } : line).ToArray();
        foreach (var day in LogCheck.Days(log, 3))
        {
            var options = Options(log, o => o.WindowLast = day.ToDateTime(new TimeOnly(23, 0)));
            var oracle = new LogOracle(Moved(lines, options), LogCheck.Copy(options, o => o.Refunds = RefundPolicy.Net));
            var builder = TableCheck.BuilderOf(lines, options).Build();
            TableCheck.SameNumbers(oracle, builder);
            TableCheck.SameGaps(oracle, builder.Gaps!);
            var whole = LogCheck.Read(lines, Options(log, o => o.WindowLast = null));
            if (whole.Count > 0)
                LogCheck.SameBits(builder, whole.Table(day));
            TableCheck.Same(builder, LogCheck.Read(lines, options).Table());
            TableCheck.Same(builder, RowIdentityTests.Nightly(lines, options, random), reports: false);
            var parts = RowIdentityTests.Parts(lines, 3, random);
            var merged = parts.Select(part => TableCheck.BuilderOf(part, options)).Aggregate((one, other) =>
            {
                one.Merge(other);
                return one;
            });
            TableCheck.Same(builder, merged.Build());
            foreach (var key in builder.Keys)
            {
                var state = RowIdentityTests.StateOf(parts, key, Options(log, o => o.WindowLast = null));
                RowIdentityTests.SameState(builder[key], state.AsOf(builder.Window));
                RowIdentityTests.SameState(builder[key], RowIdentityTests.StateOf(parts, key, options).ToSummary().AsOf(builder.Window));
            }
        }

        return true;
    });

    [Fact]
    public void Tables_of_a_series_are_those_of_a_builder_each() => Law.Holds(LogCase.Any, log =>
    {
        var options = LogCheck.Copy(SnapshotCheck.OptionsOf(log, EventGrain.Day), o => o.Refunds = RefundPolicy.AtOrder);
        var schedule = SnapshotCheck.ScheduleOf(log, options);
        SnapshotCheck.AreBuiltAlone(log.Lines, options, schedule, LogCheck.Read(log.Lines, options));
        schedule = schedule.Rolling(log.Random(45).Next(1, 12));
        options.WindowFirst = null;
        SnapshotCheck.AreBuiltAlone(log.Lines, options, schedule, LogCheck.Read(log.Lines, options));
        return true;
    });

    [Fact]
    public void A_track_counts_the_purchases_that_stayed() =>
        Assert.Equal([0], MemberLog.Read(Returns, AtOrder).Track(17).RepeatPurchases.ToArray());

    private static DateOnly March(int day) => new(2024, 3, day);

    private static MemberTableOptions Options(LogCase log, Action<MemberTableOptions> change) => LogCheck.Copy(log.Options, o =>
    {
        o.Refunds = RefundPolicy.AtOrder;
        o.WindowFirst = new DateTime(2024, 2, 16);
        change(o);
    });

    /// <summary>The lines of a window with each refund moved to the days of its order, the earliest first, as far as the order sold there.</summary>
    private static List<LogLine> Moved(IEnumerable<LogLine> lines, MemberTableOptions options)
    {
        var (first, last) = (DateOnly.FromDateTime(options.WindowFirst!.Value), DateOnly.FromDateTime(options.WindowLast!.Value));
        var seen = lines.Where(line => line.Day >= first && line.Day <= last || line.Kind != LineKind.Transaction).ToList();
        bool IsSale(LogLine line) => line.Kind == LineKind.Transaction && (line.Amount > 0 || line.Amount == 0 && options.ZeroAmounts == ZeroAmountPolicy.Sale);
        var moved = seen.Where(line => line.Kind != LineKind.Transaction || line.Amount >= 0).ToList();
        foreach (var order in seen.Where(line => line is { Kind: LineKind.Transaction, Amount: < 0 }).GroupBy(line => (line.Member, line.Order)))
        {
            var sold = seen.Where(line => IsSale(line) && order.Key.Order is not null && (line.Member, line.Order) == order.Key)
                .GroupBy(line => line.Day).OrderBy(day => day.Key).Select(day => (Day: day.Key, Left: day.Sum(line => line.Amount))).ToArray();
            if (sold.Length == 0)
            {
                moved.AddRange(order);
                continue;
            }

            foreach (var refund in order)
            {
                var (rest, margin) = (-refund.Amount, refund.Margin);
                for (var i = 0; i < sold.Length && rest > 0; i++)
                {
                    var part = i == sold.Length - 1 ? rest : Math.Min(rest, sold[i].Left);
                    sold[i].Left -= part;
                    rest -= part;
                    if (part > 0)
                        moved.Add(refund with { Day = sold[i].Day, Amount = -part, Margin = margin });
                    margin = part > 0 && margin is not null ? 0 : margin;
                }
            }
        }

        return moved;
    }
}
