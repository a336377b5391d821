using MemberValue.Churn;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Compares the answers of a log with those of readers that read it for one question alone: to the last bit.</summary>
internal static class LogCheck
{
    public static MemberLog<int> Read(IEnumerable<LogLine> lines, MemberTableOptions options)
    {
        var builder = new MemberLogBuilder<int>(options);
        foreach (var line in lines)
            Add(builder, line);
        return builder.Build();
    }

    public static void Add(LogReader<int> reader, LogLine line)
    {
        if (line.Kind == LineKind.Transaction)
            reader.Add(line.ToTransaction());
        else
            reader.Add(line.ToEvent());
    }

    /// <summary>A few days from before the log until after it, in any order.</summary>
    public static IReadOnlyList<DateOnly> Days(LogCase log, int count)
    {
        var random = log.Random(12);
        return [.. Enumerable.Range(0, count).Select(_ => new DateOnly(2024, 2, 16).AddDays(random.Next(30)))];
    }

    public static MemberTableOptions Copy(MemberTableOptions options, Action<MemberTableOptions> change)
    {
        var copy = new MemberTableOptions
        {
            Grain = options.Grain,
            FirstDayOfWeek = options.FirstDayOfWeek,
            TimeZone = options.TimeZone,
            WindowFirst = options.WindowFirst,
            WindowLast = options.WindowLast,
            Refunds = options.Refunds,
            ZeroAmounts = options.ZeroAmounts,
            Order = options.Order,
            RecentCells = options.RecentCells,
            SkipDuplicateLines = options.SkipDuplicateLines,
            GapOrdinals = options.GapOrdinals,
            Strict = options.Strict,
        };
        change(copy);
        return copy;
    }

    /// <summary>The options with the window through the end of a day, said in plain calendar words.</summary>
    public static MemberTableOptions Through(DateOnly day, MemberTableOptions options) => SnapshotCheck.AloneAt(day, options, SnapshotSchedule.On([day]));

    public static bool StartsAfter(MemberTableOptions options, DateOnly day) => options.WindowFirst is { } first && DateOnly.FromDateTime(first) > day;

    /// <summary>The table of a builder with this window alone; null where there is none.</summary>
    public static MemberTable<int>? Alone(IEnumerable<LogLine> lines, MemberTableOptions options)
    {
        try
        {
            return TableCheck.BuilderOf(lines, options).Build();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    public static void SameBits(MemberTable<int> expected, MemberTable<int> actual, bool reports = true)
    {
        if (reports)
            SnapshotCheck.Same(expected, actual);
        else
            TableCheck.Same(expected, actual, reports: false);
        foreach (var key in expected.Keys)
            Assert.Equal(expected[key], actual[key]); // sums of logarithms, too
    }

    public static void SameHoldout(CalibrationHoldout<int> expected, CalibrationHoldout<int> actual)
    {
        Assert.Equal(expected.Report, actual.Report);
        Assert.Equal(expected.HoldoutWindow, actual.HoldoutWindow);
        Assert.Equal(expected.NewMembers, actual.NewMembers);
        Assert.Equal(expected.HoldoutSpend.Decimals, actual.HoldoutSpend.Decimals);
        Assert.Equal(expected.HoldoutSales.Decimals, actual.HoldoutSales.Decimals);
        foreach (var key in expected.Calibration.Keys)
        {
            Assert.True(expected.Calibration.TryGetIndex(key, out var there) & actual.Calibration.TryGetIndex(key, out var here));
            Assert.Equal(expected.HoldoutPurchases[there], actual.HoldoutPurchases[here]);
            Assert.Equal(expected.HoldoutRows[there], actual.HoldoutRows[here]);
            Assert.Equal(expected.HoldoutSpend[there], actual.HoldoutSpend[here]);
            Assert.Equal(expected.HoldoutSales[there], actual.HoldoutSales[here]);
        }
    }

    public static void SameDataset(ChurnDataset<int> expected, ChurnDataset<int> actual)
    {
        Assert.Equal(expected.Features.Names, actual.Features.Names);
        for (var feature = 0; feature < expected.Features.Names.Count; feature++)
            Assert.Equal(expected.Features.Column(feature).ToArray(), actual.Features.Column(feature).ToArray());
        Assert.Equal(expected.Labels.ToArray(), actual.Labels.ToArray());
        Assert.Equal(expected.Members, actual.Members);
        Assert.Equal(expected.MemberNumbers.ToArray(), actual.MemberNumbers.ToArray());
        Assert.Equal(expected.Origins, actual.Origins);
        Assert.Equal(expected.OriginNumbers.ToArray(), actual.OriginNumbers.ToArray());
    }
}
