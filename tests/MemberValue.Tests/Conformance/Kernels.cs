using MemberValue.Assessment;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Lifecycle;

namespace MemberValue.Tests.Conformance;

/// <summary>
/// One instance or more of each public class that implements an interface of the library. A new class joins by its row; without one, <see cref="KernelTests"/>
/// fails. Rows of one shape keep the laws of that shape.
/// </summary>
internal static class Kernels
{
    private static readonly FittedData Data = FittedThings.Data();

    private static readonly TieSplittingRankScorer Ranks = new();

    private static readonly NbdModel Nbd = NbdModel.Fit(PurchaseHistories.From(Data.Table.In(TimeUnit.Day)));

    private static readonly KMeansModel Clusters = FittedThings.Clusters(Data);

    private static readonly GaussianMixtureModel Mixture = FittedThings.Mixture(Data, MixtureCovariance.Full);

    /// <summary>What gives one result per member of a table.</summary>
    public static IReadOnlyList<IKernel> OfMembers { get; } =
    [
        Scorer("quantiles", RfmScale.FitQuantiles(Data.Table.Columns)),
        Scorer("nested", RfmScale.FitNested(Data.Table.Columns)),
        Scorer("high and low", RfmScale.FitHighLow(Data.Table.Columns)),
        Scorer("ten levels", RfmScale.FitQuantiles(
            Data.Table.Columns, new RfmQuantileOptions { RecencyLevels = 10, FrequencyLevels = 3, MonetaryLevels = 7 })),
        Scorer("mean spend", RfmScale.FitQuantiles(Data.Table.Columns, new RfmQuantileOptions { Monetary = RfmMonetary.MeanSpend })),
        Scorer("margin", RfmScale.FitQuantiles(
            KernelData.Of(250), new RfmQuantileOptions { Monetary = RfmMonetary.Margin, Frequency = FrequencyBasis.Orders })),
        Scorer("thresholds", RfmScale.FromThresholds(
            new RfmThresholdOptions { RecencyUpToDays = [30, 90.5], FrequencyFrom = [1, 2.5, 9], MonetaryFrom = [-5, 0, 50, 200] }, CellCalendar.Days)),
        Dimensions(RfmScaleMethod.Quantiles),
        Dimensions(RfmScaleMethod.Nested),
        Dimensions(RfmScaleMethod.HighLow),
        new Kernel<RfmScore>("ranks", Ranks, (columns, to) => Ranks.Score(columns, to)) { LooksAtAll = true },
        Classifier("silence", new ThresholdStageClassifier()),
        Classifier("rhythm", new RhythmStageClassifier(PurchaseRhythm.Fit(Data.Table.Columns))),
        Classifier("probability", new ProbabilityStageClassifier(Nbd)),
        .. StageData.Classifiers().Select(pair => Classifier($"with options, {pair.Key}", pair.Value)),
        Calculator("historic", new HistoricValueCalculator()),
        Calculator("formula", FormulaValueCalculator.Fit(Data.Table.Columns)),
        Calculator("formula of the member", FormulaValueCalculator.Create(new FormulaValueOptions { LifespanFrom = LifespanSource.Given, Lifespan = 24 })),
        Calculator("retention", new RetentionValueCalculator(new RetentionValueOptions
        {
            Retention = 0.9,
            Discount = DiscountRate.Annual(0.1),
            Basis = ValueBasis.Margin,
            MarginRate = 0.3,
        })),
        Calculator("contract", new ContractValueCalculator(
            new ContractModel(ContractFamily.ShiftedBetaGeometric, [0.7, 1.2], TimeUnit.Month),
            new ContractValueOptions { MarginPerPeriod = 10, Discount = DiscountRate.Annual(0.1) })),
        Calculator("contribution", new ContributionCalculator([
            CostLine.Rate(Text.Of("goods"), 0.6, "Net"), CostLine.PerUnit(Text.Of("shipping"), 5, "Orders"), CostLine.PerMember(Text.Of("card"), 1)])),
        Calculator("model", new ModelValueCalculator(
            Nbd, GammaGammaModel.Fit(SpendHistories.From(Data.Table.Columns)), new ReturnModel(0.1, 5), new ModelValueOptions { MarginRate = 0.3 })),
        new Kernel<int>("clusters", Clusters, (columns, to) => Clusters.Assign(columns, to))
        {
            Table = table => Clusters.Assign(table),
            One = row => Clusters.Assign(row),
            IsBad = cluster => cluster == 0,
        },
        new Kernel<ClusterAssignment>("clusters, distances", Clusters, (columns, to) => Clusters.Locate(columns, to))
        {
            Table = table => Clusters.Locate(table),
            One = row => Clusters.Locate(row),
            IsBad = assignment => assignment.Cluster == 0,
        },
        new Kernel<int>("mixture", Mixture, (columns, to) => Mixture.Assign(columns, to))
        {
            Table = table => Mixture.Assign(table),
            One = row => Mixture.Assign(row),
            IsBad = cluster => cluster == 0,
        },
        new Kernel<MixtureAssignment>("mixture, probabilities", Mixture, (columns, to) => Mixture.Locate(columns, to))
        {
            Table = table => Mixture.Locate(table),
            One = row => Mixture.Locate(row),
            IsBad = assignment => assignment.Cluster == 0,
        },
        Composite(CompositeMethod.WeightedSum),
        Composite(CompositeMethod.Topsis),
        .. FittedThings.All.Values.Select(thing => thing.Fit(Data)).OfType<AttritionModel>().Select(Model),
    ];

    /// <summary>What gives one probability per row of features.</summary>
    public static IReadOnlyList<IBinaryClassifier> Classifiers { get; } =
    [
        LogisticRegression.Fit(Data.Features, Data.Labels),
        DecisionTree.Fit(Data.Features, Data.Labels),
        RandomForest.Fit(Data.Features, Data.Labels, new RandomForestOptions { Trees = 9 }),
        CalibratedClassifier.Platt(LogisticRegression.Fit(Data.Features, Data.Labels), Data.Features, Data.Labels),
        CalibratedClassifier.Isotonic(DecisionTree.Fit(Data.Features, Data.Labels), Data.Features, Data.Labels),
    ];

    /// <summary>What gives one probability per score.</summary>
    public static IReadOnlyList<ICalibration> Calibrations { get; } =
    [
        PlattCalibration.Fit(Data.Scores, Data.Labels),
        PlattCalibration.Fit([.. Data.Scores.Select(score => score / 2)], Data.Labels, scale: PlattScale.LogOdds),
        IsotonicCalibration.Fit(Data.Scores, Data.Labels),
    ];

    /// <summary>What assesses members; <c>MemberValuatorTests</c> and <c>ModelSwapTests</c> have their laws.</summary>
    public static IReadOnlyList<IMemberValuator> Valuators { get; } =
        [MemberValuator.Create(new MemberValuatorOptions(), Fitted()), new MemberModelHolder(new MemberValuatorOptions(), Fitted())];

    /// <summary>Everything in the lists.</summary>
    public static IEnumerable<object> All =>
        [.. OfMembers.Select(kernel => kernel.Subject), .. Classifiers, .. Calibrations, .. Valuators, .. FittedThings.All.Values
            .Select(thing => thing.Fit(Data))];

    private static MemberModels Fitted() => MemberModels.Fit(Data.Table, new MemberValuatorOptions());

    private static Kernel<RfmScore> Scorer(string name, RfmScale scale) =>
        new($"scale, {name}", scale, (columns, to) => scale.Score(columns, to))
        {
            Table = table => scale.Score(table),
            One = row => scale.Score(row),
            IsBad = score => !score.IsScored,
        };

    private static Kernel<DimensionScore> Dimensions(RfmScaleMethod method)
    {
        var scale = FittedThings.Dimensions(Data, method);
        return new($"dimensions, {method}", scale, (columns, to) => scale.Score(columns, to))
        {
            Table = table => scale.Score(table),
            One = row => scale.Score(row),
            IsBad = score => !score.IsScored,
        };
    }

    private static Kernel<LifecycleStage> Classifier(string name, ILifecycleClassifier classifier) =>
        new($"stages, {name}", classifier, (columns, to) => classifier.Classify(columns, to))
        {
            Table = table => classifier.Classify(table),
            One = row => classifier is IStageExplainer explainer ? explainer.Explain(row).Stage : classifier.Classify(row),
        };

    private static Kernel<double> Calculator(string name, IClvCalculator calculator) =>
        new($"value, {name}", calculator, (columns, to) => calculator.Calculate(columns, to))
        {
            Table = table => calculator.Calculate(table),
            One = row => calculator.Calculate(row),
        };

    private static Kernel<double> Composite(CompositeMethod method)
    {
        var scorer = FittedThings.Composite(Data, method);
        return new($"composite, {method}", scorer, (columns, to) => scorer.Score(columns, to))
        {
            Table = table => scorer.Score(table),
            One = row => scorer.Score(row),
            IsBad = double.IsNaN,
        };
    }

    private static Kernel<double> Model(AttritionModel model) =>
        new($"P(alive), {model.Name}", model, (columns, to) => model.ProbabilityAlive(columns.In(model.Unit), to))
        {
            Table = table => model.ProbabilityAlive(table),
            IsBad = double.IsNaN,
        };
}
