using System.Text.RegularExpressions;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Tests.Baseline;

/// <summary>The JSON text of every kind that is kept, word by word.</summary>
internal static partial class JsonBaseline
{
    public static void Stored(Sheet sheet, BaselineLog<int> log)
    {
        foreach (var (name, json) in Texts(log))
            sheet.Column(name, Word().Matches(json).Select(match => match.Value));
    }

    /// <summary>One text or more of each kind: numbers that do not exist, limits and empty parts among them.</summary>
    public static IEnumerable<(string Name, string Json)> Texts(BaselineLog<int> log)
    {
        var columns = log.At(log.Cut).Columns;
        foreach (var scale in new[] { RfmScale.FitQuantiles(columns), RfmScale.FitNested(columns), RfmScale.FitHighLow(columns), Thresholds() })
            yield return ($"scale.{scale.Method}".TrimEnd('s'), scale.ToJson());
        yield return ("map", Map().ToJson());
        var models = FitBaseline.Models(columns, new FitOptions { Starts = 2 });
        foreach (var model in models)
            yield return ($"model.{model.Name}", model.ToJson());
        yield return ("model.named", new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week).ToJson());
        var spend = GammaGammaModel.Fit(columns);
        yield return ("spend", spend.ToJson());
        yield return ("spend.named", new GammaGammaModel(new GammaGammaParameters(6.25, 3.74, 15.45)).ToJson());
        yield return ("returns", ReturnModel.Fit(columns).ToJson());
        yield return ("returns.named", new ReturnModel(0.12, 8).ToJson());
        var formula = FormulaValueCalculator.Fit(columns, new FormulaValueOptions
        {
            LifespanFrom = LifespanSource.CohortChurn,
            OrderValueFrom = ValueSource.Cohort,
            FrequencyFrom = ValueSource.Cohort,
            MarginRate = 0.3,
        });
        yield return ("formula", formula.ToJson());
        yield return ("formula.given", FormulaValueCalculator.Create(new FormulaValueOptions { LifespanFrom = LifespanSource.Given, Lifespan = 3 }).ToJson());
        yield return ("quadrants", ValueQuadrantMap.Fit([1, 2, 1 / 3.0], [0, 5, 5], new ValueQuadrantOptions { PotentialLine = HighLowLine.Median }).ToJson());
        yield return ("rate", (DiscountRate.PerPeriod(0.01, TimeUnit.Month) with { Timing = DiscountTiming.PeriodEnd }).ToJson());
        var (rhythm, limits) = (PurchaseRhythm.Fit(columns), LearnedLimits.Fit(log.At(log.Cut)));
        yield return ("rhythm", rhythm.ToJson());
        yield return ("rhythm.given", PurchaseRhythm.Of(30, double.PositiveInfinity).ToJson());
        yield return ("limits", limits.ToJson());
        yield return ("stages", new ThresholdStageClassifier().ToJson());
        var learned = new ThresholdStageOptions { Limits = [.. limits.ToLimits()], LoyalSpend = 99.95m };
        yield return ("stages.learned", new ThresholdStageClassifier(learned).ToJson());
        yield return ("playbook", Actions().ToJson());
        IFitted[] all = [Thresholds(), models[1], spend, rhythm, limits, formula];
        yield return ("models", all.Aggregate(MemberModels.None, (set, item) => set.With(item)).ToJson());
        var rules = LogRules.From(log.Options(log.Last));
        var rows = log.Transactions.Where(row => row.Member == log.Transactions[0].Member);
        yield return ("state", rows.Aggregate(MemberState.Empty(rules), (before, row) => before.With(row, rules)).ToJson());
        var report = new LifecycleReportBuilder<int>(new ThresholdStageClassifier(), Actions());
        report.Add(log.At(log.Cut));
        report.Add(log.Table);
        yield return ("report", report.ToReport().ToJson());
        foreach (var (name, json) in Learned())
            yield return (name, json);
    }

    private static IEnumerable<(string Name, string Json)> Learned()
    {
        var random = new Random(12);
        double[] Draws() => [.. Enumerable.Range(0, 200).Select(_ => Math.Round(random.NextDouble(), 3))];
        double[][] values = [Draws(), [.. Draws().Select(value => value < 0.2 ? double.NaN : value)], Draws(), new double[200]];
        var features = FeatureTable.FromColumns(["days", "gap", "购买", "level"], values);
        bool[] labels = [.. values[0].Select((value, i) => value + (double.IsNaN(values[1][i]) ? 0.3 : values[1][i]) > 0.5 + random.NextDouble())];
        yield return ("logistic", LogisticRegression.Fit(features, labels).ToJson());
        yield return ("logistic.empty", LogisticRegression.Fit(features, new bool[200]).ToJson());
        var tree = DecisionTree.Fit(features, labels, new DecisionTreeOptions { MaxDepth = 3, MinLeaf = 10 });
        yield return ("tree", tree.ToJson());
        var forest = new RandomForestOptions { Trees = 3, MinLeaf = 20, MeasurePermutationImportance = true };
        yield return ("forest", RandomForest.Fit(features, labels, forest).ToJson());
        yield return ("platt", PlattCalibration.Fit(values[0], labels, scale: PlattScale.LogOdds).ToJson());
        yield return ("platt.empty", PlattCalibration.Fit([], []).ToJson());
        yield return ("isotonic", IsotonicCalibration.Fit(values[2], labels).ToJson());
        yield return ("isotonic.empty", IsotonicCalibration.Fit([], []).ToJson());
    }

    private static RfmScale Thresholds() => RfmScale.FromThresholds(
        new RfmThresholdOptions { RecencyUpToDays = [30.5, 90], FrequencyFrom = [1, 3], MonetaryFrom = [-0.1, 1 / 3.0] }, CellCalendar.Days);

    private static SegmentMap Map() => SegmentMap.Create(new SegmentMapOptions
    {
        Name = "two",
        Levels = new RfmLevels(3, 3, 3),
        Segments = [new Segment { Id = "best", Name = Text.Of("Best & first", "最佳") }, new Segment { Id = "rest", Name = Text.Of("Rest"), Action = Text.Of("None", "无") }],
        Rules =
        [
            new SegmentRule { Segment = "best", R = new LevelRange(3, 3), F = new LevelRange(2, 3) },
            new SegmentRule { Segment = "best", MeanOfFAndM = new LevelRange(2.5, 3) },
            new SegmentRule { Segment = "best", Codes = [RfmScore.Parse("211")] },
        ],
        Fallback = "rest",
    });

    private static Playbook Actions() => Playbook.Create(new PlaybookOptions
    {
        Name = "one",
        Actions = [new PlaybookAction { Id = "a", Action = Text.Of("Write", "写信").With("de", "Schreiben"), Channel = Text.Of("mail"), Aim = Text.Of("An answer") }],
        Rules = [new PlaybookRule { Stage = LifecycleStage.Active, Action = "a" }, new PlaybookRule { Segment = "best", Risk = RiskLevel.High, Action = "a" }],
    });

    /// <summary>A text with its quotes, a number or word, or one sign.</summary>
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|[\w.+-]+|[^\s]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Word();
}
