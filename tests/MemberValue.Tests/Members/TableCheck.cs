using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Compares tables and rows: counts, times and money exactly, sums of log gaps within 1e-12.</summary>
internal static class TableCheck
{
    public static MemberTableBuilder<int> BuilderOf(IEnumerable<LogLine> lines, MemberTableOptions options)
    {
        var builder = new MemberTableBuilder<int>(options);
        foreach (var line in lines)
            line.AddTo(builder);
        return builder;
    }

    /// <summary>A builder of a log and what the oracle says of it; a log with nothing in it has no table, which both must say.</summary>
    public static bool IsOracles(IReadOnlyCollection<LogLine> lines, MemberTableOptions options, MemberTableBuilder<int> builder)
    {
        var oracle = new LogOracle(lines, options);
        if (oracle.Window is null)
        {
            Assert.Throws<InvalidOperationException>(() => builder.Build());
            return true;
        }

        var table = builder.Build();
        SameNumbers(oracle, table);
        SameGaps(oracle, table.Gaps!);
        SameReport(oracle, lines.Count, table.Report!);
        return true;
    }

    public static void SameNumbers(LogOracle oracle, MemberTable<int> table)
    {
        Assert.Equal(oracle.Window, table.Window);
        Assert.Equal(oracle.Members.Keys.Order(), table.Keys.Order());
        var days = table.In(TimeUnit.Day);
        foreach (var (key, expected) in oracle.Members)
        {
            SameRow(expected.Row, table[key]);
            Assert.True(table.TryGetIndex(key, out var index));
            Assert.Equal(expected.X, days.RepeatPurchases(index));
            Assert.Equal(expected.Tx ?? double.NaN, days.TimeOfLastPurchase(index));
            Assert.Equal(expected.T ?? double.NaN, days.Age(index));
        }
    }

    public static void SameRow(MemberRow expected, MemberRow actual)
    {
        if (expected.SumOfLogGaps is { } sum)
            Assert.Equal(sum, actual.SumOfLogGaps!.Value, 1e-12 * Math.Max(1, sum));
        Assert.Equal(expected.SumOfLogGaps is null, actual.SumOfLogGaps is null);
        Assert.Equal(actual.SumOfLogGaps is { } same ? expected.With(LogColumns.SumOfLogGaps, same) : expected, actual);
    }

    public static void SameGaps(LogOracle oracle, GapHistogram gaps)
    {
        for (var ordinal = 1; ordinal <= gaps.Ordinals; ordinal++)
        {
            Assert.Equal(oracle.Completed(ordinal), gaps.Completed(ordinal));
            Assert.Equal(oracle.Open(ordinal), gaps.Open(ordinal));
        }

        Assert.Equal(0, gaps.Unrecorded);
    }

    public static void SameReport(LogOracle oracle, int lines, IngestionReport report)
    {
        Assert.Equal(lines, report.Read);
        Assert.Equal(report.Read, report.Used + report.Skipped);
        Assert.Equal(oracle.SaleRows, report.SaleRows);
        Assert.Equal(oracle.RefundRows, report.RefundRows);
        Assert.Equal(oracle.MergedRows, report.MergedRows);
        Assert.Equal(oracle.Skipped.OrderBy(pair => pair.Key), report.SkippedByReason.OrderBy(pair => pair.Key));
    }

    /// <summary>Two tables of the same log, read in two ways.</summary>
    public static void Same(MemberTable<int> expected, MemberTable<int> actual, bool reports = true)
    {
        Assert.Equal(expected.Window, actual.Window);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var key in expected.Keys)
            SameRow(expected[key], actual[key]);
        for (var ordinal = 1; ordinal <= expected.Gaps!.Ordinals; ordinal++)
        {
            Assert.Equal(expected.Gaps.Completed(ordinal), actual.Gaps!.Completed(ordinal));
            Assert.Equal(expected.Gaps.Open(ordinal), actual.Gaps.Open(ordinal));
        }

        Assert.Equal(expected.Gaps.Unrecorded, actual.Gaps!.Unrecorded);
        if (reports)
            Assert.Equal(expected.Report, actual.Report);
    }
}
