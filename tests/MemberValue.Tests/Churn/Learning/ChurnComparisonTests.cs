using MemberValue.Churn;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Churn.Learning;

public class ChurnComparisonTests
{
    private static readonly DateOnly[] Origins = [new(2011, 3, 21), new(2011, 4, 20), new(2011, 5, 20), new(2011, 6, 19), new(2011, 7, 19), new(2011, 8, 18)];

    private static readonly Lazy<ChurnDataset<string>> Shop = new(() =>
        ChurnDataset.From(MemberLog.Read(Rows, new MemberTableOptions { RecentCells = 60 }), new ChurnDatasetOptions { Origins = Origins, HorizonDays = 90 }));

    private static IEnumerable<Transaction<string>> Rows => OnlineRetailData.Invoices().Select(
        invoice => new Transaction<string>(invoice.Customer, invoice.Time, invoice.NetAmount) { OrderId = invoice.Invoice });

    private static ChurnMethod Recency => ChurnMethod.OfColumn("recency alone", "recencyDays");

    [Fact]
    public void Every_split_learns_from_labels_that_were_known_by_its_test_origin()
    {
        var comparison = ChurnComparison.Of(Shop.Value, [Recency, Logistic()]);
        Assert.Equal([new DateOnly(2011, 6, 19), new DateOnly(2011, 7, 19), new DateOnly(2011, 8, 18)], comparison.Origins.Select(origin => origin.Split.Test));
        Assert.All(comparison.Origins, origin => Assert.All(origin.Split.Training, training => Assert.True(training.AddDays(90) <= origin.Split.Test)));
        Assert.Equal(Shop.Value.At(Origins[0], Origins[1], Origins[2]).Count, comparison.Origins[^1].TrainingRows);
        var latest = ChurnComparison.Of(Shop.Value, [Recency], mostTrainingOrigins: 1);
        Assert.Equal(Shop.Value.At(Origins[2]).Count, latest.Origins[^1].TrainingRows);
    }

    [Fact]
    public void An_origin_s_figures_are_those_of_a_classifier_fitted_by_hand()
    {
        var comparison = ChurnComparison.Of(Shop.Value, [Recency, Logistic()]);
        var (training, test) = (Shop.Value.At(Origins[..3]), Shop.Value.At(Origins[5]));
        var model = LogisticRegression.Fit(training.Features, training.Labels);
        var predictions = new double[test.Count];
        model.Predict(test.Features, predictions);
        var (expected, actual) = (BinaryEvaluation.Of(test.Labels, predictions), comparison.Origins[^1].Comparison["logistic"].Evaluation);
        Assert.Equal((expected.RocAuc, expected.Brier, expected.Count), (actual.RocAuc, actual.Brier, actual.Count));
        Assert.Null(comparison.Origins[^1].Classifiers[0]);
        Assert.IsType<LogisticModel>(comparison.Origins[^1].Classifiers[1]);

        var recency = BinaryEvaluation.Of(test.Labels, test.Features.Column("recencyDays").ToArray());
        Assert.Equal(recency.RocAuc, comparison.Origins[^1].Comparison["recency alone"].Evaluation.RocAuc);
    }

    [Fact]
    public void The_pooled_figures_are_those_of_all_test_rows()
    {
        var comparison = ChurnComparison.Of(Shop.Value, [Recency, ChurnMethod.OfColumn("often", "purchases", isHigherRisk: false)]);
        var test = Shop.Value.At(Origins[3..]);
        Assert.Equal(test.Count, comparison.Pooled["often"].Evaluation.Count);
        var fewer = test.Features.Column("purchases").ToArray().Select(purchases => -purchases).ToArray();
        Assert.Equal(BinaryEvaluation.Of(test.Labels, fewer).RocAuc, comparison.Pooled["often"].Evaluation.RocAuc);
        Assert.Equal(comparison.Pooled.ToString(), comparison.ToString());
    }

    /// <summary>What docs/churn-learning.md says of the shop: the forest and the logistic regression beat recency alone.</summary>
    [Fact]
    public void Forest_and_logistic_beat_recency_alone_in_the_shop()
    {
        var comparison = ChurnComparison.Of(Shop.Value,
            [Recency, Logistic(), ChurnMethod.OfLearner("forest", (x, y) => RandomForest.Fit(x, y, new RandomForestOptions { MinLeaf = 20, Seed = 1 }))]);
        foreach (var name in new[] { "logistic", "forest" })
        {
            var gap = comparison.Pooled[name].AgainstBaseline!.Value;
            Assert.True(gap.Difference > 0.03, $"{name}: {gap.Difference}");
            Assert.All(comparison.Origins, origin => Assert.True(origin.Comparison[name].AgainstBaseline!.Value.Difference > 0));
        }
    }

    [Fact]
    public void The_example_of_the_page_runs()
    {
        var (origins, rows) = (Origins, Rows);

        // example: churn-methods
        MemberLog<string> log = MemberLog.Read(rows, new MemberTableOptions { RecentCells = 60 });
        ChurnDataset<string> data = ChurnDataset.From(log, new ChurnDatasetOptions { Origins = origins, HorizonDays = 90 });

        var comparison = ChurnComparison.Of(data,
        [
            ChurnMethod.OfColumn("recency alone", "recencyDays"),
            ChurnMethod.OfLearner("logistic", (features, labels) => LogisticRegression.Fit(features, labels)),
            ChurnMethod.OfLearner("tree", (features, labels) => DecisionTree.Fit(features, labels)),
            ChurnMethod.OfLearner("forest", (features, labels) => RandomForest.Fit(features, labels)),
        ]);
        string table = comparison.ToString();
        AucDifference gain = comparison.Pooled["forest"].AgainstBaseline!.Value;
        // example end

        Assert.Contains("recency alone", table, StringComparison.Ordinal);
        Assert.True(gain.Difference > 0.03 && gain.PValue < 0.0001);
    }

    [Fact]
    public void A_learner_sees_the_columns_that_it_was_given()
    {
        IReadOnlyList<string>? seen = null;
        ChurnComparison.Of(Shop.Value, [ChurnMethod.OfLearner("two", (x, y) =>
        {
            seen = x.Names;
            return LogisticRegression.Fit(x, y);
        }, ["purchases", "recencyDays"])]);
        Assert.Equal(["purchases", "recencyDays"], seen);
    }

    [Fact]
    public void Wrong_calls_are_named()
    {
        Wrong("There is no column 'recency'", () => ChurnComparison.Of(Shop.Value, [ChurnMethod.OfColumn("r", "recency")]));
        Wrong("no method", () => ChurnComparison.Of(Shop.Value, []));
        Wrong("is given twice", () => ChurnComparison.Of(Shop.Value, [Recency, Recency]));
        Wrong("were known by then", () => ChurnComparison.Of(Shop.Value.At(Origins[0], Origins[1]), [Recency]));
        Wrong("'nobody'", () => ChurnComparison.Of(Shop.Value, [Recency], baseline: "nobody"));
        Assert.Throws<ArgumentException>(() => ChurnMethod.OfColumn(" ", "recencyDays"));
        Assert.Throws<InvalidOperationException>(() => ChurnComparison.Of(Shop.Value, [ChurnMethod.OfLearner("none", (_, _) => null!)]));
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => ChurnComparison.Of(Shop.Value, [Recency], cancellationToken: cancelled));

        static void Wrong(string says, Action call) => Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    private static ChurnMethod Logistic() => ChurnMethod.OfLearner("logistic", (x, y) => LogisticRegression.Fit(x, y));
}
