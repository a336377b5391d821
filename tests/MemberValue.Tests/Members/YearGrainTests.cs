using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using Microsoft.Extensions.Configuration;

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

    /// <summary>Integers from arrays are the same histories by another way: nothing of the calendar is in them.</summary>
    [Fact]
    public void Every_model_of_purchases_fits_years_as_it_fits_the_same_whole_numbers()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 900).SelectMany(i =>
        {
            var (joined, rate, leaves) = (random.Next(10), 0.2 + random.NextDouble(), 0.05 + 0.2 * random.NextDouble());
            var years = Enumerable.Range(joined + 1, 15 - joined - 1).TakeWhile(_ => random.NextDouble() > leaves).Where(_ => random.NextDouble() < rate);
            return years.Prepend(joined).Select(year => new Transaction<int>(i, new DateOnly(2010 + year, 1 + random.Next(12), 1 + random.Next(28)), 10m));
        });
        var table = MemberLog.Read(rows, Years).Table(new DateOnly(2024, 12, 31));
        var view = table.In(TimeUnit.Year);
        var columns = table.Columns;
        var (x, tx, age) = (new int[table.Count], new double[table.Count], new double[table.Count]);
        for (var i = 0; i < table.Count; i++)
            (x[i], tx[i], age[i]) = (columns.Purchases[i] - 1, columns.LastPurchaseCell[i] - columns.FirstPurchaseCell[i], 2024 - columns.FirstPurchaseCell[i]);
        var histories = PurchaseHistories.From(x, tx, age, TimeUnit.Year);
        foreach (var (ofTable, ofArrays) in new (AttritionModel, AttritionModel)[]
        {
            (BgNbdModel.Fit(view), BgNbdModel.Fit(histories)), (MbgNbdModel.Fit(view), MbgNbdModel.Fit(histories)),
            (ParetoNbdModel.Fit(view), ParetoNbdModel.Fit(histories)), (NbdModel.Fit(view), NbdModel.Fit(histories)),
        })
        {
            Assert.True(ofTable.Status.IsUsable(), $"{ofTable}");
            Assert.Equal((TimeUnit.Year, new DateOnly(2024, 12, 31)), (ofTable.Unit, ofTable.Origin!.AsOf));
            Assert.Equal(ofArrays.ParameterValues, ofTable.ParameterValues);
            var (alive, expected) = (ofTable.ProbabilityAlive(table), ofTable.ExpectedPurchases(table, horizon: 3));
            for (var i = 0; i < table.Count; i += 30)
            {
                var history = new PurchaseHistory(x[i], tx[i], age[i]);
                Assert.Equal(ofArrays.ProbabilityAlive(history), alive.Values[i], 1e-12);
                Assert.Equal(ofArrays.ExpectedPurchases(history, 3), expected.Values[i], 1e-10);
            }
        }
    }

    /// <summary>
    /// A log of years is a log of days in which each year is a day: the same counts, times, amounts and gaps, from the log, its states, saved states and
    /// parts that are merged.
    /// </summary>
    [Fact]
    public void Years_are_counted_as_days_are() => Law.Holds(LogCase.Any, log =>
    {
        var lines = log.Shuffled(1)
            .Select(line => line with { Day = new DateOnly(2000, 1, 1).AddDays(211 * (line.Day.DayNumber - First) + line.Hour) }).ToList();
        var asDays = lines.Select(line => line with { Day = DateOnly.FromDayNumber(line.Day.Year) }).ToList();
        var options = log.With(o => (o.Grain, o.WindowFirst, o.WindowLast) = (EventGrain.Year, null, null));
        var dayOptions = log.With(o => (o.WindowFirst, o.WindowLast) = (null, null));
        var (years, days) = (LogCheck.Read(lines, options), LogCheck.Read(asDays, dayOptions));
        foreach (var year in lines.Select(line => line.Day.Year).Distinct().Append(2012))
        {
            if (LogCheck.Alone(asDays, LogCheck.Through(DateOnly.FromDayNumber(year), dayOptions)) is null)
                continue;
            var (asOf, expected) = (new DateOnly(year, 12, 31), days.Table(DateOnly.FromDayNumber(year)));
            var half = lines.Count / 2;
            var parts = StateLawTests.SaveAndLoad(TableCheck.BuilderOf(lines.Take(half), options));
            parts.Merge(TableCheck.BuilderOf(lines.Skip(half), options));
            foreach (var key in expected.Keys)
            {
                var row = Numbers(expected[key]);
                Assert.Equal(row, Numbers(years.Table(asOf)[key]));
                Assert.Equal(row, Numbers(years.StateOf(key)!.AsOf(asOf)));
                Assert.Equal(row, Numbers(MemberState.FromJson(parts.StateOf(key)!.ToJson()).AsOf(asOf)));
            }
        }

        return true;

        static object Numbers(MemberRow row) => (
            row.Purchases, row.Orders, row.TimeOfLastPurchase, row.Age, row.Recency, row.Net, row.PurchaseSpend, row.RecentPurchases, row.EarlierSpend,
            row.SumOfLogGaps);
    }, runs: 150);

    [Fact]
    public void The_grain_is_bound_by_its_name()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("Log:Grain", "Year"), new("Log:RecentCells", "2")]).Build().GetSection("Log");
        var options = section.Get<MemberTableOptions>()!;
        Assert.Equal((EventGrain.Year, 2), (options.Grain, options.RecentCells));
        Assert.Equal(CellCalendar.Years, LogRules.From(options).Calendar);
        var table = MemberLog.Read(Rows, options).Table(new DateOnly(2024, 12, 31));
        Assert.Equal(1, table["c"].RecentPurchases);
        var scale = RfmScale.FitHighLow(table.Columns);
        Assert.Contains("\"Year\"", scale.ToJson(), StringComparison.Ordinal);
        Assert.Equal(CellCalendar.Years, RfmScale.FromJson(scale.ToJson()).Calendar);
    }

    private static readonly int First = new DateOnly(2024, 2, 18).DayNumber; // two days before the first line of any case

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
