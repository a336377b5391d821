using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace PackageConsumer;

/// <summary>Stages by thresholds, by limits learned, by each member's rhythm and by a model.</summary>
internal static class Stages
{
    public static void Run(Shop shop)
    {
        var table = shop.Table;
        var limits = Output.RoundTrip(LearnedLimits.Fit(table), it => it.ToJson(), LearnedLimits.FromJson);
        Output.Line("learned", limits);
        var options = ThresholdStageOptions.Of(limits.ToLimits());
        options.LoyalPurchases = 5;
        options.LoyalSpend = 200m;
        foreach (var rules in new[] { options, StagePresets.FastMovingGoods, StagePresets.Seasonal })
        {
            var classifier = Output.RoundTrip(new ThresholdStageClassifier(rules), it => it.ToJson(), ThresholdStageClassifier.FromJson);
            Output.Results("by threshold", classifier.Classify(table));
            Output.Line("why", $"{classifier.Explain(table.Columns.Row(0)).Text.English} {classifier.Explain(table.Columns.Row(1)).Text.Chinese}");
        }

        var rhythm = Output.RoundTrip(PurchaseRhythm.Fit(table.Columns), it => it.ToJson(), PurchaseRhythm.FromJson);
        Output.Line("rhythm", rhythm.MeanGapInDays, rhythm.Credibility);
        var byRhythm = new RhythmStageClassifier(rhythm);
        Output.Results("by rhythm", byRhythm.Classify(table));
        Output.Line("why", byRhythm.Explain(table.Columns.Row(2)));

        var byModel = new ProbabilityStageClassifier(MbgNbdModel.Fit(table.In(TimeUnit.Week)));
        Output.Results("by model", byModel.Classify(table));
        Output.Line("why", byModel.Explain(table.Columns.Row(3)));
    }
}
