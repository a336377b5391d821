using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Amounts that come of divisions and of doubles are kept, rounded at the tenth decimal, and counted; or refused where the option says so.</summary>
public class LongAmountTests
{
    private static readonly DateOnly Day = new(2024, 3, 4);

    [Fact]
    public void Results_of_divisions_lose_no_member()
    {
        var table = Read(
            new("a", Day, 41.90m), new("a", Day.AddDays(1), 36.00m / 0.8567m), new("b", Day, 19.99m / 1.19m), new("c", Day, (decimal)(36.00 / 0.8567)));
        Assert.Equal(["a", "b", "c"], table.Keys);
        Assert.Equal(83.92m, decimal.Round(table["a"].Net!.Value, 2));
        Assert.Equal((4, 4, 0, 3), (table.Report!.Read, table.Report.Used, table.Report.Skipped, table.Report.RoundedRows));
        Assert.Equal(["3 rows had an amount or a margin with more than 10 decimals, now rounded."], table.Report.Warnings.Select(text => text.English));
    }

    [Fact]
    public void The_noise_of_a_double_is_rounded_away() =>
        Assert.Equal(118.23m, decimal.Round(Read(new Transaction<string>("a", Day, 118.22999999999999m))["a"].Net!.Value, 10));

    [Fact]
    public void A_third_of_a_hundred_is_kept_as_an_amount_and_as_a_margin()
    {
        var table = Read(new("a", Day, 100m / 3m), new("b", Day, 30) { Margin = 10m / 3m });
        Assert.Equal((33.3333333333m, null), (table["a"].Net, table["a"].Margin));
        Assert.Equal((30m, 3.3333333333m), (table["b"].Net, table["b"].Margin));
        Assert.Equal(2, table.Report!.RoundedRows);
    }

    [Theory]
    [InlineData("0.00000000005", "0")]
    [InlineData("0.00000000015", "0.0000000002")]
    [InlineData("-0.00000000025", "-0.0000000002")]
    [InlineData("0.000000000250000001", "0.0000000003")]
    [InlineData("1000000000000.00000000004", "1000000000000")]
    public void Halves_go_to_the_even_neighbour(string amount, string rounded) => Assert.Equal(
        decimal.Parse(rounded, System.Globalization.CultureInfo.InvariantCulture),
        Read(new Transaction<string>("a", Day, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)))["a"].Net);

    [Fact]
    public void A_row_is_what_its_rounded_amount_is()
    {
        var noise = new[] { new Transaction<string>("a", Day, -1e-12m), new("b", Day, 1e-12m) };
        var zeros = Read(noise);
        Assert.Equal((2, 0), (zeros.Report!.SaleRows, zeros.Report.RefundRows));
        var skipping = MemberLog.Read(noise, new MemberTableOptions { ZeroAmounts = ZeroAmountPolicy.Skip });
        Assert.Equal((2, 0), (skipping.Report.SkippedByReason[SkipReasons.ZeroAmount], skipping.Report.RoundedRows));
    }

    [Fact]
    public void Long_amounts_are_refused_on_request_and_a_long_margin_is_unknown()
    {
        var table = MemberLog.Read(
            [new Transaction<string>("a", Day, 5), new("a", Day, 100m / 3m), new("b", Day, 30) { Margin = 10m / 3m },
                new("c", Day, 1.50000000000000m) { Margin = 1 }],
            new MemberTableOptions { LongAmounts = LongAmountPolicy.Reject }).Table();
        Assert.Equal(["a", "b", "c"], table.Keys);
        Assert.Equal((5m, 30m, null), (table["a"].Net, table["b"].Net, table["b"].Margin));
        Assert.Equal(new Dictionary<string, long> { [SkipReasons.LongAmount] = 1 }, table.Report!.SkippedByReason);
        Assert.Equal((0, 1), (table.Report.RoundedRows, table.Report.BadMargins));
        Assert.Equal(
            ["1 of 4 rows were skipped: 1 amount with more than 10 decimals.", "1 rows had a margin that could not be used; their members have no margin."],
            table.Report.Warnings.Select(text => text.English));
    }

    [Fact]
    public void A_bad_margin_never_drops_the_purchase()
    {
        var table = Read(new("a", Day, 5) { Margin = 2 }, new("a", Day.AddDays(3), 7) { Margin = decimal.MaxValue }, new("b", Day, 1) { Margin = 1 });
        Assert.Equal((2, 12m, null, 1m), (table["a"].Purchases, table["a"].Net, table["a"].Margin, table["b"].Margin));
        Assert.Equal((3, 3, 1), (table.Report!.Read, table.Report.Used, table.Report.BadMargins));
    }

    [Fact]
    public void A_log_of_long_amounts_is_the_log_of_the_rounded_ones() => Law.Holds(LogCase.Any, log =>
    {
        var random = log.Random(31);
        var lines = log.Lines.Select(line => line with
        {
            Amount = Noisy(line.Amount, random),
            Margin = line.Margin is { } margin ? Noisy(margin, random) : null,
        }).ToList();
        var rounded = lines.ConvertAll(line => line with
        {
            Amount = decimal.Round(line.Amount, 10),
            Margin = line.Margin is { } margin ? decimal.Round(margin, 10) : null,
        });
        var (one, other) = (LogCheck.Read(lines, log.Options), LogCheck.Read(rounded, log.Options));
        Assert.Equal(other.Report, one.Report with { RoundedRows = 0 });
        if (new LogOracle(rounded, log.Options).Window is null)
            return true;
        Assert.True(TableCheck.IsOracles(rounded, log.Options, TableCheck.BuilderOf(lines, log.Options)));
        TableCheck.Same(other.Table(), one.Table(), reports: false);
        TableCheck.Same(TableCheck.BuilderOf(lines, log.Options).Build(), one.Table());
        foreach (var day in LogCheck.Days(log, 2).Where(day => !LogCheck.StartsAfter(log.Options, day) && day >= lines.Min(line => line.Day)))
        {
            if (LogCheck.Alone(lines, LogCheck.Through(day, log.Options)) is { } alone && log.Options.WindowLast is null)
                LogCheck.SameBits(alone, one.Table(day));
        }

        return true;
    });

    [Fact]
    public void Columns_by_hand_follow_the_same_rule()
    {
        var window = ObservationWindow.OfDays(Day, Day.AddDays(9));
        var columns = MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = [1, 1],
            Sales = [100m / 3m, 118.22999999999999m],
            Refunds = [10m / 3m, 0],
            Net = [90m / 3m, 118.22999999999999m],
            Margin = [10m / 3m, null],
        });
        Assert.Equal([33.3333333333m, 118.23m], columns.Sales);
        Assert.Equal([30m, 118.23m], columns.Net);
        Assert.Equal((3.3333333333m, null), (columns.Margin.GetOrNull(0), columns.Margin.GetOrNull(1)));
        var worth = new MemberColumn<decimal>("worth", "money");
        Assert.Equal([33.3333333333m, 2.5m], columns.With(worth, [100m / 3m, 2.5m]).Values(worth).ToArray());
        Assert.Equal(0.0000000002m, columns.Row(0).With(worth, 0.00000000015m)[worth]);
        decimal[] kept = [1.25m, 2];
        Assert.Equal(kept, columns.With(worth, kept).Values(worth).ToArray());
    }

    private static decimal Noisy(decimal amount, Random random) => random.Next(3) switch
    {
        0 => amount / 3,
        1 => amount + ((random.Next(2) - 0.5m) * 0.0000000001m), // half a unit of the tenth decimal
        _ => amount,
    };

    private static MemberTable<string> Read(params Transaction<string>[] rows) => MemberLog.Read(rows).Table();
}
