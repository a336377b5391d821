using MemberValue.Churn;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>Each feature by hand, what is missing when, and that the page lists them all.</summary>
public class ChurnFeaturesTests
{
    private static readonly DateOnly End = new(2024, 12, 31);

    private static readonly MemberColumns Columns = MemberColumns.FromColumns(
        ObservationWindow.OfDays(new DateOnly(2024, 1, 1), End),
        new MemberColumnData
        {
            Purchases = [3, 1, 0],
            Orders = [4, 1, 0],
            FirstPurchaseCell = [Day(100), Day(10), null],
            LastPurchaseCell = [Day(40), Day(10), null],
            PreviousPurchaseCell = [Day(50), null, null],
            RegistrationCell = [Day(120), null, Day(5)],
            SumOfLogGaps = [Math.Log(10) + Math.Log(50), 0, 0],
            Sales = [100m, 20m, 0m],
            Refunds = [25m, 0m, 3m],
            Net = [75m, 20m, -3m],
            PurchaseSpend = [90m, 20m, 0m],
            Margin = [30m, null, 0m],
            RecentCells = 45,
            RecentPurchases = [1, 1, 0],
            EarlierPurchases = [1, 0, 0],
            RecentSpend = [30m, 20m, -3m],
            EarlierSpend = [60m, 0m, 0m],
            LastVisitCell = [Day(2), null, null],
            RecentVisits = [7, 0, 0],
            EarlierVisits = [3, 0, 0],
        });

    [Fact]
    public void Every_feature_is_what_the_page_says()
    {
        const double none = double.NaN;
        var expected = new Dictionary<string, double[]>
        {
            ["recencyDays"] = [40, 10, none],
            ["ageDays"] = [100, 10, none],
            ["tenureDays"] = [120, none, 5],
            ["purchases"] = [3, 1, 0],
            ["logPurchases"] = [Math.Log(4), Math.Log(2), 0],
            ["logOrders"] = [Math.Log(5), Math.Log(2), 0],
            ["meanGapDays"] = [30, none, none],
            ["lastGapDays"] = [10, none, none],
            ["rhythmRatio"] = [40 / 30.0, none, none],
            ["gapIrregularity"] = [Math.Log(30) - (Math.Log(10) + Math.Log(50)) / 2, none, none],
            ["logNet"] = [Math.Log(76), Math.Log(21), -Math.Log(4)],
            ["logMeanSpend"] = [Math.Log(26), Math.Log(21), none],
            ["logMargin"] = [Math.Log(31), none, 0],
            ["refundShare"] = [0.25, 0, none],
            ["logRecentPurchases"] = [Math.Log(2), Math.Log(2), 0],
            ["purchaseTrend"] = [0, Math.Log(2), 0],
            ["logRecentSpend"] = [Math.Log(31), Math.Log(21), -Math.Log(4)],
            ["spendTrend"] = [Math.Log(31) - Math.Log(61), Math.Log(21), -Math.Log(4)],
            ["visitRecencyDays"] = [2, none, none],
            ["logRecentVisits"] = [Math.Log(8), 0, 0],
            ["visitTrend"] = [Math.Log(2), 0, 0],
        };
        var features = ChurnFeatures.Table(Columns);
        Assert.Equal(expected.Keys, features.Names);
        Assert.Equal(ChurnFeatures.Names, features.Names);
        for (var j = 0; j < features.Names.Count; j++)
        {
            foreach (var (one, other) in expected[features.Names[j]].Zip(features.Column(j).ToArray()))
                Assert.True(double.IsNaN(one) ? double.IsNaN(other) : Math.Abs(one - other) < 1e-14, $"{features.Names[j]}: {one} expected, {other} found");
        }
    }

    [Fact]
    public void A_rhythm_gives_a_ratio_to_those_with_one_purchase_too()
    {
        var ratio = ChurnFeatures.Table(Columns, new ChurnFeatureOptions { Names = ["rhythmRatio"], Rhythm = PurchaseRhythm.Of(20, 2) }).Column(0).ToArray();
        Assert.Equal(40 / ((2 * 20 + 60) / 4.0), ratio[0], 1e-14);
        Assert.Equal(10 / 20.0, ratio[1], 1e-14);
        Assert.True(double.IsNaN(ratio[2]));
    }

    [Fact]
    public void Features_depend_on_the_columns_that_were_fed()
    {
        var few = MemberColumns.FromColumns(
            Columns.Window, new MemberColumnData { Purchases = [2], LastPurchaseCell = [Day(3)], FirstPurchaseCell = [Day(9)] });
        Assert.Equal(["recencyDays", "ageDays", "purchases", "logPurchases", "meanGapDays", "rhythmRatio"], ChurnFeatures.Table(few).Names);
        var own = new MemberColumn<double>("satisfaction");
        Assert.Equal(["recencyDays", "ageDays", "purchases", "logPurchases", "meanGapDays", "rhythmRatio", "satisfaction"],
            ChurnFeatures.Table(few.With(own, [double.NaN]), new ChurnFeatureOptions { Columns = [own] }).Names);
        var named = new ChurnFeatureOptions { Names = ["logNet", "satisfaction"], Columns = [own] };
        Assert.True(double.IsNaN(ChurnFeatures.Table(few.With(own, [double.NaN]), named).Column(0)[0]));
    }

    [Fact]
    public void Wrong_calls_say_what_is_wrong()
    {
        Says("ChurnFeatureOptions.Names is a list with 'mood'; each name must be",
            () => ChurnFeatures.Table(Columns, new ChurnFeatureOptions { Names = ["mood"] }));
        var age = new MemberColumn<double>("ageDays");
        Says("The feature 'ageDays', of the column ageDays, is there already",
            () => ChurnFeatures.Table(Columns.With(age, [1, 2, 3]), new ChurnFeatureOptions { Columns = [age] }));
        Says("The name of column 1 is 'purchases'", () => ChurnFeatures.Table(Columns, new ChurnFeatureOptions { Names = ["purchases", "purchases"] }));
    }

    [Fact]
    public void The_page_lists_every_feature()
    {
        var page = Conventions.Repository.Lines("docs/churn-learning.md");
        var listed = page.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])
            .Where(ChurnFeatures.Names.Contains);
        Assert.Equal(ChurnFeatures.Names, listed);
    }

    private static int Day(int before) => End.DayNumber - before;

    private static void Says(string words, Action call) =>
        Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
}
