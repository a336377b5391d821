using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>The columns of timing against sums over each member's days, and the same bits from log, states and snapshots.</summary>
public class TimingTests
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    [Fact]
    public void A_member_worked_out_by_hand()
    {
        int[] even = [0, 10, 20, 30];
        int[] burst = [0, 1, 2, 30];
        Transaction<string>[] rows =
        [
            .. even.Select(day => new Transaction<string>("clock", Start.AddDays(day), 5m)),
            .. burst.Select(day => new Transaction<string>("burst", Start.AddDays(day), 5m)),
            new("twice", Start, 1m), new("twice", Start.AddDays(4), 1m), new("once", Start, 1m),
        ];
        MemberEvent<string>[] events =
        [
            new("eve", Start.AddDays(10), MemberEventKind.Registration), new("twice", Start.AddDays(20), MemberEventKind.Visit),
            new("twice", Start.AddDays(20), MemberEventKind.Visit), new("twice", Start.AddDays(21), MemberEventKind.Visit),
        ];
        var log = MemberLog.Read(rows, events: events);
        var table = log.WithTiming(log.Table(Start.AddDays(39)));
        double Of(MemberColumn<double> key, string member) => table.Columns.Values(key)[table.Keys.ToList().IndexOf(member)];
        Assert.Equal(0, Of(TimingColumns.GapVariation, "clock"));
        Assert.Equal(0, Of(TimingColumns.Clumpiness, "clock"), 1e-15); // gaps 10, 10, 10 and 10 to the end
        Assert.Equal(Math.Sqrt(243) / 10, Of(TimingColumns.GapVariation, "burst"), 1e-14); // gaps 1, 1, 28: mean 10, variance (81 + 81 + 324) / 2
        Assert.Equal(
            1 + (2 * (1 / 40.0 * Math.Log(1 / 40.0)) + 28 / 40.0 * Math.Log(28 / 40.0) + 0.25 * Math.Log(0.25)) / Math.Log(4),
            Of(TimingColumns.Clumpiness, "burst"), 1e-14);
        Assert.True(double.IsNaN(Of(TimingColumns.GapVariation, "twice")));
        Assert.Equal(
            1 + (4 / 40.0 * Math.Log(4 / 40.0) + 36 / 40.0 * Math.Log(36 / 40.0)) / Math.Log(2), Of(TimingColumns.Clumpiness, "twice"), 1e-14);
        Assert.True(double.IsNaN(Of(TimingColumns.Clumpiness, "once")));
        Assert.Equal(3, table["twice"].ToColumns().Values(TimingColumns.Visits)[0]);
        Assert.Equal(2, table["twice"].ToColumns().Values(TimingColumns.VisitCells)[0]);
        Assert.Equal(3 * 30 / 40.0, Of(TimingColumns.VisitsPer30Days, "twice"));
        Assert.Equal(0, Of(TimingColumns.VisitsPer30Days, "eve"));
        Assert.True(double.IsNaN(Of(TimingColumns.Clumpiness, "eve")));
    }

    [Fact]
    public void Log_states_and_rolling_windows_give_the_sums_over_the_days_to_the_bit()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var (rows, events) = Rows(seed);
            var options = new MemberTableOptions { Refunds = seed % 3 == 0 ? RefundPolicy.AtOrder : RefundPolicy.Net };
            var log = MemberLog.Read(rows, options, events);
            SnapshotSchedule[] schedules =
            [
                SnapshotSchedule.On([Start.AddDays(40), Start.AddDays(70), Start.AddDays(99)]),
                SnapshotSchedule.On([Start.AddDays(60), Start.AddDays(61), Start.AddDays(99)]).Rolling(30),
            ];
            foreach (var table in schedules.SelectMany(schedule => log.Tables(schedule)).Append(log.Table()).Append(log.Holdout(Start.AddDays(50)).Calibration))
            {
                var timed = log.WithTiming(table);
                foreach (var key in table.Keys)
                {
                    var row = timed[key];
                    Same(row, log.StateOf(key)!.WithTiming(table[key]));
                    if (options.Refunds == RefundPolicy.Net)
                        Check(row, rows.Where(each => each.Member == key), events.Where(each => each.Member == key), table.Window);
                }
            }
        }
    }

    [Fact]
    public void The_order_and_the_parts_of_a_log_do_not_matter()
    {
        var (rows, events) = Rows(5);
        var expected = Timed(MemberLog.Read(rows, events: events));
        var shuffled = rows.ToArray();
        new Random(3).Shuffle(shuffled);
        Assert.Equal(expected, Timed(MemberLog.Read(shuffled, events: events)));
        Assert.Equal(expected, Timed(MemberLog.Read(rows.Take(70).ToArray(), events: events).Merge(MemberLog.Read(rows.Skip(70).ToArray()))));
        var rules = LogRules.From(new MemberTableOptions());
        foreach (var key in rows.Select(row => row.Member).Distinct())
        {
            var parts = new[] { MemberState.Empty(rules), MemberState.Empty(rules) };
            foreach (var (row, i) in rows.Where(row => row.Member == key).Select((row, i) => (row, i)))
                parts[i % 2] = parts[i % 2].With(row, rules);
            var merged = MemberState.FromJson(parts[1].Merge(parts[0]).ToJson());
            var row0 = merged.WithTiming(merged.AsOf(Start.AddDays(99)));
            Assert.Equal(expected[key].Split('|')[0], Gaps(row0));
        }
    }

    [Fact]
    public void A_log_in_hours_has_the_same_variation()
    {
        var (rows, _) = Rows(2);
        var days = MemberLog.Read(rows.Where(row => row.Amount > 0).ToArray());
        var hours = MemberLog.Read(
            rows.Where(row => row.Amount > 0).Select(row => row with { Time = new DateTime(row.Time.Ticks) }).ToArray(),
            new MemberTableOptions { Grain = EventGrain.Hour });
        var (a, b) = (days.WithTiming(days.Table()), hours.WithTiming(hours.Table()));
        for (var row = 0; row < a.Count; row++)
            Assert.Equal(a.Columns.Values(TimingColumns.GapVariation)[row], b.Columns.Values(TimingColumns.GapVariation)[row], 1e-14);
    }

    [Fact]
    public void What_has_no_timing_says_why()
    {
        var (rows, _) = Rows(1);
        var log = MemberLog.Read(rows);
        var table = log.WithTiming(log.Table());
        Assert.False(table.Has(TimingColumns.Visits));
        var summary = log.StateOf(1)!.ToSummary();
        Assert.Contains("keep whole states", Assert.Throws<InvalidOperationException>(() => summary.WithTiming(table[1])).Message, StringComparison.Ordinal);
        var other = MemberLog.Read([new Transaction<int>(99, Start, 1m)]);
        Assert.Contains("'99'", Assert.Throws<ArgumentException>(() => log.WithTiming(other.Table())).Message, StringComparison.Ordinal);
        var hours = MemberLog.Read([new Transaction<int>(1, Start, 1m)], new MemberTableOptions { Grain = EventGrain.Hour }).Table();
        Assert.Throws<ArgumentException>(() => log.WithTiming(hours));
        Assert.Throws<ArgumentException>(() => log.StateOf(1)!.WithTiming(hours[1]));
        var error = Assert.Throws<InvalidOperationException>(() => MeasureReader.Require(log.Table().Columns, "Clumpiness"));
        Assert.Contains("log.WithTiming(table)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_with_timing_is_saved_and_read()
    {
        var (rows, events) = Rows(4);
        var log = MemberLog.Read(rows, events: events);
        var table = log.WithTiming(log.Table());
        using var stream = new MemoryStream();
        table.Save(stream);
        stream.Position = 0;
        var read = MemberTable.Load<int>(stream, TimingColumns.All);
        foreach (var key in table.Keys)
            Assert.Equal(Values(table[key]), Values(read[key]));
    }

    private static (Transaction<int>[] Rows, MemberEvent<int>[] Events) Rows(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 160).Select(i => new Transaction<int>(
            random.Next(12), Start.AddDays(random.Next(100)), random.Next(9) == 0 ? -3m : 10m)
        { OrderId = $"o{random.Next(60)}" }).ToArray();
        var events = Enumerable.Range(0, 60).Select(i => new MemberEvent<int>(
            random.Next(14), Start.AddDays(random.Next(100)), random.Next(4) == 0 ? MemberEventKind.Registration : MemberEventKind.Visit)).ToArray();
        return (rows, events);
    }

    private static void Check(MemberRow row, IEnumerable<Transaction<int>> rows, IEnumerable<MemberEvent<int>> events, ObservationWindow window)
    {
        bool IsInside(EventTime time) => DayOf(time) >= window.FirstCell && DayOf(time) <= window.LastCell;
        var days = rows.Where(each => IsInside(each.Time)).GroupBy(each => DayOf(each.Time))
            .Where(day => day.Any(each => each.Amount >= 0) && (day.All(each => each.Amount >= 0) || day.Sum(each => each.Amount) > 0))
            .Select(day => day.Key).Order().ToArray();
        var gaps = days.Zip(days.Skip(1), (a, b) => (double)(b - a)).ToArray();
        var columns = row.ToColumns();
        var variation = columns.Values(TimingColumns.GapVariation)[0];
        if (gaps.Length < 2)
            Assert.True(double.IsNaN(variation));
        else
            Assert.Equal(Math.Sqrt(gaps.Sum(gap => Math.Pow(gap - gaps.Average(), 2)) / (gaps.Length - 1)) / gaps.Average(), variation, 1e-12);
        var clumps = columns.Values(TimingColumns.Clumpiness)[0];
        Assert.Equal(days.Length < 2 ? double.NaN : Clumpiness.Measure(days.AsSpan(1), days[0] + 1, window.LastCell), clumps, 1e-13);
        var visits = events.Where(each => each.Kind == MemberEventKind.Visit && IsInside(each.Time)).Select(each => DayOf(each.Time)).ToList();
        Assert.Equal((visits.Count, visits.Distinct().Count()), (columns.Values(TimingColumns.Visits)[0], columns.Values(TimingColumns.VisitCells)[0]));
        var registered = events.Where(each => each.Kind == MemberEventKind.Registration && DayOf(each.Time) <= window.LastCell)
            .Select(each => DayOf(each.Time));
        var seen = days.Concat(visits).Concat(registered.Select(day => Math.Max(day, window.FirstCell))).ToList();
        var rate = columns.Values(TimingColumns.VisitsPer30Days)[0];
        Assert.Equal(seen.Count == 0 ? double.NaN : 30.0 * visits.Count / (window.LastCell + 1 - seen.Min()), rate, 1e-12);
    }

    private static int DayOf(EventTime time) => (int)(time.Ticks / TimeSpan.TicksPerDay);

    private static void Same(MemberRow a, MemberRow b) => Assert.Equal(Values(a), Values(b));

    private static string Values(MemberRow row) => Gaps(row) + "|" + (row.ToColumns().Has(TimingColumns.Visits)
        ? FormattableString.Invariant($"{row[TimingColumns.Visits]} {row[TimingColumns.VisitCells]} {row[TimingColumns.VisitsPer30Days]:R}") : "");

    private static string Gaps(MemberRow row) =>
        FormattableString.Invariant($"{row[TimingColumns.GapVariation]:R} {row[TimingColumns.Clumpiness]:R}");

    private static Dictionary<int, string> Timed(MemberLog<int> log) =>
        log.WithTiming(log.Table(Start.AddDays(99))) is var table ? table.Keys.ToDictionary(key => key, key => Values(table[key])) : [];
}
