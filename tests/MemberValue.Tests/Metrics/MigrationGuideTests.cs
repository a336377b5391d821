using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

/// <summary>The examples of docs/migration.md, and that they say what the page says of them.</summary>
public class MigrationGuideTests
{
    private const LifecycleStage New = LifecycleStage.New;
    private const LifecycleStage Active = LifecycleStage.Active;
    private const LifecycleStage Dormant = LifecycleStage.Dormant;
    private const LifecycleStage Lost = LifecycleStage.Lost;

    [Fact]
    public void The_examples_of_history_and_forecast_run()
    {
        (MemberTable<int> Table, LifecycleStage[] Stages)[] months =
        [
            Month(1, [New, New, New, New, Active, Active, Active, Active, Active, Dormant, Dormant, Lost]),
            Month(2, [Active, Active, New, Dormant, Active, Active, Active, Dormant, Active, Lost, Active, Lost, New, New]),
            Month(3, [Active, Dormant, Active, Lost, Active, Active, Active, Active, Dormant, Lost, Active, Lost, Active, New, New, New]),
        ];

        // example: migration-history
        LifecycleStage[] stages = [LifecycleStage.New, LifecycleStage.Active, LifecycleStage.Dormant, LifecycleStage.Lost];
        var builder = new LabelHistoryBuilder<int, LifecycleStage>(stages);
        foreach (var month in months) // a table, and a stage for each of its rows
            builder.Add(month.Table.Window, month.Table.WithKeys(month.Stages), month.Table.Columns.RecentSpend);
        var history = builder.ToHistory();

        var pooled = history.Pooled();
        var matrix = pooled.ToString();
        var awake = pooled.Conversion(LifecycleStage.Dormant, LifecycleStage.Active); // with its counts
        var interval = awake.Share.Wilson();
        var asleep = pooled.Flow(LifecycleStage.Active, LifecycleStage.Dormant); // members and money
        // example end

        Assert.Equal(
            """
            from \ to     New  Active  Dormant    Lost  (left)  members
            New         28.6%   57.1%    14.3%    0.0%    0.0%        7
            Active       0.0%   75.0%    25.0%    0.0%    0.0%       12
            Dormant      0.0%   50.0%     0.0%   50.0%    0.0%        4
            Lost         0.0%    0.0%     0.0%  100.0%    0.0%        3
            (entered)  100.0%    0.0%     0.0%    0.0%                4

            """.ReplaceLineEndings("\n"), matrix);
        Assert.Equal("Dormant -> Active: 50.0% (2 of 4)", awake.ToString());
        Assert.Equal((0.15, 0.85), (Math.Round(interval.Lower, 2), Math.Round(interval.Upper, 2)));
        Assert.Equal(new LabelFlow(3, 360, 0), asleep);

        // example: migration-forecast
        var chain = MarkovChain.From(pooled);
        var doubtful = chain.Warnings; // rows that rest on fewer than 30 members
        var forecast = chain.Forecast(history.Dates[^1], periods: 6, chain.Arrivals);
        var activeInJune = forecast.Members(3, LifecycleStage.Active);
        var monthsActive = chain.ExpectedPeriods(LifecycleStage.New, horizon: 11)[LifecycleStage.Active]; // of twelve months, this one included

        double[] margin = [-1, 30, -1, 0]; // what a month in each stage brings, in the order of the labels
        var inAYear = chain.Value(margin, discountRatePerPeriod: 0.01, horizon: 11);
        var forEver = chain.Value(margin, discountRatePerPeriod: 0.01);
        var newMember = forEver[LifecycleStage.New];
        // example end

        Assert.Equal(4, doubtful.Count);
        Assert.InRange(activeInJune, 5, 15);
        Assert.InRange(monthsActive, 4, 8);
        Assert.InRange(inAYear[LifecycleStage.New], 100, newMember);
        Assert.Equal(0, forEver[LifecycleStage.Lost]);
    }

    [Fact]
    public void The_example_of_a_named_chain_runs()
    {
        // example: migration-matrix
        // Periods since the last purchase; after four the member counts as a former one, and is not written to any more.
        var chain = MarkovChain.FromMatrix(
            ["1", "2", "3", "4", "former"],
            new[,]
            {
                { 0.30, 0.70, 0, 0, 0 },
                { 0.20, 0, 0.80, 0, 0 },
                { 0.15, 0, 0, 0.85, 0 },
                { 0.05, 0, 0, 0, 0.95 },
                { 0, 0, 0, 0, 1 },
            });
        var value = chain.Value([36, -4, -4, -4, 0], discountRatePerPeriod: 0.2); // 40 per purchase, less 4 a mailing
        var ofABuyer = value["1"]; // 52.32
        var ofTheFourthPeriod = value["4"]; // -1.82: the mailing does not pay
        // example end

        Assert.Equal((52.32, -1.82), (Math.Round(ofABuyer, 2), Math.Round(ofTheFourthPeriod, 2)));
    }

    private static (MemberTable<int> Table, LifecycleStage[] Stages) Month(int month, LifecycleStage[] stages)
    {
        var last = new DateOnly(2024, month, 1).AddMonths(1).AddDays(-1);
        var columns = MemberColumns.FromColumns(ObservationWindow.OfDays(new DateOnly(2023, 1, 1), last), new MemberColumnData
        {
            Purchases = [.. stages.Select(stage => stage == New ? 0 : 1)],
            RecentCells = 30,
            RecentSpend = [.. stages.Select(stage => stage == Active ? 120m : 0)],
        });
        return (MemberTable.FromColumns(Enumerable.Range(0, stages.Length).ToArray(), columns), stages);
    }
}
