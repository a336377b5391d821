using MemberValue.Churn;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Tests.Conformance;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>What answers one question is not asked another.</summary>
public class LabelDefinitionTests
{
    private static readonly LabelDefinition In30 = new("no purchase in the next 30 days", 30);
    private static readonly LabelDefinition In90 = new("no purchase in the next 90 days", 90);
    private static readonly FittedData Data = FittedThings.Data();

    public static TheoryData<string> Learners => ["logistic", "tree", "forest", "calibrated", "isotonic"];

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_classifier_of_30_days_is_refused_where_90_are_asked_and_the_message_names_both(string name)
    {
        var classifier = Classifier(name, In30);
        var result = new double[Data.Features.Count];
        Assert.Equal(In30, classifier.Label);
        Array.Fill(result, -1);
        var error = Assert.Throws<ArgumentException>(() => classifier.Predict(Data.Features.WithLabel(In90), result));
        Assert.Contains("next 30 days", error.Message, StringComparison.Ordinal);
        Assert.Contains("next 90 days", error.Message, StringComparison.Ordinal);
        Assert.Contains("90 days ahead", error.Message, StringComparison.Ordinal);
        Assert.All(result, value => Assert.Equal(-1, value));
        Assert.Throws<ArgumentException>(() => classifier.Predict(Data.Features.WithLabel(new LabelDefinition("a complaint in the next 30 days", 30)), result));
        Assert.Throws<ArgumentException>(() => CalibratedClassifier.Platt(classifier, Data.Features.WithLabel(In90), Data.Labels));
        Assert.Throws<ArgumentException>(() => CalibratedClassifier.Isotonic(classifier, Data.Features.WithLabel(In90), Data.Labels));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Nothing_is_refused_where_either_label_is_not_known(string name)
    {
        var (with, without) = (new double[Data.Features.Count], new double[Data.Features.Count]);
        Classifier(name, In30).Predict(Data.Features.WithLabel(null), with);
        Classifier(name, In30).Predict(Data.Features.WithLabel(In30), without);
        Assert.Equal(with, without);
        var unknown = Classifier(name, null);
        Assert.Null(unknown.Label);
        unknown.Predict(Data.Features.WithLabel(In90), without);
        Assert.Equal(with, without);
    }

    [Fact]
    public void A_calibration_of_another_horizon_does_not_go_with_a_classifier()
    {
        var calibration = PlattCalibration.Fit(Data.Scores, Data.Labels, label: In90);
        var error = Assert.Throws<ArgumentException>(() => new CalibratedClassifier(Classifier("tree", In30), calibration));
        Assert.Equal("calibration", error.ParamName);
        Assert.Equal(In90, new CalibratedClassifier(Classifier("tree", null), calibration).Label);
    }

    [Fact]
    public void A_data_set_of_a_log_says_what_its_labels_mean_and_what_is_learned_from_it_knows_when_and_of_whom()
    {
        var data = Set(horizonDays: 60);
        Assert.Equal(new LabelDefinition("no purchase in the next 60 days", 60), data.Label);
        Assert.Equal(data.Label, data.Features.Label);
        var origin = LogisticRegression.Fit(data.Features, data.Labels).Origin;
        Assert.Equal((60, "no purchase in the next 60 days"), (origin.HorizonDays, origin.Label));
        Assert.Equal(new DateOnly(2024, 9, 30), origin.AsOf);
        Assert.Equal(data.Count, origin.Rows);
        Assert.Equal(data.Members.Distinct().Count(), origin.Members);
        Assert.True(origin.Members < origin.Rows);
        var june = data.At(new DateOnly(2024, 6, 30));
        Assert.Equal(new DateOnly(2024, 6, 30), DecisionTree.Fit(june.Features, june.Labels).Origin.AsOf);
        Assert.Equal(june.Count, DecisionTree.Fit(june.Features.Columns(["purchases"]), june.Labels).Origin.Members);
    }

    [Fact]
    public void A_comparison_refuses_a_method_whose_classifier_answers_another_question()
    {
        var data = Set(horizonDays: 60);
        var old = LogisticRegression.Fit(data.Features.WithLabel(In30), data.Labels);
        var method = ChurnMethod.OfLearner("last year's", (_, _) => old);
        var error = Assert.Throws<ArgumentException>(() => ChurnComparison.Of(data, [method]));
        Assert.Contains("next 30 days", error.Message, StringComparison.Ordinal);
        Assert.Contains("next 60 days", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(ChurnComparison.Of(data, [ChurnMethod.OfLearner("logistic", (features, labels) => LogisticRegression.Fit(features, labels))]).Origins);
    }

    [Fact]
    public void A_label_has_a_text_and_a_horizon_of_a_day_or_more()
    {
        Assert.Throws<ArgumentException>(() => new LabelDefinition(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelDefinition("left", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => In30 with { HorizonDays = 0 });
        Assert.Equal("no purchase in the next 30 days", In30.ToString());
    }

    private static ChurnDataset<int> Set(int horizonDays)
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 6_000)
            .Select(_ => new Transaction<int>(random.Next(400) * random.Next(1, 3), new DateOnly(2024, 1, 1).AddDays(random.Next(366)), 10m)).ToList();
        return ChurnDataset.From(MemberLog.Read(rows), new ChurnDatasetOptions
        {
            Origins = [new DateOnly(2024, 3, 31), new DateOnly(2024, 6, 30), new DateOnly(2024, 9, 30)],
            HorizonDays = horizonDays,
        });
    }

    private static IBinaryClassifier Classifier(string name, LabelDefinition? label)
    {
        var features = Data.Features.WithLabel(label);
        return name switch
        {
            "logistic" => LogisticRegression.Fit(features, Data.Labels),
            "tree" => DecisionTree.Fit(features, Data.Labels),
            "forest" => RandomForest.Fit(features, Data.Labels, new RandomForestOptions { Trees = 5 }),
            "calibrated" => CalibratedClassifier.Platt(DecisionTree.Fit(features, Data.Labels), features, Data.Labels),
            _ => CalibratedClassifier.Isotonic(DecisionTree.Fit(features, Data.Labels), features, Data.Labels),
        };
    }
}
