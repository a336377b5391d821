using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>One log cut in two: what lies on which side of the cut, and who counts.</summary>
public class CalibrationHoldoutTests
{
    private static readonly DateOnly Cut = new(2024, 3, 31);

    [Fact]
    public void The_last_calibration_day_is_calibration_and_the_next_is_holdout()
    {
        var split = Read(new LogLine(1, Cut, 10) { Hour = 23 }, new LogLine(1, Cut.AddDays(1), 5) { Hour = 0 });
        Assert.Equal(1, split.Calibration[1].Purchases);
        Assert.Equal(0, split.Calibration[1].Age);
        Assert.Equal([1], split.HoldoutPurchases.ToArray());
        Assert.Equal(5m, split.HoldoutPurchaseSpend[0]);
        Assert.Equal("2024-04-01 through 2024-06-30", split.HoldoutWindow.ToString());
    }

    [Fact]
    public void Members_of_the_holdout_only_are_dropped_and_counted()
    {
        var split = Read(new LogLine(1, Cut, 10), new LogLine(2, Cut.AddDays(2), 5), new LogLine(3, Cut.AddDays(2), 5));
        Assert.Equal([1], split.Calibration.Keys);
        Assert.Equal(2, split.NewMembers);
        Assert.Equal(3, split.Report.Used);
        Assert.Equal(0, split.HoldoutMeanPurchaseSpend(0));
        Assert.Equal(0, split.HoldoutMeanSale(0));
    }

    [Fact]
    public void Rows_purchases_and_refunds_of_the_holdout_are_told_apart()
    {
        var split = Read(
            new LogLine(2, Cut, 10), new LogLine(1, Cut, 10),
            new LogLine(1, Cut.AddDays(1), 6), new LogLine(1, Cut.AddDays(1), 4), new LogLine(1, Cut.AddDays(1), -1),
            new LogLine(1, Cut.AddDays(9), 20), new LogLine(1, Cut.AddDays(20), -5));
        Assert.Equal([0, 2], split.HoldoutPurchases.ToArray());
        Assert.Equal([0, 3], split.HoldoutRows.ToArray());
        Assert.Equal([0m, 29m], split.HoldoutPurchaseSpend);
        Assert.Equal([0m, 30m], split.HoldoutSales);
        Assert.Equal([0m, 24m], split.HoldoutNet); // the refund of a later cell too
        Assert.Equal(14.5, split.HoldoutMeanPurchaseSpend(1));
        Assert.Equal(10, split.HoldoutMeanSale(1));
    }

    [Fact]
    public void Both_parts_say_what_two_tables_over_their_windows_say() => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => (o.WindowFirst, o.WindowLast) = (null, new DateTime(2024, 3, 31)));
        var cut = new DateOnly(2024, 2, 26);
        var before = new LogOracle(log.Lines.Where(line => line.Day <= cut).ToList(), log.With(o =>
            (o.WindowFirst, o.WindowLast) = (null, cut.ToDateTime(TimeOnly.MinValue))));
        if (before.Window is null)
            return true;
        var after = new LogOracle(log.Lines.Where(line => line.Day > cut).ToList(), log.With(o =>
            (o.WindowFirst, o.WindowLast) = (cut.AddDays(1).ToDateTime(TimeOnly.MinValue), new DateTime(2024, 3, 31))));
        var split = LogCheck.Read(log.Lines, options).Holdout(cut);
        TableCheck.SameNumbers(before, split.Calibration);
        Assert.Equal(log.Lines.Count, split.Report.Read);
        Assert.Equal(after.Members.Keys.Except(before.Members.Keys).Count(), split.NewMembers);
        for (var row = 0; row < split.Calibration.Count; row++)
        {
            var expected = after.Members.GetValueOrDefault(split.Calibration.Keys[row])?.Row;
            Assert.Equal(expected?.Purchases ?? 0, split.HoldoutPurchases[row]);
            Assert.Equal(expected?.PurchaseSpend ?? 0, split.HoldoutPurchaseSpend[row]);
            Assert.Equal(expected?.Sales ?? 0, split.HoldoutSales[row]);
            Assert.Equal(log.Lines.Count(line => line.Day > cut && line.Day <= new DateOnly(2024, 3, 31) && line.Kind == LineKind.Transaction
                && line.Member == split.Calibration.Keys[row] && (line.Amount > 0 || (line.Amount == 0 && options.ZeroAmounts == ZeroAmountPolicy.Sale))),
                split.HoldoutRows[row]);
        }

        return true;
    });

    [Theory]
    [InlineData("2023-12-31")]
    [InlineData("2024-06-30")]
    public void A_cut_that_leaves_no_calibration_or_no_holdout_is_refused(string cut)
    {
        var day = DateOnly.ParseExact(cut, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var error = Assert.Throws<ArgumentOutOfRangeException>("calibrationLast", () => MemberLog.Read<int>([], Options()).Holdout(day));
        Assert.Contains(cut, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_holdout_without_an_end_needs_a_row()
    {
        var log = MemberLog.Read([new LogLine(1, Cut, 1).ToTransaction()]);
        Assert.Contains("WindowLast", Assert.Throws<ArgumentOutOfRangeException>(() => log.Holdout(Cut)).Message, StringComparison.Ordinal);
    }

    private static MemberTableOptions Options() => new() { WindowFirst = new DateTime(2024, 1, 1), WindowLast = new DateTime(2024, 6, 30) };

    private static CalibrationHoldout<int> Read(params LogLine[] lines) => MemberLog.Read(lines.Select(line => line.ToTransaction()), Options()).Holdout(Cut);
}
