using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Metrics;

/// <summary>The examples of docs/metrics.md, and that they say what the page says of them.</summary>
public class MetricsGuideTests
{
    private static IReadOnlyList<Transaction<string>> Transactions => Snapshots.Log;

    private static IEnumerable<MemberTable<string>> MonthEnds => MemberLog.Read(Transactions, new MemberTableOptions { WindowFirst = new DateTime(2024, 1, 1) })
        .Tables(SnapshotSchedule.MonthEnds(new DateOnly(2024, 1, 1), new DateOnly(2024, 3, 31)));

    [Fact]
    public void The_example_of_months_runs()
    {
        var rows = Transactions;

        // example: metrics-periods
        var log = MemberLog.Read(rows, new MemberTableOptions { WindowFirst = new DateTime(2024, 1, 1) });

        var months = new PeriodMetricsBuilder<string>();
        var cohorts = new CohortTableBuilder<string>();
        foreach (var table in log.Tables(SnapshotSchedule.MonthEnds(new DateOnly(2024, 1, 1), new DateOnly(2024, 3, 31))))
        {
            months.Add(table);
            cohorts.Add(table);
        }

        PeriodMetrics february = months.ToList()[1];
        var retained = february.RetentionRate.ToString();        // 50.0% (1 of 2)
        var interval = february.RetentionRate.Wilson(level: 0.9); // of a share of two members: wide
        // example end

        Assert.Equal("50.0% (1 of 2)", retained);
        Assert.True(interval.Upper - interval.Lower > 0.7);
        var alone = new PeriodMetricsBuilder<string>();
        foreach (var table in Snapshots.ByHand)
            alone.Add(table);
        // Without eve, who only registered.
        Assert.Equal(alone.ToList().Select(month => month with { Members = month.Members - 1 }), months.ToList());
    }

    [Fact]
    public void The_example_of_cohorts_runs()
    {
        var cohorts = new CohortTableBuilder<string>();
        foreach (var month in MonthEnds)
            cohorts.Add(month);

        // example: metrics-cohorts
        CohortTable table = cohorts.ToTable();
        string triangle = table.ToString();
        CohortCell? seen = table[1, 1];   // February's members one month later: none of one came back
        CohortCell? unseen = table[1, 2]; // April has not been seen: null
        decimal revenue = table.Cohorts.SelectMany(cohort => cohort.Cells).Sum(cell => cell.Revenue) + table.RevenueWithoutCohort;
        // example end

        Assert.Equal(new Proportion(0, 1), seen!.Retention);
        Assert.Null(unseen);
        Assert.Equal(305m, revenue);
        Assert.Equal(
            """
            first        members       0       1       2
            2024-01-01         2  100.0%   50.0%   50.0%
            2024-02-01         1  100.0%    0.0%
            2024-03-01         1  100.0%

            """.ReplaceLineEndings("\n"),
            triangle);
    }

    [Fact]
    public void The_example_of_a_funnel_runs()
    {
        // example: metrics-funnel
        int none = MemberColumns.NoCell;
        int Day(int month, int day) => CellCalendar.Days.CellOf(new DateOnly(2024, month, day));
        var funnel = Funnel.Of(CellCalendar.Days,
        [
            new FunnelStepCells("invited", new[] { Day(1, 2), Day(1, 2), Day(1, 2), Day(1, 9) }),
            new FunnelStepCells("opened", new[] { Day(1, 2), Day(1, 5), none, Day(1, 10) }),
            new FunnelStepCells("bought", new[] { Day(1, 9), Day(1, 4), Day(1, 20), none }),
        ]);
        FunnelStep bought = funnel.Steps[2];
        // example end

        Assert.Equal((1, 1, new Proportion(1, 3), new Proportion(1, 4)), (bought.Members, bought.OutOfOrder, bought.StepRate, bought.OverallRate));
        Assert.Equal(7, bought.TimeSinceStepBefore!.Median);
        Assert.Equal([4, 3, 1], funnel.Steps.Select(step => step.Members));
    }

    [Fact]
    public void The_example_of_survival_runs()
    {
        var builder = new MemberTableBuilder<string>();
        builder.AddRange(OnlineRetailData.Invoices().Select(
            invoice => new Transaction<string>(invoice.Customer, invoice.Time, invoice.NetAmount) { OrderId = invoice.Invoice }));
        var table = builder.Build();

        // example: metrics-survival
        GapHistogram gaps = table.Gaps!; // of a table from a log
        KaplanMeier curve = KaplanMeier.Of(gaps.Completed(1), gaps.Open(1)); // gaps after the first purchase
        double silent = curve.Survival(30);                  // the share that waits longer than 30 days
        ConfidenceInterval interval = curve.Interval(30);
        SurvivalQuantile half = curve.Quantile(0.5);         // after how long half have come back
        // example end

        Assert.True(interval.Lower < silent && silent < interval.Upper);
        Assert.True(curve.Survival(half.Time!.Value) <= 0.5 && curve.Survival(half.Time.Value - 1) > 0.5);
    }

    [Fact]
    public void Cohorts_by_label()
    {
        var channel = new MemberColumn<string?>("channel");
        var channels = new Dictionary<string, string?> { ["a"] = "ads", ["b"] = "shop", ["c"] = "ads" };
        var months = SnapshotSchedule.MonthEnds(new DateOnly(2024, 1, 1), new DateOnly(2024, 2, 29));
        var log = MemberLog.Read<string>(
            [new("a", new DateOnly(2024, 2, 3), 10m), new("b", new DateOnly(2024, 1, 5), 10m)],
            events: channels.Keys.Select(key => new MemberEvent<string>(key, new DateOnly(2024, 1, 2), MemberEventKind.Registration)));

        // example: metrics-cohort-labels
        var builder = new CohortTableBuilder<string>(CohortStart.Registration, channel);
        foreach (var end in log.Tables(months))
            builder.Add(end.With(channel, [.. end.Keys.Select(key => channels[key])]));
        var lines = builder.ToTablesByLabel().Select(table => $"{table.Label}: {table.Retention(1)}"); // a month after they registered
        // example end

        Assert.Equal([$"ads: {new Proportion(1, 2)}", $"shop: {new Proportion(0, 1)}"], lines);
    }

    [Fact]
    public void Late_entry()
    {
        // example: metrics-late-entry
        double[] lengths = [3, 5, 6, 9, 12, 7, 10, 11];
        bool[] ended = [true, true, false, true, false, true, false, true];
        double[] entries = [0, 0, 0, 4, 4, 6, 6, 8];
        KaplanMeier curve = KaplanMeier.Of(lengths, ended, entries);
        double lasting = curve.Survival(11); // 0.140625
        // example end

        Assert.Equal(0.140625, lasting, 1e-15);
    }
}
