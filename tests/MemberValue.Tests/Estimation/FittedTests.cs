using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Estimation;

/// <summary>The shape that everything fitted shares.</summary>
public class FittedTests
{
    [Fact]
    public void What_may_be_used_is_decided_in_one_place() => Assert.Equal(
        [FitStatus.Converged, FitStatus.AtLimit, FitStatus.Given, FitStatus.Fitted, FitStatus.AllAlike],
        Enum.GetValues<FitStatus>().Where(status => status.IsUsable()));

    [Theory]
    [InlineData(EventGrain.Day, "2024-02-28", "2024-02-28")]
    [InlineData(EventGrain.Hour, "2024-02-28", "2024-02-28")]
    [InlineData(EventGrain.Week, "2024-02-28", "2024-03-03")] // a Wednesday: the week from Monday the 26th through Sunday
    [InlineData(EventGrain.Instant, "2024-02-28", "2024-02-28")]
    public void A_fit_is_as_of_the_last_day_of_its_window(EventGrain grain, string last, string asOf)
    {
        var calendar = CellCalendar.Of(grain);
        var cell = calendar.CellOf(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        var origin = new FitOrigin { Window = new ObservationWindow(calendar, cell - 3, cell) };
        Assert.Equal(DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture), origin.AsOf);
        Assert.Null(new FitOrigin().AsOf);
    }

    [Fact]
    public void The_last_week_of_the_calendar_ends_with_it() =>
        Assert.Equal(DateOnly.MaxValue, new ObservationWindow(CellCalendar.Of(EventGrain.Week), 0, CellCalendar.Of(EventGrain.Week).CellOf(DateOnly.MaxValue)).LastDay);

    [Fact]
    public void An_origin_prints_in_one_line()
    {
        var origin = new FitOrigin { Window = ObservationWindow.OfDays(new(2023, 1, 1), new(2024, 12, 31)), Members = 2357, Rows = 2357 };
        Assert.Equal("as of 2024-12-31, 2357 members", origin.ToString());
        Assert.Equal("as of 2024-12-31, 2357 members, 9428 rows, 90 days ahead", (origin with { Rows = 9428, HorizonDays = 90 }).ToString());
        Assert.Equal("3 members", new FitOrigin { Members = 3, Rows = 3 }.ToString());
    }

    [Fact]
    public void An_origin_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOrigin { Members = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOrigin { Members = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOrigin { Rows = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOrigin { HorizonDays = 0 });
    }

    [Fact]
    public void A_stored_origin_keeps_all_it_says()
    {
        var origin = new FitOrigin
        {
            Window = ObservationWindow.OfDays(new(2023, 1, 1), new(2024, 12, 31)),
            Members = 2357,
            Rows = 9428,
            Unit = TimeUnit.Week,
            HorizonDays = 90,
            Label = "no purchase in the next 90 days",
            Fingerprint = "0123456789abcdef",
            Options = "Penalty 0.5",
        };
        foreach (var kept in (FitOrigin[])[origin, new FitOrigin(), origin with { Unit = TimeUnit.OfDays("third", 1 / 3.0) }])
            Assert.Equal(kept, StoredFitTests.Test.Read(StoredFitTests.Test.Write(to => to.Origin(kept)), from => from.Origin()));
        var json = StoredFitTests.Test.Write(to => to.Origin(origin)).Replace("\"horizonDays\": 90", "\"horizonDays\": 0", StringComparison.Ordinal);
        Assert.Equal(
            "The Test cannot be read: origin.horizonDays is 0 and must be a whole number of 1 or more.",
            Assert.Throws<FormatException>(() => StoredFitTests.Test.Read(json, from => from.Origin())).Message);
    }

    [Fact]
    public void A_report_prints_what_was_found()
    {
        var report = new FitReport
        {
            Status = FitStatus.AtLimit,
            Limit = Text.Of("a grows"),
            ParameterNames = ["r", "alpha"],
            Estimates = [0.2426, 4.414],
            StandardErrors = [0.0125, double.NaN],
            LogLikelihood = -9582.4292,
            Members = 2357,
            Rows = 1000,
            Warnings = [Text.Of("x")],
        };
        Assert.Equal("AtLimit (a grows): r 0.2426 (standard error 0.0125), alpha 4.414; log-likelihood -9582.43, 2357 members in 1000 rows, 1 warning", report.ToString());
    }
}
