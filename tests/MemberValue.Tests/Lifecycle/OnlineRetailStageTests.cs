using System.Globalization;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Lifecycle;

/// <summary>Stage counts of the Online Retail extract: the golden file, and a plain computation from the log's lines that knows no table.</summary>
public class OnlineRetailStageTests
{
    private static readonly DateOnly End = new(2011, 12, 9);

    private static readonly PurchaseRhythm Rhythm = PurchaseRhythm.Of(40, 1.5);

    private static readonly BgNbdModel Model = new(new BetaGeometricParameters(0.8, 9.5, 0.3, 2.5), TimeUnit.Week);

    private static readonly Lazy<MemberTable<string>> Table = new(() =>
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { TimeZone = "Europe/London" });
        builder.AddRange(OnlineRetailData.Invoices().Select(row => new Transaction<string>(row.Customer, row.Time, row.NetAmount) { OrderId = row.Invoice }));
        return builder.Build();
    });

    public static TheoryData<string> Names => [.. Classifiers().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Stage_counts_are_those_of_the_golden_file_and_of_a_plain_computation(string name)
    {
        var (classifier, plain) = Classifiers()[name];
        var stages = classifier.Classify(Table.Value);
        var members = Members();
        Assert.Equal(members.Keys.Order(StringComparer.Ordinal), stages.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, stage) in stages)
            Assert.Equal(plain(members[key]), stage);

        var golden = File.ReadLines(GoldenFile.Path("online_retail_stages.csv")).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(','))
            .Where(field => field[0] == name)
                .ToDictionary(field => Enum.Parse<LifecycleStage>(field[1]), field => int.Parse(field[2], CultureInfo.InvariantCulture));
        var counts = LifecycleStages.All.ToDictionary(stage => stage, stage => stages.Values.ToArray().Count(each => each == stage));
        Assert.Equal(golden, counts);
        Assert.Equal(4_372, counts.Values.Sum());
    }

    /// <summary>Days with a purchase in order, and net spend, by customer.</summary>
    private static Dictionary<string, (int[] Days, decimal Net)> Members() => OnlineRetailData.Invoices().Where(row => row.Customer.Length > 0)
        .GroupBy(row => row.Customer)
        .ToDictionary(rows => rows.Key, rows => (
            rows.GroupBy(row => DateOnly.FromDateTime(row.Time).DayNumber)
                .Where(day => day.Any(row => row.NetAmount >= 0) && (day.All(row => row.NetAmount >= 0) || day.Sum(row => row.NetAmount) > 0))
                .Select(day => day.Key).Order().ToArray(),
            rows.Sum(row => row.NetAmount)));

    private static Dictionary<string, (ILifecycleClassifier Classifier, Func<(int[] Days, decimal Net), LifecycleStage> Plain)> Classifiers()
    {
        static LifecycleStage Rest((int[] Days, decimal Net) member, bool lost, bool dormant, bool wasAway)
        {
            if (member.Days.Length == 0)
                return LifecycleStage.New;
            if (lost)
                return LifecycleStage.Lost;
            if (dormant)
                return LifecycleStage.Dormant;
            var since = End.DayNumber - member.Days[^1];
            if (wasAway && since <= 29)
                return LifecycleStage.Returned;
            if (member.Days.Length >= 5 && member.Net >= 2_000m)
                return LifecycleStage.Loyal;
            return member.Days.Length == 1 && since <= 29 ? LifecycleStage.FirstTime : LifecycleStage.Active;
        }

        static LifecycleStage ByLimits((int[] Days, decimal Net) member, Func<int[], double> dormant, Func<int[], double> lost)
        {
            if (member.Days.Length == 0)
                return Rest(member, false, false, false);
            var silence = End.DayNumber - member.Days[^1];
            var wasAway = member.Days.Length > 1 && member.Days[^1] - 1 - member.Days[^2] >= dormant(member.Days[..^1]);
            return Rest(member, silence >= lost(member.Days), silence >= dormant(member.Days), wasAway);
        }

        static double Gap(int[] days) => (1.5 * 40 + days[^1] - days[0]) / (1.5 + days.Length - 1) is var gap && gap < 7 ? 7 : gap > 365 ? 365 : gap;

        static double Buys(int[] days, int asOf) =>
            Model.ProbabilityOfPurchase(new(days.Length - 1, (days[^1] - days[0]) / 7.0, (asOf - days[0]) / 7.0), 90 / 7.0);

        return new()
        {
            ["thresholds 30/90"] = (
                new ThresholdStageClassifier(new() { LoyalSpend = 2_000m }),
                member => ByLimits(member, _ => 30, _ => 90)),
            ["thresholds by class"] = (
                new ThresholdStageClassifier(new() { Limits = [new(1, 2, 60, 180), new(3, 7, 45, 120), new(8, null, 30, 75)], LoyalSpend = 2_000m }),
                member => ByLimits(
                    member, days => days.Length <= 2 ? 60 : days.Length <= 7 ? 45 : 30, days => days.Length <= 2 ? 180 : days.Length <= 7 ? 120 : 75)),
            ["rhythm"] = (
                new RhythmStageClassifier(Rhythm, new() { LoyalSpend = 2_000m }),
                member => ByLimits(member, days => 2 * Gap(days) - 1e-9, days => 4 * Gap(days) - 1e-9)),
            ["probability"] = (
                new ProbabilityStageClassifier(Model, new() { LoyalSpend = 2_000m }),
                member => member.Days.Length == 0 ? LifecycleStage.New : Rest(
                    member, Buys(member.Days, End.DayNumber) < 0.1, Buys(member.Days, End.DayNumber) < 0.3,
                    member.Days.Length > 1 && Buys(member.Days[..^1], member.Days[^1] - 1) < 0.3)),
        };
    }
}
