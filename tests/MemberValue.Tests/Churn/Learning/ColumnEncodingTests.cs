using MemberValue.Churn;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>Columns of the host's own as features: what each kind becomes, which levels there are, and what a later table may say.</summary>
public class ColumnEncodingTests
{
    private static readonly ObservationWindow Window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 30));

    private static readonly MemberColumn<int?> Complaints = new("complaints");
    private static readonly MemberColumn<bool> IsVip = new("isVip");
    private static readonly MemberColumn<DateOnly?> PlanEnd = new("planEnd");
    private static readonly MemberColumn<string?> Country = new("country", "", "Ask the address book.");
    private static readonly MemberColumn<DayOfWeek> Weekday = new("weekday");

    [Fact]
    public void Numbers_come_as_they_are_flags_as_0_and_1_dates_as_days_before_the_last_day_and_texts_as_a_feature_per_level()
    {
        var columns = Members(4).With(Complaints, [2, null, 0, -1]).With(IsVip, [true, false, false, true])
            .With(PlanEnd, [new DateOnly(2024, 6, 20), new DateOnly(2024, 7, 2), null, new DateOnly(2024, 6, 30)])
            .With(Country, ["US", "CN", null, "CN"]).With(Weekday, [DayOfWeek.Monday, DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Monday]);
        var features = ChurnFeatures.Table(columns, new ChurnFeatureOptions { Columns = [Complaints, IsVip, PlanEnd, Country, Weekday] });
        Assert.Equal(
            ["purchases", "logPurchases", "complaints", "isVip", "planEnd (days before)", "country=CN", "country=US", "weekday=Friday", "weekday=Monday"],
            features.Names);
        Assert.Equal([2, double.NaN, 0, -1], features.Column("complaints").ToArray());
        Assert.Equal([1, 0, 0, 1], features.Column("isVip").ToArray());
        Assert.Equal([10, -2, double.NaN, 0], features.Column("planEnd (days before)").ToArray());
        Assert.Equal([0, 1, double.NaN, 1], features.Column("country=CN").ToArray());
        Assert.Equal([1, 0, double.NaN, 0], features.Column("country=US").ToArray());
        Assert.Equal([0, 1, 0, 0], features.Column("weekday=Friday").ToArray());
        Assert.Empty(features.UnseenLevels);
        Assert.Equal(["CN", "US"], features.Encodings[3].Levels);
    }

    [Fact]
    public void The_most_frequent_levels_are_kept_in_ordinal_order_and_the_others_share_a_feature()
    {
        var columns = Members(7).With(Country, ["b", "b", "a", "c", "c", "d", null]);
        var features = ChurnFeatures.Table(columns, new ChurnFeatureOptions { Columns = [Country], MostLevels = 3 });
        Assert.Equal(["purchases", "logPurchases", "country=a", "country=b", "country=c", "country (other)"], features.Names); // a and d are as frequent
        Assert.Equal([0, 0, 0, 0, 0, 1, double.NaN], features.Column("country (other)").ToArray());
        Assert.Equal(1, features.UnseenLevels["country"]);
    }

    [Theory]
    [InlineData(2, 1)] // two of three levels kept: an unseen one is among the others
    [InlineData(3, 0)] // all kept: an unseen one is in no level
    public void A_level_that_the_fit_did_not_see_is_other_or_nothing_and_counted(int mostLevels, double other)
    {
        var fitted = ChurnFeatures.Table(
            Members(5).With(Country, ["a", "a", "b", "b", "c"]), new ChurnFeatureOptions { Columns = [Country], MostLevels = mostLevels });
        var later = ChurnFeatures.Table(
            Members(3).With(Country, ["x", "b", "y"]), new ChurnFeatureOptions { Names = fitted.Names, Encodings = fitted.Encodings });
        Assert.Equal(fitted.Names, later.Names);
        Assert.Equal([0, 1, 0], later.Column("country=b").ToArray());
        Assert.Equal([0, 0, 0], later.Column("country=a").ToArray());
        Assert.Equal(other, later.Names.Contains("country (other)") ? later.Column("country (other)")[0] : 0);
        Assert.Equal(2, later.UnseenLevels["country"]);
    }

    [Fact]
    public void Every_learner_keeps_them_in_its_JSON_and_refuses_a_table_without_the_column()
    {
        var random = new Random(3);
        string[] countries = [.. Enumerable.Range(0, 300).Select(_ => "aabbccd"[random.Next(7)].ToString())];
        bool[] labels = [.. countries.Select(country => country is "a" or "b" ? random.NextDouble() < 0.9 : random.NextDouble() < 0.1)];
        var columns = Members(300).With(Country, countries);
        var features = ChurnFeatures.Table(columns, new ChurnFeatureOptions { Columns = [Country], MostLevels = 3 });
        var logistic = LogisticRegression.Fit(features, labels);
        var tree = DecisionTree.Fit(features, labels);
        var forest = RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 5, Seed = 1 });
        foreach (var (model, json, read) in new (IBinaryClassifier, string, Func<string, IBinaryClassifier>)[]
        {
            (logistic, logistic.ToJson(), LogisticModel.FromJson), (tree, tree.ToJson(), DecisionTreeModel.FromJson),
            (tree.Prune(0.001), tree.Prune(0.001).ToJson(), DecisionTreeModel.FromJson), (forest, forest.ToJson(), RandomForestModel.FromJson),
        })
        {
            var back = read(json);
            Assert.Equal(["country=a", "country=b", "country=c", "country (other)"], Assert.Single(back.Encodings).FeatureNames);
            double[] before = new double[300], after = new double[300];
            model.Predict(features, before);
            back.Predict(ChurnFeatures.Table(columns, ChurnFeatureOptions.For(back)), after);
            Assert.Equal(before, after);
            Assert.Equal(
                "The column country was not fed. Ask the address book.",
                Assert.Throws<InvalidOperationException>(() => ChurnFeatures.Table(Members(2), ChurnFeatureOptions.For(back))).Message);
            var numbers = Members(2).With(new MemberColumn<double>("country"), [1, 2]);
            Assert.StartsWith("The column country has numbers, and the fit had texts there.",
                Assert.Throws<ArgumentException>(() => ChurnFeatures.Table(numbers, ChurnFeatureOptions.For(back))).Message, StringComparison.Ordinal);
            Assert.Contains("encodings[0].levels[1] is 'b' and must come after 'z'", Damaged("\"a\",", "\"z\","), StringComparison.Ordinal);
            Assert.Contains("none of features is made of it", Damaged("\"column\":\"country\"", "\"column\":\"plan\""), StringComparison.Ordinal);

            string Damaged(string sound, string damaged)
            {
                var compact = json.Replace("\": ", "\":", StringComparison.Ordinal);
                var at = compact.IndexOf(sound, compact.IndexOf("\"encodings\"", StringComparison.Ordinal), StringComparison.Ordinal);
                var text = string.Concat(compact.AsSpan(0, at), damaged, compact.AsSpan(at + sound.Length));
                return Assert.Throws<FormatException>(() => read(text)).Message;
            }
        }

        Assert.Contains(logistic.Terms, term => term.Feature == "country=a");
        Assert.Empty(LogisticModel.FromJson(LogisticRegression.Fit(features.Columns(["purchases"]), labels).ToJson()).Encodings);
        Assert.Same(logistic.Encodings, CalibratedClassifier.Platt(logistic, features, labels).Encodings);
    }

    [Fact]
    public void A_data_set_learns_the_levels_of_all_origins_and_joins_what_was_known_at_each()
    {
        DateOnly first = new(2024, 1, 1);
        var log = MemberLog.Read(Enumerable.Range(0, 120).Select(i => new Transaction<int>(i % 12, first.AddDays(i), 10m)));
        var options = new ChurnDatasetOptions { Origins = [first.AddDays(50), first.AddDays(80)], HorizonDays = 30, LogEnd = first.AddDays(119) };
        var data = ChurnDataset.From(log, options, new ChurnFeatureOptions { Names = ["country=CN", "country=US"], Columns = [Country] },
            (origin, table) => table.With(Country, [.. table.Keys.Select(_ => origin == first.AddDays(50) ? "CN" : "US")]));
        Assert.Equal(data.OriginNumbers.ToArray().Select(k => k == 0 ? 1.0 : 0), data.Features.Column(0).ToArray());
        Assert.Equal(data.OriginNumbers.ToArray().Select(k => (double)k), data.Features.Column(1).ToArray());
        Assert.Single(data.At(first.AddDays(50)).Features.Encodings);
        Says("join gave another table for 2024-02-20", () => ChurnDataset.From(log, options, null, (_, _) => log.Table()));
    }

    [Fact]
    public void Wrong_options_say_what_is_wrong()
    {
        var columns = Members(2).With(Country, ["a", "b"]).With(new MemberColumn<Version>("version"), [new(1, 2), new(1, 3)]);
        Says("ChurnFeatureOptions.MostLevels is 0; it must be 1 or more.", () => Table(new() { MostLevels = 0 }));
        Says("ChurnFeatureOptions.Columns is Net; it must hold columns of your own", () => Table(new() { Columns = [LogColumns.Net] }));
        Says("ChurnFeatureOptions.Columns is country; with Encodings",
            () => Table(new() { Columns = [Country], Encodings = ChurnFeatures.Table(columns, new() { Columns = [Country] }).Encodings }));
        Says("The column version has values of type Version", () => Table(new() { Columns = [new MemberColumn<Version>("version")] }));
        Says("The feature 'country=a', of the column country, is there already", () => Table(new() { Columns = [Country, Country] }));
        Assert.Throws<ArgumentNullException>(() => ChurnFeatureOptions.For(null!));

        void Table(ChurnFeatureOptions options) => ChurnFeatures.Table(columns, options);
    }

    private static MemberColumns Members(int count) => MemberColumns.FromColumns(Window, new MemberColumnData { Purchases = new int[count] });

    private static void Says(string words, Action call) =>
        Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
}
