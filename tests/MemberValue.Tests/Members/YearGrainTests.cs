using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Calendar years as cells, and windows of calendar months and years.</summary>
public class YearGrainTests
{
    private static readonly MemberTableOptions Years = new() { Grain = EventGrain.Year };

    private static Transaction<string>[] Rows =>
    [
        new("a", new DateOnly(2019, 1, 1), 10m), new("a", new DateOnly(2019, 12, 31), 20m), new("a", new DateOnly(2021, 6, 1), 5m),
        new("b", new DateOnly(2020, 2, 29), 40m), new("c", new DateOnly(2023, 12, 31), 7m),
    ];

    [Fact]
    public void A_year_of_rows_is_one_purchase_and_differences_are_calendar_years()
    {
        var table = MemberLog.Read(Rows, Years).Table(new DateOnly(2024, 12, 31));
        Assert.Equal((2, 2, 5, 3), (table["a"].Purchases, table["a"].TimeOfLastPurchase, table["a"].Age, table["a"].Recency));
        Assert.Equal((1, 1), (table["c"].Purchases, table["c"].Recency));
        Assert.Equal("2019 through 2024", table.Window.ToString());
        Assert.Equal((TimeUnit.Year, new DateOnly(2024, 12, 31)), (table.Window.Calendar.Unit, table.Window.LastDay));
        Assert.Equal(new DateOnly(2019, 1, 1), table.Window.FirstDay);
        Assert.Equal(2, table.In(TimeUnit.Year).TimeOfLastPurchase(0));
        // A day inside a year: the year has not ended.
        Assert.Equal(2023, MemberLog.Read(Rows, Years).Table(new DateOnly(2024, 12, 30)).Window.LastCell);
    }

    [Fact]
    public void The_calendar_of_years_begins_with_year_1_and_ends_with_9999()
    {
        var years = CellCalendar.Years;
        Assert.Equal((1, 9999), (years.CellOf(DateOnly.MinValue), years.CellOf(DateOnly.MaxValue)));
        Assert.Equal(new DateTime(2024, 1, 1), years.StartOf(2024));
        Assert.Throws<ArgumentOutOfRangeException>(() => years.StartOf(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => years.StartOf(10_000));
        Assert.Equal(years, CellCalendar.Of(EventGrain.Year));
        Assert.Contains("No year has ended by", Assert.Throws<ArgumentOutOfRangeException>(
            () => MemberState.Empty(LogRules.From(Years)).AsOf(new DateOnly(1, 5, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void States_and_saved_tables_of_years_are_those_of_the_log()
    {
        var log = MemberLog.Read(Rows, Years);
        var asOf = new DateOnly(2024, 12, 31);
        var table = log.Table(asOf);
        foreach (var key in table.Keys)
        {
            var (row, ofState) = (table[key], MemberState.FromJson(log.StateOf(key)!.ToJson()).AsOf(asOf));
            Assert.Equal(
                (row.Purchases, row.TimeOfLastPurchase, row.Age, row.Recency, row.Net),
                (ofState.Purchases, ofState.TimeOfLastPurchase, ofState.Age, ofState.Recency, ofState.Net));
        }

        var stream = new MemoryStream();
        table.Save(stream);
        stream.Position = 0;
        Assert.Equal(table.Window, MemberTable.Load<string>(stream).Window);
    }

    [Fact]
    public void Models_stages_and_values_work_on_years()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 400).SelectMany(i => Enumerable.Range(0, 1 + random.Next(6))
            .Select(_ => new Transaction<int>(i, new DateOnly(2010 + random.Next(12), 1 + random.Next(12), 1 + random.Next(28)), 10 + random.Next(90))));
        var table = MemberLog.Read(rows, Years).Table(new DateOnly(2024, 12, 31));
        var view = table.In(TimeUnit.Year);
        foreach (var model in new IAttritionModel[] { BgNbdModel.Fit(view), ParetoNbdModel.Fit(view), BgBbModel.Fit(table.Columns.Opportunities()) })
            Assert.Equal(TimeUnit.Year, model.Unit);
        var stages = new ThresholdStageClassifier(
            new ThresholdStageOptions { Limits = [new SilenceLimits(1, null, 365, 800)], FirstTimeDays = 365, ReturnedDays = 365 }).Classify(table);
        for (var row = 0; row < table.Count; row++)
        {
            var silence = 2024 - table.Columns.LastPurchaseCell[row];
            Assert.Equal(silence >= 3 ? LifecycleStage.Lost : silence >= 1 ? LifecycleStage.Dormant : stages.Values[row], stages.Values[row]);
        }
    }

    [Fact]
    public void Twelve_calendar_months_keep_the_first_of_January_in_a_leap_year_and_in_any_other()
    {
        Transaction<string>[] rows =
        [
            new("a", new DateOnly(2023, 12, 31), 1m), new("a", new DateOnly(2024, 1, 1), 10m), new("a", new DateOnly(2024, 12, 31), 100m),
            new("a", new DateOnly(2025, 1, 1), 1_000m), new("a", new DateOnly(2025, 12, 31), 10_000m),
        ];
        var ends = SnapshotSchedule.YearEnds(new DateOnly(2024, 3, 1), new DateOnly(2025, 12, 31));
        Assert.Equal([new DateOnly(2024, 12, 31), new DateOnly(2025, 12, 31)], ends.Dates);
        foreach (var schedule in new[] { ends.RollingMonths(12), ends.RollingYears(1) })
        {
            var tables = MemberLog.Read(rows).Tables(schedule).ToList();
            Assert.Equal([(new DateOnly(2024, 1, 1).DayNumber, 110m), (new DateOnly(2025, 1, 1).DayNumber, 11_000m)],
                tables.Select(table => (table.Window.FirstCell, table["a"].Net!.Value)));
        }

        Assert.Equal([110m, 11_000m], MemberLog.Read(rows, Years).Tables(ends.RollingYears(1)).Select(table => table["a"].Net!.Value));
        Assert.Equal("2 date(s), 2024-12-31 through 2025-12-31, each over 12 calendar month(s)", ends.RollingYears(1).ToString());
        Assert.Equal((12, null), (ends.RollingMonths(12).RollingCalendarMonths, ends.RollingMonths(12).RollingDays));
    }

    [Theory]
    [InlineData("2024-12-31", 12, "2024-01-01")]
    [InlineData("2025-12-31", 12, "2025-01-01")]
    [InlineData("2024-02-29", 1, "2024-02-01")]
    [InlineData("2023-02-28", 1, "2023-02-01")]
    [InlineData("2023-02-28", 12, "2022-03-01")]
    [InlineData("2024-03-15", 1, "2024-02-16")]
    [InlineData("2024-03-30", 1, "2024-02-29")]
    [InlineData("2024-01-30", 1, "2023-12-31")]
    [InlineData("2024-06-30", 24, "2022-07-01")]
    [InlineData("9999-12-31", 12, "9999-01-01")]
    public void A_window_of_calendar_months_begins_the_day_after_the_one_so_many_months_ago(string date, int months, string begins)
    {
        var windows = SnapshotSchedule.On([DateOnly.Parse(date, null)]).RollingMonths(months).WindowsOf(CellCalendar.Days, null);
        Assert.Equal(DateOnly.Parse(begins, null).DayNumber, windows.Single().First);
    }

    [Fact]
    public void Windows_that_leave_the_calendar_or_hold_no_cell_are_refused()
    {
        var early = SnapshotSchedule.On([new DateOnly(1, 6, 30)]);
        Assert.Contains("begins before the calendar", Assert.Throws<ArgumentException>(() => early.RollingMonths(7).WindowsOf(CellCalendar.Days, null)).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, early.RollingMonths(6).WindowsOf(CellCalendar.Days, null).Single().First);
        var month = SnapshotSchedule.On([new DateOnly(2024, 6, 30)]).RollingMonths(3);
        Assert.Contains("no whole cell of Year", Assert.Throws<ArgumentException>(() => month.WindowsOf(CellCalendar.Years, null)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => month.RollingMonths(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => month.RollingYears(0));
        // Weeks that begin inside: of June 2024, Mondays the 3rd to the 24th; the last of them ends on the 30th.
        var weeks = SnapshotSchedule.On([new DateOnly(2024, 6, 30)]).RollingMonths(1).WindowsOf(CellCalendar.Weeks(DayOfWeek.Monday), null).Single();
        Assert.Equal(4, weeks.Last - weeks.First + 1);
        var instants = SnapshotSchedule.On([new DateOnly(2024, 6, 30)]).RollingMonths(1).WindowsOf(CellCalendar.Instants, null).Single();
        Assert.Equal(30 * 86_400, instants.Last - instants.First + 1);
    }
}
