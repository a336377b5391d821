using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Assessment;

public class MemberValuatorOptionsTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "segments", "RfmOptions.Segments is EightClasses; the scale has" },
        { "levels", "RfmQuantileOptions.RecencyLevels is 1; it must be 2 to 10." },
        { "standard", "RfmOptions.Segments is Standard; no ready map is for" },
        { "own map", "MemberValuatorOptions.Segments is the map" },
        { "scale", "RfmOptions.Scale is 9; it must be Quantiles, Thresholds, HighLow or Nested." },
        { "method", "LifecycleOptions.Method is 9; it must be" },
        { "preset", "LifecycleOptions.Preset is 9; it must be" },
        { "limits", "LifecycleOptions.Thresholds.Limits is set; it must be null for the method LearnedLimits" },
        { "window", "ThresholdStageOptions.ReturnedDays is 50; it must not be beyond" },
        { "quantile", "LearnedLimitsOptions.LostQuantile is 2" },
        { "probability", "MemberValuatorOptions.Lifecycle.Method is Probability; it needs a model of purchases: add Clv with a model." },
        { "probability none", "MemberValuatorOptions.Lifecycle.Method is Probability; it needs a model of purchases: add Clv with a model." },
        { "no model", "ClvOptions.Model is None; the method Model needs a model of purchases" },
        { "horizon", "ClvOptions.PurchaseHorizonDays is infinity; it must be a finite number of days above 0." },
        { "value horizon", "ClvOptions.ValueHorizonDays is 0; it must be a number of days, at least 0.001" },
        { "rate", "ClvOptions.AnnualDiscountRate is -0.1; it must be finite and 0 or more" },
        { "margin", "ClvOptions.MarginRate is 2; it must be finite and at most 1." },
        { "spend", "ClvOptions.SpendPerPurchase is not a number; it must be finite, or null." },
        { "retention", "RetentionValueOptions.Retention is null; it must be 0 to 1" },
        { "period", "RetentionOptions.PeriodDays is 0; it must be a finite number of days above 0." },
        { "historic", "HistoricValueOptions.MinimumTenureInDays is -1; it must be a finite number of 0 or more." },
        { "formula", "FormulaValueOptions.ChurnRate is 2; it must be above 0 and at most 1" },
        { "fit", "FitOptions.Penalty is -1" },
        { "null part", "ClvOptions.Fit is null; it must be options" },
        { "weight", "ChurnRiskOptions.Rules[1].Weight (silence) is 3; it must be 0 to 1" },
        { "twice", "'silence'; a rule before it has this id" },
        { "rule", "SilenceRuleOptions.Days is -1; it must be a finite number of days above 0." },
        { "overdue", "OverdueRuleOptions.Gaps is 0" },
        { "null rule", "ChurnOptions.Silence[0] is null; it must be a rule with its options." },
        { "scores", "RfmLevel or RfmFall; these rules need scores: add Rfm." },
        { "stages", "StageEntered; this rule needs stages: add Lifecycle." },
        { "model", "Probability; this rule needs a model of purchases: add Clv with a model." },
        { "high", "ChurnRiskOptions.HighFrom is 0.1; it must be above MediumFrom" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_option_is_named_with_its_value_and_what_is_allowed(string mistake, string message)
    {
        var options = new MemberValuatorOptions
        {
            Rfm = new RfmOptions(),
            Lifecycle = new LifecycleOptions(),
            Clv = new ClvOptions(),
            Churn = new ChurnOptions()
        };
        Make(mistake, options);
        var error = Assert.ThrowsAny<ArgumentException>(() => MemberValuator.Create(options));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => new MemberModelHolder(options));
        Assert.ThrowsAny<ArgumentException>(() => MemberModels.Fit(Shop.Table, options));
    }

    [Fact]
    public void Models_of_another_scale_do_not_suit()
    {
        var models = MemberModels.None.With(RfmScale.FitQuantiles(Shop.Table.Columns, new RfmQuantileOptions { RecencyLevels = 4 }));
        var options = new MemberValuatorOptions { Rfm = new RfmOptions() };
        var holder = new MemberModelHolder(options);
        Assert.Contains("the options ask for", Assert.Throws<ArgumentException>(() => holder.Replace(models)).Message, StringComparison.Ordinal);
        Assert.Same(MemberModels.None, holder.Models);
    }

    private static void Make(string mistake, MemberValuatorOptions options)
    {
        var (rfm, lifecycle, clv, churn) = (options.Rfm!, options.Lifecycle!, options.Clv!, options.Churn!);
        switch (mistake)
        {
            case "segments": rfm.Segments = SegmentPreset.EightClasses; break;
            case "levels": rfm.Quantiles.RecencyLevels = 1; break;
            case "standard": rfm.Quantiles.RecencyLevels = 4; break;
            case "own map": options.Segments = SegmentMaps.EightClasses; break;
            case "scale": rfm.Scale = (RfmScaleMethod)9; break;
            case "method": lifecycle.Method = (StageMethod)9; break;
            case "preset": lifecycle.Preset = (StagePreset)9; break;
            case "limits": (lifecycle.Method, lifecycle.Thresholds.Limits) = (StageMethod.LearnedLimits, [new SilenceLimits(1, null, 30, 90)]); break;
            case "window": lifecycle.Thresholds.ReturnedDays = 50; break;
            case "quantile": (lifecycle.Method, lifecycle.LearnedLimits.LostQuantile) = (StageMethod.LearnedLimits, 2); break;
            case "probability": (lifecycle.Method, options.Clv) = (StageMethod.Probability, null); break;
            case "probability none": (lifecycle.Method, clv.Model, clv.Method) = (StageMethod.Probability, PurchaseModel.None, ClvMethod.Historic); break;
            case "no model": clv.Model = PurchaseModel.None; break;
            case "horizon": clv.PurchaseHorizonDays = double.PositiveInfinity; break;
            case "value horizon": clv.ValueHorizonDays = 0; break;
            case "rate": clv.AnnualDiscountRate = -0.1; break;
            case "margin": clv.MarginRate = 2; break;
            case "spend": clv.SpendPerPurchase = double.NaN; break;
            case "retention": clv.Method = ClvMethod.Retention; break;
            case "period": (clv.Method, clv.Retention.Retention, clv.Retention.PeriodDays) = (ClvMethod.Retention, 0.5, 0); break;
            case "historic": (clv.Method, clv.Historic.MinimumTenureInDays) = (ClvMethod.Historic, -1); break;
            case "formula": (clv.Method, clv.Formula.LifespanFrom, clv.Formula.ChurnRate) = (ClvMethod.Formula, LifespanSource.GivenChurn, 2); break;
            case "fit": clv.Fit.Penalty = -1; break;
            case "null part": clv.Fit = null!; break;
            case "weight": (churn.Overdue, churn.Silence) = ([new()], [new() { Weight = 3 }]); break;
            case "twice": churn.Silence = [new(), new()]; break;
            case "rule": churn.Silence = [new() { Rule = { Days = -1 } }]; break;
            case "overdue": churn.Overdue = [new() { Rule = { Gaps = 0 } }]; break;
            case "null rule": churn.Silence = [null!]; break;
            case "scores": (churn.RfmLevel, options.Rfm) = ([new()], null); break;
            case "stages": (churn.StageEntered, options.Lifecycle) = ([new()], null); break;
            case "model": (churn.Probability, options.Clv) = ([new()], null); break;
            case "high": churn.HighFrom = 0.1; break;
            default: throw new ArgumentOutOfRangeException(nameof(mistake), mistake, null);
        }
    }
}
