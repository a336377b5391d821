using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests;

public class ReadmeTests
{
    private static readonly Transaction<string>[] Log =
    [
        new("ann", new DateOnly(2024, 1, 9), 120.00m),
        new("bo", new DateOnly(2024, 2, 1), 20.00m),
        new("ann", new DateTime(2024, 3, 1, 18, 30, 0, DateTimeKind.Utc), 80.50m),
        new("ann", new DateTimeOffset(2024, 3, 1, 23, 30, 0, TimeSpan.FromHours(1)), -10.50m),
        new("cy", new DateOnly(2024, 6, 3), 45.00m),
    ];

    [Fact]
    public void The_example_of_the_readme_runs()
    {
        IEnumerable<Transaction<string>> rows = Log;

        // example: readme
        // rows is an IEnumerable<Transaction<string>>: member, time, amount.
        MemberLog<string> log = MemberLog.Read(rows, new MemberTableOptions { TimeZone = "Europe/Berlin", WindowLast = new DateTime(2024, 6, 30) });
        MemberTable<string> table = log.Table(); // one row per member, as of 30 June

        RfmScale scale = RfmScale.FitQuantiles(table.Columns);
        MemberResults<string, RfmScore> scores = scale.Score(table);
        MemberResults<string, Segment?> segments = SegmentMaps.TenCells.Apply(scores);

        MemberRow ann = table["ann"];
        var text = $"{ann.Purchases} purchases, {ann.Net} net, {ann.Recency} days ago: {scores["ann"]} {segments["ann"]}";
        // example end

        Assert.Equal("2 purchases, 190.00 net, 121 days ago: 355 Loyal", text);
        Assert.Equal(0, table.Report!.Skipped);
    }
}
