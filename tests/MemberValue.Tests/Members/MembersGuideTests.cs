using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>The examples of docs/members.md, and that they say what the page says of them.</summary>
public class MembersGuideTests
{
    [Fact]
    public void The_short_example_runs()
    {
        // example: members-short
        var builder = new MemberLogBuilder<long>(new MemberTableOptions
        {
            TimeZone = "Asia/Shanghai",
            WindowFirst = new DateTime(2024, 1, 1),
            WindowLast = new DateTime(2024, 12, 31),
            RecentCells = 90,
        });
        builder.Add(new Transaction<long>(17, new DateTime(2024, 5, 1, 16, 30, 0, DateTimeKind.Utc), 129.90m) { OrderId = "A-1", Margin = 40m });
        builder.Add(new MemberEvent<long>(18, new DateOnly(2024, 6, 1), MemberEventKind.Registration));
        builder.Skip("amount is not a number");

        MemberLog<long> log = builder.Build();
        var table = log.Table();
        var report = log.Report;
        // example end

        Assert.Equal(new DateOnly(2024, 5, 2).DayNumber, table[17].LastPurchaseCell);
        Assert.Equal((40m, 129.90m), (table[17].Margin, table[17].Net));
        Assert.Equal((0, new DateOnly(2024, 6, 1).DayNumber), (table[18].Purchases, table[18].RegistrationCell));
        Assert.Equal((3, 2), (report.Read, report.Used));
        Assert.Equal(1, report.SkippedByReason["amount is not a number"]);
    }

    [Fact]
    public void The_example_of_states_runs()
    {
        var options = new MemberTableOptions();
        var yesterday = new MemberTableBuilder<string>(options);
        yesterday.Add(new Transaction<string>("ann", new DateOnly(2024, 5, 1), 10m));
        Transaction<string>[] today = [new("ann", new DateOnly(2024, 5, 1), 5m), new("ann", new DateOnly(2024, 5, 8), 20m)];
        var stored = yesterday.StateOf("ann")!.ToJson();

        // example: members-states
        // Last night: all rows so far, saved as one line per member.
        using var file = new MemoryStream();
        yesterday.Save(file);

        // Tonight: yesterday's states, today's rows.
        file.Position = 0;
        var tonight = MemberTableBuilder.Load<string>(file, LogRules.From(options));
        tonight.AddRange(today);
        var table = tonight.Build(new DateOnly(2024, 6, 30)); // as of when: also a night without an order

        // One member, one order, in a backend that keeps the state beside the member.
        var rules = LogRules.From(options);
        var state = MemberState.FromJson(stored);
        state = state.With(today[0], rules, out string? skipped);
        MemberRow row = state.AsOf(new DateOnly(2024, 6, 30));
        // example end

        Assert.Equal((2, 35m, 15m), (table["ann"].Purchases, table["ann"].Net, table["ann"].FirstPurchaseSpend));
        Assert.Equal((1, 15m, 60), (row.Purchases, row.Net, row.Recency));
        Assert.Null(skipped);
    }

    [Fact]
    public void The_example_of_forgetting_runs()
    {
        Transaction<string>[] rows = [new("ann", new DateOnly(2024, 5, 1), 10m), new("bo", new DateOnly(2024, 5, 2), 20m)];
        var log = MemberLog.Read(rows);
        var table = log.Table();
        var tonight = new MemberTableBuilder<string>();
        tonight.AddRange(rows);

        // example: members-forget
        tonight.Remove(["ann"]);                  // from a builder; save it again to remove her from the file
        MemberTable<string> others = table.Without(["ann"]);
        MemberLog<string> rest = log.Without(["ann"]);
        // example end

        Assert.Equal(["bo"], tonight.BuildWhole().Keys);
        Assert.Equal(["bo"], others.Keys);
        Assert.Equal(["bo"], rest.Table().Keys);
        Assert.Equal(table["bo"], others["bo"]);
    }

    [Fact]
    public void The_example_of_returns_runs()
    {
        // example: members-returns
        Transaction<string>[] rows =
        [
            new("ann", new DateOnly(2024, 3, 4), 40m) { OrderId = "o2" },
            new("ann", new DateOnly(2024, 3, 9), 70m) { OrderId = "o3" },
            new("ann", new DateOnly(2024, 3, 20), -70m) { OrderId = "o3" }, // all of o3 comes back
        ];
        var log = MemberLog.Read(rows, new MemberTableOptions { Refunds = RefundPolicy.AtOrder });
        var before = log.Table(new DateOnly(2024, 3, 19))["ann"];
        var after = log.Table()["ann"];
        // example end

        Assert.Equal((2, 110m, 0m), (before.Purchases, before.PurchaseSpend, before.Refunds));
        Assert.Equal((1, 40m, 70m), (after.Purchases, after.PurchaseSpend, after.Refunds));
    }

    [Fact]
    public void The_example_of_identities_runs()
    {
        // example: members-identity
        Transaction<string>[] lines =
        [
            new("ann", new DateOnly(2024, 5, 1), 10.00m) { OrderId = "A-1", LineId = 1 },
            new("ann", new DateOnly(2024, 5, 1), 10.00m) { OrderId = "A-1", LineId = 2 }, // like line 1, but another one
            new("ann", new DateOnly(2024, 5, 1), 7.50m) { OrderId = "A-1", LineId = 3 },
        ];
        var builder = new MemberTableBuilder<string>();
        builder.AddRange(lines);
        builder.AddRange(lines); // delivered again
        var table = builder.Build();
        // example end

        Assert.Equal(27.50m, table["ann"].Net);
        Assert.Equal(3, table.Report!.SkippedByReason[SkipReasons.DeliveredBefore]);
    }

    [Fact]
    public void The_example_of_currencies_runs()
    {
        Transaction<string>[] payments =
        [
            new("ann", new DateOnly(2024, 5, 1), 10m) { Currency = "EUR" }, new("ann", new DateOnly(2024, 5, 2), 20m) { Currency = "USD" },
            new("ann", new DateOnly(2024, 5, 3), 30m) { Currency = "USD" },
        ];

        // example: members-currency
        var logs = payments.GroupBy(row => row.Currency).ToDictionary(
            currency => currency.Key!, currency => MemberLog.Read(currency)); // one log per currency
        var euro = logs["EUR"].Table()["ann"].Net;

        var pairs = MemberLog.Read(payments.Select(row => new Transaction<(string, string)>((row.Member!, row.Currency!), row.Time, row.Amount)));
        var dollar = pairs.Table()[("ann", "USD")].Purchases; // one log, keys of member and currency: counts and times, never sums of money over members
        // example end

        Assert.Equal((10m, 2), (euro, dollar));
        Assert.Equal("USD", logs["USD"].Table().Currency);
    }

    [Fact]
    public void The_example_of_columns_runs()
    {
        // example: members-columns
        var columns = MemberColumns.FromColumns(
            ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)),
            new MemberColumnData
            {
                Purchases = [3, 0],
                FirstPurchaseCell = [new DateOnly(2024, 2, 1).DayNumber, null],
                LastPurchaseCell = [new DateOnly(2024, 11, 5).DayNumber, null],
                Net = [310.50m, 0m],
            });
        var table = MemberTable.FromColumns(["ann", "bo"], columns);
        var weeks = table.In(TimeUnit.Week);
        var age = weeks.Age(0); // 334 days = 47.71 weeks
        // example end

        Assert.Equal(334 / 7.0, age);
        Assert.True(double.IsNaN(weeks.Age(1)));
    }

    [Fact]
    public void The_example_of_a_row_runs()
    {
        var columns = MemberColumns.FromColumns(
            ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)), new MemberColumnData { Purchases = [3, 0], Net = [310.50m, 0m] });
        var table = MemberTable.FromColumns(["ann", "bo"], columns);

        // example: members-row
        var complaints = new MemberColumn<int>("complaints", "complaints");
        MemberRow ann = table.With(complaints, [2, 0])["ann"];
        decimal? net = ann.Net;                                        // a column of a log
        var hers = ann.TryGet(complaints, out var count) ? count : 0;  // a column of your own
        var later = ann.With(complaints, 3);                           // shares the rest
        // example end

        Assert.Equal((310.50m, 2), (net, hers));
        Assert.Equal(3, later[complaints]);
        Assert.Equal(2, ann[complaints]);
    }

    [Fact]
    public void The_example_of_a_table_to_keep_runs()
    {
        var window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));
        var north = MemberTable.FromColumns(["ann", "bo"], MemberColumns.FromColumns(window, new MemberColumnData { Purchases = [3, 0], Net = [310.50m, 0] }));
        var south = MemberTable.FromColumns(["cy"], MemberColumns.FromColumns(window, new MemberColumnData { Purchases = [1], Net = [9.90m] }));

        // example: members-save
        var complaints = new MemberColumn<int>("complaints", "complaints");
        using var file = new MemoryStream();
        north.With(complaints, [2, 0]).Save(file);                // one line of JSON per column

        file.Position = 0;
        var read = MemberTable.Load<string>(file);                // the same numbers, amounts exact
        var all = read.Merge(south.With(complaints, [1]));        // other members, the same window and columns
        // example end

        Assert.Equal(["ann", "bo", "cy"], all.Keys);
        Assert.Equal([2, 0, 1], all.Columns.Values(complaints).ToArray());
        Assert.Equal(320.40m, all.Columns.Net.Total);
    }

    [Fact]
    public void The_example_of_a_holdout_runs()
    {
        Transaction<string>[] rows =
            [new("ann", new DateOnly(2024, 5, 1), 5m), new("ann", new DateOnly(2024, 7, 1), 20m), new("bo", new DateOnly(2024, 7, 1), 9m)];

        // example: members-holdout
        var log = MemberLog.Read(rows, new MemberTableOptions { WindowLast = new DateTime(2024, 12, 31) });
        var split = log.Holdout(calibrationLast: new DateOnly(2024, 6, 30));
        // example end

        Assert.Equal(["ann"], split.Calibration.Keys);
        Assert.Equal((1, 1), (split.HoldoutPurchases[0], split.NewMembers));
        Assert.Equal(new DateOnly(2024, 7, 1).DayNumber, split.HoldoutWindow.FirstCell);
    }

    [Fact]
    public void The_example_of_snapshots_runs()
    {
        Transaction<string>[] rows =
            [new("ann", new DateOnly(2024, 1, 5), 5m), new("ann", new DateOnly(2024, 3, 1), 20m), new("bo", new DateOnly(2024, 2, 1), 9m)];
        var lines = new List<string>();

        // example: members-snapshots
        var log = MemberLog.Read(rows);
        foreach (var table in log.Tables(SnapshotSchedule.MonthEnds(new DateOnly(2024, 1, 1), new DateOnly(2024, 3, 31))))
            lines.Add($"{table.Window}: {table.Count} members, {table.Columns.Net.Total}");
        // example end

        Assert.Equal(
            ["2024-01-05 through 2024-01-31: 1 members, 5", "2024-01-05 through 2024-02-29: 2 members, 14", "2024-01-05 through 2024-03-31: 2 members, 34"],
            lines);
    }
}
