using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Benchmarks.Guard;

/// <summary>Stages by each classifier.</summary>
internal static class StageLoops
{
    private const int Rows = 4_096;

    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("ThresholdStageClassifier.Classify (one class)", "the scalar rules, member by member", Rows, rows => Thresholds(rows, null)),
        new(
            "ThresholdStageClassifier.Classify (three classes)", "the scalar rules, member by member", Rows,
            rows => Thresholds(rows, [new(1, 2, 40, 120), new(3, 7, 35, 100), new(8, null, 30, 90)])),
        new("RhythmStageClassifier.Classify", "the scalar rules, member by member", Rows, Rhythm),
        new("ProbabilityStageClassifier.Classify", "the model's scalar function, member by member", 1_024, Probability),
    ];

    private static GuardPair Thresholds(int rows, SilenceLimits[]? limits)
    {
        var (columns, stages) = (StageBenchmarkData.Columns(rows), new LifecycleStage[rows]);
        var classifier = new ThresholdStageClassifier(new ThresholdStageOptions { Limits = limits, LoyalSpend = 200m });
        return new GuardPair(() => classifier.ClassifyScalar(columns, stages), () => classifier.Classify(columns, stages));
    }

    private static GuardPair Rhythm(int rows)
    {
        var (columns, stages) = (StageBenchmarkData.Columns(rows), new LifecycleStage[rows]);
        var classifier = new RhythmStageClassifier(PurchaseRhythm.Of(60, 1.5), new RhythmStageOptions { LoyalSpend = 200m });
        return new GuardPair(() => classifier.ClassifyScalar(columns, stages), () => classifier.Classify(columns, stages));
    }

    private static GuardPair Probability(int rows)
    {
        var (columns, stages, numbers) = (StageBenchmarkData.Columns(rows), new LifecycleStage[rows], new double[rows]);
        var model = new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week);
        var classifier = new ProbabilityStageClassifier(model);
        return new GuardPair(() =>
        {
            var members = columns.In(TimeUnit.Week);
            for (var i = 0; i < numbers.Length; i++)
            {
                var history = new PurchaseHistory(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i));
                numbers[i] = model.ProbabilityOfPurchase(history, 90 / 7.0);
            }
        }, () => classifier.Classify(columns, stages));
    }
}
