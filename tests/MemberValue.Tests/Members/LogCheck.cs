using MemberValue.Churn;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>The answers of a log computed again, one small table of a builder at a time, and compared to the last bit.</summary>
internal static class LogCheck
{
    public static MemberLog<int> Read(IEnumerable<LogLine> lines, MemberTableOptions options)
    {
        var builder = new MemberLogBuilder<int>(options);
        foreach (var line in lines)
            Add(builder, line);
        return builder.Build();
    }

    public static IEnumerable<MemberTable<int>> Tables(IEnumerable<LogLine> lines, MemberTableOptions options, SnapshotSchedule schedule) =>
        Read(lines, options).Tables(schedule);

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
            LongAmounts = options.LongAmounts,
            Order = options.Order,
            RecentCells = options.RecentCells,
            RowsWithoutId = options.RowsWithoutId,
            RowIdCells = options.RowIdCells,
            Currency = options.Currency,
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

    public static void SameBits(MemberTable<int> expected, MemberTable<int> actual) => SnapshotCheck.Same(expected, actual);

    /// <summary>The options with a window from cell to cell.</summary>
    public static MemberTableOptions Within(MemberTableOptions options, int? first, int last)
    {
        var calendar = LogRules.From(options).Calendar;
        var before = calendar.Grain == EventGrain.Instant ? 1 : 0; // instants begin after the window's first time
        return Copy(options, o => (o.WindowFirst, o.WindowLast) = (first is { } cell ? calendar.StartOf(cell - before) : null, calendar.StartOf(last)));
    }

    /// <summary>Compares with the tables of the two windows, and sale rows with those that a table of the member alone reports.</summary>
    public static void IsHoldout(IReadOnlyCollection<LogLine> lines, MemberTableOptions options, int cut, int last, CalibrationHoldout<int> split)
    {
        SameBits(Alone(lines, Within(options, LogRules.From(options).FirstCell, cut))!, split.Calibration);
        var holdout = Within(options, cut + 1, last);
        var alone = Alone(lines, holdout)!;
        Assert.Equal(alone.Window, split.HoldoutWindow);
        Assert.Equal(alone.Keys.Except(split.Calibration.Keys).Count(), split.NewMembers);
        for (var row = 0; row < split.Calibration.Count; row++)
        {
            var key = split.Calibration.Keys[row];
            var expected = alone.TryGetIndex(key, out _) ? alone[key] : null;
            Assert.Equal(expected?.Purchases ?? 0, split.HoldoutPurchases[row]);
            Assert.Equal(expected?.PurchaseSpend ?? 0, split.HoldoutPurchaseSpend[row]);
            Assert.Equal(expected?.Sales ?? 0, split.HoldoutSales[row]);
            Assert.Equal(expected?.Net ?? 0, split.HoldoutNet[row]);
            Assert.Equal(Alone(lines.Where(line => line.Member == key), holdout)!.Report!.SaleRows, split.HoldoutRows[row]);
        }
    }

    /// <summary>Repeat purchases by period: a small table for each period, and every purchase but a member's first.</summary>
    public static long[] RepeatsByPeriod(IReadOnlyCollection<LogLine> lines, MemberTableOptions options, int cellsPerPeriod, Func<int, bool> counts)
    {
        var rules = LogRules.From(options);
        var repeats = new List<long>();
        var known = new HashSet<int>();
        for (var first = rules.FirstCell!.Value; first + cellsPerPeriod - 1 <= rules.LastCell; first += cellsPerPeriod)
        {
            var table = Alone(lines, Within(options, first, first + cellsPerPeriod - 1))!;
            var buyers = table.Keys.Where(key => counts(key) && table[key].Purchases > 0).ToList();
            repeats.Add(buyers.Sum(key => table[key].Purchases - (known.Add(key) ? 1 : 0)));
        }

        return [.. repeats];
    }

    /// <summary>Compares with the members of a table at each origin, its features, and their purchases in the table at the end of the horizon.</summary>
    public static void IsDataset(IReadOnlyCollection<LogLine> lines, MemberTableOptions log, ChurnDatasetOptions options, ChurnDataset<int> data)
    {
        var row = 0;
        for (var k = 0; k < options.Origins.Count; k++)
        {
            var origin = options.Origins[k];
            var (then, later) = (Alone(lines, Through(origin, log))!, Alone(lines, Through(origin.AddDays(options.HorizonDays), log))!);
            var features = ChurnFeatures.Table(then.Columns);
            var day = then.Window.Calendar.Unit.Days;
            foreach (var key in then.Keys.Where(key => then[key].Purchases >= options.MinPurchases
                && !(options.MaxRecencyDays is { } most
                    && !(then[key].LastPurchaseCell is { } last && ((long)then.Window.LastCell - last) * day <= most))).ToHashSet())
            {
                var at = Enumerable.Range(0, data.Count).Single(i => data.OriginNumbers[i] == k && data.Members[i] == key);
                Assert.Equal(then[key].Purchases == later[key].Purchases, data.Labels[at]);
                Assert.True(then.TryGetIndex(key, out var there));
                foreach (var (name, j) in data.Features.Names.Select((name, j) => (name, j)))
                    Assert.Equal(features.Names.Contains(name) ? features.Column(name)[there] : double.NaN, data.Features.Column(j)[at]);
                row++;
            }
        }

        Assert.Equal(row, data.Count);
        Assert.Equal(options.Origins, data.Origins);
        var numbers = data.Members.Zip(data.MemberNumbers.ToArray()).Distinct().ToList();
        Assert.Equal(numbers.Count, numbers.DistinctBy(pair => pair.First).Count());
        Assert.Equal(numbers.Count, numbers.DistinctBy(pair => pair.Second).Count());
    }
}
