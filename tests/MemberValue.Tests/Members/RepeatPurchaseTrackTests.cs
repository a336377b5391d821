using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Members;

/// <summary>Repeat purchases by period: each purchase after a member's first, once.</summary>
public class RepeatPurchaseTrackTests
{
    private static readonly MemberTableOptions CdnowWindow = new()
    {
        WindowFirst = CdnowData.FirstDay.ToDateTime(TimeOnly.MinValue),
        WindowLast = CdnowData.LastDay.ToDateTime(TimeOnly.MinValue),
    };

    private static IEnumerable<Transaction<int>> Log => CdnowData.Log().Select(row => new Transaction<int>(row.Id, row.Day, row.Amount));

    [Fact]
    public void The_weeks_of_CDNOW_are_those_of_the_log()
    {
        var track = MemberLog.Read(Log, CdnowWindow).Track(7);
        Assert.Equal(78, track.Periods);
        // Counted from the raw log by a script of its own.
        Assert.Equal([73, 55, 70, 33, 56, 99, 74], track.RepeatPurchases.Slice(19, 7).ToArray());
        Assert.Equal([0, 19, 23, 39], track.RepeatPurchases[..4].ToArray());
        Assert.Equal(4_339, track.RepeatPurchases.ToArray().Sum());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(100)]
    public void The_track_adds_up_to_the_repeat_purchases_of_the_table(int cellsPerPeriod)
    {
        // As of the last full period's end, so that no cell is left out.
        var days = (CdnowData.LastDay.DayNumber - CdnowData.FirstDay.DayNumber + 1) / cellsPerPeriod * cellsPerPeriod;
        var options = new MemberTableOptions
        {
            WindowFirst = CdnowWindow.WindowFirst,
            WindowLast = CdnowData.FirstDay.AddDays(days - 1).ToDateTime(TimeOnly.MinValue),
        };
        var builder = new MemberTableBuilder<int>(options);
        builder.AddRange(Log);
        var view = builder.Build().In(TimeUnit.Day);
        var track = MemberLog.Read(Log.Reverse(), options).Track(cellsPerPeriod);
        Assert.Equal(Enumerable.Range(0, view.Count).Sum(view.RepeatPurchases), track.RepeatPurchases.ToArray().Sum());
    }

    [Fact]
    public void Only_the_purchases_of_a_tables_members_count_when_one_is_given()
    {
        var options = new MemberTableOptions { WindowFirst = new DateTime(2024, 1, 1), WindowLast = new DateTime(2024, 1, 14) };
        Transaction<string>[] log =
        [
            new("ann", new DateOnly(2024, 1, 1), 5), new("ann", new DateOnly(2024, 1, 1), 7), new("ann", new DateOnly(2024, 1, 8), 5),
            new("ann", new DateOnly(2024, 1, 9), -5),
            new("ben", new DateOnly(2024, 1, 2), 5), new("ben", new DateOnly(2024, 1, 3), 5), new("cem", new DateOnly(2024, 1, 9), 5),
            new("cem", new DateOnly(2024, 1, 10), 5),
        ];
        var read = MemberLog.Read(log, options);
        Assert.Equal([1, 2], read.Track(7).RepeatPurchases.ToArray());
        Assert.Equal([1, 1], read.Track(7, read.Table(new DateOnly(2024, 1, 7))).RepeatPurchases.ToArray());
    }

    [Fact]
    public void Wrong_calls_are_named()
    {
        var window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 14));
        Assert.Contains("1 to 14", Assert.Throws<ArgumentOutOfRangeException>(() => new RepeatPurchaseTrack(window, 15, [])).Message,
            StringComparison.Ordinal);
        Assert.Contains("1 to 14", Assert.Throws<ArgumentOutOfRangeException>(() => new RepeatPurchaseTrack(window, 0, [])).Message,
            StringComparison.Ordinal);
        Assert.Contains("3 counts for 2 periods", Assert.Throws<ArgumentException>(() => new RepeatPurchaseTrack(window, 7, [1, 2, 3])).Message,
            StringComparison.Ordinal);
        Assert.Contains("0 or more", Assert.Throws<ArgumentException>(() => new RepeatPurchaseTrack(window, 7, [1, -2])).Message, StringComparison.Ordinal);
    }
}
