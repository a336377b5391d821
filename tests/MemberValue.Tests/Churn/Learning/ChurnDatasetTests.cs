using FsCheck;
using FsCheck.Fluent;
using MemberValue.Churn;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>Labels by a plain reading of the log, features that do not know the future, and windows that the log must cover.</summary>
public class ChurnDatasetTests
{
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly DateOnly[] Origins = [First.AddDays(100), First.AddDays(130), First.AddDays(190)];
    private static readonly MemberTableOptions Log = new() { RecentCells = 30 };
    private static readonly ChurnDatasetOptions Options = new() { Origins = Origins, HorizonDays = 60, LogEnd = First.AddDays(250) };

    [Fact]
    public void A_label_says_that_no_purchase_came_within_the_horizon() => Law.Holds(
        (from seed in Gen.Choose(0, 1_000_000)
         from fewest in Gen.Choose(0, 3)
         from most in Gen.Elements<int?>(null, 20, 45)
         select (seed, fewest, most)).ToArbitrary(),
        input =>
        {
            var rows = Rows(input.seed);
            var options = new ChurnDatasetOptions
            {
                Origins = Origins,
                HorizonDays = 60,
                LogEnd = First.AddDays(250),
                MinPurchases = input.fewest,
                MaxRecencyDays = input.most
            };
            var data = ChurnDataset.From(MemberLog.Read(rows, Log), options);

            // Plain: a purchase is a day with a sale row and either no refund or a positive sum.
            var days = rows.GroupBy(row => row.Member).ToDictionary(member => member.Key, member => member
                .GroupBy(row => row.Time.ToString()[..10])
                    .Where(day => day.Any(row => row.Amount >= 0) && (day.All(row => row.Amount >= 0) || day.Sum(row => row.Amount) > 0))
                .Select(day => DateOnly.Parse(day.Key, System.Globalization.CultureInfo.InvariantCulture)).ToList());
            var seen = rows.GroupBy(row => row.Member).ToDictionary(member => member.Key,
                member => member.Min(row => DateOnly.Parse(row.Time.ToString()[..10], System.Globalization.CultureInfo.InvariantCulture)));
            var expected = Origins.SelectMany(origin => days.Where(member => seen[member.Key] <= origin)
                .Where(member => member.Value.Count(day => day <= origin) >= input.fewest
                    && (input.most is not { } silence || member.Value.Any(day => day <= origin && day >= origin.AddDays(-silence))))
                .Select(member => (origin, member.Key, !member.Value.Any(day => day > origin && day <= origin.AddDays(60)))));
            var actual = Enumerable.Range(0, data.Count).Select(i => (data.Origins[data.OriginNumbers[i]], data.Members[i], data.Labels[i])).ToList();
            return expected.Order().SequenceEqual(actual.Order())
                && actual.Select((row, i) => (row.Item2, data.MemberNumbers[i])).Distinct().Count() == actual.Select(row => row.Item2).Distinct().Count();
        }, runs: 60);

    [Fact]
    public void No_feature_changes_with_what_comes_after_the_origin() => Law.Holds(
        (from seed in Gen.Choose(0, 1_000_000) from other in Gen.Choose(0, 1_000_000) select (seed, other)).ToArbitrary(),
        input =>
        {
            // One log, and another that is the same through the origin and anything after it: other members, amounts with more decimals, margins, refunds.
            var origin = Origins[1];
            var rows = Rows(input.seed);
            var events = Events(input.seed);
            var random = new Random(input.other);
            Transaction<int>[] changed =
            [
                .. Rows(input.other).Where(row => IsAfter(row.Time, origin))
                    .Select(row => row with { Member = random.Next(60), Amount = row.Amount * 1.37m, Margin = 1.5m, OrderId = random.Next(9) }),
                .. rows.Where(row => !IsAfter(row.Time, origin)),
            ];
            MemberEvent<int>[] changedEvents =
                [.. events.Where(row => !IsAfter(row.Time, origin)), .. Events(input.other).Where(row => IsAfter(row.Time, origin))];
            var one = Features(origin, rows, events);
            var two = Features(origin, changed, changedEvents);
            return one.Count == two.Count && one.All(pair => two[pair.Key].SequenceEqual(pair.Value));
        }, runs: 60);

    [Fact]
    public void Features_are_those_of_the_table_built_alone_at_the_origin()
    {
        var rows = Rows(3);
        var data = ChurnDataset.From(MemberLog.Read(rows, Log, Events(3)), Options);
        foreach (var origin in Origins)
        {
            var alone = new MemberTableBuilder<int>(new MemberTableOptions { RecentCells = 30, WindowLast = origin.ToDateTime(TimeOnly.MinValue) });
            alone.AddRange(rows.AsSpan());
            alone.AddRange(Events(3).AsSpan());
            var table = alone.Build();
            var features = ChurnFeatures.Table(table.Columns);
            Assert.Equal(data.Features.Names, features.Names);
            var part = data.At(origin);
            for (var i = 0; i < part.Count; i++)
            {
                Assert.True(table.TryGetIndex(part.Members[i], out var row));
                for (var j = 0; j < features.Names.Count; j++)
                    Assert.Equal(features.Column(j)[row], part.Features.Column(j)[i], 1e-12);
            }
        }
    }

    [Fact]
    public void A_label_beyond_the_log_is_an_error_that_names_the_date()
    {
        Says("ChurnDatasetOptions.LogEnd is 2024-09-06; it must not lie before 2024-09-07, the last day that the label of the origin 2024-07-09 looks at.",
            () => ChurnDataset.From(MemberLog.Read<int>([], Log),
                new ChurnDatasetOptions { Origins = [new(2024, 7, 9)], HorizonDays = 60, LogEnd = new(2024, 9, 6) }));

        ChurnDataset<int> UpTo(params DateOnly[] days) => ChurnDataset.From(
            MemberLog.Read(days.Select(day => new Transaction<int>(1, day, 5m)), Log),
            new ChurnDatasetOptions { Origins = [new(2024, 7, 9)], HorizonDays = 60 });

        var error = Assert.Throws<InvalidOperationException>(() => UpTo(new(2024, 5, 1), new(2024, 9, 6)));
        Assert.Contains("the origin 2024-07-09 looks at the days through 2024-09-07", error.Message, StringComparison.Ordinal);
        Assert.False(UpTo(new(2024, 5, 1), new(2024, 9, 7)).Labels[0]);
        Assert.True(UpTo(new(2024, 5, 1), new(2024, 9, 8)).Labels[0]);
    }

    [Fact]
    public void Wrong_options_say_what_is_wrong()
    {
        void Wrong(string words, ChurnDatasetOptions options, EventGrain grain = EventGrain.Day) =>
            Says("ChurnDatasetOptions." + words, () => ChurnDataset.From(MemberLog.Read<int>([], new MemberTableOptions { Grain = grain }), options));
        Wrong("Origins is empty; it must have at least one date.", new());
        Wrong("Origins[1] is 2024-01-01; it must ascend: the date before is 2024-01-01.", new() { Origins = [First, First] });
        Wrong("HorizonDays is 0; it must be 1 or more.", new() { Origins = [First], HorizonDays = 0 });
        Wrong("HorizonDays is 90; it must be a multiple of 7, as the log's cells are weeks.", new() { Origins = [First] }, EventGrain.Week);
        Wrong("MinPurchases is -1; it must be 0 or more.", new() { Origins = [First], MinPurchases = -1 });
        Wrong("MaxRecencyDays is -1; it must be 0 or more.", new() { Origins = [First], MaxRecencyDays = -1 });
        var log = MemberLog.Read<int>([new(1, First, 5m)], Log);
        var options = new ChurnDatasetOptions { Origins = Origins, LogEnd = new(2025, 1, 1), MinPurchases = 5 };
        Assert.StartsWith("No member takes part", Assert.Throws<InvalidOperationException>(() => ChurnDataset.From(log, options)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("log", () => ChurnDataset.From<int>(null!, options));
        Assert.Throws<ArgumentNullException>("options", () => ChurnDataset.From(log, null!));
    }

    [Theory]
    [InlineData(EventGrain.Hour)]
    [InlineData(EventGrain.Week)]
    [InlineData(EventGrain.Instant)]
    public void Other_grains_count_days_all_the_same(EventGrain grain)
    {
        // Sundays, so that weeks end with the origin; one row in the middle of its horizon.
        var options = new ChurnDatasetOptions { Origins = [new(2024, 3, 3), new(2024, 3, 31)], HorizonDays = 28, LogEnd = new(2024, 4, 28) };
        Transaction<string>[] rows =
        [
            new("ann", new DateTime(2024, 2, 5, 10, 0, 0, DateTimeKind.Utc), 10m), new("ann", new DateTime(2024, 3, 18, 10, 0, 0, DateTimeKind.Utc), 10m),
        ];
        var data = ChurnDataset.From(MemberLog.Read(rows, new MemberTableOptions { Grain = grain }), options);
        Assert.Equal([false, true], data.Labels.ToArray());
        Assert.Equal(0.5, data.ChurnShare);
    }

    [Fact]
    public void A_training_label_ends_by_the_test_origin()
    {
        DateOnly[] origins = [First, First.AddDays(30), First.AddDays(60), First.AddDays(89), First.AddDays(120)];
        var splits = RollingOrigin.All(origins, 60);
        Assert.Equal([origins[2], origins[3], origins[4]], splits.Select(split => split.Test));
        Assert.Equal([origins[0]], splits[0].Training);
        Assert.Equal([origins[0]], splits[1].Training);
        Assert.Equal([origins[0], origins[1], origins[2]], splits[2].Training);
        Assert.Equal([origins[2]], RollingOrigin.All(origins, 60, 1)[2].Training);
        Assert.Empty(RollingOrigin.All(origins, 121));
        Assert.Throws<ArgumentOutOfRangeException>(() => RollingOrigin.All(origins, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RollingOrigin.All(origins, 1, 0));
        Assert.Throws<ArgumentException>(() => RollingOrigin.All([First, First], 1));
    }

    [Fact]
    public void A_model_of_an_origin_joins_by_the_table_of_that_origin()
    {
        var log = MemberLog.Read(Rows(5), Log);
        var ends = new List<DateOnly>();
        var own = new MemberColumn<double>("own");
        var features = new ChurnFeatureOptions { Names = ["own", "recencyDays", "visitTrend"], Columns = [own] };
        var data = ChurnDataset.From(log, Options, features, (origin, table) =>
        {
            ends.Add(origin);
            Assert.Equal(origin.DayNumber, table.Window.LastCell);
            return table.With(own, [.. table.Keys.Select(key => (double)key)]);
        });
        Assert.Equal(Origins, ends);
        Assert.Equal(["own", "recencyDays", "visitTrend"], data.Features.Names);
        Assert.Equal(data.Members.Select(member => (double)member), data.Features.Column(0).ToArray());
        Assert.All(data.Features.Column(2).ToArray(), value => Assert.True(double.IsNaN(value)));

        // A rhythm of the last origin knows what the first one must not.
        Says("ChurnFeatureOptions.Rhythm is fitted to a window through 2024-07-09; it must end by the table's last cell, 2024-04-10",
            () => ChurnDataset.From(log, Options, new ChurnFeatureOptions { Rhythm = PurchaseRhythm.Fit(log.Table(Origins[2]).Columns) }));
    }

    private static Dictionary<(int, string), double[]> Features(DateOnly origin, Transaction<int>[] rows, MemberEvent<int>[] events)
    {
        var data = ChurnDataset.From(
            MemberLog.Read(rows, Log, events), new ChurnDatasetOptions { Origins = [origin], HorizonDays = 60, LogEnd = First.AddDays(250), MinPurchases = 0 });
        return Enumerable.Range(0, data.Count).ToDictionary(
            i => (data.Members[i], string.Join(',', data.Features.Names)), i => data.Features.Names.Select((_, j) => data.Features.Column(j)[i]).ToArray());
    }

    private static bool IsAfter(EventTime time, DateOnly origin) =>
        string.CompareOrdinal(time.ToString()[..10], origin.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) > 0;

    private static Transaction<int>[] Rows(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 250).Select(_ => new Transaction<int>(random.Next(40), First.AddDays(random.Next(250)), random.Next(-20, 100)))];
    }

    private static MemberEvent<int>[] Events(int seed)
    {
        var random = new Random(seed + 1);
        return [.. Enumerable.Range(0, 120).Select(i => new MemberEvent<int>(random.Next(45), First.AddDays(random.Next(250)), (MemberEventKind)(i % 2)))];
    }

    private static void Says(string words, Action call) =>
        Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
}
